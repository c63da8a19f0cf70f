"""Ranges of different lengths, laid end to end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from geodistricts.basics.arrays import NDArray


def spread(first: NDArray[Any], counts: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Write ranges out.

    Parameters
    ----------
    first, counts : ndarray of int, shape (ranges,)
        Where each range starts and how many numbers it has.

    Returns
    -------
    owner, member : ndarray of int64, shape (sum of counts,)
        For every number, which range it is of, and the number.

    Examples
    --------
    >>> owner, member = spread(np.array([7, 30]), np.array([3, 2]))
    >>> owner.tolist(), member.tolist()
    ([0, 0, 0, 1, 1], [7, 8, 9, 30, 31])
    """
    ends = np.cumsum(counts)
    owner = np.repeat(np.arange(len(counts)), counts)
    member = np.repeat(first - ends + counts, counts)
    member += np.arange(len(member))
    return owner, member
