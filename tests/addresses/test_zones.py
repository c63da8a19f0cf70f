"""Industrial zones, campuses, airports and malls in lines; and what is left of the line."""

# ruff: noqa: E501  (tables are easier to read with a line a case)

import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geodistricts as gd
from geodistricts import Gazetteer

# A line, its township, the zone that is a district of the list, and the street line.
ZONES = [
    ("Ostim OSB 1234. Sk No:5 Yenimahalle Ankara", "YENİMAHALLE", "OSTİM OSB MAH", "1234. Sk No:5"),
    ("Ostim OSB, 100. Yıl Bulvarı No:55 Ankara", "YENİMAHALLE", "OSTİM OSB MAH", "100. Yıl Bulvarı No:55"),
    ("Ostim Organize Sanayi Bölgesi 1151. Sok. No:7 Yenimahalle/ANKARA", "YENİMAHALLE", "OSTİM OSB MAH", "1151. Sok. No:7"),
    ("OSTİM O.S.B. MAH. 1148 SK NO 3 YENİMAHALLE ANKARA", "YENİMAHALLE", "OSTİM OSB MAH", "1148 SK NO 3"),
    ("Ostim Org. San. Böl. 1148 Sk No 3 Yenimahalle Ankara", "YENİMAHALLE", "OSTİM OSB MAH", "1148 Sk No 3"),
    ("Ostim Organized Industrial Zone 1234. Street No:5 Yenimahalle Ankara", "YENİMAHALLE", "OSTİM OSB MAH", "1234. Street No:5"),
    ("Ostim Mah. 1234. Sk No:5 Yenimahalle Ankara", "YENİMAHALLE", "OSTİM MAH", "1234. Sk No:5"),
    ("İvedik OSB 1354. Cad. No:12 Yenimahalle/Ankara", "YENİMAHALLE", "İVEDİKOSB MAH", "1354. Cad. No:12"),
    ("İvedik Organize Sanayi Bölgesi Melih Gökçek Bulvarı No:5 Ankara", "YENİMAHALLE", "İVEDİKOSB MAH", "Melih Gökçek Bulvarı No:5"),
    ("Dudullu OSB İmes Sanayi Sitesi B Blok 203 Sk No:5 Ümraniye İstanbul", "ÜMRANİYE", "DUDULLU OSB MAH", "İmes Sanayi Sitesi B Blok 203 Sk No:5"),
    ("Dudulu O.S.B. 3. Cad Ümraniye İst.", "ÜMRANİYE", "DUDULLU OSB MAH", "3. Cad"),
    ("İkitelli OSB Mah. Eskoop Sanayi Sitesi C1 Blok No:5 Başakşehir İstanbul", "BAŞAKŞEHİR", "İKİTELLİ OSB MAH", "Eskoop Sanayi Sitesi C1 Blok No:5"),
    ("İkitelli O.S.B. Heskop San. Sit. M5 Blok No 34 Başakşehir/İstanbul", "BAŞAKŞEHİR", "İKİTELLİ OSB MAH", "Heskop San. Sit. M5 Blok No 34"),
    ("İkitelli Organize Sanayi Bölgesi Başakşehir İstanbul", "BAŞAKŞEHİR", "İKİTELLİ OSB MAH", ""),
    ("İkiteli OSB Atatürk Blv Başakşehir İstanbul", "BAŞAKŞEHİR", "İKİTELLİ OSB MAH", "Atatürk Blv"),
    ("Aksu O.S.B. 36. Cad No:13 Kalkandere / Rize", "KALKANDERE", "AKSU OSB MAH", "36. Cad No:13"),
    ("Gebze Organize Sanayi Bölgesi 500. Sk No:12 Gebze Kocaeli", "GEBZE", "GEBZE OSB MAH", "500. Sk No:12"),
    ("Kayseri OSB 12. Cad. No:5 Melikgazi Kayseri", "MELİKGAZİ", "KAYSERİOSB MAH", "12. Cad. No:5"),
    ("Beylikdüzü OSB Orkide Cad. Beylikdüzü İstanbul", "BEYLİKDÜZÜ", "BEYLİKDÜZÜOSB MAH", "Orkide Cad."),
    ("Tuzla Deri Organize Sanayi Bölgesi Kazlıçeşme Cad. Tuzla İstanbul", "TUZLA", "DERİ OSB MAH", "Kazlıçeşme Cad."),
    ("Malıköy Başkent OSB 19. Cad. Sincan Ankara", "SİNCAN", "MALIKÖY BAŞKENT OSB MAH", "19. Cad."),
    ("Başkent OSB 19. Cad. Sincan Ankara", "SİNCAN", "MALIKÖY BAŞKENT OSB MAH", "19. Cad."),
    ("Malıköy Anadoluosb 19. Cad. Sincan Ankara", "SİNCAN", "MALIKÖY ANADOLU OSB MAH", "19. Cad."),
    ("Kömürcüler OSB 5. Cad. Dilovası Kocaeli", "DİLOVASI", "KOCAELİ-GEBZE KÖMÜRCÜLER OSB MAH", "5. Cad."),
    ("Malatya 1. Organize Sanayi Bölgesi 3. Cad. Yeşilyurt", "YEŞİLYURT", "1.OSB MAH", "3. Cad."),
    ("Sakarya 1. OSB 3. Yol Arifiye Sakarya", "ARİFİYE", "SAKARYA I.ORGANİZE SANAYİ BÖLGESİ MAH", "3. Yol"),
    ("Turhal OSB 3. Cad Turhal Tokat", "TURHAL", "ORGANİZE SANAYİ BÖLGESİ MAH", "3. Cad"),
    ("Organize Sanayi 3. Cad Turhal Tokat", "TURHAL", "ORGANİZE SANAYİ BÖLGESİ MAH", "3. Cad"),
    ("Pancar OSB 3. Cad. Torbalı İzmir", "TORBALI", "ORGANİZE SANAYİ BÖLGESİ MAH", "3. Cad."),
    ("Yeşilköy Serbest Bölgesi Bakırköy İstanbul", "BAKIRKÖY", "YEŞİLKÖY SB MAH", ""),
    ("Yeşilköy SB 3. Cad Bakırköy İstanbul", "BAKIRKÖY", "YEŞİLKÖY SB MAH", "3. Cad"),
    ("Yeşilköy Free Zone, Bakirkoy, Istanbul", "BAKIRKÖY", "YEŞİLKÖY SB MAH", ""),
    ("Kahta OSB Mah. (Salkımbağı Köyü) No 3 Kahta Adıyaman", "KAHTA", "KAHTA OSB MAH (SALKIMBAĞI KÖYÜ)", "No 3"),
    ("Gaziosmanpaşa Üniversitesi Kampüsü Taşlıçiftlik Köyü Merkez Tokat", "MERKEZ", "GAZİOSMANPAŞA ÜNİVERSİTESİ KAMPÜSÜ MAH (TAŞLIÇİFTLİK KÖYÜ)", ""),
]  # fmt: skip

# A line, its township, and the street line: what is in it is no district of the list.
NO_DISTRICTS = [
    ("İmes Sanayi Sitesi C Blok 302. Sk. No:8 Ümraniye İstanbul", "ÜMRANİYE", "İmes Sanayi Sitesi C Blok 302. Sk. No:8"),
    ("Kanyon AVM Beşiktaş İstanbul", "BEŞİKTAŞ", "Kanyon AVM"),
    ("Marmara Park AVM Beylikdüzü İstanbul", "BEYLİKDÜZÜ", "Marmara Park AVM"),
    ("Akasya AVM Üsküdar İstanbul", "ÜSKÜDAR", "Akasya AVM"),
    ("Esenboğa Havalimanı Çubuk Ankara", "ÇUBUK", "Esenboğa Havalimanı"),
    ("İstanbul Havalimanı Arnavutköy İstanbul", "ARNAVUTKÖY", "İstanbul Havalimanı"),
    ("Ankara Üniversitesi Tandoğan Kampüsü Çankaya Ankara", "ÇANKAYA", "Ankara Üniversitesi Tandoğan Kampüsü"),
    ("Bursa Uludağ Üniversitesi Görükle Kampüsü Nilüfer Bursa", "NİLÜFER", "Bursa Uludağ Üniversitesi Görükle Kampüsü"),
    ("Yıldız Teknik Üniversitesi Davutpaşa Kampüsü Esenler İstanbul", "ESENLER", "Yıldız Teknik Üniversitesi Davutpaşa Kampüsü"),
    ("Anadolu Yakası OSB Gazi Bulvarı Tuzla İstanbul", "TUZLA", "Anadolu Yakası OSB Gazi Bulvarı"),
    ("Tuzla Mermerciler OSB Tuzla İstanbul", "TUZLA", "Tuzla Mermerciler OSB"),
    ("Mermerciler OSB Dilovası Kocaeli", "DİLOVASI", "Mermerciler OSB"),
    ("Nilüfer OSB Nilüfer Bursa", "NİLÜFER", "Nilüfer OSB"),
    ("Bursa OSB Mavi Cad. No:8 Nilüfer Bursa", "NİLÜFER", "Bursa OSB Mavi Cad. No:8"),
    ("Ege Serbest Bölgesi Akçay Cad. Gaziemir İzmir", "GAZİEMİR", "Ege Serbest Bölgesi Akçay Cad."),
    ("Kızılay AVM Çankaya Ankara", "ÇANKAYA", "Kızılay AVM"),
    ("Ankara Garı Hipodrom Cad. No:3 Altındağ Ankara", "ALTINDAĞ", "Ankara Garı Hipodrom Cad. No:3"),
]  # fmt: skip

# A line, its district, and the street line, with the city that is a part of a business's name.
BUSINESSES = [
    ("Mall of İstanbul Ziya Gökalp Mah. Süleyman Demirel Blv No:7 Başakşehir İstanbul", "ZİYA GÖKALP MAH", "Mall of İstanbul Süleyman Demirel Blv No:7"),
    ("Ziya Gökalp Mah. Mall of istanbul No:7 Başakşehir İstanbul", "ZİYA GÖKALP MAH", "Mall of istanbul No:7"),
    ("Ayazağa Mah. Azerbaycan Cad. Vadi istanbul park 2B Blok Sarıyer İstanbul", "AYAZAĞA MAH", "Azerbaycan Cad. Vadi istanbul park 2B Blok"),
    ("Marmara Park AVM Güzelyurt Mah. Esenyurt İstanbul", "GÜZELYURT MAH", "Marmara Park AVM"),
    ("İzmir Optimum AVM Beyazevler Mah. Akçay Cad. No:101 Gaziemir İzmir", "BEYAZEVLER MAH", "İzmir Optimum AVM Akçay Cad. No:101"),
    ("212 İstanbul Power Outlet Mahmutbey Mah. Taşocağı Yolu Cad. No:5 Bağcılar İstanbul", "MAHMUTBEY MAH", "212 İstanbul Power Outlet Taşocağı Yolu Cad. No:5"),
    ("Bursa Kent Meydanı AVM Santral Garaj Mah. Osmangazi Bursa", "SANTRAL GARAJ MAH", "Bursa Kent Meydanı AVM"),
    ("Forum Mersin Güvenevler Mah. 20. Cad. Yenişehir Mersin", "GÜVENEVLER MAH", "Forum Mersin 20. Cad."),
    ("Antalya Migros AVM Arapsuyu Mah. Atatürk Blv. Konyaaltı Antalya", "ARAPSUYU MAH", "Antalya Migros AVM Atatürk Blv."),
    ("Antalya Migros AVM Kızılay Mah. 5. Cad. Çankaya Ankara", "KIZILAY MAH", "Antalya Migros AVM 5. Cad."),
    ("Ankara Garı Kafe Caferağa Mah. Moda Cad. 5 Kadıköy İstanbul", "CAFERAĞA MAH", "Ankara Garı Kafe Moda Cad. 5"),
    ("Ankara Şehir Hastanesi Üniversiteler Mah. Çankaya Ankara", "ÜNİVERSİTELER MAH", "Ankara Şehir Hastanesi"),
    ("Kadıköy Anadolu Lisesi Caferağa Mah. Kadıköy İstanbul", "CAFERAĞA MAH", "Kadıköy Anadolu Lisesi"),
    ("Bornova Forum AVM Kazımdirik Mah. Bornova İzmir", "KAZIMDİRİK MAH", "Bornova Forum AVM"),
    ("İstanbul Bağcılar Mahmutbey Mah. 212 Outlet", "MAHMUTBEY MAH", "212 Outlet"),
    ("Maslak Plaza Maslak Mah. Sarıyer İstanbul", "MASLAK MAH", "Maslak Plaza"),
    ("Üniversite Mah. İstanbul Üniversitesi Avcılar Kampüsü Avcılar İstanbul", "ÜNİVERSİTE MAH", "İstanbul Üniversitesi Avcılar Kampüsü"),
    ("Levent Mah. Büyükdere Cad. Kanyon AVM No:185 Beşiktaş/İstanbul", "LEVENT MAH", "Büyükdere Cad. Kanyon AVM No:185"),
]  # fmt: skip

# A line, its district, and the street line: the whole of the district's name is gone.
LONG_NAMES = [
    ("Hacı Bayram Veli Mah. Ulus Cad. 5 Altındağ Ankara", "HACI BAYRAM MAH", "Ulus Cad. 5"),
    ("F. Sultan Mehmet Mah. Balkan Cad. 5 Ümraniye İstanbul", "FATİH SULTAN MEHMET MAH", "Balkan Cad. 5"),
    ("Sultan Mehmet Mah. Balkan Cad. 5 Ümraniye İstanbul", "FATİH SULTAN MEHMET MAH", "Balkan Cad. 5"),
    ("Mareşal Fevzi Çakmak Mah. 5. Sk. No 3 Esenler İstanbul", "FEVZİ ÇAKMAK MAH", "5. Sk. No 3"),
    ("Mrş. Fevzi Çakmak Mah. 5. Sk. No 3 Esenler İstanbul", "FEVZİ ÇAKMAK MAH", "5. Sk. No 3"),
    ("Merkez Fevzi Çakmak Mah. 5. Sk. No 3 Esenler İstanbul", "FEVZİ ÇAKMAK MAH", "5. Sk. No 3"),
    ("Sorgun Köyü Merkez Mah. No 3 Erfelek Sinop", "MERKEZ MAH (SORGUN KÖYÜ)", "No 3"),
    ("Merkez Mah. (Sorgun Köyü) No 3 Erfelek Sinop", "MERKEZ MAH (SORGUN KÖYÜ)", "No 3"),
    ("Ankara Kebap Salonu Caferağa Mah. Moda Cd. 5 Kadıköy / İstanbul", "CAFERAĞA MAH", "Ankara Kebap Salonu Moda Cd. 5"),
]  # fmt: skip

WAYS = ["{} OSB", "{} O.S.B.", "{} Organize Sanayi Bölgesi", "{} ORG.SAN.BÖL.", "{} osb mah."]


@pytest.mark.parametrize(("line", "township", "district", "remainder"), ZONES)
def test_a_zone_that_is_a_district(line: str, township: str, district: str, remainder: str) -> None:
    found = gd.parse(line)
    assert found.district is not None
    assert (found.district.township.name, found.district.name) == (township, district)
    assert found.remainder == remainder
    assert found.confidence > 0.9


@pytest.mark.parametrize(("line", "township", "remainder"), NO_DISTRICTS)
def test_a_zone_that_is_none(line: str, township: str, remainder: str) -> None:
    found = gd.parse(line)
    assert found.district is None
    assert found.township is not None
    assert (found.township.name, found.remainder) == (township, remainder)


@pytest.mark.parametrize(("line", "district", "remainder"), [*BUSINESSES, *LONG_NAMES])
def test_what_is_left(line: str, district: str, remainder: str) -> None:
    found = gd.parse(line)
    assert found.district is not None
    assert (found.district.name, found.remainder) == (district, remainder)
    assert found.confidence > 0.9


def test_every_zone_of_the_list(bundled: Gazetteer) -> None:
    is_zone = pc.match_substring_regex(bundled.table["name"], r"^[^()-]+OSB MAH$")
    zones = [bundled.district(pk) for pk in bundled.table.filter(is_zone)["pk"].to_pylist()]
    keys = [(gd.normalize(one.name), one.township.pk) for one in zones]
    assert len(zones) > 50
    for zone in zones:
        township, name = zone.township, zone.name.removesuffix(" OSB MAH")
        if keys.count((gd.normalize(zone.name), township.pk)) > 1 or "MAH" in name:
            continue  # Two of one name, or one that has another district's name in it.
        for way in WAYS:
            line = f"{way.format(name)} 5. Cad. No:12 {township.name} / {township.city.name}"
            found = gd.parse(line).district
            assert found is not None, line
            assert gd.normalize(found.name) == gd.normalize(zone.name), line


@given(
    st.sampled_from(["Caferağa", "Kızılay", "Levent", "Atatürk", "Merkez", "Fatih", "Yıldız"]),
    st.sampled_from(["OSB", "OSB Mah.", "AVM", "Üniversitesi", "Kampüsü", "Havalimanı", "Mall"]),
    st.sampled_from(["", "Yeni", "Park", "Teknik"]),
    st.sampled_from(["Kadıköy / İstanbul", "Çankaya / Ankara", "Beşiktaş İstanbul"]),
)
def test_no_zone_becomes_a_near_name(name: str, zone: str, between: str, place: str) -> None:
    assert gd.parse(f"{name} {between} {zone} No:5 {place}").district is None
