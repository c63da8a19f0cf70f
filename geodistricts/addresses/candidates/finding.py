"""All candidates of an order, each with what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from geodistricts.addresses.candidates.candidate import Candidate
from geodistricts.addresses.candidates.districts import DistrictEvidence
from geodistricts.addresses.candidates.evidence import Seen
from geodistricts.addresses.candidates.from_fields import FieldFinder, FieldName, names_place
from geodistricts.addresses.candidates.from_line import LineFinder, LineName
from geodistricts.addresses.candidates.places import PlaceEvidence, weight_of
from geodistricts.addresses.postal_codes import PostalCodes
from geodistricts.addresses.reading import LIKELY, Fields, Mention, Order
from geodistricts.names import COMMON_WORDS, find_type_word, normalize
from geodistricts.records import City, Township
from geodistricts.snapshot import DistrictRows

if TYPE_CHECKING:
    from geodistricts.names import Matcher

_MOST_TOWNSHIPS, _MOST_OF_CODE = 12, 300
_WORTH_A_LOOK = 0.2
_TOWNSHIP_AGAIN = 0.1
_SEMT_NAMED, _FAR = 0.5, 0.4
_new_tuple = tuple.__new__


class CandidateFinder:
    """Finds the candidates of an order.

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
        self._rows = rows
        self._codes = codes
        self._matcher = matcher
        self._folded = matcher.index.folded
        self._districts = DistrictEvidence(rows, matcher)
        self.of_fields = FieldFinder(rows, matcher)
        self.of_line = LineFinder(rows, matcher)

    def find(self, order: Order) -> list[Candidate]:
        """List what an order may mean, the likeliest first; nothing at all among it.

        Parameters
        ----------
        order : Order
            The order.

        Returns
        -------
        list of Candidate
            One at least; each district once, and each place, unless it is clear that none of
            them is meant without a district.
        """
        fields, line = order.fields, order.line
        named, former = self._townships(order)
        of_code = self._of_code(order)
        by_field: dict[int, FieldName] = {}
        by_line: dict[int, LineName] = {}
        lacking = None
        if fields.district is not None:
            by_field = self.of_fields.find(fields, (named | of_code).values())
            lacking = self._lacking(fields, by_field, named)
        if line is not None:
            others = [one for pk, one in of_code.items() if pk not in named]
            by_line = self.of_line.find(line, named.values(), others)
        semts = self._semts(order, by_field, by_line)
        if line is not None and not (by_field or by_line or semts):
            by_line = self.of_line.find_anywhere(line)
        places = PlaceEvidence(order, former, self._matcher.places.centres, of_code)
        rows: Iterable[int] = by_line
        if by_field or semts or fields.places.named_rows:
            rows = dict.fromkeys((*by_field, *by_line, *semts, *fields.places.named_rows))
        if fields.code is not None or fields.pin is not None:
            others_too = self._of_code_and_pin(order, is_named=bool(rows))
            rows = dict.fromkeys((*rows, *others_too))
        found = [
            self._districts.candidate(
                order, row, places, by_field.get(row), by_line.get(row), semts.get(row), lacking
            )
            for row in rows
        ]
        rank = self._folded.rank
        if len(found) > 1:
            found.sort(key=lambda one: (-one.weight, rank[one.row]))
        if not _is_clear(order, places, named, found):
            found += self._places(order, places, named, found, lacking)
            found.sort(key=lambda one: (-one.weight, rank[one.row]))
        return found

    def only(self, order: Order) -> Candidate | None:
        """Return the candidate of an order without a line whose three names are right."""
        fields = order.fields
        only = self.of_fields.only(fields)
        if only is None:
            return None
        row, name, seen = only
        if fields.code is not None or fields.pin is not None:
            places = PlaceEvidence(order, {}, set(), self._of_code(order))
            return self._districts.candidate(order, row, places, name, None)
        township = self._rows.township_of(row)
        return _new_tuple(
            Candidate, (weight_of(seen), township.city, township, row, seen, name, None)
        )

    def _townships(self, order: Order) -> tuple[dict[int, Township], dict[int, float]]:
        """List where to look, the likeliest first, and which of it is there for a former whole.

        The townships of the fields, that of the pin, those of the line and what has become of
        these.
        """
        townships, places = self._rows.places.townships, order.fields.places
        found = {reading.place.pk: reading.place for reading in places.townships}
        for pk in (*places.swapped, *places.semt_townships):
            found[pk] = townships[pk]
        pin = order.fields.pin
        if pin is not None and pin.place is not None:
            township = pin.place.district.township
            found.setdefault(township.pk, township)
        former: dict[int, float] = {}
        if order.line is not None:
            named = order.line.places
            likely = [
                (-named.township_weight(pk) - named.city_weight(townships[pk].city.pk), pk)
                for pk, mentions in named.townships.items()
                if mentions[0].weight > _WORTH_A_LOOK
            ]
            likely.sort()
            for _, pk in likely[:_MOST_TOWNSHIPS]:
                found.setdefault(pk, townships[pk])
            for _, pk in likely[:_MOST_TOWNSHIPS]:
                for successor in self._matcher.places.successors_of(townships[pk]):
                    if successor.pk not in found:
                        found[successor.pk] = successor
                        former[successor.pk] = named.township_weight(pk)
        return found, former

    @staticmethod
    def _lacking(
        fields: Fields, by_field: dict[int, FieldName], townships: dict[int, Township]
    ) -> str | None:
        """Return what it says against a district that its field does not name it."""
        if find_type_word(fields.district) is None and any(
            names_place(fields.district, one) for one in townships.values()
        ):
            return None
        if by_field:
            return "DISTRICT_FIELD_OTHER"
        is_common = normalize(fields.district) in COMMON_WORDS
        return None if is_common else "DISTRICT_FIELD_UNKNOWN"

    def _of_code(self, order: Order) -> dict[int, Township]:
        """List the townships of the postal code."""
        if order.code is None:
            return {}
        rows = self._codes.rows(order.code)[:_MOST_OF_CODE]
        found = (self._rows.township_of(row) for row in rows)
        return {one.pk: one for one in found}

    def _semts(
        self, order: Order, by_field: dict[int, FieldName], by_line: dict[int, LineName]
    ) -> dict[int, Mention | None]:
        """Find districts by their semt alone, where nothing names a district well."""
        found: dict[int, Mention | None] = {}
        if by_field:
            return found
        for name in by_line.values():
            if name.strength > _SEMT_NAMED:
                return found
        found |= dict.fromkeys(order.fields.places.semt_rows)
        if order.line is not None:
            found |= self.of_line.of_semts(order.line)
        return found

    def _of_code_and_pin(self, order: Order, *, is_named: bool) -> Iterator[int]:
        fields = order.fields
        if fields.pin is not None and fields.pin.place is not None:
            yield self._rows.row_of(fields.pin.place.district.pk)
        if fields.code is not None and fields.district is None and not is_named:
            yield from self._codes.rows(fields.code)[:_MOST_OF_CODE]

    def _places(
        self,
        order: Order,
        places: PlaceEvidence,
        townships: dict[int, Township],
        districts: list[Candidate],
        lacking_name: str | None,
    ) -> list[Candidate]:
        """List candidates without a district: townships, cities, and nothing."""
        fields, line = order.fields, order.line
        lacking: Seen = ()
        if lacking_name is not None:
            lacking = ((lacking_name, 1.0),)
        if line is not None and line.first_type >= 0:
            lacking = (*lacking, ("DISTRICT_LINE_OTHER", 1.0))
        extra = weight_of(lacking)
        found: list[Candidate] = []
        cities: dict[int, City] = {}
        for township in townships.values():
            city = township.city
            cities[city.pk] = city
            weight, seen = places.of(city, township)
            if fields.district is not None and names_place(fields.district, township):
                others = lacking if lacking_name is None else lacking[1:]
                again = (("DISTRICT_FIELD", _TOWNSHIP_AGAIN), *others)
                weight, seen = weight + weight_of(again), seen + again
            else:
                weight, seen = weight + extra, seen + lacking
            found.append(_new_tuple(Candidate, (weight, city, township, -1, seen, None, None)))
        for reading in fields.places.cities:
            cities[reading.place.pk] = reading.place
        if line is not None:
            all_cities = self._rows.places.cities
            for pk, mentions in line.places.cities.items():
                if mentions[0].weight > LIKELY:
                    cities[pk] = all_cities[pk]
        if order.code is not None and not self._codes.rows(order.code):
            pk_of_code = self._codes.city_of(order.code)
            if pk_of_code is not None:
                cities[pk_of_code] = self._rows.places.cities[pk_of_code]
        for candidate in districts:
            if candidate.city is not None:
                cities[candidate.city.pk] = candidate.city
        for city in cities.values():
            weight, seen = places.of(city, None)
            found.append(
                _new_tuple(Candidate, (weight + extra, city, None, -1, seen + lacking, None, None))
            )
        weight, seen = places.of_nothing()
        found.append(Candidate(weight + extra, None, None, -1, seen + lacking))
        return found


def _is_clear(
    order: Order, places: PlaceEvidence, townships: dict[int, Township], found: list[Candidate]
) -> bool:
    """Tell whether the best district is far ahead of every place without a district."""
    if not found:
        return False
    best = found[0]
    if best.city is None or best.township is None or best.township.pk not in townships:
        return False
    least = best.weight - _FAR
    if (len(found) > 1 and found[1].weight > least) or places.of(best.city, best.township)[0] > (
        least
    ):
        return False
    for one in townships.values():
        if one is not best.township and places.of(one.city, one)[0] > least:
            return False
    cities = order.line.places.cities if order.line is not None else ()
    return len(cities) < 2 and len(order.fields.places.cities) < 2
