"""The districts of one place, by what their names begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from geodistricts.names.scope import NameScope
from geodistricts.names.suggesting.near_beginnings import NearBeginnings, span_beginning
from geodistricts.names.suggesting.typed import NUMBERS

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Int32

Standing = Callable[["Int32", int], list[int]]
"""Puts rows that fit equally well in order, the likeliest first, as many as are wanted."""


_NOT_TEN = ("Ö", "ö")
"""Front, as in "Ön Cebeci", folds to what ten does."""


class Section:
    """Rows by texts in order, so that what begins alike stands side by side.

    Parameters
    ----------
    entries : iterable of (str, sequence of int)
        Texts and their rows.
    """

    __slots__ = ("_offsets", "_rows", "texts")

    def __init__(self, entries: Iterable[tuple[str, tuple[int, ...]]]) -> None:
        ordered = sorted(entries)
        self.texts = [text for text, _ in ordered]
        counts = [len(rows) for _, rows in ordered]
        self._offsets = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        total = int(self._offsets[-1])
        self._rows: Int32 = np.fromiter(
            (row for _, rows in ordered for row in rows), dtype=np.int32, count=total
        )

    def beginning(self, prefix: str) -> Int32:
        """Return the rows whose texts begin with a prefix, by text."""
        start, end = span_beginning(self.texts, prefix)
        return self._rows[self._offsets[start] : self._offsets[end]]

    def exactly(self, text: str) -> Int32:
        """Return the rows of a text."""
        start, _ = span_beginning(self.texts, text)
        end = start + 1 if start < len(self.texts) and self.texts[start] == text else start
        return self._rows[self._offsets[start] : self._offsets[end]]


class Prefixes:
    """The names of one place in order, whole and from each word on.

    Parameters
    ----------
    scope : NameScope
        The names of the place.

    Attributes
    ----------
    near : NearBeginnings
        The same names, for what was typed with an error.
    """

    def __init__(self, scope: NameScope) -> None:
        by_key, names = scope.by_key, scope.folded.names
        keys = [(key, by_key.get(key), names.words(row)) for key, row in by_key.firsts()]
        self._names = Section((key, rows) for key, rows, _ in keys)
        self._words = Section(
            ("".join(words[start:]), rows)
            for _, rows, words in keys
            for start in range(1, len(words))
        )
        self._numbered = Section(
            (NUMBERS[words[0]], rows)
            for _, rows, words in keys
            if words[0] in NUMBERS and not names.text(rows[0]).startswith(_NOT_TEN)
        )
        villages = set(scope.folded.villages.keys_of(scope.rows)) - {""}
        self._villages = Section(
            (key, by_key.get(key) or scope.places.get(key)) for key in villages
        )
        self._others = Section((key, tuple(rows)) for key, rows in scope.other_names.items())
        self._semts = Section((key, scope.semts.get(key)) for key in scope.semts)
        self.near = NearBeginnings(self._names.texts)

    def begin(self, key: str, digits: str = "") -> Iterator[Int32]:
        """Yield the rows that begin as was typed, those that fit better before others.

        Parameters
        ----------
        key : str
            The key of what has been typed, not empty.
        digits : str
            The number that it is, or empty.

        Yields
        ------
        ndarray of int32
            Rows that fit equally well: of that very name, of that number, that begin so, with a
            word that does, in a village that does, with another name or a semt that does.
        """
        yield self.called(key)
        if digits:
            yield self._numbered.exactly(digits)
            yield self._numbered.beginning(digits)
        yield self.beginning(key)
        yield self._words.beginning(key)
        yield self._villages.beginning(key)
        yield self._others.beginning(key)
        yield self._semts.beginning(key)

    def called(self, key: str) -> Int32:
        """Return the rows of a name."""
        return self._names.exactly(key)

    def beginning(self, key: str) -> Int32:
        """Return the rows whose names begin with a key, by name; all for an empty one."""
        return self._names.beginning(key)
