"""The ways in which two lists spell one name, from the surest to the least sure."""

import re

from geodistricts.basics.letters import fold
from geodistricts.sources.resemblance import glue

_WRITTEN_OUT = {
    "sht": "sehit",
    "ustgm": "ustegmen",
    "hz": "hazreti",
    "sb": "serbestbolgesi",
    "i": "1",
    "ii": "2",
    "iii": "3",
}
_FILLERS = re.compile(
    r"\b(?:bucak merkezi|merkez bucagi|bucagi|bucak|b m|mahallesi|mahalle|mah|koyu|koy|merkez)\b"
)
_SOFTENED = str.maketrans("dbgv", "tpky")
_DOUBLED = re.compile(r"(.)\1+")


def same_name(base: str) -> set[str]:
    """Write a name's letters without spaces."""
    return {glue(base)} - {""}


def written_out(base: str) -> set[str]:
    """Spell abbreviations and Roman numbers out."""
    return {"".join(_WRITTEN_OUT.get(word, word) for word in fold(base).split())} - {""}


def bare(base: str) -> set[str]:
    """Leave filler words out, and undo doubled letters and hardened consonants."""
    stripped = _FILLERS.sub(" ", fold(base))
    glued = {text.replace(" ", "") for text in (stripped, fold(base))}
    glued |= {text[:-3] for text in glued if text.endswith("koy") and len(text) >= 6}
    glued |= {text[:-4] for text in glued if text.endswith("koyu") and len(text) > 7}
    return {_DOUBLED.sub(r"\1", text).translate(_SOFTENED) for text in glued if len(text) > 2}


def initials(base: str) -> re.Pattern[str] | None:
    """Return what "G.OSMANPAŞA" may be short for, as a pattern of glued names; None for no initial.

    Parameters
    ----------
    base : str
        A name without type word and brackets.

    Examples
    --------
    >>> bool(initials("G.OSMANPAŞA").fullmatch("gaziosmanpasa"))
    True
    """
    words = fold(base).split()
    if len(words) > 1 and len(words[0]) == 1 and words[0].isalpha():
        return re.compile(words[0] + r"\w+?" + "".join(words[1:]))
    return None
