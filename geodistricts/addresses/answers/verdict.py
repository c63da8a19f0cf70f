"""The verdict on an order: what it means, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodistricts.addresses.answers.components import components_of
from geodistricts.addresses.answers.street_line import street_line_of
from geodistricts.addresses.candidates import Candidate
from geodistricts.verdicts import ACCEPT, CONFIRM, CONFIRMED, FIX, SUSPICIOUS, Validation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodistricts.addresses.solving import Solution
    from geodistricts.records import District
    from geodistricts.snapshot import DistrictRows
    from geodistricts.verdicts import Component

SURE = 0.9
"""The confidence from which an answer is accepted that nothing contradicts."""
_ALL_CONFIRMED = [CONFIRMED] * 3
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
    district = None if best.row < 0 else rows.record(best.row)
    street_line = street_line_of(solution, district) if order.line is not None else ""
    components = components_of(solution, others, street_line, rows)
    every = tuple(components.values())
    known = district is not None and None not in [
        one.value for one in every if one.input is not None
    ]
    return _new_tuple(
        Validation,
        (
            best.city,
            best.township,
            district,
            order.code if district is None else district.postal_code or order.code,
            components,
            _next_action(solution, components),
            _granularity(best),
            known,
            True in [one.replaced for one in every],
            True in [one.inferred for one in every],
            any(one.confirmation_level != CONFIRMED for one in every),
            True in [one.spell_corrected for one in every],
            others,
            solution.confidence,
            street_line,
        ),
    )


def _next_action(solution: Solution, components: Mapping[str, Component]) -> str:
    """Accept what is sure and confirmed, and contradicted by nothing."""
    if solution.choice.best.row < 0:
        return FIX
    levels = [one.confirmation_level for one in components.values()]
    if (
        solution.confidence >= SURE
        and levels[:3] == _ALL_CONFIRMED
        and SUSPICIOUS not in levels
        and ("NOWHERE", 1.0) not in solution.signs
    ):
        return ACCEPT
    return CONFIRM


def _granularity(best: Candidate) -> str:
    if best.row >= 0:
        return "DISTRICT"
    if best.township is not None:
        return "TOWNSHIP"
    return "OTHER" if best.city is None else "CITY"
