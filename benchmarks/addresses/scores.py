"""How right answers to the address lines are: by kind and level, and against confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from benchmarks.addresses.inputs import Address

LEVELS = ("city", "township", "district")
SURE = 0.9


class Answer(NamedTuple):
    """What a parser says about a line.

    Attributes
    ----------
    city, township, district : int or None
        The pks; None where it names none.
    confidence : float
        How sure it is of all three, 0 to 1.
    """

    city: int | None
    township: int | None
    district: int | None
    confidence: float


class Places(NamedTuple):
    """Where districts are.

    Attributes
    ----------
    city_of, township_of : mapping of int to int
        By the district's pk.
    """

    city_of: Mapping[int, int]
    township_of: Mapping[int, int]

    def fitting(self, address: Address, level: str) -> set[int]:
        """Return the pks that fit a line at a level."""
        pks = set(address.acceptable)
        if level == "district":
            return pks
        by_district = self.city_of if level == "city" else self.township_of
        return {by_district[pk] for pk in pks}


def share_of(part: int, whole: int) -> float:
    """Return a share of 1; NaN of nothing."""
    return part / whole if whole else float("nan")


class LevelScore(NamedTuple):
    """How often one level was right.

    Attributes
    ----------
    expected : int
        Lines that determine the level.
    given : int
        Lines that it was answered for; a guess that fits a line which leaves the level open
        does not count.
    hits : int
        Lines that determine it and were answered right.
    right : int
        Lines with nothing wrong: hits, and open lines left open or answered by what fits.
    lines : int
        All lines.
    """

    expected: int
    given: int
    hits: int
    right: int
    lines: int

    @property
    def precision(self) -> float:
        """Share of the answers that are right; NaN without answers."""
        return share_of(self.hits, self.given)

    @property
    def recall(self) -> float:
        """Share of what the lines determine that was answered right; NaN without such lines."""
        return share_of(self.hits, self.expected)

    @property
    def exact(self) -> float:
        """Share of the lines with nothing wrong."""
        return share_of(self.right, self.lines)


class Bin(NamedTuple):
    """Lines that were answered with about the same confidence.

    Attributes
    ----------
    low, high : float
        Bounds of the confidence, the upper one included.
    lines : int
        How many.
    right : int
        How many of them are right.
    """

    low: float
    high: float
    lines: int
    right: int

    @property
    def share(self) -> float:
        """Share that is right; NaN without lines."""
        return share_of(self.right, self.lines)


def is_hit(address: Address, answer: Answer, level: str) -> bool:
    """Tell whether a level that the line determines is answered right.

    Parameters
    ----------
    address : Address
        The line.
    answer : Answer
        What was said.
    level : {"city", "township", "district"}
        What to look at.

    Returns
    -------
    bool
        Of a district, also True for another one that fits as well.
    """
    expected, given = getattr(address, level), getattr(answer, level)
    if expected is None or given is None:
        return False
    return given == expected or (level == "district" and given in address.acceptable)


def is_open_guess(address: Address, answer: Answer, level: str, places: Places) -> bool:
    """Tell whether a level that the line leaves open is answered by one of what fits."""
    given = getattr(answer, level)
    return (
        getattr(address, level) is None
        and given is not None
        and given in places.fitting(address, level)
    )


def is_exact(address: Address, answer: Answer, level: str, places: Places) -> bool:
    """Tell whether nothing is wrong at a level.

    A level that the line leaves open may be left open, or answered by one of what fits.
    """
    if getattr(address, level) is not None:
        return is_hit(address, answer, level)
    given = getattr(answer, level)
    return given is None or is_open_guess(address, answer, level, places)


def score_level(
    addresses: Sequence[Address], answers: Sequence[Answer], level: str, places: Places
) -> LevelScore:
    """Count one level.

    Parameters
    ----------
    addresses : sequence of Address
        The lines.
    answers : sequence of Answer
        One for each line.
    level : {"city", "township", "district"}
        What to count.
    places : Places
        Where districts are.

    Returns
    -------
    LevelScore
        The counts.
    """
    expected = given = hits = right = 0
    for address, answer in zip(addresses, answers, strict=True):
        guess = is_open_guess(address, answer, level, places)
        expected += getattr(address, level) is not None
        given += getattr(answer, level) is not None and not guess
        hits += is_hit(address, answer, level)
        right += is_exact(address, answer, level, places)
    return LevelScore(expected, given, hits, right, len(addresses))


def is_right(address: Address, answer: Answer) -> bool:
    """Tell whether an answer says what the line says at every level, and no more.

    A guess among several that fit is not right: who is sure of it is wrong to be.
    """
    return all(
        is_hit(address, answer, level)
        or (getattr(address, level) is None and getattr(answer, level) is None)
        for level in LEVELS
    )


def chance_of(address: Address, answer: Answer) -> float:
    """Return how likely a line's answer is right; of a guess among several, one of so many."""
    if address.district is not None or not address.acceptable:
        return float(is_hit(address, answer, "district"))
    return (answer.district in address.acceptable) / len(address.acceptable)


def above(
    addresses: Sequence[Address], answers: Sequence[Answer], low: float = SURE, high: float = 1.0
) -> Bin:
    """Count the lines answered with more confidence than ``low``, up to ``high``."""
    right = [
        is_right(address, answer)
        for address, answer in zip(addresses, answers, strict=True)
        if low < answer.confidence <= high
    ]
    return Bin(low, high, len(right), sum(right))


def by_kind(
    addresses: Sequence[Address], answers: Sequence[Answer]
) -> dict[str, tuple[list[Address], list[Answer]]]:
    """Part lines and answers by kind, in order."""
    kinds: dict[str, tuple[list[Address], list[Answer]]] = {}
    for address, answer in zip(addresses, answers, strict=True):
        lines, given = kinds.setdefault(address.kind, ([], []))
        lines.append(address)
        given.append(answer)
    return kinds
