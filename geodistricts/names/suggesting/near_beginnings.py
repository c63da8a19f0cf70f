"""Keys that begin as was typed, but for an error or two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from rapidfuzz.distance import OSA

from geodistricts.names.near import NearKeys, typos_allowed

_LONGEST_COMPARED = 8
_AFTER_ALL = "{"  # the character after z


class NearBeginnings:
    """Keys, searched by their beginnings.

    Parameters
    ----------
    keys : list of str
        In order, each once.

    Examples
    --------
    >>> NearBeginnings(["caferaga", "caferan", "osmanaga"]).search("cafrea", 5)
    ['caferan', 'caferaga']
    """

    def __init__(self, keys: list[str]) -> None:
        self._keys = keys
        self._heads: dict[int, NearKeys] = {}

    def search(self, prefix: str, limit: int) -> list[str]:
        """Find the keys that nearly begin with a prefix.

        Parameters
        ----------
        prefix : str
            What has been typed; fewer than three letters are near nothing.
        limit : int
            How many at most.

        Returns
        -------
        list of str
            Those with the fewest errors first, then those that begin with the same letter, then
            the shortest.
        """
        allowed = typos_allowed(len(prefix))
        if not allowed:
            return []
        size = min(len(prefix), _LONGEST_COMPARED)
        # A letter too many or too few moves the end of the beginning by as much.
        near = self._heads_of(size).search(prefix[:size], allowed + 1)
        found = sorted(
            (errors, key[:1] != prefix[0], len(key), key)
            for head, _ in near
            for key in islice(beginning(self._keys, head), 4 * limit)
            if (errors := _errors(prefix, key, allowed)) <= allowed
        )
        return [key for *_, key in found[:limit]]

    def _heads_of(self, size: int) -> NearKeys:
        known = self._heads.get(size)
        if known is None:
            known = NearKeys(list(dict.fromkeys(key[:size] for key in self._keys)))
            self._heads[size] = known
        return known


def _errors(prefix: str, key: str, most: int) -> int:
    """Count the errors between a prefix and the beginning of a key that it fits best."""
    size = len(prefix)
    return min(
        OSA.distance(prefix, key[:end], score_cutoff=most) for end in range(size - 1, size + 2)
    )


def beginning(keys: list[str], prefix: str) -> Iterator[str]:
    """Yield those of ordered keys that begin with a prefix."""
    place, end = span_beginning(keys, prefix)
    while place < end:
        yield keys[place]
        place += 1


def span_beginning(keys: list[str], prefix: str) -> tuple[int, int]:
    """Return where the keys that begin with a prefix start and end, among ordered ones."""
    return bisect_left(keys, prefix), bisect_left(keys, prefix + _AFTER_ALL)
