"""The join: which boundary is each district's.

Names are compared inside one township, one-to-one, from the surest rule to the least
sure; what stays open after the last rule stays without a boundary. A wrong coordinate is
worse than none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.basics.letters import fold
from geodistricts.snapshot import (
    PART,
    DistrictName,
    Settlement,
    parse_district_name,
    split_type,
)
from geodistricts.sources.open_data.ptt import ListedDistrict
from geodistricts.sources.open_data.shapes import SourceBoundary
from geodistricts.sources.open_data.spellings import bare, initials, same_name, written_out
from geodistricts.sources.resemblance import glue, nearly


class Joined(NamedTuple):
    """The boundary of each district, and what the join could not decide.

    Attributes
    ----------
    names : list of DistrictName
        Each district's name, taken apart.
    boundary : ndarray of int64, shape (districts,)
        Row of the boundary, -1 where none.
    own : ndarray of bool, shape (districts,)
        True where the boundary is the district's own, False where its village's.
    rules : dict of str to int
        How many settlements each rule joined.
    ambiguities : list of str
        One line for each choice among several boundaries, and its evidence.
    """

    names: list[DistrictName]
    boundary: NDArray[np.int64]
    own: NDArray[np.bool_]
    rules: dict[str, int]
    ambiguities: list[str]


_Key = tuple[Settlement, tuple[str, ...]]
_Pair = tuple["_Target", int]


class _Target(NamedTuple):
    """A settlement that looks for its boundary, and what its districts tell of it."""

    key: _Key
    settlement: Settlement
    semts: frozenset[str]
    codes: frozenset[str | None]
    also: frozenset[str]


_TYPES = re.compile(r"\b(?:mah|bucagi)\b")


def _one_to_one(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Pairs of which neither side is in another pair."""
    targets = Counter(target.key for target, _ in pairs)
    numbers = Counter(number for _, number in pairs)
    return [
        (target, number)
        for target, number in pairs
        if targets[target.key] == 1 and numbers[number] == 1
    ]


def join_boundaries(
    districts: Sequence[ListedDistrict],
    boundaries: Sequence[SourceBoundary],
    points: NDArray[np.float64],
) -> Joined:
    """Find each district's boundary.

    Parameters
    ----------
    districts : sequence of ListedDistrict
        The list.
    boundaries : sequence of SourceBoundary
        The boundaries' names.
    points : ndarray of float64, shape (boundaries, 2)
        Latitude and longitude of a point inside each boundary, degrees.

    Returns
    -------
    Joined
        One entry a district, in the list's order.
    """
    names = [parse_district_name(district.name) for district in districts]
    by_township: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row, district in enumerate(districts):
        by_township[glue(district.city), glue(district.township)].append(row)
    candidates: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, boundary in enumerate(boundaries):
        if boundary.township is not None:
            candidates[glue(boundary.city), glue(boundary.township)].append(number)

    joined = Joined(
        names,
        np.full(len(districts), -1, dtype=np.int64),
        np.zeros(len(districts), dtype=np.bool_),
        {},
        [],
    )
    for place, rows in by_township.items():
        _TownshipJoin(joined, districts, boundaries, points, rows, candidates[place]).run()
    return joined


class _TownshipJoin:
    """The join inside one township: open settlements on one side, free boundaries on the other."""

    def __init__(
        self,
        joined: Joined,
        districts: Sequence[ListedDistrict],
        boundaries: Sequence[SourceBoundary],
        points: NDArray[np.float64],
        rows: list[int],
        candidates: list[int],
    ) -> None:
        self._joined = joined
        self._districts = districts
        self._boundaries = boundaries
        self._points = points
        self._types = {number: split_type(boundaries[number].name) for number in candidates}
        self._free = dict.fromkeys(candidates)
        self._members = self._settlements(rows)
        self._contested: dict[_Key, int] = {}
        self._open = {key: self._target(key, members) for key, members in self._members.items()}

    def _settlements(self, rows: list[int]) -> dict[_Key, list[int]]:
        """Group districts by settlement; two that share a name but for brackets stay two."""
        members: defaultdict[_Key, list[int]] = defaultdict(list)
        for row in rows:
            name = self._joined.names[row]
            members[name.settlement, () if name.kind == PART else name.also].append(row)
        namesakes: defaultdict[Settlement, list[_Key]] = defaultdict(list)
        for key in members:
            namesakes[key[0]].append(key)
        for settlement, keys in namesakes.items():
            if len(keys) == 2 and (settlement, ()) in keys:
                own = keys[keys[0] == (settlement, ())]
                if all(self._joined.names[row].kind == PART for row in members[settlement, ()]):
                    members[own] += members.pop((settlement, ()))
        return dict(members)

    def _target(self, key: _Key, rows: list[int]) -> _Target:
        return _Target(
            key,
            key[0],
            frozenset(fold(self._districts[row].semt) for row in rows),
            frozenset(self._districts[row].postal_code for row in rows),
            frozenset(
                fold(name)
                for row in rows
                if self._joined.names[row].kind != PART
                for name in self._joined.names[row].also
            ),
        )

    def run(self) -> None:
        """Apply the rules, surest first."""
        self._match_distinction()
        self._match("same name and type", same_name, same_type=True)
        self._match("same name", same_name)
        self._match("abbreviation", written_out)
        self._match_initials()
        self._match("filler words", bare)
        self._match_within_semt()
        self._match_misspelt()
        for key in self._open:
            if key in self._contested:
                self._joined.ambiguities.append(
                    f"{self._describe(key)}: {self._contested[key]} boundaries could be meant, "
                    "no evidence; left without"
                )

    def _match(self, rule: str, spell: Callable[[str], set[str]], same_type: bool = False) -> None:
        """Join settlements and boundaries that share a spelling."""
        numbers_of: defaultdict[str, set[int]] = defaultdict(set)
        for number in self._free:
            for key in spell(self._types[number].base):
                numbers_of[key].add(number)
        pairs = [
            (target, number)
            for target in self._open.values()
            for number in sorted(
                set().union(*(numbers_of.get(key, ()) for key in spell(target.settlement.base)))
            )
            if not same_type or target.settlement.kind == self._types[number].kind
        ]
        self._settle(rule, pairs)

    def _match_distinction(self) -> None:
        """Join by name and brackets: "KURTULUŞ MAH (HORSUNLU MAH)" is "Horsunlu Kurtuluş Mh."."""
        self._settle(
            "name and distinction",
            [
                (target, number)
                for target in self._open.values()
                for also in target.also
                for number in self._free
                if sorted(fold(target.settlement.base).split() + _TYPES.sub(" ", also).split())
                == sorted(fold(self._types[number].base).split())
            ],
        )

    def _match_initials(self) -> None:
        """Join by initials: "G.OSMANPAŞA MAH" is "Gazi Osman Paşa Mh."."""
        pairs = []
        for target in self._open.values():
            pattern = initials(target.settlement.base)
            if pattern:
                pairs += [
                    (target, number)
                    for number in self._free
                    if pattern.fullmatch(glue(self._types[number].base))
                ]
        self._settle("initial", pairs)

    def _settle(self, rule: str, pairs: list[_Pair]) -> None:
        """Join what is one-to-one; where several could be meant, ask the evidence."""
        for target, number in _one_to_one(pairs):
            self._take(rule, target, number)
        for evidence, supports in (
            ("semt", self._same_semt),
            ("postal code neighbours", self._near_same_code),
            ("elimination", lambda pair, pairs: True),
        ):
            pairs = [
                (target, number)
                for target, number in pairs
                if target.key in self._open and number in self._free
            ]
            for target, number in _one_to_one([pair for pair in pairs if supports(pair, pairs)]):
                self._joined.ambiguities.append(
                    f"{self._describe(target.key)}: several boundaries or districts of this name; "
                    f"decided by {evidence}"
                )
                self._take(f"{rule}, by {evidence}", target, number)
        for target, _ in pairs:
            if target.key in self._open:
                self._contested[target.key] = sum(other is target for other, _ in pairs)

    def _take(self, rule: str, target: _Target, number: int) -> None:
        rows = self._members[target.key]
        self._joined.boundary[rows] = number
        self._joined.own[rows] = [self._joined.names[row].kind != PART for row in rows]
        self._joined.rules[rule] = self._joined.rules.get(rule, 0) + 1
        del self._free[number], self._open[target.key]

    def _same_semt(self, pair: _Pair, pairs: list[_Pair]) -> bool:
        target, number = pair
        return fold(self._boundaries[number].semt) in target.semts - {""}

    def _near_same_code(self, pair: _Pair, pairs: list[_Pair]) -> bool:
        """Tell whether a boundary is clearly the nearest to the districts of the same code."""
        target, number = pair
        rivals = [other for settlement, other in pairs if settlement is target]
        peers = {
            int(self._joined.boundary[row])
            for rows in self._members.values()
            for row in rows
            if self._joined.boundary[row] >= 0
            and self._districts[row].postal_code in target.codes - {None}
        }
        if len(peers) < 3 or len(rivals) < 2:
            return False
        latitudes, longitudes = self._points[sorted(peers)].T
        spread = {
            rival: float(
                np.median(great_circle_distance(latitudes, longitudes, *self._points[rival]))
            )
            for rival in rivals
        }
        return all(2 * spread[number] < spread[rival] for rival in rivals if rival != number)

    def _match_within_semt(self) -> None:
        """Join by semt and name: "ÇANTA BALABAN MAH" is "Balaban Mh." of the semt Çanta."""
        self._settle(
            "semt and name",
            [
                (target, number)
                for target in self._open.values()
                for number in self._free
                if glue(self._boundaries[number].semt)
                and glue(target.settlement.base)
                == glue(self._boundaries[number].semt) + glue(self._types[number].base)
            ],
        )

    def _match_misspelt(self) -> None:
        """Join a settlement and a boundary that are each other's only near spelling."""
        pairs = [
            (target, number)
            for target in self._open.values()
            for number in self._free
            if nearly(target.settlement.base, self._types[number].base)
        ]
        for target, number in _one_to_one(pairs):
            self._take("misspelt", target, number)

    def _describe(self, key: _Key) -> str:
        district = self._districts[self._members[key][0]]
        return (
            f"{district.city}, {district.township}: {' '.join(key[0])} {' '.join(key[1])}".strip()
        )
