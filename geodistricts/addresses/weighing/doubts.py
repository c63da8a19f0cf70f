"""What in a line speaks against an answer: another city, another township, another district."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geodistricts.addresses.candidates import Candidate, LineName
from geodistricts.addresses.reading import (
    DETAIL,
    NAME,
    NUMBER,
    STREET,
    TYPE,
    Line,
    Mention,
    district_weight,
    overlaps,
)
from geodistricts.addresses.weighing.standing import (
    IN_PLACE,
    any_claims,
    claims,
    ends_a_place,
    key_of,
    names_own_city,
    own_mentions,
    stand_outside,
    stands_beside,
    written,
    written_others,
)
from geodistricts.names import CENTRE, place_key
from geodistricts.snapshot import DistrictRows

if TYPE_CHECKING:
    from geodistricts.names import Matcher

_TYPED = 0.9


class Doubts(NamedTuple):
    """What in a line speaks against an answer.

    Attributes
    ----------
    other_place : bool
        True where it names another city, or a second township.
    second_district : bool
        True where it names a second district as clearly.
    other_code : bool
        True where its postal code is of another city.
    namesakes : tuple of int
        Rows of the districts of the answer's name in the other cities that the line names.
    """

    other_place: bool = False
    second_district: bool = False
    other_code: bool = False
    namesakes: tuple[int, ...] = ()


NO_DOUBTS = Doubts()


class Doubter:
    """Looks for what in a line speaks against an answer.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    matcher : Matcher
        Knows their names.
    """

    def __init__(self, rows: DistrictRows, matcher: Matcher) -> None:
        self._rows = rows
        self._matcher = matcher

    def doubt(self, line: Line, best: Candidate, others: Sequence[Candidate]) -> Doubts:
        """Look for all that speaks against an answer.

        Parameters
        ----------
        line : Line
            The line.
        best : Candidate
            The answer, a district.
        others : sequence of Candidate
            The answers that the line may have instead.

        Returns
        -------
        Doubts
            What was found, and what may be meant instead.
        """
        code = self._rows.record(best.row).postal_code
        other_code = bool(line.code and code and line.code[:2] != code[:2])
        typed = [other for other in others if other.line is not None and _is_typed(other.line)]
        if not typed and _names_one_place(line, best):
            return Doubts(other_code=True) if other_code else NO_DOUBTS
        cities = self._other_cities(line, best)
        other_place = bool(
            (cities and self._are_meant(line, best, cities))
            or self._names_other_township(line, best)
            or any(_is_nearer(line, best, other) for other in typed)
        )
        second = any(
            self._is_rival(line, best, other) for other in typed
        ) or self._types_second_district(line, best)
        named = tuple(self._named_in(cities, best)) if cities else ()
        return Doubts(other_place, second, other_code, named)

    @staticmethod
    def _are_meant(line: Line, best: Candidate, cities: Iterable[int]) -> bool:
        """Tell other cities of a line from last names and the like."""
        return (
            not names_own_city(line, best)
            or any_claims(line, cities)
            or any(ends_a_place(line, one) for pk in cities for one in line.places.cities[pk])
        )

    def _named_in(self, cities: Iterable[int], best: Candidate) -> list[int]:
        key = self._matcher.index.folded.names.key(best.row)
        places = self._rows.places.cities
        return [row for pk in cities for row in self._matcher.scope_of(places[pk]).by_key.get(key)]

    def _other_cities(self, line: Line, best: Candidate) -> list[int]:
        """List the cities that a line names where the answer's own should stand, likeliest first.

        A city's name in that of a street, a business or a person is none, nor is one that is a
        part of the answer's own names, or misspelt.
        """
        cities, townships = line.places.cities, line.places.townships
        if best.city is None or cities.keys() <= {best.city.pk}:
            return []
        own = own_mentions(line, best)
        beside: list[Mention] = []
        if best.township and not names_own_city(line, best):
            beside = written(townships, best.township.pk)
        found = [
            (mention.weight, pk)
            for pk in cities.keys() - {best.city.pk}
            for mention in written(cities, pk)
            if (
                mention.weight >= IN_PLACE
                or stands_beside(mention, beside)
                or ends_a_place(line, mention)
            )
            and not overlaps(mention, own)
            and key_of(line, mention) in self._matcher.places.cities_by_name
        ]
        return list(dict.fromkeys(pk for _, pk in sorted(found, reverse=True)))

    def _names_other_township(self, line: Line, best: Candidate) -> bool:
        """Tell whether a line names a second township; one that the answer was cut from is none."""
        if best.city is None or best.township is None:
            return False
        if line.places.townships.keys() <= {best.township.pk}:
            return False
        others = [
            (pk, mention)
            for pk, mention in written_others(line.places.townships, best.township.pk)
            if mention.weight >= IN_PLACE
        ]
        if not others:
            return False
        own = own_mentions(line, best)
        ends = written(line.places.cities, best.city.pk)
        return any(
            self._is_other_township(line, best, pk, mention)
            for pk, mention in others
            if not overlaps(mention, own)
            and not any(overlaps(mention, [end]) and len(ends) == 1 for end in ends)
        )

    def _is_other_township(self, line: Line, best: Candidate, pk: int, mention: Mention) -> bool:
        """Tell whether a township that a line names is another than the answer's."""
        assert best.city is not None
        township = self._rows.places.townships[pk]
        if line.tokens[mention.first].key == CENTRE:
            return township.city == best.city and place_key(township.name) == CENTRE
        if best.township in self._matcher.places.successors_of(township):
            return False
        if line.places.has_city(township.city.pk):
            return True
        scope, key = self._matcher.scope_of(best.city), key_of(line, mention)
        is_known_there = key in scope.by_key or key in scope.semts
        return not is_known_there and bool(line.places.given_cities) and claims(line, mention)

    def _is_rival(self, line: Line, best: Candidate, other: Candidate) -> bool:
        """Tell whether a line names a second district as clearly as the answer's."""
        if other.mention is None or other.row == best.row:
            return False
        if best.mention is None:
            return not self._are_of_one_village(best.row, other.row)
        if overlaps(other.mention, [best.mention]) or key_of(line, other.mention) == key_of(
            line, best.mention
        ):
            return False
        names = self._matcher.index.folded.distinctions.get(best.row, ())
        return key_of(line, other.mention) not in names and not self._are_of_one_village(
            best.row, other.row
        )

    def _types_second_district(self, line: Line, best: Candidate) -> bool:
        """Tell whether a line types a second district's name where a second address would.

        That is beyond the answer's city, or beyond a street and its number, or in another city
        that the line names; whether the second address's places are misspelt does not matter.
        """
        if best.mention is None or best.city is None:
            return False
        ends_of_names = [place for place in line.types if place != best.mention.last]
        if not ends_of_names:
            return False
        places, own = line.places, own_mentions(line, best)
        ends = written(places.cities, best.city.pk)
        typed = [one for one in _typed_names(line, ends_of_names) if not overlaps(one[1], own)]
        if not typed:
            return False
        township = best.township.pk if best.township else None
        others = [
            (pk, mention)
            for pk, mention in written_others(places.townships, township)
            if line.tokens[mention.first].key != CENTRE
        ]
        if not stand_outside(others, [*own, *ends]):
            # The same address again.
            folded = self._matcher.index.folded
            ours = {folded.names.key(best.row), folded.villages.key(best.row)}
            ours |= {key_of(line, best.mention), *folded.distinctions.get(best.row, ())}
            again = {mention.last for key, mention in typed if key in ours}
            typed = [one for one in typed if one[1].last not in again]
        scopes = [
            self._matcher.scope_of(self._rows.places.cities[pk])
            for pk in stand_outside(written_others(places.cities, best.city.pk), own)
        ]
        return any(
            any(key in scope.by_key.numbers for scope in scopes)
            or _is_another_address(line, best.mention, mention, ends)
            for key, mention in typed
        )

    def _are_of_one_village(self, row: int, other: int) -> bool:
        folded = self._matcher.index.folded
        return bool(
            {folded.names.key(row), folded.villages.key(row)}
            & {folded.names.key(other), folded.villages.key(other)} - {""}
        )


def _names_one_place(line: Line, best: Candidate) -> bool:
    """Tell whether a line names no place but the answer's, and has no other type word."""
    if best.city is None or best.township is None:
        return False
    last = best.line.mention.last if best.line is not None else -1
    return (
        line.places.cities.keys() <= {best.city.pk}
        and line.places.townships.keys() <= {best.township.pk}
        and all(place == last for place in line.types)
    )


def _is_typed(name: LineName) -> bool:
    return name.sureness >= _TYPED and name.mention.weight >= _TYPED


def _typed_names(line: Line, types: Collection[int]) -> Iterator[tuple[str, Mention]]:
    """Yield what stands before some type words, in every length, with its key."""
    for key, spans in line.groups.items():
        for first, last in spans:
            if last in types:
                mention = Mention(first, last, district_weight(line.tokens, first, last))
                if mention.weight >= _TYPED:
                    yield key, mention


def _is_another_address(line: Line, one: Mention, other: Mention, ends: Iterable[Mention]) -> bool:
    """Tell whether a city, or a street and a number, part the names of two districts."""
    first, second = sorted((one, other))
    if any(first.first < end.first < second.first for end in ends):
        return True
    kinds = [token.kind for token in line.tokens]
    before, after = kinds[: second.first], kinds[second.last :]
    if after[:1] == [TYPE] and _doors(before[first.last :]):
        return True
    # A village may follow its quarter's street and door, but has none of its own then.
    doors = _doors(before)
    return doors > 1 or (doors == 1 and (STREET in after or DETAIL in after))


def _doors(kinds: Sequence[int]) -> int:
    """Count the streets with a number behind them, which is not that of another street."""
    found = [
        kind
        for kind, after in pairwise([*kinds, NAME])
        if kind == STREET or (kind == NUMBER and after != STREET)
    ]
    return sum(pair == (STREET, NUMBER) for pair in pairwise(found))


def _is_nearer(line: Line, best: Candidate, other: Candidate) -> bool:
    """Tell whether the township that a line names has its district, and the answer's is unnamed.

    Named beside the city, where both are: "İnönü Mah. (Pınarbaşı Beldesi) Çelikhan/Kayseri".
    "Merkez" names the townships that a centre became, and is a word of districts' names too.
    """
    if other.mention is None or other.township is None or other.city == best.city:
        return False
    names = [one.mention for one in (best, other) if one.mention]
    theirs = _names_of_township(line, other, names)
    ours = _names_of_township(line, best, names)
    cities = written(line.places.cities, best.city.pk) if best.city else []
    theirs = [
        mention
        for mention in theirs
        if not (line.tokens[mention.first].key == CENTRE and stands_beside(mention, cities))
    ]
    if any(stands_beside(mention, cities) for mention in theirs):
        return not any(stands_beside(mention, cities) for mention in ours)
    return bool(theirs) and not ours


def _names_of_township(
    line: Line, candidate: Candidate, of_districts: Sequence[Mention]
) -> list[Mention]:
    """List where a line has a candidate's township by its own name, outside of districts' names."""
    township = candidate.township
    if township is None:
        return []
    return [
        mention
        for mention in written(line.places.townships, township.pk)
        if (line.tokens[mention.first].key != CENTRE or place_key(township.name) == CENTRE)
        and not overlaps(mention, of_districts)
    ]
