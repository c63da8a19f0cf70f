"""Numbers in names: digits written out, ordinals as cardinals."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, zip_longest

from geodistricts.names.rules import (
    HUNDRED,
    LARGEST_NUMBER,
    ONES,
    ORDINAL_ENDINGS,
    TENS,
    THOUSAND,
    ZERO,
)

DIGIT = re.compile(r"\d")
FIRST_OF_ORDINAL = tuple({word[:2] for word in (*ONES[1:], *TENS[1:], HUNDRED, THOUSAND)})
_ZERO_FOR_O = re.compile(r"(?<![0-9])0(?=[a-z])|(?<=[a-z])0(?=[a-z])")
_CARDINAL = "|".join([*ONES[1:], *TENS[1:], HUNDRED, THOUSAND, "dord(?=uncu)"])
_ENDING = "|".join(ORDINAL_ENDINGS)
_NUMBER = re.compile(f"([0-9]+)((?:{_ENDING})(?![a-z]))?")
_ORDINAL = re.compile(f"((?:{_CARDINAL})+)(?:{_ENDING})+")
_GOING_ON = re.compile(f"i((?:{_CARDINAL})*)(?:{_ENDING})+")
"""What goes on with the ordinal before it once "ii" is "i" (as "i" and "inci" behind "yedi")."""
_MOST_DIGITS = 6


def write_digits_out(text: str) -> str:
    """Write the numbers of a plain text out; an ending behind one goes with it."""
    pieces = _NUMBER.split(_ZERO_FOR_O.sub("o", text))
    numbers = [
        # A number that stays in digits keeps its ending: a key has one key, however often read.
        words if (words := number_in_words(digits)) != digits else digits + (ending or "")
        for digits, ending in zip(pieces[1::3], pieces[2::3], strict=True)
    ]
    return " ".join(chain.from_iterable(zip_longest(pieces[::3], numbers, fillvalue="")))


def number_in_words(digits: str) -> str:
    """Write a number out, folded and without spaces.

    Parameters
    ----------
    digits : str
        ASCII digits.

    Returns
    -------
    str
        The words; the digits themselves where the number is no name's.

    Examples
    --------
    >>> number_in_words("19"), number_in_words("2000"), number_in_words("100")
    ('ondokuz', 'ikibin', 'yuz')
    """
    return digits if len(digits) > _MOST_DIGITS else _few_in_words(digits)


@lru_cache(maxsize=4096)
def _few_in_words(digits: str) -> str:
    if int(digits) > LARGEST_NUMBER:
        return digits
    thousands, rest = divmod(int(digits), 1000)
    hundreds, rest = divmod(rest, 100)
    words = [ONES[thousands] if thousands > 1 else "", THOUSAND if thousands else ""]
    words += [ONES[hundreds] if hundreds > 1 else "", HUNDRED if hundreds else ""]
    return "".join([*words, TENS[rest // 10], ONES[rest % 10]]) or ZERO


def read_cardinal(word: str) -> str:
    """Return the cardinal of a folded ordinal ("yuzuncu" is "yuz"), or the word itself."""
    if not word.endswith(ORDINAL_ENDINGS):
        return word
    ordinal = _ORDINAL.fullmatch(word)
    return ordinal[1].replace("dord", "dort") if ordinal else word


def without_leading_ordinals(key: str) -> str:
    """Turn the ordinals that a key begins with into cardinals; something must follow them."""
    pieces: list[str] = []
    start, last = 0, ""
    while True:
        ordinal = _ORDINAL.match(key, start)
        if ordinal is None and last.endswith("i"):
            ordinal = _GOING_ON.match(key, start)
        if ordinal is None or len(key) - ordinal.end() < 2:
            return "".join(pieces) + key[start:]
        cardinal = ordinal[1].replace("dord", "dort")
        pieces.append(cardinal)
        start, last = ordinal.end(), cardinal or last
