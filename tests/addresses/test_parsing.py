"""``parse``: tables of lines and answers, by kind; and what holds for any line."""

# ruff: noqa: E501  (tables are easier to read with a line a case)

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geodistricts as gd
from geodistricts import Gazetteer

# A line, the township, the district, and the street line that remains.
LINES = {
    "in order": [
        ("Caferağa Mah. Moda Cd. No:45 D:3 Kadıköy / İstanbul", "KADIKÖY", "CAFERAĞA MAH", "Moda Cd. No:45 D:3"),
        ("CAFERAGA MAH MODA CAD NO 45 KADIKOY ISTANBUL", "KADIKÖY", "CAFERAĞA MAH", "MODA CAD NO 45"),
        ("Caferağa Mahallesi, Moda Caddesi, 45, Kadıköy-İstanbul", "KADIKÖY", "CAFERAĞA MAH", "Moda Caddesi, 45"),
    ],
    "district last": [
        ("Moda Cd. No:45 D:3 Caferağa Mah. Kadıköy İstanbul", "KADIKÖY", "CAFERAĞA MAH", "Moda Cd. No:45 D:3"),
        ("İstanbul Kadıköy Moda Cd. No:45 Caferağa Mah.", "KADIKÖY", "CAFERAĞA MAH", "Moda Cd. No:45"),
        ("Moda cad. no 45 kadıköy istanbul caferağa", "KADIKÖY", "CAFERAĞA MAH", "Moda cad. no 45"),
    ],
    "without the type word": [
        ("caferağa moda cad. no 45 kadıköy istanbul", "KADIKÖY", "CAFERAĞA MAH", "moda cad. no 45"),
        ("Kızılay, Atatürk Blv. No:12, Çankaya/Ankara", "ÇANKAYA", "KIZILAY MAH", "Atatürk Blv. No:12"),
    ],
    "without the city": [
        ("Caferağa Mah. Moda Cd. No:45 Kadıköy", "KADIKÖY", "CAFERAĞA MAH", "Moda Cd. No:45"),
        ("caferağa mah.atatürk cd.no5 kadıköy", "KADIKÖY", "CAFERAĞA MAH", "atatürk cd.no5"),
    ],
    "glued": [
        ("CAFERAĞA MAH.MODA CAD.NO:45 KADIKÖY/İSTANBUL", "KADIKÖY", "CAFERAĞA MAH", "MODA CAD.NO:45"),
        ("CAFERAĞAMAH MODA CAD NO:45 KADIKÖY/İSTANBUL", "KADIKÖY", "CAFERAĞA MAH", "MODA CAD NO:45"),
        ("CUMHURİYETMAH ATATÜRK CAD. NO 5 ÇEKMEKÖY İSTANBUL", "ÇEKMEKÖY", "CUMHURİYET MAH", "ATATÜRK CAD. NO 5"),
    ],
    "repeated": [
        (
            "Caferağa Mh Caferağa Mah Moda Cd No 5 Kadıköy / İstanbul KADIKÖY İSTANBUL",
            "KADIKÖY", "CAFERAĞA MAH", "Moda Cd No 5",
        ),
    ],
    "streets that are named after places": [
        ("Ankara Caddesi No:5 Hobyar Mah. Fatih/İstanbul", "FATİH", "HOBYAR MAH", "Ankara Caddesi No:5"),
        ("Kızılay Mah. İzmir Sk. No 3 Çankaya Ankara", "ÇANKAYA", "KIZILAY MAH", "İzmir Sk. No 3"),
        ("19 Mayıs Mah. 19 Mayıs Cad. No 3 Şişli", "ŞİŞLİ", "19 MAYIS MAH", "19 Mayıs Cad. No 3"),
        ("Yenişehir Mah. Ankara Cad. No 9 Pendik / İSTANBUL", "PENDİK", "YENİŞEHİR MAH", "Ankara Cad. No 9"),
        (
            "Ankara Kebap Salonu Caferağa Mah. Moda Cd. 5 Kadıköy / İstanbul",
            "KADIKÖY", "CAFERAĞA MAH", "Ankara Kebap Salonu Moda Cd. 5",
        ),
    ],
    "streets that are named with a type word": [
        ("YENİ MAHALLE CAD. NO:8 BÜYÜKDERE/SARIYER", "SARIYER", "BÜYÜKDERE MAH", "YENİ MAHALLE CAD. NO:8"),
        ("KAYABAŞI KÖY YOLU CAD. NO:3 ŞAHİNTEPE/BAŞAKŞEHİR", "BAŞAKŞEHİR", "ŞAHİNTEPE MAH", "KAYABAŞI KÖY YOLU CAD. NO:3"),
        ("Büyükdere Mah. Yeni Mah. Cad. No:8 Sarıyer", "SARIYER", "BÜYÜKDERE MAH", "Yeni Mah. Cad. No:8"),
        ("Yeni Mah. Meydan Sk. No 5 Sarıyer", "SARIYER", "YENİ MAH", "Meydan Sk. No 5"),
        ("Fatih Mah. Sok. No:5 Esenyurt İstanbul", "ESENYURT", "FATİH MAH", "Sok. No:5"),
    ],
    "townships that end like a type word": [
        ("Çalıklar Köyü No:5 Kemah Erzincan", "KEMAH", "ÇALIKLAR KÖYÜ", "No:5"),
    ],
    "misspelt": [
        ("cafreağa mah moda cad kadıköy istanbul", "KADIKÖY", "CAFERAĞA MAH", "moda cad"),
        ("Caferağa Mah. Moda Cd. No:45 Kadıköy istnbul", "KADIKÖY", "CAFERAĞA MAH", "Moda Cd. No:45"),
        ("Caferağa Mah. Moda Cd. No:45 Kadkıöy / İstanbul", "KADIKÖY", "CAFERAĞA MAH", "Moda Cd. No:45"),
        ("Kızılay Mah. Atatürk Blv. 5 Çankaya ANKAR", "ÇANKAYA", "KIZILAY MAH", "Atatürk Blv. 5"),
    ],
    "figures and words": [
        ("100. Yıl Mah. Barbaros Cad. 7 Bağcılar İstanbul", "BAĞCILAR", "100. YIL MAH", "Barbaros Cad. 7"),
        ("yüzüncü yıl mahallesi barbaros cad. 7 bağcılar", "BAĞCILAR", "100. YIL MAH", "barbaros cad. 7"),
    ],
    "labelled": [
        ("Mah:Caferağa Cad:Moda No:5 İlçe:Kadıköy İl:İstanbul", "KADIKÖY", "CAFERAĞA MAH", "Cad:Moda No:5"),
        ("Mahalle: Caferağa, Cadde: Moda, No: 5, İlçe: Kadıköy, İl: İstanbul", "KADIKÖY", "CAFERAĞA MAH", "Cadde: Moda, No: 5"),
        ("İstanbul ili Kadıköy ilçesi Caferağa Mahallesi Moda Cad. 3", "KADIKÖY", "CAFERAĞA MAH", "Moda Cad. 3"),
    ],
    "shortened": [
        ("K.Çekmece İnönü mah. 3. sk", "KÜÇÜKÇEKMECE", "İNÖNÜ MAH", "3. sk"),
        ("A.Öveçler mah. 1322 cad Çankaya", "ÇANKAYA", "AŞAĞI ÖVEÇLER MAH", "1322 cad"),
    ],
    "townships of old": [
        ("Hurma Mah. 265 Sk. No 7 Merkez / Antalya", "KONYAALTI", "HURMA MAH", "265 Sk. No 7"),
        ("Alibeyköy Mah. Namık Kemal Cad. No 3 Eyüp İstanbul", "EYÜPSULTAN", "ALİBEYKÖY MAH", "Namık Kemal Cad. No 3"),
    ],
}  # fmt: skip

CODES = [
    ("Caferağa Mah. Moda Cd. 5 34710 Kadıköy İstanbul", "34710", "Moda Cd. 5"),
    ("Caferağa Mah. 34710 Moda Cd. 5 Kadıköy İstanbul Türkiye", "34710", "Moda Cd. 5"),
    ("Caferağa Mah. Moda Cd. 5 Posta Kodu: 34710 Kadıköy İstanbul", "34710", "Moda Cd. 5"),
    ("Caferağa Mah. Moda Cd. No:34710 Kadıköy İstanbul", None, "Moda Cd. No:34710"),
    ("Caferağa Mah. 34710 Sk. 5 Kadıköy İstanbul", None, "34710 Sk. 5"),
    ("Caferağa Mah. Moda Cd. 5 Posta Kodu: Kadıköy İstanbul TR", None, "Moda Cd. 5"),
]


@pytest.mark.parametrize(
    ("line", "township", "district", "remainder"),
    [case for cases in LINES.values() for case in cases],
)
def test_a_line(line: str, township: str, district: str, remainder: str) -> None:
    found = gd.parse(line)
    assert found.district is not None
    assert (found.district.township.name, found.district.name) == (township, district)
    assert (found.city, found.township) == (found.district.city, found.district.township)
    assert found.remainder == remainder
    assert found.confidence > 0.7


@pytest.mark.parametrize(("line", "code", "remainder"), CODES)
def test_a_postal_code(line: str, code: str | None, remainder: str) -> None:
    found = gd.parse(line)
    assert found.district == gd.match("Caferağa", "İstanbul", "Kadıköy")[0].district
    assert found.postal_code == code or found.district.postal_code
    assert found.remainder == remainder


def test_district_and_street_alone_are_no_confident_guess() -> None:
    many = gd.parse("Cumhuriyet Mah. Atatürk Cad. No 5")
    assert (many.district, many.city) == (None, None)
    assert {one.name for one in many.alternatives} >= {"CUMHURİYET MAH"}
    assert len(many.alternatives) > 100
    only = gd.parse("Caferağa Mah. Moda Cad. No 5")
    assert only.district == gd.match("Caferağa", "İstanbul", "Kadıköy")[0].district
    assert many.confidence < only.confidence <= 0.9


def test_a_township_stays_where_its_district_is_unknown() -> None:
    found = gd.parse("Qwxzt Mah. No 5 Esenyurt")
    assert found.township is not None
    assert (found.township.name, found.district) == ("ESENYURT", None)
    many = gd.parse("Esenyurt Mah. Esenyurt")
    assert many.township == found.township


def test_a_village_is_not_the_place_that_is_named_after_it() -> None:
    for line in ("Mescitli Köy Yaylası no 3 Torul", "Kayabaşı Köyü Yolu No 3 Başakşehir"):
        assert gd.parse(line).district is None


@pytest.mark.parametrize("village", ["Yazıköy", "Yazıköy köyü"])
def test_a_village_wins_over_the_part_of_another(village: str) -> None:
    found = gd.parse(f"Aşağı mah. no 3 {village} Burdur merkez")
    assert found.district is not None
    assert found.district.name == "YAZIKÖY KÖYÜ"
    assert found.confidence <= 0.9


def test_what_is_known_from_elsewhere_helps() -> None:
    for place in ({"city": "İstanbul", "township": "Çekmeköy"}, {"township": "Çekmeköy"}):
        found = gd.parse("Cumhuriyet Mah. Atatürk Cad. No 5", **place)
        assert found.district is not None
        assert found.district.township.name == "ÇEKMEKÖY"
    with pytest.raises(LookupError, match="no city is called"):
        gd.parse("Caferağa Mah.", city="qwxzt")


@pytest.mark.parametrize("line", ["", " \n", "?!", "asdf qwer", "12345", "No: 5", "🏠"])
def test_a_line_that_names_nothing(line: str) -> None:
    found = gd.parse(line)
    assert (found.city, found.township, found.district) == (None, None, None)
    assert found.confidence == 0


def test_a_very_long_line_keeps_its_end() -> None:
    found = gd.parse("Caferağa Mah. Kadıköy İstanbul " + "x y " * 10_000 + "the end")
    assert found.district == gd.match("Caferağa", "İstanbul", "Kadıköy")[0].district
    assert found.remainder.endswith("x y the end")


def test_a_repeated_name_goes_also_where_its_words_share_a_letter(bundled: Gazetteer) -> None:
    names = bundled._names.matcher.index.folded.names
    shared = next(
        district
        for district in (bundled._rows.record(row) for row in bundled._rows.ranked().tolist())
        if district.kind == "mahalle"
        and "ii" in "".join(names.words(bundled._rows.row_of(district.pk)))
        and len(names.words(bundled._rows.row_of(district.pk))) == 2
    )
    name = f"{shared.display_name} {shared.township.display_name}/{shared.city.display_name}"
    assert bundled.parse(f"{shared.display_name} Moda Cd. 5 {name}").remainder == "Moda Cd. 5"


def test_a_line_that_is_no_text() -> None:
    with pytest.raises(TypeError, match="must be text"):
        gd.parse(None)  # type: ignore[arg-type]


@given(st.text(max_size=200))
@settings(max_examples=300)
def test_any_text_gives_an_answer(text: str) -> None:
    found = gd.parse(text)
    assert 0 <= found.confidence <= 1
    if found.district is not None:
        assert (found.township, found.city) == (found.district.township, found.district.city)
    assert found == gd.parse(text)


WORDS = [
    "Caferağa",
    "Mah.",
    "Moda Cd.",
    "Kadıköy",
    "/",
    "İstanbul",
    "No:5",
    "Ankara",
    "Merkez",
    "Köyü",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14))
@settings(max_examples=300)
def test_any_words_give_an_answer(words: list[str]) -> None:
    assert 0 <= gd.parse(" ".join(words)).confidence <= 1


STREETS = ["Ankara Cad. No:5", "Moda Sk. No:3/2", "Atatürk Bulvarı 12", "1453. Sokak No 7 D:3"]


@pytest.mark.parametrize("order", [*itertools.permutations(range(3))])
def test_a_village_may_be_called_like_a_kind_of_street(order: tuple[int, ...]) -> None:
    parts = ["MEYDAN KÖYÜ", "Ankara Cad. No:5", "GÖLBAŞI/ADIYAMAN"]
    found = gd.parse(" ".join(parts[place] for place in order))
    assert found.district == gd.district("Meydan Köyü", "Adıyaman", "Gölbaşı")


@given(st.data())
@settings(max_examples=100)
def test_the_order_of_the_parts_changes_nothing(bundled: Gazetteer, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, bundled.table.num_rows - 1))
    [district] = bundled.districts(bundled.table["pk"][row : row + 1])
    assert district is not None
    parts = [
        district.name,
        data.draw(st.sampled_from(STREETS)),
        *data.draw(
            st.sampled_from(
                [
                    [f"{district.township.name}/{district.city.name}"],
                    [district.township.display_name, district.city.display_name],
                ]
            )
        ),
    ]
    separator = ", " if "(" in district.name else data.draw(st.sampled_from([", ", " "]))
    answers = {
        (found.city, found.township, found.district)
        for order in itertools.permutations(parts)
        for found in [bundled.parse(separator.join(order))]
    }
    assert len(answers) == 1


def test_many_at_once(bundled: Gazetteer) -> None:
    lines = [case[0] for cases in LINES.values() for case in cases]
    many = bundled.parse_many([*lines, None, *lines])
    assert (many.districts[: len(lines)] == many.districts[len(lines) + 1 :]).all()
    for line, district, confidence in zip(
        lines,
        bundled.districts(many.districts[: len(lines)]),
        many.confidences.tolist(),
        strict=False,
    ):
        one = bundled.parse(line)
        assert (district, confidence) == (one.district, one.confidence)
    assert (many.districts[len(lines)], many.cities[len(lines)]) == (-1, -1)


def test_many_with_columns_of_places(bundled: Gazetteer) -> None:
    many = bundled.parse_many(
        ["Cumhuriyet Mah. 5"] * 2, city="İstanbul", township=["Çekmeköy", "?"]
    )
    assert (many.districts >= 0).tolist() == [True, False]
    with pytest.raises(ValueError, match="must be one value or as long as texts, not 3 for 2"):
        bundled.parse_many(["a", "b"], township=["x"] * 3)
