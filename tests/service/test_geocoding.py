"""What is found, in all three dialects: ambiguous, begun, misspelt, in fields, near a point."""

import random
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import District
from serving import serving
from small_snapshots import MakeGazetteer

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")

Ask = Callable[..., list[str]]


def labels_of_addresses(found: list[dict[str, Any]]) -> list[str]:
    parts = ("city_district", "town", "state")
    addresses = [one["address"] for one in found]
    return [", ".join(one[part] for part in parts if part in one) for one in addresses]


def labels(client: httpx.Client, path: str, params: dict[str, Any]) -> list[str]:
    """Return what is found, in the words of ``label``, whatever the dialect."""
    answer = client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    document = answer.json()
    if isinstance(document, list):
        return labels_of_addresses(document)
    if "features" not in document:
        return labels_of_addresses([document])
    found = [one["properties"] for one in document["features"]]
    if "geocoding" in document:
        return [one["label"].removesuffix(", Türkiye") for one in found]
    kinds = ("district", "city", "state")
    return [
        ", ".join(one["name"] if one["type"] == kind else one[kind] for kind in kinds
                  if kind in one or one["type"] == kind)
        for one in found
    ]  # fmt: skip


@pytest.fixture(params=["nominatim", "photon", "pelias"])
def search(request: pytest.FixtureRequest, client: httpx.Client) -> Ask:
    """Search in one of the dialects for up to 40 places."""
    path, text, limit = {
        "nominatim": ("/search", "q", "limit"),
        "photon": ("/photon/api", "q", "limit"),
        "pelias": ("/pelias/v1/search", "text", "size"),
    }[request.param]

    def ask(asked: str, **more: Any) -> list[str]:
        return labels(client, path, {text: asked, limit: 40, "addressdetails": 1, **more})

    return ask


@pytest.fixture(params=["photon", "pelias"])
def complete(request: pytest.FixtureRequest, client: httpx.Client) -> Ask:
    """Complete in one of the dialects that do."""
    path, text = {"photon": ("/photon/api", "q"), "pelias": ("/pelias/v1/autocomplete", "text")}[
        request.param
    ]
    return lambda asked, **more: labels(client, path, {text: asked, **more})


def test_townships_that_share_a_name_are_all_found_by_population(
    search: Ask, bundled: Gazetteer
) -> None:
    townships = [one for city in bundled.cities for one in bundled.townships_of(city)]
    for name in ("Edremit", "Gölbaşı", "Ereğli"):
        alike = [one for one in townships if one.display_name == name]
        assert len(alike) > 1
        alike.sort(key=lambda one: -(one.population or 0))
        assert search(name)[: len(alike)] == [one.label for one in alike]


def test_a_type_word_says_that_a_district_is_meant(search: Ask, bundled: Gazetteer) -> None:
    found = search("Kadıköy Mahallesi")
    assert found
    assert all(label.startswith("Kadıköy Mah.") for label in found[:5])
    assert bundled.township("Kadıköy").label not in found
    assert search("Kadıköy")[0] == bundled.township("Kadıköy").label


def test_a_district_that_a_city_has_several_of_comes_before_the_city(search: Ask) -> None:
    found = search("İstanbul Atatürk mah")
    assert len(found) > 2
    assert all(one.startswith("Atatürk Mah., ") for one in found[:-1])
    assert all(one.endswith("İstanbul") for one in found)


@pytest.mark.parametrize("text", ["34710", "34710 istanbul", "Kadıköy 34710", "34710, Türkiye"])
def test_a_postal_code_with_or_without_a_place(search: Ask, bundled: Gazetteer, text: str) -> None:
    table = bundled.table.to_pylist()
    there = {bundled.district(one["pk"]).label for one in table if one["postal_code"] == "34710"}
    assert set(search(text)) == there


def test_a_code_of_many_districts_gives_as_many_as_are_asked_for(
    client: httpx.Client, bundled: Gazetteer
) -> None:
    codes = bundled.table["postal_code"].value_counts().to_pylist()
    most = max((one for one in codes if one["values"]), key=lambda one: int(one["counts"]))
    answer = client.get("/search", params={"q": most["values"], "limit": 40}).json()
    assert len(answer) == min(40, most["counts"])


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("kadıkoyy", "Kadıköy, İstanbul"),
        ("izmr", "İzmir"),
        ("cafreaga", "Caferağa Mah., Kadıköy, İstanbul"),
        ("Türkiye, İstanbul, Kadıköy", "Kadıköy, İstanbul"),
        ("Bağdat Caddesi İstanbul", "İstanbul"),
    ],
)
def test_what_is_misspelt_or_only_in_part_known(search: Ask, text: str, label: str) -> None:
    assert search(text)[0] == label


@pytest.mark.parametrize(
    "text", ["Berlin", "Girne", "London", "Bağdat Caddesi", "12", "Turkey", "Springfield"]
)
def test_what_is_not_there_is_not_guessed(client: httpx.Client, text: str) -> None:
    assert labels(client, "/search", {"q": text, "addressdetails": 1}) == []
    assert labels(client, "/pelias/v1/search", {"text": text}) == []


@pytest.mark.parametrize("text", ["Berlin", "Girne", "Turkey"])
def test_what_is_abroad_is_not_completed(complete: Ask, text: str) -> None:
    assert complete(text) == []


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("kad", "Kadıköy, İstanbul"),
        ("ist", "İstanbul"),
        ("istanbul kad", "Kadıköy, İstanbul"),
        ("cafer kadı", "Caferağa Mah., Kadıköy, İstanbul"),
        ("kadıköy cafer", "Caferağa Mah., Kadıköy, İstanbul"),
        ("fenerb", "Fenerbahçe Mah., Kadıköy, İstanbul"),
        ("Merkez, Adana", "Adana"),
    ],
)
def test_what_is_begun(complete: Ask, typed: str, label: str) -> None:
    assert label in complete(typed)[:3]


def test_of_equals_the_nearer_come_first(client: httpx.Client) -> None:
    for path, text, lat, lon in (
        ("/photon/api", "q", "lat", "lon"),
        ("/pelias/v1/search", "text", "focus.point.lat", "focus.point.lon"),
    ):
        for at, place in (((39.59, 27.02), "Balıkesir"), ((38.42, 43.26), "Van")):
            found = labels(client, path, {text: "Edremit", lat: at[0], lon: at[1]})
            assert found[0] == f"Edremit, {place}"
    for view, place in (("26.5,39,28,40", "Balıkesir"), ("44,39,43,38", "Van")):
        asked = {"q": "Edremit", "viewbox": view, "addressdetails": 1}
        assert labels(client, "/search", asked)[0] == f"Edremit, {place}"
        assert len(labels(client, "/search", asked)) > 1
        assert labels(client, "/search", {**asked, "bounded": 1})[0] == f"Edremit, {place}"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"city": "Urla"}, ["Urla, İzmir"]),
        ({"city": "Edremit"}, ["Edremit, Balıkesir", "Edremit, Van"]),
        ({"city": "Edremit", "state": "van"}, ["Edremit, Van"]),
        ({"county": "İstanbul", "city": "kadikoy"}, ["Kadıköy, İstanbul"]),
        ({"state": "34", "county": "Kadikoy ilcesi"}, ["Kadıköy, İstanbul"]),
        ({"city": "Kadıköy", "state": "Ankara"}, []),
        ({"city": "Kadıköy", "postalcode": "06100"}, []),
        ({"city": "Kadıköy", "postalcode": "34710"}, ["Caferağa Mah., Kadıköy, İstanbul"]),
        ({"city": "Kadıköy", "country": "Germany"}, []),
        ({"city": "Berlin"}, []),
        ({"street": "Moda Cd. 45", "city": "Kadıköy"}, ["Kadıköy, İstanbul"]),
        ({"street": "Caferağa Mah. 45", "city": "İstanbul"}, ["Caferağa Mah., Kadıköy, İstanbul"]),
    ],
)
def test_fields(client: httpx.Client, fields: dict[str, str], expected: list[str]) -> None:
    assert labels(client, "/search", {**fields, "addressdetails": 1}) == expected


def test_every_township_by_its_name_in_the_field_of_a_city(
    client: httpx.Client, bundled: Gazetteer
) -> None:
    """It is never a city that is called nearly so."""
    missed = []
    for city in bundled.cities:
        for township in random.Random(city.pk).sample(bundled.townships_of(city), 2):
            asked = {"city": township.display_name, "limit": 40, "addressdetails": 1}
            if township.label not in labels(client, "/search", {**asked, "state": city.name}):
                missed.append(township.label)
            if township.label not in labels(client, "/search", asked) and (
                township.display_name != "Merkez"
            ):
                missed.append(township.display_name)
    assert missed == []


def test_pelias_boroughs_and_layers(client: httpx.Client) -> None:
    found = labels(
        client, "/pelias/v1/search/structured", {"locality": "İstanbul", "borough": "Kadıköy"}
    )
    assert found == ["Kadıköy, İstanbul"]
    answer = client.get("/pelias/v1/search", params={"text": "x", "layers": "bogus"})
    assert answer.status_code == 400
    assert "bogus" in answer.json()["geocoding"]["errors"][0]
    confidence = [
        client.get("/pelias/v1/search", params={"text": text}).json()["features"][0]["properties"]
        for text in ("Kadıköy, İstanbul", "Olmayan Sokak 5 Kadıköy İstanbul")
    ]
    assert [one["match_type"] for one in confidence] == ["exact", "fallback"]
    assert confidence[0]["confidence"] > confidence[1]["confidence"]


def test_photon_s_tags_and_countries(client: httpx.Client) -> None:
    def found(**more: str) -> list[str]:
        return labels(client, "/photon/api", {"q": "Kadıköy", **more})

    assert found(osm_tag="tourism:museum") == []
    assert found(osm_tag="place:town") == ["Kadıköy, İstanbul"]
    assert "Kadıköy, İstanbul" not in found(osm_tag="!place:town")
    assert found(countrycode="DE") == []
    assert found(countrycode="TR") == found()
    refused = client.get("/photon/api", params={"q": "Kadıköy", "layer": "bogus"})
    assert refused.status_code == 400
    assert "bogus" in refused.json()["message"]
    refused = client.get("/photon/reverse", params={"lat": 41, "lon": 29, "radius": 0})
    assert refused.status_code == 400


def test_nobody_is_sent_to_an_object_of_openstreetmap(client: httpx.Client) -> None:
    for path in ("/search?q=Moda", "/photon/api?q=Moda", "/reverse?lat=40.9869&lon=29.0252"):
        assert "osm_id" not in client.get(path).text


def test_answers_are_not_kept(client: httpx.Client) -> None:
    for path in ("/search?q=Moda", "/photon/api?q=Moda", "/pelias/v1/search?text=Moda"):
        assert client.get(path).headers["cache-control"] == "no-store"


def test_300_districts_by_label_and_by_point(client: httpx.Client, bundled: Gazetteer) -> None:
    """The first that is found is called as the one that is asked for; and it is among them."""
    table = bundled.table.filter(bundled.table["latitude"].is_valid())
    chosen = random.Random(300).sample(table["pk"].to_pylist(), 300)
    missed = []
    for place in map(bundled.district, chosen):
        assert isinstance(place, District)
        expected = bundled.reverse(place.latitude, place.longitude)  # type: ignore[arg-type]
        assert expected is not None
        for path, text, limit, lat, lon in (
            ("/search", "q", "limit", "lat", "lon"),
            ("/photon/api", "q", "limit", "lat", "lon"),
            ("/pelias/v1/search", "text", "size", "point.lat", "point.lon"),
        ):
            found = labels(client, path, {text: place.label, limit: 40, "addressdetails": 1})
            if place.label not in found or found[0].split(",")[0] != place.display_name:
                missed.append((path, place.label))
            back = path.rpartition("/")[0] + "/reverse"
            at = {lat: place.latitude, lon: place.longitude, limit: 1}
            assert labels(client, back, at)[0] == expected.district.label
    assert len(missed) <= 9, missed


def test_without_boundaries_places_are_where_their_districts_are(
    make_gazetteer: MakeGazetteer,
) -> None:
    points = [(41.0, 29.0), (41.2, 29.2), (41.1, 29.1), None]
    gazetteer = make_gazetteer(points)
    city = gazetteer.cities[0]
    township = gazetteer.townships_of(city)[0]
    with serving(gazetteer) as address, httpx.Client(base_url=address) as client:
        for place in (city, township):
            found = client.get("/search", params={"q": place.label}).json()
            assert found, place.label
            south, north, west, east = map(float, found[0]["boundingbox"])
            assert (float(found[0]["lat"]), float(found[0]["lon"])) in points
            assert south <= 41.0
            assert north >= 41.2
            assert west <= 29.0
            assert east >= 29.2
