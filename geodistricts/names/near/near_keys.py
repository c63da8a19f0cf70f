"""Keys within a few errors of a key: a filter on letters, then the true distance.

An error (a letter more, less, other, or two swapped) changes at most two of the bits that
say which letters a key has, and how many of the frequent ones. Keys that differ in more bits
than the errors allow need no comparison; what is left is compared by rapidfuzz, so the
answers are those of comparing with every key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from geodistricts.basics.lazy import Lazy

if TYPE_CHECKING:
    from geodistricts.basics.arrays import NDArray

_SMALL = 800
_BITS = "abcdefghijklmnopqrstuvwxyz0"
_TWICE = "aeiouklmnrstydbcgvhzp"
_THRICE = "aeirlknsuotymbdc"
_BIT = {
    **{letter: bit for bit, letter in enumerate(_BITS)},
    **{letter * 2: len(_BITS) + bit for bit, letter in enumerate(_TWICE)},
    **{letter * 3: len(_BITS) + len(_TWICE) + bit for bit, letter in enumerate(_THRICE)},
}


class NearKeys:
    """Keys, searched by optimal string alignment distance.

    Parameters
    ----------
    keys : list of str
        Distinct keys.

    Examples
    --------
    >>> NearKeys(["caferaga", "osmanaga"]).search("cafreaga", 2)
    [('caferaga', 1)]
    """

    def __init__(self, keys: list[str]) -> None:
        self.keys = keys

    def search(self, key: str, most: int) -> list[tuple[str, int]]:
        """Find the keys within a number of errors.

        Parameters
        ----------
        key : str
            The key asked for.
        most : int
            Errors allowed.

        Returns
        -------
        list of (str, int)
            Keys and their errors, fewest first. Among many keys, those with more errors than
            the nearest have are left out.
        """
        if most < 1:
            return []
        signatures = self._signatures
        if signatures is None:
            return _within(key, self.keys, most)
        differing = np.bitwise_count(signatures ^ np.uint64(_signature(key)))
        for errors in range(1, most + 1):
            found = _within(key, list(self._candidates(key, differing, errors)), errors)
            if found:
                return found
        return []

    def _candidates(self, key: str, differing: NDArray[np.uint8], errors: int) -> Iterator[str]:
        keys = self.keys
        longest, shortest = len(key) + errors, len(key) - errors
        for place in np.flatnonzero(differing <= 2 * errors).tolist():
            if shortest <= len(keys[place]) <= longest:
                yield keys[place]

    @Lazy
    def _signatures(self) -> NDArray[np.uint64] | None:
        """Return the bits of every key; None for few, which are as quickly compared."""
        if len(self.keys) < _SMALL:
            return None
        lengths = np.fromiter(map(len, self.keys), dtype=np.int64, count=len(self.keys))
        letters = np.frombuffer("".join(self.keys).encode("ascii"), dtype=np.uint8)
        owner = np.repeat(np.arange(len(self.keys)), lengths)
        counts = np.zeros((len(self.keys), 128), dtype=np.uint8)
        np.add.at(counts, (owner, letters), 1)
        signatures = np.zeros(len(self.keys), dtype=np.uint64)
        for letter, bit in _BIT.items():
            has = counts[:, ord(letter[0])] >= len(letter)
            signatures |= has.astype(np.uint64) << np.uint64(bit)
        return signatures


def _signature(key: str) -> int:
    signature = 0
    for letter in set(key):
        signature |= 1 << _BIT[letter] if letter in _BIT else 0
        count = key.count(letter)
        if count > 1 and letter * 2 in _BIT:
            signature |= 1 << _BIT[letter * 2]
        if count > 2 and letter * 3 in _BIT:
            signature |= 1 << _BIT[letter * 3]
    return signature


def _within(key: str, keys: Sequence[str], most: int) -> list[tuple[str, int]]:
    found = process.extract(key, keys, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(near, int(errors)) for near, errors, _ in found]
