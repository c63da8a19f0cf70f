"""What is left of a line without the places that were found in it: the street line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from geodistricts.addresses.reading import LIKELY, Line, Mention
from geodistricts.addresses.reading.mentions import district_weight, place_tail
from geodistricts.addresses.reading.tokens import (
    COUNTRY,
    DETAIL,
    LABEL,
    LEVEL,
    POSTAL,
    TYPE,
    VILLAGE,
    join_keys,
)
from geodistricts.addresses.reading.words import LEVEL_WORDS

if TYPE_CHECKING:
    from geodistricts.addresses.solving import Solution

_EDGES = ' \t\r\n,;:?!*"/\\|-–—._()[]'


def street_line_of(solution: Solution) -> str:
    """Cut the places that were found out of a line.

    Parameters
    ----------
    solution : Solution
        Of an order that has a line.

    Returns
    -------
    str
        The rest, in order, in one line.
    """
    line, best = solution.order.line, solution.choice.best
    assert line is not None
    tokens = line.tokens
    mention = best.mention
    if mention is None and solution.choice.tied:
        mention = solution.choice.tied[0].mention
    gone = set(_postal_words(line))
    found: list[Mention] = []
    if best.city is not None:
        found += line.places.cities.get(best.city.pk, ())
    if best.township is not None:
        found += line.places.townships.get(best.township.pk, ())
    for named in found:
        if named.weight > LIKELY / 2:
            gone.update(range(named.first, named.last))
    if mention is not None:
        at = mention.first, mention.last
        gone.update(range(*at))
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
