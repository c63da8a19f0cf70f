"""Suggesting: districts for what has been typed so far."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from weakref import WeakKeyDictionary

from geodistricts.matching import Matcher, check_limit
from geodistricts.name_index import NameScope
from geodistricts.names import normalize, split_brackets
from geodistricts.places import CityLike, TownshipLike
from geodistricts.records import District
from geodistricts.rows import DistrictRows

_AFTER_ALL = "{"  # the character after z
_SHORTEST_WITH_A_TYPO = 3
_LONGEST_COMPARED = 8


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

    def suggest(
        self, prefix: str, city: CityLike | None, township: TownshipLike | None, limit: int
    ) -> list[District]:
        """Complete a name; see ``Gazetteer.suggest``."""
        check_limit(limit)
        if not isinstance(prefix, str):
            raise TypeError(f"a prefix must be text, not {prefix!r}")
        scope = self._matcher.scope(city, township)
        prefixes = self._prefixes.get(scope)
        if prefixes is None:
            prefixes = self._prefixes.setdefault(scope, Prefixes(scope))
        outside, inside = split_brackets(prefix) if "(" in prefix else (prefix, [])
        rows = prefixes.complete(_typed(outside), limit if not inside else 1000)
        if inside:
            village = normalize(inside[0])
            rows = [row for row in rows if scope.index.villages[row] == village][:limit]
        return [self._rows.record(row) for row in rows]


@lru_cache(maxsize=1 << 12)
def _typed(prefix: str) -> str:
    """Fold what has been typed; a lone type word may be the beginning of a name."""
    key = normalize(prefix)
    return key.replace(" ", "").replace("(", "").replace(")", "")


class Prefixes:
    """The keys of one place in order, whole and from each word on.

    Parameters
    ----------
    scope : NameScope
        The names of the place.
    """

    def __init__(self, scope: NameScope) -> None:
        self._scope = scope
        is_part = scope.index.is_part
        self._own = sorted(key for key, rows in scope.by_key.items() if not is_part[rows[0]])
        self._parts = sorted(key for key, rows in scope.by_key.items() if is_part[rows[0]])
        self._words = sorted(
            ("".join(words[start:]), key)
            for key, rows in scope.by_key.items()
            if len(words := scope.words_of(rows[0])) > 1
            for start in range(1, len(words))
        )
        self._villages = sorted(
            {village for row in scope.rows if (village := scope.index.villages[row])}
        )
        self._starts: dict[tuple[int, str], list[str]] = {}

    def complete(self, prefix: str, limit: int) -> list[int]:
        """Return rows whose names begin with a prefix, the likeliest first."""
        found: dict[int, None] = {}
        for keys in self._ways(prefix):
            for key in keys:
                for row in self._scope.by_key.get(key) or self._scope.places.get(key, ()):
                    found[row] = None
                    if len(found) >= limit:
                        return list(found)
        return list(found)

    def _ways(self, prefix: str) -> Iterator[Iterator[str]]:
        if prefix in self._scope.by_key:
            yield iter((prefix,))
        yield _beginning(self._own, prefix)
        yield _beginning(self._parts, prefix)
        yield self._word_beginning(prefix)
        if prefix:
            yield _beginning(self._villages, prefix)
        if len(prefix) >= _SHORTEST_WITH_A_TYPO:
            yield self._nearly_beginning(prefix)

    def _word_beginning(self, prefix: str) -> Iterator[str]:
        place = bisect_left(self._words, (prefix, ""))
        while place < len(self._words) and self._words[place][0].startswith(prefix):
            yield self._words[place][1]
            place += 1

    def _nearly_beginning(self, prefix: str) -> Iterator[str]:
        """Keys that begin with the prefix but for an error, its first letter being right."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        size = min(len(prefix), _LONGEST_COMPARED)
        head = prefix[:size]
        errors_allowed = 1 if size < 6 else 2
        starts = self._starts_of(size, head[0])
        near = process.extract(
            head, starts, scorer=OSA.distance, score_cutoff=errors_allowed, limit=20
        )
        whole = sorted(
            (OSA.distance(prefix, key[: len(prefix)]), len(key), key)
            for start, _, _ in near
            for keys in (self._own, self._parts)
            for key in _first(_beginning(keys, start), 20)
        )
        for errors, _, key in whole:
            if errors <= errors_allowed:
                yield key

    def _starts_of(self, size: int, letter: str) -> list[str]:
        """Return the distinct beginnings, of one size, of names with a first letter."""
        known = self._starts.get((size, letter))
        if known is None:
            known = sorted(
                {
                    key[:size]
                    for keys in (self._own, self._parts)
                    for key in _beginning(keys, letter)
                }
            )
            self._starts[size, letter] = known
        return known


def _beginning(keys: list[str], prefix: str) -> Iterator[str]:
    place, end = bisect_left(keys, prefix), bisect_left(keys, prefix + _AFTER_ALL)
    while place < end:
        yield keys[place]
        place += 1


def _first(keys: Iterator[str], count: int) -> Iterator[str]:
    for key, _ in zip(keys, range(count), strict=False):
        yield key
