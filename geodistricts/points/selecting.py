"""The nearest of some districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32


def select_nearest(
    rows: Int32, ranks: Int32, distances: Float64, k: int, limit: float
) -> tuple[Int32, Float64]:
    """Choose the nearest of some districts.

    Parameters
    ----------
    rows : ndarray of int32, shape (districts,)
        The districts.
    ranks : ndarray of int32, shape (districts,)
        Who goes first where distances are equal, smallest first.
    distances : ndarray of float64, shape (districts,)
        Metres.
    k : int
        How many at most.
    limit : float
        Metres.

    Returns
    -------
    tuple of ndarray
        Rows and distances, nearest first.
    """
    within = np.flatnonzero(distances <= limit)
    order = within[np.lexsort((ranks[within], distances[within]))][:k]
    return rows[order], distances[order]
