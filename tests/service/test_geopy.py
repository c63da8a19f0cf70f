"""Proven with geopy's own classes, unmodified but for domain and scheme."""

from __future__ import annotations

import random
from typing import Any

import pytest

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import District
from serving import serving

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")
geopy = pytest.importorskip("geopy", reason="geopy is not installed")

ADDRESS = "caferaga mah moda cd no 45 kadikoy istanbul"


def domain(service: str) -> str:
    return service.removeprefix("http://")


@pytest.fixture(scope="module")
def nominatim(service: str) -> Any:
    return geopy.Nominatim(domain=domain(service), scheme="http", user_agent="tests")


@pytest.fixture(scope="module")
def photon(service: str) -> Any:
    return geopy.Photon(domain=f"{domain(service)}/photon", scheme="http")


@pytest.fixture(scope="module")
def pelias(service: str) -> Any:
    return geopy.Pelias(domain=f"{domain(service)}/pelias", scheme="http")


@pytest.fixture(scope="module")
def caferaga(bundled: Gazetteer) -> District:
    return bundled.district("Caferağa", "İstanbul", "Kadıköy")


def is_at(location: Any, place: District) -> bool:
    return bool(
        location is not None
        and location.latitude == pytest.approx(place.latitude, abs=1e-6)
        and location.longitude == pytest.approx(place.longitude, abs=1e-6)
    )


@pytest.mark.parametrize("name", ["nominatim", "photon", "pelias"])
class TestAll:
    """What the three classes have in common."""

    @pytest.fixture
    def geocoder(self, name: str, request: pytest.FixtureRequest) -> Any:
        return request.getfixturevalue(name)

    def test_an_address(self, geocoder: Any, caferaga: District) -> None:
        for text in (ADDRESS, "Caferağa Mah., Kadıköy, İstanbul", "34710"):
            assert is_at(geocoder.geocode(text), caferaga)

    def test_a_township_and_a_city(self, geocoder: Any, bundled: Gazetteer) -> None:
        for text in ("Kadıköy, İstanbul", "kadikoy istanbul turkey"):
            found = geocoder.geocode(text)
            place = bundled.reverse(found.latitude, found.longitude)
            assert place is not None
            assert place.district.township == bundled.township("Kadıköy")
        found = geocoder.geocode("izmir")
        assert bundled.reverse(found.latitude, found.longitude).district.city.name == "İZMİR"  # type: ignore[union-attr]

    def test_several(self, geocoder: Any) -> None:
        many = geocoder.geocode("Cumhuriyet Mah.", exactly_one=False)
        assert len(many) > 1
        assert len({(one.latitude, one.longitude) for one in many}) == len(many)

    def test_nothing(self, geocoder: Any) -> None:
        for text in ("Berlin", "Girne", "qwertyuiop asdf", "0,0"):
            assert geocoder.geocode(text) is None
            assert geocoder.geocode(text, exactly_one=False) is None

    def test_reverse(self, geocoder: Any, caferaga: District) -> None:
        assert is_at(geocoder.reverse((40.9869, 29.0252)), caferaga)
        assert is_at(geocoder.reverse("40.9869, 29.0252"), caferaga)
        assert geocoder.reverse((36.0, 20.0)) is None
        assert is_at(geocoder.reverse((40.9869, 29.0252), exactly_one=False)[0], caferaga)

    def test_any_district_by_its_label(self, geocoder: Any, bundled: Gazetteer) -> None:
        """It comes first, or beside others of its name; and its point leads back to it."""
        chosen = random.Random(15).sample(bundled.table["pk"].to_pylist(), 100)
        missed = []
        for pk in chosen:
            place = bundled.district(pk)
            if place.latitude is None or place.kind == "part":
                continue
            many = geocoder.geocode(place.label, exactly_one=False) or []
            if not any(is_at(one, place) for one in many):
                missed.append(place.label)
            expected = bundled.reverse(place.latitude, place.longitude)  # type: ignore[arg-type]
            found = geocoder.reverse((place.latitude, place.longitude))
            assert expected is not None
            assert is_at(found, expected.district)
        assert len(missed) <= 2, missed


def test_nominatim_s_options(nominatim: Any, bundled: Gazetteer, caferaga: District) -> None:
    found = nominatim.geocode(
        ADDRESS,
        addressdetails=True,
        namedetails=True,
        extratags=True,
        geometry="geojson",
        language="tr",
        country_codes="tr",
    )
    raw = found.raw
    assert found.address == "Caferağa Mah., Kadıköy, İstanbul, 34710, Türkiye"
    assert raw["address"] == {
        "city_district": "Caferağa Mah.",
        "town": "Kadıköy",
        "state": "İstanbul",
        "ISO3166-2-lvl4": "TR-34",
        "postcode": caferaga.postal_code,
        "country": "Türkiye",
        "country_code": "tr",
    }
    assert isinstance(raw["lat"], str)
    assert all(isinstance(side, str) for side in raw["boundingbox"])
    assert raw["geojson"]["type"] == "Polygon"
    assert raw["namedetails"]["official_name"] == caferaga.name
    assert raw["extratags"]["population"] == str(caferaga.population)
    south, north, west, east = map(float, raw["boundingbox"])
    assert south < found.latitude < north
    assert west < found.longitude < east


def test_nominatim_s_structured_queries(nominatim: Any, caferaga: District) -> None:
    for query in (
        {"street": "Caferağa Mah. Moda Cd. 45", "city": "Kadıköy", "state": "İstanbul"},
        {"city": "kadikoy", "state": "istanbul", "street": "caferaga", "country": "Türkiye"},
        {"street": "Caferağa Mah.", "county": "Kadıköy", "city": "İstanbul"},
        {"street": "Moda Cd. 45", "city": "İstanbul", "county": "Kadıköy", "postalcode": "34710"},
    ):
        assert is_at(nominatim.geocode(query), caferaga), query
    assert nominatim.geocode({"city": "İstanbul"}).raw["addresstype"] == "state"
    assert nominatim.geocode({"city": "Kadıköy"}).raw["addresstype"] == "town"
    assert nominatim.geocode({"county": "Çankaya", "state": "Ankara"}).raw["name"] == "Çankaya"
    assert nominatim.geocode({"city": "Çankaya", "state": "İstanbul"}) is None
    assert nominatim.geocode({"city": "Kadıköy", "country": "Germany"}) is None


def test_nominatim_s_limits(nominatim: Any, bundled: Gazetteer) -> None:
    text = "Cumhuriyet Mah."
    assert len(nominatim.geocode(text, exactly_one=False, limit=3)) == 3
    assert len(nominatim.geocode(text, exactly_one=False, limit=1_000)) == 40
    assert nominatim.geocode(text, country_codes=["de", "fr"]) is None
    box = [(38.0, 26.5), (39.0, 28.0)]
    inside = nominatim.geocode(text, exactly_one=False, viewbox=box, bounded=True)
    assert inside
    assert all(38 <= one.latitude <= 39 and 26.5 <= one.longitude <= 28 for one in inside)
    town = nominatim.geocode("Kadıköy", featuretype="city")
    assert town.raw["addresstype"] == "town"


@pytest.mark.parametrize(
    ("zoom", "kind"), [(3, "state"), (8, "state"), (10, "town"), (18, "city_district")]
)
def test_nominatim_s_zoom(nominatim: Any, zoom: int, kind: str) -> None:
    found = nominatim.reverse((40.9869, 29.0252), zoom=zoom, language="tr")
    assert found.raw["addresstype"] == kind
    assert found.raw["address"]["state"] == "İstanbul"
    assert "address" not in nominatim.reverse((40.9869, 29.0252), addressdetails=False).raw


def test_bad_requests_are_each_class_s_own_errors(nominatim: Any, photon: Any, pelias: Any) -> None:
    from geopy.exc import GeocoderQueryError

    for geocoder in (nominatim, photon, pelias):
        with pytest.raises(GeocoderQueryError):
            geocoder.geocode("")
    for ask in (nominatim.reverse, photon.reverse, pelias.reverse):
        with pytest.raises((GeocoderQueryError, ValueError)):
            ask((100.0, 29.0))


def test_photon_s_options(photon: Any, caferaga: District) -> None:
    found = photon.geocode(ADDRESS, language="default", location_bias=(41, 29), limit=3)
    assert is_at(found, caferaga)
    properties = found.raw["properties"]
    assert properties["city"] == "Kadıköy"
    assert properties["state"] == "İstanbul"
    assert properties["countrycode"] == "TR"
    assert properties["postcode"] == caferaga.postal_code
    begun = photon.geocode("cafera", exactly_one=False, limit=5)
    assert any("Caferağa" in one.address for one in begun)
    assert len(photon.reverse((40.9869, 29.0252), exactly_one=False, limit=4)) == 4
    bbox = [(40.9, 28.9), (41.1, 29.2)]
    inside = photon.geocode("Cumhuriyet Mah.", exactly_one=False, bbox=bbox, limit=20)
    assert all(40.9 <= one.latitude <= 41.1 for one in inside)


def test_pelias_options(pelias: Any, caferaga: District) -> None:
    found = pelias.geocode(
        ADDRESS, boundary_rect=[(40.9, 28.9), (41.1, 29.2)], countries=["TUR"], language="tr"
    )
    assert is_at(found, caferaga)
    properties = found.raw["properties"]
    assert (properties["region"], properties["county"]) == ("İstanbul", "Kadıköy")
    assert properties["neighbourhood"] == properties["name"] == caferaga.display_name
    assert properties["label"] == "Caferağa Mah., Kadıköy, İstanbul, Türkiye"
    assert pelias.geocode(ADDRESS, boundary_rect=[(38, 26), (39, 27)]) is None
    assert pelias.geocode(ADDRESS, country_bias="DEU") is None


def test_a_token_where_each_class_can_bring_it(bundled: Gazetteer, tmp_path: Any) -> None:
    from geopy.exc import GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges

    from geodistricts.service import Settings

    tokens = tmp_path / "tokens"
    tokens.write_text("geheim\n")
    refusals = (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges)
    with serving(bundled, Settings(token_file=tokens)) as address:
        where = domain(address)
        asking = geopy.Pelias(domain=f"{where}/pelias", scheme="http", api_key="geheim")
        assert asking.geocode("Kadıköy") is not None
        for refused in (
            geopy.Pelias(domain=f"{where}/pelias", scheme="http", api_key="x"),
            geopy.Photon(domain=f"{where}/photon", scheme="http"),
            geopy.Nominatim(domain=where, scheme="http", user_agent="tests"),
        ):
            with pytest.raises(refusals):
                refused.geocode("Kadıköy")
