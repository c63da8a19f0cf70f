"""Type words in texts."""

import pytest

from geodistricts.names.rules import MAHALLE_WORDS, VILLAGE_WORDS
from geodistricts.names.type_words import find_type_word

NO_NAME_BEFORE = ["", "Mah. Caferağa", " köy", "Yazıköy", "Kadıköyspor", "12 34"]
OF_STREETS = ["YENİ MAHALLE CAD. NO:8", "Kayabaşı Köy Yolu Cad.", "Kayabaşı Köyü  Yaylası"]


@pytest.mark.parametrize(
    ("text", "up_to", "is_village"),
    [
        ("Caferağa Mah. Moda Cad. 5", "Caferağa Mah", False),
        ("CAFERAĞA MAHALLESİ/KADIKÖY", "CAFERAĞA MAHALLESİ", False),
        ("Yeni mhl. 3", "Yeni mhl", False),
        ("Yazı köyü Mah. no 3", "Yazı köyü", True),
        ("YAZI KÖYÜ", "YAZI KÖYÜ", True),
        ("Moda Cad. 5\nCaferağa mah", "Moda Cad. 5\nCaferağa mah", False),
        ("2000MAH", "2000MAH", False),
        ("Yeni Mahalle Cad. Büyükdere Mah.", "Yeni Mahalle Cad. Büyükdere Mah", False),
        ("Yeni Mahalle, Cad. 5", "Yeni Mahalle", False),
        ("Yeni Mah. Cad. 5", "Yeni Mah", False),
    ],
)
def test_the_first_after_a_name(text: str, up_to: str, is_village: bool) -> None:
    found = find_type_word(text)
    assert found is not None
    assert (text[: found.end], found.is_village) == (up_to, is_village)


@pytest.mark.parametrize("text", [*NO_NAME_BEFORE, *OF_STREETS])
def test_none(text: str) -> None:
    assert find_type_word(text) is None


@pytest.mark.parametrize("word", sorted(MAHALLE_WORDS | VILLAGE_WORDS))
def test_every_word_of_the_tables(word: str) -> None:
    found = find_type_word(f"Yeni {word}5")
    assert found is not None
    assert (found.end, found.is_village) == (5 + len(word), word in VILLAGE_WORDS)
