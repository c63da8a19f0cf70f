"""The parameters of a request, read as geocoders read them: leniently, but for numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping


class BadParameterError(ValueError):
    """A parameter that cannot be used; says which, and what it must be."""


def number(query: Mapping[str, str], name: str) -> float | None:
    """Return a number; None where it is not given.

    Raises
    ------
    BadParameterError
        Where it is no number.
    """
    text = query.get(name, "").strip()
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise BadParameterError(f"Parameter '{name}' must be a number, not '{text[:40]}'")
    return value


def whole(query: Mapping[str, str], name: str, otherwise: int, least: int, most: int) -> int:
    """Return a whole number between bounds, to which others are brought.

    Raises
    ------
    BadParameterError
        Where it is no number.
    """
    value = number(query, name)
    return otherwise if value is None else int(min(max(value, least), most))


def truth(query: Mapping[str, str], name: str, otherwise: bool = False) -> bool:
    """Return whether something is asked for: ``1``, ``true``, ``yes``."""
    text = query.get(name, "").strip().lower()
    return otherwise if not text else text not in ("0", "false", "no", "off")


def radius(query: Mapping[str, str], name: str, otherwise: float) -> float:
    """Return a radius in metres, of kilometres; the one that is usual where none is given.

    Raises
    ------
    BadParameterError
        Where it is no number above 0.
    """
    kilometres = number(query, name)
    if kilometres is None:
        return otherwise
    if kilometres <= 0:
        raise BadParameterError(f"Parameter '{name}' must be above 0, not '{query[name][:40]}'")
    return kilometres * 1_000


def point(query: Mapping[str, str], lat: str, lon: str) -> tuple[float, float] | None:
    """Return a latitude and a longitude; None where neither is given.

    Raises
    ------
    BadParameterError
        Where one is missing, or out of range.
    """
    latitude, longitude = number(query, lat), number(query, lon)
    if latitude is None and longitude is None:
        return None
    for name, value, most in ((lat, latitude, 90.0), (lon, longitude, 180.0)):
        if value is None:
            raise BadParameterError(f"Parameter '{name}' is missing")
        if abs(value) > most:
            raise BadParameterError(f"Parameter '{name}' must be from -{most:.0f} to {most:.0f}")
    assert latitude is not None
    assert longitude is not None
    return latitude, longitude


def box(query: Mapping[str, str], name: str) -> tuple[float, float, float, float] | None:
    """Return a bounding box, west, south, east, north, of any two corners, longitudes first.

    Raises
    ------
    BadParameterError
        Where there are not four numbers.
    """
    text = query.get(name, "").strip()
    if not text:
        return None
    try:
        x1, y1, x2, y2 = map(float, text.split(","))
    except ValueError:
        x1 = y1 = x2 = y2 = math.nan
    if not all(map(math.isfinite, (x1, y1, x2, y2))):
        raise BadParameterError(f"Parameter '{name}' must be four numbers, x1,y1,x2,y2")
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
