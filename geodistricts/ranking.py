"""Who comes first among equals: the better coordinate source, then the smaller pk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodistricts.snapshot import numbers

if TYPE_CHECKING:
    import pyarrow as pa

    from geodistricts.arrays import Float64, Int32

_RANKS = {"source": 0, "boundary": 1, "village": 2}


def rank_rows(districts: pa.Table) -> Int32:
    """List the districts that may answer a question of place, the best rank first.

    Parameters
    ----------
    districts : pyarrow.Table
        In the snapshot's schema.

    Returns
    -------
    ndarray of int32
        Rows that are active and have coordinates.
    """
    located = ~np.isnan(numbers(districts, "latitude") + numbers(districts, "longitude"))
    rows = np.flatnonzero(numbers(districts, "is_active") & located)
    sources = districts["coordinate_source"].to_pylist()
    ranks = np.array([_RANKS.get(sources[row], len(_RANKS)) for row in rows], dtype=np.int8)
    ranked: Int32 = rows[np.lexsort((numbers(districts, "pk")[rows], ranks))].astype(np.int32)
    return ranked


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
