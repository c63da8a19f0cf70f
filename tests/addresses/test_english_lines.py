"""English words around Turkish names."""

# ruff: noqa: E501  (tables are easier to read with a line a case)

import pytest

import geodistricts as gd
from geodistricts import Gazetteer
from geodistricts.addresses.reading import words

# A line, its township, its district, and the street line.
LINES = [
    ("Caferaga District, Moda Street 5, Kadikoy Istanbul Turkey", "KADIKÖY", "CAFERAĞA MAH", "Moda Street 5"),
    ("Caferaga Neighborhood, Moda Street No: 5, Kadikoy District, Istanbul Province, Turkey", "KADIKÖY", "CAFERAĞA MAH", "Moda Street No: 5"),
    ("Caferağa Neighbourhood Moda Avenue 45 Floor 3 Flat 5 Kadıköy / İstanbul", "KADIKÖY", "CAFERAĞA MAH", "Moda Avenue 45 Floor 3 Flat 5"),
    ("Caferaga Quarter, Moda Ave. No 12, Apt 4, 34710 Kadikoy, Istanbul, Türkiye", "KADIKÖY", "CAFERAĞA MAH", "Moda Ave. No 12, Apt 4"),
    ("Caferaga Dist. Moda Str. 5 Kadikoy Istanbul", "KADIKÖY", "CAFERAĞA MAH", "Moda Str. 5"),
    ("Cafreaga District Moda Street 5 Kadikoy Istanbul", "KADIKÖY", "CAFERAĞA MAH", "Moda Street 5"),
    ("Caferaga Nbhd. Moda Road 5 Kadikoy Istanbul", "KADIKÖY", "CAFERAĞA MAH", "Moda Road 5"),
    ("District: Kadikoy, City: Istanbul, Neighborhood: Caferaga, Street: Moda, No: 5", "KADIKÖY", "CAFERAĞA MAH", "Street: Moda, No: 5"),
    ("City: Ankara District: Cankaya Neighborhood: Kizilay Ataturk Blvd No 3", "ÇANKAYA", "KIZILAY MAH", "Ataturk Blvd No 3"),
    ("Besiktas District, Levent Neighborhood, Buyukdere Avenue No:185, Istanbul", "BEŞİKTAŞ", "LEVENT MAH", "Buyukdere Avenue No:185"),
    ("Kizilay Neighborhood, Ataturk Boulevard No:12, Cankaya District, Ankara Province, Turkey", "ÇANKAYA", "KIZILAY MAH", "Ataturk Boulevard No:12"),
    ("Province of Ankara, Cankaya District, Kizilay Mah. Izmir St. 5", "ÇANKAYA", "KIZILAY MAH", "Izmir St. 5"),
    ("Alsancak District, Kibris Sehitleri Street, No 12, Konak, Izmir, Turkey", "KONAK", "ALSANCAK MAH", "Kibris Sehitleri Street, No 12"),
    ("Ikitelli Organized Industrial Zone, Basaksehir, Istanbul", "BAŞAKŞEHİR", "İKİTELLİ OSB MAH", ""),
    ("Ikitelli Industrial Zone, Block A No 5, Basaksehir, Istanbul", "BAŞAKŞEHİR", "İKİTELLİ OSB MAH", "Block A No 5"),
    ("Dudullu Organized Industrial Zone, 2nd Avenue No 5 Umraniye Istanbul", "ÜMRANİYE", "DUDULLU OSB MAH", "2nd Avenue No 5"),
    ("Istanbul Airport, Tayakadin Neighborhood, Terminal Street No 1, Arnavutkoy, Istanbul", "ARNAVUTKÖY", "TAYAKADIN MAH", "Istanbul Airport Terminal Street No 1"),
    ("Ziya Gokalp Neighborhood, Mall of Istanbul, Basaksehir, Istanbul", "BAŞAKŞEHİR", "ZİYA GÖKALP MAH", "Mall of Istanbul"),
    ("Kayakoy Village, Fethiye, Mugla", "FETHİYE", "KAYAKÖY MAH", ""),
    ("Göcek Village, Fethiye District, Mugla Province", "FETHİYE", "GÖCEK MAH", ""),
    ("Konyaalti County, Liman Neighborhood, Antalya City", "KONYAALTI", "LİMAN MAH", ""),
    ("Kalekapisi Square, Barbaros Neighborhood, Muratpasa, Antalya", "MURATPAŞA", "BARBAROS MAH", "Kalekapisi Square"),
    ("Building No:5, Block B, Floor 2, Apartment 8, Barbaros Mah. Atasehir Istanbul", "ATAŞEHİR", "BARBAROS MAH", "Building No:5, Block B, Floor 2, Apartment 8"),
    ("Cumhuriyet Road 15 Merkez Mah. Sisli", "ŞİŞLİ", "MERKEZ MAH", "Cumhuriyet Road 15"),
    ("Sogutlu Cesme Lane No 7 Caferaga Kadikoy Istanbul", "KADIKÖY", "CAFERAĞA MAH", "Sogutlu Cesme Lane No 7"),
    ("Sultanahmet District, Divanyolu Street 12, Fatih, Istanbul", "FATİH", "SULTAN AHMET MAH", "Divanyolu Street 12"),
    ("Alemdar Quarter, Yerebatan Street No: 6, Fatih, Istanbul, Turkey", "FATİH", "ALEMDAR MAH", "Yerebatan Street No: 6"),
    ("Oba District Alanya Antalya", "ALANYA", "OBA MAH", ""),
    ("Izmir City, Bornova Town, Kazimdirik Neighborhood", "BORNOVA", "KAZIMDİRİK MAH", ""),
    ("Kazimdirik District, Bornova District, Izmir", "BORNOVA", "KAZIMDİRİK MAH", ""),
    ("Hobyar Neighborhood, Ankara Street No 5, Fatih District, Istanbul", "FATİH", "HOBYAR MAH", "Ankara Street No 5"),
]  # fmt: skip

# A line, its township, and the street line: "District" is the word for the township.
TOWNSHIPS = [
    ("Kadikoy District, Istanbul", "KADIKÖY", ""),
    ("Moda Street 5, Kadikoy District, Istanbul", "KADIKÖY", "Moda Street 5"),
    ("Esenler District Istanbul", "ESENLER", ""),
    ("Merkez District, Bolu", "MERKEZ", ""),
    ("Taksim Square, Beyoglu, Istanbul", "BEYOĞLU", "Taksim Square"),
]


@pytest.mark.parametrize(("line", "township", "district", "remainder"), LINES)
def test_a_line_with_english_words(line: str, township: str, district: str, remainder: str) -> None:
    found = gd.parse(line)
    assert found.district is not None
    assert (found.district.township.name, found.district.name) == (township, district)
    assert found.remainder == remainder
    assert found.confidence > 0.9


@pytest.mark.parametrize(("line", "township", "remainder"), TOWNSHIPS)
def test_district_is_also_the_word_for_a_township(line: str, township: str, remainder: str) -> None:
    found = gd.parse(line)
    assert found.district is None
    assert found.township is not None
    assert (found.township.name, found.remainder) == (township, remainder)


@pytest.mark.parametrize("level", ["Province", "City", "County", "Municipality", "Town"])
def test_words_for_levels_go_with_the_names(level: str) -> None:
    assert (
        gd.parse(f"Caferaga Mah. Moda Cad. 5 Kadikoy Istanbul {level}").remainder == "Moda Cad. 5"
    )


def test_no_word_is_the_name_of_a_place(bundled: Gazetteer) -> None:
    places = list(bundled.cities)
    names = {gd.normalize(one.name) for one in places}
    names |= {gd.normalize(one.name) for city in places for one in bundled.townships_of(city)}
    assert not names & (words.EITHER_WORDS | words.LONG_NAMED_WORDS)
    assert not names & words.IN_PHRASES - {"of"}
