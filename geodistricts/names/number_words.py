"""Numbers in names: digits written out, ordinals as cardinals."""

from __future__ import annotations

import re
from functools import lru_cache

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
_RUN = re.compile(r"[a-z]+|[0-9]+")
_CARDINAL = "|".join([*ONES[1:], *TENS[1:], HUNDRED, THOUSAND, "dord(?=uncu)"])
_ENDING = "|".join(ORDINAL_ENDINGS)
_ORDINAL = re.compile(f"((?:{_CARDINAL})+)(?:{_ENDING})+")


def write_digits_out(text: str) -> str:
    """Write the numbers of a plain text out; an ending behind one goes with it."""
    text = _ZERO_FOR_O.sub("o", text)
    pieces = []
    for word in text.split():
        runs = _RUN.findall(word)
        for place, run in enumerate(runs):
            if run.isdigit():
                pieces.append(number_in_words(run))
            elif not (place and run in ORDINAL_ENDINGS and runs[place - 1].isdigit()):
                pieces.append(run)
    return " ".join(pieces)


@lru_cache(maxsize=4096)
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
    if len(digits) > 6 or int(digits) > LARGEST_NUMBER:
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
    pieces, start = [], 0
    while (ordinal := _ORDINAL.match(key, start)) and len(key) - ordinal.end() >= 2:
        pieces.append(ordinal[1].replace("dord", "dort"))
        start = ordinal.end()
    return "".join(pieces) + key[start:] if pieces else key
