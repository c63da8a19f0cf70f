"""How likely an answer is right: what it rests on, by kind, and what came of such answers."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from geodistricts.addresses.candidates import Candidate
from geodistricts.addresses.reading import LIKELY, MISSPELT, SPLIT
from geodistricts.addresses.weighing.signs import MOST, Signs
from geodistricts.addresses.weighing.trust import BASE, STEPS, TRUST
from geodistricts.records import ALIAS, EXACT, FUZZY

if TYPE_CHECKING:
    from geodistricts.addresses.weighing.choosing import Choice
    from geodistricts.addresses.weighing.doubts import Doubts

_TYPED, _SURE_ALIAS, _WIDE, _SUREST = 0.9, 91.0, 0.6, 0.999


_SAME_AS_EVIDENCE = {
    "CITY_FIELD_OTHER": "OTHER_CITY_IN_FIELD",
    "TOWNSHIP_FIELD_OTHER": "OTHER_TOWNSHIP_IN_FIELD",
    "CITY_FIELD_UNREADABLE": "UNREADABLE_PLACE",
    "TOWNSHIP_FIELD_UNREADABLE": "UNREADABLE_PLACE",
    "DISTRICT_FIELD_OTHER": "OTHER_DISTRICT_IN_FIELD",
    "DISTRICT_FIELD_UNKNOWN": "UNKNOWN_DISTRICT_IN_FIELD",
    "DISTRICT_LINE_OTHER": "OTHER_NAME_IN_LINE",
    "VILLAGE_UNNAMED": "VILLAGE_UNNAMED",
    "SAME_CODE": "SAME_CODE",
    "CODE_ELSEWHERE": "CODE_ELSEWHERE",
    "SEMT_OF_ITS_NAME": "SEMT_OF_ITS_NAME",
    "PIN_INSIDE": "PIN_INSIDE",
    "PIN_ELSEWHERE": "PIN_ELSEWHERE",
    "LESS_OF_A_NAME": "LESS_OF_A_NAME",
    "OTHER_TYPE": "OTHER_TYPE",
    "OTHER_TYPE_IN_FIELD": "OTHER_TYPE",
    "VILLAGE_ONLY": "VILLAGE_ONLY",
    "SEMT_FIELD_TOWNSHIP": "FORMER_PLACE",
    "WAS_A_PART": "FORMER_PLACE",
}


_DECIDERS = (
    ("DISTINCTION_UNNAMED", "DISTINCTION_DECIDES"),
    ("OTHER_TYPE", "TYPE_DECIDES"),
    ("OTHER_TYPE_IN_FIELD", "TYPE_DECIDES"),
    ("NEAR_NAME", "EXACTNESS_DECIDES"),
)
"""What speaks against the next district only, and the sign that it decides."""


def signs_of(choice: Choice, doubts: Doubts) -> Signs:
    """List what an answer rests on, and what speaks against it.

    Parameters
    ----------
    choice : Choice
        The answer, a district, and the next.
    doubts : Doubts
        What the line says against it.

    Returns
    -------
    tuple of (str, float)
        Kinds of ``SIGNS`` and their values.
    """
    best = choice.best
    signs: dict[str, float] = {}
    has_city = has_township = False
    other_township = 0.0
    for kind, value in best.evidence:
        same = _SAME_AS_EVIDENCE.get(kind)
        if same is not None:
            signs[same] = 1.0
            has_township = has_township or same == "FORMER_PLACE"
        elif kind in ("CITY_FIELD", "TOWNSHIP_FIELD"):
            if value == MISSPELT:
                signs["MISSPELT_PLACE"] = 1.0
            elif value == SPLIT:
                signs["FORMER_PLACE"] = 1.0
            has_city = has_city or kind == "CITY_FIELD"
            has_township = has_township or kind == "TOWNSHIP_FIELD"
        elif kind == "CITY_LINE":
            has_city = has_city or value > LIKELY
        elif kind == "TOWNSHIP_LINE_OTHER":
            other_township = value
        elif kind == "TOWNSHIP_LINE":
            has_township = has_township or value > LIKELY
    if not (has_city and has_township):
        signs["NO_TOWNSHIP" if has_city else "NO_CITY" if has_township else "NOWHERE"] = 1.0
    if other_township > LIKELY and not has_township:
        signs["OTHER_TOWNSHIP_IN_LINE"] = other_township
    _add_names(best, signs)
    if doubts.other_place:
        signs["OTHER_PLACE_IN_LINE"] = 1.0
    if doubts.second_district:
        signs["SECOND_DISTRICT_IN_LINE"] = 1.0
    if doubts.other_code:
        signs["CODE_ELSEWHERE"] = 1.0
    if choice.has_rival_by_code:
        signs["CODE_OF_RIVAL"] = 1.0
    if choice.second is not None and choice.margin < _WIDE and not _is_exact(choice):
        decider = _what_decides(best, choice.second)
        signs[decider or "CLOSE"] = 1.0 if decider else 1 - choice.margin / _WIDE
    return tuple(signs.items())


def _what_decides(best: Candidate, second: Candidate) -> str | None:
    """Return what tells two districts of nearly the same weight apart, where it is one thing."""
    ours = {kind for kind, _ in best.evidence}
    theirs = {kind for kind, _ in second.evidence} - ours
    for kind, sign in _DECIDERS:
        if kind in theirs:
            return sign
    lacking = ours - {kind for kind, _ in second.evidence}
    if "CODE_OF_TOWNSHIP" in lacking and "SAME_CODE" not in lacking:
        return "CODE_DECIDES"
    return "CENTRE_DECIDES" if "CENTRE_OF_CITY" in lacking else None


def _is_exact(choice: Choice) -> bool:
    """Tell whether the field has the answer's name letter for letter, and no other's."""
    field, other = choice.best.field, choice.second and choice.second.field
    return (
        field is not None
        and field.kind == EXACT
        and not (other is not None and other.kind == EXACT)
    )


def _add_names(best: Candidate, signs: dict[str, float]) -> None:
    field, line = best.field, best.line
    if field is not None and line is not None:
        signs["NAMED_TWICE"] = 1.0
    elif field is not None:
        if field.kind == ALIAS:
            vague = field.score < _SURE_ALIAS
            signs["VAGUE_IN_FIELD" if vague else "ALIAS_IN_FIELD"] = 1.0
        elif field.kind == FUZZY:
            signs["MISSPELT_IN_FIELD"] = (100 - field.score) / 10
    elif line is not None:
        if line.mention.weight < _TYPED:
            signs["UNTYPED_IN_LINE"] = 1.5 - line.mention.weight
            if line.typed_otherwise:
                signs["TYPED_OTHERWISE"] = 1.0
        if line.sureness < 1:
            signs["MISSPELT_IN_LINE"] = (1 - line.sureness) * 10
    elif ("DISTRICT_IN_TOWNSHIP_FIELD", 1.0) in best.evidence:
        signs["IN_TOWNSHIP_FIELD"] = 1.0
    else:
        signs["UNNAMED"] = 1.0


def confidence_of(signs: Signs) -> float:
    """Return how likely an answer with such signs is right.

    Parameters
    ----------
    signs : tuple of (str, float)
        As ``signs_of`` lists them.

    Returns
    -------
    float
        0 to 1, in thousandths: logistic over the signs, then what came of such answers
        (isotonic), both learned; with what contradicts it, as in ``MOST`` at most.
    """
    total, most = BASE, 1.0
    for kind, value in signs:
        total += TRUST[kind] * value
        if kind in MOST:
            most = min(most, MOST[kind])
    return round(min(_of_score(total), most, _SUREST), 3)


def _of_score(score: float) -> float:
    """Read the table of steps: straight lines between them."""
    place = bisect_right(STEPS, (score, 2.0))
    if place == 0:
        return STEPS[0][1]
    if place == len(STEPS):
        return STEPS[-1][1]
    (low, of_low), (high, of_high) = STEPS[place - 1 : place + 1]
    return of_low + (of_high - of_low) * (score - low) / (high - low)
