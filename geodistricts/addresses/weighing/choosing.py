"""The choice among candidates: the best, those that are equally good, and the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from geodistricts.addresses.candidates import Candidate
from geodistricts.snapshot import common_place

if TYPE_CHECKING:
    from geodistricts.names import Matcher

_TIED = 0.02
_LIKELY = 1.0
_MOST_ALTERNATIVES = 5
_new_tuple = tuple.__new__
_SAME_CODE, _CODE_OF_TOWNSHIP = ("SAME_CODE", 1.0), ("CODE_OF_TOWNSHIP", 1.0)


class Choice(NamedTuple):
    """The choice among candidates.

    Attributes
    ----------
    best : Candidate
        The answer; where several districts are equally good, what they have in common.
    tied : tuple of Candidate
        Those districts, where there are several; of two that share a name neither is chosen.
    second : Candidate or None
        The next best district.
    others : tuple of int
        Rows of other districts that may be meant, the likeliest first, all that are tied among
        them.
    has_rival_by_code : bool
        True where the postal code is that of another district that is named, or of its township.
    """

    best: Candidate
    tied: tuple[Candidate, ...]
    second: Candidate | None
    others: tuple[int, ...]
    has_rival_by_code: bool = False

    @property
    def margin(self) -> float:
        """By how much the best is ahead of the next district; infinite where there is none."""
        return float("inf") if self.second is None else self.best.weight - self.second.weight


NOWHERE = Choice(Candidate(0.0, None, None, -1, ()), (), None, ())
"""No answer, and nothing to offer."""


class Chooser:
    """Chooses among candidates.

    Parameters
    ----------
    matcher : Matcher
        Knows the names of districts.
    """

    def __init__(self, matcher: Matcher) -> None:
        self._folded = matcher.index.folded

    def choose(self, candidates: Sequence[Candidate]) -> Choice:
        """Choose the best candidate, or none of several equally good ones.

        Parameters
        ----------
        candidates : sequence of Candidate
            The likeliest first, one at least.

        Returns
        -------
        Choice
            The best, or what several have in common.
        """
        best = candidates[0]
        if len(candidates) == 1 and best.row >= 0:
            return _new_tuple(Choice, (best, (), None, (), False))
        least = best.weight - _TIED
        tied = [one for one in candidates if one.weight >= least]
        if best.row < 0:
            tied = [one for one in tied if one.row < 0]
            if len(tied) > 1:
                best = _in_common(tied)
            return Choice(best, (), _first_district(candidates), self._others(best, candidates))
        tied = [one for one in tied if one.row >= 0]
        if len(tied) > 1:
            common = _in_common(tied)
            if common.township is None:
                common = _best_place(candidates, common)
            rows = dict.fromkeys([one.row for one in tied])
            rows |= dict.fromkeys(self._others(best, candidates))
            return Choice(common, tuple(tied), tied[1], tuple(rows))
        second = next(
            (
                one
                for one in candidates[1:]
                if one.row >= 0 and not self._is_namesake_part(best, one)
            ),
            None,
        )
        has_rival = second is not None and _has_rival_by_code(best, candidates[1:])
        return Choice(best, (), second, self._others(best, candidates), has_rival)

    @staticmethod
    def _others(best: Candidate, candidates: Sequence[Candidate]) -> tuple[int, ...]:
        least = candidates[0].weight - _LIKELY
        likely = (one.row for one in candidates if one.weight > least)
        return tuple([row for row in likely if row not in (-1, best.row)][:_MOST_ALTERNATIVES])

    def _is_namesake_part(self, best: Candidate, other: Candidate) -> bool:
        """Tell whether a district is a part of a village that nothing names, by the best's name."""
        folded = self._folded
        return (
            folded.is_part[other.row] > folded.is_part[best.row]
            and folded.names.key(other.row) == folded.names.key(best.row)
            and ("VILLAGE_UNNAMED", 1.0) in other.evidence
        )


def _has_rival_by_code(best: Candidate, others: Sequence[Candidate]) -> bool:
    """Tell whether the postal code speaks for another district that is named, and not the best."""
    return not _has_code(best) and any(
        _has_code(one) and _is_named_as_well(one, best) for one in others
    )


def _is_named_as_well(candidate: Candidate, best: Candidate) -> bool:
    field, line = candidate.field, candidate.line
    return (field is not None and (best.field is None or field.score >= best.field.score)) or (
        line is not None and (best.line is None or line.strength >= best.line.strength)
    )


def _has_code(candidate: Candidate) -> bool:
    return _SAME_CODE in candidate.evidence or _CODE_OF_TOWNSHIP in candidate.evidence


def _first_district(candidates: Sequence[Candidate]) -> Candidate | None:
    return next((one for one in candidates if one.row >= 0), None)


def _in_common(candidates: Sequence[Candidate]) -> Candidate:
    """Return the place that candidates share, and what speaks for all of them."""
    first, *others = candidates
    city, township = common_place([(one.city, one.township) for one in candidates])
    shared = tuple([seen for seen in first.evidence if all(seen in one.evidence for one in others)])
    return Candidate(first.weight, city, township, -1, shared)


def _best_place(candidates: Sequence[Candidate], common: Candidate) -> Candidate:
    """Return the likeliest place without its district; of equally likely ones what they share."""
    places = [one for one in candidates if one.row < 0]
    tied = [one for one in places if one.weight >= places[0].weight - _TIED]
    place = _in_common(tied)
    if place.city is None or (common.city is not None and place.city != common.city):
        return common
    return place
