"""Who comes first among equals: the better coordinate source, then the smaller pk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from geodistricts.basics.arrow import numbers, single_chunk
from geodistricts.records import FILLED_IN

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Int32, NDArray

_RANKS = {"source": 0, "boundary": 1, "village": 2}
_RANKS |= {filled_in: _RANKS[source] for source, filled_in in FILLED_IN.items()}
_OWN = {"mahalle": 0, "köy": 0}


def rank_rows(districts: pa.Table) -> Int32:
    """List the districts that may answer a question of place, the best rank first.

    Parameters
    ----------
    districts : pyarrow.Table
        In the snapshot's schema.

    Returns
    -------
    ndarray of int32
        Rows that are active and have coordinates.
    """
    located = ~np.isnan(numbers(districts, "latitude") + numbers(districts, "longitude"))
    rows = np.flatnonzero(numbers(districts, "is_active") & located)
    ranks = _ranks(districts, "coordinate_source", _RANKS)[rows]
    ranked: Int32 = rows[np.lexsort((numbers(districts, "pk")[rows], ranks))].astype(np.int32)
    return ranked


def _ranks(districts: pa.Table, name: str, ranks: Mapping[str, int]) -> NDArray[np.int8]:
    """Rank the words of a column; a word without a rank comes last, and so does null."""
    column = single_chunk(districts[name])
    if not hasattr(column, "dictionary"):
        column = column.dictionary_encode()
    of_word = [ranks.get(word, len(ranks)) for word in column.dictionary.to_pylist()]
    codes = numbers(pa.table({name: column.indices}), name)
    known = np.nan_to_num(codes, nan=len(of_word)).astype(np.int64)
    ranked: NDArray[np.int8] = np.array([*of_word, len(ranks)], dtype=np.int8)[known]
    return ranked


def rank_by_boundary(districts: pa.Table, boundaries: int) -> tuple[Int32, Int32]:
    """List the active districts of each boundary, the best first.

    Parameters
    ----------
    districts : pyarrow.Table
        In the snapshot's schema.
    boundaries : int
        How many there are.

    Returns
    -------
    rows : ndarray of int32
        Boundary by boundary; the district that the boundary is of before its parts, then the
        better coordinate source, then the smaller pk.
    offsets : ndarray of int32, shape (boundaries + 1,)
        Where the rows of each boundary start.
    """
    boundary = numbers(districts, "boundary")
    rows = np.flatnonzero(numbers(districts, "is_active") & ~np.isnan(boundary))
    of_row = boundary[rows].astype(np.int64)
    part = _ranks(districts, "kind", _OWN)[rows]
    rank = _ranks(districts, "coordinate_source", _RANKS)[rows]
    order = np.lexsort((numbers(districts, "pk")[rows], rank, part, of_row))
    offsets = np.searchsorted(of_row[order], np.arange(boundaries + 1)).astype(np.int32)
    return rows[order].astype(np.int32), offsets
