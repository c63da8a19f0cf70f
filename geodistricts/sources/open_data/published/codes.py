"""The join of the list with the address register: which number is each district's.

Inside one township, settlements are paired first (villages, towns, and the township's own
municipality), then in each of them the parts: a code whose row belongs to another village or
township cannot come out. What is not one-to-one stays without a code.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from geodistricts.basics.letters import fold
from geodistricts.snapshot import MAHALLE, PART, TOWN, VILLAGE, DistrictName, split_type
from geodistricts.sources.open_data.ptt import ListedDistrict
from geodistricts.sources.open_data.published.pairing import Name, pair
from geodistricts.sources.open_data.published.register import Register, Registered, take_apart
from geodistricts.sources.resemblance import glue

_CENTRE = {"merkez", "mrk", "koyici", "koy ici"}


class Coded(NamedTuple):
    """What the register says of each district.

    Attributes
    ----------
    row : list of Registered or None
        Its row, one entry a district.
    settlement : list of int or None
        The register's number of the village or town that a district is or is a part of.
    rules : dict of str to int
        How many districts each rule joined.
    open : list of str
        One line for each district without a row, and why.
    """

    row: list[Registered | None]
    settlement: list[int | None]
    rules: dict[str, int]
    open: list[str]


def join_register(
    districts: Sequence[ListedDistrict], names: Sequence[DistrictName], register: Register
) -> Coded:
    """Find each district's row of the register.

    Parameters
    ----------
    districts : sequence of ListedDistrict
        The list.
    names : sequence of DistrictName
        Their names, taken apart.
    register : Register
        The register.

    Returns
    -------
    Coded
        One entry a district, in the list's order.
    """
    coded = Coded([None] * len(districts), [None] * len(districts), {}, [])
    by_township: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row, district in enumerate(districts):
        by_township[fold(district.city), fold(district.township)].append(row)
    for place, rows in by_township.items():
        township = register.get(place)
        registered = township.rows if township else []
        _TownshipJoin(coded, districts, names, rows, registered).run()
    return coded


def _name_of(name: DistrictName) -> Name:
    return Name(name.base, tuple(split_type(also).base for also in name.also))


_Settlement = tuple[str, str]
"""Kind and glued name of a village or town; two empty texts for the township's municipality."""
_MUNICIPALITY: _Settlement = ("", "")


class _TownshipJoin:
    """The join inside one township."""

    def __init__(
        self,
        coded: Coded,
        districts: Sequence[ListedDistrict],
        names: Sequence[DistrictName],
        rows: Sequence[int],
        registered: Sequence[Registered],
    ) -> None:
        self._coded = coded
        self._districts = districts
        self._names = names
        self._rows = rows
        self._why: dict[int, str] = {}
        self._own: defaultdict[_Settlement, list[int]] = defaultdict(list)
        for row in rows:
            self._own[self._settlement_of(row)].append(row)
        self._theirs: defaultdict[int, list[Registered]] = defaultdict(list)
        for other in registered:
            self._theirs[other.settlement_code if other.settlement else 0].append(other)

    def _settlement_of(self, row: int) -> _Settlement:
        name = self._names[row]
        if name.kind == PART:
            return name.settlement.kind, glue(name.settlement.base)
        if name.kind != VILLAGE:
            return _MUNICIPALITY
        return VILLAGE, glue("".join([name.base, *name.also]))

    def run(self) -> None:
        """Pair settlements, and in each of them the districts."""
        free = self._join_names("", self._own.get(_MUNICIPALITY, []), self._theirs.get(0, []))
        for settlement, code in self._pair_settlements().items():
            self._join_settlement(self._own[settlement], code)
        self._join_changed(free)
        for row in self._rows:
            if self._coded.row[row] is None:
                district = self._districts[row]
                why = self._why.get(row, "its village or town is not in the register")
                self._coded.open.append(
                    f"{district.city}, {district.township}: {district.name} ({why})"
                )

    def _pair_settlements(self) -> dict[_Settlement, int]:
        """Pair villages and towns by name and kind."""
        found: dict[_Settlement, int] = {}
        for kind in (VILLAGE, TOWN):
            own = {
                key: self._settlement_name(rows[0])
                for key, rows in self._own.items()
                if key[0] == kind
            }
            others = {
                code: take_apart(rows[0].settlement or "")
                for code, rows in self._theirs.items()
                if code and rows[0].settlement_kind == kind
            }
            found |= pair(own, others).partner
        return found

    def _join_changed(self, mahalle: Sequence[Registered]) -> None:
        """Join a village that has become a mahalle of the same name, and the reverse."""
        taken = {row.code for row in self._coded.row if row}
        villages = [
            other
            for rows in self._theirs.values()
            for other in rows
            if other.kind == VILLAGE and other.code not in taken
        ]
        for kind, others in ((VILLAGE, mahalle), (MAHALLE, villages)):
            rows = [
                row
                for row in self._rows
                if self._names[row].kind == kind and self._coded.row[row] is None
            ]
            own = Counter(glue(self._names[row].base) for row in rows)
            named = {glue(other.name): other for other in others}
            theirs = Counter(glue(other.name) for other in others)
            for row in rows:
                key = glue(self._names[row].base)
                if own[key] == theirs[key] == 1 and not self._names[row].also:
                    self._take("village become mahalle, or the reverse", row, named[key])
                    if kind == MAHALLE:
                        self._coded.settlement[row] = named[key].settlement_code

    def _settlement_name(self, row: int) -> Name:
        name = self._names[row]
        return Name(name.settlement.base) if name.kind == PART else _name_of(name)

    def _join_settlement(self, rows: Sequence[int], code: int) -> None:
        """Join a village or town: itself, and its parts."""
        for row in rows:
            self._coded.settlement[row] = code
        others = list(self._theirs[code])
        own = [row for row in rows if self._names[row].kind == VILLAGE]
        parts = [row for row in rows if self._names[row].kind == PART]
        itself = [other for other in others if other.kind == VILLAGE]
        if len(own) == len(itself) == 1:
            self._take("village", own[0], itself[0])
            others.remove(itself[0])
        free = self._join_names("part, ", parts, [other for other in others if other.kind == PART])
        if len(own) == 1 and not itself:
            self._join_centre(own[0], code, free)
        elif not own and len(itself) == 1:
            self._join_centre_part(parts, itself[0])

    def _join_centre(self, row: int, code: int, free: Sequence[Registered]) -> None:
        """Join a village that the register has in parts only: to its centre."""
        key = glue(self._names[row].base)
        centres = [other for other in free if self._is_centre(take_apart(other.name), key)]
        self._why[row] = "the register has it in parts only, none of them its centre"
        if len(self._theirs[code]) == 1:
            centres = list(free)
        if len(centres) == 1:
            self._take("village, its centre", row, centres[0])

    def _join_centre_part(self, parts: Sequence[int], itself: Registered) -> None:
        """Join a village that the list has in parts only: its centre."""
        key = glue(itself.name)
        centres = [
            row
            for row in parts
            if self._coded.row[row] is None and self._is_centre(_name_of(self._names[row]), key)
        ]
        if len(centres) == 1:
            self._take("village, its centre", centres[0], itself)

    @staticmethod
    def _is_centre(name: Name, village: str) -> bool:
        own = {village, f"{village}koyu", f"{village}koy"}
        names = {fold(part) for part in (name.base, *name.also)}
        return not names.isdisjoint(_CENTRE) or glue(name.base) in own

    def _join_names(
        self, where: str, rows: Sequence[int], others: Sequence[Registered]
    ) -> list[Registered]:
        """Join districts and rows of one settlement by name; return the rows left over."""
        by_code = {other.code: other for other in others}
        own = {row: _name_of(self._names[row]) for row in rows}
        pairs = pair(own, {code: take_apart(other.name) for code, other in by_code.items()})
        for row, code in pairs.partner.items():
            self._take(where + pairs.rule[row], row, by_code.pop(code))
        for row in rows:
            contested = row in pairs.contested
            self._why[row] = (
                "several rows of the register, or of the list, could be meant"
                if contested
                else "no such name in the register"
            )
        return list(by_code.values())

    def _take(self, rule: str, row: int, registered: Registered) -> None:
        self._coded.row[row] = registered
        self._coded.rules[rule] = self._coded.rules.get(rule, 0) + 1
