"""Solving: an order on its way from what is read to the answer that is likeliest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geodistricts.addresses.candidates import CandidateFinder
from geodistricts.addresses.postal_codes import PostalCodes
from geodistricts.addresses.reading import Order
from geodistricts.addresses.weighing import (
    NO_DOUBTS,
    NOWHERE,
    Choice,
    Chooser,
    Doubter,
    Doubts,
    Signs,
    confidence_of,
    says_abroad,
    signs_of,
)
from geodistricts.snapshot import DistrictRows

if TYPE_CHECKING:
    from geodistricts.names import Matcher


_new_tuple = tuple.__new__


class Solution(NamedTuple):
    """What an order means.

    Attributes
    ----------
    order : Order
        The order.
    choice : Choice
        The answer, and what else may be meant.
    doubts : Doubts
        What its line says against the answer.
    signs : tuple of (str, float)
        What the confidence comes from; empty where there is no district.
    confidence : float
        How likely city, township and district are right; 0 where there is no district.
    abroad : str or None
        The component that says that the order goes abroad, where it does.
    """

    order: Order
    choice: Choice
    doubts: Doubts
    signs: Signs
    confidence: float
    abroad: str | None = None


class Solver:
    """Solves orders.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    matcher : Matcher
        Finds districts by name.
    codes : PostalCodes
        Finds them by postal code.
    """

    def __init__(self, rows: DistrictRows, matcher: Matcher, codes: PostalCodes) -> None:
        self._finder = CandidateFinder(rows, matcher, codes)
        self._chooser = Chooser(matcher)
        self._doubter = Doubter(rows, matcher)
        self._plainly = confidence_of(())

    def solve(self, order: Order) -> Solution:
        """Find the answer that fields and line of an order agree on best.

        Parameters
        ----------
        order : Order
            The order.

        Returns
        -------
        Solution
            The answer, and how sure it is.
        """
        only = self._finder.only(order) if order.line is None else None
        if only is not None:
            choice = _new_tuple(Choice, (only, (), None, (), False))
            if order.code is None and order.fields.pin is None:
                return _new_tuple(Solution, (order, choice, NO_DOUBTS, (), self._plainly, None))
            signs = signs_of(choice, NO_DOUBTS)
            return Solution(order, choice, NO_DOUBTS, signs, confidence_of(signs))
        candidates = self._finder.find(order)
        choice = self._chooser.choose(candidates)
        abroad = says_abroad(order, choice)
        if abroad is not None:
            return Solution(order, NOWHERE, NO_DOUBTS, (), 0.0, abroad)
        doubts, confidence = NO_DOUBTS, 0.0
        signs = ()
        if order.line is not None and candidates[0].row >= 0:
            doubts = self._doubter.doubt(order.line, candidates[0], candidates[1:])
            if any(one.component == "address" and one.certainty > 0.5 for one in order.abroad):
                doubts = doubts._replace(other_place=True)
        if choice.best.row >= 0:
            signs = signs_of(choice, doubts)
            confidence = confidence_of(signs)
        return Solution(order, choice, doubts, signs, confidence)

    def nearest_names(self, choice: Choice, name: str) -> list[int]:
        """List the districts of an answer's place whose names come closest to a name."""
        place = choice.best.township or choice.best.city
        return [] if place is None else self._finder.of_fields.nearest(place, name)
