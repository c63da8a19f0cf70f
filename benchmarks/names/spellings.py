"""What is left of a name's spelling when it is compared: the letters, not the type word."""

from __future__ import annotations

from geodistricts.basics.letters import fold, lower

TYPE_WORDS = {"mah", "mh", "koyu", "mahallesi", "koy"}


def bare(name: str) -> str:
    """Return a name without its type word, in small letters.

    Parameters
    ----------
    name : str
        As either list has it.

    Returns
    -------
    str
        Such as ``"100. yıl"``.
    """
    words = lower(name).split()
    while len(words) > 1 and fold(words[-1].strip(".")) in TYPE_WORDS:
        words.pop()
    return " ".join(words)


def plain(name: str) -> str:
    """Fold a name; what stands in brackets and type words at its end are left out."""
    return fold(bare(name.partition("(")[0]))


def glued(name: str) -> str:
    """Reduce a name to its letters and digits: what errors are counted in."""
    return plain(name).replace(" ", "")
