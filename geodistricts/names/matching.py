"""Matching: the districts that a spelling may mean, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geodistricts.basics.arguments import as_field, as_list, is_one, shown
from geodistricts.names.bounds import (
    check_limit,
    check_min_score,
    place_argument,
    places_in_column,
)
from geodistricts.names.finding import NameFinder
from geodistricts.names.fold import LONGEST_READ, ends_of, is_long, normalize
from geodistricts.names.index import NameIndex
from geodistricts.names.places import PlaceNames, SeveralTownshipsError
from geodistricts.names.scope import NameScope
from geodistricts.records import (
    EXACT,
    NORMALIZED,
    City,
    CityLike,
    District,
    Match,
    Township,
    TownshipLike,
)
from geodistricts.snapshot import DistrictRows

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32

_REMEMBERED_PLACES = 1 << 14
_new_tuple = tuple.__new__
_ALL = 100_000
_SAME_NAME = 96.0
"""The lowest score of a name that is the same, however it is written."""


class SearchPlace(NamedTuple):
    """Where to look: a township, a city, or the country."""

    scope: NameScope
    township: Township | None
    city: City | None


class Matcher:
    """Answers ``match`` and ``match_many`` for one gazetteer.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    places : PlaceNames
        The names of their cities and townships.

    Attributes
    ----------
    places : PlaceNames
        The same.
    index : NameIndex
        The names of the districts, by place.
    finder : NameFinder
        Looks for a name in one place.
    """

    def __init__(self, rows: DistrictRows, places: PlaceNames) -> None:
        self._rows = rows
        self.places = places
        self.index = NameIndex(rows)
        self.finder = NameFinder(rows, self.index.folded)
        self._places: dict[tuple[int | str | None, int | str | None], SearchPlace] = {}

    def match(
        self,
        name: str,
        city: CityLike | None,
        township: TownshipLike | None,
        limit: int,
        min_score: float,
    ) -> list[Match]:
        """Find the districts that a spelling may mean; see ``Names.match``."""
        if limit.__class__ is not int or limit < 1:
            limit = check_limit(limit)
        if min_score.__class__ is not int or not 0 <= min_score <= 100:
            min_score = check_min_score(min_score)
        if not isinstance(name, str):
            raise TypeError(f"a name must be text, not {shown(name)}")
        if len(name) > LONGEST_READ:
            name = ends_of(name)
        place = self.place(city, township)
        one = self.only_match(place.scope, name)
        if one is not None and one.score >= min_score:
            return [one]
        found = self.matches_in(place.scope, name, limit, min_score)
        if found:
            return found
        for outer in self._around(place):
            found = self.matches_in(outer, name, limit, min_score)
            if found:
                return [match._replace(outside=True) for match in found]
        return []

    def only_match(self, scope: NameScope, name: str) -> Match | None:
        """Return the match of a name that is right, and one district's only."""
        rows = scope.by_key.get(normalize(name))
        if len(rows) != 1 or self.finder.are_parts(rows):
            return None
        district = self._rows.record(rows[0])
        score, kind = (100.0, EXACT) if district.name == name else (99.0, NORMALIZED)
        return _new_tuple(Match, (district, score, kind, False))

    def matches_in(self, scope: NameScope, name: str, limit: int, min_score: float) -> list[Match]:
        """Find the districts of one place that a spelling may mean, and none around it."""
        record = self._rows.record
        return [
            Match(record(row), score, kind)
            for row, score, kind in self.finder.find(scope, name, limit, min_score)
        ]

    def all_scopes(self) -> Iterator[NameScope]:
        """Return the names of the country, of every city and of every township."""
        yield self.index.country
        known = self._rows.places
        yield from map(self.scope_of, known.cities.values())
        yield from map(self.scope_of, known.townships.values())

    def scope_of(self, place: City | Township) -> NameScope:
        """Return the names of a city or a township."""
        level = "city" if isinstance(place, City) else "township"
        return self.index.scope(level, place.pk, place.name)

    def only(self, name: str, city: CityLike | None, township: TownshipLike | None) -> District:
        """Return the one district of a name; see ``Names.district``."""
        name = ends_of(name)
        place = self.place(city, township)
        record = self._rows.record
        named = [record(row) for row, *_ in self.finder.find(place.scope, name, _ALL, _SAME_NAME)]
        exact = [district for district in named if district.name == name]
        if len(named) == 1 or len(exact) == 1:
            return (exact or named)[0]
        inside = place.township or place.city
        where = shown(name) + (f" in {inside.display_name}" if inside else "")
        if not named and name.strip().isdecimal():
            raise LookupError(f"no district is called {where}; if it is a pk, give the number")
        if not named:
            near = [record(row) for row, *_ in self.finder.find(place.scope, name, 3, 50)]
            closest = f"the closest are {_list_districts(near)}" if near else "none is close"
            raise LookupError(f"no district is called {where}; {closest}")
        raise LookupError(
            f"{len(named)} districts are called {where} ({_list_districts(named)}); "
            "give the township, or the pk"
        )

    def match_many(
        self,
        names: Iterable[object],
        cities: object,
        townships: object,
        min_score: float,
    ) -> tuple[Int32, Float64]:
        """Find the district of each name; see ``Names.match_many``."""
        min_score = check_min_score(min_score)
        asked = as_list("names", names)
        for row, name in enumerate(asked):
            if not (name is None or isinstance(name, str)):
                raise TypeError(f"names must be text, not {shown(name)} in row {row}")
        of_city, of_township = (
            places_in_column(level, values, "names", len(asked))
            for level, values in (("city", cities), ("township", townships))
        )
        if is_one(cities) and as_field(cities) is not None:
            self.places.city(cities)  # type: ignore[arg-type]
        known: dict[tuple[Any, Any, Any], tuple[int, float]] = {}
        answers = []
        for triple in zip(asked, of_city, of_township, strict=True):
            answer = known.get(triple)
            if answer is None:
                answer = known[triple] = self._best(*triple, min_score)
            answers.append(answer)
        rows = np.fromiter((row for row, _ in answers), dtype=np.int32, count=len(answers))
        scores = np.fromiter((s for _, s in answers), dtype=np.float64, count=len(answers))
        return self._rows.pks_of(rows), scores

    def _best(
        self, name: str | None, city: int | str | None, township: int | str | None, min_score: float
    ) -> tuple[int, float]:
        missing = -1, float("nan")
        if name is None:
            return missing
        try:
            place = self.place(city, township)
        except LookupError:
            return missing
        found = self.finder.find(place.scope, ends_of(name), 2, min_score)
        if not found:
            return missing
        tied = len(found) > 1 and found[1].score == found[0].score
        return (-1 if tied else found[0].row), found[0].score

    def place(self, city: CityLike | None, township: TownshipLike | None) -> SearchPlace:
        """Return where to look; the city where a township's name means several of it."""
        if not (city is None or city.__class__ is str):
            city = place_argument("city", city)
        if not (township is None or township.__class__ is str):
            township = place_argument("township", township)
        asked: tuple[Any, Any] = city, township
        known = self._places.get(asked)
        if known is None:
            known = self._resolve(city, township)
            if len(self._places) < _REMEMBERED_PLACES and not any(map(is_long, asked)):
                self._places[asked] = known
        return known

    def _resolve(self, city: CityLike | None, township: TownshipLike | None) -> SearchPlace:
        places = self.places
        if township is not None:
            try:
                found = places.township(township, city)
            except SeveralTownshipsError:
                # A centre that has become several townships: the city is the closest place.
                if city is None:
                    raise
            else:
                return SearchPlace(self.scope_of(found), found, found.city)
        if city is None:
            return SearchPlace(self.index.country, None, None)
        known = places.city(city)
        return SearchPlace(self.scope_of(known), None, known)

    def _around(self, place: SearchPlace) -> Iterator[NameScope]:
        """Yield the places around one, nearer ones first."""
        if place.city is not None:
            if place.township is not None:
                yield self.scope_of(place.city)
            yield self.index.country


def _list_districts(districts: Sequence[District]) -> str:
    some = [
        f"{one.pk} {one.display_name} in {one.township.display_name}, {one.city.display_name}"
        for one in districts[:4]
    ]
    return "; ".join(some) + ("; …" if len(districts) > 4 else "")
