"""Checks of the places, limits and scores that callers pass."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, get_args

from geodistricts.basics.arguments import (
    as_field,
    as_number,
    as_whole,
    broadcast,
    is_one,
    shown,
)
from geodistricts.records import City, Level, Township

_RECORDS: dict[str, type[City] | type[Township]] = {"city": City, "township": Township}


def check_limit(limit: object) -> int:
    """Return how many answers are wanted; refuse what is no positive whole number."""
    number = as_whole(limit)
    if number is None:
        raise TypeError(f"limit must be a whole number, not {shown(limit)}")
    if number < 1:
        raise ValueError(f"limit must be 1 or more, not {shown(limit)}")
    return number


def check_levels(levels: Iterable[object]) -> Collection[Level]:
    """Return the levels of places wanted; refuse what is none, and none at all."""
    known = get_args(Level)
    if isinstance(levels, str) or not isinstance(levels, Iterable):
        raise TypeError(f"levels must be a list of {', '.join(known)}, not {shown(levels)}")
    wanted = [*levels]
    unknown = [level for level in wanted if level not in known]
    if unknown or not wanted:
        said = shown(unknown[0]) if unknown else "none"
        raise ValueError(f"levels must be some of {', '.join(known)}, not {said}")
    return wanted  # type: ignore[return-value]


def check_min_score(min_score: object) -> float:
    """Return the least score wanted; refuse one outside 0 to 100."""
    number = as_number(min_score)
    if number is None:
        raise TypeError(f"min_score must be a number, not {shown(min_score)}")
    if not 0 <= number <= 100:
        raise ValueError(f"min_score must be 0 to 100, not {shown(min_score)}")
    return number


def place_argument(level: str, value: object) -> int | str:
    """Read a place as callers name it.

    Parameters
    ----------
    level : {"city", "township"}
        What it is.
    value : object
        A text, a number of any type, or a record.

    Returns
    -------
    int or str
        A pk, or the text.

    Raises
    ------
    TypeError
        Where it is none of these.

    Examples
    --------
    >>> place_argument("city", 40.0), place_argument("city", "34")
    (40, '34')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, _RECORDS[level]):
        return value.pk
    number = as_whole(value)
    if number is None:
        raise TypeError(f"{level} must be a pk, a name or a record, not {shown(value)}")
    return number


def places_in_column(level: str, values: Any, others: str, count: int) -> list[int | str | None]:
    """Read the places of a column, where blank text, and what is missing, is none.

    Parameters
    ----------
    level, values, others, count
        As for ``broadcast``.

    Returns
    -------
    list of int, str or None
        As long as ``count``: pks or texts.

    Raises
    ------
    TypeError
        Where one is no place.
    ValueError
        Where there are several, and not as many.

    Examples
    --------
    >>> places_in_column("city", ["Bolu", 14.0, None, " "], "names", 4)
    ['Bolu', 14, None, None]
    """
    if is_one(values):
        return [_place_or_none(level, values)] * count
    column = broadcast(level, values, others, count)
    written = {value for value in column if value.__class__ is str}
    texts = {text: _place_or_none(level, text) for text in written}
    return [
        texts[value] if value.__class__ is str else _place_or_none(level, value) for value in column
    ]


def _place_or_none(level: str, value: object) -> int | str | None:
    given = as_field(value)
    return None if given is None else place_argument(level, given)
