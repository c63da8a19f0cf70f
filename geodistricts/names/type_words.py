"""The type word in a text: mahalle, köy, and whatever people write for them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from geodistricts.names.fold import fold_letters
from geodistricts.names.rules import MAHALLE_WORDS, VILLAGE_WORDS

_WORD = re.compile(r"[^\W\d_]+")


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
    """Find the first type word that has something before it.

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
            return TypeWord(word.end(), is_village)
    return None


@lru_cache(maxsize=1 << 12)
def _is_village(word: str) -> bool | None:
    """Tell köy (True) from mahalle (False) and from any other word (None)."""
    folded = fold_letters(word)
    return True if folded in VILLAGE_WORDS else False if folded in MAHALLE_WORDS else None
