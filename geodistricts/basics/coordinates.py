"""Checks of the coordinates and limits that callers pass."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from geodistricts.basics.arguments import Errors, as_number, as_whole, shown
from geodistricts.basics.columns import as_floats
from geodistricts.basics.geodesy import BoundingBox

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, NDArray

_LATITUDE, _LONGITUDE = ("latitude", 90.0), ("longitude", 180.0)
_LIMITS = {
    **dict.fromkeys(("lat", "south", "north"), _LATITUDE),
    **dict.fromkeys(("lon", "west", "east"), _LONGITUDE),
}
_TREATMENTS = ("raise", "null")


def _degrees(argument: str, value: Any) -> float:
    kind, _ = _LIMITS[argument]
    degrees = as_number(value)
    if degrees is None:
        raise TypeError(f"{argument} must be a {kind} in degrees as a number, not {shown(value)}")
    if not math.isfinite(degrees):
        raise ValueError(f"{argument} must be a finite {kind} in degrees, not {shown(value)}")
    return degrees


def _check_range(argument: str, degrees: float, remedy: str = "") -> None:
    kind, limit = _LIMITS[argument]
    if abs(degrees) > limit:
        raise ValueError(
            f"{argument} must be a {kind} from -{limit:.0f} to {limit:.0f} degrees, "
            f"not {degrees}{remedy}"
        )


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
    if abs(latitude) > 90 or abs(longitude) > 180:
        swapped = (
            f"; lat {longitude} and lon {latitude} would be valid: are they swapped?"
            if abs(longitude) <= 90 and abs(latitude) <= 180
            else ""
        )
        _check_range("lat", latitude, swapped)
        _check_range("lon", longitude, swapped)
    return latitude, longitude


def check_points(
    lats: Any, lons: Any, errors: Errors = "raise"
) -> tuple[Float64, Float64, NDArray[np.intp] | None]:
    """Return points as two flat arrays.

    Parameters
    ----------
    lats, lons : array_like of float, shape (points,)
        Degrees; a point that lacks one is missing.
    errors : {"raise", "null"}
        Whether a coordinate that is infinite or out of range raises or counts as missing.

    Returns
    -------
    latitudes, longitudes : ndarray of float64
        Of all points.
    there : ndarray of int or None
        The points that are there; None where all are.

    Raises
    ------
    TypeError
        Where they are no numbers.
    ValueError
        Where they are not two flat arrays of one length, or a coordinate is impossible; names
        the first such row.
    """
    if errors not in _TREATMENTS:
        raise ValueError(f"errors must be 'raise' or 'null', not {shown(errors)}")
    latitudes, longitudes = as_floats("lats", lats), as_floats("lons", lons)
    if len(latitudes) != len(longitudes):
        raise ValueError(
            f"lats and lons must be of the same length, not {len(latitudes)} and {len(longitudes)}"
        )
    if not len(latitudes) or (
        latitudes.min() >= -90
        and latitudes.max() <= 90
        and longitudes.min() >= -180
        and longitudes.max() <= 180
    ):
        return latitudes, longitudes, None
    if errors == "raise":
        impossible = np.flatnonzero((np.abs(latitudes) > 90) | (np.abs(longitudes) > 180))
        if len(impossible):
            raise _explain(impossible[0].item(), latitudes, longitudes)
    there = np.flatnonzero((np.abs(latitudes) <= 90) & (np.abs(longitudes) <= 180))
    return latitudes, longitudes, there


def _explain(row: int, latitudes: Float64, longitudes: Float64) -> ValueError:
    latitude, longitude = latitudes[row].item(), longitudes[row].item()
    try:
        if math.isnan(latitude) or math.isnan(longitude):
            argument, degrees = ("lat", latitude) if latitude == latitude else ("lon", longitude)
            _check_range(argument, _degrees(argument, degrees))
        check_point(latitude, longitude)
    except ValueError as error:
        remedy = "errors='null' counts such rows as missing"
        return ValueError(f"row {row} of lats and lons: {error} ({remedy})")
    raise AssertionError(row)


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
    edges = {"west": west, "south": south, "east": east, "north": north}
    for argument, value in edges.items():
        edges[argument] = _degrees(argument, value)
        _check_range(argument, edges[argument])
    left, bottom, right, top = edges.values()
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
    metres = as_number(max_distance)
    if metres is None:
        raise TypeError(f"max_distance must be metres as a number, not {shown(max_distance)}")
    if not metres >= 0:
        raise ValueError(f"max_distance must be zero metres or more, not {shown(max_distance)}")
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
    number = as_whole(k)
    if number is None:
        raise TypeError(f"k must be a whole number, not {shown(k)}")
    if number < 1:
        raise ValueError(f"k must be 1 or more, not {shown(k)}")
    return number
