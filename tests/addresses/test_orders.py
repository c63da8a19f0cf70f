"""Whole orders: fields and line together, tables of them by what people do."""

import pytest

import geodistricts as gd
from geodistricts import Gazetteer, Validation
from geodistricts.verdicts import ACCEPT, CONFIRM, FIX, SURE

Fields = tuple[str | None, str | None, str | None]
Row = tuple[Fields, str | None, str, str, str]

# Fields, the line, the street line, the address as it is to be written (without the code), and
# the reasons of city, township, district and line, "-" for none.
SEMT_FOR_TOWNSHIP: list[Row] = [
    (
        ("Ankara", "Batıkent", None),
        "Kardelen mah. 2090 sk. no:5 d:3",
        "2090 sk. no:5 d:3",
        "Kardelen Mah. 2090 Sk. No:5 D:3 / Yenimahalle/Ankara",
        "- SEMT MISSING -",
    ),
    (
        ("Ankara", "Batıkent", "Kardelen"),
        "2090 sk. 5",
        "2090 sk. 5",
        "Kardelen Mah. 2090 Sk. 5 / Yenimahalle/Ankara",
        "- SEMT - -",
    ),
    (
        ("Antalya", "Lara", None),
        "Fener Mah. Tekelioğlu Cad. No:10",
        "Tekelioğlu Cad. No:10",
        "Fener Mah. Tekelioğlu Cad. No:10 / Muratpaşa/Antalya",
        "- SEMT MISSING -",
    ),
    (("Antalya", "Lara", "Fener"), None, "", "Fener Mah. / Muratpaşa/Antalya", "- SEMT - -"),
    (
        ("İstanbul", "Erenköy", None),
        "Sahrayıcedit Mah. Bağdat Cad. 5",
        "Bağdat Cad. 5",
        "Sahrayıcedit Mah. Bağdat Cad. 5 / Kadıköy/İstanbul",
        "- SEMT MISSING -",
    ),
    (
        ("Ankara", "Çankaya", None),
        "Prof. Dr. Ahmet Taner Kışlalı Mah. 2800 Sok. 3",
        "2800 Sok. 3",
        "Prof. Dr. Ahmet Taner Kışlalı Mah. 2800 Sok. 3 / Çankaya/Ankara",
        "- - MISSING -",
    ),
    (
        ("Ankara", "Kızılay", None),
        "Meşrutiyet mah. konur sok. 5",
        "konur sok. 5",
        "Meşrutiyet Mah. Konur Sok. 5 / Çankaya/Ankara",
        "- SEMT MISSING -",
    ),
    (
        ("Muğla", "Yalıkavak", None),
        "Geriş Mah. 5",
        "5",
        "Geriş Mah. 5 / Bodrum/Muğla",
        "- SEMT MISSING -",
    ),
]
PLACES_IN_OTHER_FIELDS: list[Row] = [
    (
        ("Gaziemir/İzmir", None, None),
        "Sevgi mah. 5. sk. no:3",
        "5. sk. no:3",
        "Sevgi Mah. 5. Sk. No:3 / Gaziemir/İzmir",
        "- MISSING MISSING -",
    ),
    (
        ("Kadıköy", None, None),
        "Caferağa Mah. Moda Cad. 5",
        "Moda Cad. 5",
        "Caferağa Mah. Moda Cad. 5 / Kadıköy/İstanbul",
        "IN_ANOTHER_FIELD MISSING MISSING -",
    ),
    (
        ("Selahattin Eyyubi", "Adana", None),
        "Selahattin Eyyubi Mah. Turgut Özal Sk. 97",
        "Turgut Özal Sk. 97",
        "Selahattin Eyyubi Mah. Turgut Özal Sk. 97 / Yüreğir/Adana",
        "IN_ANOTHER_FIELD SEMT MISSING -",
    ),
    (
        ("Türkiye", "İstanbul", "Caferağa"),
        "Moda Cad. 5 Kadıköy",
        "Moda Cad. 5",
        "Caferağa Mah. Moda Cad. 5 / Kadıköy/İstanbul",
        "IN_ANOTHER_FIELD IN_ANOTHER_FIELD - -",
    ),
    (
        ("Konya", "Konya", None),
        "Bardakçı Mah. Alparslan Türkeş Sk. 24",
        "Alparslan Türkeş Sk. 24",
        "Bardakçı Mah. Alparslan Türkeş Sk. 24 / Çumra/Konya",
        "- IN_ANOTHER_FIELD MISSING -",
    ),
    (
        ("Bursa", "Merkez", None),
        "Ahmetvefikpaşa Mah. Dr. Sadık Ahmet Sok. 23",
        "Dr. Sadık Ahmet Sok. 23",
        "Ahmetvefikpaşa Mah. Dr. Sadık Ahmet Sok. 23 / Kestel/Bursa",
        "- FORMER_TOWNSHIP MISSING -",
    ),
    (
        ("İstanbul", "Şişli", None),
        "Maslak Mah. Büyükdere Cad. 5",
        "Büyükdere Cad. 5",
        "Maslak Mah. Büyükdere Cad. 5 / Sarıyer/İstanbul",
        "- FORMER_TOWNSHIP MISSING -",
    ),
    (
        ("Kadıköy", "İstanbul", None),
        "Caferağa Mah. Moda Cad. 5",
        "Moda Cad. 5",
        "Caferağa Mah. Moda Cad. 5 / Kadıköy/İstanbul",
        "IN_ANOTHER_FIELD IN_ANOTHER_FIELD MISSING -",
    ),
    (
        ("Ankara", "Ankara", "Kızılay"),
        "Ziya Gökalp Cad. 5",
        "Ziya Gökalp Cad. 5",
        "Kızılay Mah. Ziya Gökalp Cad. 5 / Çankaya/Ankara",
        "- IN_ANOTHER_FIELD - -",
    ),
    (
        ("İstanbul", "Kadıköy", "Caferağa Mah. Moda Cad. 5"),
        "Caferağa Mah. Moda Cad. 5 Kadıköy/İstanbul",
        "Moda Cad. 5",
        "Caferağa Mah. Moda Cad. 5 / Kadıköy/İstanbul",
        "- - - -",
    ),
    (
        ("İstanbul", "Bostancı", "Bostancı"),
        "Şemsettin Günaltay Cad. 5",
        "Şemsettin Günaltay Cad. 5",
        "Bostancı Mah. Şemsettin Günaltay Cad. 5 / Kadıköy/İstanbul",
        "- SEMT - -",
    ),
    (
        ("İzmir", "Alaçatı", None),
        "Alaçatı Mah. 1005 Sok. 5",
        "1005 Sok. 5",
        "Alaçatı Mah. 1005 Sok. 5 / Çeşme/İzmir",
        "- SEMT MISSING -",
    ),
]
ALL_IN_THE_LINE: list[Row] = [
    (
        (None, None, None),
        "Caferağa Mah. Moda Cd. No:45 D:3 Kadıköy / İstanbul",
        "Moda Cd. No:45 D:3",
        "Caferağa Mah. Moda Cd. No:45 D:3 / Kadıköy/İstanbul",
        "MISSING MISSING MISSING -",
    ),
    (
        ("İstanbul", None, None),
        "Caferağa Mah. Moda Cd. No:45 D:3 Kadıköy",
        "Moda Cd. No:45 D:3",
        "Caferağa Mah. Moda Cd. No:45 D:3 / Kadıköy/İstanbul",
        "- MISSING MISSING -",
    ),
    (
        ("İstanbul", "Kadıköy", ""),
        "Caferağa Mah. Moda Cd. No:45 D:3",
        "Moda Cd. No:45 D:3",
        "Caferağa Mah. Moda Cd. No:45 D:3 / Kadıköy/İstanbul",
        "- - MISSING -",
    ),
]
REPEATED: list[Row] = [
    (
        ("İzmir", "Bornova", "Kazımdirik"),
        "Kazımdirik Mah. 296 Sok. No:5 Bornova İzmir",
        "296 Sok. No:5",
        "Kazımdirik Mah. 296 Sok. No:5 / Bornova/İzmir",
        "- - - -",
    ),
    (
        ("İzmir", "Bornova", "Kazımdirik"),
        "296 Sok. No:5 Bornova/İZMİR",
        "296 Sok. No:5",
        "Kazımdirik Mah. 296 Sok. No:5 / Bornova/İzmir",
        "- - - -",
    ),
    (
        ("Ankara", "Çankaya", "100. Yıl"),
        "Yüzüncü Yıl Mah. 1530 Cad. 5 Çankaya Ankara",
        "1530 Cad. 5",
        "100. Yıl Mah. 1530 Cad. 5 / Çankaya/Ankara",
        "- - - -",
    ),
    (
        ("istanbul", "kadikoy", "caferaga"),
        "CAFERAGA MAH MODA CAD NO 5 KADIKOY ISTANBUL",
        "MODA CAD NO 5",
        "Caferağa Mah. Moda Cad No 5 / Kadıköy/İstanbul",
        "- - - -",
    ),
    (
        ("İstanbul", "Kadıköy", "Cafreaga"),
        "Caferağa Mah. Moda Cd. 5",
        "Moda Cd. 5",
        "Caferağa Mah. Moda Cd. 5 / Kadıköy/İstanbul",
        "- - MISSPELT -",
    ),
    (
        ("Ankara", "Yenimahalle", "Batıkent"),
        "Kardelen Mah. 2090 Sk. 5",
        "2090 Sk. 5",
        "Kardelen Mah. 2090 Sk. 5 / Yenimahalle/Ankara",
        "- - SEMT -",
    ),
]
FILLED_IN: list[Row] = [
    (
        ("İstanbul", None, "Caferağa"),
        "Moda Cd. 5 Kadıköy/İstanbul",
        "Moda Cd. 5",
        "Caferağa Mah. Moda Cd. 5 / Kadıköy/İstanbul",
        "- MISSING - -",
    ),
    (
        (None, None, "Caferağa"),
        "Moda Cd. 5 Kadıköy/İstanbul",
        "Moda Cd. 5",
        "Caferağa Mah. Moda Cd. 5 / Kadıköy/İstanbul",
        "MISSING MISSING - -",
    ),
    (
        ("İstanbul", None, "Cumhuriyet"),
        "Moda Cd. 5 Çekmeköy",
        "Moda Cd. 5",
        "Cumhuriyet Mah. Moda Cd. 5 / Çekmeköy/İstanbul",
        "- MISSING - -",
    ),
    (
        ("Siirt", None, "Kırtepe"),
        "Gül Sok. No:3 Şirvan",
        "Gül Sok. No:3",
        "Kırtepe Mah. Gül Sok. No:3 / Şirvan/Siirt",
        "- MISSING - -",
    ),
    (
        ("İstanbul", "Tuzla", "Şifa"),
        "Gül Sok. No:3 Tuzla",
        "Gül Sok. No:3",
        "Şifa Mah. Gül Sok. No:3 / Tuzla/İstanbul",
        "- - - -",
    ),
    (
        (None, "Kadıköy", "Caferağa"),
        "Moda Cd. 5",
        "Moda Cd. 5",
        "Caferağa Mah. Moda Cd. 5 / Kadıköy/İstanbul",
        "MISSING - - -",
    ),
]
CENTRES_AND_FORMER: list[Row] = [
    (
        ("Tokat", "Merkez", "Yeşilırmak"),
        "Yeşilırmak mah. GOP Bulvarı 5 Merkez/Tokat",
        "GOP Bulvarı 5",
        "Yeşilırmak Mah. GOP Bulvarı 5 / Merkez/Tokat",
        "- - - -",
    ),
    (
        ("Bursa", "Merkez", None),
        "Osmangazi Mah. 5. Sok. 3",
        "5. Sok. 3",
        "Osmangazi Mah. 5. Sok. 3 / Osmangazi/Bursa",
        "- FORMER_TOWNSHIP MISSING -",
    ),
    (
        ("Antalya", "Merkez", None),
        "Hurma Mah. 5 Sok. 3 Konyaaltı",
        "5 Sok. 3",
        "Hurma Mah. 5 Sok. 3 / Konyaaltı/Antalya",
        "- FORMER_TOWNSHIP MISSING -",
    ),
    (
        ("İzmir", "Karşıyaka", None),
        "Adalet Mah. Anadolu Cad. 5",
        "Anadolu Cad. 5",
        "Adalet Mah. Anadolu Cad. 5 / Bayraklı/İzmir",
        "- FORMER_TOWNSHIP MISSING -",
    ),
    (
        ("İstanbul", "Eminönü", "Hobyar"),
        "Hobyar Mah. Ankara Cad. 5 Eminönü İstanbul",
        "Ankara Cad. 5",
        "Hobyar Mah. Ankara Cad. 5 / Fatih/İstanbul",
        "- FORMER_NAME - -",
    ),
    (
        ("İstanbul", "Eyüp", None),
        "Alibeyköy Mah. Atatürk Cad. 5",
        "Atatürk Cad. 5",
        "Alibeyköy Mah. Atatürk Cad. 5 / Eyüpsultan/İstanbul",
        "- FORMER_NAME MISSING -",
    ),
]
ACCEPTED = [
    *(SEMT_FOR_TOWNSHIP + PLACES_IN_OTHER_FIELDS + ALL_IN_THE_LINE),
    *(REPEATED + FILLED_IN + CENTRES_AND_FORMER),
]
# One answer is likely, and it is not sure enough.
PROPOSED: list[Row] = [
    (
        ("İstanbul", "Bostancı", None),
        None,
        "",
        "Bostancı Mah. / Kadıköy/İstanbul",
        "- SEMT MISSING -",
    ),
    (
        ("İstanbul", "Bostancı", None),
        "Bağdat Cad. 5",
        "Bağdat Cad. 5",
        "Bostancı Mah. Bağdat Cad. 5 / Kadıköy/İstanbul",
        "- SEMT MISSING -",
    ),
    (("İzmir", "Alaçatı", None), None, "", "Alaçatı Mah. / Çeşme/İzmir", "- SEMT MISSING -"),
    (
        ("İstanbul", "Erenköy", None),
        "Bağdat Cad. 5",
        "Bağdat Cad. 5",
        "Erenköy Mah. Bağdat Cad. 5 / Kadıköy/İstanbul",
        "- SEMT MISSING -",
    ),
    (
        ("İstanbul", "Bakırköy", "Caferağa"),
        "Moda Cad. 5",
        "Moda Cad. 5",
        "Caferağa Mah. Moda Cad. 5 / Kadıköy/İstanbul",
        "- CONTRADICTED IN_ANOTHER_TOWNSHIP -",
    ),
]
# No one district can be told: the reasons, and the place that is left.
UNTOLD: list[Row] = [
    (
        ("Ankara", "Batıkent", None),
        "2090 Sk. 5",
        "2090 Sk. 5",
        "2090 Sk. 5 / Yenimahalle/Ankara",
        "- SEMT AMBIGUOUS -",
    ),
    (
        ("İstanbul", "Kadıköy", None),
        "Moda Cad. 5",
        "Moda Cad. 5",
        "Moda Cad. 5 / Kadıköy/İstanbul",
        "- - MISSING -",
    ),
    (
        ("İstanbul", None, "Cumhuriyet"),
        "5. Sok. 3",
        "5. Sok. 3",
        "5. Sok. 3 / İstanbul",
        "- MISSING AMBIGUOUS -",
    ),
    (
        ("Ankara", "Batıkent", "Caferağa"),
        "5. Sok. 3",
        "5. Sok. 3",
        "5. Sok. 3 / Yenimahalle/Ankara",
        "- SEMT UNKNOWN -",
    ),
    (
        ("KKTC", "Girne", None),
        "Atatürk Cad. 5",
        "Atatürk Cad. 5",
        "Atatürk Cad. 5 / ",
        "ABROAD UNKNOWN MISSING -",
    ),
    ((None, None, None), None, "", " / ", "MISSING MISSING MISSING -"),
]
# What fields say, and lines that say otherwise.
CONTRADICTING: list[tuple[Fields, str]] = [
    (("İstanbul", "Kadıköy", "Caferağa"), "Moda Cd. 5 Ankara"),
    (("İstanbul", "Kadıköy", "Caferağa"), "Moda Cd. 5 Kadıköy/Ankara"),
    (("İstanbul", "Kadıköy", "Caferağa"), "Caferağa Mah. Moda Cd. 5 Ankara"),
    (("İstanbul", "Kadıköy", "Caferağa"), "Kızılay Mah. Ziya Gökalp Cad. 5 Çankaya/Ankara"),
    (("İstanbul", "Kadıköy", None), "Kızılay Mah. Ziya Gökalp Cad. 5 Çankaya/Ankara"),
    (("İstanbul", None, None), "Kızılay Mah. Ziya Gökalp Cad. 5 Çankaya/Ankara"),
    (("Ankara", "Batıkent", None), "Caferağa Mah. Moda Cad. 5 Kadıköy İstanbul"),
    (("Ankara", "Çankaya", None), "Caferağa Mah. Moda Cad. 5"),
    (("İstanbul", "Kadıköy", "Caferağa"), "Moda Cd. 5 Üsküdar"),
    (("İstanbul", "Kadıköy", "Caferağa"), "Moda Cd. 5 Bakırköy/İstanbul"),
    (("İzmir", "Bornova", "Kazımdirik"), "5 Sok. 3 Karşıyaka/İzmir"),
    (("İzmir", "Bornova", "Kazımdirik"), "Kazımdirik Mah. 5 Sok. 3 Karşıyaka"),
    (("İstanbul", "Kadıköy", "Caferağa"), "Osmanağa Mah. Moda Cd. 5"),
    (("İzmir", "Bornova", "Kazımdirik"), "Erzene Mah. 5 Sok. 3"),
    (("İzmir", "Bornova", "Kazımdirik"), "Erzene Mah. 5 Sok. 3 Bornova/İzmir"),
    (("İstanbul", "Kadıköy", "Caferağa"), "Moda Cad. 5 KKTC"),
    (("İstanbul", "Kadıköy", "Caferağa"), "Moda Cad. 5 06420 Çankaya"),
    (("İstanbul", "Kadıköy", "Caferağa"), "Moda Cad. 5 Çankaya"),
    (("Kocaeli", "Kandıra", "Kocakaymas"), "Gül Sok. 3 İzmit/Kocaeli"),
    (("Karabük", "Eflani", "Tabaklar"), "Gül Sok. 3 Merkez/Karabük"),
    (("Mersin 10", "Girne", None), "Atatürk Cad. 5"),
]


def judge(fields: Fields, line: str | None) -> Validation:
    """Validate an order."""
    city, township, district = fields
    return gd.validate(city=city, township=township, district=district, address=line)


def check(verdict: Validation, row: Row) -> None:
    """Compare all but the action and the confidence with what is expected."""
    _, line, street_line, written, expected = row
    reasons = [
        component.reason if component is not None else None
        for component in map(verdict.components.get, ("city", "township", "district", "address"))
    ]
    assert " ".join(reason or "-" for reason in reasons) == expected
    assert verdict.street_line == street_line
    street, place = written.split(" / ")
    last = f"{verdict.postal_code} {place}" if verdict.postal_code else place
    assert verdict.address_lines == tuple(filter(None, (street, last)))
    assert verdict.formatted_address == " ".join(verdict.address_lines)
    assert ("address" in verdict.components) == (line is not None)


@pytest.mark.parametrize("row", ACCEPTED, ids=str)
def test_accepted(row: Row) -> None:
    verdict = judge(*row[:2])
    check(verdict, row)
    assert verdict.possible_next_action == ACCEPT
    assert verdict.confidence > SURE
    assert verdict.district
    assert verdict.postal_code == verdict.district.postal_code
    assert (verdict.granularity, verdict.address_complete) == ("DISTRICT", True)


@pytest.mark.parametrize("row", PROPOSED, ids=str)
def test_proposed(row: Row) -> None:
    verdict = judge(*row[:2])
    check(verdict, row)
    assert verdict.possible_next_action == CONFIRM
    assert 0 < verdict.confidence <= SURE


@pytest.mark.parametrize("row", UNTOLD, ids=str)
def test_untold(row: Row) -> None:
    verdict = judge(*row[:2])
    check(verdict, row)
    assert verdict.possible_next_action == FIX
    assert (verdict.district, verdict.confidence) == (None, 0)


@pytest.mark.parametrize(("fields", "line"), CONTRADICTING, ids=str)
def test_contradictions_are_never_accepted(fields: Fields, line: str) -> None:
    verdict = judge(fields, line)
    assert verdict.possible_next_action != ACCEPT
    assert verdict.confidence <= SURE
    assert verdict.has_unconfirmed_components


def test_the_line_s_words_stay_in_it_where_they_contradict() -> None:
    verdict = judge(("İstanbul", "Kadıköy", "Caferağa"), "Osmanağa Mah. Moda Cd. 5")
    assert verdict.components["address"].reason == "CONTRADICTED"
    assert verdict.street_line == "Osmanağa Mah. Moda Cd. 5"
    assert [one.display_name for one in verdict.alternatives] == ["Osmanağa Mah."]


SOURCES: list[tuple[Fields, str | None, dict[str, tuple[str, ...]]]] = [
    (
        ("İzmir", "Bornova", "Kazımdirik"),
        "Kazımdirik Mah. 296 Sok. 5 Bornova İzmir",
        dict.fromkeys(("city", "township", "district"), ("FIELD", "LINE")),
    ),
    (
        ("Ankara", "Batıkent", None),
        "Kardelen mah. 5",
        {"city": ("FIELD",), "township": ("FIELD",), "district": ("LINE",), "address": ("LINE",)},
    ),
    ((None, None, "Caferağa"), "Kadıköy", {"city": (), "township": ("LINE",)}),
]


@pytest.mark.parametrize(("fields", "line", "expected"), SOURCES)
def test_what_names_a_value(
    fields: Fields, line: str | None, expected: dict[str, tuple[str, ...]]
) -> None:
    components = judge(fields, line).components
    assert {name: components[name].sources for name in expected} == expected


def test_a_postal_code_in_the_line(bundled: Gazetteer) -> None:
    district = bundled.district("Caferağa", city="34", township="Kadıköy")
    line = f"Moda Cd. 5 {district.postal_code}"
    for fields in (("İstanbul", "Kadıköy", "Caferağa"), ("İstanbul", None, "Caferağa")):
        verdict = judge(fields, line)
        assert (verdict.possible_next_action, verdict.district) == (ACCEPT, district)
        assert verdict.street_line == "Moda Cd. 5"
        assert verdict.components["district"].sources == ("FIELD", "POSTAL_CODE")
        assert verdict.confidence >= judge(fields, "Moda Cd. 5").confidence
    several = bundled.district("Cumhuriyet", city="34", township="Çekmeköy")
    told = judge(("İstanbul", None, "Cumhuriyet"), f"5. Sok. {several.postal_code}")
    assert (told.possible_next_action, told.district) == (ACCEPT, several)


def test_the_field_s_code_goes_before_the_line_s(bundled: Gazetteer) -> None:
    district = bundled.district("Caferağa", city="34", township="Kadıköy")
    verdict = gd.validate(
        "İstanbul", "Kadıköy", "Caferağa", "06420", address=f"Moda Cd. 5 {district.postal_code}"
    )
    assert verdict.possible_next_action == CONFIRM
    assert verdict.components["postal_code"].reason == "CONTRADICTED"
