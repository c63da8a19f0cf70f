"""Suggesting: districts, townships and cities for what has been typed so far."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from geodistricts.basics.arguments import shown
from geodistricts.basics.arrow import numbers
from geodistricts.basics.coordinates import check_point
from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.names.bounds import check_levels, check_limit
from geodistricts.names.matching import Matcher
from geodistricts.names.scope import NameScope
from geodistricts.names.suggesting.place_prefixes import PlacePrefixes, PlaceSearch, divisions
from geodistricts.names.suggesting.prefixes import Prefixes, Standing
from geodistricts.names.suggesting.typed import Typed, key_of, read_typed
from geodistricts.records import City, CityLike, District, Level, Township, TownshipLike
from geodistricts.snapshot import DistrictRows

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Int32

_SHORTEST_BESIDE_A_PLACE = 2
_NEAR_NAMES = 20
_AT_ONCE = 1_000.0
"""Metres that are no way at all."""
_FEW_PEOPLE = 100.0
_UNKNOWN_DISTANCE = 2_000_000.0
"""Metres; farther than any place in the country is from another."""


class Suggester:
    """Answers ``suggest`` for one gazetteer.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    matcher : Matcher
        Finds the place to look in.
    """

    def __init__(self, rows: DistrictRows, matcher: Matcher) -> None:
        self._rows = rows
        self._matcher = matcher
        self._prefixes: WeakKeyDictionary[NameScope, Prefixes] = WeakKeyDictionary()
        self._places = PlacePrefixes(matcher.places)
        folded = matcher.index.folded
        self._rank: Int32 = np.asarray(folded.rank)
        self._is_part = np.frombuffer(folded.is_part, np.bool_)
        self._people = np.maximum(np.nan_to_num(numbers(rows.table, "population")), _FEW_PEOPLE)
        self._townships: Int32 = numbers(rows.table, "township")

    def suggest(
        self,
        prefix: str,
        city: CityLike | None,
        township: TownshipLike | None,
        limit: int,
        levels: Collection[Level],
        lat: float | None,
        lon: float | None,
    ) -> list[District | Township | City]:
        """Complete a name; see ``Names.suggest``."""
        limit = check_limit(limit)
        levels = check_levels(levels)
        if not isinstance(prefix, str):
            raise TypeError(f"a prefix must be text, not {shown(prefix)}")
        if (lat is None) != (lon is None):
            raise TypeError("lat and lon go together; give both or neither")
        standing = self._by_rank if lat is None else self._by_nearness(*check_point(lat, lon))
        scope, of_township, of_city = self._matcher.place(city, township)
        typed = read_typed(prefix)
        places = _of_levels(self._places.exactly, levels, typed, of_city, of_township)
        rows = self._districts(scope, typed, limit, standing) if "district" in levels else []
        if not (places or rows):
            places = _of_levels(self._places.nearly, levels, typed, of_city, of_township)
        # Places are not to crowd out the districts that are called or begin like them.
        kept = places[: max(limit - len(rows), -(-limit // 2))]
        return [*kept, *(self._rows.record(row) for row in rows)][:limit]

    def prefixes(self, scope: NameScope) -> Prefixes:
        """Return the keys of a place, made once."""
        known = self._prefixes.get(scope)
        return self._prefixes.setdefault(scope, Prefixes(scope)) if known is None else known

    def _districts(
        self, scope: NameScope, typed: Typed, limit: int, standing: Standing
    ) -> list[int]:
        prefixes = self.prefixes(scope)
        if typed.village:
            return self._in_village(scope, typed, limit, standing)
        if not typed.key:
            rows = prefixes.beginning("")
            is_part = self._is_part[rows]
            listed: list[int] = np.concatenate([rows[~is_part], rows[is_part]])[:limit].tolist()
            return listed
        found: dict[int, None] = {}
        for equals in self._ways(prefixes, typed):
            found.update(dict.fromkeys(standing(equals, limit)))
            if len(found) >= limit:
                break
        return self._parts_together(list(found)[:limit])

    def _ways(self, prefixes: Prefixes, typed: Typed) -> Iterator[Int32]:
        """Yield rows that fit equally well, of the first way of reading that finds any."""
        ways = (
            prefixes.begin(typed.key, typed.digits),
            _begin_shorter(prefixes, typed),
            self._beside_places(prefixes, typed),
            self._nearly_beside_places(prefixes, typed),
            _nearly_begin(prefixes, typed),
        )
        for way in ways:
            is_found = False
            for rows in way:
                if len(rows):
                    is_found = True
                    yield rows
            if is_found:
                return

    def _beside_places(self, prefixes: Prefixes, typed: Typed) -> Iterator[Int32]:
        """Yield rows whose name and place were typed: "caferağa kadıköy", "kadıköy cafer"."""
        for key, place in _divided(typed):
            inside = self._places.exactly.inside(place)
            for rows in (prefixes.called(key), prefixes.beginning(key)):
                yield self._kept_inside(rows, inside)

    def _nearly_beside_places(self, prefixes: Prefixes, typed: Typed) -> Iterator[Int32]:
        """Yield rows whose name and place were typed with an error."""
        for key, place in _divided(typed):
            inside = self._places.exactly.inside(place) or self._places.nearly.inside(place)
            near = prefixes.near.search(key, _NEAR_NAMES) if inside else ()
            for rows in (prefixes.beginning(key), *map(prefixes.called, near)):
                yield self._kept_inside(rows, inside)

    def _kept_inside(self, rows: Int32, townships: Collection[int]) -> Int32:
        return rows[np.isin(self._townships[rows], list(townships))]

    def _in_village(
        self, scope: NameScope, typed: Typed, limit: int, standing: Standing
    ) -> list[int]:
        """List parts of the villages whose names begin as was typed in a bracket."""
        key_of_village = scope.folded.villages.key
        found: dict[int, None] = {}
        for rows in self._ways(self.prefixes(scope), typed):
            for row in standing(rows, len(rows)):
                if key_of_village(row).startswith(typed.village):
                    found[row] = None
            if len(found) >= limit:
                break
        return list(found)[:limit]

    def _by_rank(self, rows: Int32, limit: int) -> list[int]:
        """Put rows in order: parts of villages last, most people first."""
        ranks = self._rank[rows]
        if len(rows) > 4 * limit:
            best = np.argpartition(ranks, limit)[: limit + 1]
            rows, ranks = rows[best], ranks[best]
        ordered: list[int] = rows[np.argsort(ranks, kind="stable")].tolist()
        return ordered

    def _by_nearness(self, lat: float, lon: float) -> Callable[[Int32, int], list[int]]:
        """Return the order for somebody at a point: twice as far for twice as many people."""

        def order(rows: Int32, limit: int) -> list[int]:
            metres = great_circle_distance(
                lat, lon, self._rows.latitudes[rows], self._rows.longitudes[rows]
            )
            metres = np.nan_to_num(metres, nan=_UNKNOWN_DISTANCE) + _AT_ONCE
            wanted = np.lexsort(
                (self._rank[rows], metres / self._people[rows], self._is_part[rows])
            )
            ordered: list[int] = rows[wanted[:limit]].tolist()
            return ordered

        return order

    def _parts_together(self, rows: list[int]) -> list[int]:
        """Let the parts of a village stand together, under their village where it is there."""
        part = self._is_part
        if not any(part[row] for row in rows):
            return rows
        record = self._rows.record
        parts: dict[tuple[int, str | None], list[int]] = {}
        for row in rows:
            if part[row]:
                one = record(row)
                parts.setdefault((one.township.pk, one.village), []).append(row)
        ordered: dict[int, None] = {}
        for row in rows:
            one = record(row)
            ordered[row] = None
            village = one.village if part[row] else one.name
            ordered.update(dict.fromkeys(parts.get((one.township.pk, village), ())))
        return list(ordered)


def _begin_shorter(prefixes: Prefixes, typed: Typed) -> Iterator[Int32]:
    for key in typed.shorter:
        yield prefixes.called(key)
        yield prefixes.beginning(key)


def _nearly_begin(prefixes: Prefixes, typed: Typed) -> Iterator[Int32]:
    for key in prefixes.near.search(typed.key, _NEAR_NAMES):
        yield prefixes.called(key)


def _divided(typed: Typed) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the key of a name and the words of its place, of what was typed in all ways."""
    for name, place in divisions(typed.words):
        key = key_of(" ".join(name))
        if len(key) >= _SHORTEST_BESIDE_A_PLACE:
            yield key, place


def _of_levels(
    search: PlaceSearch,
    levels: Collection[Level],
    typed: Typed,
    of_city: City | None,
    of_township: Township | None,
) -> list[District | Township | City]:
    """Find cities and townships, inside the places that are given."""
    found: list[District | Township | City] = []
    if "city" in levels:
        found += [
            city for city in search.find_cities(typed) if of_city is None or city.pk == of_city.pk
        ]
    if "township" in levels:
        found += [
            township
            for township in search.find_townships(typed)
            if (of_city is None or township.city.pk == of_city.pk)
            and (of_township is None or township.pk == of_township.pk)
        ]
    return found
