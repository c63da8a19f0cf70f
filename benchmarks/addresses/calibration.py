"""Confidence against what came true: bins of a tenth, and how far off they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

BINS = 10


class Bin(NamedTuple):
    """Answers with a district, given with about the same confidence.

    Attributes
    ----------
    low, high : float
        Bounds of the confidence, the upper one included.
    answers : int
        How many.
    mean : float
        Their mean confidence; NaN without any.
    share : float
        How many of 1 are right; NaN without any.
    """

    low: float
    high: float
    answers: int
    mean: float
    share: float


def in_bins(answers: Iterable[tuple[float, float]]) -> list[Bin]:
    """Compare confidence with what came true.

    Parameters
    ----------
    answers : iterable of (float, float)
        The confidence of each, and how likely it is right: 1 or 0, where that is known.

    Returns
    -------
    list of Bin
        Ten, from the least confidence to the most; 0 belongs to the first.

    Examples
    --------
    >>> [one.answers for one in in_bins([(0.0, 0), (0.1, 0), (0.95, 1)])]
    [2, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    """
    held: list[list[tuple[float, float]]] = [[] for _ in range(BINS)]
    for confidence, right in answers:
        place = next(place for place in range(BINS) if confidence <= (place + 1) / BINS + 1e-12)
        held[place].append((confidence, right))
    return [
        Bin(
            place / BINS,
            (place + 1) / BINS,
            len(pairs),
            _mean([sure for sure, _ in pairs]),
            _mean([right for _, right in pairs]),
        )
        for place, pairs in enumerate(held)
    ]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("nan")


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: how far confidence and truth are apart, on average.

    Examples
    --------
    >>> round(calibration_error([Bin(0.8, 0.9, 3, 0.85, 0.95), Bin(0.9, 1.0, 1, 0.95, 0.95)]), 3)
    0.075
    """
    total = sum(one.answers for one in bins)
    if not total:
        return float("nan")
    return sum(one.answers * abs(one.mean - one.share) for one in bins if one.answers) / total
