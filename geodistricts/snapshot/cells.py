"""A partition of the plane as a grid of cells, each with the candidates that reach into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from geodistricts.snapshot.format import NEAREST, SCHEMAS

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32


class CellGrid(NamedTuple):
    """Cells of ``step`` degrees and their lists of candidates.

    Attributes
    ----------
    west, south : float
        Corner of the grid, degrees.
    step : float
        Side of a cell, degrees.
    columns, rows : int
        Size of the grid.
    list_of_cell : ndarray of int32, shape (rows * columns,)
        Number of each cell's list, west to east, then south to north.
    offsets : ndarray of int32, shape (lists + 1,)
        Where each list starts in ``candidates``. The last list is of all candidates for
        points outside the grid.
    candidates : ndarray of int32
        District rows, the best rank first.
    """

    west: float
    south: float
    step: float
    columns: int
    rows: int
    list_of_cell: Int32
    offsets: Int32
    candidates: Int32

    @property
    def east(self) -> float:
        """Eastern edge, degrees; a point on it is outside."""
        return self.west + self.columns * self.step

    @property
    def north(self) -> float:
        """Northern edge, degrees; a point on it is outside."""
        return self.south + self.rows * self.step

    def lists_at(self, latitudes: Float64, longitudes: Float64) -> Int32:
        """Find the list of each point.

        Parameters
        ----------
        latitudes, longitudes : ndarray of float64, shape (points,)
            Degrees, finite.

        Returns
        -------
        ndarray of int32, shape (points,)
            Numbers of lists.
        """
        row = (latitudes - self.south) * (1 / self.step)
        column = (longitudes - self.west) * (1 / self.step)
        outside = (row < 0) | (row >= self.rows) | (column < 0) | (column >= self.columns)
        if outside.any():
            lists = np.full(len(row), len(self.offsets) - 2, dtype=np.int32)
            inside = np.flatnonzero(~outside)
            cells = row[inside].astype(np.int32) * self.columns + column[inside].astype(np.int32)
            lists[inside] = self.list_of_cell[cells]
            return lists
        cells = row.astype(np.int32)
        cells *= self.columns
        cells += column.astype(np.int32)
        return self.list_of_cell[cells]

    def to_table(self) -> pa.Table:
        """Return the grid as a table of one row, arrays as little-endian int32."""
        values = {
            name: [value.astype("<i4").tobytes() if isinstance(value, np.ndarray) else value]
            for name, value in self._asdict().items()
        }
        return pa.table(values, SCHEMAS[NEAREST])


def cell_finder(grid: CellGrid) -> Callable[[float, float], int]:
    """Make the function that finds the list of one point.

    Parameters
    ----------
    grid : CellGrid
        Any grid.

    Returns
    -------
    callable
        Takes latitude and longitude; returns the list's number as ``CellGrid.lists_at`` does,
        but -1 for a point outside the grid, NaN among them.
    """
    west, south, east, north = grid.west, grid.south, grid.east, grid.north
    per_degree, columns = 1 / grid.step, grid.columns
    list_of_cell = memoryview(grid.list_of_cell)  # type: ignore[arg-type]

    def find(lat: float, lon: float) -> int:
        if south <= lat < north and west <= lon < east:
            number: int = list_of_cell[
                int((lat - south) * per_degree) * columns + int((lon - west) * per_degree)
            ]
            return number
        return -1

    return find


def grid_from_table(table: pa.Table) -> CellGrid:
    """Read a grid back from its table.

    Parameters
    ----------
    table : pyarrow.Table
        As ``CellGrid.to_table`` returns it.

    Returns
    -------
    CellGrid
        Its arrays are views of the table's memory.
    """
    scalars = [table[name][0].as_py() for name in CellGrid._fields[:5]]
    arrays = [
        np.frombuffer(table[name].chunk(0).buffers()[2], dtype="<i4")
        for name in CellGrid._fields[5:]
    ]
    return CellGrid(*scalars, *arrays)
