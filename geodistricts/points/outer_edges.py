"""The edges with a boundary at one side only: coast, frontier, gaps; and the nearest one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodistricts.basics.geodesy import RADIANS, great_circle_distance, half_sides
from geodistricts.basics.ragged import spread

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32, NDArray

_STEP = 0.02
_FIRST_RADIUS = 1200.0
_GROWTH = 3
_FARTHEST = 2.1e7
_BLOCK = 4096
_ROUNDING = 1e-6
_SMALLEST = np.finfo(np.float64).tiny
_NO_ROW = np.int32(np.iinfo(np.int32).max)


class OuterEdges:
    """Finds the nearest of some edges.

    Parameters
    ----------
    first, second : ndarray of float64, shape (edges, 2)
        Their ends: longitudes and latitudes, degrees.
    rows : ndarray of int32, shape (edges,)
        The boundary of each.

    Notes
    -----
    An edge is listed in every cell of a coarse grid that its box touches, and the entries are
    ordered by cell: those of a box are one range for each line of the grid.
    """

    def __init__(self, first: Float64, second: Float64, rows: Int32) -> None:
        self._edges = np.concatenate([first, second], axis=1)
        self._rows = rows
        low, high = np.minimum(first, second).T, np.maximum(first, second).T
        self._corner = low.min(axis=1, initial=180.0, keepdims=True)
        (left, bottom), (right, top) = self._cell_at(low), self._cell_at(high)
        self._size = np.array([[right.max(initial=-1)], [top.max(initial=-1)]]) + 1
        self._columns = self._size.item(0)
        edge, line = spread(bottom, top - bottom + 1)
        entry, column = spread(left[edge], (right - left)[edge] + 1)
        cell = line[entry] * self._columns + column
        order = np.argsort(cell, kind="stable")
        self._cells, self._entries = cell[order], edge[entry][order]

    def _cell_at(self, degrees: Float64) -> NDArray[np.int64]:
        """Return columns and lines of longitudes and latitudes."""
        cells: NDArray[np.int64] = np.floor((degrees - self._corner) / _STEP).astype(np.int64)
        return cells

    def nearest(
        self, latitudes: Float64, longitudes: Float64, limits: Float64
    ) -> tuple[Int32, Float64]:
        """Find the nearest edge of each point.

        Parameters
        ----------
        latitudes, longitudes : ndarray of float64, shape (points,)
            Degrees.
        limits : ndarray of float64, shape (points,)
            Metres; a point's own.

        Returns
        -------
        rows : ndarray of int32, shape (points,)
            The boundary that the edge is of, the smallest row of equally near ones; -1 where
            none is within the limit.
        distances : ndarray of float64, shape (points,)
            Great-circle metres, 0.0 on an edge; NaN where there is none.

        Notes
        -----
        The nearest point of an edge is found on the plane with longitudes shrunk by the cosine
        of the latitude: at 5 km off by less than a millimetre in distance.
        """
        rows = np.full(len(latitudes), -1, dtype=np.int32)
        distances = np.full(len(latitudes), np.nan)
        limits = np.minimum(limits, _FARTHEST)
        open_points = np.arange(len(latitudes))
        radius = _FIRST_RADIUS
        while len(open_points) and len(self._rows):
            for start in range(0, len(open_points), _BLOCK):
                block = open_points[start : start + _BLOCK]
                rows[block], distances[block] = self._within(
                    latitudes[block], longitudes[block], np.minimum(limits[block], radius)
                )
            open_points = open_points[(rows[open_points] < 0) & (limits[open_points] > radius)]
            radius *= _GROWTH
        return rows, distances

    def _within(
        self, latitudes: Float64, longitudes: Float64, radii: Float64
    ) -> tuple[Int32, Float64]:
        point, edge = self._around(latitudes, longitudes, radii)
        distance = self._distances(latitudes, longitudes, point, edge)
        distances = np.full(len(latitudes), np.inf)
        np.minimum.at(distances, point, distance)
        nearest = np.flatnonzero(distance == distances[point])
        rows = np.full(len(latitudes), _NO_ROW)
        np.minimum.at(rows, point[nearest], self._rows[edge[nearest]])
        beyond = distances > radii
        rows[beyond], distances[beyond] = -1, np.nan
        return rows, distances

    def _around(
        self, latitudes: Float64, longitudes: Float64, radii: Float64
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """List, point by point, the edges in the cells that the box around a circle touches."""
        points = np.array([longitudes, latitudes])
        sides = half_sides(latitudes, longitudes, radii)
        low, high = self._cell_at(np.array([points - sides, points + sides]))
        low, high = np.maximum(low, 0), np.minimum(high + 1, self._size)
        width, height = np.maximum(high - low, 0)
        owner, line = spread(low[1], np.where(width, height, 0))
        ends = np.array([low[0], high[0]]).take(owner, axis=1) + line * self._columns
        first, last = np.searchsorted(self._cells, ends)
        span, entry = spread(first, last - first)
        return owner[span], self._entries[entry]

    def _distances(
        self,
        latitudes: Float64,
        longitudes: Float64,
        point: NDArray[np.int64],
        edge: NDArray[np.int64],
    ) -> Float64:
        shrink = np.cos(latitudes * RADIANS)[point]
        latitudes, longitudes = latitudes[point], longitudes[point]
        x1, y1, x2, y2 = self._edges.take(edge, axis=0).T
        width, height = x2 - x1, y2 - y1
        across = width * shrink
        along = (longitudes - x1) * shrink * across + (latitudes - y1) * height
        square = np.maximum(across * across + height * height, _SMALLEST)
        share = np.minimum(np.maximum(along / square, 0), 1)
        distance = great_circle_distance(
            latitudes, longitudes, y1 + share * height, x1 + share * width
        )
        distance[distance < _ROUNDING] = 0.0
        return distance
