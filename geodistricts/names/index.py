"""The names of every place: the country's, and each city's and township's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodistricts.basics.arrow import numbers
from geodistricts.basics.lazy import Lazy
from geodistricts.names.folded import FoldedNames
from geodistricts.names.place_rules import place_key
from geodistricts.names.scope import NameScope
from geodistricts.snapshot import DistrictRows

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Int32


class NameIndex:
    """The places to look for names in.

    Parameters
    ----------
    rows : DistrictRows
        The districts.

    Attributes
    ----------
    folded : FoldedNames
        Their names.
    """

    def __init__(self, rows: DistrictRows) -> None:
        self._table = rows.table
        self.folded = FoldedNames(rows)
        self._scopes: dict[tuple[str, int], NameScope] = {}

    def scope(self, level: str, pk: int, name: str) -> NameScope:
        """Return the names of a place.

        Parameters
        ----------
        level : {"city", "township", "country"}
            What the place is.
        pk : int
            Its pk; any for the country.
        name : str
            Its name.

        Returns
        -------
        NameScope
            Made once.
        """
        known = self._scopes.get((level, pk))
        if known is None:
            rows = self._ordered if level == "country" else self._inside(level, pk)
            made = NameScope(self.folded, level, rows, place_key(name))
            known = self._scopes.setdefault((level, pk), made)
        return known

    @property
    def country(self) -> NameScope:
        """The names of all active districts."""
        return self.scope("country", 0, "")

    @Lazy
    def _ordered(self) -> Int32:
        """Return the active districts in order."""
        order = self.folded.order
        ordered: Int32 = order[numbers(self._table, "is_active")[order]]
        return ordered

    @Lazy
    def _by_city(self) -> tuple[Int32, Int32]:
        return self._grouped("city")

    @Lazy
    def _by_township(self) -> tuple[Int32, Int32]:
        return self._grouped("township")

    def _grouped(self, level: str) -> tuple[Int32, Int32]:
        """Return the active districts place by place, each in order, and the pk of each's place."""
        pks = numbers(self._table, level)[self._ordered]
        grouped = np.argsort(pks, kind="stable")
        return self._ordered[grouped], pks[grouped]

    def _inside(self, level: str, pk: int) -> Int32:
        rows, pks = self._by_city if level == "city" else self._by_township
        start, end = np.searchsorted(pks, (pk, pk + 1))
        return rows[start:end]
