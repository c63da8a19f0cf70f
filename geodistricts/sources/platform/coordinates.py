"""A platform's coordinates, and what may be wrong with them."""

import re

_DECIMAL = re.compile(r"[+-]?\d{1,20}(?:\.\d{1,40})?", re.ASCII)
_LATITUDES, _LONGITUDES = (34.0, 43.0), (25.0, 46.0)


def read_point(
    longitude: object, latitude: object
) -> tuple[str | None, float | None, float | None]:
    """Read a point in Turkey or Cyprus.

    Parameters
    ----------
    longitude, latitude : object
        Degrees, as numbers or as text with a decimal point; None where there are none.

    Returns
    -------
    tuple of (str or None, float or None, float or None)
        What is wrong with the point, None where nothing is; its longitude and its latitude,
        None where something is.

    Examples
    --------
    >>> read_point("29.0252", 40.9869)
    (None, 29.0252, 40.9869)
    >>> read_point(40.9869, 29.0252)
    ('swapped', None, None)
    """
    x, y = _degrees(longitude), _degrees(latitude)
    if longitude is None or latitude is None:
        return "only one of the two", None, None
    if x is None or y is None:
        return "no numbers", None, None
    if x == 0 and y == 0:
        return "zero", None, None
    if _is_there(y, x):
        return None, x, y
    return ("swapped" if _is_there(x, y) else "out of range"), None, None


def _degrees(value: object) -> float | None:
    if isinstance(value, str):
        return float(value) if _DECIMAL.fullmatch(value) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e9 else None


def _is_there(latitude: float, longitude: float) -> bool:
    """Tell whether a point can be in Turkey or Cyprus."""
    return (
        _LATITUDES[0] <= latitude <= _LATITUDES[1] and _LONGITUDES[0] <= longitude <= _LONGITUDES[1]
    )
