"""Checks of the limits and scores that callers pass."""

from __future__ import annotations

from geodistricts.basics.arguments import shown


def check_bounds(limit: object, min_score: object) -> None:
    """Refuse a limit or a score that cannot be; in one call, for ``match`` has microseconds."""
    if type(limit) is not int or limit < 1:
        check_limit(limit)
    if type(min_score) is not int or not 0 <= min_score <= 100:
        check_min_score(min_score)


def check_limit(limit: object) -> None:
    """Refuse a limit that is no positive whole number."""
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise TypeError(f"limit must be a whole number, not {shown(limit)}")
    if limit < 1:
        raise ValueError(f"limit must be 1 or more, not {limit}")


def check_min_score(min_score: object) -> None:
    """Refuse a score outside 0 to 100."""
    if isinstance(min_score, bool) or not isinstance(min_score, (int, float)):
        raise TypeError(f"min_score must be a number, not {shown(min_score)}")
    if not 0 <= min_score <= 100:
        raise ValueError(f"min_score must be 0 to 100, not {min_score}")
