"""Where a line names cities, townships and districts, and how likely each is meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from geodistricts.addresses.reading.tokens import (
    BUILDING,
    COUNTRY,
    DETAIL,
    EITHER,
    LABEL,
    LEVEL,
    NAME,
    NUMBER,
    POSTAL,
    SPOT,
    STREET,
    TYPE,
    VILLAGE,
    ZONE,
    Token,
)
from geodistricts.addresses.reading.words import (
    AMONG_NAMES_WORDS,
    CITY_FOLLOWS_WORDS,
    LANDMARK_WORDS,
    LONG_NAMED_WORDS,
    NAMED_AFTER_CITIES_WORDS,
)
from geodistricts.names import CENTRE

if TYPE_CHECKING:
    from geodistricts.names import Called, PlaceNames

_new_tuple = tuple.__new__
Groups = Mapping[str, Sequence[tuple[int, int]]]
LIKELY, _HARDLY = 0.3, 0.15
_PLACE, _BESIDE_ITS_OWN = 0.5, 0.75
_LEVELS = frozenset([LEVEL, EITHER])
_AFTER_PLACES = _LEVELS | {COUNTRY, POSTAL, NUMBER}
_PLACE_BEFORE = {STREET: 0.05, TYPE: 0.1, VILLAGE: 0.2, BUILDING: 0.15, DETAIL: 0.5, ZONE: 0.7}
_DISTRICT_BEFORE = {
    TYPE: 1.0,
    VILLAGE: 0.95,
    SPOT: 0.75,
    STREET: 0.1,
    BUILDING: 0.15,
    DETAIL: 0.35,
    NAME: 0.5,
    NUMBER: 0.4,
    ZONE: 0.15,
    EITHER: 0.8,
}
_UNTYPED, _AS_LANDMARK, _BEFORE_STREET, _OF_STREET = 0.5, 0.6, 0.35, 0.45
_A_ZONE, _OF_ZONE, _OF_BUSINESS = 0.7, 0.25, 0.14
_WORDS_TO_LANDMARK, _WORDS_TO_STREET, _WORDS_OF_BUSINESS = 3, 3, 3
_ALSO_OTHERWISE = ("aralik", "parki", "parsel")


class Mention(NamedTuple):
    """A place in a line.

    Attributes
    ----------
    first, last : int
        The first token, and the one after the last.
    weight : float
        How likely the place is meant, 0 to about 1.3.
    """

    first: int
    last: int
    weight: float


class PlaceMentions(NamedTuple):
    """The cities and townships that a line names, and those that are known from its fields.

    Attributes
    ----------
    cities, townships : dict of int to list of Mention
        By pk, the likeliest mention first.
    given_cities, given_townships : set of int
        Pks of what the fields beside the line surely name.
    """

    cities: dict[int, list[Mention]]
    townships: dict[int, list[Mention]]
    given_cities: set[int]
    given_townships: set[int]

    def city_weight(self, pk: int) -> float:
        """Return how likely the line means a city; 0 where it does not name it."""
        return self.cities[pk][0].weight if pk in self.cities else 0.0

    def township_weight(self, pk: int) -> float:
        """Return how likely the line means a township; 0 where it does not name it."""
        return self.townships[pk][0].weight if pk in self.townships else 0.0

    def has_city(self, pk: int) -> bool:
        """Tell whether a city is known, or likely meant."""
        return pk in self.given_cities or self.city_weight(pk) > LIKELY

    def likely_cities(self) -> list[int]:
        """List the cities that are known, then those that are likely meant."""
        likely = list(self.given_cities)
        for pk, mentions in self.cities.items():
            if mentions[0].weight > LIKELY and pk not in self.given_cities:
                likely.append(pk)
        return likely

    def has_township(self, pk: int) -> bool:
        """Tell whether a township is known, or likely meant."""
        return pk in self.given_townships or self.township_weight(pk) > LIKELY


def highest(mentions: Mapping[int, Sequence[Mention]]) -> float:
    """Return how likely the likeliest of some places is meant; 0 where there is none."""
    most = 0.0
    for found in mentions.values():
        most = max(most, found[0].weight)
    return most


def find_places(
    tokens: Sequence[Token],
    groups: Groups,
    places: PlaceNames,
    given_cities: Iterable[int] = (),
    given_townships: Iterable[int] = (),
) -> PlaceMentions:
    """Find the cities and townships that a line names.

    Parameters
    ----------
    tokens : sequence of Token
        The line.
    groups : mapping of str to list of (int, int)
        Its words written together.
    places : PlaceNames
        The cities and townships.
    given_cities, given_townships : iterable of int
        Pks of what is known from elsewhere.

    Returns
    -------
    PlaceMentions
        Each with its mentions.
    """
    called, tail = places.called, place_tail(tokens)
    named = [
        (key, called[key], [_mention(tokens, span, tail) for span in spans])
        for key, spans in groups.items()
        if key in called
    ]
    cities: dict[int, list[Mention]] = {}
    for _, meaning, mentions in named:
        for city in meaning.cities:
            _add(cities, city.pk, mentions)
    meant = [pk for pk, mentions in cities.items() if _is_any_above(_HARDLY, mentions)]
    meant += [pk for pk in given_cities if pk not in meant]
    townships = _find_townships(named, meant)
    if cities and townships:
        _favour_pairs(cities, townships, places)
    if len(cities) > 1 or (cities and given_cities):
        _leave_to_businesses(tokens, cities, is_known=bool(given_cities))
    for places_found in (cities, townships):
        for pk, mentions in places_found.items():
            if len(mentions) > 1:
                _leave_to_businesses(tokens, {pk: mentions}, is_known=False)
                mentions.sort(key=lambda mention: -mention.weight)
    return PlaceMentions(cities, townships, set(given_cities), set(given_townships))


def _find_townships(
    named: Iterable[tuple[str, Called, list[Mention]]], meant: Collection[int]
) -> dict[int, list[Mention]]:
    """Find townships of the cities that are meant; of others by their names, else by aliases."""
    townships: dict[int, list[Mention]] = {}
    for key, meaning, mentions in named:
        for township in meaning.townships:
            if township.city.pk in meant:
                _add(townships, township.pk, mentions)
        for township in meaning.by_name if key != CENTRE else ():
            if township.city.pk not in meant:
                _add(townships, township.pk, mentions)
    if highest(townships) <= LIKELY:
        for key, meaning, mentions in named:
            for township in meaning.by_alias if key != CENTRE else ():
                if township.city.pk not in meant:
                    _add(townships, township.pk, mentions)
    return townships


def _add(found: dict[int, list[Mention]], pk: int, mentions: list[Mention]) -> None:
    """Add mentions of a place, in a list of its own."""
    if pk in found:
        found[pk] += mentions
    else:
        found[pk] = list(mentions)


def _is_any_above(weight: float, mentions: Iterable[Mention]) -> bool:
    for mention in mentions:  # noqa: SIM110  (a generator takes 1 µs a line)
        if mention.weight > weight:
            return True
    return False


def place_tail(tokens: Sequence[Token]) -> int:
    """Return where nothing but the country, postal codes and the like follows."""
    end = len(tokens)
    while end and tokens[end - 1].kind in _AFTER_PLACES:
        end -= 1
    return end


def _mention(tokens: Sequence[Token], span: tuple[int, int], tail: int) -> Mention:
    """Weigh words that are a name of a place, by what stands beside them."""
    first, last = span
    weight = _PLACE + 0.02 * (last - first)
    is_parted = False
    if last < len(tokens):
        _, _, _, _, kind, is_parted = tokens[last]
        if not is_parted:
            weight *= _PLACE_BEFORE.get(kind, 1.0)
            if weight < _HARDLY:
                return _new_tuple(Mention, (first, last, weight))
            if kind in _LEVELS:
                weight += 0.2
    if last >= tail:
        weight += 0.3
    elif is_parted:
        weight += 0.1
    if tokens[first].parted:
        weight += 0.1
    return _new_tuple(Mention, (first, last, weight))


def _favour_pairs(
    cities: dict[int, list[Mention]], townships: dict[int, list[Mention]], places: PlaceNames
) -> None:
    """Add weight to a township and its city where they stand side by side."""
    for pk, mentions in townships.items():
        of_city = cities.get(places.townships[pk].city.pk)
        if of_city is None:
            continue
        for number, (first, last, weight) in enumerate(mentions):
            if weight <= 0.1:
                continue
            for other_number, (other_first, other_last, other_weight) in enumerate(of_city):
                apart = other_first - last if other_first >= last else first - other_last
                if 0 <= apart <= 1 and other_weight > 0.1:
                    mentions[number] = _new_tuple(Mention, (first, last, weight + 0.4))
                    nearer = other_first, other_last, other_weight + 0.3
                    of_city[other_number] = _new_tuple(Mention, nearer)
                    break


def _leave_to_businesses(
    tokens: Sequence[Token], found: Mapping[int, list[Mention]], *, is_known: bool
) -> None:
    """Take places for words of businesses' names, where one is known or named otherwise too."""
    inside, outside = [], is_known
    for mentions in found.values():
        for number, mention in enumerate(mentions):
            if mention.weight > _OF_BUSINESS and _is_of_business(tokens, mention):
                inside.append((mentions, number))
            else:
                outside = outside or mention.weight > LIKELY
    if outside:
        for mentions, number in inside:
            mentions[number] = mentions[number]._replace(weight=_OF_BUSINESS)


def _is_of_business(tokens: Sequence[Token], mention: Mention) -> bool:
    """Tell whether a place's name is a word of a business's: "Forum Mersin", "Ankara Kent AVM"."""
    first, last = mention.first, mention.last
    if first and not tokens[first].parted and tokens[first - 1].text in CITY_FOLLOWS_WORDS:
        return True
    if mention.weight > _BESIDE_ITS_OWN:
        return False
    for token in tokens[last : last + _WORDS_OF_BUSINESS]:
        if token.parted:
            return False
        if token.text in NAMED_AFTER_CITIES_WORDS:
            return True
        if token.kind != NAME and token.text not in AMONG_NAMES_WORDS:
            return False
    return False


def district_weight(tokens: Sequence[Token], first: int, last: int) -> float:
    """Tell how likely words name a district.

    Parameters
    ----------
    tokens : sequence of Token
        The line.
    first, last : int
        The first token, and the one after the last.

    Returns
    -------
    float
        1 before a type word; about 0.1 before the word for a street.
    """
    after = tokens[last] if last < len(tokens) else None
    before = tokens[first - 1] if first else None
    if before is not None and before.kind == LABEL:
        return 1.0
    is_zone = last > first and tokens[last - 1].kind == ZONE
    if is_zone and last == first + 1 and _is_named(tokens, first):
        return _OF_ZONE
    if after is None or after.parted:
        weight = _UNTYPED
    else:
        weight = _DISTRICT_BEFORE.get(after.kind, _UNTYPED)
    if weight >= 0.9:
        if may_be_of_street(tokens, last):
            return _OF_STREET
        return weight * (_AS_LANDMARK if is_landmark(tokens, last + 1) else 1.0)
    if is_zone:
        return _A_ZONE
    if all(token.kind == NUMBER for token in tokens[first:last]):
        return 0.0
    if weight == _UNTYPED:
        weight = _before_names(tokens, last)
    if before is not None and before.kind == TYPE and weight > LIKELY:
        is_label = first == 1 or tokens[first - 1].parted
        return 0.8 if is_label else 0.4
    if weight > LIKELY:
        weight += 0.1 * (before is None) + 0.05 * tokens[first].parted
    return weight


def may_be_of_street(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a street's word follows a type word at once, as in "Yeni Mah. Cad.".

    In "Yeni Mah. Meydan Sk." it does not: Meydan is the street's name.
    """
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or after.kind != STREET or after.parted or after.text in _ALSO_OTHERWISE:
        return False
    second = tokens[place + 2] if place + 2 < len(tokens) else None
    return second is None or second.kind != STREET or second.parted


def is_landmark(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a direction follows: "… Mah. Camii arkası"."""
    for _, _, text, _, kind, parted in tokens[place : place + _WORDS_TO_LANDMARK]:
        if parted or kind == NUMBER:
            return False
        if text in LANDMARK_WORDS:
            return True
    return False


def _is_named(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a zone's word follows its name at once, or its number that a name precedes."""
    if place == 0 or tokens[place].parted:
        return False
    before = tokens[place - 1].kind
    return before == NAME or (before == NUMBER and place > 1 and tokens[place - 2].kind == NAME)


def _before_names(tokens: Sequence[Token], place: int) -> float:
    """Weigh words that are before others: their street's, their zone's, or none's in particular."""
    for token in tokens[place : place + _WORDS_TO_STREET]:
        kind = token.kind
        if kind == STREET:
            return _BEFORE_STREET
        if token.parted:
            return _UNTYPED
        if kind != NAME:
            return _OF_ZONE if token.text in LONG_NAMED_WORDS else _UNTYPED
        if token.text.endswith("osb"):
            return _OF_ZONE
    return _UNTYPED


def covers(mentions: Iterable[Mention], first: int, last: int) -> bool:
    """Tell whether words are part of a likely mention."""
    return any(
        mention.first <= first and last <= mention.last and mention.weight > LIKELY
        for mention in mentions
    )


def overlaps(mention: Mention, others: Iterable[Mention]) -> bool:
    """Tell whether a mention shares a word with one of the others."""
    return any(mention.first < other.last and other.first < mention.last for other in others)
