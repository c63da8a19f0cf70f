"""Places abroad and in Northern Cyprus: which lines and fields mean one, and which do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodistricts.addresses.abroad import Abroad, abroad_in_field, abroad_in_line
from geodistricts.addresses.abroad.shared_names import PLACES_IN_TURKEY, WORDS
from geodistricts.addresses.abroad.table import cities_at_home, key_of, names_abroad
from geodistricts.addresses.abroad.words import group_field, split_words
from geodistricts.addresses.reading.tokens import group_words, tokenize
from geodistricts.gazetteer import Gazetteer

KKTC, CYPRUS = "Kuzey Kıbrıs Türk Cumhuriyeti", "Güney Kıbrıs"
UK, US, UAE = "Birleşik Krallık", "Amerika Birleşik Devletleri", "Birleşik Arap Emirlikleri"

FIELDS = {
    KKTC: """
        KKTC; K.K.T.C.; kktc; Kıbrıs; KIBRIS; kibris; Kuzey Kıbrıs; KUZEY KIBRIS TÜRK CUMHURİYETİ;
        K. Kıbrıs; TRNC; North Cyprus; Northern Cyprus; Turkish Republic of Northern Cyprus;
        Lefkoşa; LEFKOSA; Lefkoşa (KKTC); Lefkoşa/KKTC; Lefkoşa Kıbrıs; Lefkoşa - KKTC;
        Girne/KKTC; Girne - KIBRIS; Girne-Kıbrıs; KKTC / Girne; KKTC Girne; Kıbrıs Girne;
        Girne, North Cyprus; Kyrenia; Kyrenia, Cyprus; Gazimağusa; GAZİMAĞUSA; Gazi Mağusa;
        Mağusa; Mağusa/KKTC; Famagusta; Magosa KKTC; Nicosia; Nicosia, Cyprus; Gönyeli;
        Güzelyurt KKTC; İskele / KKTC; Lefke; Alsancak Girne KKTC; Dikmen, Girne, KKTC; Mersin 10;
        Mersin 10 Turkey; Mersin 10 / Türkiye; Lefkoşa, Mersin 10, Turkey; Girne Mersin 10;
        99300 Girne; Ortaköy, Lefkoşa; Karpaz; CY
    """,
    "Almanya": """
        Almanya; ALMANYA; Germany; Deutschland; DE; Berlin; BERLİN; Berlin / Almanya;
        Almanya/Berlin; Almanya - Köln; Köln; Koeln; Cologne; München; MUNCHEN; Muenchen; Münih;
        Munich Germany; Frankfurt am Main; Duesseldorf; Düsseldorf (Almanya); 10115 Berlin;
        Baden-Württemberg; Essen, Almanya; Ulm / Germany; Federal Almanya
    """,
    "Hollanda": "Hollanda; Netherlands; The Netherlands; Amsterdam; Den Haag; Rotterdam/Hollanda",
    "Avusturya": "Avusturya; Österreich; OSTERREICH; Viyana; Wien; Vienna/Austria; Graz",
    "Belçika": "Belçika; BELCIKA; Belgium; Brüksel; Antwerpen; Anvers, Belçika",
    "Fransa": "Fransa; France; Paris; PARİS; Strasbourg; Lyon / Fransa; Nice, France",
    UK: "İngiltere; INGILTERE; United Kingdom; UK; England; London; Londra; Londra / İngiltere",
    "İsviçre": "İsviçre; ISVICRE; Switzerland; Zürih; Zuerich; Basel; Cenevre",
    "Azerbaycan": "Azerbaycan; Azerbaijan; Bakü; BAKU; Bakü/Azerbaycan; Nahçıvan, Azerbaycan",
    "Gürcistan": "Gürcistan; Georgia; Tiflis; Batum / Gürcistan",
    "Bulgaristan": "Bulgaristan; Bulgaria; Sofya, Bulgaristan; Kırcaali/Bulgaristan; Varna",
    "Yunanistan": "Yunanistan; Greece; Gümülcine; Selanik/Yunanistan; Atina; Athens",
    "Kosova": "Priştine; Prizren / Kosova; Prizren; Kosovo",
    "Kuzey Makedonya": "Makedonya; Üsküp / Makedonya; Skopje; Gostivar",
    "Bosna Hersek": "Bosna ve Hersek; Sarajevo; Saraybosna / Bosna Hersek; Tuzla, Bosna Hersek",
    "Irak": "Irak; Iraq; Erbil; Kerkük/Irak; Bağdat, Irak",
    "İran": "İran; IRAN; Tahran; Tebriz İran",
    "Suriye": "Suriye; Halep; Şam Suriye; Syria",
    UAE: "Dubai; BAE; UAE; Dubai, UAE; Birleşik Arap Emirlikleri; Abu Dabi",
    US: "ABD; A.B.D.; USA; U.S.A.; Amerika; United States; New York; NEW YORK/ABD; Los Angeles",
    "Kazakistan": "Kazakistan; Almatı; Astana",
    "Özbekistan": "Özbekistan; Taşkent, Özbekistan; Semerkant / Özbekistan",
    "Rusya": "Rusya; Moskova; Moscow; Kazan, Rusya",
    "Suudi Arabistan": "Suudi Arabistan; Cidde; Medine / Suudi Arabistan; Saudi Arabia",
    "Mısır": "Egypt; Kahire; Kahire/Mısır; Mısır, Kahire",
    "Japonya": "Japonya; Tokyo; Japan",
    CYPRUS: "Güney Kıbrıs; Limasol; Larnaka Kıbrıs; Nicosia, Republic of Cyprus",
    "İsveç": "İsveç; Stockholm; Göteborg; Malmö/İsveç",
    "Kanada": "Kanada; Toronto; Toronto, Canada",
    "Avustralya": "Avustralya; Sydney, Australia; Melbourne",
}

LINES = [
    ("Gönyeli, Lefkoşa, KKTC", KKTC),
    ("Girne, Mersin 10, Turkey", KKTC),
    ("Lefkoşa, KKTC Mersin 10", KKTC),
    ("Bedrettin Demirel Cad. No:12 Lefkoşa, Mersin 10 Türkiye", KKTC),
    ("Atatürk Cad. Yılmaz Apt. K:2 D:5 Girne/KKTC via Mersin 10 Turkey", KKTC),
    ("Karaoğlanoğlu Cad. No 5 Alsancak Girne KKTC", KKTC),
    ("Salamis Yolu, Gazimağusa, Kuzey Kıbrıs", KKTC),
    ("Dr. Fazıl Küçük Bulvarı No 20 Mağusa / KIBRIS", KKTC),
    ("şehit mehmet sokak no 3 gonyeli lefkosa kibris", KKTC),
    ("Ecevit Cad. 14, 99300 Girne", KKTC),
    ("KKTC Girne Alsancak Atatürk Cad. No 5", KKTC),
    ("KKTC, Lefkoşa, Dereboyu Cad. No 45", KKTC),
    ("KIBRIS / GAZİMAĞUSA / Sakarya Mah. İsmet İnönü Bulvarı No 7", KKTC),
    ("İsmet İnönü Bulvarı No 7 Gazimağusa", KKTC),
    ("İskele Long Beach, A Blok D:4, K.K.T.C.", KKTC),
    ("İstanbul Cad. No 5 Lefkoşa KKTC", KKTC),
    ("Girne KKTC Tel: 0533 850 12 34", KKTC),
    ("Girne Cad. 5, Güzelyurt, KKTC, Mersin", KKTC),
    ("Yakın Doğu Üniversitesi Lefkoşa Kıbrıs Türkiye", KKTC),
    ("Kyrenia, TRNC, Mersin 10, Turkey", KKTC),
    ("Lefkoşa K.K.T.C. (Kuzey Kıbrıs)", KKTC),
    ("Hauptstr. 5, 10115 Berlin, Germany", "Almanya"),
    ("Hauptstraße 5, D-10115 Berlin", "Almanya"),
    ("Hauptstr 5 10115 Berlin Deutschland", "Almanya"),
    ("Keupstraße 12 51063 Köln", "Almanya"),
    ("KEUPSTR. 12, 51063 KOELN, ALMANYA", "Almanya"),
    ("Almanya Berlin Hauptstr 5", "Almanya"),
    ("Berlin, DE", "Almanya"),
    ("Kottbusser Damm 8 Berlin Almanya Tel: +49 176 1234567", "Almanya"),
    ("c/o Mehmet Yılmaz, Friedrichstr. 1, 44135 Dortmund / ALMANYA", "Almanya"),
    ("Dortmund, Almanya, Mehmet Yılmaz dikkatine", "Almanya"),
    ("Damrak 1, 1012 AB Amsterdam", "Hollanda"),
    ("Damrak 1, Amsterdam 1012 AB", "Hollanda"),
    ("Schilderswijk 5, Den Haag, Nederland", "Hollanda"),
    ("Mariahilfer Str. 10, A-1060 Wien", "Avusturya"),
    ("Rue de Brabant 20, 1030 Schaerbeek, Belgique", "Belçika"),
    ("12 rue du Faubourg, 67000 Strasbourg, France", "Fransa"),
    ("221B Baker Street, London NW1 6XE", UK),
    ("221B Baker Street, London NW1 6XE, United Kingdom", UK),
    ("10 Green Lanes, London N16 9ND, England", UK),
    ("Langstrasse 5, CH-8004 Zürich", "İsviçre"),
    ("350 5th Ave, New York, NY 10118, USA", US),
    ("1 Main St, Paterson NJ 07501 United States", US),
    ("Peachtree St 5, Atlanta, Georgia, USA", US),
    ("100 King St, Toronto ON M5V 3L9, Canada", "Kanada"),
    ("Sheikh Zayed Road, Dubai", UAE),
    ("Nizami küçesi 5, Bakü / Azerbaycan", "Azerbaycan"),
    ("Rustaveli Ave 10, Tbilisi, Georgia", "Gürcistan"),
    ("Titova 5, Tuzla, Bosna i Hercegovina", "Bosna Hersek"),
    ("Bulevar Makedonija 3 Üsküp Makedonya", "Kuzey Makedonya"),
    ("ul. Vitosha 12, Sofia, Bulgaria", "Bulgaristan"),
    ("Egnatia 5, Thessaloniki 546 24, Greece", "Yunanistan"),
    ("Gulan Street, Erbil, Iraq", "Irak"),
    ("Via Torino 3, 20123 Milano, Italia", "İtalya"),
    ("Drottninggatan 5, 111 51 Stockholm, Sverige", "İsveç"),
]

IN_TURKEY = """
    Girne Mah. Atatürk Cad. No:5 Maltepe/İstanbul
    Atatürk Mah. Girne Cad. No 5 Karşıyaka İzmir
    Girne Mah. Küçükyalı E5
    Kıbrıs Şehitleri Cad. No 15 Alsancak İzmir
    Kıbrıs Şehitleri Cad. No 15 Alsancak
    Kıbrıs Şehitleri Caddesi, Alsancak / Konak
    Alsancak
    Girne
    Girne Mahallesi
    Güzelyurt / Aksaray
    Dikmen Sinop
    Dikmen Cad. Çankaya
    İskele Mah. Datça Muğla
    Tuzla/İstanbul
    Tuzla
    Berlin Cad. No 5 Kepez Antalya
    Paris Cad. No:14 Kavaklıdere Çankaya Ankara
    Paris Caddesi 14
    Londra Asfaltı No 3 Bahçelievler
    Londra Asfaltı
    Amerikan Hastanesi Nişantaşı Şişli İstanbul
    Alman Hastanesi Sıraselviler Cad. Beyoğlu
    Almanya Konsolosluğu yanı, Kadıköy İstanbul
    Almanya Konsolosluğu yanı Gümüşsuyu
    KKTC Büyükelçiliği Rabat Sk. No 20 GOP Ankara
    Çin
    Çin Mah.
    Fas Sk. No 5 Çankaya
    Ürdün Sk. 5
    Almanya Sk. No 4 Esenyurt
    İran Cad. 21 Kavaklıdere
    Küba Sk. No 3
    Roma
    Yeni Mah. Roma
    Milano Sitesi B Blok
    Atatürk Cad. No 5 Milano Sitesi
    Paris Kuaför, Moda Cad. No 5
    Berlin Döner karşısı
    Cumhuriyet Mah. 5. Sk. Cafe Paris
    Hotel Berlin
    Moda Cad. No 5 Otel Londra
    Hollanda Lalesi Sk. No 5
    Kıbrıs Gıda Ltd. Şti.
    Amerikan Kültür Dil Kursu
    Bağdat Cad. No 300 Kadıköy İstanbul
    Bağdat Caddesi
    Bosna Hersek Mah. Selçuklu Konya
    Bosna Hersek Mah. No 5
    Kosova Mah. Selçuklu
    Taşkent / Konya
    Şirvan Siirt
    Hasköy Muş
    Kazan Ankara
    Malta Çarşısı Fatih İstanbul
    Mısır Çarşısı Eminönü
    Tunus Cad. No 5 Kavaklıdere
    Cezayir Sk. Beyoğlu
    Saraybosna Cad. No 3
    Selanik Cad. Kızılay Ankara
    Üsküp Cad. Çankaya
    Lefkoşe Mah.
    Lefkoşa Cad. No 5 Yenişehir Diyarbakır
    Gazimağusa Sk. 3 Keçiören
    Magosa Mah. Sultangazi
    Berlin, Türkiye
    Türkiye
    Turkey
    Atatürk Cad. No 5 Mersin
    Yenişehir Mersin 10. Sokak
    Çiftlikköy Mah. Yenişehir Mersin 33110
    Ankara / Çankaya / Kıbrısköyü
    KIBRIS Mh.
    Erzurum / Aşkale / Kıbrıs
    Kıbrıs Mah. Şahinbey Gaziantep
    Mali Müşavir Ahmet Yılmaz
    Çad. No 5 Kadıköy
    Moda Cad. No:5 Kadıköy İstanbul Türkiye
    Çan
    Van
    Kars
    Hatay
    Kale
    Lara
    Sofular
    Mısırlı
    Albay İbrahim Karaoğlanoğlu
    Of
    İstanbul, Almanya
"""


def in_line(text: str) -> Abroad | None:
    tokens = tokenize(text)
    return abroad_in_line(tokens, group_words(tokens))


def listed(text: str, separator: str) -> list[str]:
    return [name for name in map(str.strip, text.split(separator)) if name]


ALL_FIELDS = [(field, country) for country, text in FIELDS.items() for field in listed(text, ";")]


@pytest.mark.parametrize(("field", "country"), ALL_FIELDS)
def test_fields_abroad(field: str, country: str) -> None:
    found = abroad_in_field(field)
    assert found is not None
    assert found.country == country
    assert found.certainty >= 0.5
    assert found[-2:] == (-1, -1)


@pytest.mark.parametrize(("line", "country"), LINES)
def test_lines_abroad(line: str, country: str) -> None:
    found = in_line(line)
    assert found is not None
    assert found.country == country
    assert found.certainty >= 0.5
    assert 0 <= found.first < found.last <= len(tokenize(line))


@pytest.mark.parametrize("case", ["upper", "ascii"])
def test_however_it_is_written(case: str) -> None:
    """Capitals, and no Turkish letters, change no answer."""
    plain = str.maketrans("çğıöşüÇĞİÖŞÜ", "cgiosuCGIOSU")
    for text, country in [*ALL_FIELDS, *LINES]:
        turkish = text.replace("i", "İ").replace("ı", "I").upper()
        found = in_line(turkish if case == "upper" else text.translate(plain))
        if found is None or found.country != country or found.certainty < 0.5:
            # Codes count in fields only.
            assert len(text) == 2, text


@pytest.mark.parametrize("text", listed(IN_TURKEY, "\n"))
def test_addresses_in_turkey(text: str) -> None:
    for found in (in_line(text), abroad_in_field(text)):
        assert found is None or found.certainty < 0.5


@pytest.mark.parametrize(
    ("line", "certainty"),
    [
        ("Berlin, Almanya", 1.0),
        ("Hauptstr. 5, Almanya", 1.0),
        ("Zürih, Almanya", 0.8),
        ("Moda Damm 5, D-10115 Berlin", 0.9),
        ("Moda Damm 5, Berlin", 0.7),
        ("Moda Damm 5, Roma", 0.4),
        ("Moda Damm 5, Girne", 0.4),
        ("Moda Damm 5, Köln, Bonn", 0.8),
        ("Moda Mah. 5, Berlin", 0.42),
        ("Berlin, Moda Cad. 5, İstanbul", 0.06),
        ("Berlin Cad. 5", 0.0),
    ],
)
def test_certainty(line: str, certainty: float) -> None:
    found = in_line(line)
    assert found is not None
    assert found.certainty == certainty


def test_what_is_found() -> None:
    line = "Moda Cad. 5, Gönyeli, Lefkoşa, KKTC, Mersin 10, Turkey"
    tokens = tokenize(line)
    found = in_line(line)
    assert found is not None
    assert found[:3] == (KKTC, "Gönyeli", 1.0)
    assert line[tokens[found.first].start : tokens[found.last - 1].end] == (
        "Gönyeli, Lefkoşa, KKTC, Mersin 10"
    )


def test_no_district_of_turkey_is_abroad(bundled: Gazetteer) -> None:
    """By its name alone, or in a line with its township and city: but for one, the island's."""
    names: dict[str, str] = {}
    for city in bundled.cities:
        for township in bundled.townships_of(city):
            of_township = f"{township.display_name} {city.display_name}"
            for name in (city.display_name, township.display_name):
                names.setdefault(name, of_township)
            for district in bundled.districts_of(township):
                shown = district.display_name.removesuffix(" Mah.").removesuffix(" Köyü")
                for name in filter(None, (shown, district.village)):
                    names.setdefault(name, of_township)
    wrong = []
    for name, place in names.items():
        found = abroad_in_field(name)
        if found is None:
            continue
        lines = (
            f"{name} Mah. Atatürk Cad. No:5 {place}",
            f"{name}, Atatürk Cad. No:5, {place}, Türkiye",
            f"{place} / {name} / Atatürk Cad. No:5",
            f"Atatürk Cad. No:5 {place} {name}",
        )
        answers = [found] if key_of(name) != key_of("Kıbrıs") else []
        answers += filter(None, (*map(in_line, lines), abroad_in_field(f"{name} Mah.")))
        wrong += [(name, answer) for answer in answers if answer.certainty >= 0.5]
    # Such a name belongs into ``shared_names``.
    assert wrong == []


def test_cities_at_home_are_all_there(bundled: Gazetteer) -> None:
    assert {key_of(city.name) for city in bundled.cities} <= cities_at_home()


def test_shared_names_are_names_abroad() -> None:
    shared = [key_of(name) for text in (PLACES_IN_TURKEY, WORDS) for name in text.split(",")]
    assert set(shared) <= names_abroad().keys()
    assert len(shared) == len(set(shared))


def test_most_of_the_world_is_there() -> None:
    names = names_abroad().values()
    assert sum(name.is_country for name in names) > 300
    assert len({name.countries for name in names if not name.is_country}) > 80
    assert all(" ".join(name.name.split()) == name.name for name in names)


@pytest.mark.parametrize("text", ["Girne/KKTC Mersin 10", "St. Gallen", "U.S.A.", "Nice", "Çad"])
def test_fields_are_cut_as_lines_are(text: str) -> None:
    words, tokens = split_words(text), tokenize(text)
    assert [word.key for word in words] == [token.key for token in tokens]
    assert [word.parted for word in words] == [token.parted for token in tokens]
    assert group_field(words).keys() == group_words(tokens).keys()


@given(
    st.lists(
        st.sampled_from(
            [*",/'", "Girne", "KKTC", "Berlin", "Almanya", "10", "Mersin", "Mah.", "İstanbul", "ii"]
        ),
        max_size=8,
    )
)
def test_anything_may_be_written(parts: list[str]) -> None:
    text = " ".join(parts)
    for found in (in_line(text), abroad_in_field(text)):
        assert found is None or 0.0 <= found.certainty <= 1.0


@pytest.mark.parametrize(
    "text", ["", " ", ",", "Kadıköy", "x" * 5000, "Berlin " * 3000, "1 2 3 " * 900]
)
def test_odd_texts(text: str) -> None:
    found = abroad_in_field(text)
    assert found is None or found.certainty <= 1.0
