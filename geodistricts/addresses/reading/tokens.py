"""Address lines in words: each folded, with its place in the line and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from geodistricts.addresses.reading.words import (
    BUILDING_WORDS,
    COUNTRY_WORDS,
    DETAIL_WORDS,
    EITHER_WORDS,
    IN_PHRASES,
    LEVEL_WORDS,
    PHRASES,
    POSTAL_WORDS,
    SPOT_WORDS,
)
from geodistricts.names import (
    GLUED_TYPES,
    MAHALLE_WORDS,
    ORDINAL_ENDINGS,
    STREET_WORDS,
    VILLAGE_WORDS,
    fold_letters,
    fold_words,
    is_of_street,
    number_in_words,
    read_cardinal,
)

NAME, NUMBER, TYPE, VILLAGE, STREET, SPOT, BUILDING, DETAIL, COUNTRY, POSTAL, LEVEL, LABEL = range(
    12
)
ZONE, EITHER, _UNCLEAR, _GLUED, _EMPTY = range(12, 17)
LONGEST_NAME = 5
_MOST_TOKENS, _LONGEST_WORD, _REMEMBERED = 120, 40, 1 << 13
_NO_SEPARATOR = frozenset(["", " ", ". ", ".", ":", ": "])
_WORD = re.compile(
    r"(\b[Oo]\.\s?[Ss]\.\s?[Bb]\b"
    r"|[^\W\d_]+(?:['’´`\u0300-\u036f\u00ad\u200b-\u200d]+[^\W\d_]*)*|\d+)"
)
_WITH_AN_ENDING = re.compile(r"(?i)['’´`](?:[dt][ae](?:n|ki)?)$")
"""Case endings behind a name: "İzmir'de", "Bursa'dan"."""
_SEPARATOR = re.compile(r"[,;/|\\\n\r\t()\[\]–—]|\s-|-\s")
_KINDS = {
    word: kind
    for kind, words in (
        (DETAIL, DETAIL_WORDS),
        (BUILDING, BUILDING_WORDS),
        (STREET, STREET_WORDS),
        (SPOT, SPOT_WORDS),
        (LEVEL, LEVEL_WORDS),
        (POSTAL, POSTAL_WORDS),
        (COUNTRY, COUNTRY_WORDS),
        (VILLAGE, VILLAGE_WORDS),
        (TYPE, MAHALLE_WORDS),
        (_UNCLEAR, IN_PHRASES),
        (ZONE, ["osb", "oiz"]),
        (EITHER, EITHER_WORDS),
    )
    for word in words
}
_COLON = re.compile(r"\.?\s?:")
_LABELS = {TYPE: LABEL, VILLAGE: LABEL, STREET: DETAIL, LEVEL: DETAIL, EITHER: DETAIL}
"""What words are that stand before a colon, as in "Mahalle: Caferağa"."""
_PLAIN = frozenset([NAME, NUMBER, BUILDING, SPOT, DETAIL, POSTAL, COUNTRY, ZONE])
"""What words are that are read alike wherever they stand."""
_OF_PHRASES = {"zone": ZONE, "building": BUILDING, "label": DETAIL}
_new_tuple = tuple.__new__
_ALSO_NAMES = (STREET, SPOT, BUILDING, DETAIL, LEVEL, EITHER, _UNCLEAR)
"""What words before a type word are names all the same, as in "Meydan Mah." and "Meydan Köyü"."""
_MARKED, _AFTER_NUMBERS = (
    frozenset([TYPE, VILLAGE, _UNCLEAR]),
    frozenset([NUMBER, STREET, DETAIL]),
)
_SPANS = [
    [(first, last) for last in range(first + 1, first + 1 + LONGEST_NAME)]
    for first in range(_MOST_TOKENS)
]
"""Where the words from each on stand in a line, one to five of them."""
_NO_GLUE = frozenset(["kemah", "yenimahalle"])
"""Townships whose names end like a type word."""


class Token(NamedTuple):
    """A word or a number of a line.

    Attributes
    ----------
    start, end : int
        Where it stands in the line.
    text : str
        Folded letters, or digits.
    key : str
        The same as it is in keys of names: numbers are words, ordinals cardinals.
    kind : int
        What it is: ``NAME``, ``NUMBER``, a ``TYPE`` word …
    parted : bool
        True where a comma, a slash or the like stands before it.
    """

    start: int
    end: int
    text: str
    key: str
    kind: int
    parted: bool


def tokenize(line: str) -> list[Token]:
    """Take a line apart.

    Parameters
    ----------
    line : str
        Any text.

    Returns
    -------
    list of Token
        In the line's order. A type word that is written together with a name, as in
        "CUMHURİYETMAH", is a token of its own. What is behind the first 120 is no address.

    Examples
    --------
    >>> [token.key for token in tokenize("CAFERAĞAMAH.MODA Cd. 100/2")]
    ['caferaga', 'mah', 'moda', 'cd', 'yuz', 'iki']
    """
    tokens: list[Token] = []
    end = before = 0
    types: list[int] = []
    has_unclear = False
    pieces = _WORD.split(line, _MOST_TOKENS + 1)
    for between, written in zip(pieces[::2], pieces[1::2], strict=False):
        start = end + len(between)
        end = start + len(written)
        parted = between not in _NO_SEPARATOR and _SEPARATOR.search(between) is not None
        text, key, kind, cut = _words[written]
        if kind in _PLAIN:
            tokens.append(_new_tuple(Token, (start, end, text, key, kind, parted)))
            before = kind
            continue
        if kind == _EMPTY:
            continue
        if kind == _GLUED:
            middle = end - len(text) + cut
            tokens.append(Token(start, middle, text[:cut], text[:cut], NAME, parted))
            tokens.append(Token(middle, end, text[cut:], text[cut:], TYPE, False))
            before = TYPE
            types.append(len(tokens) - 1)
            continue
        if kind in _LABELS and _COLON.match(line, end):
            kind, parted = _LABELS[kind], True
        if kind in _MARKED:
            if kind == _UNCLEAR:
                has_unclear = True
            else:
                types.append(len(tokens))
            # A bare "köy" may as well follow a street: "Atatürk Cad. köy içi".
            is_after_name = kind == TYPE or (kind == VILLAGE and text == "koyu")
            if is_after_name and tokens and not parted and before in _ALSO_NAMES:
                tokens[-1] = tokens[-1]._replace(kind=NAME)
        before = kind
        tokens.append(_new_tuple(Token, (start, end, text, key, kind, parted)))
    if has_unclear:
        tokens = _join_phrases(tokens)
        types = [place for place, token in enumerate(tokens) if token.kind in (TYPE, VILLAGE)]
    _give_to_streets(tokens, types)
    return tokens[:_MOST_TOKENS]


class _Words(dict[str, tuple[str, str, int, int]]):
    """What words are, each read when it first occurs; quicker than an ``lru_cache``."""

    def __missing__(self, written: str) -> tuple[str, str, int, int]:
        word = _read_word(written)
        if len(written) <= _LONGEST_WORD:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[written] = word
        return word


def _read_word(written: str) -> tuple[str, str, int, int]:
    """Read a word: its letters, its key, its kind, and where a type word is glued to it, or 0."""
    text = fold_letters(_WITH_AN_ENDING.sub("", written))
    if written[0].isdecimal():
        return text, number_in_words(text), NUMBER, 0
    if not text:
        return text, text, _EMPTY, 0
    kind = _KINDS.get(text, NAME)
    if kind == NAME and text.endswith(GLUED_TYPES) and text not in _NO_GLUE:
        cut = len(text) - len(next(ending for ending in GLUED_TYPES if text.endswith(ending)))
        if cut > 1:
            return text, text, _GLUED, cut
    key = text
    if kind == ZONE:
        text = key = "osb"
    elif text.endswith(ORDINAL_ENDINGS):
        key = read_cardinal(text)
    elif text in _NO_GLUE:
        key = fold_words(text)[0]
    return text, key, kind, 0


_words = _Words()


def _join_phrases(tokens: Sequence[Token]) -> list[Token]:
    """Write the words of phrases as one, and tell what the words are that are in none."""
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        place += 1
        for key, kind, words in PHRASES:
            last = place + len(words) - 1
            if token.text in words[0] and last <= len(tokens):
                others = tokens[place:last]
                if all(
                    other.text in allowed and not other.parted
                    for other, allowed in zip(others, words[1:], strict=True)
                ):
                    end = others[-1].end if others else token.end
                    token = Token(token.start, end, key, key, _OF_PHRASES[kind], token.parted)
                    place = last
                    break
        if token.kind == _UNCLEAR:
            token = token._replace(kind=BUILDING if token.text in BUILDING_WORDS else NAME)
        joined.append(token)
    return joined


def _give_to_streets(tokens: list[Token], types: Iterable[int]) -> None:
    """Let a type word belong to the street that is named with it, as in "Köy Yolu Cad."."""
    for place in types:
        if place + 1 == len(tokens):
            break
        token, after = tokens[place], tokens[place + 1]
        if not after.parted and is_of_street(token.text, after.text):
            named = place and not token.parted and tokens[place - 1].kind in (NAME, NUMBER)
            tokens[place] = token._replace(kind=STREET if named else NAME)


def join_keys(tokens: Sequence[Token]) -> str:
    """Write words together, as names of several words are in keys."""
    key = "".join([token.key for token in tokens])
    if "ii" in key:
        key = ""
        for token in tokens:
            key = (key + token.key).replace("ii", "i")
    return key


def group_words(tokens: Sequence[Token]) -> dict[str, list[tuple[int, int]]]:
    """Write neighbouring words together, as names of several words are in keys.

    No name goes on after a comma or the like or before the likes of "No 45", or begins with
    these, "2090 Sk" or "Cad" behind a name.

    Parameters
    ----------
    tokens : sequence of Token
        A line.

    Returns
    -------
    dict of str to list of (int, int)
        For every key, where it stands: first token, and the one after the last.
    """
    groups: dict[str, list[tuple[int, int]]] = {}
    if not tokens:
        return groups
    _, _, _, keys, kinds, parted = zip(*tokens, strict=True)
    has_doubled = "ii" in "".join(keys)
    count = len(keys)
    kinds = (*kinds, -1)
    stop = 0
    before = -1
    for first in range(count):
        kind, after = kinds[first], kinds[first + 1]
        if first == stop:
            stop += 1
            while stop < count and not (
                parted[stop]
                or kinds[stop] == TYPE
                or (kinds[stop] == DETAIL and kinds[stop + 1] == NUMBER)
            ):
                stop += 1
        is_none = kind != NAME and (
            (kind == NUMBER and after in _AFTER_NUMBERS)
            or (kind == DETAIL and after == NUMBER)
            or (kind == STREET and before == NAME and not parted[first])
        )
        before = kind
        if is_none:
            continue
        key = ""
        for word, span in zip(keys[first:stop], _SPANS[first]):  # noqa: B905  (a keyword takes 2 µs)
            key += word
            if has_doubled and "ii" in key:
                key = key.replace("ii", "i")
            if key in groups:
                groups[key].append(span)
            elif len(key) > 1:
                groups[key] = [span]
    return groups
