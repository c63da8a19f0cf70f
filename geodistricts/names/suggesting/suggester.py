"""Suggesting: districts for what has been typed so far."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from weakref import WeakKeyDictionary

from geodistricts.basics.arguments import shown
from geodistricts.names.bounds import check_limit
from geodistricts.names.fold import LONGEST_READ, normalize
from geodistricts.names.matching import Matcher
from geodistricts.names.near_keys import NearKeys
from geodistricts.names.scope import NameScope
from geodistricts.records import CityLike, District, TownshipLike
from geodistricts.snapshot import DistrictRows

_ALL = 100_000
_AFTER_ALL = "{"  # the character after z
_SHORTEST_WITH_A_TYPO = 3
_SHORTEST_WITH_TWO_TYPOS = 6
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
        """Complete a name; see ``Names.suggest``."""
        limit = check_limit(limit)
        if not isinstance(prefix, str):
            raise TypeError(f"a prefix must be text, not {shown(prefix)}")
        scope = self._matcher.scope(city, township)
        prefixes = self.prefixes(scope)
        outside, _, inside = prefix[:LONGEST_READ].partition("(")
        village = _typed(inside)
        rows = prefixes.complete(_typed(outside), _ALL if village else limit)
        if village:
            key = scope.folded.villages.key
            rows = [row for row in rows if key(row).startswith(village)][:limit]
        return [self._rows.record(row) for row in rows]

    def prefixes(self, scope: NameScope) -> Prefixes:
        """Return the keys of a place, made once."""
        known = self._prefixes.get(scope)
        return self._prefixes.setdefault(scope, Prefixes(scope)) if known is None else known


@lru_cache(maxsize=1 << 12)
def _typed(prefix: str) -> str:
    """Fold what has been typed so far."""
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
        is_part, by_key = scope.folded.is_part, scope.by_key
        words_of = scope.folded.names.words
        first_rows = dict(by_key.firsts())
        self._own = sorted(key for key, row in first_rows.items() if not is_part[row])
        self._parts = sorted(key for key, row in first_rows.items() if is_part[row])
        self._words = sorted(
            ("".join(words[start:]), key)
            for key, row in first_rows.items()
            if len(words := words_of(row)) > 1
            for start in range(1, len(words))
        )
        self._villages = sorted(set(scope.folded.villages.keys_of(scope.rows)) - {""})
        self._other_names = scope.other_names
        self._other_keys = sorted(self._other_names)
        self._heads: dict[tuple[int, str], NearKeys] = {}

    def complete(self, prefix: str, limit: int) -> list[int]:
        """Return rows whose names begin with a prefix, the likeliest first."""
        found: dict[int, None] = {}
        for keys in self._ways(prefix):
            for key in keys:
                for row in self._scope.by_key.get(key) or self._scope.places.get(key):
                    found[row] = None
                    if len(found) >= limit:
                        return list(found)
        for key in _beginning(self._other_keys, prefix) if prefix else ():
            found.update(dict.fromkeys(self._other_names[key]))
        if not found and len(prefix) >= _SHORTEST_WITH_A_TYPO:
            for key in self._nearly_beginning(prefix, limit):
                found.update(dict.fromkeys(self._scope.by_key.get(key)))
        return list(found)[:limit]

    def _ways(self, prefix: str) -> Iterator[Iterator[str]]:
        if prefix in self._scope.by_key:
            yield iter((prefix,))
        yield _beginning(self._own, prefix)
        yield _beginning(self._parts, prefix)
        yield self._word_beginning(prefix)
        if prefix:
            yield _beginning(self._villages, prefix)

    def _word_beginning(self, prefix: str) -> Iterator[str]:
        place = bisect_left(self._words, (prefix, ""))
        while place < len(self._words) and self._words[place][0].startswith(prefix):
            yield self._words[place][1]
            place += 1

    def _nearly_beginning(self, prefix: str, limit: int) -> list[str]:
        """Keys that begin with the prefix but for an error, its first letter being right."""
        from rapidfuzz.distance import OSA

        size = min(len(prefix), _LONGEST_COMPARED)
        errors_allowed = 1 if size < _SHORTEST_WITH_TWO_TYPOS else 2
        near = self._heads_of(size, prefix[0]).search(prefix[:size], errors_allowed)
        whole = sorted(
            (OSA.distance(prefix, key[: len(prefix)], score_cutoff=errors_allowed), len(key), key)
            for head, _ in near[:limit]
            for keys in (self._own, self._parts)
            for key in islice(_beginning(keys, head), limit)
        )
        return [key for errors, _, key in whole if errors <= errors_allowed][:limit]

    def _heads_of(self, size: int, letter: str) -> NearKeys:
        """Return the beginnings, of one size, of names with a first letter."""
        known = self._heads.get((size, letter))
        if known is None:
            names = chain(_beginning(self._own, letter), _beginning(self._parts, letter))
            known = NearKeys(list(dict.fromkeys(key[:size] for key in names)))
            self._heads[size, letter] = known
        return known


def _beginning(keys: list[str], prefix: str) -> Iterator[str]:
    place, end = bisect_left(keys, prefix), bisect_left(keys, prefix + _AFTER_ALL)
    while place < end:
        yield keys[place]
        place += 1
