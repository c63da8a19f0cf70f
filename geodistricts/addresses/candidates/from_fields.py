"""The answers that an address may have: from the top down, and from the bottom up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from geodistricts.addresses.fields.evidence import Evidence
from geodistricts.addresses.postal_codes import PostalCodes
from geodistricts.names import (
    COMMON_WORDS,
    TypeWord,
    ends_of,
    find_type_word,
    normalize,
    place_key,
)
from geodistricts.records import FUZZY, NORMALIZED, City, District, Match, Township
from geodistricts.snapshot import DistrictRows

if TYPE_CHECKING:
    from geodistricts.names import Matcher, NameScope

_SURE, _NEAR, _QUITE_NEAR, _SOMEHOW = 94.0, 70.0, 85.0, 50.0
_TOWNSHIP_AGAIN = 10.0
_IN_TOWNSHIP, _IN_CITY, _IN_COUNTRY, _OF_CODE = 8, 24, 60, 300
_SEPARATORS = re.compile(r"[/,;|>\\]|(?<=\s)-(?=\s)")
_MOST_PARTS = 16


class Hypothesis(NamedTuple):
    """An answer that an address may have.

    Attributes
    ----------
    city, township, district : record or None
        The answer.
    score : float
        How well the name matches the district, 0 to 100; 0 where it was not asked.
    kind : str
        How, as in ``Match``; empty where it was not asked.
    """

    city: City | None
    township: Township | None
    district: District | None
    score: float = 0.0
    kind: str = ""


def hypothesis_of(district: District, score: float = 0.0, kind: str = "") -> Hypothesis:
    """Return the answer that names a district."""
    return Hypothesis(district.city, district.township, district, score, kind)


class HypothesisFinder:
    """Finds answers for the fields of an address.

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
        self._matcher = matcher
        self._codes = codes

    def find(self, evidence: Evidence) -> Iterator[Hypothesis]:
        """Yield the answers that something speaks for; the empty one among them.

        Parameters
        ----------
        evidence : Evidence
            The fields.

        Yields
        ------
        Hypothesis
            Some several times.
        """
        yield Hypothesis(None, None, None)
        townships = self._townships(evidence)
        for reading in evidence.places.cities:
            yield Hypothesis(reading.place, None, None)
        for township in townships:
            yield Hypothesis(township.city, township, None)
            if evidence.district is not None and _names_place(evidence.district, township):
                yield Hypothesis(township.city, township, None, _TOWNSHIP_AGAIN)
        yield from self._of_code_and_pin(evidence)
        if evidence.district is not None:
            for name in _ways_to_read(evidence.district):
                found = list(self._named(name, townships, evidence))
                yield from found
                if any(one.score >= _QUITE_NEAR for one in found):
                    break

    def nearest_names(self, best: Hypothesis, name: str) -> Iterator[Hypothesis]:
        """Yield districts of an answer's place whose names come closest to a name."""
        place = best.township or best.city
        if place is not None:
            scope = self._matcher.scope_of(place)
            for match in self._matcher.matches_in(scope, ends_of(name), 5, _SOMEHOW):
                yield hypothesis_of(*match[:3])

    def _townships(self, evidence: Evidence) -> list[Township]:
        """List where to look: the field's, those of the postal code, that of the pin."""
        townships, places = self._rows.places.townships, evidence.places
        found = {reading.place.pk: reading.place for reading in places.townships}
        found |= {pk: townships[pk] for pk in places.swapped}
        if evidence.code is not None:
            for row in self._codes.rows(evidence.code)[:_OF_CODE]:
                township = self._rows.township_of(row)
                found.setdefault(township.pk, township)
        if evidence.pin is not None and evidence.pin.place is not None:
            township = evidence.pin.place.district.township
            found.setdefault(township.pk, township)
        return list(found.values())

    def _of_code_and_pin(self, evidence: Evidence) -> Iterator[Hypothesis]:
        if evidence.pin is not None and evidence.pin.place is not None:
            yield hypothesis_of(evidence.pin.place.district)
        if evidence.code is None:
            return
        rows = self._codes.rows(evidence.code)
        if not rows:
            city = self._codes.city_of(evidence.code)
            if city is not None:
                yield Hypothesis(self._rows.places.cities[city], None, None)
        elif evidence.district is None:
            for row in rows[:_OF_CODE]:
                yield hypothesis_of(self._rows.record(row))

    def _named(
        self, name: str, townships: list[Township], evidence: Evidence
    ) -> Iterator[Hypothesis]:
        """Look for a name in the townships, else in the cities, else in the country."""
        matcher, places = self._matcher, evidence.places
        best, typed = 0.0, find_type_word(name)
        for township in townships:
            scope = matcher.scope_of(township)
            for match in self._meant(scope, name, typed, _IN_TOWNSHIP, _NEAR):
                if township.pk in places.township_quality or township.pk in places.swapped:
                    best = max(best, match.score)
                yield _answer(match, typed)
        says_nothing = places.townships and normalize(name) in COMMON_WORDS
        if best >= _SURE or says_nothing:
            return
        least = _SURE if places.townships else _NEAR
        for reading in places.cities:
            scope = matcher.scope_of(reading.place)
            for match in self._meant(scope, name, typed, _IN_CITY, least):
                best = max(best, match.score)
                yield _answer(match, typed)
        if best < _QUITE_NEAR:
            least = _SURE if places.cities or places.townships else _QUITE_NEAR
            for match in self._meant(matcher.index.country, name, typed, _IN_COUNTRY, least):
                yield _answer(match, typed)

    def _meant(
        self, scope: NameScope, name: str, typed: TypeWord | None, limit: int, least: float
    ) -> list[Match]:
        """Match a name; one that is the township's own, or its city's, is nobody's near name."""
        found = self._matcher.matches_in(scope, name, limit, least)
        if typed is not None:
            return found
        return [
            match
            for match in found
            if match.kind != FUZZY or not _names_place(name, match.district.township)
        ]


def _names_place(name: str, township: Township) -> bool:
    """Tell whether a name is a township's or its city's."""
    return place_key(name) in (place_key(township.name), place_key(township.city.name))


def _answer(match: Match, typed: TypeWord | None) -> Hypothesis:
    """Weigh what a name that several districts share says of the kind of each.

    A village and a mahalle are equals where no type word tells them apart; a part of a village
    comes after both.
    """
    score, kind = match.score, match.district.kind
    if match.kind == NORMALIZED and 98 <= score < 99 and typed is None:
        score = 99.0
    elif match.kind == FUZZY:
        if kind == "part":
            score -= 2
        elif typed is not None and (kind == "köy") != typed.is_village:
            score -= 1
    return hypothesis_of(match.district, score, match.kind)


def _ways_to_read(text: str) -> Iterator[str]:
    """Yield a field whole; then up to its type word, and the parts between separators."""
    text = ends_of(text)
    yield text
    seen = {normalize(text)}
    parts = (part.strip() for part in _SEPARATORS.split(text))
    for part in (text, *islice(filter(None, parts), _MOST_PARTS)):
        typed = find_type_word(part)
        for way in (part[: typed.end] if typed else "", part):
            if way and (key := normalize(way)) not in seen:
                seen.add(key)
                yield way
