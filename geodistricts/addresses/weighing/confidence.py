"""How likely an answer is right: what it rests on, by kind, and what came of such answers."""

from __future__ import annotations

import math
from bisect import bisect_right
from enum import IntEnum
from typing import TYPE_CHECKING

from geodistricts.addresses.candidates import Candidate, Evidence
from geodistricts.addresses.reading.place_readings import MISSPELT, SPLIT
from geodistricts.addresses.weighing.trust import BASE, STEPS, TRUST
from geodistricts.records import ALIAS, FUZZY

if TYPE_CHECKING:
    from geodistricts.addresses.reading import Order
    from geodistricts.addresses.weighing.choosing import Choice
    from geodistricts.addresses.weighing.doubts import Doubts

_TYPED, _SURE_ALIAS, _WIDE = 0.9, 91.0, 0.6
Signs = tuple[tuple[int, float], ...]


class Sign(IntEnum):
    """The kinds of signs that an answer is right, or wrong.

    Each counts by its value times its weight, in ``TRUST``. A new kind is a row here, its weight
    in ``trust`` (0 will do: ``python -m benchmarks.addresses.learn`` finds it), and a line in
    ``signs_of``.
    """

    NAMED_TWICE = 0
    """Field and line name the district."""
    ALIAS_IN_FIELD = 1
    """The field has another name of it."""
    VAGUE_IN_FIELD = 2
    """The field has a name that several share, such as its semt's."""
    MISSPELT_IN_FIELD = 3
    """The field has it misspelt; by how much."""
    UNTYPED_IN_LINE = 4
    """Only the line names it, and without a type word; by how much less likely it is meant."""
    MISSPELT_IN_LINE = 5
    """Only the line names it, misspelt; by how much."""
    UNNAMED = 6
    """Nothing names it: it follows from a semt, a postal code or a pin."""
    NO_CITY = 7
    """Nothing names the city."""
    NO_TOWNSHIP = 8
    """Nothing names the township."""
    NOWHERE = 9
    """Nothing names either."""
    MISSPELT_PLACE = 10
    """The field for the city or the township is misspelt."""
    FORMER_PLACE = 11
    """City and township as they were, or a semt for the township."""
    OTHER_CITY_IN_FIELD = 12
    """The field names another city."""
    OTHER_TOWNSHIP_IN_FIELD = 13
    """The field names another township."""
    UNREADABLE_PLACE = 14
    """Nobody can read a field for a place."""
    OTHER_DISTRICT_IN_FIELD = 15
    """The field for the district says something else."""
    OTHER_NAME_IN_LINE = 16
    """The line has something else before a type word."""
    OTHER_PLACE_IN_LINE = 17
    """The line names another city, or a second township."""
    SECOND_DISTRICT_IN_LINE = 18
    """The line names a second district."""
    CLOSE = 19
    """Another district is nearly as likely; by how nearly."""
    VILLAGE_UNNAMED = 20
    """It is a part of a village that is not named."""
    SAME_CODE = 21
    """The postal code is its own."""
    CODE_ELSEWHERE = 22
    """The postal code is of another city."""
    PIN_INSIDE = 23
    """The pin lies in it."""
    PIN_ELSEWHERE = 24
    """The pin lies in another city."""
    LESS_OF_A_NAME = 25
    """Its name is a part of a longer one."""
    OTHER_TYPE = 26
    """It is called a village and is a mahalle, or the reverse."""


_WEIGHTS = tuple(TRUST[sign.name] for sign in Sign)
_SAME_AS_EVIDENCE = {
    Evidence.CITY_FIELD_OTHER: Sign.OTHER_CITY_IN_FIELD,
    Evidence.TOWNSHIP_FIELD_OTHER: Sign.OTHER_TOWNSHIP_IN_FIELD,
    Evidence.CITY_FIELD_UNREADABLE: Sign.UNREADABLE_PLACE,
    Evidence.TOWNSHIP_FIELD_UNREADABLE: Sign.UNREADABLE_PLACE,
    Evidence.DISTRICT_FIELD_OTHER: Sign.OTHER_DISTRICT_IN_FIELD,
    Evidence.DISTRICT_LINE_OTHER: Sign.OTHER_NAME_IN_LINE,
    Evidence.VILLAGE_UNNAMED: Sign.VILLAGE_UNNAMED,
    Evidence.SAME_CODE: Sign.SAME_CODE,
    Evidence.CODE_ELSEWHERE: Sign.CODE_ELSEWHERE,
    Evidence.PIN_INSIDE: Sign.PIN_INSIDE,
    Evidence.PIN_ELSEWHERE: Sign.PIN_ELSEWHERE,
    Evidence.LESS_OF_A_NAME: Sign.LESS_OF_A_NAME,
    Evidence.OTHER_TYPE: Sign.OTHER_TYPE,
    Evidence.SEMT_FIELD_TOWNSHIP: Sign.FORMER_PLACE,
    Evidence.WAS_A_PART: Sign.FORMER_PLACE,
}


def signs_of(order: Order, choice: Choice, doubts: Doubts) -> Signs:
    """List what an answer rests on, and what speaks against it.

    Parameters
    ----------
    order : Order
        The order.
    choice : Choice
        The answer, a district, and the next.
    doubts : Doubts
        What the line says against it.

    Returns
    -------
    tuple of (int, float)
        Kinds of ``Sign`` and their values.
    """
    best = choice.best
    signs: dict[int, float] = {}
    for kind, value in best.evidence:
        same = _SAME_AS_EVIDENCE.get(kind)  # type: ignore[call-overload]
        if same is not None:
            signs[same] = 1.0
        elif kind in (Evidence.CITY_FIELD, Evidence.TOWNSHIP_FIELD):
            if value == MISSPELT:
                signs[Sign.MISSPELT_PLACE] = 1.0
            elif value == SPLIT:
                signs[Sign.FORMER_PLACE] = 1.0
    _add_names(best, signs)
    _add_places(order, best, signs)
    if doubts.other_place:
        signs[Sign.OTHER_PLACE_IN_LINE] = 1.0
    if doubts.second_district:
        signs[Sign.SECOND_DISTRICT_IN_LINE] = 1.0
    if doubts.other_code:
        signs[Sign.CODE_ELSEWHERE] = 1.0
    if choice.second is not None and choice.margin < _WIDE:
        signs[Sign.CLOSE] = 1 - choice.margin / _WIDE
    return tuple(signs.items())


def _add_names(best: Candidate, signs: dict[int, float]) -> None:
    field, line = best.field, best.line
    if field is not None and line is not None:
        signs[Sign.NAMED_TWICE] = 1.0
    elif field is not None:
        if field.kind == ALIAS:
            vague = field.score < _SURE_ALIAS
            signs[Sign.VAGUE_IN_FIELD if vague else Sign.ALIAS_IN_FIELD] = 1.0
        elif field.kind == FUZZY:
            signs[Sign.MISSPELT_IN_FIELD] = (100 - field.score) / 10
    elif line is not None:
        if line.mention.weight < _TYPED:
            signs[Sign.UNTYPED_IN_LINE] = 1.5 - line.mention.weight
        if line.sureness < 1:
            signs[Sign.MISSPELT_IN_LINE] = (1 - line.sureness) * 10
    else:
        signs[Sign.UNNAMED] = 1.0


def _add_places(order: Order, best: Candidate, signs: dict[int, float]) -> None:
    kinds = {kind for kind, _ in best.evidence}
    has_city, has_township = Evidence.CITY_FIELD in kinds, Evidence.TOWNSHIP_FIELD in kinds
    has_township = has_township or Evidence.SEMT_FIELD_TOWNSHIP in kinds
    if order.line is not None and best.city is not None and best.township is not None:
        places = order.line.places
        has_city = has_city or places.has_city(best.city.pk)
        has_township = (
            has_township or places.has_township(best.township.pk) or Evidence.WAS_A_PART in kinds
        )
    if not (has_city or has_township):
        signs[Sign.NOWHERE] = 1.0
    elif not has_city:
        signs[Sign.NO_CITY] = 1.0
    elif not has_township:
        signs[Sign.NO_TOWNSHIP] = 1.0


def confidence_of(signs: Signs) -> float:
    """Return how likely an answer with such signs is right.

    Parameters
    ----------
    signs : tuple of (int, float)
        As ``signs_of`` lists them.

    Returns
    -------
    float
        0 to 1, in thousandths: logistic over the signs, then what came of such answers
        (isotonic), both learned.
    """
    total = BASE
    for kind, value in signs:
        total += _WEIGHTS[kind] * value
    return _of_score(round(total, 6))


def _of_score(score: float) -> float:
    """Read the table of steps: straight lines between them."""
    if not STEPS:
        return round(1 / (1 + math.exp(-max(min(score, 30.0), -30.0))), 3)
    place = bisect_right(STEPS, (score, 2.0))
    if place == 0:
        return STEPS[0][1]
    if place == len(STEPS):
        return STEPS[-1][1]
    (low, of_low), (high, of_high) = STEPS[place - 1 : place + 1]
    return round(of_low + (of_high - of_low) * (score - low) / (high - low), 3)
