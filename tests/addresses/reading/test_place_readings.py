"""What the text of a city or township field may mean."""

import pytest

from geodistricts import Gazetteer
from geodistricts.addresses.postal_codes import PostalCodes, read_postal_code
from geodistricts.addresses.reading.place_readings import (
    AMONG_WORDS,
    AS_IT_IS,
    MISSPELT,
    OTHER_NAME,
    SPLIT,
    PlaceReader,
)


@pytest.fixture(scope="module")
def reader(bundled: Gazetteer) -> PlaceReader:
    """Make a reader of the bundled cities and townships."""
    return PlaceReader(bundled._names.places)


@pytest.mark.parametrize(
    ("text", "city", "quality"),
    [
        ("İSTANBUL", "İSTANBUL", AS_IT_IS),
        ("istanbul ili", "İSTANBUL", AS_IT_IS),
        ("Afyon", "AFYONKARAHİSAR", OTHER_NAME),
        ("34", "İSTANBUL", OTHER_NAME),
        ("06", "ANKARA", OTHER_NAME),
        ("6", "ANKARA", OTHER_NAME),
        ("34 İstanbul TR", "İSTANBUL", AMONG_WORDS),
        ("İstanbul / Kadıköy", "İSTANBUL", AMONG_WORDS),
        ("istnbul", "İSTANBUL", MISSPELT),
    ],
)
def test_cities(reader: PlaceReader, text: str, city: str, quality: float) -> None:
    [reading] = reader.cities(text)
    assert (reading.place.name, reading.quality) == (city, quality)


@pytest.mark.parametrize("text", ["", "?", "qwxzt", "99", "00", "Türkiye"])
def test_no_city(reader: PlaceReader, text: str) -> None:
    assert reader.cities(text) == ()


@pytest.mark.parametrize(
    ("city", "text", "townships"),
    [
        ("İstanbul", "KADIKOY", {"KADIKÖY": AS_IT_IS, "ATAŞEHİR": SPLIT}),
        ("İstanbul", "Eyüp", {"EYÜPSULTAN": OTHER_NAME, "BAYRAMPAŞA": SPLIT, "SULTANGAZİ": SPLIT}),
        ("Denizli", "Merkez", {"MERKEZEFENDİ": OTHER_NAME, "PAMUKKALE": OTHER_NAME}),
        ("Bolu", "Merkez", {"MERKEZ": AS_IT_IS}),
        ("Ankara", "Kadıköy", {"KADIKÖY": AS_IT_IS, "ATAŞEHİR": SPLIT}),
        ("İstanbul", "Şşli", {"ŞİŞLİ": MISSPELT, "SARIYER": SPLIT}),
        ("İstanbul", "qwxzt", {}),
    ],
)
def test_townships(reader: PlaceReader, city: str, text: str, townships: dict[str, float]) -> None:
    found = reader.townships(text, reader.cities(city))
    assert {reading.place.name: reading.quality for reading in found} == townships


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("34710", "34710"), (34710, "34710"), ("1720", "01720"), (1720, "01720"),
        ("TR-34710", "34710"), (" 34 710 ", "34710"), ("34710.0", "34710"), (34710.0, "34710"),
        ("347100", None), ("abc", None), ("", None), ("34.710", None), (-34710, None),
    ],
)  # fmt: skip
def test_postal_codes(value: object, code: str | None) -> None:
    assert read_postal_code(value) == code


def test_districts_and_cities_of_codes(bundled: Gazetteer) -> None:
    codes = PostalCodes(bundled._rows)
    district = bundled.match("Caferağa", "İstanbul", "Kadıköy")[0].district
    assert district.postal_code
    rows = codes.rows(district.postal_code)
    assert district in map(bundled._rows.record, rows)
    assert codes.city_of(district.postal_code) == codes.city_of("34") == district.city.pk
    assert (codes.rows("00000"), codes.city_of("00")) == ((), None)
