"""Platform lists made of the bundled snapshot's names."""

import random
from typing import Any, NamedTuple

from geodistricts.snapshot.folder import bundled_path
from geodistricts.snapshot.format import CITIES, DISTRICTS, TOWNSHIPS
from geodistricts.snapshot.reading import read_manifest, read_table

Row = dict[str, Any]
_DATE = "2021-07-06T13:{:02}:{:02}.785704Z"
_LETTERS = "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ"


class PlatformList(NamedTuple):
    """A list, and what is meant by its numbers.

    Attributes
    ----------
    districts : list of dict
        Rows as the server takes them.
    townships, cities : list of dict
        The same for the two other lists.
    bundled_township : dict of int to int
        The bundled pk of each township.
    bundled_district : dict of int to int
        The bundled pk of each district.
    """

    districts: list[Row]
    townships: list[Row]
    cities: list[Row]
    bundled_township: dict[int, int]
    bundled_district: dict[int, int]


def misspell(name: str, choose: random.Random) -> str:
    """Swap, drop, double or replace a letter before the type word."""
    places = [place for place, letter in enumerate(name[:-4]) if letter.isalpha()]
    if not places:
        return name
    place = choose.choice(places)
    rest = name[place + 1 :]
    return name[:place] + choose.choice(
        [
            rest,
            name[place] * 2 + rest,
            choose.choice(_LETTERS) + rest,
            rest[:1] + name[place] + rest[1:],
        ]
    )


def platform_list(
    seed: int = 1,
    misspelt: float = 0.0,
    missing: float = 0.0,
    located: float = 0.001,
    cities: set[int] | None = None,
) -> PlatformList:
    """Make a list with numbers of its own.

    Parameters
    ----------
    seed : int
        Decides all that is random.
    misspelt, missing, located : float
        Share of the rows that are misspelt, left out, or have coordinates.
    cities : set of int, optional
        Only these.
    """
    choose = random.Random(seed)
    path = bundled_path()
    manifest = read_manifest(path)
    tables = {
        name: read_table(path, manifest, name).to_pylist()
        for name in (CITIES, TOWNSHIPS, DISTRICTS)
    }
    townships = [row for row in tables[TOWNSHIPS] if cities is None or row["city"] in cities]
    numbers = list(range(1, len(townships) + 1))
    choose.shuffle(numbers)
    number_of = {row["pk"]: number for row, number in zip(townships, numbers, strict=True)}
    rows: list[Row] = []
    bundled_district = {}
    for row in tables[DISTRICTS]:
        if row["township"] not in number_of or choose.random() < missing:
            continue
        pk = 100_000 + 3 * len(rows)
        bundled_district[pk] = row["pk"]
        wrong, known = choose.random() < misspelt, choose.random() < located
        known = known and row["latitude"] is not None
        rows.append(
            {
                "pk": pk,
                "name": misspell(row["name"], choose) if wrong else row["name"],
                "city": row["city"],
                "township": number_of[row["township"]],
                "is_active": True,
                "longitude": f"{row['longitude']:.8f}" if known else None,
                "latitude": f"{row['latitude']:.8f}" if known else None,
                "created_date": _DATE.format(pk % 60, pk // 60 % 60),
                "modified_date": _DATE.format(pk % 59, pk // 59 % 60),
                "omnitron_id": pk - 50_000,
                "mapping": None,
            }
        )
    choose.shuffle(rows)
    place = {"is_active": True, "longitude": None, "latitude": None}
    return PlatformList(
        rows,
        [
            {"pk": number_of[row["pk"]], "name": row["name"], "city": row["city"], **place}
            for row in townships
        ],
        [
            {"pk": row["pk"], "name": row["name"], "country": 1, **place}
            for row in tables[CITIES]
            if cities is None or row["pk"] in cities
        ],
        {number: pk for pk, number in number_of.items()},
        bundled_district,
    )
