"""The lists that pages are cut from, and their rows in each shape."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from geodistricts.basics.arrays import Bool, Int32
from geodistricts.basics.arrow import from_rows, from_texts, numbers, records
from geodistricts.basics.letters import fold
from geodistricts.gazetteer import Gazetteer
from geodistricts.records import FILLED_IN, City, Township

Row = Mapping[str, Any]
COUNTRY = {"pk": 1, "name": "Türkiye", "code": "tr", "is_active": True}
"""The one country."""
_FILLED_IN = frozenset(FILLED_IN.values())
_OF_THE_API = [
    *("pk", "name", "city", "township", "is_active", "latitude", "longitude"),
    *("created_date", "modified_date", "omnitron_id", "mapping", "coordinate_source"),
]


class Lists:
    """The cities, townships and districts of a gazetteer, those that are not active as well.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows them.

    Attributes
    ----------
    cities, townships : dict
        Records by pk.
    columns : dict of str to ndarray
        ``pk``, ``city``, ``township`` and ``is_active`` of the districts, by pk.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._table = gazetteer.table.select(_OF_THE_API)
        self.columns = {
            name: numbers(self._table, name) for name in ("pk", "city", "township", "is_active")
        }
        pks = np.unique(self.columns["township"]).tolist()
        known = (gazetteer.township(pk) for pk in pks)
        self.townships: dict[int, Township] = {one.pk: one for one in known}
        cities = {one.city.pk: one.city for one in self.townships.values()}
        cities |= {one.pk: one for one in gazetteer.cities}
        self.cities: dict[int, City] = dict(sorted(cities.items()))

    def districts(self, rows: Int32) -> list[dict[str, Any]]:
        """Return rows of the table, with all that the API has of them."""
        taken: list[dict[str, Any]] = self._table.take(from_rows(rows)).to_pylist()
        return taken

    def have(self, part: str) -> Bool:
        """Tell of each row whether its name has some folded letters in it."""
        found: Bool = numbers(pa.table({"found": pc.match_substring(self._folded, part)}), "found")
        return found

    @cached_property
    def _folded(self) -> pa.Array:
        return from_texts([fold(name) for (name,) in records(self._table, "name")])


def as_district(row: Row) -> Row:
    """Return a district as ``…/districts/`` has it."""
    return {
        "pk": row["pk"],
        "name": row["name"],
        "city": row["city"],
        "township": row["township"],
        "is_active": row["is_active"],
        **_point(row),
    }


def as_simple(row: Row) -> Row:
    """Return a district as ``…/districts/list-simple/`` has it."""
    mapping = row["mapping"]
    return {
        "id": row["pk"],
        "created_date": _date(row["created_date"]),
        "modified_date": _date(row["modified_date"]),
        "omnitron_id": row["omnitron_id"],
        "mapping": None if mapping is None else orjson.Fragment(mapping),
        "is_active": row["is_active"],
        "name": row["name"],
        **_point(row),
        "city": row["city"],
        "township": row["township"],
    }


def as_township(place: Township) -> Row:
    """Return a township as ``…/townships/`` has it."""
    return place.to_dict()


def as_city(place: City) -> Row:
    """Return a city as ``…/cities/`` has it."""
    return {**place.to_dict(), "country": COUNTRY["pk"]}


def _point(row: Row) -> Row:
    """Return the coordinates that the platform itself gave, as its decimals."""
    given = row["coordinate_source"] not in _FILLED_IN
    return {
        name: f"{row[name]:.8f}" if given and row[name] is not None else None
        for name in ("longitude", "latitude")
    }


def _date(value: Any) -> str | None:
    return None if value is None else f"{value:%Y-%m-%dT%H:%M:%S.%fZ}"
