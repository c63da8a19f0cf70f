"""Squares of a grid on the sphere, and the sites that can be the nearest somewhere in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geodistricts.basics.geodesy import EARTH_RADIUS, RADIANS, great_circle_distance

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Bool, Float64, NDArray

_LARGE = 0.3
_HALF_ROUND = 180.0


class Squares(NamedTuple):
    """Squares of one size, and for each its candidates: pairs (square, site) by square."""

    column: NDArray[np.int64]
    row: NDArray[np.int64]
    square: NDArray[np.int64]
    site: NDArray[np.int64]


def prune_sites(
    squares: Squares,
    latitudes: Float64,
    longitudes: Float64,
    west: float,
    south: float,
    size: float,
    finest: bool,
) -> Squares:
    """Leave out the sites that are nearest to no point of their square.

    Parameters
    ----------
    squares : Squares
        Each with its candidates.
    latitudes, longitudes : ndarray of float64, shape (sites,)
        Where the sites are, degrees.
    west, south : float
        Corner of the grid, degrees.
    size : float
        Side of a square, degrees.
    finest : bool
        True to look twice: no smaller squares will.

    Returns
    -------
    Squares
        The same, with every site that is nearest to any of their points, and few others.

    Notes
    -----
    A site is left out of a square only where that is proven. In a large square: where its
    distance to the centre exceeds the smallest one by more than the square's diameter
    (triangle inequality); in one of more than half the way round never, since its corners
    need not be its farthest points. In a small one: where another site is nearer to all four
    corners, since the points nearer to one of two sites form a hemisphere; what a parallel
    bulges beyond the great circle through two corners is allowed for.
    """
    if size > _HALF_ROUND:
        return squares
    site_latitude, site_longitude = latitudes[squares.site], longitudes[squares.site]
    left, bottom = west + squares.column * size, south + squares.row * size

    def distances(across: float, up: float) -> Float64:
        return great_circle_distance(
            site_latitude,
            site_longitude,
            (bottom + up * size)[squares.square],
            (left + across * size)[squares.square],
        )

    starts = np.searchsorted(squares.square, np.arange(len(squares.column)))
    if size > _LARGE:
        radius = np.maximum(
            great_circle_distance(bottom, left, bottom + size / 2, left + size / 2),
            great_circle_distance(bottom + size, left, bottom + size / 2, left + size / 2),
        )
        centre = distances(0.5, 0.5)
        bound = np.minimum.reduceat(centre, starts) + 2.2 * radius
        return _keep(squares, centre <= bound[squares.square])
    corners = np.stack([distances(*corner) for corner in ((0, 0), (0, 1), (1, 0), (1, 1))])
    slack = 1.0 + (size * RADIANS) ** 2 * EARTH_RADIUS
    kept = np.ones(len(squares.square), dtype=bool)
    for distance in (corners.sum(axis=0), *(corners if finest else ())):
        order = np.lexsort((distance, squares.square))
        best = order[starts][squares.square]
        kept &= (corners <= corners[:, best] + slack).any(axis=0)
    squares, corners = _keep(squares, kept), corners[:, kept]
    return _prune_by_each_other(squares, corners, slack) if finest else squares


def _prune_by_each_other(squares: Squares, corners: Float64, slack: float) -> Squares:
    """Leave out what any other candidate of the square beats at all corners."""
    kept = np.ones(len(squares.square), dtype=bool)
    longest = int(np.bincount(squares.square).max())
    for shift in range(1, min(longest, 16)):
        first, second = np.arange(len(kept) - shift), np.arange(shift, len(kept))
        together = squares.square[first] == squares.square[second]
        first, second = first[together], second[together]
        kept[first] &= (corners[:, first] <= corners[:, second] + slack).any(axis=0)
        kept[second] &= (corners[:, second] <= corners[:, first] + slack).any(axis=0)
    return _keep(squares, kept)


def _keep(squares: Squares, kept: Bool) -> Squares:
    return squares._replace(square=squares.square[kept], site=squares.site[kept])
