"""The nearest district to a point: one cell, its few candidates, and the haversine of each."""

from __future__ import annotations

from collections.abc import Callable
from math import asin, cos, sin, sqrt
from typing import TYPE_CHECKING

import numpy as np

from geodistricts.basics.coordinates import check_max_distance, check_point
from geodistricts.basics.geodesy import DIAMETER, HALF_RADIANS, RADIANS
from geodistricts.basics.ragged import spread
from geodistricts.records import District, Neighbor
from geodistricts.snapshot import CellGrid, cell_finder

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32, NDArray

_BLOCK = 1 << 13
_Candidate = tuple[float, float, float, District]
_new_tuple = tuple.__new__


class NearestIndex:
    """Answers ``nearest`` and ``nearest_many``.

    Parameters
    ----------
    grid : CellGrid
        Lists of candidates by cell.
    latitudes, longitudes : ndarray of float64, shape (districts,)
        Degrees; NaN where unknown.
    record : callable
        Gives the record of a row.

    Notes
    -----
    A list of candidates is turned into Python objects when a point first falls into one of
    its cells, and kept: 226,000 lists at 80 bytes if every one is ever asked for. Two threads
    may do so at once; both results are alike.
    """

    __slots__ = (
        "_cosines",
        "_find",
        "_grid",
        "_latitudes",
        "_lists",
        "_longitudes",
        "_record",
    )

    def __init__(
        self,
        grid: CellGrid,
        latitudes: Float64,
        longitudes: Float64,
        record: Callable[[int], District],
    ) -> None:
        self._grid = grid
        self._latitudes = latitudes
        self._longitudes = longitudes
        self._cosines = np.cos(latitudes * RADIANS)
        self._record = record
        self._find = cell_finder(grid)
        self._lists: list[tuple[_Candidate, ...] | None] = [None] * (len(grid.offsets) - 1)

    def nearest(self, lat: float, lon: float, max_distance: float | None = None) -> Neighbor | None:
        """Find the nearest district; see ``Points.nearest``."""
        if lat.__class__ is not float or lon.__class__ is not float:
            lat, lon = check_point(lat, lon)
        number = self._find(lat, lon)
        if number < 0:
            check_point(lat, lon)
        candidates = self._lists[number] or self._materialise(number)
        if not candidates:
            check_max_distance(max_distance)
            return None
        cosine = cos(lat * RADIANS)
        least = 2.0
        for latitude, longitude, other_cosine, record in candidates:
            north = sin((lat - latitude) * HALF_RADIANS)
            east = sin((lon - longitude) * HALF_RADIANS)
            haversine = north * north + cosine * other_cosine * (east * east)
            if haversine < least:
                least = haversine
                district = record
        distance = DIAMETER * asin(sqrt(least)) if least < 1 else DIAMETER * RADIANS * 90
        if max_distance is not None and distance > check_max_distance(max_distance):
            return None
        return _new_tuple(Neighbor, (district, distance))

    def _materialise(self, number: int) -> tuple[_Candidate, ...]:
        first, last = self._grid.offsets[:-1][number], self._grid.offsets[1:][number]
        rows = self._grid.candidates[first:last]
        candidates = tuple(
            (
                self._latitudes[row].item(),
                self._longitudes[row].item(),
                self._cosines[row].item(),
                self._record(row),
            )
            for row in rows.tolist()
        )
        self._lists[number] = candidates
        return candidates

    def nearest_many(
        self, latitudes: Float64, longitudes: Float64, limit: float
    ) -> tuple[Int32, Float64]:
        """Find the row of the nearest district to each point, and metres; see ``ask_many``."""
        rows = np.full(len(latitudes), -1, dtype=np.int32)
        distances = np.full(len(latitudes), np.nan)
        for start in range(0, len(latitudes), _BLOCK):
            block = slice(start, start + _BLOCK)
            self._solve_block(latitudes[block], longitudes[block], rows[block], distances[block])
        if limit != np.inf:
            beyond = distances > limit
            rows[beyond] = -1
            distances[beyond] = np.nan
        return rows, distances

    def _solve_block(
        self, latitudes: Float64, longitudes: Float64, rows: Int32, distances: Float64
    ) -> None:
        """Fill ``rows`` and ``distances`` in place, but where a cell lists no district."""
        grid = self._grid
        lists = grid.lists_at(latitudes, longitudes)
        first = grid.offsets[lists]
        counts = grid.offsets[1:][lists] - first
        if not counts.all():
            some = np.flatnonzero(counts)
            found = self.nearest_many(latitudes[some], longitudes[some], np.inf)
            rows[some], distances[some] = found
            return
        owner, member = spread(first, counts)
        candidates = grid.candidates[member]
        haversines = self._haversines(latitudes, longitudes, owner, candidates)
        least = np.minimum.reduceat(haversines, np.cumsum(counts) - counts)
        # Of equally near ones the first is the answer: it is written last.
        nearest = np.flatnonzero(haversines == least[owner])[::-1]
        rows[owner[nearest]] = candidates[nearest]
        np.sqrt(np.minimum(least, 1.0, out=least), out=least)
        np.multiply(np.arcsin(least, out=least), DIAMETER, out=distances)

    def _haversines(
        self, latitudes: Float64, longitudes: Float64, point: NDArray[np.int64], rows: Int32
    ) -> Float64:
        north: Float64 = latitudes[point] - self._latitudes[rows]
        north *= HALF_RADIANS
        np.sin(north, out=north)
        north *= north
        east = longitudes[point] - self._longitudes[rows]
        east *= HALF_RADIANS
        np.sin(east, out=east)
        east *= east
        east *= np.cos(latitudes * RADIANS)[point]
        east *= self._cosines[rows]
        north += east
        return north
