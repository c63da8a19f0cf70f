"""Which bundled city or township a platform's number means, by the names of its districts."""

from collections.abc import Collection, Hashable, Mapping
from typing import NamedTuple

import numpy as np

from geodistricts.basics.arrays import Float64

Places = Mapping[int, Collection[Hashable]]

_LEAST = 0.4
_CLEAR = 1.25


class Recognised(NamedTuple):
    """What a number means.

    Attributes
    ----------
    pk : int
        The bundled pk.
    confidence : float
        Share of the platform's names that the bundled place has, from 0 to 1; a rare name
        counts more than a common one.
    rival : float
        The same for the place that is next best.
    """

    pk: int
    confidence: float
    rival: float


def recognise(platform: Places, bundled: Places) -> dict[int, Recognised]:
    """Pair places by the names in them, one-to-one.

    Parameters
    ----------
    platform, bundled : mapping of int to collection
        The names in each place, folded.

    Returns
    -------
    dict of int to Recognised
        By the platform's number. A place is left out where less than 40% of its names are
        found, or where another that is still free is nearly as like it.

    Notes
    -----
    Two places are as like as the share of the platform's names that is found, times the share
    of both places' names that they have in common. A name weighs ``log(1 + places / places
    that have it)``. Pairs that are each other's clear best are settled, which may clear the
    way for others, until none is left.

    Examples
    --------
    >>> found = recognise({7: "abcx", 8: "ade"}, {1: "ade", 2: "abcy"})
    >>> {number: place.pk for number, place in found.items()}
    {7: 2, 8: 1}
    """
    if not platform or not bundled:
        return {}
    numbers, pks = list(platform), list(bundled)
    found, together = _weigh([platform[number] for number in numbers], [bundled[pk] for pk in pks])
    likeness = found * together
    free = likeness.copy()
    recognised: dict[int, Recognised] = {}
    while True:
        settled = _clear_pairs(free, np.where(free > 0, found, 0.0))
        if not settled:
            return recognised
        for row, column in settled:
            if found[row, column] >= _LEAST:
                rival = np.delete(found[row], column).max(initial=0.0)
                recognised[numbers[row]] = Recognised(
                    pks[column], float(found[row, column]), float(rival)
                )
            free[row], free[:, column] = 0, 0


def _weigh(
    platform: list[Collection[Hashable]], bundled: list[Collection[Hashable]]
) -> tuple[Float64, Float64]:
    """Return the share of each platform's names that is found, and of both that is common."""
    places: dict[Hashable, list[int]] = {}
    for column, names in enumerate(bundled):
        for name in set(names):
            places.setdefault(name, []).append(column)
    common = np.zeros((len(platform), len(bundled)))
    own, other = np.zeros((len(platform), 1)), np.zeros(len(bundled))
    for columns in places.values():
        other[columns] += np.log1p(len(bundled) / len(columns))
    for row, names in enumerate(platform):
        for name in set(names):
            columns = places.get(name, [])
            weight = np.log1p(len(bundled) / max(len(columns), 1))
            own[row] += weight
            common[row, columns] += weight
    return common / np.maximum(own, 1e-9), common / np.maximum(own + other - common, 1e-9)


def _clear_pairs(likeness: Float64, found: Float64) -> list[tuple[int, int]]:
    """Return the pairs that are the best of their row and their column, by a clear margin.

    The best must also have clearly more of the platform's names than any other: few names, all
    of them common, are found in many places, and the smallest of those is not the likeliest.
    """
    pairs = []
    for row, column in enumerate(likeness.argmax(axis=1).tolist()):
        rivals = [
            (likeness[row, column], np.delete(likeness[row], column)),
            (likeness[row, column], np.delete(likeness[:, column], row)),
            (found[row, column], np.delete(found[row], column)),
        ]
        if all(best > _CLEAR * others.max(initial=0.0) for best, others in rivals):
            pairs.append((row, column))
    return pairs
