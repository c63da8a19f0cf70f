"""Weighing: the answer among the candidates, what speaks against it, and how likely it is right.

In come an ``Order`` and its ``Candidate`` rows; out come the ``Choice`` (``choosing``), the
``Doubts`` that the line leaves (``doubts``), whether it goes abroad (``elsewhere``), and a
confidence (``confidence``, by the weights of
``trust``, which a script learns). ``Solver`` calls them.
"""

from geodistricts.addresses.weighing.choosing import NOWHERE, Choice, Chooser
from geodistricts.addresses.weighing.confidence import confidence_of, signs_of
from geodistricts.addresses.weighing.doubts import NO_DOUBTS, Doubter, Doubts
from geodistricts.addresses.weighing.elsewhere import says_abroad
from geodistricts.addresses.weighing.signs import SIGNS, Signs

__all__ = [
    "NOWHERE",
    "NO_DOUBTS",
    "SIGNS",
    "Choice",
    "Chooser",
    "Doubter",
    "Doubts",
    "Signs",
    "confidence_of",
    "says_abroad",
    "signs_of",
]
