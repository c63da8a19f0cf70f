"""Finding: the districts of one place that a spelling may mean, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from geodistricts.names.fold import Reading, normalize, read_name, split_brackets
from geodistricts.names.folded import FoldedNames
from geodistricts.names.near import errors_allowed, fuzzy_score
from geodistricts.names.rules import COMMON_WORDS, VILLAGE_WORDS
from geodistricts.names.scope import NameScope, merged
from geodistricts.records import ALIAS, EXACT, FUZZY, NORMALIZED
from geodistricts.snapshot import DistrictRows

_ENOUGH = 60
_NAMESAKE = 90.0
"""The score of a part that bears the name of a village which was asked for."""
_DOUBT = 12.0
"""What a near name loses where the name asked for is a district's elsewhere."""


class Found(NamedTuple):
    """A district's row, how well a name matches it, and how."""

    row: int
    score: float
    kind: str


class NameFinder:
    """Finds the districts of one place that a spelling may mean.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    folded : FoldedNames
        Their names.
    """

    def __init__(self, rows: DistrictRows, folded: FoldedNames) -> None:
        self._rows = rows
        self._folded = folded

    def find(self, scope: NameScope, name: str, limit: int, min_score: float) -> list[Found]:
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
            named = self._named(name, rows, limit)
            return self._villages_first(scope, name, named) if self.are_parts(rows) else named
        if not key:
            return []
        asked = read_name(name)
        return self._by_alias(scope, asked) or self._nearly(scope, asked, min_score)

    def are_parts(self, rows: Sequence[int]) -> bool:
        """Tell whether districts of one name are all parts of villages; parts come last."""
        return bool(self._folded.is_part[rows[0]])

    def _villages_first(self, scope: NameScope, name: str, parts: list[Found]) -> list[Found]:
        """Put a village of another name, or in parts, before parts of others that are called so."""
        asked = read_name(name)
        if asked.last_word not in VILLAGE_WORDS:
            return parts
        folded, key = self._folded, asked.key
        places = scope.places.get(key)
        renamed = [
            Found(row, 94.0, ALIAS)
            for row in places
            if not folded.is_part[row] and key in folded.second_names.get(row, ())
        ]
        in_parts = self._of_village(row for row in places if folded.is_of_village(row, key))
        villages = [*renamed, *in_parts]
        if not villages:
            return parts
        return [*villages, *(one._replace(score=_NAMESAKE) for one in parts)]

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
        inner = list(dict.fromkeys(filter(None, map(normalize, inside))))
        if not inner:
            return self._by_name(scope, outside, limit, min_score)
        key = normalize(outside)
        rows: Sequence[int] = scope.by_key.get(key)
        beside = [frozenset(scope.places.get(place)) for place in inner]
        anywhere = frozenset().union(*beside)
        both = [row for row in rows if row in anywhere]
        every = [row for row in both if all(row in group for group in beside)]
        if every or both:
            return self._named(name, every or both, limit)
        near = self._near_rows(key, sorted(anywhere), min_score)
        if near:
            return near
        plain = self._by_name(scope, outside if key else " ".join(inside), limit, min_score)
        if plain or not key:
            return [one._replace(score=min(one.score, 95.0)) for one in plain]
        return _ranked(one for of in inner for one in self._by_key(scope, of, limit))

    def _by_key(self, scope: NameScope, key: str, limit: int) -> list[Found]:
        rows = scope.by_key.get(key)
        return self._named(key, rows, limit) if rows else self._by_alias(scope, read_name(key))

    def _near_rows(self, key: str, rows: Iterable[int], min_score: float) -> list[Found]:
        from rapidfuzz.distance import OSA

        keys = {row: self._folded.names.key(row) for row in rows}
        scored = (
            Found(row, fuzzy_score(key, other, OSA.distance(key, other)), FUZZY)
            for row, other in keys.items()
        )
        return _ranked(one for one in scored if one.score >= min_score)

    def _by_alias(self, scope: NameScope, asked: Reading) -> list[Found]:
        key, folded = asked.key, self._folded
        places = scope.places.get(key)
        is_village = any(folded.is_of_village(row, key) for row in places)
        beside = self._beside_place(scope, key)
        if beside and not is_village:
            return [Found(row, 96.0, NORMALIZED) for row in beside]
        rows = scope.by_key.get(asked.letters)
        if rows:
            return [Found(row, 96.0, NORMALIZED) for row in rows]
        short = scope.short_forms.get(key) or self._spelt_with_koy(scope, asked)
        # A village's name is also short for "<village> Merkez", one of its parts.
        if short and not (len(places) > 1 and all(folded.is_of_village(row, key) for row in short)):
            return [Found(row, 95.0, ALIAS) for row in short]
        found = []
        for row in dict.fromkeys(places):
            if folded.is_of_village(row, key):
                [part] = self._of_village([row])
                found.append(part._replace(score=95.0) if row in short else part)
            elif key in folded.second_names.get(row, ()):
                found.append(Found(row, 94.0, ALIAS))
            else:
                found.append(Found(row, 82.0, ALIAS))
        found.sort(key=lambda one: -one.score)
        return found

    def _of_village(self, rows: Iterable[int]) -> list[Found]:
        """Score parts of a village that was named; its own centre stands for it."""
        names, villages = self._folded.names, self._folded.villages
        found = [
            Found(row, 92.0 if names.key(row) in ("merkez", villages.key(row)) else 91.0, ALIAS)
            for row in dict.fromkeys(rows)
        ]
        return sorted(found, key=lambda one: -one.score)

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
        longest = scope.longest
        groups = []
        for cut in range(max(2, len(key) - longest), min(len(key) - 2, longest) + 1):
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
            doubt = _DOUBT if key in self._folded.known else 0.0
            for other, errors in scope.near.search(key, errors_allowed(len(key), min_score)):
                score = fuzzy_score(key, other, errors) - doubt
                if score >= min_score:
                    for row in scope.by_key.get(other) or self._bearers(scope, other):
                        scores[row] = max(score, scores.get(row, 0.0))
        for row, score in self._by_some_words(scope, asked):
            if score >= min_score:
                scores[row] = max(score, scores.get(row, 0.0))
        rank = self._folded.rank
        return sorted(
            (Found(row, round(score, 2), FUZZY) for row, score in scores.items()),
            key=lambda one: (-one.score, rank[one.row]),
        )

    def _bearers(self, scope: NameScope, key: str) -> Iterator[int]:
        """Yield the districts that a village's name means; a semt called alike is none of it."""
        folded = self._folded
        for row in scope.places.get(key):
            if folded.is_of_village(row, key) or key in folded.second_names.get(row, ()):
                yield row

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


def _ranked(found: Iterable[Found]) -> list[Found]:
    """Return each district once, by its best score, the surest first."""
    best: dict[int, Found] = {}
    for one in found:
        if one.row not in best or one.score > best[one.row].score:
            best[one.row] = one
    return sorted(best.values(), key=lambda one: -one.score)
