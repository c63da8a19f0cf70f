"""The answer to a line alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodistricts.addresses.answers.street_line import street_line_of
from geodistricts.records import ParsedAddress

if TYPE_CHECKING:
    from geodistricts.addresses.solving import Solution
    from geodistricts.snapshot import DistrictRows


def parsed_address(solution: Solution, rows: DistrictRows) -> ParsedAddress:
    """Write out what a line means.

    Parameters
    ----------
    solution : Solution
        Of an order that has a line.
    rows : DistrictRows
        The districts.

    Returns
    -------
    ParsedAddress
        The answer.
    """
    order, choice = solution.order, solution.choice
    best = choice.best
    record = rows.record
    district = None if best.row < 0 else record(best.row)
    others = dict.fromkeys((*solution.doubts.namesakes, *choice.others))
    others.pop(best.row, None)
    return ParsedAddress(
        best.city,
        best.township,
        district,
        order.code or (district.postal_code if district is not None else None),
        street_line_of(solution),
        solution.confidence,
        tuple([record(row) for row in others]),
    )
