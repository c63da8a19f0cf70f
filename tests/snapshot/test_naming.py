"""Names taken apart, and shown as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodistricts.basics.letters import fold
from geodistricts.snapshot.naming import (
    DistrictName,
    Settlement,
    Speller,
    parse_district_name,
    split_type,
)

CAPITALS = "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ"
_words = st.text(CAPITALS, min_size=1, max_size=12).filter(lambda word: word not in ("MH", "VE"))
_pieces = st.one_of(_words, st.sampled_from(["MAH", "KÖYÜ", "1.", "II.", "100.YIL", "(", ")", "-"]))
turkish_names = st.lists(_pieces, min_size=1, max_size=6).map(" ".join)


def mahalle(base: str, *also: str) -> DistrictName:
    return DistrictName(base, "mahalle", Settlement(base, "mahalle"), None, also)


def village(base: str, *also: str) -> DistrictName:
    return DistrictName(base, "köy", Settlement(base, "köy"), None, also)


def part(base: str, settlement: Settlement, within: str, *also: str) -> DistrictName:
    return DistrictName(base, "part", settlement, within, also)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CUMHURİYET MAH", mahalle("CUMHURİYET")),
        ("100. YIL MAH", mahalle("100. YIL")),
        ("A.PAZARCI MAH.", mahalle("A.PAZARCI")),
        ("TAHTAKALE MH", mahalle("TAHTAKALE")),
        ("İSTİKLAL MAHALLESİ", mahalle("İSTİKLAL")),
        ("AHMED-İ HANİ MAH", mahalle("AHMED-İ HANİ")),
        ("II. BAYAZIT MAH", mahalle("II. BAYAZIT")),
        ("KIRAN KÖY", village("KIRAN")),
        ("KURTLAR KÖYÜ", village("KURTLAR")),
        ("YENİKÖY MAH", mahalle("YENİKÖY")),
        ("KÖYÜ", mahalle("KÖYÜ")),
        ("MAH", mahalle("MAH")),
        ("GÖZECİK (MERKEZ BUCAĞI) KÖYÜ", village("GÖZECİK", "MERKEZ BUCAĞI")),
        ("KURTULUŞ MAH (HORSUNLU MAH)", mahalle("KURTULUŞ", "HORSUNLU MAH")),
        ("BAŞPINAR MAH (ORGANİZE MAH)OSB", mahalle("BAŞPINAR OSB", "ORGANİZE MAH")),
        (
            "100.YIL MAH (KURTLAR KÖYÜ)",
            part("100.YIL", Settlement("KURTLAR", "köy"), "KURTLAR KÖYÜ"),
        ),
        (
            "AYDINLIK  MAH (ZUĞUR MAH) (DALLARCA KÖYÜ)",
            part("AYDINLIK", Settlement("DALLARCA", "köy"), "DALLARCA KÖYÜ", "ZUĞUR MAH"),
        ),
        (
            "CAMİ  VE İHTİYAROĞLU MAH (ESENYAKA KÖYÜ)",
            part("CAMİ VE İHTİYAROĞLU", Settlement("ESENYAKA", "köy"), "ESENYAKA KÖYÜ"),
        ),
        (
            "ABIMISTIK MAH (ÇAKIRHÜYÜK BELDESİ)",
            part("ABIMISTIK", Settlement("ÇAKIRHÜYÜK", "belde"), "ÇAKIRHÜYÜK BELDESİ"),
        ),
        (
            "DEREKÖY KÖYÜ YAYLA EVLERİ",
            part("DEREKÖY KÖYÜ YAYLA EVLERİ", Settlement("DEREKÖY", "köy"), "DEREKÖY KÖYÜ"),
        ),
    ],
)
def test_names_are_taken_apart(name: str, expected: DistrictName) -> None:
    assert parse_district_name(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tepebağ Mh.", Settlement("TEPEBAĞ", "mahalle")),
        ("Alidede Mah.", Settlement("ALİDEDE", "mahalle")),
        ("Kurtlar Köyü", Settlement("KURTLAR", "köy")),
        ("Boğaziçi Bld.", Settlement("BOĞAZİÇİ", "belde")),
        ("Yeniköy", Settlement("YENİKÖY", "mahalle")),
        ("Ümmah", Settlement("ÜMMAH", "mahalle")),
    ],
)
def test_boundary_names_are_taken_apart(name: str, expected: Settlement) -> None:
    assert split_type(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("100.YIL MAH (KURTLAR KÖYÜ)", "100. Yıl Mah. (Kurtlar Köyü)"),
        ("BAŞPINAR MAH (ORGANİZE MAH)OSB", "Başpınar Mah. (Organize Mah.) OSB"),
        ("AYDINLIK  MAH (ZUĞUR MAH)", "Aydınlık Mah. (Zuğur Mah.)"),
        ("DEREKÖY KÖYÜ YAYLA EVLERİ", "Dereköy Köyü Yayla Evleri"),
        ("KIRAN KÖY", "Kıran Köy"),
        ("IŞIKLI MH", "Işıklı Mah."),
        ("İSTİKLAL MAHALLESİ", "İstiklal Mahallesi"),
        ("AHMED-İ HANİ MAH", "Ahmed-i Hani Mah."),
        ("II. BAYAZIT MAH", "II. Bayazıt Mah."),
        ("XIV KÖYÜ", "XIV Köyü"),
        ("CAMİ  VE İHTİYAROĞLU MAH", "Cami ve İhtiyaroğlu Mah."),
        ("A.PAZARCI MAH", "A. Pazarcı Mah."),
        ("", ""),
    ],
)
def test_names_are_shown_in_turkish_title_case(name: str, expected: str) -> None:
    assert Speller([]).show(name) == expected


@pytest.mark.parametrize(
    ("seen", "expected"), [(20, "Cumhuriyet Mah."), (19, "Cumhurıyet Mah."), (0, "Cumhurıyet Mah.")]
)
def test_usual_spelling_wins_from_twenty_to_one(seen: int, expected: str) -> None:
    speller = Speller(["CUMHURİYET MAH"] * seen + ["CUMHURIYET MAH"])
    assert speller.show("CUMHURIYET MAH") == expected


def test_usual_spelling_corrects_nothing_but_turkish_letters() -> None:
    speller = Speller(["HALA MAH"] * 100 + ["HÂLÂ MAH"])
    assert speller.show("HÂLÂ MAH") == "Hâlâ Mah."


@given(st.text(max_size=60))
def test_any_text_is_taken_apart_and_shown(name: str) -> None:
    parsed = parse_district_name(name)
    assert parsed.kind in {"mahalle", "köy", "part"}
    assert (parsed.village is not None) == (parsed.kind == "part")
    shown = Speller([name]).show(name)
    assert shown == " ".join(shown.split())


@given(turkish_names)
def test_shown_names_fold_like_the_listed_ones(name: str) -> None:
    shown = Speller([]).show(name)
    assert fold(shown) == fold(name)
    assert Speller([]).show(shown) == shown or "VE" in name or "-" in name


@given(st.lists(st.sampled_from(["CUMHURİYET MAH", "CUMHURIYET MAH", "Hâlâ", "HALA"]), max_size=60))
def test_a_speller_of_counted_words_is_one_of_their_texts(texts: list[str]) -> None:
    counted = [(word, 1) for text in texts for word in text.split()]
    ways = (Speller(texts), Speller.of_words(counted))
    shown = [[speller.show(name) for name in set(texts)] for speller in ways]
    assert shown[0] == shown[1]
