"""The verdict on an order: what it means, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodistricts.addresses.answers.components import components_of
from geodistricts.addresses.answers.street_line import street_line_of
from geodistricts.addresses.candidates import Candidate
from geodistricts.verdicts import ACCEPT, CONFIRM, CONFIRMED, FIX, SURE, SUSPICIOUS, Validation

if TYPE_CHECKING:
    from geodistricts.addresses.solving import Solution
    from geodistricts.records import District
    from geodistricts.snapshot import DistrictRows

_PLACES = ("city", "township", "district")
_MOST_ALTERNATIVES = 5
_new_tuple = tuple.__new__


def verdict_on(
    solution: Solution, rows: DistrictRows, near: tuple[District, ...] = ()
) -> Validation:
    """Give the verdict on an order.

    Parameters
    ----------
    solution : Solution
        What the order means.
    rows : DistrictRows
        The districts.
    near : tuple of District
        Districts to offer where there is no answer and no alternative.

    Returns
    -------
    Validation
        The verdict.
    """
    order, choice = solution.order, solution.choice
    best = choice.best
    others = near
    if choice.others:
        others = tuple([rows.record(row) for row in choice.others[:_MOST_ALTERNATIVES]])
    street_line = street_line_of(solution) if order.line is not None else ""
    components = components_of(solution, others, street_line, rows)
    district = None if best.row < 0 else rows.record(best.row)
    known = district is not None
    replaced = inferred = corrected = unconfirmed = suspicious = False
    for one in components.values():
        known = known and (one.value is not None or one.input is None)
        replaced = replaced or one.replaced
        inferred = inferred or one.inferred
        corrected = corrected or one.spell_corrected
        if one.confirmation_level != CONFIRMED:
            unconfirmed = True
            suspicious = suspicious or one.confirmation_level == SUSPICIOUS
    if district is None:
        action = FIX
    else:
        is_sure = (
            solution.confidence > SURE
            and not suspicious
            and all(components[name].confirmation_level == CONFIRMED for name in _PLACES)
        )
        action = ACCEPT if is_sure and ("NOWHERE", 1.0) not in solution.signs else CONFIRM
    return _new_tuple(
        Validation,
        (
            best.city,
            best.township,
            district,
            order.code if district is None else district.postal_code or order.code,
            components,
            action,
            _granularity(best),
            known,
            replaced,
            inferred,
            unconfirmed,
            corrected,
            others,
            solution.confidence,
            street_line,
        ),
    )


def _granularity(best: Candidate) -> str:
    if best.row >= 0:
        return "DISTRICT"
    if best.township is not None:
        return "TOWNSHIP"
    return "OTHER" if best.city is None else "CITY"
