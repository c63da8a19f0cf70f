"""Neighbouring names of places abroad, and what stands before and after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from geodistricts.addresses.abroad.table import (
    Named,
    cities_at_home,
    countries_by_code,
    keys_abroad,
    keys_at_home,
    names_abroad,
)
from geodistricts.addresses.abroad.words import Groups, Word, word_set

LAST, PARTED, OPEN = range(3)
_LEVELS = word_set(
    """
    il ili ilce ilcesi sehir sehri city county state eyalet eyaleti bolgesi kanton province region
    posta kodu pk zip code postcode plz cumhuriyeti republic ulke ulkesi country via
    """
)
"""Words beside a place that neither end nor continue its name."""
_PHONES = word_set("tel telefon telefonu tlf gsm cep mobil phone mobile whatsapp fax faks")
_STATES = "al|az|ca|co|ct|fl|ga|il|ma|md|mi|mn|nc|nj|nv|ny|oh|or|pa|tx|va|wa|wi|bc|on|qc"
_CODE = re.compile(
    r"(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[a-z] ?\d[a-z]\d"  # United Kingdom, Canada
    r"|\d{4} ?(?!(?:sk|cd|mh|no|bl|km)\b)[a-z]{2}|\d{3} \d{2}|\d{4,7}"  # Netherlands, Sweden …
    rf"|(?:{_STATES})(?: \d{{5}})?|(?:e|n|w|ec|nw|se|sw|wc)\d{{1,2}})(?= |$)"  # America, London
)
"""Postal codes of other countries, and the short name of a state."""
_WORDS_OF_CODE, _LONGEST_LETTERS = 7, 2
_DIGITS_OF_PHONE = 9


class Chain(NamedTuple):
    """Names of places abroad that stand beside each other.

    Attributes
    ----------
    first, last : int
        The first word, and the one after the last.
    names : tuple of Named
        In the line's order.
    closing : int
        ``LAST`` where nothing follows, ``PARTED`` where a comma or the like does, else ``OPEN``.
    at_home : bool
        True where Turkey follows.
    """

    first: int
    last: int
    names: tuple[Named, ...]
    closing: int
    at_home: bool


def find_chains(words: Sequence[Word], groups: Groups) -> list[Chain]:
    """Find the names of places abroad, those that stand beside each other together.

    Parameters
    ----------
    words : sequence of Word
        A line.
    groups : mapping of str to list of (int, int)
        Its words written together.

    Returns
    -------
    list of Chain
        In the line's order.
    """
    chains: list[Chain] = []
    for first, last, name in _spans(groups):
        if chains and first <= _after_codes(words, chains[-1].last):
            before = chains[-1]
            chains[-1] = before._replace(last=last, names=(*before.names, name))
        else:
            chains.append(Chain(first, last, (name,), OPEN, False))
    return [_close(words, chain) for chain in chains]


def _spans(groups: Groups) -> list[tuple[int, int, Named]]:
    """Return where names stand, longer ones rather than those inside them."""
    table = names_abroad()
    spans = [
        (first, last, table[key])
        for key in keys_abroad().intersection(groups)
        for first, last in groups[key]
    ]
    kept: list[tuple[int, int, Named]] = []
    for span in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(span[1] <= first or last <= span[0] for first, last, _ in kept):
            kept.append(span)
    return sorted(kept)


def _close(words: Sequence[Word], chain: Chain) -> Chain:
    """Look at what follows; a code of the same country belongs to it."""
    place, at_home = _after_codes(words, chain.last), False
    code = countries_by_code().get(words[chain.last].text) if chain.last < len(words) else None
    if (
        code
        and chain.last + 1 == len(words)
        and any(code in name.countries for name in chain.names)
    ):
        named = Named(words[chain.last].text.upper(), (code,), True, False)
        return chain._replace(last=len(words), names=(*chain.names, named), closing=LAST)
    while place < len(words) and words[place].key in keys_at_home():
        place, at_home = _after_codes(words, place + 1), True
    if place == len(words) or _is_phone(words, place):
        closing = LAST
    else:
        closing = PARTED if words[place].parted else OPEN
    return chain._replace(closing=closing, at_home=at_home)


def _after_codes(words: Sequence[Word], place: int) -> int:
    """Return the next word that is no postal code and no word for a level."""
    while place < len(words):
        if words[place].text in _LEVELS:
            place += 1
            continue
        if len(words[place].text) > _LONGEST_LETTERS and not words[place].text.isdecimal():
            return place
        text, ends = "", {0: place}
        for number in range(place, min(place + _WORDS_OF_CODE, len(words))):
            word = words[number]
            if number > place:
                if word.parted:
                    break
                text += " " * (word.start > words[number - 1].end)
            text += word.text
            ends[len(text)] = number + 1
        code = _CODE.match(text)
        if code is None or code.end() not in ends:
            return place
        if not any(letter.isdecimal() for letter in code[0]) and ends[code.end()] < len(words):
            return place
        place = ends[code.end()]
    return place


def _is_phone(words: Sequence[Word], place: int) -> bool:
    if words[place].text in _PHONES:
        return True
    rest = "".join(word.text for word in words[place:])
    return rest.isdecimal() and len(rest) >= _DIGITS_OF_PHONE


def find_home(words: Sequence[Word], groups: Groups, chains: Sequence[Chain]) -> list[int]:
    """Return where cities of Turkey stand that are named as places, outside of all chains."""
    found = []
    for key in cities_at_home().intersection(groups):
        for first, last in groups[key]:
            if any(first < chain.last and chain.first < last for chain in chains):
                continue
            place = _after_codes(words, last)
            if (
                place == len(words)
                or words[place].parted
                or words[place].key in keys_at_home()
                or any(chain.first == place for chain in chains)
            ):
                found.append(first)
    return found
