"""Make ``points.parquet``: 20,000 points inside the boundaries of districts.

Each point takes one boundary, all equally likely, and a uniform place inside it, so that
dense quarters are asked about as often as they have districts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from benchmarks.common.options import HELP
from benchmarks.common.points import POINTS, SEED
from benchmarks.common.points_inside import points_inside
from geodistricts.snapshot import BOUNDARIES, bundled_path

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64

COUNT = 20_000


def draw_points(rng: np.random.Generator, count: int) -> Float64:
    """Draw points.

    Parameters
    ----------
    rng : Generator
        Source of chance.
    count : int
        How many.

    Returns
    -------
    ndarray of float64, shape (count, 2)
        Longitudes and latitudes, degrees.
    """
    file = pq.ParquetFile(bundled_path() / BOUNDARIES)
    shapes = shapely.from_wkb(file.read(["geometry"])["geometry"].to_pylist())
    return points_inside(shapes[rng.integers(0, len(shapes), count)], rng)


@click.command(context_settings=HELP)
def main() -> None:
    """Draw the points anew, and write points.parquet.

    The same snapshot gives the same points.
    """
    longitudes, latitudes = draw_points(np.random.default_rng(SEED), COUNT).round(6).T
    pq.write_table(
        pa.table({"latitude": latitudes, "longitude": longitudes}),
        POINTS,
        compression="zstd",
        use_dictionary=False,
        column_encoding="BYTE_STREAM_SPLIT",
    )


if __name__ == "__main__":
    main()
