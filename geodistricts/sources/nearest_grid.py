"""Builds the grid of cells: squares cut into four until they are small enough.

A square keeps the candidates that can be the answer somewhere in it; its quarters look at
those only.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from geodistricts.basics.arrays import Float64, Int32
from geodistricts.basics.ragged import spread
from geodistricts.basics.squares import Squares, prune_sites
from geodistricts.snapshot import CellGrid

_MARGIN = 0.1
_CELLS_PER_SITE = 26
_BLOCK = 1 << 14


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
    level = Squares(one, one, np.zeros(len(site), dtype=np.int64), site)

    def prune(level: Squares, cut: int) -> Squares:
        size = step * 2**cut
        return prune_sites(level, latitudes, longitudes, west, south, size, finest=cut == 0)

    def refine(level: Squares, cut: int) -> Iterator[Squares]:
        """Cut squares down to cells, in blocks: no square asks about another."""
        for block in _blocks(level) if cut else ():
            half = 2 ** (cut - 1)
            finer = _quarter(block, math.ceil(columns / half), math.ceil(count / half))
            yield from refine(prune(finer, cut - 1), cut - 1)
        if not cut:
            yield level

    cells = [_finish(block, columns, count) for block in refine(prune(level, depth), depth)]
    return _as_grid(cells, west, south, step, columns, count, rows)


def _blocks(level: Squares) -> Iterator[Squares]:
    """Divide squares into blocks that are worked on one after another."""
    parts = min(math.ceil(len(level.square) / _BLOCK), len(level.column))
    bounds = np.linspace(0, len(level.column), parts + 1).astype(np.int64)
    pairs = np.searchsorted(level.square, bounds)
    for part in range(parts):
        squares, some = slice(*bounds[part : part + 2]), slice(*pairs[part : part + 2])
        yield Squares(
            level.column[squares],
            level.row[squares],
            level.square[some] - bounds[part],
            level.site[some],
        )


def _quarter(level: Squares, columns: int, rows: int) -> Squares:
    column = (2 * level.column[:, None] + np.array([0, 1, 0, 1])).ravel()
    row = (2 * level.row[:, None] + np.array([0, 0, 1, 1])).ravel()
    inside = (column < columns) & (row < rows)
    number = np.where(inside, np.cumsum(inside) - 1, -1)
    square = number[(4 * level.square[:, None] + np.arange(4)).ravel()]
    site = np.repeat(level.site, 4)
    order = np.flatnonzero(square >= 0)
    order = order[np.argsort(square[order], kind="stable")]
    return Squares(column[inside], row[inside], square[order], site[order])


def _finish(level: Squares, columns: int, count: int) -> _Cells:
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
