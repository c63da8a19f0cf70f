"""What fields and line say of a district."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodistricts.addresses.candidates.candidate import Candidate
from geodistricts.addresses.candidates.from_fields import FieldName
from geodistricts.addresses.candidates.from_line import LineName, mentions_alone
from geodistricts.addresses.candidates.places import PlaceEvidence, weight_of
from geodistricts.addresses.reading import TYPE, VILLAGE, Line, Mention, Order
from geodistricts.names import place_key
from geodistricts.records import ALIAS, FUZZY, Township
from geodistricts.snapshot import DistrictRows

if TYPE_CHECKING:
    from geodistricts.names import Matcher

_TYPED = 0.9
_new_tuple = tuple.__new__


class DistrictEvidence:
    """Sees what an order says of districts.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    matcher : Matcher
        Knows their names.
    """

    def __init__(self, rows: DistrictRows, matcher: Matcher) -> None:
        self._rows = rows
        self._folded = matcher.index.folded

    def candidate(
        self,
        order: Order,
        row: int,
        places: PlaceEvidence,
        field: FieldName | None,
        name: LineName | None,
        semt: Mention | None = None,
        lacking: str | None = None,
    ) -> Candidate:
        """Return a district as a candidate.

        Parameters
        ----------
        order : Order
            The order.
        row : int
            The district.
        places : PlaceEvidence
            What the order says of its township and city.
        field : FieldName or None
            How the field names it.
        name : LineName or None
            How the line does.
        semt : Mention or None
            Where the line names its semt, if it names no district.
        lacking : str or None
            What it says against a district that the field does not name it.

        Returns
        -------
        Candidate
            With all that is seen for it and against it.
        """
        fields, line = order.fields, order.line
        township = self._rows.township_of(row)
        weight, of_place = places.of(township.city, township)
        seen: list[tuple[str, float]] = []
        if fields.places.semt_townships and (fields.district is None or field is not None):
            if row in fields.places.named_rows:
                seen.append(("DISTRICT_IN_TOWNSHIP_FIELD", 1.0))
                if fields.places.semt_rows and field is None and name is None:
                    seen.append(("SEMT_OF_ITS_NAME", 1.0))
            elif row in fields.places.semt_rows:
                seen.append(("SEMT_FIELD", 1.0))
        if field is not None:
            seen.append(("DISTRICT_FIELD", field.score / 100))
            if field.kind in (ALIAS, FUZZY):
                seen.append(("NEAR_NAME", 1.0))
            if row in self._folded.distinctions and "(" not in fields.district and name is None:
                seen.append(("DISTINCTION_UNNAMED", 1.0))
            if field.is_other_type:
                seen.append(("OTHER_TYPE_IN_FIELD", 1.0))
            if field.by_village:
                seen.append(("VILLAGE_ONLY", 1.0))
                if field.is_centre:
                    seen.append(("CENTRE_OF_VILLAGE", 1.0))
            if field.lacks_village and name is None:
                seen.append(("VILLAGE_UNNAMED", 1.0))
        elif lacking is not None:
            seen.append((lacking, 1.0))
        if line is not None:
            if name is not None:
                name = self._see_in_line(line, row, township, name, seen)
            else:
                if line.first_type >= 0:
                    seen.append(("DISTRICT_LINE_OTHER", 1.0))
                if semt is not None:
                    seen.append(("SEMT_LINE", semt.weight))
        if order.code is not None:
            code = self._rows.record(row).postal_code
            if code == order.code:
                seen.append(("SAME_CODE", 1.0))
            elif code is not None:
                same_city = code[:2] == order.code[:2]
                kind = "CODE_OF_CITY" if same_city else "CODE_ELSEWHERE"
                seen.append((kind, 1.0))
        if fields.pin is not None and fields.pin.place is not None:
            place = fields.pin.place
            if self._rows.record(row) in (place.district, *place.others):
                seen.append(("PIN_INSIDE", 1.0))
        own = tuple(seen)
        weight += weight_of(own)
        evidence = of_place + own
        return _new_tuple(Candidate, (weight, township.city, township, row, evidence, field, name))

    def _see_in_line(
        self,
        line: Line,
        row: int,
        township: Township,
        name: LineName,
        seen: list[tuple[str, float]],
    ) -> LineName:
        """See what a line says of a district that it names: its village, its semt, its kind."""
        beside: list[Mention] = []
        folded, mention = self._folded, name.mention
        seen.append(("DISTRICT_LINE", name.strength))
        if name.sureness < 1:
            seen.append(("NEAR_NAME", 1.0))
        if name.again:
            seen.append(("AGAIN", name.again))
        if mention.last == line.first_type:
            seen.append(("FIRST", 1.0))
        if name.is_less:
            seen.append(("LESS_OF_A_NAME", 1.0))
        if name.of_other_village:
            seen.append(("OTHER_VILLAGE", 1.0))
        village = folded.villages.key(row)
        if village:
            villages = (village, *folded.village_names.get(row, ()))
            for one in villages:
                if one in line.groups:
                    beside += mentions_alone(line, one, mention)
            seen.append(("VILLAGE_TOO" if beside else "VILLAGE_UNNAMED", 1.0))
        elif row in folded.distinctions and not any(
            one in line.groups and mentions_alone(line, one, mention)
            for one in folded.distinctions[row]
        ):
            seen.append(("DISTINCTION_UNNAMED", 1.0))
        if not village and mention.last < len(line.tokens):
            word = line.tokens[mention.last].kind
            if word in (VILLAGE, TYPE):
                kind = self._rows.record(row).kind
                if (word == VILLAGE) == (kind == "mahalle"):
                    seen.append(("OTHER_TYPE", 1.0))
        for semt in (folded.semts.key(row), *folded.semt_names.get(row, ())):
            if semt in line.groups and semt != place_key(township.name):
                named = mentions_alone(line, semt, mention)
                if named:
                    seen.append(("SEMT_TOO", 1.0))
                    beside += named
                    break
        if mention.weight < _TYPED and line.first_type not in (-1, mention.last):
            name = name._replace(typed_otherwise=True)
        return name._replace(beside=tuple(beside)) if beside else name
