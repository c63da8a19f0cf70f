"""What is left of a line without the places that were found in it: the street line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodistricts.addresses.reading import (
    COUNTRY,
    DETAIL,
    EITHER,
    LABEL,
    LEVEL,
    LEVEL_WORDS,
    LIKELY,
    POSTAL,
    TITLE_WORDS,
    TYPE,
    VILLAGE,
    ZONE,
    Line,
    Mention,
    district_weight,
    join_keys,
    place_tail,
)

if TYPE_CHECKING:
    from geodistricts.addresses.solving import Solution

_OF_PLACES = frozenset([TYPE, VILLAGE, LEVEL, EITHER, LABEL, DETAIL, POSTAL, COUNTRY])
_NAMED = LIKELY / 2
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
    gone = bytearray(len(tokens) + 1)
    found = _places_of(solution, line)
    mention = best.mention
    if mention is None and solution.choice.tied:
        mention = solution.choice.tied[0].mention
    zone_at = -1
    if mention is not None and tokens[mention.last - 1].kind == ZONE:
        zone_at = mention.first
    for first, last, weight in found:
        if weight > _NAMED or last == zone_at:
            _take(gone, first, last)
    if mention is not None:
        at = start, end = mention.first, mention.last
        _take(gone, start, end)
        if start and tokens[start - 1].text in TITLE_WORDS:
            _take_titles(line, gone, mention)
        again = line.groups.get(join_keys(tokens[start:end]), ())
        if len(again) > 1 and at in again:
            for first, last in again:
                if district_weight(tokens, first, last) > LIKELY:
                    _take(gone, first, last)
    if best.line is not None and best.line.beside:
        tail = place_tail(tokens)
        is_village = ("VILLAGE_TOO", 1.0) in best.evidence
        for beside in best.line.beside:
            if is_village or gone[beside.last] or beside.last >= tail:
                _take(gone, beside.first, beside.last)
    if line.code_at >= 0:
        gone[line.code_at] = 1
    _take_words(line, gone)
    return _join(line, gone)


def _places_of(solution: Solution, line: Line) -> list[Mention]:
    """List where the line names the answer's city and township, also as they were."""
    best, places = solution.choice.best, line.places
    found: list[Mention] = []
    if best.city is not None:
        found += places.cities.get(best.city.pk, ())
    if best.township is not None:
        own = best.township.pk
        found += places.townships.get(own, ())
        for pk in solution.order.fields.places.township_quality:
            if pk != own:
                found += places.townships.get(pk, ())
        for kind, weight in best.evidence:
            if kind == "TOWNSHIP_LINE_FORMER":
                for mentions in places.townships.values():
                    if mentions[0].weight == weight:
                        found += mentions
    return found


def _take(gone: bytearray, first: int, last: int) -> None:
    gone[first:last] = b"\1" * (last - first)


def _take_titles(line: Line, gone: bytearray, mention: Mention) -> None:
    """Take what a district's name begins with in the line, and not in the list."""
    tokens, first, last = line.tokens, mention.first, mention.last
    if last == len(tokens) or tokens[last].kind not in (TYPE, VILLAGE) or tokens[last].parted:
        return
    while first and not tokens[first].parted and tokens[first - 1].text in TITLE_WORDS:
        first -= 1
        gone[first] = 1


def _take_words(line: Line, gone: bytearray) -> None:
    """Take the words that belong to places: types, levels, labels, the country, postal words."""
    tokens = line.tokens
    tail = -1
    for place, token in enumerate(tokens):
        kind = token.kind
        if kind not in _OF_PLACES:
            continue
        if kind == DETAIL:
            if token.text in LEVEL_WORDS:
                gone[place] = 1
        elif kind == LABEL:
            gone[place] = 1
        elif kind == POSTAL:
            if token.text != "pk" or place + 1 in (line.code_at, len(tokens)):
                gone[place] = 1
        elif kind == COUNTRY:
            tail = place_tail(tokens) if tail < 0 else tail
            if place >= tail:
                gone[place] = 1
        elif place and gone[place - 1] and not token.parted:
            gone[place] = 1


def _join(line: Line, gone: bytearray) -> str:
    tokens, text = line.tokens, line.text
    words: list[str] = []
    gone[-1] = 1
    first = gone.find(0)
    while first >= 0:
        last = gone.find(1, first)
        end = tokens[last - 1].end
        kept = text[tokens[first].start : end + (text[end : end + 1] == ".")]
        words += kept.lstrip(_EDGES).split()
        first = gone.find(0, last)
    if tokens and len(text) > tokens[-1].end:
        words += text[tokens[-1].end :].strip(_EDGES).split()
    return " ".join(words)
