"""The fold: what it makes one, what it keeps apart, and that it always answers."""

import unicodedata
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodistricts import Gazetteer
from geodistricts.basics.letters import lower, upper
from geodistricts.names.fold import fold_name, normalize

SAME = [
    [
        "100. YIL MAH", "100.YIL MAH", "100 yıl mahallesi", "100.yıl mh.", "100. YIL MAHALLESİ",
        "YÜZÜNCÜ YIL", "yuzuncu yil mah", "YÜZÜNCÜYIL", "100'üncü Yıl", "Mah. 100. Yıl",
    ],
    ["8 EYLÜL MAH", "SEKİZ EYLÜL", "8.Eylül Mh", "sekizeylul mahelesi".replace("ele", "elle")],
    ["19 MAYIS MAH", "Ondokuz Mayıs", "ONDOKUZMAYIS", "on dokuz mayıs mahallesi", "19.MAYIS AMH"],
    ["23 NİSAN", "23.NİSAN", "yirmi üç nisan"],
    ["EVKA 4", "EVKA4", "Evka-4 Mah."],
    ["OZAFER", "0ZAFER"],
    ["GAZİ OSMAN PAŞA", "GAZİOSMANPAŞA MAH", "G.O.P.", "gop mah."],
    ["MEHMET AKİF ERSOY", "M.AKİF ERSOY MAH", "M. Akif Ersoy"],
    ["ŞEHİT HARUN BOY", "ŞHT. HARUN BOY MAH", "Şht.Harun Boy"],
    ["HAZRETİ YAKUP", "HZ. YAKUP MAH"],
    ["PROF. DR. AHMET TANER KIŞLALI MAH", "Profesör Doktor Ahmet Taner Kışlalı"],
    ["YENİMAHALLE", "Yeni Mah", "YENİ MAHALLESİ", "Yeni Mahelle", "YENİ MAHALLLESİ", "Yeni M."],
    ["KURTLAR KÖYÜ", "Kurtlar Köy", "kurtlar koyu", "KURTLAR", "Kurtlar K."],
    ["İSTİKLAL", "istiklal", "ISTIKLAL", "i̇sti̇klal", "İstiklâl Mah.", "ıstıklal"],
    ["AHMED-İ HANİ MAHALLESİ MAH", "Ahmedi Hani", "Ahmed'i Hani"],
    ["CAMİİKEBİR", "Camikebir", "CAMİİ KEBİR MAH", "Cami-i Kebir"],
    ["TAŞAĞIL BUCAK MERKEZİ KÖYÜ", "Taşağıl Köyü"],
    ["SAKARYA I.ORGANİZE SANAYİ BÖLGESİ MAH", "Sakarya 1. OSB", "Sakarya 1.Organize San. Bölgesi"],
    ["IV. MURAT MAH", "4. Murat", "Dördüncü Murat"],
    ["100.YIL MAH (KURTLAR KÖYÜ)", "100. Yıl Mah. (Kurtlar Köyü)", "yuzuncu yil(kurtlar)"],
]  # fmt: skip
DIFFERENT = [
    ("1. KÜME", "2. KÜME"),
    ("YENİKÖY MAH", "YENİ MAH"),
    ("AŞAĞI HİSAR", "YUKARI HİSAR"),
    ("100.YIL MAH (KURTLAR KÖYÜ)", "100.YIL MAH (BOSTANCILAR KÖYÜ)"),
    ("15 TEMMUZ", "15 TEMMUZ ŞEHİTLER"),
]
TEXTS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            [
                "mah",
                "mahallesi",
                "köyü",
                "k.",
                "m.",
                "b.m",
                "1.",
                "ii",
                "i",
                "v",
                "x",
                "üncü",
                "yüz",
                "yüzüncü",
                "on",
                "uc",
                "inci",
                "birinci",
                "dört",
                "dörd",
                "uncu",
                "iki",
                "nci",
                "bin",
                "yıl",
                "a",
                "o",
                "0",
                "(",
                ")",
                "'",
                "-",
                "/",
                "şht",
                "hz",
                "gop",
                "org",
                "organize",
                "sanayi",
                "bölgesi",
                "yeni",
                "merkez",
                "bucak",
                "ı",
                "İ",
            ]
        ),
        max_size=7,
    ).flatmap(lambda words: st.sampled_from(["", " ", "."]).map(lambda glue: glue.join(words))),
)


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_every_spelling_of_a_name_has_one_key(spellings: list[str]) -> None:
    assert {normalize(spelling) for spelling in spellings} == {normalize(spellings[0])}


@pytest.mark.parametrize(("name", "other"), DIFFERENT)
def test_different_names_have_different_keys(name: str, other: str) -> None:
    assert normalize(name) != normalize(other)


@given(TEXTS)
@settings(max_examples=500)
def test_a_key_is_its_own_key(text: str) -> None:
    key = fold_name(text)
    assert fold_name(key) == key
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ()")


@pytest.mark.parametrize(
    "text",
    [
        "12345678 uncu", "12345678uncu", "10000. yıl",
        "yedi" + "uncui" * 40 + "yol", "yediuncu" + "ikinci" * 3 + "iuncuxx", "birinci" * 40,
        "b m " * 40, "b " * 9 + "m " * 9, "bucak merkezi " * 9 + "x", "organizesanayibolgesi" * 9,
    ],
)  # fmt: skip
def test_a_key_of_much_of_the_same_is_its_own_key(text: str) -> None:
    key = fold_name(text)
    assert fold_name(key) == key


@pytest.mark.parametrize("text", ["", " ", "🙂", "\0\x1b[0m", "ЖЖ", "mah" * 100_000, "(" * 1000])
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(normalize(text), str)


@pytest.mark.parametrize("name", [None, 3, b"MAH", ["MAH"]])
def test_what_is_no_text_is_refused(name: object) -> None:
    with pytest.raises(TypeError, match="a name must be text"):
        normalize(name)  # type: ignore[arg-type]


LISTED = Gazetteer.open().table["name"].to_pylist()
WITHOUT_TURKISH = str.maketrans("çğıöşüÇĞİÖŞÜâîû", "cgiosuCGIOSUaiu")


@given(st.sampled_from(LISTED), st.sampled_from([" ", "  ", "\t", "\u00a0", "\u2003", " \u200b"]))
@settings(max_examples=300)
def test_case_space_form_and_letters_tell_no_names_apart(name: str, space: str) -> None:
    key = normalize(name)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert normalize(unicodedata.normalize(form, name)) == key
    for spelling in (lower(name), upper(lower(name)), name.lower(), name.swapcase()):
        assert normalize(spelling) == key
    assert normalize(name.translate(WITHOUT_TURKISH)) == key
    assert normalize(f"{space}{name.replace(' ', space)}{space}") == key


def test_the_names_of_a_township_that_share_a_key_are_the_reviewed_ones() -> None:
    """Köy and mahalle of one name, and one name written twice: nothing else is one key."""
    table = Gazetteer.open().table
    names = defaultdict(set)
    for name, township in zip(LISTED, table["township"].to_pylist(), strict=True):
        names[township, normalize(name)].add(name)
    shared = [sorted(spellings) for spellings in names.values() if len(spellings) > 1]
    both_kinds = [
        pair for pair in shared if {name.rpartition(" ")[2] for name in pair} == {"KÖYÜ", "MAH"}
    ]
    written_twice = [pair for pair in shared if pair not in both_kinds]
    assert sorted(written_twice) == REVIEWED
    assert all(
        len({normalize(name.rpartition(" ")[0]) for name in pair}) == 1 for pair in both_kinds
    )


REVIEWED = [
    ["ALTINTAŞLAR MAH (KOCADAL KÖYÜ)", "ALTINTAŞLAR MH. (KOCADAL KÖYÜ)"],
    ["BÜYÜK DÜZ MAH (HİSARCIK KÖYÜ)", "BÜYÜKDÜZ MAH (HİSARCIK KÖYÜ)"],
    ["CUHALAR MAH (GÜNEYALUÇ KÖYÜ)", "ÇUHALAR MAH (GÜNEYALUÇ KÖYÜ)"],
    ["DİREKLİ MAH (ORTASEKİ KÖYÜ)", "DİREKLİ MH. (ORTASEKİ KÖYÜ)"],
    ["FINDIK ÇUKURU MAH (HİSARCIK KÖYÜ)", "FINDIKÇUKURU MAH (HİSARCIK KÖYÜ)"],
    ["GAZİOSMANPAŞA OSB MAH", "GAZİOSMANPAŞAOSB MAH"],
    ["MERKEZ  MAH (AŞAĞI KIZILCAÖREN KÖYÜ)", "MERKEZ MAH (AŞAĞI KIZILCAÖREN KÖYÜ)"],
    ["MERKEZ  MAH (ÖRENCİK KÖYÜ)", "MERKEZ MAH (ÖRENCİK KÖYÜ)"],
    ["YAYLA  EVLERİ MAH (KÜÇÜKÇİT KÖYÜ)", "YAYLA EVLERİ MAH (KÜÇÜKÇİT KÖYÜ)"],
    ["YENİ  MAH (AYVAZLAR KÖYÜ)", "YENİ MAH (AYVAZLAR KÖYÜ)"],
    ["YUVA MERKEZ  MAH (YUVA KÖYÜ)", "YUVA MERKEZ MAH (YUVA KÖYÜ)"],
]
