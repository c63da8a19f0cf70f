"""Great-circle geometry on the sphere.

Distances are metres on a sphere of the mean Earth radius R1 = 6,371,008.8 m
(Moritz, H., "Geodetic Reference System 1980", Journal of Geodesy 74, 2000), by the
haversine formula (Sinnott, R. W., "Virtues of the Haversine", Sky and Telescope 68,
1984), which keeps its precision for neighbouring points and gives mirrored points
exactly equal distances.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from geodistricts.basics.arrays import ArrayLike, Float64

EARTH_RADIUS = 6_371_008.8
DIAMETER = 2 * EARTH_RADIUS
RADIANS = math.pi / 180
HALF_RADIANS = math.pi / 360


class BoundingBox(NamedTuple):
    """A box in degrees; ``west <= east`` and ``south <= north``."""

    west: float
    south: float
    east: float
    north: float


def great_circle_distance(
    latitudes: ArrayLike,
    longitudes: ArrayLike,
    other_latitudes: ArrayLike,
    other_longitudes: ArrayLike,
) -> Float64:
    """Distance between points, element by element, with NumPy broadcasting.

    Parameters
    ----------
    latitudes, longitudes, other_latitudes, other_longitudes : array_like of float
        Degrees, WGS 84.

    Returns
    -------
    ndarray of float64
        Metres along the great circle.

    Examples
    --------
    >>> round(float(great_circle_distance(41.0, 29.0, 39.9, 32.9)) / 1000)
    352
    """
    latitude = np.asarray(latitudes, dtype=np.float64)
    other_latitude = np.asarray(other_latitudes, dtype=np.float64)
    north = np.sin((latitude - other_latitude) * HALF_RADIANS)
    east = np.sin(
        (np.asarray(longitudes, np.float64) - np.asarray(other_longitudes, np.float64))
        * HALF_RADIANS
    )
    shrink = np.cos(latitude * RADIANS) * np.cos(other_latitude * RADIANS)
    haversine = north * north + shrink * (east * east)
    distance: Float64 = DIAMETER * np.arcsin(np.sqrt(np.minimum(haversine, 1.0)))
    return distance


def box_around(latitude: float, longitude: float, distance: float) -> BoundingBox:
    """Smallest box that holds every point within a distance of one point.

    Parameters
    ----------
    latitude, longitude : float
        Degrees.
    distance : float
        Metres.

    Returns
    -------
    BoundingBox
        Degrees; all longitudes where the circle holds a pole or meets the antimeridian.

    Notes
    -----
    The meridians that touch the circle lie ``asin(sin(d/R) / cos(latitude))`` to both
    sides (Bronshtein et al., "Handbook of Mathematics", spherical right triangle).
    One part in 10^9 and a micrometre are added for rounding.
    """
    angle = (distance * (1 + 1e-9) + 1e-6) / EARTH_RADIUS
    height = angle / RADIANS
    south, north = latitude - height, latitude + height
    if south > -90 and north < 90:
        width = math.asin(math.sin(angle) / math.cos(latitude * RADIANS)) / RADIANS
        west, east = longitude - width, longitude + width
        if west >= -180 and east <= 180:
            return BoundingBox(west, south, east, north)
    return BoundingBox(-180.0, max(south, -90.0), 180.0, min(north, 90.0))


def half_sides(latitudes: Float64, longitudes: Float64, distances: Float64) -> Float64:
    """Half the sides of boxes that hold every point within a distance of each point.

    Parameters
    ----------
    latitudes, longitudes : ndarray of float64, shape (points,)
        Degrees.
    distances : ndarray of float64, shape (points,)
        Metres.

    Returns
    -------
    ndarray of float64, shape (2, points)
        Degrees of longitude, 360 where the circle holds a pole or may meet the antimeridian,
        and degrees of latitude.

    Notes
    -----
    A degree of longitude is nowhere in the circle shorter than at its latitude farthest from
    the equator: the box is a little wider than that of ``box_around``, and has no arc sine
    that a pole would break. Rounding is allowed for as there.
    """
    heights = (distances * (1 + 1e-9) + 1e-6) / (EARTH_RADIUS * RADIANS)
    widths = heights / np.cos(np.minimum(np.abs(latitudes) + heights, 90.0) * RADIANS)
    return np.array([np.where(np.abs(longitudes) + widths > 180, 360.0, widths), heights])
