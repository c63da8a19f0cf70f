"""The edges with a boundary at one side only: coast, frontier, gaps; and the nearest one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geodistricts.basics.geodesy import DIAMETER, RADIANS, box_around, great_circle_distance
from geodistricts.basics.ragged import spread

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32, NDArray

_STEP = 0.05
_FIRST_RADIUS = 600.0
_GROWTH = 3
_FARTHEST = DIAMETER * RADIANS * 90
_BLOCK = 4096
_ROUNDING = 1e-6


class OuterEdges:
    """Finds the nearest of some edges.

    Parameters
    ----------
    x1, y1, x2, y2 : ndarray of float64, shape (edges,)
        Their ends: longitudes and latitudes, degrees.
    rows : ndarray of int32, shape (edges,)
        The boundary of each.

    Notes
    -----
    An edge is listed in every cell of a coarse grid that its box touches, and the entries are
    ordered by cell: those of a box are one range for each line of the grid.
    """

    def __init__(self, x1: Float64, y1: Float64, x2: Float64, y2: Float64, rows: Int32) -> None:
        self._edges = (x1, y1, x2, y2)
        self._rows = rows
        self._west = float(x1.min(initial=180.0))
        self._south = float(y1.min(initial=90.0))
        self._west = min(self._west, float(x2.min(initial=180.0)))
        self._south = min(self._south, float(y2.min(initial=90.0)))
        left, right = self._column(np.minimum(x1, x2)), self._column(np.maximum(x1, x2))
        low, high = self._line(np.minimum(y1, y2)), self._line(np.maximum(y1, y2))
        self._columns = int(right.max(initial=-1)) + 1
        self._lines = int(high.max(initial=-1)) + 1
        edge, line = spread(low, high - low + 1)
        entry, column = spread(left[edge], (right - left)[edge] + 1)
        cell = line[entry] * self._columns + column
        order = np.argsort(cell, kind="stable")
        self._cells, self._entries = cell[order], edge[entry][order]

    def _column(self, longitudes: Any) -> NDArray[np.int64]:
        return np.floor((np.asarray(longitudes) - self._west) / _STEP).astype(np.int64)

    def _line(self, latitudes: Any) -> NDArray[np.int64]:
        return np.floor((np.asarray(latitudes) - self._south) / _STEP).astype(np.int64)

    def nearest(
        self, latitudes: Float64, longitudes: Float64, limit: float
    ) -> tuple[Int32, Float64]:
        """Find the nearest edge of each point.

        Parameters
        ----------
        latitudes, longitudes : ndarray of float64, shape (points,)
            Degrees.
        limit : float
            Metres.

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
        open_points = np.arange(len(latitudes))
        radius = min(_FIRST_RADIUS, limit)
        while len(open_points) and len(self._rows):
            for start in range(0, len(open_points), _BLOCK):
                block = open_points[start : start + _BLOCK]
                rows[block], distances[block] = self._within(
                    latitudes[block], longitudes[block], radius
                )
            if radius >= min(limit, _FARTHEST):
                break
            open_points = open_points[rows[open_points] < 0]
            radius = min(radius * _GROWTH, limit)
        return rows, distances

    def _within(
        self, latitudes: Float64, longitudes: Float64, radius: float
    ) -> tuple[Int32, Float64]:
        boxes = np.array(
            [
                box_around(lat, lon, min(radius, _FARTHEST))
                for lat, lon in zip(latitudes.tolist(), longitudes.tolist(), strict=True)
            ]
        ).reshape(-1, 4)
        west = np.clip(self._column(boxes[:, 0]), 0, self._columns)
        east = np.clip(self._column(boxes[:, 2]) + 1, west, self._columns)
        south = np.clip(self._line(boxes[:, 1]), 0, self._lines)
        north = np.clip(self._line(boxes[:, 3]) + 1, south, self._lines)
        owner, line = spread(south, np.where(east > west, north - south, 0))
        first = np.searchsorted(self._cells, line * self._columns + west[owner])
        last = np.searchsorted(self._cells, line * self._columns + east[owner])
        span, entry = spread(first, last - first)
        point, edge = owner[span], self._entries[entry]
        distance = self._distances(latitudes[point], longitudes[point], edge)
        rows = np.full(len(latitudes), -1, dtype=np.int32)
        distances = np.full(len(latitudes), np.nan)
        near = np.flatnonzero(distance <= radius)
        near = near[np.lexsort((self._rows[edge[near]], distance[near], point[near]))]
        found, best = np.unique(point[near], return_index=True)
        rows[found] = self._rows[edge[near[best]]]
        distances[found] = distance[near[best]]
        return rows, distances

    def _distances(
        self, latitudes: Float64, longitudes: Float64, edge: NDArray[np.int64]
    ) -> Float64:
        x1, y1, x2, y2 = (values[edge] for values in self._edges)
        shrink = np.cos(latitudes * RADIANS)
        across, up = (x2 - x1) * shrink, y2 - y1
        along = (longitudes - x1) * shrink * across + (latitudes - y1) * up
        square = across * across + up * up
        share = np.clip(np.divide(along, square, out=np.zeros_like(along), where=square > 0), 0, 1)
        distance = great_circle_distance(
            latitudes, longitudes, y1 + share * (y2 - y1), x1 + share * (x2 - x1)
        )
        distance[distance < _ROUNDING] = 0.0
        return distance
