"""What is left of a line without the places that were found in it: the street line."""

from __future__ import annotations

from collections.abc import Iterable

from geodistricts.addresses.lines.mentions import LIKELY, Mention, district_weight, place_tail
from geodistricts.addresses.lines.reading import Line
from geodistricts.addresses.lines.tokens import (
    COUNTRY,
    DETAIL,
    LABEL,
    LEVEL,
    POSTAL,
    TYPE,
    VILLAGE,
    join_keys,
)
from geodistricts.addresses.lines.words import LEVEL_WORDS

_EDGES = ' \t\r\n,;:?!*"/\\|-–—._()[]'


def remainder_of(
    line: Line, city: int | None, township: int | None, district: Mention | None
) -> str:
    """Cut the places out of a line.

    Parameters
    ----------
    line : Line
        The line.
    city, township : int or None
        The pks of the places that were found.
    district : Mention or None
        Where the district stands.

    Returns
    -------
    str
        The rest, in order, in one line.
    """
    tokens = line.tokens
    gone = set(_postal_words(line))
    found: list[Mention] = []
    if city is not None:
        found += line.places.cities.get(city, ())
    if township is not None:
        found += line.places.townships.get(township, ())
    for mention in found:
        if mention.weight > LIKELY / 2:
            gone.update(range(mention.first, mention.last))
    if district is not None:
        gone.update(range(district.first, district.last))
        at = district.first, district.last
        again = line.groups.get(join_keys(tokens[slice(*at)]), ())
        for first, last in again if at in again else ():
            if district_weight(tokens, first, last) > LIKELY:
                gone.update(range(first, last))
    gone.update(
        place for place in range(place_tail(tokens), len(tokens)) if tokens[place].kind == COUNTRY
    )
    for place, token in enumerate(tokens):
        if token.kind in (TYPE, VILLAGE, LEVEL) and place - 1 in gone and not token.parted:
            gone.add(place)
        if token.kind == LABEL or (token.text in LEVEL_WORDS and token.kind == DETAIL):
            gone.add(place)
    return _join(line, gone)


def _postal_words(line: Line) -> Iterable[int]:
    """Yield the postal code and the words before it; also such words without a code."""
    tokens = line.tokens
    if line.code_at >= 0:
        yield line.code_at
    for place, token in enumerate(tokens):
        if token.kind == POSTAL and (
            token.text != "pk" or place + 1 == line.code_at or place + 1 == len(tokens)
        ):
            yield place


def _join(line: Line, gone: set[int]) -> str:
    pieces: list[str] = []
    start = None
    for place, token in enumerate(line.tokens):
        if place in gone:
            start = None
            continue
        if start is None:
            start = token.start
            pieces.append("")
        end = token.end + (line.text[token.end : token.end + 1] == ".")
        pieces[-1] = line.text[start:end]
    if line.tokens:
        pieces.append(line.text[line.tokens[-1].end :].rstrip(_EDGES))
    return " ".join(word for piece in pieces for word in piece.lstrip(_EDGES).split())
