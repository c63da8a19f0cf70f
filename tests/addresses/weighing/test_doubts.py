"""What in a line speaks against an answer: other cities, other townships, other districts."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import geodistricts as gd
from geodistricts import Gazetteer
from geodistricts.records import City, District

CONTRADICTED = 0.6
SURE = 0.9

OTHER_CITY = [
    "Cumhuriyet Mah. Karşıyaka/Şırnak",
    "Cumhuriyet Mah. Atatürk Cad. No:5 Karşıyaka Şırnak",
    "ŞIRNAK KARŞIYAKA CUMHURİYET MAH. 5",
    "cumhuriyet mah. 1453 sk. no 5, karsiyaka, sirnak, türkiye",
    "Caferağa Mah. Moda Cd. 5 Kadıköy/Antep",
    "Şırnak Antakya Akevler Mah. Atatürk Cad. No:5",
    "Kızılay Mah. İzmir Sk. 3 Çankaya/Ankara Caferağa Mah. Moda Cd. 5 Kadıköy/İstanbul",
    "Köşk Mah. No:31 Eerze - SİNOP Esentepe Mah. Orkide Bulv. No: 5 Tatvan / Bitlis",
    "Caferağa Mah. Kadıköy/İstanbul veya Merkez Mah. Şişli/İstanbul",
    "Merkez Kümesi Mah. (Mutlu Köyü) Çelikhan/Adana",
    "Yıldırım Beyazıt Mah. Sarıçam/Bursa",
    "İnönü Mah. (Pınarbaşı Beldesi) Çelikhan/Kayseri",
    "Merkez Demirci Mah. (Sakızcılar Köyü) Bozkurt/İzmir",
]
TWO_DISTRICTS = [
    "Mollafenari Mah, Veysel Sk 56, Bursa'da Eski Bağdat Sok. No 3, Duranlar Köyü, Kiğı/ Bingöl",
    "Kuz Köyü 1682 Sk. 2/7, Durağan Hastane Sokağı Blok D No:20 Kozan Mh Sur/Diyarbakır",
    "M.Akif Ersoy Mah. 45. Sk. No:1 Merkez/Burdur Hastane Sokağı No:20 Kozan Mh Sur/Diyarbakır",
    "Necati Bey Mh. 78. Sok. No:7 Merkez / Burdu Yayla Yolu Cad. No:68 Ekincik Köy İmranlı Sivas",
    "Esentepe Mh Orkide Bulv. No: 5 Tatvan / Bitlis Esentepe Mah. 1973. Sk No: 28 Evren/ANKARAA",
    "5 sok. no:7 ayranci/karaman dede mah Necati Bey Mh. 2078. Sok. No:7 Merkez / Burdu",
    "Kemalpaşa Mah. Moda Sk 47 Avcılar Kargo Çağıllı köyü 577. Sok. no 2 Demirözü/Bayburt",
    "Bayındır Mah. 1932. Sok. K:1 Merkez/BATMA Gürpınar Köy Ocak Mvk. no 6 Şebinkarahisar/Giresun",
    "Mollafenari Mah, Veysel Sk 56/4, Osmangazi'de, Bursa'da Esentepe Mh No: 5 Tatvan / Bitlis",
    "Esentepe Mh. No: 5 Tatvan / Bitlis Mollafenari Mah, Veysel Sk 56/4, Osmangazi'de, Bursa'da",
    "Hallaçlı Mh. No:7 ÇSTALCA, İstanbul Esentepe Mh Orkide Bulv. No: 5 Tatvan / Bitlis",
    "Esentepe Mah. Orkide Bulv. 5 Tatvan/Bitlis, Hallaçlı Mah. Nergis Sk. 7 ÇTLCA, İstanbul",
]
NO_OTHER_CITY = [
    "Ankara Kebap Salonu Caferağa Mah. Moda Cd. 5 Kadıköy / İstanbul",
    "Caferağa Mah. Moda Cd. 5 Kadıköy/İstanbul (Bursa Döner)",
    "Caferağa Mah. Ankara Cad. 5 Kadıköy/İstanbul",
    "Caferağa Mah. Moda Cd. 5 Kadıköy/İstanbul Alıcı: Mehmet Aydın",
    "Yeniçağ Mah. Orkide Cad. 5 Defne/Antakya",
    "Karalar Mah. 281. Sk. No:1A Kocaali/Adapazarı",
    "Atakent Mah. 221. Sk. No:3 Halkalı Küçükçekmece/İstanbul",
    "Caferağa Mah. Moda Cd. 5 (Osmanağa Mah. girişi) Kadıköy/İstanbul",
    "Mustafa Kemalpaşa Mah. Atatürk Cad. 123. Sk. No:47 Kat 2 Çağıllı köyü Demirözü/Bayburt",
    "Mustafa Kemalpaşa Mah. Moda Sk. No:47 Çağıllı köyü Demirözü/Bayburt",
    "Esentepe Mah. Orkide Bulv. No:5 Tatvan/Bitlis Esentepe Mah. Orkide Bulv. No:5 Tatvan/Bitlis",
    "Esentepe Mah. Orkide Bulv. No:5, İstanbul Pastanesi Tatvan/Bitlis",
]


@pytest.mark.parametrize("line", OTHER_CITY)
def test_another_city_or_a_second_place_leaves_no_answer_sure(line: str) -> None:
    found = gd.parse(line)
    assert 0 < found.confidence <= CONTRADICTED


@pytest.mark.parametrize("line", TWO_DISTRICTS)
def test_a_second_district_leaves_no_answer_sure(line: str) -> None:
    assert 0 < gd.parse(line).confidence <= SURE


@pytest.mark.parametrize("line", NO_OTHER_CITY)
def test_names_of_cities_that_mean_no_place_change_nothing(line: str) -> None:
    assert gd.parse(line).confidence > SURE


def test_a_given_city_counts_against_the_line_too() -> None:
    line = "Caferağa Mah. Moda Cd. 5 Kadıköy/İstanbul"
    assert gd.parse(line, city="Ankara").confidence <= CONTRADICTED
    assert gd.parse(line, city="İstanbul").confidence > SURE


def test_a_postal_code_of_another_city_leaves_no_answer_sure() -> None:
    line = "Caferağa Mah. Moda Cd. 5 Posta Kodu {} Kadıköy/İstanbul"
    assert gd.parse(line.format("34710")).confidence > SURE
    assert gd.parse(line.format("06420")).confidence <= SURE


def draw_district(bundled: Gazetteer, data: st.DataObject) -> District:
    """Draw an active mahalle or village whose own line is answered surely."""
    row = data.draw(st.integers(0, bundled.table.num_rows - 1))
    district = bundled._rows.record(row)
    assume(district.is_active and district.kind != "part" and "(" not in district.name)
    found = bundled.parse(whole(district))
    assume(found.district == district and found.confidence > SURE)
    return district


def whole(district: District) -> str:
    return address(district, district.city)


def address(district: District, city: City) -> str:
    return (
        f"{district.display_name} Moda Sk. No:5 {district.township.display_name}"
        f"/{city.display_name}"
    )


@given(st.data())
@settings(max_examples=100)
def test_a_contradicting_city_is_heard(bundled: Gazetteer, data: st.DataObject) -> None:
    district = draw_district(bundled, data)
    city = data.draw(st.sampled_from([one for one in bundled.cities if one != district.city]))
    names = {one.name for one in bundled.townships_of(city)}
    assume(district.township.name not in {*names, city.name, "MERKEZ"})
    found = bundled.parse(address(district, city))
    assert found.confidence <= CONTRADICTED
    namesakes = {
        one
        for township in bundled.townships_of(city)
        for one in bundled.districts_of(township)
        if one.name == district.name
    }
    assert namesakes <= {found.district, *found.alternatives}


@given(st.data())
@settings(max_examples=100)
def test_two_addresses_in_a_line_are_never_sure(bundled: Gazetteer, data: st.DataObject) -> None:
    first, second = draw_district(bundled, data), draw_district(bundled, data)
    assume(first != second)
    separator = data.draw(st.sampled_from([" ", " / ", ", ", "; ", "\n", " veya "]))
    assert bundled.parse(whole(first) + separator + whole(second)).confidence <= SURE
