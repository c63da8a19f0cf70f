"""The districts of one place, by what their names begin with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import TYPE_CHECKING

from geodistricts.basics.groups import Groups
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
    entries : iterable of (str, int)
        Texts, and the group that each leads to.
    groups : Groups
        The rows.
    """

    __slots__ = ("_rows", "_starts", "texts")

    def __init__(self, entries: Iterable[tuple[str, int]], groups: Groups) -> None:
        ordered = sorted(entries, key=itemgetter(0))
        self.texts = [text for text, _ in ordered]
        self._rows, self._starts = groups.joined([number for _, number in ordered])

    def beginning(self, prefix: str) -> Int32:
        """Return the rows whose texts begin with a prefix, by text."""
        start, end = span_beginning(self.texts, prefix)
        return self._rows[self._starts[start] : self._starts[end]]

    def exactly(self, text: str) -> Int32:
        """Return the rows of a text."""
        start, end = bisect_left(self.texts, text), bisect_right(self.texts, text)
        return self._rows[self._starts[start] : self._starts[end]]


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
        by_key, places, names = scope.by_key, scope.places, scope.folded.names
        self._names = Section(by_key.numbers.items(), by_key)
        words, numbered = [], []
        for number, (_, row) in enumerate(by_key.firsts(), 1):
            first, *rest = of_name = names.words(row)
            if rest:
                words += [("".join(of_name[start:]), number) for start in range(1, len(rest) + 1)]
            if first in NUMBERS and not names.text(row).startswith(_NOT_TEN):
                numbered.append((NUMBERS[first], number))
        self._words, self._numbered = Section(words, by_key), Section(numbered, by_key)
        villages = set(scope.folded.villages.keys_of(scope.rows)) - {""}
        self._villages = Section(((key, places.numbers[key]) for key in villages), places)
        others = scope.other_names
        self._others = Section(((key, places.numbers[key]) for key in others), places)
        self._semts = Section(scope.semts.numbers.items(), scope.semts)
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
