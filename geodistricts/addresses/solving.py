"""Parsing: the city, township and district that a line of free text names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from geodistricts.addresses.lines.doubts import Doubter
from geodistricts.addresses.lines.guesses import Guess, Guesser
from geodistricts.addresses.lines.mentions import LIKELY, highest
from geodistricts.addresses.lines.reading import Line, read_line
from geodistricts.addresses.lines.remainder import remainder_of
from geodistricts.addresses.postal_codes import PostalCodes
from geodistricts.basics.arguments import shown
from geodistricts.records import City, District, ParsedAddress, Township
from geodistricts.snapshot import DistrictRows, common_place

if TYPE_CHECKING:
    from geodistricts.names import Matcher

_TIED, _CLOSE, _RATHER_CLOSE = 0.05, 0.15, 0.3
_LIKELY_OTHER = 1.0
_SUREST = 0.99
_MOST_ALTERNATIVES = 5


class Parser:
    """Answers ``parse`` for one gazetteer.

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
        self._names = matcher.places
        self._folded = matcher.index.folded
        self._guesser = Guesser(rows, matcher, codes)
        self._doubter = Doubter(rows, matcher)

    def parse(
        self, text: str, cities: Iterable[City] = (), townships: Iterable[Township] = ()
    ) -> ParsedAddress:
        """Parse a line; see ``Addresses.parse``."""
        if not isinstance(text, str):
            raise TypeError(f"an address must be text, not {shown(text)}")
        line = read_line(text, self._names, self._codes, cities, townships)
        guesses = self._guesser.guess(line)
        best = guesses[0]
        tied = [best]
        if best.row >= 0:
            tied = [
                guess for guess in guesses if guess.row >= 0 and guess.weight >= best.weight - _TIED
            ]
        if len({guess.row for guess in tied}) > 1:
            place = self._place_alone(line, guesses)
            if place is None or all(guess.township is tied[0].township for guess in tied):
                return self._ambiguous(line, tied)
            best = place
        return self._certain(line, best, [guess for guess in guesses if guess is not best])

    @staticmethod
    def _place_alone(line: Line, guesses: Sequence[Guess]) -> Guess | None:
        """Return the likeliest answer without a district, if the line names its township."""
        for guess in guesses:
            if guess.row < 0 and guess.township is not None:
                likely = line.places.township_weight(guess.township.pk) > LIKELY
                return guess if likely else None
        return None

    def _certain(self, line: Line, best: Guess, others: Sequence[Guess]) -> ParsedAddress:
        district = None if best.row < 0 else self._rows.record(best.row)
        second = next(
            (
                one
                for one in others
                if one.row not in (-1, best.row) and not self._is_namesake_part(line, best, one)
            ),
            None,
        )
        confidence = _confidence(line, best, second)
        alternatives = dict.fromkeys(
            one.row
            for one in others
            if one.row not in (-1, best.row) and one.weight > best.weight - _LIKELY_OTHER
        )
        namesakes: list[int] = []
        if district is not None:
            most, namesakes = self._doubter.doubt(line, best, others)
            confidence = min(confidence, most)
        return ParsedAddress(
            best.city,
            best.township,
            district,
            line.code or (district.postal_code if district is not None else None),
            remainder_of(
                line,
                best.city.pk if best.city else None,
                best.township.pk if best.township else None,
                best.mention,
            ),
            round(confidence, 3),
            self._records(dict.fromkeys([*namesakes, *list(alternatives)[:_MOST_ALTERNATIVES]])),
        )

    def _ambiguous(self, line: Line, tied: Sequence[Guess]) -> ParsedAddress:
        """Answer with what equally good guesses have in common, and offer all of them."""
        rows = list(dict.fromkeys(guess.row for guess in tied))
        namesakes = self._doubter.namesakes(line, tied[0])
        city, township = common_place([(guess.city, guess.township) for guess in tied])
        return ParsedAddress(
            city,
            township,
            None,
            line.code,
            remainder_of(
                line, city.pk if city else None, township.pk if township else None, tied[0].mention
            ),
            round(min(0.4, 0.8 / len(rows)), 3),
            self._records(dict.fromkeys([*rows, *namesakes])),
        )

    def _is_namesake_part(self, line: Line, best: Guess, other: Guess) -> bool:
        """Tell whether a guess is a part of a village that the line does not name, by its name."""
        folded = self._folded
        return bool(
            best.row >= 0
            and folded.is_part[other.row] > folded.is_part[best.row]
            and folded.names.key(other.row) == folded.names.key(best.row)
            and folded.villages.key(other.row) not in line.groups
        )

    def _records(self, rows: Iterable[int]) -> tuple[District, ...]:
        return tuple(self._rows.record(row) for row in rows)


def _confidence(line: Line, best: Guess, second: Guess | None) -> float:
    """Estimate how likely an answer is right from how it was found."""
    if best.row < 0 or best.mention is None or best.city is None or best.township is None:
        return 0.3 if best.township is not None else 0.2 if best.city is not None else 0.0
    places = line.places
    in_city = places.city_weight(best.city.pk) > LIKELY
    in_township = places.township_weight(best.township.pk) > LIKELY
    confidence = min(_SUREST, 0.8 + 0.2 * best.mention.weight) * best.score
    if in_township:
        confidence *= 1.0 if in_city else 0.97
    elif in_city:
        confidence *= 0.85
    else:
        confidence *= 0.55
    if best.mention.weight < 0.7:
        confidence *= 0.93
    if second is not None:
        margin = best.weight - second.weight
        confidence *= 0.55 if margin < _CLOSE else 0.8 if margin < _RATHER_CLOSE else 1.0
    if not in_township and highest(places.townships) > LIKELY:
        confidence *= 0.5
    return confidence
