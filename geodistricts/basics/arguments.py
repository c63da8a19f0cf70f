"""Arguments as callers have them: numbers of any type, missing values, one for all, a column."""

from __future__ import annotations

import math
from typing import Any, Literal

Errors = Literal["raise", "null"]
"""What a batch does with an impossible value: raise an error, or take it for a missing one."""

_LONGEST_SHOWN = 80


def shown(value: object) -> str:
    """Write a value out for an error, not longer than a line.

    Examples
    --------
    >>> shown("Bolu"), len(shown("x" * 1000)), shown(10**10_000)
    ("'Bolu'", 80, 'an int that is too long to show')
    """
    try:
        text = repr(value)
    except Exception:
        return f"an {type(value).__name__} that is too long to show"
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def as_number(value: Any) -> float | None:
    """Read one number, whatever type it has.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    float or None
        The number, infinite where no float is as large, NaN where it is masked; None where the
        value is none: text, a truth value, a time, an array of several.

    Examples
    --------
    >>> from decimal import Decimal
    >>> as_number(Decimal("41.5")), as_number(10**400), as_number("41.5"), as_number(True)
    (41.5, inf, None, None)
    """
    if hasattr(value, "as_py"):
        value = value.as_py()
    if isinstance(value, (str, bytes, bool)):
        return None
    dtype = getattr(value, "dtype", None)
    if dtype is not None:
        if getattr(value, "ndim", 0) or getattr(dtype, "kind", "") not in ("i", "u", "f"):
            return None
        if is_masked(value):
            return math.nan
    try:
        # Texts are out; what ``float`` takes beyond them is a number.
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
    except ValueError:
        return math.nan
    except TypeError:
        return None


def as_whole(value: Any) -> int | None:
    """Read one whole number: 40, ``np.int64(40)`` and 40.0 are the same one.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    int or None
        The number; None where the value is none, or is not whole.

    Examples
    --------
    >>> as_whole(40.0), as_whole(1.5), as_whole("40"), as_whole(True)
    (40, None, None, None)
    """
    if value.__class__ is int:
        return value
    number = as_number(value)
    if number is None or not (isinstance(value, int) or number.is_integer()):
        return None
    return int(value.as_py() if hasattr(value, "as_py") else value)


def is_masked(value: Any) -> bool:
    """Tell whether a value is a masked element of an array."""
    return hasattr(value, "filled") and not getattr(value, "ndim", 1) and bool(value.mask)


def is_missing(value: Any) -> bool:
    """Tell whether a value stands for none: None, NaN, NaT, ``pd.NA``, a masked element.

    Examples
    --------
    >>> is_missing(None), is_missing(float("nan")), is_missing(""), is_missing(0)
    (True, True, False, False)
    """
    if value is None or is_masked(value):
        return True
    try:
        return bool(value != value)
    except ArithmeticError:  # a decimal's signalling NaN
        return True
    except (TypeError, ValueError):
        # Pandas' NA is neither equal to itself nor not.
        return type(value).__name__ == "NAType"


def plain(value: Any) -> Any:
    """Take a missing value for None, and Arrow's scalars for Python's."""
    if value is None:
        return None
    if hasattr(value, "as_py"):
        value = value.as_py()
    return None if is_missing(value) else value


def as_field(value: Any) -> Any:
    """Take blank and missing values for fields that were not given, 40.0 for 40."""
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return plain(value)


def as_list(argument: str, values: Any) -> list[Any]:
    """Return the values of a list, array, or column as Python objects, None for missing ones.

    Parameters
    ----------
    argument : str
        What the values are, for the error.
    values : object
        A list, an array, an Arrow, pandas or Polars column, anything that can be gone through.

    Returns
    -------
    list
        The values.

    Raises
    ------
    TypeError
        Where there is one value only.

    Examples
    --------
    >>> as_list("names", ("Moda", float("nan")))
    ['Moda', None]
    """
    listed = values
    for method in ("to_pylist", "tolist", "to_list"):
        if hasattr(values, method):
            listed = getattr(values, method)()
            break
    if isinstance(listed, (str, bytes)):
        raise TypeError(
            f"{argument} must be a list or column, not the text {shown(listed)}; put it in a list"
        )
    if not hasattr(listed, "__iter__"):
        raise TypeError(
            f"{argument} must be a list or column, not {shown(values)}; put it in a list"
        )
    return [value if value.__class__ is str else plain(value) for value in listed]


def is_one(values: Any) -> bool:
    """Tell one value for all from a column of values; a record is one, though it is a tuple."""
    return (
        isinstance(values, (str, bytes))
        or not hasattr(values, "__iter__")
        or hasattr(values, "_fields")
        or hasattr(values, "as_py")
        or getattr(values, "ndim", 1) == 0
    )


def broadcast(field: str, values: Any, others: str, count: int) -> list[Any]:
    """Return a value for each row.

    Parameters
    ----------
    field : str
        What the values are, for the error.
    values : object
        One value for all, or a list, array or column.
    others : str
        What they stand beside, for the error.
    count : int
        How many rows there are.

    Returns
    -------
    list
        As long as ``count``; None for missing values.

    Raises
    ------
    ValueError
        Where there are several, and not as many.

    Examples
    --------
    >>> broadcast("city", "Bolu", "names", 2)
    ['Bolu', 'Bolu']
    """
    if is_one(values):
        return [plain(values)] * count
    column = as_list(field, values)
    if len(column) != count:
        raise ValueError(
            f"{field} must be one value or as long as {others}, not {len(column)} for {count}"
        )
    return column
