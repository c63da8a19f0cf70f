"""Candidates: the places and districts that an order may mean, each with its evidence.

In comes an ``Order``; out come ``Candidate`` rows, the likeliest first. Districts are found by
their field (``from_fields``), in the line (``from_line``), by semt, postal code and pin; what
speaks for each and against it is listed by kind (``evidence``, ``places``,
``districts``) and
weighed (``weights``, which a script learns). ``Solver`` calls ``CandidateFinder``.
"""

from geodistricts.addresses.candidates.candidate import Candidate
from geodistricts.addresses.candidates.evidence import EVIDENCE
from geodistricts.addresses.candidates.finding import CandidateFinder
from geodistricts.addresses.candidates.from_fields import FieldName
from geodistricts.addresses.candidates.from_line import LineName

__all__ = ["EVIDENCE", "Candidate", "CandidateFinder", "FieldName", "LineName"]
