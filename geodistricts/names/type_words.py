"""The type word in a text: mahalle, köy, and whatever people write for them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from geodistricts.names.fold import fold_letters
from geodistricts.names.rules import (
    BARE_TYPE_WORDS,
    LEADING_AWAY_WORDS,
    MAHALLE_WORDS,
    STREET_WORDS,
    VILLAGE_WORDS,
)

_WORD = re.compile(r"[^\W\d_]+")
_AT_ONCE = re.compile(r"[.\s]*([^\W\d_]+)")


class TypeWord(NamedTuple):
    """The first type word after a name.

    Attributes
    ----------
    end : int
        Where it ends in the text.
    is_village : bool
        True for köy, False for mahalle.
    """

    end: int
    is_village: bool


def find_type_word(text: str) -> TypeWord | None:
    """Find the first type word that has something before it, and is not a street's.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    TypeWord or None
        None where there is no such word.

    Examples
    --------
    >>> text = "Caferağa Mh. Moda Cad."
    >>> text[: find_type_word(text).end], find_type_word("Yazıköy"), find_type_word("Köy")
    ('Caferağa Mh', None, None)
    """
    for word in _WORD.finditer(text):
        is_village = _is_village(word[0])
        if is_village is not None and text[: word.start()].strip():
            after = _AT_ONCE.match(text, word.end())
            if not (after and is_of_street(fold_letters(word[0]), fold_letters(after[1]))):
                return TypeWord(word.end(), is_village)
    return None


def is_of_street(word: str, after: str) -> bool:
    """Tell whether a type word belongs to the name of a street, for the word after it.

    Parameters
    ----------
    word, after : str
        The type word, and the one that follows at once; folded.

    Returns
    -------
    bool
        True also where it is the name of a road or of a place in nature.

    Examples
    --------
    >>> is_of_street("mahalle", "cad"), is_of_street("mah", "cad"), is_of_street("koyu", "yolu")
    (True, False, True)
    """
    return after in LEADING_AWAY_WORDS or (word in BARE_TYPE_WORDS and after in STREET_WORDS)


@lru_cache(maxsize=1 << 12)
def _is_village(word: str) -> bool | None:
    """Tell köy (True) from mahalle (False) and from any other word (None)."""
    folded = fold_letters(word)
    return True if folded in VILLAGE_WORDS else False if folded in MAHALLE_WORDS else None
