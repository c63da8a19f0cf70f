"""The names of cities and townships, and the one that an argument means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain
from typing import NamedTuple, TypeVar

from geodistricts.basics.arguments import as_whole, shown
from geodistricts.names.bounds import place_argument
from geodistricts.names.place_rules import (
    PLATES,
    city_aliases,
    nearest_keys,
    place_key,
    successors,
    township_aliases,
)
from geodistricts.records import City, CityLike, Township, TownshipLike
from geodistricts.snapshot import Places

_Place = TypeVar("_Place", City, Township)


class Called(NamedTuple):
    """What is called by one name.

    Attributes
    ----------
    cities : tuple of City
        By any of their names.
    townships : tuple of Township
        By any of their names that is no other's in their city.
    by_name, by_alias : tuple of Township
        By their own name, and by another.
    """

    cities: tuple[City, ...]
    townships: tuple[Township, ...]
    by_name: tuple[Township, ...]
    by_alias: tuple[Township, ...]


_CLOSE = 0.5
"""How alike a name must be, of 1, to be offered in the place of one that is not there."""
_PLATE = re.compile(r"\s*([0-9]{1,2})(?:\.0+)?\s*")


class PlaceNames:
    """The names of a snapshot's cities and townships.

    Parameters
    ----------
    places : Places
        The cities and townships.

    Attributes
    ----------
    cities, townships : dict of int to record
        By pk; all of them.
    cities_by_name, townships_by_name, townships_by_alias : dict of str to list
        Active ones by folded name; cities by other names too.
    townships_in_city : dict of int to dict of str to list
        The active townships of a city by folded name and other names.
    keys : set of str
        All of these names.
    centres : set of int
        Pks of townships that people call by their city's name.
    """

    __slots__ = (
        "_called",
        "_successors",
        "centres",
        "cities",
        "cities_by_name",
        "keys",
        "townships",
        "townships_by_alias",
        "townships_by_name",
        "townships_in_city",
    )

    def __init__(self, places: Places) -> None:
        self.cities = places.cities
        self.townships = places.townships
        self.cities_by_name: defaultdict[str, list[City]] = defaultdict(list)
        self.townships_by_name: defaultdict[str, list[Township]] = defaultdict(list)
        self.townships_by_alias: defaultdict[str, list[Township]] = defaultdict(list)
        self.townships_in_city: dict[int, defaultdict[str, list[Township]]] = {}
        for city in self.cities.values():
            if city.is_active:
                key = place_key(city.name)
                for name in (key, *city_aliases(key)):
                    self.cities_by_name[name].append(city)
        for township in self.townships.values():
            if township.is_active:
                key = place_key(township.name)
                in_city = self.townships_in_city.setdefault(township.city.pk, defaultdict(list))
                in_city[key].append(township)
                self.townships_by_name[key].append(township)
        self.centres: set[int] = set()
        self._called: dict[str, Called] | None = None
        self._successors: dict[int, tuple[Township, ...]] = {}
        for city_pk, in_city in self.townships_in_city.items():
            self._add_aliases(in_city, place_key(self.cities[city_pk].name))
        self.keys = {
            *self.cities_by_name,
            *self.townships_by_name,
            *self.townships_by_alias,
            *chain.from_iterable(self.townships_in_city.values()),
        }

    def _add_aliases(self, in_city: defaultdict[str, list[Township]], city: str) -> None:
        """Let other names lead to townships, but for those that are another township's own."""
        own = dict(in_city)
        for key, townships in own.items():
            for alias in township_aliases(city, key):
                self.townships_by_alias[alias] += townships
                if alias == city:
                    self.centres.update(one.pk for one in townships)
                if alias not in own:
                    in_city[alias] += townships

    @property
    def called(self) -> dict[str, Called]:
        """What each of all names means; by a city's name no other than it and its namesakes."""
        known = self._called
        if known is None:
            inside: defaultdict[str, list[Township]] = defaultdict(list)
            for names in self.townships_in_city.values():
                for key, townships in names.items():
                    inside[key] += townships
            known = self._called = {key: self._called_so(key, inside) for key in self.keys}
        return known

    def _called_so(self, key: str, inside: Mapping[str, Sequence[Township]]) -> Called:
        cities = tuple(self.cities_by_name.get(key, ()))
        by_name = tuple(self.townships_by_name.get(key, ()))
        if cities:
            return Called(cities, by_name, by_name, ())
        by_alias = tuple(self.townships_by_alias.get(key, ()))
        return Called((), tuple(inside.get(key, ())), by_name, by_alias)

    def successors_of(self, township: Township) -> tuple[Township, ...]:
        """Return the townships that parts of one have become."""
        known = self._successors.get(township.pk)
        if known is None:
            in_city = self.townships_in_city[township.city.pk]
            keys = successors(place_key(township.city.name), place_key(township.name))
            known = tuple(one for key in keys for one in in_city.get(key, ()))
            self._successors[township.pk] = known
        return known

    def city_of_plate(self, text: str) -> City | None:
        """Return the city of a plate code, such as ``"34"``, ``"6"`` or ``"06.0"``."""
        digits = _PLATE.fullmatch(text)
        number = int(digits[1]) if digits else 0
        if not 0 < number <= len(PLATES):
            return None
        found = self.cities_by_name.get(place_key(PLATES[number - 1]), ())
        return found[0] if len(found) == 1 else None

    def city(self, city: CityLike) -> City:
        """Return the city that an argument means; see ``Names.city``."""
        argument = place_argument("city", city)
        if isinstance(argument, str):
            found = self.city_of_plate(argument)
            return found or _named("city", argument, self.cities_by_name)
        return _by_pk("city", argument, self.cities)

    def township(self, township: TownshipLike, city: CityLike | None = None) -> Township:
        """Return the township that an argument means; see ``Names.township``."""
        argument = place_argument("township", township)
        within = None if city is None else self.city(city)
        if isinstance(argument, str):
            if within is not None:
                return _named("township", argument, self.townships_in_city.get(within.pk, {}))
            return _named("township", argument, self.townships_by_name, self.townships_by_alias)
        found = _by_pk("township", argument, self.townships)
        if within is not None and found.city.pk != within.pk:
            raise LookupError(
                f"township {found.pk} is {found.name} in {found.city.name}, "
                f"not in {within.name}; leave the city out or name the right one"
            )
        return found

    def township_of_code(self, code: object) -> Township:
        """Return the township of an official code; see ``Names.township``."""
        number = as_whole(code)
        if number is None:
            raise TypeError(f"official_code must be a whole number, not {shown(code)}")
        found = [one for one in self.townships.values() if one.official_code == number]
        if not found:
            raise LookupError(
                f"no township has the official code {shown(number)}; is it the address "
                "register's number (UAVT) of a township?"
            )
        return max(found, key=lambda one: one.is_active)


class SeveralTownshipsError(LookupError):
    """A township's name, where it could mean several."""

    def __init__(self, message: str, townships: list[Township]) -> None:
        super().__init__(message)
        self.townships = townships


def _by_pk(level: str, pk: int, places: dict[int, _Place]) -> _Place:
    try:
        return places[pk]
    except KeyError:
        raise LookupError(
            f"no {level} has the pk {shown(pk)}; the pks are 1 to {max(places, default=0)}"
        ) from None


def _named(
    level: str,
    name: str,
    by_name: Mapping[str, list[_Place]],
    by_alias: Mapping[str, list[_Place]] | None = None,
) -> _Place:
    """Return the one place of a name: as it is, by another name, or misspelt."""
    key = place_key(name)
    found = by_name.get(key) or (by_alias or {}).get(key)
    if not found:
        found = [place for near in nearest_keys(key, by_name) for place in by_name[near]]
        found = list(dict.fromkeys(found))
        if len(found) > 1 and len({place.name for place in found}) > 1:
            found = []
    if len(found) == 1:
        return found[0]
    if found:
        raise _several(name, found)
    if name.strip().isdecimal():
        raise LookupError(
            f"no {level} has the plate code {shown(name)}; they are 01 to 81; give a pk as a number"
            if level == "city"
            else f"no {level} is called {shown(name)}; if it is a pk, give the number"
        )
    if not key:
        raise LookupError(
            f"no {level} is called {shown(name)}; leave {level} out where nobody named one"
        )
    closest = get_close_matches(key, by_name, n=3, cutoff=_CLOSE)
    near_places = dict.fromkeys(place for near in closest for place in by_name[near])
    listed = f"the closest are {_list_places(near_places)}" if near_places else "none is close"
    raise LookupError(f"no {level} is called {shown(name)}; {listed}")


def _several(name: str, found: Sequence[City | Township]) -> SeveralTownshipsError:
    townships = [place for place in found if isinstance(place, Township)]
    in_one_city = len({township.city.pk for township in townships}) == 1
    remedy = "name one of them" if in_one_city else "give the city too, or the pk"
    return SeveralTownshipsError(
        f"{len(found)} townships are called {shown(name)} ({_list_places(found)}); {remedy}",
        townships,
    )


def _list_places(places: Iterable[City | Township]) -> str:
    names = [
        place.display_name
        if isinstance(place, City)
        else f"{place.display_name} in {place.city.display_name}"
        for place in places
    ]
    return ", ".join(names[:6]) + (", …" if len(names) > 6 else "")
