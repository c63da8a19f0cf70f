"""Names that are one but for a slip."""

import re

from rapidfuzz.distance import OSA

from geodistricts.basics.letters import fold

_INITIALS = re.compile(r"\b[a-z]\b")
_OPPOSITES = re.compile(r"asagi|yukari|buyuk|kucuk|eski|yeni|orta|dogu|bati|kuzey|guney|osb|\d+")


def glue(text: str) -> str:
    """Fold a text, and write its words together."""
    return fold(text).replace(" ", "")


def nearly(base: str, other_base: str) -> bool:
    """One error from four letters on, two from eight on; never in what tells namesakes apart.

    That is a number, an opposite, and an initial where both have initials.
    """
    initials, other_initials = _INITIALS.findall(fold(base)), _INITIALS.findall(fold(other_base))
    if initials and other_initials and initials != other_initials:
        return False
    key, other = glue(base), glue(other_base)
    shorter = min(len(key), len(other))
    if not shorter:
        return False
    allowed = (shorter >= 4) + (shorter >= 8)
    return OSA.distance(key, other, score_cutoff=allowed) <= allowed and _OPPOSITES.findall(
        key
    ) == _OPPOSITES.findall(other)
