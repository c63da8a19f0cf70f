"""What recognising needs of a line's words, and a field cut into them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from geodistricts.names import fold_letters, number_in_words

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’´`\u0300-\u036f\u00ad\u200b-\u200d])*|\d+")
_SEPARATOR = re.compile(r"[,;/|\\\n\r\t()\[\]–—]|\s-|-\s")
_LONGEST_NAME, _MOST_WORDS = 5, 40

Groups = Mapping[str, Sequence[tuple[int, int]]]


def word_set(text: str) -> frozenset[str]:
    """Return the words of a table's text."""
    return frozenset(text.split())


class Word(Protocol):
    """A word or a number of a line: any ``Token``."""

    @property
    def start(self) -> int:
        """Where it begins in the line."""

    @property
    def end(self) -> int:
        """Where it ends in the line."""

    @property
    def text(self) -> str:
        """Its folded letters, or digits."""

    @property
    def key(self) -> str:
        """The same as it is in keys of names."""

    @property
    def parted(self) -> bool:
        """True where a comma, a slash or the like stands before it."""


class FieldWord(NamedTuple):
    """A word or a number of a field; see ``Word``."""

    start: int
    end: int
    text: str
    key: str
    parted: bool


def split_words(text: str) -> list[FieldWord]:
    """Cut a field into words.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of FieldWord
        The first 40.

    Examples
    --------
    >>> [(word.key, word.parted) for word in split_words("Girne/Mersin 10")]
    [('girne', False), ('mersin', True), ('on', False)]
    """
    words: list[FieldWord] = []
    last = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        folded = fold_letters(found[0])
        if folded:
            parted = bool(_SEPARATOR.search(text, last, start))
            key = number_in_words(folded) if folded.isdecimal() else folded
            words.append(FieldWord(start, end, folded, key, parted))
            last = end
        if len(words) == _MOST_WORDS:
            break
    return words


def group_field(words: Sequence[FieldWord]) -> dict[str, list[tuple[int, int]]]:
    """Write neighbouring words together, as ``group_words`` does for lines."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for first in range(len(words)):
        key = ""
        for last in range(first, min(first + _LONGEST_NAME, len(words))):
            if words[last].parted and last > first:
                break
            key = (key + words[last].key).replace("ii", "i")
            if len(key) > 1:
                groups.setdefault(key, []).append((first, last + 1))
    return groups
