"""Checks of the coordinates and limits that callers pass."""

from __future__ import annotations

import math
import operator
from numbers import Real
from typing import TYPE_CHECKING, Any, SupportsFloat

import numpy as np

from geodistricts.basics.geodesy import BoundingBox

if TYPE_CHECKING:
    from geodistricts.basics.arrays import ArrayLike, Float64

_LIMITS = {"lat": ("latitude", 90.0), "lon": ("longitude", 180.0)}


def _degrees(argument: str, value: Any) -> float:
    kind, _ = _LIMITS[argument]
    if isinstance(value, (str, bytes)) or not isinstance(value, (Real, SupportsFloat)):
        raise TypeError(f"{argument} must be a {kind} in degrees as a number, not {value!r}")
    degrees = float(value)
    if not math.isfinite(degrees):
        raise ValueError(f"{argument} must be a finite {kind} in degrees, not {value!r}")
    return degrees


def check_point(lat: Any, lon: Any) -> tuple[float, float]:
    """Return a point as floats.

    Parameters
    ----------
    lat, lon : number
        Degrees.

    Returns
    -------
    tuple of float
        Latitude and longitude.

    Raises
    ------
    TypeError
        Where one is no number.
    ValueError
        Where one is not finite or out of range; says so where the two seem swapped.

    Examples
    --------
    >>> check_point(120, 41)
    Traceback (most recent call last):
    ValueError: lat must be a latitude from -90 to 90 degrees, not 120.0; lat 41.0 and lon \
120.0 would be valid: are they swapped?
    """
    latitude, longitude = _degrees("lat", lat), _degrees("lon", lon)
    for argument, value in (("lat", latitude), ("lon", longitude)):
        kind, limit = _LIMITS[argument]
        if abs(value) > limit:
            swapped = (
                f"; lat {longitude} and lon {latitude} would be valid: are they swapped?"
                if abs(longitude) <= 90 and abs(latitude) <= 180
                else ""
            )
            raise ValueError(
                f"{argument} must be a {kind} from -{limit:.0f} to {limit:.0f} degrees, "
                f"not {value}{swapped}"
            )
    return latitude, longitude


def check_points(lats: ArrayLike, lons: ArrayLike) -> tuple[Float64, Float64]:
    """Return points as two flat arrays.

    Parameters
    ----------
    lats, lons : array_like of float, shape (points,)
        Degrees.

    Returns
    -------
    tuple of ndarray of float64
        Latitudes and longitudes.

    Raises
    ------
    TypeError
        Where they are no numbers.
    ValueError
        Where they are not two flat arrays of one length, or a coordinate is not finite or
        out of range; names the first such row.
    """
    arrays = []
    for argument, values in (("lats", lats), ("lons", lons)):
        array = np.asarray(values)
        if array.size and not (
            np.issubdtype(array.dtype, np.number) and not np.iscomplexobj(array)
        ):
            raise TypeError(f"{argument} must be numbers, not an array of {array.dtype}")
        if array.ndim != 1:
            raise ValueError(f"{argument} must be a flat array, not one of shape {array.shape}")
        arrays.append(np.ascontiguousarray(array, dtype=np.float64))
    latitudes, longitudes = arrays
    if len(latitudes) != len(longitudes):
        raise ValueError(
            f"lats and lons must be of one length, not {len(latitudes)} and {len(longitudes)}"
        )
    if len(latitudes) and not (
        latitudes.min() >= -90
        and latitudes.max() <= 90
        and longitudes.min() >= -180
        and longitudes.max() <= 180
    ):
        valid = (np.abs(latitudes) <= 90) & (np.abs(longitudes) <= 180)
        row = int(np.flatnonzero(~valid)[0])
        try:
            check_point(latitudes[row].item(), longitudes[row].item())
        except ValueError as error:
            raise ValueError(f"row {row} of lats and lons: {error}") from None
    return latitudes, longitudes


def check_box(west: Any, south: Any, east: Any, north: Any) -> BoundingBox:
    """Return a box of degrees.

    Parameters
    ----------
    west, south, east, north : number
        Its edges, degrees.

    Returns
    -------
    BoundingBox
        The same edges as floats.

    Raises
    ------
    TypeError
        Where one is no number.
    ValueError
        Where one is not finite or out of range, or the box is inside out.
    """
    bottom, left = check_point(south, west)
    top, right = check_point(north, east)
    if left > right or bottom > top:
        raise ValueError(
            f"the box must have west <= east and south <= north, not west {left}, "
            f"south {bottom}, east {right}, north {top}"
        )
    return BoundingBox(left, bottom, right, top)


def check_max_distance(max_distance: Any) -> float:
    """Return a limit in metres; infinite for None.

    Parameters
    ----------
    max_distance : number or None
        Metres.

    Returns
    -------
    float
        The limit.

    Raises
    ------
    TypeError
        Where it is no number.
    ValueError
        Where it is negative or not a number of metres.
    """
    if max_distance is None:
        return math.inf
    if isinstance(max_distance, (str, bytes)) or not isinstance(max_distance, SupportsFloat):
        raise TypeError(f"max_distance must be metres as a number, not {max_distance!r}")
    metres = float(max_distance)
    if not metres >= 0:
        raise ValueError(f"max_distance must be zero metres or more, not {max_distance!r}")
    return metres


def check_k(k: Any) -> int:
    """Return how many neighbours are asked for.

    Parameters
    ----------
    k : int
        A positive number.

    Returns
    -------
    int
        The number.

    Raises
    ------
    TypeError
        Where it is no whole number.
    ValueError
        Where it is less than 1.
    """
    try:
        number = operator.index(k)
    except TypeError:
        raise TypeError(f"k must be a whole number, not {k!r}") from None
    if number < 1:
        raise ValueError(f"k must be 1 or more, not {k!r}")
    return number
