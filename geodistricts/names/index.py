"""The names of every place: the country's, and each city's and township's."""

from __future__ import annotations

import numpy as np

from geodistricts.basics.arrow import numbers
from geodistricts.names.folded import FoldedNames
from geodistricts.names.place_rules import place_key
from geodistricts.names.scope import NameScope
from geodistricts.snapshot import DistrictRows


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
        table = rows.table
        self.folded = FoldedNames(rows)
        self._active = numbers(table, "is_active")
        self._townships = numbers(table, "township")
        self._cities = numbers(table, "city")
        # Parts come last wherever several districts share a name.
        is_part = np.frombuffer(self.folded.is_part, dtype=np.bool_)
        self._order = np.argsort(is_part, kind="stable").astype(np.int32)
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
            order, chosen = self._order, self._active
            if level != "country":
                chosen = chosen & ((self._cities if level == "city" else self._townships) == pk)
            rows = order[chosen[order]]
            made = NameScope(self.folded, level, rows, place_key(name))
            known = self._scopes.setdefault((level, pk), made)
        return known

    @property
    def country(self) -> NameScope:
        """The names of all active districts."""
        return self.scope("country", 0, "")
