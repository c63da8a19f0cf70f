"""Primary keys that outlive a rebuild."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodistricts.basics.arrow import numbers, records
from geodistricts.snapshot import (
    CITIES,
    DISTRICTS,
    MANIFEST,
    TOWNSHIPS,
    read_manifest,
    read_older_table,
)

_TABLES = (CITIES, TOWNSHIPS, DISTRICTS)
Key = TypeVar("Key", bound=Hashable)


def read_previous(path: Path) -> dict[str, pa.Table]:
    """Read the tables of the snapshot that is to be replaced.

    Parameters
    ----------
    path : Path
        The snapshot's folder.

    Returns
    -------
    dict of str to pyarrow.Table
        Cities, townships and districts, null where an older version had no such column; empty
        where there is no snapshot.
    """
    if not (path / MANIFEST).exists():
        return {}
    manifest = read_manifest(path)
    return {name: read_older_table(path, manifest, name) for name in _TABLES}


def assign_pks(
    keys: Iterable[Key], previous: Mapping[Key, int], order: Callable[[Key], Any]
) -> dict[Key, int]:
    """Give each key a number: the one it had, or one that was never used.

    Parameters
    ----------
    keys : iterable
        What is to be numbered.
    previous : mapping
        Numbers given so far, also to what has gone away.
    order : callable
        Sort key by which new numbers are given out.

    Returns
    -------
    dict
        The number of each key.

    Examples
    --------
    >>> assign_pks(["b", "c", "a"], {"c": 7}, str)
    {'a': 8, 'b': 9, 'c': 7}
    """
    unused = max(previous.values(), default=0)
    pks = {}
    for key in sorted(set(keys), key=order):
        if key in previous:
            pks[key] = previous[key]
        else:
            unused += 1
            pks[key] = unused
    return pks


def keep_gone(name: str, table: pa.Table, previous: Mapping[str, pa.Table]) -> pa.Table:
    """Add the rows that went away since the previous snapshot, inactive.

    Parameters
    ----------
    name : str
        Which file of a snapshot the table is for.
    table : pyarrow.Table
        What is there now, in the snapshot's schema.
    previous : mapping of str to pyarrow.Table
        The previous snapshot's tables; empty where there is none.

    Returns
    -------
    pyarrow.Table
        By pk.
    """
    tables = [table]
    if previous:
        before = previous[name]
        gone = before.filter(pc.invert(pc.is_in(before["pk"], table["pk"])))
        tables.append(_inactive(gone))
    merged = pa.concat_tables(tables)
    return merged.take(np.argsort(numbers(merged, "pk"), kind="stable"))


def _inactive(table: pa.Table) -> pa.Table:
    """Mark rows as gone; a row that is gone has no boundary, code or people of its own."""
    values = {"is_active": pa.array([False] * len(table), pa.bool_())}
    for column in ("boundary", "official_code", "population"):
        if column in table.schema.names:
            values[column] = pa.nulls(len(table), pa.int32())
    for column, value in values.items():
        table = table.set_column(table.schema.get_field_index(column), column, value)
    return table


class PreviousPks:
    """The numbers that a previous snapshot gave.

    Parameters
    ----------
    tables : mapping of str to pyarrow.Table
        Its cities, townships and districts; empty where there is none.

    Attributes
    ----------
    cities : dict of str to int
        By name.
    townships : dict of (str, str) to int
        By city and name.
    districts : dict of (str, str, str) to int
        By city, township and name.
    """

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self.cities: dict[str, int] = {}
        self.townships: dict[tuple[str, str], int] = {}
        self.districts: dict[tuple[str, str, str], int] = {}
        if not tables:
            return
        cities, townships, districts = tables.values()
        self.cities = dict(records(cities, "name", "pk"))
        city_names = {pk: name for name, pk in self.cities.items()}
        self.townships = {
            (city_names[city], name): pk
            for pk, name, city in records(townships, "pk", "name", "city")
        }
        township_names = {pk: key for key, pk in self.townships.items()}
        self.districts = {
            (*township_names[township], name): pk
            for pk, name, township in records(districts, "pk", "name", "township")
        }
