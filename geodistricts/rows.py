"""The districts of a snapshot: columns, records made when first asked for, and order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from geodistricts.letters import fold
from geodistricts.places import Places
from geodistricts.ranking import rank_rows
from geodistricts.records import City, District, Township
from geodistricts.snapshot import numbers

if TYPE_CHECKING:
    from geodistricts.arrays import Bool, Float64, Int32

_TYPE_WORDS = {"mah", "mh", "mahalle", "mahallesi", "koy", "koyu"}


def _plain_key(name: str) -> str:
    words = fold(name).split()
    while len(words) > 1 and words[-1] in _TYPE_WORDS:
        words.pop()
    return "".join(words)


class DistrictRows:
    """The table of districts.

    Parameters
    ----------
    table : pyarrow.Table
        As the snapshot has it, ordered by pk.
    places : Places
        The cities and townships that it points to.

    Attributes
    ----------
    latitudes, longitudes : ndarray of float64, shape (districts,)
        Degrees; NaN where unknown.
    """

    def __init__(self, table: pa.Table, places: Places) -> None:
        self.table = table
        self.places = places
        self.latitudes: Float64 = numbers(table, "latitude")
        self.longitudes: Float64 = numbers(table, "longitude")
        self._pks: Int32 = numbers(table, "pk")
        self._active: Bool = numbers(table, "is_active")
        self._townships: Int32 = numbers(table, "township")
        self._records: dict[int, District] = {}
        self._ranked: Int32 | None = None
        self._rows_by_name: dict[str, list[int]] | None = None
        self._columns = [
            table[name] for name in District._fields if name not in ("city", "township")
        ]

    def record(self, row: int) -> District:
        """Return the record of a row, always the same object.

        Parameters
        ----------
        row : int
            Row of the table.

        Returns
        -------
        District
            The record.
        """
        known = self._records.get(row)
        if known is not None:
            return known
        pk, name, display_name, *others = (column[row].as_py() for column in self._columns)
        township = self.places.townships[self.table["township"][row].as_py()]
        made = District(pk, name, display_name, township.city, township, *others)
        return self._records.setdefault(row, made)

    def ranked(self) -> Int32:
        """Return the rows that may be answers to a question of place, the best rank first."""
        if self._ranked is None:
            self._ranked = rank_rows(self.table)
        return self._ranked

    def ranked_inside(self, city: City | None, township: Township | None) -> Int32:
        """Return the rows of ``ranked`` inside a township, or a city."""
        ranked = self.ranked()
        if township is not None:
            found: Int32 = ranked[self._townships[ranked] == township.pk]
            return found
        cities = numbers(self.table, "city")[ranked]
        inside: Int32 = ranked if city is None else ranked[cities == city.pk]
        return inside

    def active_inside(self, township: int) -> list[int]:
        """Return the active rows of a township, by pk."""
        rows: list[int] = np.flatnonzero((self._townships == township) & self._active).tolist()
        return rows

    def find(
        self, district: int | str | District, city: City | None, township: Township | None
    ) -> District:
        """Return the district that an argument means; see ``Gazetteer.district``."""
        if isinstance(district, District):
            district = district.pk
        if isinstance(district, str):
            return self._find_name(district, city, township)
        if isinstance(district, bool) or not hasattr(district, "__index__"):
            raise TypeError(f"district must be a pk, a name or a record, not {district!r}")
        row = int(np.searchsorted(self._pks, district))
        if row == len(self._pks) or self._pks[row] != district:
            raise LookupError(
                f"no district has the pk {district}; was it built from this snapshot?"
            )
        return self.record(row)

    def _find_name(self, name: str, city: City | None, township: Township | None) -> District:
        found = [
            self.record(row)
            for row in self._rows_named(name)
            if (township is None or self._townships[row] == township.pk)
        ]
        found = [record for record in found if city is None or record.city.pk == city.pk]
        exact = [record for record in found if record.name == name]
        if len(found) == 1 or len(exact) == 1:
            return (exact or found)[0]
        where = f" in {(township or city).display_name}" if township or city else ""  # type: ignore[union-attr]
        if not found:
            raise LookupError(f"no district is called {name!r}{where}")
        some = "; ".join(
            f"{record.pk} in {record.township.display_name}, {record.city.display_name}"
            for record in found[:4]
        )
        raise LookupError(
            f"{len(found)} districts are called {name!r}{where} ({some}"
            f"{'; …' if len(found) > 4 else ''}); give the township, or the pk"
        )

    def _rows_named(self, name: str) -> list[int]:
        if self._rows_by_name is None:
            rows: defaultdict[str, list[int]] = defaultdict(list)
            for row, listed in enumerate(self.table["name"].to_pylist()):
                if self._active[row]:
                    rows[_plain_key(listed)].append(row)
            self._rows_by_name = dict(rows)
        return self._rows_by_name.get(_plain_key(name), [])
