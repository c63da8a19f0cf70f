"""The population at the end of a year (TÜİK), and the names of villages a while later."""

from pathlib import Path
from typing import NamedTuple

from geodistricts.sources.open_data.parquet_source import read_columns

_CITY, _TOWNSHIP, _MAHALLE, _VILLAGE = "il", "ilce", "mahalle", "koy"


class Figure(NamedTuple):
    """What is published of a place: how it is called there, and how many people live in it."""

    name: str
    population: int


class Population(NamedTuple):
    """The published figures, by the register's numbers.

    Attributes
    ----------
    cities : dict of int to Figure
        By plate code.
    townships : dict of int to Figure
        By the township's number.
    mahalle : dict of int to Figure
        By the number of the mahalle; those of towns too.
    villages : dict of int to Figure
        By the number of the village.
    """

    cities: dict[int, Figure]
    townships: dict[int, Figure]
    mahalle: dict[int, Figure]
    villages: dict[int, Figure]


def read_population(path: Path) -> Population:
    """Read the published figures.

    Parameters
    ----------
    path : Path
        Parquet with the columns level (il, ilce, mahalle, koy), id, name and population.

    Returns
    -------
    Population
        The figures by level.

    Raises
    ------
    SourceError
        Where the file is missing, no Parquet file, empty, or lacks a column.
    """
    levels: dict[str, dict[int, Figure]] = {
        level: {} for level in (_CITY, _TOWNSHIP, _MAHALLE, _VILLAGE)
    }
    columns = ("level", "id", "name", "population")
    for row in read_columns(path, columns, "the population (--population)"):
        if row["level"] in levels:
            levels[row["level"]][row["id"]] = Figure(row["name"], row["population"])
    return Population(*levels.values())


def read_village_names(path: Path) -> dict[int, str]:
    """Read how villages are called today.

    Parameters
    ----------
    path : Path
        Parquet with the columns id (the register's number of the village) and name.

    Returns
    -------
    dict of int to str
        Names by number.

    Raises
    ------
    SourceError
        Where the file is missing, no Parquet file, empty, or lacks a column.
    """
    rows = read_columns(path, ("id", "name"), "the villages' names of today (--renamed)")
    return {row["id"]: row["name"] for row in rows}
