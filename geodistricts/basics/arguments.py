"""Arguments as callers have them: values that are missing, one for all, a column of each."""

from __future__ import annotations

from typing import Any

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


def given(value: Any) -> Any:
    """Take a missing value of an array for one that was not given."""
    return None if value is None or value != value or value == "" else value


def as_field(value: Any) -> Any:
    """Take blank and missing values for fields that were not given, 40.0 for the pk 40."""
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return given(value)


def as_list(values: Any) -> list[Any]:
    """Return the values of a list, array, or column as Python objects."""
    if isinstance(values, str):
        raise TypeError(
            f"names must be several, not the one text {shown(values)}; put it in a list"
        )
    for method in ("to_pylist", "tolist", "to_list"):
        if hasattr(values, method):
            return list(getattr(values, method)())
    return list(values)


def is_one(values: Any) -> bool:
    """Tell one value for all from a column of values; a record is one, though it is a tuple."""
    return values is None or isinstance(values, (str, int, float)) or hasattr(values, "_fields")


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
        As long as ``count``.

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
        return [values] * count
    column = as_list(values)
    if len(column) != count:
        raise ValueError(
            f"{field} must be one value or as long as {others}, not {len(column)} for {count}"
        )
    return column
