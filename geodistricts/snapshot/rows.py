"""The districts of a snapshot: columns, records made when first asked for, and order."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from geodistricts.basics.arguments import as_whole, shown
from geodistricts.basics.arrow import numbers, single_chunk
from geodistricts.basics.columns import as_wholes
from geodistricts.basics.lazy import Lazy
from geodistricts.records import City, District, Township
from geodistricts.snapshot.format import ALIASES, SCHEMAS
from geodistricts.snapshot.places import Places
from geodistricts.snapshot.ranking import rank_rows

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Bool, Column, Float64, Int32, NDArray

_LARGEST = np.iinfo(np.int32).max
_APART = 8
"""Numbers for each district above which no table of all numbers is made."""


class DistrictRows:
    """The table of districts.

    Parameters
    ----------
    table : pyarrow.Table
        As the snapshot has it, ordered by pk.
    places : Places
        The cities and townships that it points to.
    aliases : callable
        Reads the other names, as the snapshot has them; asked once, when first needed.

    Attributes
    ----------
    latitudes, longitudes : ndarray of float64, shape (districts,)
        Degrees; NaN where unknown.
    """

    def __init__(
        self,
        table: pa.Table,
        places: Places,
        aliases: Callable[[], pa.Table] = SCHEMAS[ALIASES].empty_table,
    ) -> None:
        self.table = table
        self.places = places
        self._read_aliases = aliases
        self.latitudes: Float64 = numbers(table, "latitude")
        self.longitudes: Float64 = numbers(table, "longitude")
        self._pks: Int32 = numbers(table, "pk")
        self._pks_or_none: Int32 = np.append(self._pks, np.int32(-1))
        self._active: Bool = numbers(table, "is_active")
        self._townships: Int32 = numbers(table, "township")
        self._township_pks = memoryview(self._townships)  # type: ignore[arg-type]
        self._records: dict[int, District] = {}
        self._ranked: Int32 | None = None
        self._readers = {
            name: _reader_of(single_chunk(table[name]))
            for name in District._fields
            if name not in ("city", "township")
        }

    @Lazy
    def aliases(self) -> pa.Table:
        """Return other names of districts: pk, name, kind and source, by pk."""
        return self._read_aliases()

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
        values = {name: read(row) for name, read in self._readers.items()}
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
        return int(np.searchsorted(self._pks, np.int32(pk)))

    def pks_of(self, rows: Int32) -> Int32:
        """Return the pks of rows; -1 for -1."""
        pks: Int32 = self._pks_or_none.take(rows, mode="wrap")
        return pks

    def rows_of(self, pks: Column) -> Int32:
        """Return the rows of pks.

        Parameters
        ----------
        pks : array_like of int
            Primary keys; -1, and what is missing, for none.

        Returns
        -------
        ndarray of int32
            -1 for none.

        Raises
        ------
        LookupError
            Where no district has one; names it.
        """
        wanted = as_wholes("pks", pks)
        rows = self._find_rows(wanted)
        unknown = np.flatnonzero((rows < 0) & (wanted != -1))
        if len(unknown):
            raise self._unknown(wanted[unknown[0]].item())
        return rows

    def _find_rows(self, pks: NDArray[np.int64]) -> Int32:
        """Return the rows of pks, -1 for unknown ones."""
        rows: Int32
        if self._row_by_pk is not None:
            rows = self._row_by_pk[pks.clip(-1, len(self._row_by_pk) - 1)]
            return rows
        within = pks.clip(-1, _LARGEST).astype(np.int32)
        rows = np.searchsorted(self._pks, within).astype(np.int32)
        rows[self._pks_or_none[rows] != pks] = -1
        return rows

    @Lazy
    def _row_by_pk(self) -> Int32 | None:
        """Return the row of each pk, and -1 in the end; None where pks lie far apart."""
        largest = int(self._pks.max(initial=0))
        if largest > _APART * len(self._pks):
            return None
        row_by_pk = np.full(largest + 2, -1, dtype=np.int32)
        row_by_pk[self._pks] = np.arange(len(self._pks), dtype=np.int32)
        return row_by_pk

    def by_pk(self, pk: object) -> District:
        """Return the district of a pk; see ``Names.district``."""
        number = as_whole(pk)
        if number is None:
            raise TypeError(f"district must be a pk, a name or a record, not {shown(pk)}")
        if not 0 <= number <= _LARGEST:
            raise self._unknown(number)
        row = self.row_of(number)
        if row == len(self._pks) or self._pks[row] != number:
            raise self._unknown(number)
        return self.record(row)

    def by_code(self, code: object) -> District:
        """Return the district of an official code; see ``Names.district``."""
        number = as_whole(code)
        if number is None:
            raise TypeError(f"official_code must be a whole number, not {shown(code)}")
        codes, rows = self._codes
        place = int(np.searchsorted(codes, min(max(number, -1), _LARGEST)))
        if place == len(codes) or codes[place] != number:
            raise LookupError(
                f"no district has the official code {shown(number)}; is it the address "
                "register's number (UAVT) of a mahalle?"
            )
        return self.record(int(rows[place]))

    @Lazy
    def _codes(self) -> tuple[Int32, Int32]:
        """Return the official codes in order, and the row of each; active rows come first."""
        codes = numbers(self.table, "official_code")
        rows = np.flatnonzero(~np.isnan(codes))
        order = rows[np.lexsort((~self._active[rows], codes[rows]))].astype(np.int32)
        return codes[order].astype(np.int32), order

    @staticmethod
    def _unknown(pk: int) -> LookupError:
        return LookupError(f"no district has the pk {shown(pk)}; is it from another snapshot?")


def _reader_of(column: pa.Array) -> Callable[[int], Any]:
    """Return what reads a row of a column; a text of many rows is read once."""
    if not pa.types.is_dictionary(column.type):
        return lambda row: column[row].as_py()
    codes, texts = column.indices, column.dictionary
    text_of = cache(lambda code: None if code is None else texts[code].as_py())
    return lambda row: text_of(codes[row].as_py())
