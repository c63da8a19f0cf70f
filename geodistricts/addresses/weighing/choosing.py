"""How well an answer goes with what the fields of an address say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from geodistricts.addresses.fields.evidence import Evidence
from geodistricts.addresses.fields.hypotheses import Hypothesis
from geodistricts.records import District
from geodistricts.snapshot import common_place

_CITY, _TOWNSHIP, _DISTRICT = 1.0, 1.0, 1.2
_CONTRADICTED, _UNREADABLE, _NOT_FOUND = -0.9, -0.3, -1.0
_SAME_CODE, _CODE_OF_CITY, _CODE_ELSEWHERE = 0.6, 0.05, -0.05
_PIN_INSIDE, _PIN_IN_TOWNSHIP, _PIN_IN_CITY, _PIN_ELSEWHERE = 0.7, 0.25, 0.1, -0.4
_TIED = 0.009
_LIKELY = 1.0
_MOST_ALTERNATIVES = 5


class Weighed(NamedTuple):
    """The best answer, how far ahead it is, and the others.

    Attributes
    ----------
    best : Hypothesis
        The answer; where several are equally good, what they have in common.
    margin : float
        By how much it beats the best other district.
    others : tuple of District
        The other districts, the likeliest first; with the equally good ones where there are.
    """

    best: Hypothesis
    margin: float
    others: tuple[District, ...]


def weigh(answer: Hypothesis, evidence: Evidence) -> float:
    """Add up what speaks for an answer, and what against it.

    Parameters
    ----------
    answer : Hypothesis
        The answer.
    evidence : Evidence
        The fields.

    Returns
    -------
    float
        About 3 where city, township and district are given and agree; less than 0 where
        more speaks against it.
    """
    city, township, places = answer.city, answer.township, evidence.places
    total = 0.0
    swapped = places.swapped.get(township.pk) if township is not None else None
    if evidence.city is not None:
        quality = places.city_quality.get(city.pk) if city is not None else None
        total += _CITY * _agreement(quality or swapped, bool(places.cities))
    if evidence.township is not None:
        quality = places.township_quality.get(township.pk) if township is not None else None
        total += _TOWNSHIP * _agreement(quality or swapped, bool(places.townships))
    if evidence.district is not None:
        total += _DISTRICT * answer.score / 100 if answer.score else _NOT_FOUND
    if evidence.code is not None:
        total += _weigh_code(evidence.code, answer)
    return total + (_weigh_pin(evidence, answer) if evidence.pin is not None else 0.0)


def _agreement(quality: float | None, readable: bool) -> float:
    if quality is not None:
        return quality
    return _CONTRADICTED if readable else _UNREADABLE


def _weigh_code(code: str, answer: Hypothesis) -> float:
    district = answer.district
    if district is None or district.postal_code is None:
        return 0.0
    if district.postal_code == code:
        return _SAME_CODE
    return _CODE_OF_CITY if district.postal_code[:2] == code[:2] else _CODE_ELSEWHERE


def _weigh_pin(evidence: Evidence, answer: Hypothesis) -> float:
    place = evidence.pin.place if evidence.pin else None
    if place is None or answer.city is None:
        return 0.0
    if answer.district is not None and answer.district in (place.district, *place.others):
        return _PIN_INSIDE
    if place.district.township == answer.township:
        return _PIN_IN_TOWNSHIP
    return _PIN_IN_CITY if place.district.city == answer.city else _PIN_ELSEWHERE


def choose(hypotheses: Iterable[Hypothesis], evidence: Evidence) -> Weighed:
    """Choose the best answer.

    Parameters
    ----------
    hypotheses : iterable of Hypothesis
        The answers that there may be, at least one.
    evidence : Evidence
        The fields.

    Returns
    -------
    Weighed
        The best, or what several equally good ones have in common: of two districts that
        share a name neither is chosen.
    """
    weights: dict[tuple[int, int, int], tuple[float, Hypothesis]] = {}
    for answer in hypotheses:
        key = _key(answer)
        weight = weigh(answer, evidence)
        if key not in weights or weight > weights[key][0]:
            weights[key] = (weight, answer)
    ranked = sorted(weights.values(), key=lambda pair: (-pair[0], -_people(pair[1]), _key(pair[1])))
    highest, best = ranked[0]
    tied = [answer for weight, answer in ranked if weight >= highest - _TIED]
    others = [
        (weight, answer.district)
        for weight, answer in ranked
        if answer.district is not None and (answer is not best or len(tied) > 1)
    ]
    likely = tuple(
        district for weight, district in others[:_MOST_ALTERNATIVES] if weight > highest - _LIKELY
    )
    if len(tied) == 1:
        return Weighed(best, highest - others[0][0] if others else highest, likely)
    common = _in_common(tied)
    if common.township is None:
        places = [(weight, answer) for weight, answer in ranked if answer.district is None]
        common = _in_common([answer for weight, answer in places if weight >= places[0][0] - _TIED])
    return Weighed(common, 0.0, likely)


def _key(answer: Hypothesis) -> tuple[int, int, int]:
    city, township, district = (0 if one is None else one.pk for one in answer[:3])
    return city, township, district


def _people(answer: Hypothesis) -> int:
    return (answer.district.population or 0) if answer.district is not None else 0


def _in_common(answers: Sequence[Hypothesis]) -> Hypothesis:
    return Hypothesis(*common_place([answer[:2] for answer in answers]), None)
