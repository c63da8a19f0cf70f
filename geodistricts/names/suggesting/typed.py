"""What has been typed so far, read in the ways in which it may go on."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from geodistricts.names.fold import LONGEST_READ, LONGEST_REMEMBERED, fold_letters, normalize
from geodistricts.names.number_words import number_in_words
from geodistricts.names.rules import ORDINAL_ENDINGS

_WORD = re.compile(r"[^\W_]+(?:['’.`][^\W_]+)*\.?")
_NUMBER = re.compile(r"\W*([0-9]{1,4})\W*")
_TYPES = ("mahallesi", "mh", "koyu", "beldesi")
_HIGHEST = 2_100
"""Above every number that a district has in its name."""


class Typed(NamedTuple):
    """What has been typed of a name.

    Attributes
    ----------
    key : str
        Its key.
    digits : str
        The number that it is, nothing else being typed; else empty.
    village : str
        The key of what stands in a bracket.
    words : tuple of str
        Its words as they were written.
    shorter : tuple of str
        Keys without a last word, or the end of one, that may become a type word or the ending of
        an ordinal: "caferağa mahal", "yüzünc".
    """

    key: str
    digits: str
    village: str
    words: tuple[str, ...]
    shorter: tuple[str, ...]


def read_typed(prefix: str) -> Typed:
    """Read what has been typed so far.

    Parameters
    ----------
    prefix : str
        Any text.

    Returns
    -------
    Typed
        In all its ways.

    Examples
    --------
    >>> read_typed("100").digits, read_typed("Caferağa mahal").shorter
    ('100', ('caferaga',))
    """
    if len(prefix) > LONGEST_REMEMBERED:
        return _read(prefix[:LONGEST_READ])
    return _remembered(prefix)


def _read(prefix: str) -> Typed:
    outside, _, inside = prefix.partition("(")
    number = _NUMBER.fullmatch(outside)
    words = tuple(_WORD.findall(outside))
    key = key_of(outside)
    return Typed(
        key, number[1].lstrip("0") if number else "", key_of(inside), words, _shorter(key, words)
    )


_remembered = lru_cache(maxsize=1 << 12)(_read)


def key_of(text: str) -> str:
    """Return the key of what has been typed, brackets left out."""
    return normalize(text).replace(" ", "").replace("(", "").replace(")", "")


def _shorter(key: str, words: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    if len(words) > 1:
        last = fold_letters(words[-1])
        if any(word.startswith(last) for word in _TYPES):
            found.append(key_of(" ".join(words[:-1])))
    for cut in range(len(key) - 1, 1, -1):
        if key[:cut] in NUMBERS and any(end.startswith(key[cut:]) for end in ORDINAL_ENDINGS):
            found.append(key[:cut])
            break
    return tuple(dict.fromkeys(filter(None, found)))


NUMBERS = {number_in_words(str(number)): str(number) for number in range(1, _HIGHEST)}
"""The digits of numbers in words, as names have them."""
