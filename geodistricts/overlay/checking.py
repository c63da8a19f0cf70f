"""Whether corrections fit the snapshot, and each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geodistricts.basics.arguments import shown
from geodistricts.basics.arrow import from_rows, single_chunk
from geodistricts.basics.letters import fold
from geodistricts.errors import OverlayError
from geodistricts.names import Names, normalize
from geodistricts.overlay.corrections import (
    ADD,
    ALIAS,
    DEACTIVATE,
    FIRST_OWN,
    MOVE,
    RENAME,
    Correction,
)
from geodistricts.records import City, District, Township
from geodistricts.snapshot import DistrictRows


class Checker:
    """Checks the corrections of one file, and finds the townships of added districts.

    Parameters
    ----------
    rows : DistrictRows
        The districts as the snapshot has them.
    corrections : sequence of Correction
        All of the file.

    Attributes
    ----------
    townships : dict of int to Township
        Of each added district, by its pk.

    Raises
    ------
    OverlayError
        At the first line that is impossible, or contradicts another.
    """

    def __init__(self, rows: DistrictRows, corrections: Sequence[Correction]) -> None:
        self._rows = rows
        self._names = Names(rows)
        self.townships: dict[int, Township] = {}
        said = _by_action(corrections)
        for one in corrections:
            if one.action == ADD:
                self.townships[one.pk] = self._check_added(one)
        for one in corrections:
            if one.action != ADD:
                _check_against_others(one, said)
                self._check_existing(one, said.get((RENAME, one.pk)))
        self._check_names(corrections, said)

    def _check_added(self, one: Correction) -> Township:
        if one.pk < FIRST_OWN:
            raise OverlayError(
                f"{one.where}: pk {one.pk} of an added district must be {FIRST_OWN} or more; "
                "smaller ones are the snapshot's"
            )
        known = self._find(one.pk)
        if known is not None:
            raise OverlayError(
                f"{one.where}: pk {one.pk} is {_in_words(known)} already; take a number that is "
                "not used yet"
            )
        if one.township is None:
            raise OverlayError(f"{one.where}: add has no township; give it")
        _, township = self._places(one)
        assert township is not None
        if not township.is_active:
            raise OverlayError(
                f"{one.where}: township {township.pk}, {township.label}, is not active; give the "
                "one that is there today"
            )
        return township

    def _check_existing(self, one: Correction, renamed: Correction | None) -> None:
        township = self.townships.get(one.pk)
        if township is None:
            district = self._find(one.pk)
            if district is None:
                raise OverlayError(
                    f"{one.where}: no district has the pk {one.pk}; is it from another snapshot?"
                )
            if not district.is_active and one.action != DEACTIVATE:
                raise OverlayError(
                    f"{one.where}: {_in_words(district)} is not active any more, so there is "
                    f"nothing to {one.action}; leave the line out"
                )
            self._check_name(one, district, renamed)
            township = district.township
        city, inside = self._places(one)
        for place, own in ((city, township.city), (inside, township)):
            if place is not None and place.pk != own.pk:
                raise OverlayError(
                    f"{one.where}: pk {one.pk} is in {township.label}, not in {place.label}; "
                    "check the pk, or leave the place out"
                )

    def _check_names(
        self, corrections: Sequence[Correction], said: dict[tuple[str, int], Correction]
    ) -> None:
        """Refuse a new name that another district of the township bears, or is to bear."""
        taken: dict[tuple[int, str], str] = {}
        asked: set[int] = set()
        for one in corrections:
            if one.action not in (ADD, RENAME) or one.name is None:
                continue
            added = self.townships.get(one.pk)
            township = added or self._rows.by_pk(one.pk).township
            if township.pk not in asked:
                asked.add(township.pk)
                taken |= self._borne_in(township, said)
            key = township.pk, fold(one.name)
            if key in taken:
                raise OverlayError(
                    f"{one.where}: {taken[key]} called {shown(one.name)} in {township.label} "
                    "already; tell them apart in brackets, or deactivate the other"
                )
            taken[key] = f"pk {one.pk} is to be"

    def _borne_in(
        self, township: Township, said: dict[tuple[str, int], Correction]
    ) -> dict[tuple[int, str], str]:
        """Return the names that districts of a township have and keep, and whose they are."""
        rows = np.array(self._rows.active_inside(township.pk), dtype=np.int32)
        names = single_chunk(self._rows.table["name"]).take(from_rows(rows)).to_pylist()
        return {
            (township.pk, fold(name)): f"pk {pk} is"
            for name, pk in zip(names, self._rows.pks_of(rows).tolist(), strict=True)
            if (DEACTIVATE, pk) not in said and (RENAME, pk) not in said
        }

    def _check_name(self, one: Correction, district: District, renamed: Correction | None) -> None:
        if one.action not in (MOVE, DEACTIVATE) or one.name is None:
            return
        names = [district.name, *([renamed.name] if renamed and renamed.name else [])]
        if normalize(one.name) not in map(normalize, names):
            raise OverlayError(
                f"{one.where}: pk {one.pk} is {_in_words(district)}, not {shown(one.name)}; "
                "check the pk, or leave the name out"
            )

    def _places(self, one: Correction) -> tuple[City | None, Township | None]:
        """Return the city and the township that a line names."""
        try:
            city = None if one.city is None else self._names.city(one.city)
            if one.township is None:
                return city, None
            return city, self._names.township(one.township, city)
        except LookupError as error:
            raise OverlayError(f"{one.where}: {error.args[0]}") from None

    def _find(self, pk: int) -> District | None:
        try:
            return self._rows.by_pk(pk)
        except LookupError:
            return None


def _by_action(corrections: Sequence[Correction]) -> dict[tuple[str, int], Correction]:
    """Return the line of each action and pk; only aliases may be several."""
    said: dict[tuple[str, int], Correction] = {}
    aliases: dict[tuple[int, str], Correction] = {}
    for one in corrections:
        if one.action == ALIAS:
            before = aliases.setdefault((one.pk, normalize(one.name or "")), one)
        else:
            before = said.setdefault((one.action, one.pk), one)
        if before is not one:
            raise OverlayError(
                f"{one.where}: {one.action} of pk {one.pk} is said in {_line(before)} already; "
                "keep one of them"
            )
    return said


def _check_against_others(one: Correction, said: dict[tuple[str, int], Correction]) -> None:
    added = said.get((ADD, one.pk))
    if added is not None and one.action != ALIAS:
        raise OverlayError(
            f"{one.where}: {one.action} of pk {one.pk}, which {_line(added)} adds; change that "
            "line instead"
        )
    gone = said.get((DEACTIVATE, one.pk))
    if gone is not None and gone is not one:
        raise OverlayError(
            f"{one.where}: {one.action} of pk {one.pk}, which {_line(gone)} deactivates; keep one "
            "of the two lines"
        )


def _line(one: Correction) -> str:
    return one.where.rpartition(", ")[2]


def _in_words(district: District) -> str:
    return f"{district.name} in {district.township.label}"
