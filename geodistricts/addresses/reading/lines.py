"""A line of free text, read as far as no district is needed: words, places, postal code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from geodistricts.addresses.abroad import Abroad, abroad_in_line
from geodistricts.addresses.postal_codes import PostalCodes
from geodistricts.addresses.reading.mentions import (
    LIKELY,
    Groups,
    Mention,
    PlaceMentions,
    find_places,
    highest,
    is_landmark,
    may_be_of_street,
    place_tail,
)
from geodistricts.addresses.reading.tokens import (
    DETAIL,
    EITHER,
    NAME,
    NUMBER,
    POSTAL,
    STREET,
    TYPE,
    VILLAGE,
    ZONE,
    Token,
    group_words,
    tokenize,
)
from geodistricts.names import nearest_keys
from geodistricts.records import City, Township

if TYPE_CHECKING:
    from geodistricts.names import PlaceNames

_new_tuple = tuple.__new__
_MISSPELT = 0.6
_TYPES, _ENDS_OF_NAMES = (TYPE, VILLAGE), frozenset([TYPE, VILLAGE, ZONE, EITHER])
_NEAR_THE_END, _CODE_DIGITS = 5, 5
_SHORTEST = 4


class Line(NamedTuple):
    """A line, read.

    Attributes
    ----------
    text : str
        The line.
    tokens : list of Token
        Its words.
    groups : mapping of str to list of (int, int)
        Neighbouring words written together, and where they stand.
    places : PlaceMentions
        The cities and townships that it names.
    code : str or None
        Its postal code.
    code_at : int
        The code's token; -1 for none.
    first_type : int
        The first word for a mahalle; -1 for none.
    types : tuple of int
        The type words that something stands before.
    half_types : tuple of int
        Words that end names of districts, and others' too: OSB, the English "district".
    abroad : Abroad or None
        The place abroad that it names.
    """

    text: str
    tokens: list[Token]
    groups: Groups
    places: PlaceMentions
    code: str | None
    code_at: int
    first_type: int
    types: tuple[int, ...]
    half_types: tuple[int, ...]
    abroad: Abroad | None


def read_line(
    text: str,
    places: PlaceNames,
    codes: PostalCodes,
    cities: Iterable[City] = (),
    townships: Sequence[Township] = (),
) -> Line:
    """Read a line.

    Parameters
    ----------
    text : str
        Any text.
    places : PlaceNames
        The cities and townships.
    codes : PostalCodes
        The postal codes.
    cities, townships : record
        What is surely known of its place from elsewhere.

    Returns
    -------
    Line
        Its words, the cities and townships it names, and its postal code.
    """
    tokens = tokenize(text)
    groups = group_words(tokens)
    if cities or townships:
        given = dict.fromkeys(one.pk for one in cities)
        given |= dict.fromkeys(one.city.pk for one in townships)
        found = find_places(tokens, groups, places, given, [one.pk for one in townships])
    else:
        found = find_places(tokens, groups, places)
    _add_misspelt(found, tokens, places)
    abroad = abroad_in_line(tokens, groups)
    numbers, types, half_types = [], [], []
    for place, token in enumerate(tokens):
        kind = token.kind
        if kind == NUMBER:
            if len(token.text) == _CODE_DIGITS:
                numbers.append(place)
        elif kind in _ENDS_OF_NAMES and place:
            if kind in _TYPES:
                types.append(place)
            elif kind == ZONE or tokens[place - 1].key not in places.keys:
                half_types.append(place)
    code_at = _find_code(tokens, numbers, codes, found, places) if numbers else -1
    code = tokens[code_at].text if code_at >= 0 else None
    first_type = -1
    for place in types:
        if (
            tokens[place].kind == TYPE
            and not may_be_of_street(tokens, place)
            and not is_landmark(tokens, place + 1)
        ):
            first_type = place
            break
    types_of = tuple(types), tuple(half_types)
    return _new_tuple(
        Line, (text, tokens, groups, found, code, code_at, first_type, *types_of, abroad)
    )


def _add_misspelt(found: PlaceMentions, tokens: Sequence[Token], places: PlaceNames) -> None:
    """Look for a misspelt city where none is likely, then for a misspelt township in it."""
    likely = found.likely_cities()
    if _has_township_of_city(likely, found, places):
        return
    taken = {
        place
        for mentions in (*found.cities.values(), *found.townships.values())
        for mention in mentions
        if mention.weight > LIKELY
        for place in range(mention.first, mention.last)
    }
    if not found.given_cities and highest(found.cities) <= LIKELY:
        for place in _likely_places(tokens, taken):
            near = _nearest(tokens[place].text, places.cities_by_name)
            if near:
                for city in places.cities_by_name[near]:
                    found.cities[city.pk] = [Mention(place, place + 1, _MISSPELT)]
                taken.add(place)
                break
        likely = found.likely_cities()
    if not likely or _has_township_of_city(likely, found, places):
        return
    in_city: Mapping[str, Sequence[Township]] = places.townships_in_city.get(likely[0], {})
    for place in _likely_places(tokens, taken):
        near = _nearest(tokens[place].text, in_city)
        for township in in_city[near] if near else ():
            mention = Mention(place, place + 1, _MISSPELT)
            found.townships.setdefault(township.pk, []).insert(0, mention)
            return


def _has_township_of_city(likely: list[int], found: PlaceMentions, places: PlaceNames) -> bool:
    """Tell whether a line names a likely city, and a township of it or another city too."""
    return len(likely) > 1 or (
        len(likely) == 1
        and (
            bool(found.given_townships)
            or any(
                mentions[0].weight > LIKELY and places.townships[pk].city.pk == likely[0]
                for pk, mentions in found.townships.items()
            )
        )
    )


def _likely_places(tokens: Sequence[Token], taken: set[int]) -> list[int]:
    """List words where the name of a city or township may stand: at the end, beside others."""
    tail = place_tail(tokens)
    beside = {place + step for place in taken for step in (-1, 1)}
    return [
        place
        for place in range(tail - 1, -1, -1)
        if (place >= tail - _NEAR_THE_END or place in beside)
        and place not in taken
        and tokens[place].kind == NAME
        and len(tokens[place].text) >= _SHORTEST
        and not (place + 1 < len(tokens) and tokens[place + 1].kind in (TYPE, VILLAGE, STREET))
    ]


def _nearest(text: str, names: Mapping[str, object]) -> str | None:
    """Return the one name that a word is a beginning of, or a misspelling."""
    near = nearest_keys(text, names)
    if len(near) == 1:
        return near[0]
    if not near:
        begun = [name for name in names if name.startswith(text)]
        if len(begun) == 1:
            return begun[0]
    return None


def _find_code(
    tokens: Sequence[Token],
    numbers: Iterable[int],
    codes: PostalCodes,
    found: PlaceMentions,
    places: PlaceNames,
) -> int:
    """Return the token of the postal code; a labelled one, else the last that may be one."""
    best, best_rank = -1, 0
    for place in numbers:
        token = tokens[place]
        before = tokens[place - 1] if place else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        city = codes.city_of(token.text)
        if city is None:
            continue
        if before is not None and before.kind == POSTAL:
            rank = 3
        elif (before is not None and before.kind == DETAIL and not token.parted) or (
            after is not None and after.kind == STREET
        ):
            continue
        elif codes.rows(token.text) or token.text.endswith("000"):
            named = found.cities or found.given_cities
            if city in found.cities or city in found.given_cities or not named:
                rank = 2
            else:
                rank = int(_names_township_of(city, found, places))
        else:
            continue
        if rank and rank >= best_rank:
            best, best_rank = place, rank
    return best


def _names_township_of(city: int, found: PlaceMentions, places: PlaceNames) -> bool:
    return any(
        mentions[0].weight > LIKELY and places.townships[pk].city.pk == city
        for pk, mentions in found.townships.items()
    )
