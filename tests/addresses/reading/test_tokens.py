"""Address lines in words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodistricts import Gazetteer
from geodistricts.addresses.reading.tokens import (
    COUNTRY,
    DETAIL,
    NAME,
    NUMBER,
    POSTAL,
    SPOT,
    STREET,
    TYPE,
    VILLAGE,
    group_words,
    tokenize,
)


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("CAFERAĞA MAH.MODA CAD.NO:45", "caferaga mah moda cad no kirkbes"),
        ("mah.atatürk cd.no5", "mah ataturk cd no bes"),
        ("CUMHURİYETMAH", "cumhuriyet mah"),
        ("PETROL İŞMAH", "petrol is mah"),
        ("100.Yıl / YÜZÜNCÜ YIL", "yuz yil yuz yil"),
        ("İ̇STANBUL istanbul ISTANBUL", "istanbul istanbul istanbul"),
        ("Atatürk'ün O.S.B.", "ataturkun osb"),
        ("Bergama'da İzmir’den Of'taki Cafer'ağa", "bergama izmir of caferaga"),
        ("34710 05321234567", "34710 05321234567"),
        ("Yenimahalle", "yeni"),
        ("²x ¹A Ⅳ 🏠", "2x 1a iv"),
    ],
)
def test_keys(line: str, keys: str) -> None:
    assert " ".join(token.key for token in tokenize(line) if token.key) == keys


def test_kinds_and_separators() -> None:
    tokens = tokenize("Caferağa Mah. Moda Cd. 45, Kurtlar Köyü - Türkiye Posta Kodu")
    assert [token.kind for token in tokens] == [
        *(NAME, TYPE, NAME, STREET, NUMBER, NAME, VILLAGE, COUNTRY, POSTAL, POSTAL)
    ]
    assert [token.text for token in tokens if token.parted] == ["kurtlar", "turkiye"]


def test_a_word_before_a_type_word_is_a_name() -> None:
    kinds = [token.kind for token in tokenize("Meydan Mah. Sanayi Mah. Atatürk Meydanı")]
    assert kinds == [NAME, TYPE, NAME, TYPE, NAME, STREET]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Yeni Mahalle Cad.", [NAME, STREET, STREET]),
        ("Kayabaşı Köy Yolu Cad.", [NAME, STREET, STREET, STREET]),
        ("Kayabaşı Köyü Yaylası", [NAME, STREET, SPOT]),
        ("Yeni Mah. Köy Yolu Sk.", [NAME, TYPE, NAME, STREET, STREET]),
        ("Yeni Mah. Yol Sk.", [NAME, TYPE, STREET, STREET]),
        ("Kayabaşı Köy, Yolu", [NAME, VILLAGE, STREET]),
        ("Yeni Mahalle Moda Cad.", [NAME, TYPE, NAME, STREET]),
    ],
)
def test_a_type_word_may_belong_to_the_street(line: str, kinds: list[int]) -> None:
    assert [token.kind for token in tokenize(line)] == kinds


def test_no_type_word_ends_the_name_of_a_place(bundled: Gazetteer) -> None:
    names = [city.display_name for city in bundled.cities]
    names += [one.display_name for city in bundled.cities for one in bundled.townships_of(city)]
    assert names
    assert not [name for name in names if TYPE in {token.kind for token in tokenize(name)}]


def test_groups_end_at_type_words() -> None:
    groups = group_words(tokenize("Kazım Karabekir Mah. Ali İhsan"))
    assert groups["kazimkarabekir"] == [(0, 2)]
    assert groups["alihsan"] == [(3, 5)]
    assert "karabekirmah" not in groups


def test_groups_end_before_doors() -> None:
    groups = group_words(tokenize("Moda Cad. No 45 Kat 2 Kadıköy"))
    assert groups.keys() == {"moda", "modacad", "iki", "ikikadikoy", "kadikoy"}


def test_no_name_goes_on_with_a_door(bundled: Gazetteer) -> None:
    texts = {text for column in ("name", "village", "semt") for text in bundled.table[column]}
    names = {text.as_py() for text in texts} - {None}
    assert names
    kinds = [(name, [token.kind for token in tokenize(name)]) for name in names]
    assert not [name for name, of in kinds if (DETAIL, NUMBER) in pairwise(of[1:])]


@given(st.text())
def test_tokens_stand_where_they_say(line: str) -> None:
    last = 0
    for token in tokenize(line):
        assert last <= token.start < token.end <= len(line)
        last = token.end
