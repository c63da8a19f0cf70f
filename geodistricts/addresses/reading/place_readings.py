"""What the text of a city or township field may mean, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from geodistricts.names import CENTRE, ends_of, fold_words, nearest_keys, place_key
from geodistricts.records import City, Township

if TYPE_CHECKING:
    from geodistricts.names import PlaceNames

_Place = TypeVar("_Place", City, Township)

AS_IT_IS, OTHER_NAME, AMONG_WORDS, SPLIT, MISSPELT = 1.0, 0.98, 0.95, 0.9, 0.88
_MOST_WORDS, _MOST_READINGS, _MOST_CENTRES = 8, 12, 200


class Reading(NamedTuple, Generic[_Place]):
    """A place that a text may mean.

    Attributes
    ----------
    place : City or Township
        The place.
    quality : float
        0 to 1: by its name, by another name, among other words, as a former part, or misspelt.
    """

    place: _Place
    quality: float


class PlaceReader:
    """Reads the fields for city and township.

    Parameters
    ----------
    places : PlaceNames
        The cities and townships.
    """

    def __init__(self, places: PlaceNames) -> None:
        self._places = places

    def cities(self, value: int | str) -> tuple[Reading[City], ...]:
        """List the cities that a field may mean.

        Parameters
        ----------
        value : int or str
            A pk, or a text.

        Returns
        -------
        tuple of Reading
            The surest first; empty where there is none.
        """
        if not isinstance(value, str):
            return _by_pk(value, self._places.cities)
        value = ends_of(value)
        by_name = self._places.cities_by_name
        readings = _by_key(place_key(value), by_name) or tuple(self._by_plate(value))
        return readings or _by_words(value, by_name) or _misspelt(value, by_name)

    def _by_plate(self, value: str) -> Iterator[Reading[City]]:
        city = self._places.city_of_plate(value)
        if city is not None:
            yield Reading(city, OTHER_NAME)

    def townships(
        self, value: int | str, cities: Sequence[Reading[City]]
    ) -> tuple[Reading[Township], ...]:
        """List the townships that a field may mean.

        Parameters
        ----------
        value : int or str
            A pk, or a text.
        cities : sequence of Reading
            Where to look first.

        Returns
        -------
        tuple of Reading
            The surest first, then what parts of them have become; empty where there is none.
        """
        places = self._places
        if not isinstance(value, str):
            return _by_pk(value, places.townships)
        value = ends_of(value)
        key = place_key(value)
        inside: list[Mapping[str, Sequence[Township]]] = [
            places.townships_in_city.get(city.place.pk, {}) for city in cities
        ]
        everywhere = [places.townships_by_name, places.townships_by_alias]
        found: list[Reading[Township]] = []
        for names in (inside, everywhere):
            found = found or [reading for each in names for reading in _by_key(key, each)]
        for names in (inside, everywhere):
            found = found or [reading for each in names for reading in _by_words(value, each)]
        for each in inside if cities else everywhere[:1]:
            found = found or list(_misspelt(value, each))
        first: dict[int, Reading[Township]] = {}
        for reading in found:
            first.setdefault(reading.place.pk, reading)
        for reading in found:
            for township in places.successors_of(reading.place):
                first.setdefault(township.pk, Reading(township, SPLIT))
        most = _MOST_CENTRES if key == CENTRE and not cities else _MOST_READINGS
        return tuple(first.values())[:most]

    def townships_beside(
        self, value: str, cities: Sequence[Reading[City]]
    ) -> tuple[Reading[Township], ...]:
        """List the townships whose names stand beside the city's, in the field for the city.

        Parameters
        ----------
        value : str
            What the field for the city says.
        cities : sequence of Reading
            The cities that it may mean.

        Returns
        -------
        tuple of Reading
            Of these cities; empty where it says no more than the city.
        """
        words = fold_words(ends_of(value))[1][:_MOST_WORDS]
        if len(words) < 2:
            return ()
        for key in word_groups(words):
            if key in self._places.cities_by_name:
                continue
            for city in cities:
                in_city = self._places.townships_in_city.get(city.place.pk)
                found = in_city.get(key) if in_city is not None else None
                if found:
                    return tuple(Reading(place, AMONG_WORDS) for place in found)
        return ()


def _by_pk(pk: int, places: Mapping[int, _Place]) -> tuple[Reading[_Place], ...]:
    place = places.get(pk)
    return (Reading(place, AS_IT_IS),) if place is not None else ()


def _by_key(
    key: str, by_name: Mapping[str, Sequence[_Place]], quality: float = AS_IT_IS
) -> tuple[Reading[_Place], ...]:
    return tuple(
        Reading(place, quality if place_key(place.name) == key else min(quality, OTHER_NAME))
        for place in by_name.get(key, ())
    )


def _by_words(value: str, by_name: Mapping[str, Sequence[_Place]]) -> tuple[Reading[_Place], ...]:
    """Look for names among the words: "İstanbul / Anadolu", "34 İSTANBUL"."""
    for key in word_groups(fold_words(value)[1][:_MOST_WORDS]):
        found = _by_key(key, by_name, AMONG_WORDS)
        if found:
            return found
    return ()


def word_groups(words: Sequence[str]) -> Iterator[str]:
    """Write neighbouring words together, the longest groups first; not all of them."""
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size + 1):
            yield "".join(words[start : start + size]).replace("ii", "i")


def _misspelt(value: str, by_name: Mapping[str, Sequence[_Place]]) -> tuple[Reading[_Place], ...]:
    near: Iterable[str] = nearest_keys(place_key(value), by_name)
    places = dict.fromkeys(place for key in near for place in by_name[key])
    return tuple(Reading(place, MISSPELT) for place in places)
