"""The rows of a list that filters ask for."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from geodistricts.basics.arrays import Int32
from geodistricts.basics.letters import fold
from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City, Township
from geodistricts.service.akinon.filters import Filters
from geodistricts.service.akinon.meaning import city_meant, district_meant, township_meant
from geodistricts.service.akinon.rows import COUNTRY, Lists

Place = TypeVar("Place", City, Township)
_NONE: Int32 = np.empty(0, dtype=np.int32)
_LONGEST = 200
"""Letters of a name; the longest in the bundled snapshot has a third of them."""


class Selection:
    """Finds the rows that filters ask for.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows what a spelling means.
    lists : Lists
        All rows.
    """

    def __init__(self, gazetteer: Gazetteer, lists: Lists) -> None:
        self._gazetteer = gazetteer
        self._lists = lists

    def cities(self, filters: Filters) -> list[City]:
        """Return cities, by pk."""
        if _asks_for_nothing(filters):
            return []
        found = [*self._lists.cities.values()]
        if filters.name is not None:
            meant = city_meant(self._gazetteer, filters.name)
            found = [] if meant is None else [meant]
        return _kept(found, filters)

    def townships(self, filters: Filters) -> list[Township]:
        """Return townships, by pk."""
        city = self._lists.cities.get(filters.city or 0)
        if _asks_for_nothing(filters) or (filters.city is not None and city is None):
            return []
        found = [*self._lists.townships.values()]
        if filters.name is not None:
            meant = township_meant(self._gazetteer, filters.name, city)
            found = [] if meant is None else [meant]
        if city is not None:
            found = [one for one in found if one.city == city]
        return _kept(found, filters)

    def districts(self, filters: Filters) -> Int32:
        """Return places of districts in the table, by pk."""
        city = self._lists.cities.get(filters.city or 0)
        township = self._lists.townships.get(filters.township or 0)
        is_nowhere = (filters.city is not None and city is None) or (
            filters.township is not None and township is None
        )
        if _asks_for_nothing(filters) or is_nowhere:
            return _NONE
        columns = self._lists.columns
        wanted: dict[str, int | bool | None] = {
            "pk": filters.pk,
            "city": filters.city,
            "township": filters.township,
            "is_active": filters.is_active,
        }
        if filters.name is not None:
            meant = district_meant(self._gazetteer, filters.name, city, township)
            if meant is None or filters.pk not in (None, meant.pk):
                return _NONE
            wanted["pk"] = meant.pk
        chosen = np.ones(len(columns["pk"]), dtype=np.bool_)
        for name, value in wanted.items():
            if value is not None:
                chosen &= columns[name] == value
        if filters.part is not None:
            chosen &= self._lists.have(filters.part)
        return np.flatnonzero(chosen).astype(np.int32)


def _asks_for_nothing(filters: Filters) -> bool:
    """Tell whether nothing can be what is asked: in another country, mapped, or no name at all."""
    return (
        filters.country not in (None, COUNTRY["pk"])
        or filters.is_mapped
        or len(filters.name or "") > _LONGEST
    )


def _kept(found: list[Place], filters: Filters) -> list[Place]:
    return [
        one
        for one in found
        if filters.pk in (None, one.pk)
        and filters.is_active in (None, one.is_active)
        and (filters.part is None or filters.part in fold(one.name))
    ]
