"""The district that a point is in: one cell, and the few edges that pass through it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from struct import Struct
from typing import TYPE_CHECKING, Any

import numpy as np

from geodistricts.basics.coordinates import check_max_distance, check_point
from geodistricts.basics.lazy import Lazy
from geodistricts.basics.ragged import spread
from geodistricts.points.boundary_subset import keep_boundaries
from geodistricts.points.outer_edges import OuterEdges
from geodistricts.records import DEFAULT_MAX_DISTANCE, District, Place
from geodistricts.snapshot import BoundaryGrid, cell_finder, rank_by_boundary

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Bool, Float64, Int32, NDArray
    from geodistricts.points.nearest_index import NearestIndex
    from geodistricts.snapshot import Snapshot

_BLOCK = 1 << 15
_DOUBTFUL = 1e-10


class BoundaryIndex:
    """Answers ``reverse`` and ``reverse_many``.

    Parameters
    ----------
    grid : BoundaryGrid
        The cells, and the stretches of border in them.
    content : ndarray of uint8
        The boundaries, WKB, end to end; vertices are read from it where they stand.
    rows, offsets : ndarray of int32
        The districts of each boundary, as ``rank_by_boundary`` gives them.
    record : callable
        Gives the record of a row.
    nearest : NearestIndex
        Finds the district point that is nearest to a point outside every boundary.

    Notes
    -----
    Answers agree with the even-odd rule on the stored coordinates: where rounding could change
    on which side of an edge a point is, it is worked out in fractions.
    """

    def __init__(
        self,
        grid: BoundaryGrid,
        content: NDArray[np.uint8],
        rows: Int32,
        offsets: Int32,
        record: Callable[[int], District],
        nearest: NearestIndex,
    ) -> None:
        self._grid = grid
        self._rows, self._offsets, self._record = rows, offsets, record
        self._first_rows = np.append(rows, np.int32(-1))[np.append(offsets[:-1], -1)]
        self._nearest = nearest
        self._data = memoryview(content)  # type: ignore[arg-type]
        self._points = np.ndarray(
            max(len(self._data) - 15, 0), dtype="V16", buffer=self._data, strides=(1,)
        )
        self._find = cell_finder(grid.cells)
        self._west, self._step = grid.cells.west, grid.cells.step
        self._per_degree = 1 / self._step
        self._borders = len(grid.base)
        boundaries = len(grid.cells.offsets) - 2 - self._borders
        self._places: list[Place | None] = [None] * (boundaries + 1)
        longest = int(grid.run_lengths.max(initial=1))
        self._readers = [Struct(f"<{2 * count}d").unpack_from for count in range(longest + 1)]
        self._base = memoryview(grid.base)  # type: ignore[arg-type]
        self._run_offsets = memoryview(grid.run_offsets)  # type: ignore[arg-type]
        self._run_starts = memoryview(grid.run_starts)  # type: ignore[arg-type]
        self._run_lengths = memoryview(grid.run_lengths)  # type: ignore[arg-type]
        self._run_bits = memoryview(grid.run_bits)  # type: ignore[arg-type]
        self._candidates = memoryview(grid.cells.candidates)  # type: ignore[arg-type]
        self._first_candidates = memoryview(grid.cells.offsets)  # type: ignore[arg-type]

    def reverse(
        self, lat: float, lon: float, max_distance: float | None = DEFAULT_MAX_DISTANCE
    ) -> Place | None:
        """Find the district that a point is in; see ``Points.reverse``."""
        if lat.__class__ is not float or lon.__class__ is not float:
            lat, lon = check_point(lat, lon)
        if max_distance is not DEFAULT_MAX_DISTANCE:
            max_distance = check_max_distance(max_distance)
        number = self._find(lat, lon)
        if number >= self._borders:
            boundary = number - self._borders
        elif number >= 0:
            boundary = self._locate(number, lat, lon)
        else:
            lat, lon = check_point(lat, lon)
            boundary = -1
        return self._places[boundary] or self._make_place(boundary, lat, lon, max_distance)

    @Lazy
    def _outer(self) -> OuterEdges:
        """Read the edges with a boundary at one side only, which few points need."""
        starts = self._grid.outer_starts
        return OuterEdges(
            self._vertices(starts), self._vertices(starts + 16), self._grid.outer_rows
        )

    def _locate(self, number: int, lat: float, lon: float) -> int:
        """Return the boundary of a point in a cell that borders cross; -1 where none has it."""
        wall = self._west + int((lon - self._west) * self._per_degree) * self._step
        mask = self._base[number]
        for run in range(self._run_offsets[number], self._run_offsets[number + 1]):
            values = self._readers[self._run_lengths[run]](self._data, self._run_starts[run])
            turns = 0
            x1, y1 = values[0], values[1]
            if x1 < wall and y1 <= lat:
                turns = 1
            for x2, y2 in zip(values[2::2], values[3::2], strict=True):
                if (y1 <= lat) is not (y2 <= lat):
                    side = (x2 - x1) * (lat - y1) - (lon - x1) * (y2 - y1)
                    if -_DOUBTFUL < side < _DOUBTFUL:
                        side = _exact_side(x1, y1, x2, y2, lat, lon)
                    if side <= 0 if y1 < y2 else side >= 0:
                        turns += 1
                x1, y1 = x2, y2
            if x1 < wall and y1 <= lat:
                turns += 1
            if turns & 1:
                mask ^= self._run_bits[run]
        if not mask:
            return -1
        candidate = self._first_candidates[number] + (mask & -mask).bit_length() - 1
        boundary: int = self._candidates[candidate]
        return boundary

    def _make_place(
        self, boundary: int, lat: float, lon: float, max_distance: float | None
    ) -> Place | None:
        if 0 <= boundary < len(self._places) - 1:
            place = self._place_of(boundary)
            self._places[boundary] = place
            return place
        limit = check_max_distance(max_distance)
        rows, distances = self._outer.nearest(*np.array([[lat], [lon], [limit]]))
        row, distance = rows[0].item(), distances[0].item()
        point = self._nearest.nearest(lat, lon, limit if row < 0 else distance)
        if point is not None and (row < 0 or point.distance < distance):
            return Place(point.district, "nearest", point.distance, ())
        if row < 0:
            return None
        place = self._places[row] or self._place_of(row)
        return place if not distance else place._replace(method="nearest", distance=distance)

    def _place_of(self, boundary: int) -> Place:
        rows = self._rows[self._offsets[boundary] : self._offsets[boundary + 1]].tolist()
        district, *others = map(self._record, rows)
        return Place(district, "boundary", 0.0, tuple(others))

    def reverse_many(
        self, latitudes: Float64, longitudes: Float64, limit: float
    ) -> tuple[Int32, Float64]:
        """Find the row of the district of each point, and metres; see ``ask_many``."""
        rows, distances = np.empty(len(latitudes), np.int32), np.zeros(len(latitudes))
        for start in range(0, len(latitudes), _BLOCK):
            block = slice(start, start + _BLOCK)
            rows[block] = self._locate_many(latitudes[block], longitudes[block])
        outside = np.flatnonzero(rows < 0)
        if len(outside):
            rows[outside], distances[outside] = self._nearest_outside(
                latitudes[outside], longitudes[outside], limit
            )
        return rows, distances

    def _nearest_outside(
        self, latitudes: Float64, longitudes: Float64, limit: float
    ) -> tuple[Int32, Float64]:
        """Find the nearer of the nearest district point and the nearest boundary of each point."""
        rows, distances = self._nearest.nearest_many(latitudes, longitudes, limit)
        boundaries, to_edge = self._outer.nearest(
            latitudes, longitudes, np.where(rows < 0, limit, distances)
        )
        found = np.flatnonzero(boundaries >= 0)
        rows[found] = self._first_rows[boundaries[found]]
        distances[found] = to_edge[found]
        return rows, distances

    def _locate_many(self, latitudes: Float64, longitudes: Float64) -> Int32:
        """Find the row of the district of the boundary that each point is in; -1 where none."""
        lists = self._grid.cells.lists_at(latitudes, longitudes)
        boundaries = lists - np.int32(self._borders)
        crossed = np.flatnonzero(boundaries < 0)
        if len(crossed):
            boundaries[crossed] = self._locate_crossed(
                lists[crossed].astype(np.int64), latitudes[crossed], longitudes[crossed]
            )
        rows: Int32 = self._first_rows[boundaries]
        return rows

    def _locate_crossed(self, numbers: NDArray[np.int64], lat: Float64, lon: Float64) -> Int32:
        """Do as ``_locate`` for each point; ``numbers`` are those of their cells' lists."""
        grid, cells = self._grid, self._grid.cells
        column = ((lon - self._west) * self._per_degree).astype(np.int32)
        wall = self._west + column * self._step
        first_run = grid.run_offsets[numbers]
        runs = grid.run_offsets[1:][numbers] - first_run
        point, run = spread(first_run, runs)
        lengths = grid.run_lengths[run].astype(np.int64)
        end = np.cumsum(lengths)
        first = end - lengths
        run_of_vertex = np.repeat(np.arange(len(run)), lengths)
        starts = (grid.run_starts[run] - 16 * first)[run_of_vertex]
        starts += np.arange(0, 16 * len(starts), 16)
        vertices = self._vertices(starts)
        x, y = vertices[:, 0], vertices[:, 1]
        above = y <= lat[point][run_of_vertex]
        changes = above[1:] != above[:-1]
        changes[end[:-1] - 1] = False  # there is no edge from one run to the next
        edge = np.flatnonzero(changes)
        run_of_edge = run_of_vertex[edge]
        owner = point[run_of_edge]
        crosses = _crosses(x[edge], y[edge], x[edge + 1], y[edge + 1], lat[owner], lon[owner])
        turns = np.bincount(run_of_edge[crosses], minlength=len(run))
        tips = np.array([first, end - 1])
        turns += ((x[tips] < wall[point]) & above[tips]).sum(axis=0)
        bits = np.where(turns & 1, grid.run_bits[run], 0)
        turned = np.zeros(len(run) + 1, dtype=np.int32)
        np.bitwise_xor.accumulate(bits, out=turned[1:])
        end_run = np.cumsum(runs)
        mask = grid.base[numbers] ^ turned[end_run] ^ turned[end_run - runs]
        lowest = np.log2(np.maximum(mask & -mask, 1).astype(np.float64)).astype(np.int32)
        found = cells.candidates[cells.offsets[numbers] + lowest].astype(np.int32)
        return np.where(mask != 0, found, np.int32(-1))

    def _vertices(self, starts: NDArray[Any]) -> Float64:
        """Read the vertices that stand at some bytes: longitude and latitude of each."""
        vertices: Float64 = self._points[starts].view("<f8").reshape(-1, 2)
        return vertices


def open_boundary_index(snapshot: Snapshot, nearest: NearestIndex) -> BoundaryIndex:
    """Make the index from a snapshot; a boundary of no active district is none.

    Parameters
    ----------
    snapshot : Snapshot
        The boundaries and their districts.
    nearest : NearestIndex
        The districts' points.

    Returns
    -------
    BoundaryIndex
        Ready for queries.
    """
    grid, districts = snapshot.boundary_grid(), snapshot.rows
    content = snapshot.vertices(grid)
    boundaries = len(grid.cells.offsets) - 2 - len(grid.base)
    rows, offsets = rank_by_boundary(districts.table, boundaries)
    return BoundaryIndex(
        keep_boundaries(grid, np.diff(offsets) > 0),
        content,
        rows,
        offsets,
        districts.record,
        nearest,
    )


def _exact_side(x1: float, y1: float, x2: float, y2: float, lat: float, lon: float) -> Any:
    """Positive where the point is left of the line from the first to the second, exactly."""
    left, bottom = Fraction(x1), Fraction(y1)
    return (Fraction(x2) - left) * (Fraction(lat) - bottom) - (Fraction(lon) - left) * (
        Fraction(y2) - bottom
    )


def _crosses(
    x1: Float64, y1: Float64, x2: Float64, y2: Float64, lat: Float64, lon: Float64
) -> Bool:
    """Tell which edges, all of a point's own height, are west of the point or run through it."""
    side = (x2 - x1) * (lat - y1) - (lon - x1) * (y2 - y1)
    for row in np.flatnonzero(np.abs(side) < _DOUBTFUL).tolist():
        exact = _exact_side(*(values[row].item() for values in (x1, y1, x2, y2, lat, lon)))
        side[row] = (exact > 0) - (exact < 0)
    crosses: Bool = np.where(y1 < y2, side <= 0, side >= 0)
    return crosses
