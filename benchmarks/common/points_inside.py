"""Points drawn inside shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, NDArray


def points_inside(shapes: NDArray[Any], rng: np.random.Generator) -> Float64:
    """Draw a point inside each shape, uniformly, by rejection.

    Parameters
    ----------
    shapes : ndarray of Geometry, shape (points,)
        Polygons; one may stand there several times. They are prepared in place.
    rng : Generator
        Source of chance.

    Returns
    -------
    ndarray of float64, shape (points, 2)
        Longitudes and latitudes, degrees.
    """
    shapely.prepare(shapes)
    low, high = np.hsplit(shapely.bounds(shapes), 2)
    points: Float64 = np.empty((len(shapes), 2))
    pending = np.arange(len(shapes))
    while len(pending):
        points[pending] = rng.uniform(low[pending], high[pending])
        inside = shapely.contains_xy(shapes[pending], points[pending])
        pending = pending[~inside]
    return points
