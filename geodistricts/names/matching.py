"""Matching: the districts that a spelling may mean, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geodistricts.basics.arguments import as_list, check_bounds, check_min_score, given
from geodistricts.names.fold import Reading, normalize, read_name, split_brackets
from geodistricts.names.fuzzy import errors_allowed, fuzzy_score
from geodistricts.names.index import NameIndex
from geodistricts.names.place_rules import place_key
from geodistricts.names.places import CityLike, SeveralTownshipsError, TownshipLike
from geodistricts.names.rules import COMMON_WORDS, VILLAGE_WORDS
from geodistricts.names.scope import NameScope, merged
from geodistricts.records import City, District, Match, Township
from geodistricts.snapshot.rows import DistrictRows

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32

EXACT, NORMALIZED, ALIAS, FUZZY = "exact", "normalized", "alias", "fuzzy"
_REMEMBERED_PLACES = 1 << 14
_new_tuple = tuple.__new__
_ENOUGH = 60
_ALL = 100_000
_SAME_NAME = 96.0
"""The lowest score of a name that is the same, however it is written."""
_DOUBT = 12.0
"""What a near name loses where the name asked for is a district's elsewhere."""


class Found(NamedTuple):
    """A district's row, how well a name matches it, and how."""

    row: int
    score: float
    kind: str


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
    """

    def __init__(self, rows: DistrictRows) -> None:
        self._rows = rows
        self._index: NameIndex | None = None
        self._places: dict[tuple[object, object], SearchPlace] = {}

    @property
    def index(self) -> NameIndex:
        """The names, folded when first needed; two threads at worst both fold them."""
        index = self._index
        if index is None:
            index = self._index = NameIndex(self._rows)
        return index

    def scope(self, city: CityLike | None, township: TownshipLike | None) -> NameScope:
        """Return the names of a township, a city, or the country."""
        return self.place(city, township).scope

    def match(
        self,
        name: str,
        city: CityLike | None,
        township: TownshipLike | None,
        limit: int,
        min_score: float,
    ) -> list[Match]:
        """Find the districts that a spelling may mean; see ``Gazetteer.match``."""
        check_bounds(limit, min_score)
        if not isinstance(name, str):
            raise TypeError(f"a name must be text, not {name!r}")
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
        if len(rows) != 1:
            return None
        district = self._rows.record(rows[0])
        score, kind = (100.0, EXACT) if district.name == name else (99.0, NORMALIZED)
        return _new_tuple(Match, (district, score, kind, False))

    def matches_in(self, scope: NameScope, name: str, limit: int, min_score: float) -> list[Match]:
        """Find the districts of one place that a spelling may mean, and none around it."""
        record = self._rows.record
        return [
            Match(record(row), score, kind)
            for row, score, kind in self.find_rows(scope, name, limit, min_score)
        ]

    def scope_of(self, place: City | Township) -> NameScope:
        """Return the names of a city or a township."""
        level = "city" if isinstance(place, City) else "township"
        return self.index.scope(level, place.pk, place_key(place.name))

    def only(self, name: str, city: CityLike | None, township: TownshipLike | None) -> District:
        """Return the one district of a name; see ``Gazetteer.district``."""
        place = self.place(city, township)
        record = self._rows.record
        named = [record(row) for row, *_ in self.find_rows(place.scope, name, _ALL, _SAME_NAME)]
        exact = [district for district in named if district.name == name]
        if len(named) == 1 or len(exact) == 1:
            return (exact or named)[0]
        inside = place.township or place.city
        where = f"{name!r}" + (f" in {inside.display_name}" if inside else "")
        if not named:
            near = [record(row) for row, *_ in self.find_rows(place.scope, name, 3, 50)]
            raise LookupError(
                f"no district is called {where}; the closest are {_list_districts(near) or 'none'}"
            )
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
        """Find the district of each name; see ``Gazetteer.match_many``."""
        check_min_score(min_score)
        asked = as_list(names)
        of_city, of_township = (
            self._broadcast(level, value, len(asked))
            for level, value in (("city", cities), ("township", townships))
        )
        known: dict[tuple[Any, Any, Any], tuple[int, float]] = {}
        answers = []
        for triple in zip(asked, of_city, of_township, strict=True):
            answer = known.get(triple)
            if answer is None:
                answer = known[triple] = self._best(*triple, min_score)
            answers.append(answer)
        rows = np.fromiter((row for row, _ in answers), dtype=np.int32, count=len(answers))
        scores = np.fromiter((s for _, s in answers), dtype=np.float64, count=len(answers))
        return rows, scores

    def _broadcast(self, level: str, value: object, count: int) -> Sequence[Any]:
        if value is None or isinstance(value, (str, int, City, Township)):
            if level == "city" and value is not None:
                self._rows.places.city(value)  # type: ignore[arg-type]
            return [value] * count
        values = as_list(value)
        if len(values) != count:
            raise ValueError(
                f"{level} must be one value or as long as names, not {len(values)} for {count}"
            )
        return values

    def _best(self, name: Any, city: Any, township: Any, min_score: float) -> tuple[int, float]:
        missing = -1, float("nan")
        if not isinstance(name, str):
            if name is None or name != name:
                return missing
            raise TypeError(f"names must be text, not {name!r}")
        try:
            place = self.place(given(city), given(township))
        except LookupError:
            return missing
        found = self.find_rows(place.scope, name, 2, min_score)
        if not found:
            return missing
        tied = len(found) > 1 and found[1].score == found[0].score
        return (-1 if tied else found[0].row), found[0].score

    def place(self, city: CityLike | None, township: TownshipLike | None) -> SearchPlace:
        """Return where to look; the city where a township's name means several of it."""
        asked = (
            city.pk if isinstance(city, City) else city,
            township.pk if isinstance(township, Township) else township,
        )
        known = self._places.get(asked)
        if known is None or isinstance(city, bool) or isinstance(township, bool):
            known = self._resolve(city, township)
            if len(self._places) < _REMEMBERED_PLACES:
                self._places[asked] = known
        return known

    def _resolve(self, city: CityLike | None, township: TownshipLike | None) -> SearchPlace:
        places = self._rows.places
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

    def find_rows(self, scope: NameScope, name: str, limit: int, min_score: float) -> list[Found]:
        """Find the rows of one place that a spelling may mean, the surest first."""
        if "(" in name:
            found = self._with_brackets(scope, name, limit, min_score)
        else:
            found = self._by_name(scope, name, limit, min_score)
        return [one for one in found if one.score >= min_score][:limit]

    def _by_name(self, scope: NameScope, name: str, limit: int, min_score: float) -> list[Found]:
        key = normalize(name)
        rows = scope.by_key.get(key)
        if rows:
            return self._named(name, rows, limit)
        if not key:
            return []
        asked = read_name(name)
        return self._by_alias(scope, asked) or self._nearly(scope, asked, min_score)

    def _named(self, name: str, rows: Sequence[int], limit: int) -> list[Found]:
        """Score districts of one key; the list's own spelling and the type word decide."""
        record = self._rows.record
        if len(rows) == 1:
            row = rows[0]
            if record(row).name == name:
                return [Found(row, 100.0, EXACT)]
            return [Found(row, 99.0, NORMALIZED)]
        village_asked = read_name(name).last_word in VILLAGE_WORDS
        found = []
        for row in rows[: max(limit, _ENOUGH)]:
            district = record(row)
            if district.name == name:
                found.append(Found(row, 100.0, EXACT))
            elif district.kind == "part":
                found.append(Found(row, 97.0, NORMALIZED))
            else:
                agrees = (district.kind == "köy") == village_asked
                found.append(Found(row, 99.0 if agrees else 98.0, NORMALIZED))
        found.sort(key=lambda one: -one.score)
        return found

    def _with_brackets(
        self, scope: NameScope, name: str, limit: int, min_score: float
    ) -> list[Found]:
        outside, inside = split_brackets(name)
        key = normalize(outside)
        inner = [folded for folded in (normalize(text) for text in inside) if folded]
        rows: Sequence[int] = scope.by_key.get(key)
        beside = [set(scope.places.get(place)) for place in inner]
        both = [row for row in rows if any(row in group for group in beside)]
        every = [row for row in both if all(row in group for group in beside)]
        if every or both:
            return self._named(name, every or both, limit)
        if beside and any(beside):
            group = sorted(set().union(*beside))
            near = [Found(row, score, FUZZY) for row, score in self._near_rows(key, group)]
            if near and near[0].score >= min_score:
                return [one for one in near if one.score >= min_score]
        plain = self._by_name(scope, outside if key else " ".join(inside), limit, min_score)
        if plain or not key:
            return [one._replace(score=min(one.score, 95.0)) for one in plain]
        return [
            one
            for place in inner
            for one in self._by_name(scope, place, limit, min_score)
            if one.kind != FUZZY
        ]

    def _near_rows(self, key: str, rows: Iterable[int]) -> list[tuple[int, float]]:
        from rapidfuzz.distance import OSA

        keys = {row: self.index.names.key(row) for row in rows}
        scored = [
            (row, fuzzy_score(key, other, OSA.distance(key, other))) for row, other in keys.items()
        ]
        return sorted(scored, key=lambda pair: -pair[1])

    def _by_alias(self, scope: NameScope, asked: Reading) -> list[Found]:
        key = asked.key
        beside = self._beside_place(scope, key)
        if beside:
            return [Found(row, 96.0, NORMALIZED) for row in beside]
        rows = scope.by_key.get(asked.letters)
        if rows:
            return [Found(row, 96.0, NORMALIZED) for row in rows]
        rows = scope.short_forms.get(key) or self._spelt_with_koy(scope, asked)
        if rows:
            return [Found(row, 95.0, ALIAS) for row in rows]
        rows = scope.places.get(key)
        if not rows:
            return []
        index = self.index
        found = []
        for row in dict.fromkeys(rows):
            if index.villages.key(row) == key:
                # The village's own centre stands for the village.
                is_centre = index.names.key(row) in ("merkez", key)
                found.append(Found(row, 92.0 if is_centre else 91.0, ALIAS))
            elif key in index.second_names.get(row, ()):
                found.append(Found(row, 94.0, ALIAS))
            else:
                found.append(Found(row, 82.0, ALIAS))
        found.sort(key=lambda one: -one.score)
        return found

    def _spelt_with_koy(self, scope: NameScope, asked: Reading) -> tuple[int, ...]:
        """Districts whose name has the "köy" that was taken for a type word, or the reverse."""
        key = asked.key
        if asked.last_word in VILLAGE_WORDS:
            return scope.by_key.get(key + "koy")
        for word in ("koyu", "koy"):
            if key.endswith(word):
                rows = scope.by_key.get(key[: -len(word)])
                return tuple(row for row in rows if self._rows.record(row).kind == "köy")
        return ()

    @staticmethod
    def _beside_place(scope: NameScope, key: str) -> list[int]:
        """Districts whose name stands beside their village, semt, township or city."""
        names, own = scope.by_key.numbers, scope.own
        groups = []
        for cut in range(2, len(key) - 1):
            left, right = key[:cut], key[cut:]
            for base, place in ((right, left), (left, right)):
                if base in names:
                    rows = scope.by_key.get(base)
                    if place == own or place == "merkez":
                        groups.append(rows)
                    elif place in scope.places:
                        members = set(scope.places.get(place))
                        groups.append(tuple(row for row in rows if row in members))
        return merged(groups)

    def _nearly(self, scope: NameScope, asked: Reading, min_score: float) -> list[Found]:
        """Near names, and names of which the first or last words were left out or added."""
        scores: dict[int, float] = {}
        for key in {asked.key, asked.letters}:
            doubt = _DOUBT if key in self.index.known else 0.0
            for other, errors in scope.near.search(key, errors_allowed(len(key), min_score)):
                score = fuzzy_score(key, other, errors) - doubt
                if score >= min_score:
                    for row in scope.by_key.get(other) or scope.places.get(other):
                        scores[row] = max(score, scores.get(row, 0.0))
        for row, score in self._by_some_words(scope, asked):
            if score >= min_score:
                scores[row] = max(score, scores.get(row, 0.0))
        is_part = self.index.is_part
        return sorted(
            (Found(row, round(score, 2), FUZZY) for row, score in scores.items()),
            key=lambda one: (-one.score, is_part[one.row], one.row),
        )

    @staticmethod
    def _by_some_words(scope: NameScope, asked: Reading) -> list[tuple[int, float]]:
        found = [(row, 84.0) for row in scope.word_parts.get(asked.key, ())]
        words = asked.words
        for cut in range(1, len(words)):
            for part in (words[:cut], words[cut:]):
                if len(part) == 1 and (part[0] in COMMON_WORDS or len(part[0]) < 4):
                    continue
                found += [(row, 78.0) for row in scope.by_key.get("".join(part))]
        return found


def _list_districts(districts: Sequence[District]) -> str:
    some = [
        f"{one.pk} {one.display_name} in {one.township.display_name}, {one.city.display_name}"
        for one in districts[:4]
    ]
    return "; ".join(some) + ("; …" if len(districts) > 4 else "")
