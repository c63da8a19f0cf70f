"""A grid of boundaries, some of which no district has: as if those had never been in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodistricts.basics.ragged import spread
from geodistricts.snapshot import BoundaryGrid

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Bool, Int32, NDArray

_VERTEX = 16


def keep_boundaries(grid: BoundaryGrid, kept: Bool) -> BoundaryGrid:
    """Take boundaries out of a grid.

    Parameters
    ----------
    grid : BoundaryGrid
        The cells, and the stretches of border in them.
    kept : ndarray of bool, shape (boundaries,)
        False for those that go; the others keep their rows.

    Returns
    -------
    BoundaryGrid
        Cells inside a boundary that went are in none, its bits are in no mask, and a border
        that a boundary shared with it has that boundary at one side only: an outer edge.
    """
    if kept.all():
        return grid
    borders = len(grid.base)
    lists, offsets = grid.cells.list_of_cell, grid.cells.offsets
    empty = borders + len(kept)
    target = np.arange(empty + 1, dtype=np.int32)
    target[borders:empty][~kept] = empty
    bits = _bits_of_lists(grid, kept)
    list_of_run = np.repeat(np.arange(borders), np.diff(grid.run_offsets))
    run_bits = grid.run_bits & bits[list_of_run]
    bared = np.flatnonzero((run_bits != grid.run_bits) & (run_bits != 0))
    starts, rows = _edges(grid, bared, offsets[list_of_run[bared]], run_bits[bared])
    outer = kept[grid.outer_rows]
    return grid._replace(
        cells=grid.cells._replace(list_of_cell=target[lists]),
        base=grid.base & bits,
        run_bits=run_bits,
        outer_starts=np.concatenate([grid.outer_starts[outer], starts]),
        outer_rows=np.concatenate([grid.outer_rows[outer], rows]),
    )


def _bits_of_lists(grid: BoundaryGrid, kept: Bool) -> Int32:
    """Return the mask of the kept candidates of each list of a cell that a border crosses."""
    offsets = grid.cells.offsets[: len(grid.base) + 1]
    if not len(grid.base):
        return np.zeros(0, dtype=np.int32)
    place = np.arange(offsets[-1], dtype=np.int32) - np.repeat(offsets[:-1], np.diff(offsets))
    bits = np.where(kept[grid.cells.candidates[: offsets[-1]]], np.int32(1) << place, np.int32(0))
    masks: Int32 = np.bitwise_or.reduceat(bits, offsets[:-1]).astype(np.int32)
    return masks


def _edges(
    grid: BoundaryGrid, runs: NDArray[np.int64], first: Int32, bits: Int32
) -> tuple[Int32, Int32]:
    """Return where the edges of runs start, each once, and the row of the boundary they are of."""
    lowest = np.log2((bits & -bits).astype(np.float64)).astype(np.int64)
    row = grid.cells.candidates[first + lowest].astype(np.int32)
    start = grid.run_starts[runs]
    edges = grid.run_lengths[runs].astype(np.int64) - 1
    run, vertex = spread(np.zeros_like(edges), edges)
    starts, once = np.unique(start[run] + _VERTEX * vertex, return_index=True)
    return starts.astype(np.int32), row[run[once]]
