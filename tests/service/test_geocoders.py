"""The three dialects: formats, errors, and answers for anything that anybody sends."""

from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodistricts.gazetteer import Gazetteer

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")


@pytest.mark.parametrize("ending", ["", ".php"])
def test_nominatim_s_formats(client: httpx.Client, ending: str) -> None:
    asked: dict[str, str | int] = {"q": "Kadıköy, İstanbul", "limit": 1, "addressdetails": 1}
    flat = client.get(f"/search{ending}", params={**asked, "format": "json"}).json()[0]
    assert (flat["class"], flat["type"]) == ("boundary", "administrative")
    two = client.get(f"/search{ending}", params={**asked, "format": "jsonv2"}).json()[0]
    assert (two["category"], two["place_rank"]) == ("boundary", 14)
    geojson = client.get(f"/search{ending}", params={**asked, "format": "geojson"}).json()
    feature = geojson["features"][0]
    west, south, east, north = feature["bbox"]
    lon, lat = feature["geometry"]["coordinates"]
    assert west < lon < east
    assert south < lat < north
    assert feature["properties"]["address"]["town"] == "Kadıköy"
    code = client.get(f"/search{ending}", params={**asked, "format": "geocodejson"}).json()
    told = code["features"][0]["properties"]["geocoding"]
    assert (told["type"], told["city"], told["state"]) == ("city", "Kadıköy", "İstanbul")
    one = client.get(f"/reverse{ending}", params={"lat": lat, "lon": lon, "zoom": 10}).json()
    assert one["place_id"] == two["place_id"]


def test_nominatim_looks_places_up(client: httpx.Client) -> None:
    for text in ("İzmir", "Kadıköy, İstanbul", "Caferağa, Kadıköy"):
        found = client.get("/search", params={"q": text, "limit": 1}).json()[0]
        again = client.get("/lookup", params={"place_ids": found["place_id"]}).json()
        assert [one["display_name"] for one in again] == [found["display_name"]]
        others = client.get(
            "/search", params={"q": text, "exclude_place_ids": found["place_id"]}
        ).json()
        assert found["place_id"] not in [one["place_id"] for one in others]
    assert client.get("/lookup", params={"osm_ids": "R123", "place_ids": "999999999"}).json() == []


def test_nominatim_s_status(client: httpx.Client, bundled: Gazetteer) -> None:
    assert client.get("/status").text == "OK"
    status = client.get("/status", params={"format": "json"}).json()
    assert (status["status"], status["database_version"]) == (0, bundled.version)


@pytest.mark.parametrize(
    ("path", "status", "document"),
    [
        ("/search?q=Berlin", 200, []),
        ("/reverse?lat=36&lon=20", 200, {"error": "Unable to geocode"}),
        ("/search", 400, "Nothing to search for"),
        ("/search?q=x&city=y", 400, "cannot be used together"),
        ("/search?q=Moda&format=xml", 400, "'format' must be one of"),
        ("/search?q=Moda&limit=x", 400, "'limit' must be a number"),
        ("/search?q=Moda&viewbox=1,2,3", 400, "'viewbox' must be four numbers"),
        ("/reverse?lat=41", 400, "'lon' is missing"),
        ("/reverse", 400, "'lat' is missing"),
        ("/reverse?lat=91&lon=29", 400, "from -90 to 90"),
        ("/reverse?lat=nan&lon=29", 400, "'lat' must be a number"),
    ],
)
def test_nominatim_s_errors(client: httpx.Client, path: str, status: int, document: Any) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    if status == 400:
        error = answer.json()["error"]
        assert error["code"] == 400
        assert document in error["message"]
    else:
        assert answer.json() == document


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("api?q=Berlin", 200, None),
        ("api", 400, "missing search term"),
        ("api?q=", 400, "missing search term"),
        ("api?q=Moda&lat=41", 400, "'lon' is missing"),
        ("api?q=Moda&bbox=1,2", 400, "'bbox' must be four numbers"),
        ("reverse", 400, "missing parameters"),
        ("reverse?lat=41&lon=200", 400, "from -180 to 180"),
        ("reverse?lat=36&lon=20", 200, None),
        ("reverse?lat=41&lon=29&radius=-1", 400, "'radius'"),
    ],
)
def test_photon_s_errors(client: httpx.Client, path: str, status: int, said: str | None) -> None:
    answer = client.get(f"/photon/{path}")
    assert answer.status_code == status
    if said is None:
        assert answer.json() == {"type": "FeatureCollection", "features": []}
    else:
        assert said in answer.json()["message"]


def test_photon_s_layers(client: httpx.Client) -> None:
    for layer, kind in (("state", "state"), ("city", "city"), ("district", "district")):
        found = client.get(
            "/photon/reverse", params={"lat": 40.9869, "lon": 29.0252, "layer": layer}
        ).json()["features"]
        assert [one["properties"]["type"] for one in found] == [kind]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("search?text=Berlin", 200, None),
        ("search?text=Moda&boundary.country=DEU", 200, None),
        ("reverse?point.lat=36&point.lon=20", 200, None),
        ("search", 400, "invalid param 'text'"),
        ("autocomplete?text=", 400, "invalid param 'text'"),
        ("search/structured", 400, "at least one"),
        ("reverse?point.lat=41", 400, "'point.lon' is missing"),
        ("reverse", 400, "missing param 'point.lat'"),
        ("search?text=Moda&size=x", 400, "'size' must be a number"),
        ("search?text=Moda&boundary.rect.min_lon=1", 400, "boundary.rect needs all"),
    ],
)
def test_pelias_errors(client: httpx.Client, path: str, status: int, said: str | None) -> None:
    answer = client.get(f"/pelias/v1/{path}")
    assert answer.status_code == status
    document = answer.json()
    assert (document["type"], document["features"]) == ("FeatureCollection", [])
    assert (said is None) is ("errors" not in document["geocoding"])
    if said:
        assert said in document["geocoding"]["errors"][0]


def test_pelias_structured_and_layers(client: httpx.Client) -> None:
    def names(path: str, **params: Any) -> list[str]:
        found = client.get(f"/pelias/v1/{path}", params=params).json()
        return [one["properties"]["label"] for one in found["features"]]

    label = "Caferağa Mah., Kadıköy, İstanbul, Türkiye"
    for fields in (
        {"neighbourhood": "caferağa", "county": "kadikoy", "region": "istanbul"},
        {"address": "Caferağa Mah. Moda Cd. 45", "locality": "Kadıköy"},
        {"neighbourhood": "Caferağa", "locality": "İstanbul", "country": "TUR"},
    ):
        assert names("search/structured", **fields)[0] == label
    assert names("search/structured", county="Çankaya", region="İstanbul") == []
    assert names("search", text="Caferağa, Kadıköy", layers="county") == [
        "Kadıköy, İstanbul, Türkiye"
    ]
    assert label in names("autocomplete", text="cafera")
    near = {"boundary.circle.lat": 40.98, "boundary.circle.lon": 29.02}
    assert names("search", text="Caferağa", **near, **{"boundary.circle.radius": 5}) == [label]
    assert names("search", text="Caferağa", **{**near, "boundary.circle.lat": 39}) == []


def test_a_key_is_not_repeated(client: httpx.Client) -> None:
    answer = client.get("/pelias/v1/search?text=Moda&api_key=geheim")
    assert "geheim" not in answer.text


ANY = st.text(max_size=30) | st.sampled_from(["Kadıköy", "34710", "41,29", "-", "İzmir", "Merkez"])
NUMBERS = st.floats(allow_nan=True, allow_infinity=True).map(repr) | ANY


@settings(max_examples=150)
@given(ANY, NUMBERS, NUMBERS, NUMBERS)
def test_anything_is_answered_in_the_dialect(
    client: httpx.Client, text: str, lat: str, lon: str, size: str
) -> None:
    asked: list[tuple[str, dict[str, str]]] = [
        ("/search", {"q": text, "limit": size, "viewbox": lat}),
        ("/search", {"city": text, "state": lat, "postalcode": lon}),
        ("/reverse", {"lat": lat, "lon": lon, "zoom": size}),
        ("/photon/api", {"q": text, "limit": size, "bbox": lon}),
        ("/photon/reverse", {"lat": lat, "lon": lon, "radius": size}),
        ("/pelias/v1/search", {"text": text, "size": size}),
        ("/pelias/v1/autocomplete", {"text": text, "layers": lat}),
        ("/pelias/v1/search/structured", {"locality": text, "region": lat}),
        ("/pelias/v1/reverse", {"point.lat": lat, "point.lon": lon, "size": size}),
    ]
    for path, params in asked:
        answer = client.get(path, params=params)
        assert answer.status_code in (200, 400), path
        assert answer.headers["content-type"].startswith("application/json")
        answer.json()
