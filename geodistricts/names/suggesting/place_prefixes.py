"""Cities and townships, by what their names begin with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from geodistricts.names.place_rules import place_key
from geodistricts.names.places import PlaceNames
from geodistricts.names.suggesting.near_beginnings import NearBeginnings, beginning
from geodistricts.names.suggesting.typed import Typed
from geodistricts.records import City, Township

_Place = TypeVar("_Place", City, Township)
_MOST = 50
"""Names that are near what was typed, at most."""
_MOST_WORDS = 8


class NamedPlaces(Generic[_Place]):
    """Places of one level by all of their names.

    Parameters
    ----------
    named : mapping of str to sequence
        Active places by key.

    Attributes
    ----------
    all : list
        By pk.
    """

    def __init__(self, named: Mapping[str, Sequence[_Place]]) -> None:
        self._named: dict[str, Sequence[_Place]] = dict(named)
        self._keys: list[str] = sorted(named)
        self._near = NearBeginnings(self._keys)
        listed = {place.pk: place for places in named.values() for place in places}
        self.all: list[_Place] = sorted(listed.values(), key=lambda place: place.pk)

    def beginning(self, key: str) -> list[_Place]:
        """Return places whose names begin so: of that very name, then those of most people."""
        if not key:
            return self.all
        found: list[_Place] = []
        for other in beginning(self._keys, key):
            found += self._named[other]
        named = {place.pk for place in self._named.get(key, ())}
        found.sort(key=lambda place: (place.pk not in named, -(place.population or 0)))
        return _once(found)

    def nearly_beginning(self, key: str) -> list[_Place]:
        """Return places whose names begin so but for an error, the nearest first."""
        near = self._near.search(key, _MOST)
        return _once([place for other in near for place in self._named[other]])


def _key(words: Sequence[str]) -> str:
    return place_key(" ".join(words))


def _once(places: Sequence[_Place]) -> list[_Place]:
    return list({place.pk: place for place in places}.values())


class PlaceSearch(NamedTuple):
    """A way to look for places, exactly or nearly.

    Attributes
    ----------
    all_townships : list of Township
        By pk.
    cities, townships : callable
        Return the places of a level for a key.
    """

    all_townships: list[Township]
    cities: Callable[[str], list[City]]
    townships: Callable[[str], list[Township]]

    def find_cities(self, typed: Typed) -> list[City]:
        """Return the cities for what was typed."""
        return self.cities(_key(typed.words))

    def find_townships(self, typed: Typed) -> list[Township]:
        """Return the townships for what was typed, which may have their city in it."""
        words = typed.words
        found = self.townships(_key(words))
        for name, place in divisions(words) if not found else ():
            cities = {city.pk for city in self.cities(_key(place))}
            if cities:
                found += [one for one in self.townships(_key(name)) if one.city.pk in cities]
        return _once(found)

    def inside(self, words: Sequence[str]) -> frozenset[int]:
        """Return the townships that words mean, by their names, by their city's, or by both.

        Parameters
        ----------
        words : sequence of str
            Words beside the name of a district; the last may go on.

        Returns
        -------
        frozenset of int
            Pks.
        """
        found = self._called(words)
        for cut in range(1, len(words)):
            found |= self._called(words[:cut]) & self._called(words[cut:])
        return found

    def _called(self, words: Sequence[str]) -> frozenset[int]:
        key = _key(words)
        cities = {city.pk for city in self.cities(key)}
        of_cities = (one.pk for one in self.all_townships if one.city.pk in cities)
        return frozenset(one.pk for one in self.townships(key)).union(of_cities if cities else ())


class PlacePrefixes:
    """The names of cities and townships in order.

    Parameters
    ----------
    places : PlaceNames
        The cities and townships.

    Attributes
    ----------
    exactly, nearly : PlaceSearch
        By names that begin as was typed, and that do but for an error.
    """

    def __init__(self, places: PlaceNames) -> None:
        by_name: defaultdict[str, list[Township]] = defaultdict(list)
        for in_city in places.townships_in_city.values():
            for key, named in in_city.items():
                by_name[key] += named
        cities, townships = NamedPlaces(places.cities_by_name), NamedPlaces(by_name)
        every = townships.all
        self.exactly = PlaceSearch(every, cities.beginning, townships.beginning)
        self.nearly = PlaceSearch(every, cities.nearly_beginning, townships.nearly_beginning)


def divisions(words: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield every way to take some words, first or last, for a name and the rest for its place.

    Of many words there is none: they are no name and place.
    """
    for cut in range(len(words) - 1, 0, -1) if len(words) <= _MOST_WORDS else ():
        yield words[:cut], words[cut:]
        yield words[cut:], words[:cut]
