"""The truth: great-circle distance to the nearest of all districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.nearest.peers import unit_vectors
from geodistricts.basics.geodesy import great_circle_distance

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64

CANDIDATES = 4
BLOCK = 100_000


def least_distances(
    lats: Float64, lons: Float64, latitudes: Float64, longitudes: Float64
) -> Float64:
    """Find each point's distance to the nearest district.

    Parameters
    ----------
    lats, lons : ndarray of float64, shape (points,)
        Degrees.
    latitudes, longitudes : ndarray of float64, shape (districts,)
        Degrees.

    Returns
    -------
    ndarray of float64, shape (points,)
        Metres.

    Notes
    -----
    A chord of the sphere grows with its arc, so the four shortest chords hold the nearest
    district whatever the rounding; the haversine then chooses among them.
    """
    from scipy.spatial import cKDTree

    tree = cKDTree(unit_vectors(latitudes, longitudes))
    least: Float64 = np.empty(len(lats))
    for start in range(0, len(lats), BLOCK):
        block = slice(start, start + BLOCK)
        vectors = unit_vectors(lats[block], lons[block])
        rows = tree.query(vectors, k=CANDIDATES, workers=-1)[1]
        least[block] = great_circle_distance(
            lats[block, None], lons[block, None], latitudes[rows], longitudes[rows]
        ).min(axis=1)
    return least


def brute_distances(
    lats: Float64, lons: Float64, latitudes: Float64, longitudes: Float64
) -> Float64:
    """Find the same by measuring the distance from every point to every district."""
    measured = [
        great_circle_distance(lat, lon, latitudes, longitudes).min()
        for lat, lon in zip(lats, lons, strict=True)
    ]
    return np.array(measured)
