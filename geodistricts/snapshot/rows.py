"""The districts of a snapshot: columns, records made when first asked for, and order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from geodistricts.basics.arrow import numbers, single_chunk
from geodistricts.records import City, District, Township
from geodistricts.snapshot.places import Places
from geodistricts.snapshot.ranking import rank_rows

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Bool, Float64, Int32


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
        self._township_pks = memoryview(self._townships)  # type: ignore[arg-type]
        self._records: dict[int, District] = {}
        self._ranked: Int32 | None = None
        self._columns = {
            name: single_chunk(table[name])
            for name in District._fields
            if name not in ("city", "township")
        }

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
        values = {name: column[row].as_py() for name, column in self._columns.items()}
        township = self.township_of(row)
        made = District(city=township.city, township=township, **values)
        return self._records.setdefault(row, made)

    def township_of(self, row: int) -> Township:
        """Return the township of a row."""
        return self.places.townships[self._township_pks[row]]

    def is_located(self) -> Bool:
        """Tell which rows may be answers to a question of place."""
        located: Bool = self._active & ~np.isnan(self.latitudes)
        return located

    def ranked(self) -> Int32:
        """Return the rows that may be answers to a question of place, the best rank first."""
        if self._ranked is None:
            self._ranked = rank_rows(self.table)
        return self._ranked

    def ranked_inside(self, place: City | Township) -> Int32:
        """Return the rows of ``ranked`` inside a city or a township."""
        ranked = self.ranked()
        level = self._townships if isinstance(place, Township) else numbers(self.table, "city")
        inside: Int32 = ranked[level[ranked] == place.pk]
        return inside

    def active_inside(self, township: int) -> list[int]:
        """Return the active rows of a township, by pk."""
        rows: list[int] = np.flatnonzero((self._townships == township) & self._active).tolist()
        return rows

    def row_of(self, pk: int) -> int:
        """Return the row of a pk that there is."""
        return int(np.searchsorted(self._pks, pk))

    def by_pk(self, pk: object) -> District:
        """Return the district of a pk; see ``Names.district``."""
        if isinstance(pk, bool) or not hasattr(pk, "__index__"):
            raise TypeError(f"district must be a pk, a name or a record, not {pk!r}")
        row = int(np.searchsorted(self._pks, pk.__index__()))
        if row == len(self._pks) or self._pks[row] != pk:
            raise LookupError(f"no district has the pk {pk}; was it built from this snapshot?")
        return self.record(row)
