"""Checks and conversions of the arguments of questions about names."""

from __future__ import annotations

from typing import Any


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
        raise TypeError(f"names must be several, not the one text {values!r}; put it in a list")
    for method in ("to_pylist", "tolist", "to_list"):
        if hasattr(values, method):
            return list(getattr(values, method)())
    return list(values)


def check_bounds(limit: object, min_score: object) -> None:
    """Refuse a limit or a score that cannot be; in one call, for ``match`` has microseconds."""
    if type(limit) is not int or limit < 1:
        check_limit(limit)
    if type(min_score) is not int or not 0 <= min_score <= 100:
        check_min_score(min_score)


def check_limit(limit: object) -> None:
    """Refuse a limit that is no positive whole number."""
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise TypeError(f"limit must be a whole number, not {limit!r}")
    if limit < 1:
        raise ValueError(f"limit must be 1 or more, not {limit}")


def check_min_score(min_score: object) -> None:
    """Refuse a score outside 0 to 100."""
    if isinstance(min_score, bool) or not isinstance(min_score, (int, float)):
        raise TypeError(f"min_score must be a number, not {min_score!r}")
    if not 0 <= min_score <= 100:
        raise ValueError(f"min_score must be 0 to 100, not {min_score}")
