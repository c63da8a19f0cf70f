"""A candidate: a place or a district that an order may mean, with its evidence."""

from __future__ import annotations

from typing import NamedTuple

from geodistricts.addresses.candidates.evidence import Seen
from geodistricts.addresses.candidates.from_fields import FieldName
from geodistricts.addresses.candidates.from_line import LineName
from geodistricts.addresses.reading import Mention
from geodistricts.records import City, Township


class Candidate(NamedTuple):
    """What an order may mean.

    Attributes
    ----------
    weight : float
        What speaks for it, in all.
    city, township : record or None
        Where.
    row : int
        The district; -1 for none.
    evidence : tuple of (str, float)
        What was seen: kinds of ``EVIDENCE`` and their values.
    field : FieldName or None
        How the field names the district.
    line : LineName or None
        How the line does.
    """

    weight: float
    city: City | None
    township: Township | None
    row: int
    evidence: Seen
    field: FieldName | None = None
    line: LineName | None = None

    @property
    def mention(self) -> Mention | None:
        """Where the line names the district."""
        return self.line.mention if self.line is not None else None
