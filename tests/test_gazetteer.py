"""Cities, townships and districts, by pk and by name."""

from typing import Any

import pytest

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City

# Design, "The snapshot": the numbering that the API's own examples show.
CITY_PKS = {"Ağrı": 4, "Ankara": 7, "Balıkesir": 12, "İstanbul": 40, "Tokat": 74}


@pytest.mark.parametrize(("name", "pk"), CITY_PKS.items())
def test_city_numbers(bundled: Gazetteer, name: str, pk: int) -> None:
    assert bundled.city(name).pk == pk
    assert bundled.city(pk).display_name == name


@pytest.mark.parametrize("spelling", ["İSTANBUL", "istanbul", "Istanbul", " i\u0307stanbul ", 40])
def test_city_spellings(bundled: Gazetteer, spelling: int | str) -> None:
    city = bundled.city(spelling)
    assert city == bundled.city(city) == bundled.city(city.pk)
    assert (city.name, city.display_name) == ("İSTANBUL", "İstanbul")


def test_cities_are_in_turkish_order(bundled: Gazetteer) -> None:
    assert [city.pk for city in bundled.cities] == list(range(1, 82))
    assert [city.display_name for city in bundled.cities[:5]] == [
        "Adana",
        "Adıyaman",
        "Afyonkarahisar",
        "Ağrı",
        "Aksaray",
    ]


def test_drop_downs_hold_every_district_once(bundled: Gazetteer) -> None:
    pks = [
        district.pk
        for city in bundled.cities
        for township in bundled.townships_of(city)
        for district in bundled.districts_of(township)
    ]
    active = sum(bundled.table["is_active"].to_pylist())
    assert len(pks) == len(set(pks)) == active


def test_records_belong_together(bundled: Gazetteer) -> None:
    for township in bundled.townships_of("İzmir"):
        assert township.city == bundled.city("İzmir")
        for district in bundled.districts_of(township):
            assert district.township == township
            assert district.city == township.city
            assert bundled.district(district.pk) is district


def test_township_by_name_and_city(bundled: Gazetteer) -> None:
    township = bundled.township("Bağcılar", city=40)
    assert (
        township == bundled.township("BAGCILAR") == bundled.township(township.pk, city="istanbul")
    )
    assert bundled.township("Ereğli", city="Konya").city.display_name == "Konya"


@pytest.mark.parametrize(
    ("ask", "names"),
    [
        (lambda g: g.city("İstanpoli"), "no city is called 'İstanpoli'; the closest are İstanbul"),
        (lambda g: g.city(82), "no city has the pk 82"),
        (lambda g: g.city(""), "no city is called ''; leave city out where nobody named one"),
        (lambda g: g.township("!?"), "is called '!\\?'; leave township out where nobody named one"),
        (lambda g: g.city("qqqq"), "no city is called 'qqqq'; none is close"),
        (lambda g: g.district("35760"), "called '35760'; if it is a pk, give the number"),
        (lambda g: g.district(35760, city="Ankara"), "Caferağa Mah. in Kadıköy, İstanbul, not in"),
        (lambda g: g.district(35760, township="Moda"), "no township is called 'Moda'"),
        (lambda g: g.township("Merkez"), "townships are called 'Merkez'.*give the city"),
        (lambda g: g.township("Merkez", city="Bursa"), "Nilüfer.*Osmangazi.*name one of them"),
        (lambda g: g.township("Ereğli"), "2 townships.*Konya.*Zonguldak"),
        (lambda g: g.township("Bağcılar", city="Ankara"), "no township is called 'Bağcılar'"),
        (lambda g: g.township("Kadiköyspor"), "closest are Kadıköy in İstanbul"),
        (lambda g: g.township(99_999), "no township has the pk 99999"),
        (lambda g: g.township(g.township("Çankaya").pk, city="İzmir"), "ÇANKAYA in ANKARA"),
        (lambda g: g.district("100. Yıl"), "districts are called '100. Yıl'.*give the township"),
        (lambda g: g.district("Nowhere", city="Ankara"), "no district is called .* in Ankara"),
        (lambda g: g.district(10**9), "no district has the pk"),
        (lambda g: g.district(-1), "no district has the pk"),
        (lambda g: g.districts_of("Merkez"), "townships are called"),
        (lambda g: g.neighbors(41, 29, city="Atlantis"), "no city is called 'Atlantis'"),
    ],
)
def test_unknown_places(bundled: Gazetteer, ask: Any, names: str) -> None:
    with pytest.raises(LookupError, match=names):
        ask(bundled)


@pytest.mark.parametrize("value", [None, 1.5, b"Ankara", True, ("Ankara",)])
def test_wrong_types(bundled: Gazetteer, value: Any) -> None:
    for ask in (bundled.city, bundled.township, bundled.district):
        with pytest.raises(TypeError, match="must be a pk, a name or a record"):
            ask(value)


@pytest.mark.parametrize(
    "spelling", ["CAFERAĞA MAH", "Caferağa", "caferaga mahallesi", "Caferağa Mh.", "CAFERAGA MAH."]
)
def test_district_by_plain_name(bundled: Gazetteer, spelling: str) -> None:
    found = bundled.district(spelling, city="İstanbul", township="Kadıköy")
    assert found.name == "CAFERAĞA MAH"
    assert found == bundled.district(found)


def test_manifest_cannot_be_changed(bundled: Gazetteer) -> None:
    assert bundled.version == bundled.manifest["data_version"]
    with pytest.raises(TypeError):
        bundled.manifest["data_version"] = "other"  # type: ignore[index]


def test_records_cannot_be_changed(bundled: Gazetteer) -> None:
    city: Any = bundled.city(1)
    with pytest.raises(AttributeError):
        city.name = "Elsewhere"
    assert isinstance(city, City)


def test_to_dict_is_the_api_shape(bundled: Gazetteer) -> None:
    district = bundled.district("100. Yıl", township="Bağcılar")
    assert district.to_dict() == {
        "pk": district.pk,
        "name": "100. YIL MAH",
        "city": 40,
        "township": district.township.pk,
        "is_active": True,
        "longitude": f"{district.longitude:.8f}",
        "latitude": f"{district.latitude:.8f}",
    }
    bare = district._replace(latitude=None, longitude=None)
    assert (bare.to_dict()["latitude"], bare.to_dict()["longitude"]) == (None, None)
