"""The districts in an R-tree: the k nearest, perhaps within a distance, and those in a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import rtree

from geodistricts.basics.forking import asking_alone
from geodistricts.basics.geodesy import BoundingBox, box_around, great_circle_distance
from geodistricts.points.selecting import select_nearest

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32


class VicinityIndex:
    """Districts by place.

    Parameters
    ----------
    rows : ndarray of int32, shape (districts,)
        The districts that may be answers, the best rank first.
    latitudes, longitudes : ndarray of float64, shape (districts,)
        Their coordinates, degrees.

    Notes
    -----
    libspatialindex is not made for several threads at once, so a lock guards it, which a fork
    waits for: the tree is whole in the child.
    """

    __slots__ = ("_latitudes", "_longitudes", "_rows", "_tree")

    def __init__(self, rows: Int32, latitudes: Float64, longitudes: Float64) -> None:
        self._rows = rows
        self._latitudes = latitudes
        self._longitudes = longitudes
        corners = np.column_stack([longitudes, latitudes])
        ids = np.arange(len(corners))
        self._tree = rtree.index.Index((ids, corners, corners)) if len(ids) else None

    def in_box(self, box: BoundingBox) -> Int32:
        """Find the districts in a box.

        Parameters
        ----------
        box : BoundingBox
            Degrees; its edges belong to it.

        Returns
        -------
        ndarray of int32
            Rows, ascending.
        """
        return np.sort(self._rows[self._positions_in(box)])

    def nearest(
        self, latitude: float, longitude: float, k: int, limit: float
    ) -> tuple[Int32, Float64]:
        """Find the nearest districts.

        Parameters
        ----------
        latitude, longitude : float
            Degrees.
        k : int
            How many at most.
        limit : float
            Metres.

        Returns
        -------
        tuple of ndarray
            Rows and distances in metres, nearest first, ties by rank.

        Notes
        -----
        The tree measures in degrees. Its k nearest give a distance that the k nearest on the
        sphere do not exceed; the box around that circle holds all of those.
        """
        near = self._positions_near(latitude, longitude, k)
        reach = np.sort(self._distances(latitude, longitude, near))[:k]
        if len(reach) == k:
            limit = min(limit, float(reach[-1]))
        positions = self._positions_in(box_around(latitude, longitude, min(limit, 2.1e7)))
        distances = self._distances(latitude, longitude, positions)
        return select_nearest(self._rows[positions], positions, distances, k, limit)

    def _distances(self, latitude: float, longitude: float, positions: Int32) -> Float64:
        return great_circle_distance(
            latitude, longitude, self._latitudes[positions], self._longitudes[positions]
        )

    def _positions_in(self, box: BoundingBox) -> Int32:
        if self._tree is None:
            return np.zeros(0, dtype=np.int32)
        with asking_alone:
            found = self._tree.intersection(
                (box.west, box.south, box.east, box.north), objects=False
            )
            return np.fromiter(found, dtype=np.int32)

    def _positions_near(self, latitude: float, longitude: float, k: int) -> Int32:
        if self._tree is None:
            return np.zeros(0, dtype=np.int32)
        with asking_alone:
            found = self._tree.nearest((longitude, latitude) * 2, k, objects=False)
            return np.fromiter(found, dtype=np.int32)
