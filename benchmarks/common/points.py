"""The pinned points that every benchmark asks about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.parquet as pq

from geodistricts.basics.arrow import numbers

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64

POINTS = Path(__file__).with_name("points.parquet")
COPIES = 50
JITTER = 0.005
SEED = 20250502


def read_points() -> tuple[Float64, Float64]:
    """Read the 20,000 points of ``points.parquet``.

    Returns
    -------
    tuple of ndarray
        Latitudes and longitudes, degrees.
    """
    table = pq.ParquetFile(POINTS).read()
    return numbers(table, "latitude"), numbers(table, "longitude")


def single_points(count: int) -> list[tuple[float, float]]:
    """Return the first of them as pairs, to be asked about one by one."""
    return list(zip(*(degrees[:count].tolist() for degrees in read_points()), strict=True))


def million_points() -> tuple[Float64, Float64]:
    """Derive a million points: each pinned one 50 times, moved by about 500 metres.

    Returns
    -------
    tuple of ndarray
        Latitudes and longitudes, degrees.

    Notes
    -----
    The whole list repeats 50 times, so neighbours in it are far apart on the map. To each
    coordinate comes a normal error with a deviation of 0.005 degrees, latitudes first,
    from ``default_rng(20250502)``.
    """
    rng = np.random.default_rng(SEED)
    latitudes, longitudes = (np.tile(degrees, COPIES) for degrees in read_points())
    latitudes += rng.normal(0, JITTER, len(latitudes))
    longitudes += rng.normal(0, JITTER, len(longitudes))
    return latitudes, longitudes
