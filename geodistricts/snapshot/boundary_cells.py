"""The cells of the boundaries' grid, and the stretches of border that pass through each.

A cell that no border crosses lies in one boundary, or in none. Any other cell lists the
boundaries that touch it, one bit of a mask each, and *runs*: stretches of consecutive vertices
of a ring, all of whose edges touch the cell. A border between two boundaries is listed once and
turns both bits.

Whether a point is inside a boundary is the parity of the edges that a ray from the point to the
west meets. Of the edges that do not touch the cell, those to the east do not count. Those to
the west form chains that go on where a run ends: each end of a run to the west of the cell
stands for its chain, as if it went straight up from there, and the cell's base mask for what
the chains are at the bottom of the cell. So the runs and one mask give the very parity that all
edges of the boundaries would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from geodistricts.snapshot.cells import CellGrid
from geodistricts.snapshot.format import REVERSE, SCHEMAS

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Int32, NDArray

MOST_CANDIDATES = 30
_BLOCK = 1 << 14
_SHORT = 1 << 16


class BoundaryGrid(NamedTuple):
    """A grid of cells over boundaries.

    Attributes
    ----------
    cells : CellGrid
        Candidates are rows of the boundary table, the smallest first, uint16 where the rows
        fit and int32 otherwise. The first lists are those
        of the cells that a border crosses, in the order of the cells; then comes one of a
        single candidate for every boundary; the last one is empty.
    base : ndarray of int32, shape (border lists,)
        The mask that the runs' turns begin with; bit 0 is the list's first candidate.
    run_offsets : ndarray of int32, shape (border lists + 1,)
        Where the runs of each list start.
    run_starts : ndarray of int32, shape (runs,)
        Where the first vertex stands, in bytes from the start of the boundary table's geometries
        laid end to end; the run's other vertices follow it.
    run_lengths : ndarray of uint16, shape (runs,)
        How many vertices, two at least.
    run_bits : ndarray of int32, shape (runs,)
        The bits that crossing the run turns.
    outer_starts, outer_rows : ndarray of int32, shape (outer edges,)
        The edges that have a boundary at one side only: where the first of the two vertices
        stands, and the boundary's row.
    """

    cells: CellGrid
    base: Int32
    run_offsets: Int32
    run_starts: Int32
    run_lengths: NDArray[np.uint16]
    run_bits: Int32
    outer_starts: Int32
    outer_rows: Int32

    def to_table(self) -> pa.Table:
        """Return the grid as a table of one row, in the schema of ``reverse.parquet``."""
        cells, borders = self.cells, len(self.base)
        offsets = cells.offsets[: borders + 1]
        values: dict[str, Any] = {
            "west": cells.west,
            "south": cells.south,
            "step": cells.step,
            "columns": cells.columns,
            "rows": cells.rows,
            "boundaries": len(cells.offsets) - 2 - borders,
            "list_of_cell": _pack_cells(cells.list_of_cell, borders),
            "counts": _planes(np.diff(offsets)),
            "candidates": _planes(_differences(cells.candidates[: offsets[-1]])),
            "base": _planes(self.base),
            "run_counts": _planes(np.diff(self.run_offsets)),
            "run_starts": _planes(_differences(self.run_starts)),
            "run_lengths": _planes(self.run_lengths),
            "run_bits": _planes(self.run_bits),
            "outer_starts": _planes(_differences(self.outer_starts)),
            "outer_rows": _planes(_differences(self.outer_rows)),
        }
        return pa.table({name: [value] for name, value in values.items()}, SCHEMAS[REVERSE])


def boundary_grid_from_table(table: pa.Table) -> BoundaryGrid:
    """Read a grid back from its table.

    Parameters
    ----------
    table : pyarrow.Table
        As ``BoundaryGrid.to_table`` returns it.

    Returns
    -------
    BoundaryGrid
        The same grid.
    """

    def integers(name: str, kind: str = "<i4", before: int = 0, after: int = 0) -> NDArray[Any]:
        """Read a column's numbers, with zeros before and after them, into one allocation.

        Of differences the lowest bytes are enough where the sums fit into them.
        """
        size = np.dtype(kind).itemsize
        stored = 2 if name == "run_lengths" else 4
        planes = np.frombuffer(table[name][0].as_buffer(), dtype=np.uint8).reshape(stored, -1)
        planes = planes[:size]
        count = planes.shape[1]
        values = np.zeros((before + count + after, size), dtype=np.uint8)
        for place, plane in enumerate(planes):
            if plane.any():
                values[before : before + count, place] = plane
        return values.view(kind)[:, 0]

    west, south, step, columns, rows, boundaries = (
        table[name][0].as_py() for name in SCHEMAS[REVERSE].names[:6]
    )
    offsets = integers("counts", before=1, after=boundaries + 1)
    offsets[len(offsets) - boundaries - 1 : -1] = 1
    short = boundaries <= _SHORT
    candidates = integers("candidates", "<u2" if short else "<i4", after=boundaries)
    _add_up(candidates[: len(candidates) - boundaries])
    candidates[len(candidates) - boundaries :] = np.arange(boundaries)
    lists = _unpack_cells(integers("list_of_cell"))
    return BoundaryGrid(
        CellGrid(west, south, step, columns, rows, lists, _add_up(offsets), candidates),
        integers("base"),
        _add_up(integers("run_counts", before=1)),
        _add_up(integers("run_starts")),
        integers("run_lengths", "<u2"),
        integers("run_bits"),
        _add_up(integers("outer_starts")),
        _add_up(integers("outer_rows")),
    )


def _pack_cells(list_of_cell: Int32, borders: int) -> bytes:
    """Write 0 for a border cell; for others the step from the last other cell, and 1 where 0."""
    others = list_of_cell >= borders
    packed = np.zeros(len(list_of_cell), dtype=np.int32)
    steps = _differences(list_of_cell[others])
    packed[others] = np.where(steps >= 0, steps + 1, steps)
    return _planes(packed)


def _unpack_cells(packed: Int32) -> Int32:
    """Undo ``_pack_cells`` in place, block by block: no copy of so long an array is needed."""
    border, last = 0, 0
    for start in range(0, len(packed), _BLOCK):
        block = packed[start : start + _BLOCK]
        others = block != 0
        steps = block[others]
        steps[steps > 0] -= 1
        lists = np.cumsum(steps, dtype=np.int32) + np.int32(last)
        borders = len(block) - len(lists)
        block[~others] = np.arange(border, border + borders, dtype=np.int32)
        block[others] = lists
        border += borders
        last = lists[-1] if len(lists) else last
    return packed


def _differences(values: NDArray[Any]) -> NDArray[Any]:
    return np.diff(values, prepend=values.dtype.type(0))


def _add_up(differences: NDArray[Any]) -> NDArray[Any]:
    """Add up in place, block by block: of so long an array NumPy would make a copy."""
    last = differences[:0]
    for start in range(0, len(differences), _BLOCK):
        block = differences[start : start + _BLOCK]
        block[: len(last)] += last
        np.cumsum(block, dtype=block.dtype, out=block)
        last = block[-1:]
    return differences


def _planes(values: NDArray[Any]) -> bytes:
    """Little-endian, all lowest bytes first, then all second ones …: it compresses better."""
    kind = "<u2" if values.dtype == np.uint16 else "<i4"
    return values.astype(kind)[:, None].view(np.uint8).T.tobytes()
