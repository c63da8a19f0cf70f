"""Whether a field or a line names a place abroad, and how surely it is meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from geodistricts.addresses.abroad.chains import Chain, find_chains, find_home
from geodistricts.addresses.abroad.countries import NORTHERN_CYPRUS
from geodistricts.addresses.abroad.table import VIA, countries_by_code, keys_abroad
from geodistricts.addresses.abroad.weighing import country_of, weigh, weigh_against_home
from geodistricts.addresses.abroad.words import Groups, Word, group_field, split_words

_LONGEST_FIELD, _LONGEST_CODE = 200, 2
_CODE, _FIRM = 0.7, 0.9


class Abroad(NamedTuple):
    """A place abroad, or in Northern Cyprus.

    Attributes
    ----------
    country : str
        In Turkish: "Almanya", "Kuzey Kıbrıs Türk Cumhuriyeti".
    name : str
        The place, or else the country, that is named, as the tables write it.
    certainty : float
        How surely the address is there, 0 to 1; from 0.5 on it is more likely there than not.
    first, last : int
        The first of its words, and the one after the last; -1 in a field.
    """

    country: str
    name: str
    certainty: float
    first: int
    last: int


def abroad_in_field(text: str) -> Abroad | None:
    """Tell whether a field for a city, a township or a district names a place abroad.

    Parameters
    ----------
    text : str
        What somebody wrote.

    Returns
    -------
    Abroad or None
        None where nothing abroad is named. A name that is also one in Turkey, as "Girne", has
        0.4 at most by itself: what it means, the other fields tell.

    Examples
    --------
    >>> found = abroad_in_field("Lefkoşa (KKTC)")
    >>> found.country, found.name, found.certainty
    ('Kuzey Kıbrıs Türk Cumhuriyeti', 'Lefkoşa', 1.0)
    >>> abroad_in_field("Girne").certainty, abroad_in_field("Girne Mah.").certainty
    (0.4, 0.0)
    >>> abroad_in_field("Kadıköy") is None
    True
    """
    return _read_field(text) if len(text) > _LONGEST_FIELD else _remembered(text)


def _read_field(text: str) -> Abroad | None:
    words = split_words(text)
    if len(words) == 1 and words[0].text in countries_by_code():
        code = words[0].text
        return Abroad(countries_by_code()[code], code.upper(), _CODE, -1, -1)
    found = abroad_in_line(words, group_field(words))
    if found is None:
        return None
    certainty = found.certainty
    also = any(
        len(word.text) > _LONGEST_CODE and word.text.isalpha() for word in words[: found.first]
    )
    if also and certainty < _FIRM and found.country != NORTHERN_CYPRUS:
        certainty = round(certainty / 2, 2)
    return found._replace(certainty=certainty, first=-1, last=-1)


_remembered = lru_cache(maxsize=1 << 12)(_read_field)


def abroad_in_line(tokens: Sequence[Word], groups: Groups) -> Abroad | None:
    """Tell whether a line names a place abroad, and how surely the address is there.

    Parameters
    ----------
    tokens : sequence of Word
        The line, as ``tokenize`` cuts it.
    groups : mapping of str to list of (int, int)
        Its words written together, as ``group_words`` does.

    Returns
    -------
    Abroad or None
        None where nothing abroad is named, else the likeliest. 1 for a country as the line's last
        place, alone or with a place of it; 0.7 for a city as the last place; little for a name
        that is also one in Turkey, that has a word after it, or that a city of Turkey follows.
    """
    if keys_abroad().isdisjoint(groups):
        return None
    chains = find_chains(tokens, groups)
    answers = [_answer(tokens, chain) for chain in chains]
    if any(answer.certainty for answer in answers):
        home = find_home(tokens, groups, chains)
        if home:
            answers = [
                _beside_home(tokens, chain, answer, home)
                for chain, answer in zip(chains, answers, strict=True)
            ]
    return max(answers, key=lambda found: (found.certainty, found.first))


def _answer(words: Sequence[Word], chain: Chain) -> Abroad:
    country, kind = country_of(chain.names)
    of_it = [name for name in chain.names if country in name.countries and name.name != VIA]
    places = [name for name in of_it if not name.is_country]
    named = (places or of_it or chain.names)[0]
    certainty = round(weigh(words, chain, country, kind), 2)
    return Abroad(country, named.name, certainty, chain.first, chain.last)


def _beside_home(
    words: Sequence[Word], chain: Chain, answer: Abroad, home: Sequence[int]
) -> Abroad:
    country, kind = country_of(chain.names)
    share = weigh_against_home(words, chain, country, kind, home)
    return answer._replace(certainty=round(answer.certainty * share, 2))
