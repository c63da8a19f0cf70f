"""Districts that the field for the district may name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from geodistricts.addresses.candidates.evidence import Seen
from geodistricts.addresses.reading import Fields
from geodistricts.names import (
    COMMON_WORDS,
    TypeWord,
    ends_of,
    find_type_word,
    normalize,
    place_key,
)
from geodistricts.records import ALIAS, EXACT, FUZZY, NORMALIZED, City, Township
from geodistricts.snapshot import DistrictRows

if TYPE_CHECKING:
    from geodistricts.names import Found, Matcher, NameScope

_SURE, _NEAR, _QUITE_NEAR, _SOMEHOW = 94.0, 70.0, 85.0, 50.0
_SAME, _LESS_EXACT = 99.0, 97.0
_IN_TOWNSHIP, _IN_CITY, _IN_COUNTRY = 8, 24, 60
_ALMOST = 0.94
"""How sure the fields for city and township must be to look at no other place."""
_new_tuple = tuple.__new__
_SEPARATORS = re.compile(r"[/,;|>\\]|(?<=\s)-(?=\s)")
_MOST_PARTS = 16
_PLACE_BESIDE, _CENTRE = 96.0, 92.0


class FieldName(NamedTuple):
    """How the field names a district.

    Attributes
    ----------
    score : float
        How well the name matches, 0 to 100.
    kind : str
        How, as in ``Match``.
    is_other_type : bool
        True where its type word calls a mahalle a village, or the reverse.
    lacks_village : bool
        True where it is a part of a village that the field does not name.
    by_village : bool
        True where it is a part, and the field names its village only.
    is_centre : bool
        True where it is that village's centre.
    """

    score: float
    kind: str
    is_other_type: bool = False
    lacks_village: bool = False
    by_village: bool = False
    is_centre: bool = False


class FieldFinder:
    """Finds the districts that a field may name.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    matcher : Matcher
        Finds districts by name.
    """

    def __init__(self, rows: DistrictRows, matcher: Matcher) -> None:
        self._rows = rows
        self._matcher = matcher

    def find(self, fields: Fields, townships: Iterable[Township]) -> dict[int, FieldName]:
        """Find districts by what the field says: in townships, else in the cities, else anywhere.

        Parameters
        ----------
        fields : Fields
            The fields, the district's among them.
        townships : iterable of Township
            Where to look first.

        Returns
        -------
        dict of int to FieldName
            By row.
        """
        found: dict[int, FieldName] = {}
        for name in _ways_to_read(fields.district):
            typed = find_type_word(name)
            named = list(self._named(name, typed, townships, fields))
            has_exact = any(one.kind == EXACT for one in named)
            for one in named:
                read = self._read(one, typed, has_exact, name)
                if one.row not in found or read.score > found[one.row].score:
                    found[one.row] = read
            if any(one.score >= _QUITE_NEAR for one in named):
                break
        return found

    def only(self, fields: Fields) -> tuple[int, FieldName, Seen] | None:
        """Find the district where all three names are right and mean one; most orders are so.

        Parameters
        ----------
        fields : Fields
            The fields.

        Returns
        -------
        row : int
            The district.
        name : FieldName
            How its field names it.
        seen : tuple of (str, float)
            What the fields say for it.
        """
        name, places = fields.district, fields.places
        if name is None or len(places.cities) != 1 or places.cities[0].quality < _ALMOST:
            return None
        city, of_city = places.cities[0]
        inside = None
        of_township = 0.0
        for township, quality in places.townships:
            if quality > _ALMOST and township.city is city:
                if inside is not None:
                    return None
                inside, of_township = township, quality
        if inside is None:
            return None
        rows = self._matcher.scope_of(inside).by_key.get(normalize(ends_of(name)))
        if len(rows) != 1 or self._matcher.finder.are_parts(rows):
            return None
        is_exact = self._rows.record(rows[0]).name == name
        score, kind = (100.0, EXACT) if is_exact else (_SAME, NORMALIZED)
        seen = (
            ("CITY_FIELD", of_city),
            ("TOWNSHIP_FIELD", of_township),
            ("DISTRICT_FIELD", score / 100),
        )
        return rows[0], _new_tuple(FieldName, (score, kind, False, False, False, False)), seen

    def nearest(self, place: City | Township, name: str) -> list[int]:
        """List the districts of a place whose names come closest to a name."""
        scope = self._matcher.scope_of(place)
        return [one.row for one in self._matcher.finder.find(scope, ends_of(name), 5, _SOMEHOW)]

    def _named(
        self, name: str, typed: TypeWord | None, townships: Iterable[Township], fields: Fields
    ) -> Iterator[Found]:
        """Look for a name in the townships, else in the cities, else in the country."""
        matcher, places = self._matcher, fields.places
        best = 0.0
        for township in townships:
            scope = matcher.scope_of(township)
            for one in self._meant(scope, name, typed, _IN_TOWNSHIP, _NEAR):
                if (
                    township.pk in places.township_quality
                    or township.pk in places.swapped
                    or township.pk in places.semt_townships
                ):
                    best = max(best, one.score)
                yield one
        says_nothing = places.townships and normalize(name) in COMMON_WORDS
        if best >= _SURE or says_nothing:
            return
        least = _SURE if places.townships else _NEAR
        for reading in places.cities:
            scope = matcher.scope_of(reading.place)
            for one in self._meant(scope, name, typed, _IN_CITY, least):
                best = max(best, one.score)
                yield one
        if best < _QUITE_NEAR:
            least = _SURE if places.cities or places.townships else _QUITE_NEAR
            yield from self._meant(matcher.index.country, name, typed, _IN_COUNTRY, least)

    def _meant(
        self, scope: NameScope, name: str, typed: TypeWord | None, limit: int, least: float
    ) -> Iterator[Found]:
        """Match a name; one that is the township's own, or its city's, is nobody's near name."""
        for one in self._matcher.finder.find(scope, name, limit, least):
            if (
                typed is not None
                or one.kind != FUZZY
                or not names_place(name, self._rows.township_of(one.row))
            ):
                yield one

    def _read(self, one: Found, typed: TypeWord | None, has_exact: bool, name: str) -> FieldName:
        """Tell the name from its type word and its village.

        A village and a mahalle are equals where no type word tells them apart.
        """
        row, score, kind = one
        is_part = bool(self._matcher.index.folded.is_part[row])
        if kind == NORMALIZED and score > _LESS_EXACT:
            score = _LESS_EXACT if has_exact else _SAME
        lacks_village = (
            is_part
            and (kind == FUZZY or (kind == NORMALIZED and score != _PLACE_BESIDE))
            and not self._has_village(name, row)
        )
        is_other = (
            typed is not None
            and not is_part
            and (self._rows.record(row).kind == "köy") != typed.is_village
        )
        by_village = is_part and kind == ALIAS
        is_centre = by_village and score >= _CENTRE
        return FieldName(score, kind, is_other, lacks_village, by_village, is_centre)

    def _has_village(self, name: str, row: int) -> bool:
        _, bracket, inside = name.partition("(")
        return bool(bracket) and self._matcher.index.folded.is_of_village(row, normalize(inside))


def names_place(name: str, township: Township) -> bool:
    """Tell whether a name is a township's or its city's."""
    return place_key(name) in (place_key(township.name), place_key(township.city.name))


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
