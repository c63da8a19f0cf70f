"""Cities and townships: the records, and finding the one that an argument means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

import pyarrow as pa

from geodistricts.letters import fold
from geodistricts.records import City, Township
from geodistricts.snapshot import records

CityLike = int | str | City
TownshipLike = int | str | Township
_Place = TypeVar("_Place", City, Township)


def _key(name: str) -> str:
    return fold(name).replace(" ", "")


class Places:
    """The cities and townships of a snapshot.

    Parameters
    ----------
    cities, townships : pyarrow.Table
        As the snapshot has them.
    """

    __slots__ = (
        "_cities_by_name",
        "_townships_by_name",
        "cities",
        "townships",
        "townships_by_city",
    )

    def __init__(self, cities: pa.Table, townships: pa.Table) -> None:
        fields = ("pk", "name", "display_name", "is_active", "latitude", "longitude")
        self.cities = {row[0]: City(*row) for row in records(cities, *fields)}
        self.townships = {
            pk: Township(pk, name, shown, self.cities[city], *rest)
            for city, pk, name, shown, *rest in records(townships, "city", *fields)
        }
        self._cities_by_name: defaultdict[str, list[City]] = defaultdict(list)
        self._townships_by_name: defaultdict[str, list[Township]] = defaultdict(list)
        self.townships_by_city: defaultdict[int, list[Township]] = defaultdict(list)
        for city in self.cities.values():
            if city.is_active:
                self._cities_by_name[_key(city.name)].append(city)
        for township in self.townships.values():
            if township.is_active:
                self._townships_by_name[_key(township.name)].append(township)
                self.townships_by_city[township.city.pk].append(township)

    def city(self, city: CityLike) -> City:
        """Return the city that an argument means; see ``Gazetteer.city``."""
        if isinstance(city, City):
            city = city.pk
        if isinstance(city, str):
            found = self._cities_by_name.get(_key(city), [])
            return _only_one("city", city, found, self._cities_by_name)
        return _by_pk("city", city, self.cities)

    def township(self, township: TownshipLike, city: CityLike | None = None) -> Township:
        """Return the township that an argument means; see ``Gazetteer.township``."""
        if isinstance(township, Township):
            township = township.pk
        within = None if city is None else self.city(city)
        if isinstance(township, str):
            by_name = self._townships_by_name
            if within is not None:
                by_name = defaultdict(list)
                for candidate in self.townships_by_city[within.pk]:
                    by_name[_key(candidate.name)].append(candidate)
            return _only_one("township", township, by_name.get(_key(township), []), by_name)
        found = _by_pk("township", township, self.townships)
        if within is not None and found.city.pk != within.pk:
            raise LookupError(
                f"township {found.pk} is {found.name} in {found.city.name}, "
                f"not in {within.name}; leave the city out or name the right one"
            )
        return found


def _by_pk(level: str, pk: object, places: dict[int, _Place]) -> _Place:
    if isinstance(pk, bool) or not hasattr(pk, "__index__"):
        raise TypeError(f"{level} must be a pk, a name or a record, not {pk!r}")
    try:
        return places[pk.__index__()]
    except KeyError:
        raise LookupError(
            f"no {level} has the pk {pk}; the pks are 1 to {max(places, default=0)}"
        ) from None


def _only_one(
    level: str, name: str, found: list[_Place], by_name: dict[str, list[_Place]]
) -> _Place:
    if len(found) == 1:
        return found[0]
    if found:
        raise LookupError(
            f"{len(found)} townships are called {name!r} ({_list_places(found)}); "
            "give the city too, or the pk"
        )
    from difflib import get_close_matches

    close = get_close_matches(_key(name), by_name, n=3, cutoff=0.5)
    hint = _list_places(place for key in close for place in by_name[key])
    raise LookupError(f"no {level} is called {name!r}; the closest are {hint or 'none'}")


def _list_places(places: Iterable[City | Township]) -> str:
    names = [
        place.display_name
        if isinstance(place, City)
        else f"{place.display_name} in {place.city.display_name}"
        for place in places
    ]
    return ", ".join(names[:6]) + (", …" if len(names) > 6 else "")
