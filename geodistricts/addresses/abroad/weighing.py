"""How surely an address is where a chain of names is."""

from __future__ import annotations

from collections.abc import Sequence

from geodistricts.addresses.abroad.chains import LAST, PARTED, Chain
from geodistricts.addresses.abroad.countries import NORTHERN_CYPRUS
from geodistricts.addresses.abroad.shared_names import SHOPS
from geodistricts.addresses.abroad.table import VIA, Named
from geodistricts.addresses.abroad.words import Word, word_set

PAIR, COUNTRY, OTHERWISE, TOWNS, CITY, SHARED = range(6)
_ALONE = {PAIR: 1.0, COUNTRY: 1.0, OTHERWISE: 0.8, TOWNS: 0.8, CITY: 0.7, SHARED: 0.4}
"""As the last place of a line, by what is named."""
_BEFORE_COMMA = {PAIR: 0.9, COUNTRY: 0.4, OTHERWISE: 0.4, TOWNS: 0.4, CITY: 0.3, SHARED: 0.1}
_AT_THE_START = {PAIR: 0.85, COUNTRY: 0.0, OTHERWISE: 0.0, TOWNS: 0.4, CITY: 0.0, SHARED: 0.0}
"""At the beginning, with a word after it: "KKTC Girne Karaoğlanoğlu Cad."."""
_CYPRUS_BEFORE_COMMA, _THE_ISLAND = 0.7, 0.8
_PAIR_IN_THE_MIDDLE = 0.4
_AFTER_CITY_AT_HOME = {PAIR: 0.9, COUNTRY: 0.45, OTHERWISE: 0.3, TOWNS: 0.3, CITY: 0.3, SHARED: 0.3}
_BEFORE_CITY_AT_HOME, _IN_TURKEY = 0.2, 0.1
_OF_A_SHOP, _CITY_TYPED, _COUNTRY_TYPED = 0.4, 0.6, 0.8
_VIA_TURKEY, _BY_CODE, _BY_STREET = 0.8, 0.9, 0.8

_SHOPS = word_set(SHOPS)
_TYPES = word_set("mah mh mahallesi mahalle koyu")
_PREFIXES = {"d": "Almanya", "a": "Avusturya", "ch": "İsviçre", "nl": "Hollanda", "b": "Belçika"}
_STREETS = ("strasse", "straat", "laan", "weg", "platz", "gasse", "allee", "plein")
_STREET_WORDS = word_set("str street road avenue rue ulica ulitsa lane via")


def country_of(names: Sequence[Named]) -> tuple[str, int]:
    """Tell which country names mean together, and what kind of names they are.

    Parameters
    ----------
    names : sequence of Named
        Names that stand beside each other.

    Returns
    -------
    country : str
        Its name in Turkish.
    kind : int
        ``PAIR`` for a country and a place of it, ``COUNTRY``, ``OTHERWISE`` for a country and a
        place elsewhere, ``TOWNS`` for several places of it, ``CITY``, ``SHARED``.
    """
    named = next((name for name in reversed(names) if name.is_country), None)
    places = [name for name in names if not name.is_country]
    votes: dict[str, int] = {}
    for name in places:
        for country in name.countries:
            votes[country] = votes.get(country, 0) + 1
    if named is None:
        country = max(votes, key=votes.__getitem__)
        if votes[country] == 1:
            return country, SHARED if all(name.is_shared for name in places) else CITY
        if any(name.name == VIA for name in places):
            return country, PAIR
        of_it = [name for name in places if country in name.countries]
        return country, SHARED if all(name.is_shared for name in of_it) else TOWNS
    country = max(named.countries, key=lambda country: votes.get(country, 0))
    if country in votes:
        return country, PAIR
    if places:
        return country, SHARED if named.is_shared else OTHERWISE
    return country, SHARED if named.is_shared else COUNTRY


def weigh(words: Sequence[Word], chain: Chain, country: str, kind: int) -> float:
    """Tell how surely an address is where a chain of names is, whatever else the line names.

    Parameters
    ----------
    words : sequence of Word
        The line.
    chain : Chain
        The names.
    country : str
        Their country.
    kind : int
        Their kind, see ``country_of``.

    Returns
    -------
    float
        0 to 1.
    """
    firm = _is_firm(chain, country, kind)
    if chain.closing == LAST:
        certainty = _as_last_place(words, chain, country, kind)
    elif chain.closing == PARTED:
        certainty = _CYPRUS_BEFORE_COMMA if firm and kind != PAIR else _BEFORE_COMMA[kind]
    elif chain.first == 0:
        certainty = _AT_THE_START[kind]
        if any(name.is_shared for name in chain.names) and not _names_the_north(chain):
            certainty /= 2
    else:
        certainty = _PAIR_IN_THE_MIDDLE if kind == PAIR else 0.0
    if chain.at_home and not firm:
        only_via = [name.name for name in chain.names] == [VIA]
        return _VIA_TURKEY if only_via else certainty * _IN_TURKEY
    return certainty


def weigh_against_home(
    words: Sequence[Word], chain: Chain, country: str, kind: int, home: Sequence[int]
) -> float:
    """Tell what is left of a certainty beside cities of Turkey: a share, 0 to 1.

    Parameters
    ----------
    words : sequence of Word
        The line.
    chain : Chain
        The names.
    country : str
        Their country.
    kind : int
        Their kind, see ``country_of``.
    home : sequence of int
        Where cities of Turkey are named, see ``find_home``.

    Returns
    -------
    float
        1 where none speaks against it; to Northern Cyprus the post goes by way of Mersin.
    """
    firm = _is_firm(chain, country, kind)
    if firm:
        home = [place for place in home if words[place].key != "mersin"]
    if not home:
        return 1.0
    if max(home) >= chain.last:
        return _BEFORE_CITY_AT_HOME
    return _AFTER_CITY_AT_HOME[PAIR if firm else kind]


def _is_firm(chain: Chain, country: str, kind: int) -> bool:
    """Tell whether Northern Cyprus is meant even where Turkey or Mersin follows."""
    return country == NORTHERN_CYPRUS and (kind == PAIR or _names_the_north(chain))


def _names_the_north(chain: Chain) -> bool:
    """Tell KKTC from Kıbrıs, which streets and people are named after."""
    return any(name.is_country and name.countries == (NORTHERN_CYPRUS,) for name in chain.names)


def _as_last_place(words: Sequence[Word], chain: Chain, country: str, kind: int) -> float:
    certainty = _ALONE[kind]
    if country == NORTHERN_CYPRUS and kind != PAIR and _has_its_code(words, chain):
        return _BY_CODE
    if kind == PAIR:
        return certainty
    if country == NORTHERN_CYPRUS and kind == COUNTRY and not _names_the_north(chain):
        certainty = _THE_ISLAND
    if chain.first and not words[chain.first].parted and words[chain.first - 1].text in _SHOPS:
        certainty *= _OF_A_SHOP
    if country == NORTHERN_CYPRUS or kind == SHARED:
        return certainty
    if any(word.text in _TYPES for word in words):
        return certainty * (_COUNTRY_TYPED if kind in (COUNTRY, OTHERWISE) else _CITY_TYPED)
    if kind == CITY:
        if _has_prefix(words, chain.first, country):
            return max(certainty, _BY_CODE)
        if any(word.text in _STREET_WORDS or word.text.endswith(_STREETS) for word in words):
            return max(certainty, _BY_STREET)
    return certainty


def _has_its_code(words: Sequence[Word], chain: Chain) -> bool:
    """Tell whether a postal code of Northern Cyprus, 99 and three digits, is beside its place."""
    near = words[max(chain.first - 1, 0) : chain.last + 1]
    return any(len(word.text) == 5 and word.text.startswith("99") for word in near)


def _has_prefix(words: Sequence[Word], place: int, country: str) -> bool:
    """Tell whether a code such as D-10115 stands before a word."""
    if place < 2 or not words[place - 1].text.isdecimal() or len(words[place - 1].text) < 4:
        return False
    return _PREFIXES.get(words[place - 2].text) == country
