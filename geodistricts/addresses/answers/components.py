"""What became of each field of an order, and of its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geodistricts.addresses.answers.pins import pin_component
from geodistricts.addresses.candidates import Candidate
from geodistricts.addresses.reading import LIKELY, OTHER_NAME, SPLIT, Fields, Order, Reading
from geodistricts.addresses.reading import MISSPELT as MISSPELT_QUALITY
from geodistricts.names import CENTRE, place_key
from geodistricts.records import ALIAS, FUZZY, City, District, Township
from geodistricts.verdicts import (
    ABROAD,
    AMBIGUOUS,
    CONFIRMED,
    CONTRADICTED,
    FIELD,
    FORMER_NAME,
    FORMER_TOWNSHIP,
    IN_ANOTHER_CITY,
    IN_ANOTHER_FIELD,
    IN_ANOTHER_TOWNSHIP,
    LINE,
    MISSING,
    MISSPELT,
    PIN,
    PLAUSIBLE,
    POSTAL_CODE,
    SEMT,
    SUSPICIOUS,
    UNKNOWN,
    Component,
)

if TYPE_CHECKING:
    from geodistricts.addresses.solving import Solution
    from geodistricts.snapshot import DistrictRows

_SURE_NAME, _CLOSE_NAME, _SEMT_NAME = 91.0, 80.0, 82.0
_TYPED = 0.9
_new_tuple = tuple.__new__
_FIELD, _LINE, _BOTH = (FIELD,), (LINE,), (FIELD, LINE)
_NAMED_BY: dict[tuple[bool, bool], tuple[str, ...]] = {
    (False, False): (),
    (True, False): _FIELD,
    (False, True): _LINE,
    (True, True): _BOTH,
}


def components_of(
    solution: Solution, others: tuple[District, ...], street_line: str, rows: DistrictRows
) -> dict[str, Component]:
    """Judge each field of an order, and its line.

    Parameters
    ----------
    solution : Solution
        What the order means.
    others : tuple of District
        The alternatives.
    street_line : str
        What is left of the line.
    rows : DistrictRows
        The districts.

    Returns
    -------
    dict of str to Component
        By the field's name.
    """
    order, best = solution.order, solution.choice.best
    fields = order.fields
    kinds = {kind for kind, _ in best.evidence}
    district = None if best.row < 0 else rows.record(best.row)
    components = {
        "city": _city(order, best, kinds),
        "township": _township(order, best, kinds, rows),
        "district": _district(solution, district, others, kinds),
    }
    if fields.postal_code is not None:
        components["postal_code"] = _code(fields, district, solution.choice.has_rival_by_code)
    if fields.pin is not None:
        components["pin"] = pin_component(fields.pin, best.city, district, rows)
    if order.line is not None:
        doubts = solution.doubts
        contradicted = doubts.other_place or doubts.second_district
        components["address"] = Component(
            order.line.text,
            street_line,
            SUSPICIOUS if contradicted else CONFIRMED,
            reason=CONTRADICTED if contradicted else None,
            sources=(LINE,),
        )
    if solution.abroad is not None:
        said = components[solution.abroad]
        components[solution.abroad] = said._replace(
            confirmation_level=SUSPICIOUS, alternatives=(), reason=ABROAD
        )
    return components


def _city(order: Order, best: Candidate, kinds: set[str]) -> Component:
    fields, city = order.fields, best.city
    readings = fields.places.cities
    others = _other_places(readings, city)
    given = fields.city
    if city is None:
        return _unknown(given, readings, others)
    in_line = order.line is not None and order.line.places.city_weight(city.pk) > LIKELY
    sources: tuple[str, ...] = _LINE if in_line else ()
    if given is None:
        return _new_tuple(
            Component, (None, city, CONFIRMED, True, False, False, others, MISSING, sources)
        )
    quality = fields.places.city_quality.get(city.pk)
    if quality is not None and fields.places.is_crossed:
        return _replaced(given, city, CONFIRMED, others, IN_ANOTHER_FIELD, (FIELD, *sources))
    if quality is not None:
        misspelt = quality == MISSPELT_QUALITY
        reason = MISSPELT if misspelt else _name_reason(given, quality)
        sources = _BOTH if in_line else _FIELD
        return _new_tuple(
            Component, (given, city, CONFIRMED, False, misspelt, False, others, reason, sources)
        )
    if "CITY_FIELD" in kinds:
        return _replaced(given, city, CONFIRMED, others, IN_ANOTHER_FIELD, (FIELD, *sources))
    if "CITY_FIELD_UNREADABLE" in kinds and in_line:
        return _replaced(given, city, CONFIRMED, others, UNKNOWN, sources)
    reason = CONTRADICTED if readings else UNKNOWN
    return _replaced(given, city, PLAUSIBLE, others, reason, sources)


def _township(order: Order, best: Candidate, kinds: set[str], rows: DistrictRows) -> Component:
    fields, township = order.fields, best.township
    places = fields.places
    others = _other_places(places.townships, township)
    given = fields.township
    if township is None:
        if places.semt_townships:
            others += tuple([rows.places.townships[pk] for pk in sorted(places.semt_townships)])
            return Component(given, None, SUSPICIOUS, alternatives=others, reason=SEMT)
        return _unknown(given, places.townships, others)
    in_line = order.line is not None and order.line.places.township_weight(township.pk) > LIKELY
    sources: tuple[str, ...] = _LINE if in_line else ()
    if given is None:
        return _new_tuple(
            Component, (None, township, CONFIRMED, True, False, False, others, MISSING, sources)
        )
    quality = places.township_quality.get(township.pk)
    if quality is not None:
        misspelt = quality == MISSPELT_QUALITY
        was_split = _was_split(places.townships, township, quality)
        reason = (
            MISSPELT if misspelt else FORMER_TOWNSHIP if was_split else _name_reason(given, quality)
        )
        sources = _BOTH if in_line else _FIELD
        return _new_tuple(
            Component,
            (given, township, CONFIRMED, False, misspelt, was_split, others, reason, sources),
        )
    if "TOWNSHIP_FIELD" in kinds:
        return _replaced(given, township, CONFIRMED, others, IN_ANOTHER_FIELD, (FIELD, *sources))
    if "SEMT_FIELD_TOWNSHIP" in kinds:
        return _replaced(given, township, CONFIRMED, others, SEMT, (FIELD, *sources))
    if places.is_vague or places.is_crossed:
        is_centre = isinstance(given, str) and place_key(given) == CENTRE
        reason = FORMER_TOWNSHIP if is_centre else IN_ANOTHER_FIELD
        return _replaced(given, township, CONFIRMED, others, reason, sources)
    if "TOWNSHIP_FIELD_UNREADABLE" in kinds and in_line:
        return _replaced(given, township, CONFIRMED, others, UNKNOWN, sources)
    reason = CONTRADICTED if places.townships or places.semt_townships else UNKNOWN
    return _replaced(given, township, PLAUSIBLE, others, reason, sources)


def _replaced(
    given: Any,
    place: City | Township | District,
    level: str,
    others: tuple[Any, ...],
    reason: str | None,
    sources: tuple[str, ...],
) -> Component:
    """Say that a field names another place than the one that the rest of the order means."""
    return Component(given, place, level, False, False, True, others, reason, sources)


def _unknown(given: Any, readings: Sequence[object], others: tuple[Any, ...]) -> Component:
    reason = MISSING if given is None else AMBIGUOUS if readings else UNKNOWN
    return Component(given, None, SUSPICIOUS, alternatives=others, reason=reason)


def _name_reason(given: Any, quality: float) -> str | None:
    if quality != OTHER_NAME or not isinstance(given, str) or not given.strip(" .0").isalpha():
        return None
    return FORMER_NAME


def _was_split(readings: Sequence[Reading[Township]], township: Township, quality: float) -> bool:
    """Tell whether the field names what has become several townships, of which this is one."""
    return quality == SPLIT or (
        quality == OTHER_NAME
        and sum(other == OTHER_NAME and place.city == township.city for place, other in readings)
        > 1
    )


def _other_places(readings: Any, chosen: City | Township | None) -> tuple[Any, ...]:
    if not readings or (len(readings) == 1 and readings[0].place is chosen):
        return ()
    return tuple(reading.place for reading in readings if reading.place != chosen)


def _district(
    solution: Solution, district: District | None, others: tuple[District, ...], kinds: set[str]
) -> Component:
    order, choice = solution.order, solution.choice
    best, given = choice.best, order.fields.district
    if district is None:
        reason = AMBIGUOUS if choice.tied else MISSING if given is None else UNKNOWN
        return Component(given, None, SUSPICIOUS, alternatives=others, reason=reason)
    sources = _district_sources(best, kinds)
    field, line = best.field, best.line
    if field is None:
        in_line = line is not None and line.mention.weight >= _TYPED
        reason = MISSING
        if given is None:
            is_named = line is not None or (
                "DISTRICT_IN_TOWNSHIP_FIELD" in kinds and "SEMT_OF_ITS_NAME" not in kinds
            )
            level = CONFIRMED if is_named else PLAUSIBLE
            return Component(None, district, level, True, False, False, others, reason, sources)
        is_other = "DISTRICT_FIELD_OTHER" in kinds
        level = CONFIRMED if in_line and not is_other else PLAUSIBLE
        is_unknown = "DISTRICT_FIELD_UNKNOWN" in kinds
        reason = CONTRADICTED if is_other else UNKNOWN if is_unknown else IN_ANOTHER_FIELD
        reason = _reason_of_place(kinds) or reason
        return _replaced(given, district, level, others, reason, sources)
    is_misspelt = field.kind == FUZZY
    is_sure = field.score >= (_CLOSE_NAME if is_misspelt else _SURE_NAME) or line is not None
    if field.kind == ALIAS and line is None and _has_sister(district, others):
        is_sure = False
    reason_of_name = (
        MISSPELT
        if is_misspelt
        else None
        if field.kind != ALIAS
        else SEMT
        if field.score <= _SEMT_NAME
        else FORMER_NAME
    )
    return _new_tuple(
        Component,
        (
            given,
            district,
            CONFIRMED if is_sure else PLAUSIBLE,
            False,
            is_misspelt,
            False,
            others,
            _reason_of_place(kinds) or reason_of_name,
            sources,
        ),
    )


def _district_sources(best: Candidate, kinds: set[str]) -> tuple[str, ...]:
    sources = _NAMED_BY[best.field is not None, best.line is not None]
    if "SAME_CODE" in kinds:
        sources = (*sources, POSTAL_CODE)
    return (*sources, PIN) if "PIN_INSIDE" in kinds else sources


def _reason_of_place(kinds: set[str]) -> str | None:
    if "CITY_FIELD_OTHER" in kinds:
        return IN_ANOTHER_CITY
    return IN_ANOTHER_TOWNSHIP if "TOWNSHIP_FIELD_OTHER" in kinds else None


def _has_sister(district: District, others: tuple[District, ...]) -> bool:
    """Tell whether another part of the same village may be meant."""
    return district.village is not None and any(
        other.village == district.village and other.township == district.township
        for other in others
    )


def _code(fields: Fields, district: District | None, has_rival: bool) -> Component:
    code, given = fields.code, fields.postal_code
    if code is None:
        return Component(given, None, SUSPICIOUS, reason=UNKNOWN, sources=(FIELD,))
    if district is None or district.postal_code is None:
        return Component(given, code, PLAUSIBLE, sources=(FIELD,))
    right = district.postal_code
    if right == code:
        return Component(given, code, CONFIRMED, sources=(FIELD,))
    level = PLAUSIBLE if right[:2] == code[:2] and not has_rival else SUSPICIOUS
    return Component(given, right, level, replaced=True, reason=CONTRADICTED)
