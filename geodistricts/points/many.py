"""Many points at once: the same question of all that are there, answered in pks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from geodistricts.basics.arguments import Errors
from geodistricts.basics.coordinates import check_max_distance, check_points

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32
    from geodistricts.snapshot import DistrictRows

    Ask = Callable[[Float64, Float64, float], tuple[Int32, Float64]]


def ask_many(
    ask: Ask, rows: DistrictRows, lats: Any, lons: Any, max_distance: Any, errors: Errors
) -> tuple[Int32, Float64]:
    """Ask of each point.

    Parameters
    ----------
    ask : callable
        Takes latitudes, longitudes and a limit; returns rows, -1 for none, and distances.
    rows : DistrictRows
        The districts.
    lats, lons, max_distance, errors
        As for ``Points.nearest_many``.

    Returns
    -------
    pks : ndarray of int32, shape (points,)
        -1 where there is none.
    distances : ndarray of float64, shape (points,)
        Metres; NaN where there is none.
    """
    latitudes, longitudes, there = check_points(lats, lons, errors)
    limit = check_max_distance(max_distance)
    if there is None:
        found, metres = ask(latitudes, longitudes, limit)
        return rows.pks_of(found), metres
    pks = np.full(len(latitudes), -1, dtype=np.int32)
    distances = np.full(len(latitudes), np.nan)
    found, distances[there] = ask(latitudes[there], longitudes[there], limit)
    pks[there] = rows.pks_of(found)
    return pks, distances
