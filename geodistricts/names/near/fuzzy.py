"""Near names: how near, and which of several equally near ones is the likelier."""

from __future__ import annotations

import re
from itertools import pairwise

_LIKE_SOUNDS = "dt bp vf gk cs zs ae iu ou oi ie yg hg mn lr"
_KEYBOARD = "qwertyuiopgu asdfghjklsi zxcvbnmoc qaz wsx edc rfv tgb yhn ujm"
_ALIKE = frozenset(
    frozenset(pair)
    for row in (*_LIKE_SOUNDS.split(" "), *_KEYBOARD.split(" "))
    for pair in pairwise(row)
)
_OPPOSITES = re.compile(
    "asagi|yukari|buyuk|kucuk|eski|yeni|orta|dogu|bati|kuzey|guney|osb"
    "|^(?:bin|yuz|doksan|seksen|yetmis|altmis|elli|kirk|otuz|yirmi|on|dokuz|sekiz|yedi|alti"
    "|bes|dort|uc|iki|bir)+"
)
HIGHEST = 95.0


def errors_allowed(length: int, min_score: float) -> int:
    """Return how many errors a name may have and still reach a score.

    Parameters
    ----------
    length : int
        Letters of the name asked for.
    min_score : float
        The score, 0 to 100.

    Returns
    -------
    int
        Errors; never more than 4.

    Examples
    --------
    >>> errors_allowed(3, 70), errors_allowed(8, 70)
    (1, 2)
    """
    return min(4, int((length + 1) * (100 - min_score) / 100 + 1e-9))


def typos_allowed(letters: int) -> int:
    """Return how many errors what has been typed so far may have.

    Parameters
    ----------
    letters : int
        Typed so far.

    Returns
    -------
    int
        None below 3 letters, 1 below 6, then 2.

    Examples
    --------
    >>> typos_allowed(2), typos_allowed(5), typos_allowed(6)
    (0, 1, 2)
    """
    return (letters >= 3) + (letters >= 6)


def fuzzy_score(key: str, near: str, errors: int) -> float:
    """Score a near name.

    Parameters
    ----------
    key, near : str
        The name asked for and the near one, folded.
    errors : int
        Their optimal string alignment distance.

    Returns
    -------
    float
        0 to 95; higher by up to 1 for errors that people make: a letter doubled or single, a
        neighbour on the keyboard, a sound for a like one. 0 where the names say opposite
        things (aşağı and yukarı, 5 and 15).

    Examples
    --------
    >>> fuzzy_score("caferaga", "cafeaga", 1) > fuzzy_score("caferaga", "caferara", 1)
    True
    >>> fuzzy_score("buyukdoganca", "kucukdoganca", 2)
    0.0
    """
    if errors > 1 and _are_opposite(_OPPOSITES.findall(key), _OPPOSITES.findall(near)):
        return 0.0
    score = 100.0 * (1.0 - errors / (max(len(key), len(near)) + 1)) - 1.0
    return min(HIGHEST, score + _likelihood(key, near))


def _are_opposite(said: list[str], meant: list[str]) -> bool:
    return bool(said and meant) and said != meant


def _likelihood(key: str, near: str) -> float:
    start, stop, other = 0, len(key), len(near)
    shortest = min(stop, other)
    while start < shortest and key[start] == near[start]:
        start += 1
    while stop > start and other > start and key[stop - 1] == near[other - 1]:
        stop -= 1
        other -= 1
    written, meant = key[start:stop], near[start:other]
    if len(written) == len(meant) == 1:
        return 1.0 if frozenset((written, meant)) in _ALIKE else 0.0
    if written == meant:
        return 0.0
    if not written or not meant:
        odd = written or meant
        doubled = start > 0 and key[start - 1] == odd[0]
        return 1.0 if doubled else 0.6
    return 0.6 if sorted(written) == sorted(meant) else 0.0
