"""Rows grouped by key, in three flat pieces that give the garbage collector nothing to visit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Int32, NDArray

Rows = tuple[int, ...]


class Groups:
    """A mapping from keys to rows.

    Parameters
    ----------
    keys : sequence of str
        Each row's key; rows of an empty key are in no group.
    rows : ndarray of int32, shape (keys,)
        The rows, in the order that they shall have in their groups.

    Attributes
    ----------
    numbers : dict of str to int
        Each key's group, by number.

    Examples
    --------
    >>> groups = Groups(["a", "b", "a"], np.array([7, 8, 9], dtype=np.int32))
    >>> groups.get("a"), groups.get("c"), "b" in groups
    ((7, 9), (), True)
    """

    __slots__ = ("_offsets", "_rows", "numbers")

    def __init__(self, keys: Sequence[str], rows: Int32) -> None:
        numbers: dict[str, int] = {"": 0}
        for key in keys:
            if key not in numbers:
                numbers[key] = len(numbers)
        of_row = np.fromiter(map(numbers.__getitem__, keys), dtype=np.int32, count=len(keys))
        offsets = np.zeros(len(numbers) + 1, dtype=np.int32)
        np.cumsum(np.bincount(of_row, minlength=len(numbers)), out=offsets[1:])
        del numbers[""]
        self.numbers = numbers
        self._offsets = memoryview(offsets)  # type: ignore[arg-type]
        order = np.argsort(of_row, kind="stable")
        self._rows = memoryview(np.ascontiguousarray(rows[order]))  # type: ignore[arg-type]

    def get(self, key: str) -> Rows:
        """Return the rows of a key, none for an unknown one."""
        number = self.numbers.get(key)
        if number is None:
            return ()
        start, end = self._offsets[number], self._offsets[number + 1]
        if end - start == 1:
            return (self._rows[start],)
        return tuple(self._rows[start:end])

    def firsts(self) -> Iterator[tuple[str, int]]:
        """Yield every key and its first row."""
        first_rows = np.asarray(self._rows)[np.asarray(self._offsets)[1:-1]]
        return zip(self.numbers, first_rows.tolist(), strict=True)

    def joined(self, numbers: Sequence[int]) -> tuple[Int32, NDArray[np.intp]]:
        """Return the rows of some groups one after the other, and where each group starts.

        Parameters
        ----------
        numbers : sequence of int
            Groups, as ``numbers`` has them.

        Returns
        -------
        rows : ndarray of int32
            Of all of them.
        starts : ndarray of int, shape (groups + 1,)
            Places in ``rows``, and at last their number.
        """
        starts = np.zeros(len(numbers) + 1, dtype=np.intp)
        if not numbers:
            return np.zeros(0, dtype=np.int32), starts
        offsets, chosen = np.asarray(self._offsets), np.array(numbers, dtype=np.intp)
        first = offsets[chosen]
        counts = offsets[chosen + 1] - first
        ends = counts.cumsum(out=starts[1:])
        places = (first - ends + counts).repeat(counts)
        places += np.arange(len(places))
        return np.asarray(self._rows)[places], starts

    def __contains__(self, key: object) -> bool:
        return key in self.numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)
