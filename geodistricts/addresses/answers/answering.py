"""Answers: a solution, told as a parsed address or as a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodistricts.addresses.answers.parsed import parsed_address
from geodistricts.addresses.answers.verdict import verdict_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodistricts.addresses.solving import Solution
    from geodistricts.records import ParsedAddress
    from geodistricts.snapshot import DistrictRows
    from geodistricts.verdicts import Validation


class Answers:
    """Tells what orders mean.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    """

    def __init__(self, rows: DistrictRows) -> None:
        self._rows = rows

    def parsed(self, solution: Solution) -> ParsedAddress:
        """Tell what a line means."""
        return parsed_address(solution, self._rows)

    def verdict(self, solution: Solution, near: Iterable[int] = ()) -> Validation:
        """Tell what an order means; ``near`` are the rows to offer where nothing is found."""
        return verdict_on(solution, self._rows, tuple(map(self._rows.record, near)))
