"""Builds the grid of cells over the boundaries."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geodistricts.basics.arrays import Bool, Float64, Int32
from geodistricts.basics.ragged import spread
from geodistricts.errors import SnapshotError
from geodistricts.snapshot import MOST_CANDIDATES, BoundaryGrid, CellGrid

_CELLS_PER_BOUNDARY = 106
_MARGIN = 1e-8
_FLAT = 1e-5
_REFINEMENTS = 6
_LONGEST = 60_000

Int64 = NDArray[np.int64]


class _Edges(NamedTuple):
    """Edges between two different points, along the rings: from (x1, y1) to (x2, y2)."""

    boundary: Int64
    start: Int64
    x1: Float64
    y1: Float64
    x2: Float64
    y2: Float64

    def take(self, which: Any) -> "_Edges":
        return _Edges(*(values[which] for values in self))


class _Crossings(NamedTuple):
    """Rows of cells that edges pass through, and in each the columns from first to last."""

    edge: Int64
    row: Int64
    first: Int64
    last: Int64


class _Frame(NamedTuple):
    """Where the cells lie."""

    west: float
    south: float
    step: float
    columns: int
    rows: int


def build_boundary_grid(geometries: Sequence[bytes], used: Bool) -> BoundaryGrid:
    """Build the grid that answers "in which boundary is this point?".

    Parameters
    ----------
    geometries : sequence of bytes
        Polygons and multipolygons as the snapshot has them: WKB, little-endian, two dimensions.
    used : ndarray of bool, shape (geometries,)
        Those that may be an answer.

    Returns
    -------
    BoundaryGrid
        Where boundaries overlap, the smallest row has the point. A point on a border has the
        boundary just east of it, or north of it where the border runs due east.

    Raises
    ------
    SnapshotError
        Where a geometry is of another form, or more boundaries meet in one point than fit a
        mask.

    Notes
    -----
    Cells are taken a millimetre too large (10^-8 degrees on every side), so that rounding may
    put a point near the edge of a cell into either cell.
    """
    edges = _edges(geometries)
    edges = edges.take(used[edges.boundary])
    if not len(edges.boundary):
        return _empty_grid(len(geometries))
    owners, partner = _pair(edges)
    west, south = float(edges.x1.min()), float(edges.y1.min())
    width, height = float(edges.x1.max()) - west, float(edges.y1.max()) - south
    step = math.sqrt(width * height / (_CELLS_PER_BOUNDARY * int(used.sum())))
    for _ in range(_REFINEMENTS):
        frame = _Frame(
            west - step / 2,
            south - step / 2,
            step,
            math.ceil(width / step) + 1,
            math.ceil(height / step) + 1,
        )
        grid = _build(frame, edges, owners, partner, len(geometries))
        if grid is not None:
            return grid
        step /= 2
    raise SnapshotError(
        f"more than {MOST_CANDIDATES} boundaries meet within {step:.2g} degrees of one point; "
        "are some of them there twice?"
    )


def _empty_grid(boundaries: int) -> BoundaryGrid:
    none, short = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.uint16)
    offsets = np.arange(boundaries + 1, dtype=np.int32)
    offsets = np.append(offsets, offsets[-1:])
    candidates = np.arange(boundaries, dtype=np.int32)
    cells = CellGrid(0.0, 0.0, 1.0, 0, 0, none, offsets, candidates)
    return BoundaryGrid(cells, none, np.zeros(1, np.int32), none, short, none, none, none)


def _edges(geometries: Sequence[bytes]) -> _Edges:
    """List the edges of all rings, and where each stands in the geometries' bytes."""
    shapes = shapely.from_wkb(np.array(geometries, dtype=object))
    parts, shape_of_part = shapely.get_parts(shapes, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    lengths = shapely.get_num_coordinates(rings)
    points = shapely.get_coordinates(rings)
    multiple = shapely.get_type_id(shapes) == shapely.GeometryType.MULTIPOLYGON
    shape_of_ring = shape_of_part[part_of_ring]
    headers = 9 * (part_of_ring + 1 + np.cumsum(multiple)[shape_of_ring])
    ring_starts = headers + np.cumsum(4 + 16 * lengths) - 16 * lengths
    ring, start = spread(ring_starts, lengths)
    vertex = start - ring_starts[ring]
    start = ring_starts[ring] + 16 * vertex
    data = np.frombuffer(b"".join(geometries), dtype=np.uint8)
    if not (len(points) and int(start[-1]) + 16 <= len(data)) and len(geometries):
        raise SnapshotError("boundaries must be WKB polygons that are not empty")
    if len(points):
        stored = data[start[:, None] + np.arange(16)].view("<f8")
        if not np.array_equal(stored, points):
            raise SnapshotError("boundaries must be little-endian WKB polygons of two dimensions")
    here = np.flatnonzero(vertex < lengths[ring] - 1)
    here = here[(points[here] != points[here + 1]).any(axis=1)]
    return _Edges(
        shape_of_ring[ring[here]], start[here], *points[here].T.copy(), *points[here + 1].T.copy()
    )


def _pair(edges: _Edges) -> tuple[Int64, Int64]:
    """Find the edges that two boundaries share: one of the two, and the other's boundary or -1."""
    upward = (edges.y1 < edges.y2) | ((edges.y1 == edges.y2) & (edges.x1 < edges.x2))
    low_x, low_y = np.where(upward, edges.x1, edges.x2), np.where(upward, edges.y1, edges.y2)
    high_x, high_y = np.where(upward, edges.x2, edges.x1), np.where(upward, edges.y2, edges.y1)
    order = np.lexsort((edges.start, high_y, high_x, low_y, low_x))
    fresh = np.ones(len(order), dtype=bool)
    alike = np.ones(len(order) - 1, dtype=bool)
    for values in (low_x, low_y, high_x, high_y):
        alike &= values[order[1:]] == values[order[:-1]]
    fresh[1:] = ~alike
    first = np.flatnonzero(fresh)
    rank = np.arange(len(order)) - first[np.cumsum(fresh) - 1]
    owner = np.flatnonzero(rank % 2 == 0)
    follows = np.append(~fresh[1:], False)[owner]
    partner = np.full(len(owner), -1, dtype=np.int64)
    partner[follows] = edges.boundary[order[owner[follows] + 1]]
    owners = order[owner]
    kept = partner != edges.boundary[owners]
    return owners[kept], partner[kept]


def _build(
    frame: _Frame, edges: _Edges, owners: Int64, partner: Int64, boundaries: int
) -> BoundaryGrid | None:
    """Build the grid for one size of cell; None where a cell has too many boundaries."""
    crossings = _crossings(frame, edges)
    number = np.full(len(edges.start), -1, dtype=np.int64)
    number[owners] = np.arange(len(owners))
    listed = np.flatnonzero(number[crossings.edge] >= 0)
    entry, column = spread(
        crossings.first[listed], crossings.last[listed] - crossings.first[listed] + 1
    )
    cell = crossings.row[listed][entry] * frame.columns + column
    unique = number[crossings.edge[listed][entry]]
    order = np.lexsort((edges.start[owners[unique]], cell))
    cell, unique = cell[order], unique[order]
    boundary, other = edges.boundary[owners[unique]], partner[unique]

    covered, by = _covered(frame, edges)
    crossed = np.zeros(frame.columns * frame.rows, dtype=bool)
    crossed[cell] = True
    touching = [
        cell * boundaries + boundary,
        (cell * boundaries + other)[other >= 0],
        (covered * boundaries + by)[crossed[covered]],
    ]
    pairs = np.unique(np.concatenate(touching))
    border_cells, first, counts = np.unique(
        pairs // boundaries, return_index=True, return_counts=True
    )
    if int(counts.max()) > MOST_CANDIDATES:
        return None
    lists = np.full(frame.columns * frame.rows, len(border_cells) + boundaries, dtype=np.int32)
    lists[covered[::-1]] = len(border_cells) + by[::-1]
    lists[border_cells] = np.arange(len(border_cells), dtype=np.int32)
    bit_of_pair = np.left_shift(1, np.arange(len(pairs)) - np.repeat(first, counts))

    def bits(cells: Int64, rows: Int64) -> Int64:
        return bit_of_pair[np.searchsorted(pairs, cells * boundaries + rows)]

    start = edges.start[owners[unique]]
    goes_on = (
        (cell[1:] == cell[:-1])
        & (start[1:] == start[:-1] + 16)
        & (boundary[1:] == boundary[:-1])
        & (other[1:] == other[:-1])
    )
    # A run may end anywhere; this one keeps its length in two bytes.
    goes_on[_LONGEST - 1 :: _LONGEST] = False
    begins = np.flatnonzero(np.append(True, ~goes_on))
    ends = np.append(begins[1:], len(cell)) - 1
    run_bits = bits(cell[begins], boundary[begins])
    shared = np.flatnonzero(other[begins] >= 0)
    run_bits[shared] ^= bits(cell[begins][shared], other[begins][shared])
    base_of_pair = _parity_below(frame, edges, crossings, pairs, boundaries)
    base = np.add.reduceat(np.where(base_of_pair, bit_of_pair, 0), first)
    floor = frame.south + frame.step * (cell[begins] // frame.columns) - _MARGIN
    wall = frame.west + frame.step * (cell[begins] % frame.columns)
    list_of_run = np.searchsorted(border_cells, cell[begins])
    for at, x, y in ((begins, edges.x1, edges.y1), (ends, edges.x2, edges.y2)):
        vertex = owners[unique[at]]
        stands = np.flatnonzero((x[vertex] < wall) & (y[vertex] <= floor))
        np.bitwise_xor.at(base, list_of_run[stands], run_bits[stands])
    cells = CellGrid(
        frame.west,
        frame.south,
        frame.step,
        frame.columns,
        frame.rows,
        lists,
        _offsets([counts, np.ones(boundaries, np.int64), np.zeros(1, np.int64)]),
        np.concatenate([pairs % boundaries, np.arange(boundaries)]).astype(np.int32),
    )
    alone = owners[partner < 0]
    alone = alone[np.argsort(edges.start[alone])]
    return BoundaryGrid(
        cells,
        base.astype(np.int32),
        _offsets([np.bincount(list_of_run, minlength=len(border_cells))]),
        start[begins].astype(np.int32),
        (ends - begins + 2).astype(np.uint16),
        run_bits.astype(np.int32),
        edges.start[alone].astype(np.int32),
        edges.boundary[alone].astype(np.int32),
    )


def _crossings(frame: _Frame, edges: _Edges) -> _Crossings:
    """Find the cells that edges touch; the same for an edge in either direction."""
    down = (edges.y1 > edges.y2) | ((edges.y1 == edges.y2) & (edges.x1 > edges.x2))
    x1, x2 = np.where(down, edges.x2, edges.x1), np.where(down, edges.x1, edges.x2)
    y1, y2 = np.where(down, edges.y2, edges.y1), np.where(down, edges.y1, edges.y2)

    def place(degrees: Float64, origin: float, most: int) -> Int64:
        return np.clip(((degrees - origin) / frame.step).astype(np.int64), 0, most - 1)

    lowest = place(y1 - 2 * _MARGIN, frame.south, frame.rows)
    highest = place(y2 + 2 * _MARGIN, frame.south, frame.rows)
    edge, row = spread(lowest, highest - lowest + 1)
    x1, y1, x2, y2 = x1[edge], y1[edge], x2[edge], y2[edge]
    height = y2 - y1
    sloping = height > _FLAT
    bottom = frame.south + frame.step * row - 2 * _MARGIN
    top = bottom + frame.step + 4 * _MARGIN
    per_degree = np.divide(x2 - x1, height, out=np.zeros_like(height), where=sloping)
    enters = np.where(sloping, x1 + (np.maximum(y1, bottom) - y1) * per_degree, x1)
    leaves = np.where(sloping, x2 - (y2 - np.minimum(y2, top)) * per_degree, x2)
    return _Crossings(
        edge,
        row,
        place(np.minimum(enters, leaves) - 2 * _MARGIN, frame.west, frame.columns),
        place(np.maximum(enters, leaves) + 2 * _MARGIN, frame.west, frame.columns),
    )


def _parity_below(
    frame: _Frame, edges: _Edges, crossings: _Crossings, pairs: Int64, boundaries: int
) -> Bool:
    """Tell for each (cell, boundary) whether its edges west of the cell are odd at its bottom."""
    floor = frame.south + frame.step * crossings.row - _MARGIN
    spans = (edges.y1[crossings.edge] <= floor) != (edges.y2[crossings.edge] <= floor)
    edge, row, last = crossings.edge[spans], crossings.row[spans], crossings.last[spans]
    key = np.sort((edges.boundary[edge] * frame.rows + row) * frame.columns + last)
    cell, boundary = pairs // boundaries, pairs % boundaries
    line = (boundary * frame.rows + cell // frame.columns) * frame.columns
    west = np.searchsorted(key, line + cell % frame.columns) - np.searchsorted(key, line)
    odd: Bool = west % 2 == 1
    return odd


def _covered(frame: _Frame, edges: _Edges) -> tuple[Int64, Int64]:
    """Find the cells whose centre a boundary contains: cells, and their boundary."""
    low = np.minimum(edges.y1, edges.y2) - frame.south
    high = np.maximum(edges.y1, edges.y2) - frame.south
    first = np.ceil(low / frame.step - 0.5).astype(np.int64)
    last = np.ceil(high / frame.step - 0.5).astype(np.int64)
    edge, row = spread(first, last - first)
    x1, y1, x2, y2 = edges.x1[edge], edges.y1[edge], edges.x2[edge], edges.y2[edge]
    x = x1 + (frame.south + (row + 0.5) * frame.step - y1) * (x2 - x1) / (y2 - y1)
    column = np.ceil((x - frame.west) / frame.step - 0.5).astype(np.int64)
    boundary = edges.boundary[edge]
    order = np.lexsort((column, row, boundary))
    west, east = order[::2], order[1::2]
    span, inside = spread(column[west], column[east] - column[west])
    return row[west][span] * frame.columns + inside, boundary[west][span]


def _offsets(counts: list[Int64]) -> Int32:
    return np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.int32)
