"""Builds the grid of cells: squares cut into four until they are small enough.

A square keeps the candidates that can be the answer somewhere in it; its quarters look at
those only.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geodistricts.basics.arrays import Bool, Float64, Int32
from geodistricts.basics.geodesy import EARTH_RADIUS, RADIANS, great_circle_distance
from geodistricts.basics.ragged import spread
from geodistricts.snapshot import CellGrid

_MARGIN = 0.1
_CELLS_PER_SITE = 26
_LARGE = 0.3
_BLOCK = 1 << 14


class _Level(NamedTuple):
    """Squares of one size, and for each its candidates: pairs (square, site) by square."""

    column: NDArray[np.int64]
    row: NDArray[np.int64]
    square: NDArray[np.int64]
    site: NDArray[np.int64]


class _Cells(NamedTuple):
    """Squares of the smallest size: their numbers, how many candidates each has, and which.

    ``on_edge`` are the candidates of those at the edge of the grid.
    """

    cell: Int32
    counts: Int32
    site: Int32
    on_edge: Int32


def build_nearest_grid(latitudes: Float64, longitudes: Float64, rows: Int32) -> CellGrid:
    """Build the grid that answers "which site is nearest?".

    Parameters
    ----------
    latitudes, longitudes : ndarray of float64, shape (sites,)
        Degrees; no two sites alike, the best rank first.
    rows : ndarray of int32, shape (sites,)
        The district row that each site stands for.

    Returns
    -------
    CellGrid
        Each cell lists every site that is nearest to any of its points, and few others.

    Notes
    -----
    A site is left out of a square only where that is proven. In a large square: where its
    distance to the centre exceeds the smallest one by more than the square's diameter
    (triangle inequality). In a small one: where another site is nearer to all four corners,
    since the points nearer to one of two sites form a hemisphere; what a parallel bulges
    beyond the great circle through two corners is allowed for.

    The great circle from a point outside the grid to its nearest site enters the grid where
    that site is nearest too, so the sites of the outermost cells are those of all points
    outside.
    """
    if not len(latitudes):
        none = np.zeros(0, dtype=np.int32)
        return CellGrid(0.0, 0.0, 1.0, 0, 0, none, np.zeros(2, dtype=np.int32), none)
    west, south = float(longitudes.min()) - _MARGIN, float(latitudes.min()) - _MARGIN
    width = float(longitudes.max()) + _MARGIN - west
    height = float(latitudes.max()) + _MARGIN - south
    step = math.sqrt(width * height / (_CELLS_PER_SITE * len(latitudes)))
    columns, count = math.ceil(width / step), math.ceil(height / step)
    depth = math.ceil(math.log2(max(columns, count)))
    site = np.arange(len(latitudes))
    one = np.zeros(1, dtype=np.int64)
    level = _Level(one, one, np.zeros(len(site), dtype=np.int64), site)

    def prune(level: _Level, cut: int) -> _Level:
        size = step * 2**cut
        return _prune(level, latitudes, longitudes, west, south, size, finest=cut == 0)

    def refine(level: _Level, cut: int) -> Iterator[_Level]:
        """Cut squares down to cells, in blocks: no square asks about another."""
        for block in _blocks(level) if cut else ():
            half = 2 ** (cut - 1)
            finer = _quarter(block, math.ceil(columns / half), math.ceil(count / half))
            yield from refine(prune(finer, cut - 1), cut - 1)
        if not cut:
            yield level

    cells = [_finish(block, columns, count) for block in refine(prune(level, depth), depth)]
    return _as_grid(cells, west, south, step, columns, count, rows)


def _blocks(level: _Level) -> Iterator[_Level]:
    """Divide squares into blocks that are worked on one after another."""
    parts = min(math.ceil(len(level.square) / _BLOCK), len(level.column))
    bounds = np.linspace(0, len(level.column), parts + 1).astype(np.int64)
    pairs = np.searchsorted(level.square, bounds)
    for part in range(parts):
        squares, some = slice(*bounds[part : part + 2]), slice(*pairs[part : part + 2])
        yield _Level(
            level.column[squares],
            level.row[squares],
            level.square[some] - bounds[part],
            level.site[some],
        )


def _quarter(level: _Level, columns: int, rows: int) -> _Level:
    column = (2 * level.column[:, None] + np.array([0, 1, 0, 1])).ravel()
    row = (2 * level.row[:, None] + np.array([0, 0, 1, 1])).ravel()
    inside = (column < columns) & (row < rows)
    number = np.where(inside, np.cumsum(inside) - 1, -1)
    square = number[(4 * level.square[:, None] + np.arange(4)).ravel()]
    site = np.repeat(level.site, 4)
    order = np.flatnonzero(square >= 0)
    order = order[np.argsort(square[order], kind="stable")]
    return _Level(column[inside], row[inside], square[order], site[order])


def _prune(
    level: _Level,
    latitudes: Float64,
    longitudes: Float64,
    west: float,
    south: float,
    size: float,
    finest: bool,
) -> _Level:
    site_latitude, site_longitude = latitudes[level.site], longitudes[level.site]
    left, bottom = west + level.column * size, south + level.row * size

    def distances(across: float, up: float) -> Float64:
        return great_circle_distance(
            site_latitude,
            site_longitude,
            (bottom + up * size)[level.square],
            (left + across * size)[level.square],
        )

    starts = np.searchsorted(level.square, np.arange(len(level.column)))
    if size > _LARGE:
        radius = np.maximum(
            great_circle_distance(bottom, left, bottom + size / 2, left + size / 2),
            great_circle_distance(bottom + size, left, bottom + size / 2, left + size / 2),
        )
        centre = distances(0.5, 0.5)
        bound = np.minimum.reduceat(centre, starts) + 2.2 * radius
        return _keep(level, centre <= bound[level.square])
    corners = np.stack([distances(*corner) for corner in ((0, 0), (0, 1), (1, 0), (1, 1))])
    slack = 1.0 + (size * RADIANS) ** 2 * EARTH_RADIUS
    kept = np.ones(len(level.square), dtype=bool)
    for distance in (corners.sum(axis=0), *(corners if finest else ())):
        order = np.lexsort((distance, level.square))
        best = order[starts][level.square]
        kept &= (corners <= corners[:, best] + slack).any(axis=0)
    level, corners = _keep(level, kept), corners[:, kept]
    return _prune_by_each_other(level, corners, slack) if finest else level


def _prune_by_each_other(level: _Level, corners: Float64, slack: float) -> _Level:
    """Leave out what any other candidate of the square beats at all corners."""
    kept = np.ones(len(level.square), dtype=bool)
    longest = int(np.bincount(level.square).max())
    for shift in range(1, min(longest, 16)):
        first, second = np.arange(len(kept) - shift), np.arange(shift, len(kept))
        together = level.square[first] == level.square[second]
        first, second = first[together], second[together]
        kept[first] &= (corners[:, first] <= corners[:, second] + slack).any(axis=0)
        kept[second] &= (corners[:, second] <= corners[:, first] + slack).any(axis=0)
    return _keep(level, kept)


def _keep(level: _Level, kept: Bool) -> _Level:
    return level._replace(square=level.square[kept], site=level.site[kept])


def _finish(level: _Level, columns: int, count: int) -> _Cells:
    """Put cells and their candidates in order."""
    order = np.lexsort((level.site, level.square))
    square, site = level.square[order], level.site[order]
    on_edge = (
        (level.column == 0)
        | (level.row == 0)
        | (level.column == columns - 1)
        | (level.row == count - 1)
    )
    return _Cells(
        (level.row * columns + level.column).astype(np.int32),
        np.bincount(square).astype(np.int32),
        site.astype(np.int32),
        np.unique(site[on_edge[square]]).astype(np.int32),
    )


def _as_grid(
    blocks: Sequence[_Cells],
    west: float,
    south: float,
    step: float,
    columns: int,
    count: int,
    rows: Int32,
) -> CellGrid:
    cell, counts, site, on_edge = (np.concatenate(column) for column in zip(*blocks, strict=True))
    starts = np.cumsum(counts) - counts
    numbers: dict[bytes, int] = {}
    first: list[int] = []
    list_of_cell = np.empty(columns * count, dtype=np.int32)
    for place in np.argsort(cell):
        start = starts[place]
        sites = site[start : start + counts[place]]
        known = numbers.setdefault(sites.tobytes(), len(first))
        if known == len(first):
            first.append(place)
        list_of_cell[cell[place]] = known
    numbers.clear()
    _, member = spread(starts[first], counts[first])
    sites = np.concatenate([site[member], np.unique(on_edge)])
    offsets = np.cumsum([0, *counts[first], len(sites) - len(member)]).astype(np.int32)
    candidates = rows[sites]
    return CellGrid(west, south, step, columns, count, list_of_cell, offsets, candidates)
