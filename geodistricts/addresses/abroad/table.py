"""What the tables say of a key, folded once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from geodistricts.addresses.abroad.cities_abroad import CITIES_ABROAD
from geodistricts.addresses.abroad.countries import (
    AT_HOME,
    BARE_CYPRUS,
    CODES,
    COUNTRIES,
    CYPRUS,
    NORTHERN_CYPRUS,
)
from geodistricts.addresses.abroad.shared_names import PLACES_IN_TURKEY, WORDS
from geodistricts.addresses.abroad.words import split_words

VIA = "Mersin 10"
"""Turkey's postal code for Northern Cyprus."""
_WITH_UMLAUTS = ("Almanya", "Avusturya", "İsviçre")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ö": "Oe", "Ü": "Ue"})
_CITIES = """
    Adana, Adıyaman, Afyonkarahisar, Afyon, Ağrı, Aksaray, Amasya, Ankara, Antalya, Ardahan, Artvin,
    Aydın, Balıkesir, Bartın, Batman, Bayburt, Bilecik, Bingöl, Bitlis, Bolu, Burdur, Bursa,
    Çanakkale, Çankırı, Çorum, Denizli, Diyarbakır, Düzce, Edirne, Elazığ, Erzincan, Erzurum,
    Eskişehir, Gaziantep, Antep, Giresun, Gümüşhane, Hakkari, Hatay, Antakya, Iğdır, Isparta,
    İstanbul, İst, İzmir, İzmit, Kahramanmaraş, K. Maraş, Maraş, Karabük, Karaman, Kars, Kastamonu,
    Kayseri, Kırıkkale, Kırklareli, Kırşehir, Kilis, Kocaeli, Konya, Kütahya, Malatya, Manisa,
    Mardin, Mersin, İçel, Muğla, Muş, Nevşehir, Niğde, Ordu, Osmaniye, Rize, Sakarya, Adapazarı,
    Samsun, Siirt, Sinop, Sivas, Şanlıurfa, Ş. Urfa, Urfa, Şırnak, Tekirdağ, Tokat, Trabzon,
    Tunceli, Uşak, Van, Yalova, Yozgat, Zonguldak
"""


class Named(NamedTuple):
    """A country, or a place abroad.

    Attributes
    ----------
    name : str
        As the table writes it.
    countries : tuple of str
        The countries that it may be, or be in, the likeliest first.
    is_country : bool
        True for a country.
    is_shared : bool
        True where it is also a word or a place in Turkey.
    """

    name: str
    countries: tuple[str, ...]
    is_country: bool
    is_shared: bool


def key_of(name: str) -> str:
    """Return the key of a name, as ``group_words`` writes its words together."""
    key = ""
    for word in split_words(name):
        key = (key + word.key).replace("ii", "i")
    return key


@cache
def names_abroad() -> dict[str, Named]:
    """Return what is abroad, by key."""
    shared = {key_of(name) for text in (PLACES_IN_TURKEY, WORDS) for name in text.split(",")}
    table: dict[str, Named] = {}
    for name, country, is_country in _all_names():
        key = key_of(name)
        if key in table:
            old = table[key]
            countries = tuple(dict.fromkeys((*old.countries, country)))
            table[key] = old._replace(countries=countries)
        else:
            table[key] = Named(name, (country,), is_country, key in shared)
    return table


def _all_names() -> Iterator[tuple[str, str, bool]]:
    for name in BARE_CYPRUS.split(","):
        yield name.strip(), NORTHERN_CYPRUS, True
        yield name.strip(), CYPRUS, True
    for country, names in COUNTRIES.items():
        yield country, country, True
        for name in filter(None, map(str.strip, names.split(","))):
            yield name, country, True
    yield VIA, NORTHERN_CYPRUS, False
    for country, places in CITIES_ABROAD.items():
        for name in map(str.strip, places.replace("/", ",").split(",")):
            yield name, country, False
            if country in _WITH_UMLAUTS and name.translate(_UMLAUTS) != name:
                yield name.translate(_UMLAUTS), country, False


@cache
def keys_abroad() -> frozenset[str]:
    """Return the keys of all that is abroad."""
    return frozenset(names_abroad())


@cache
def keys_at_home() -> frozenset[str]:
    """Return the keys of Turkey."""
    return frozenset(key_of(name) for name in AT_HOME.split(","))


@cache
def cities_at_home() -> frozenset[str]:
    """Return the keys of Turkey's cities, with the names that people use instead."""
    return frozenset(key_of(name) for name in _CITIES.split(","))


@cache
def countries_by_code() -> dict[str, str]:
    """Return the country of each code in small letters."""
    return {code.lower(): country for code, country in CODES.items()}
