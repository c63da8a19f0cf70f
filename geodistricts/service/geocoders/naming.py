"""Cities and townships by their names, whole or begun: those that share one, all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from geodistricts.gazetteer import Gazetteer
from geodistricts.names import find_type_word, normalize, place_key
from geodistricts.records import City, District, Township

_Place = TypeVar("_Place", City, Township, District)
_TURKEY = frozenset(
    ("tr", "tur", "turkey", "turkiye", "turkei", "turquie", "turquia", "turkiyecumhuriyeti")
)


class PlaceNames:
    """The names of a gazetteer's cities and townships.

    Parameters
    ----------
    gazetteer : Gazetteer
        Has them.

    Attributes
    ----------
    gazetteer : Gazetteer
        As given.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._cities: defaultdict[str, list[City]] = defaultdict(list)
        self._townships: defaultdict[str, list[Township]] = defaultdict(list)
        for city in gazetteer.cities:
            self._cities[place_key(city.name)].append(city)
            for township in gazetteer.townships_of(city):
                self._townships[place_key(township.name)].append(township)
        self._keys = sorted({*self._cities, *self._townships})

    def called(self, name: str) -> list[City | Township]:
        """Return what is called so, cities first, then where most people live."""
        return [] if find_type_word(name) is not None else self._of_key(place_key(name))

    def beginning(self, text: str, limit: int) -> list[City | Township]:
        """Return what has a name that begins so, cities first, then where most people live."""
        key = place_key(text)
        if not key or find_type_word(text) is not None:
            return []
        start = bisect_left(self._keys, key)
        end = bisect_left(self._keys, f"{key}\x7f")
        found = [place for one in self._keys[start:end] for place in self._of_key(one)]
        found.sort(key=lambda place: (place.__class__ is Township, -(place.population or 0)))
        return found[:limit]

    def inside(self, name: str, scope: City | Township | None) -> list[City | Township]:
        """Return the cities and townships of a name in a place, or in the country.

        A city is in itself, and in each of its townships: whoever names it there is right.

        Parameters
        ----------
        name : str
            In any spelling; a city's may be its plate code.
        scope : City, Township or None
            Where.

        Returns
        -------
        list of City or Township
            Those that share the name; none where there is none, not even nearly so.
        """
        exact = self.called(name) if scope is None else self._exactly_in(name, scope)
        if exact:
            return exact
        try:
            if scope is None:
                return [self.gazetteer.city(name)]
            if isinstance(scope, City):
                return [self.gazetteer.township(name, scope)]
        except LookupError:
            pass
        if scope is None:
            try:
                return [self.gazetteer.township(name)]
            except LookupError:
                return []
        around = scope if isinstance(scope, City) else scope.city
        return [scope] if self._is_city(name, around) else []

    def _exactly_in(self, name: str, scope: City | Township) -> list[City | Township]:
        if isinstance(scope, City):
            in_city = [one for one in self._townships.get(place_key(name), ()) if one.city == scope]
            return [*in_city] or [one for one in self.called(name) if one == scope]
        return [scope for one in self.called(name) if one in (scope, scope.city)]

    def _is_city(self, name: str, city: City) -> bool:
        try:
            return self.gazetteer.city(name) == city
        except LookupError:
            return False

    def _of_key(self, key: str) -> list[City | Township]:
        cities, townships = self._cities.get(key, ()), self._townships.get(key, ())
        return [*most_people_first(cities), *most_people_first(townships)]


def most_people_first(places: Iterable[_Place]) -> list[_Place]:
    """Return places, those first where most people live."""
    return sorted(places, key=lambda place: -(place.population or 0))


def is_turkey(text: str) -> bool:
    """Tell whether a text is the name, or a code, of the country."""
    return normalize(text) in _TURKEY


def wants_turkey(codes: str | None) -> bool:
    """Tell whether a list of countries, by code with commas between, has Turkey in it."""
    named = [code for code in (codes or "").split(",") if code.strip()]
    return not named or any(map(is_turkey, named))


def without_country(text: str) -> str:
    """Return a text without the parts between commas that only name the country."""
    return ", ".join(part for part in text.split(",") if not is_turkey(part))
