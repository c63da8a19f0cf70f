"""The list over HTTP: the gazetteer's, kept by clients until the data change."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
import shapely
import shapely.geometry

from geodistricts.gazetteer import Gazetteer
from serving import serving

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")
from geodistricts.service import Settings


def test_from_the_cities_down(client: httpx.Client, bundled: Gazetteer) -> None:
    cities = client.get("/v1/cities").json()
    assert cities == [city.as_dict() for city in bundled.cities]
    for city in cities[::20]:
        assert client.get(f"/v1/cities/{city['pk']}").json() == city
        townships = client.get(f"/v1/cities/{city['pk']}/townships").json()
        assert townships == [one.as_dict() for one in bundled.townships_of(city["pk"])]
        township = townships[0]
        assert client.get(f"/v1/townships/{township['pk']}").json() == township
        districts = client.get(f"/v1/townships/{township['pk']}/districts").json()
        assert districts == [one.as_dict() for one in bundled.districts_of(township["pk"])]
        assert client.get(f"/v1/districts/{districts[0]['pk']}").json() == districts[0]


@pytest.mark.parametrize("level", ["city", "township", "district"])
def test_boundaries_are_features(client: httpx.Client, bundled: Gazetteer, level: str) -> None:
    district = bundled.reverse(41.0636, 28.8515).district  # type: ignore[union-attr]
    place = district if level == "district" else getattr(district, level)
    path = {"city": "cities", "township": "townships", "district": "districts"}[level]
    answer = client.get(f"/v1/{path}/{place.pk}/boundary")
    assert answer.headers["content-type"] == "application/geo+json"
    feature = answer.json()
    assert (feature["type"], feature["id"]) == ("Feature", place.pk)
    assert feature["properties"] == place.as_dict()
    shape = shapely.geometry.shape(feature["geometry"])
    assert shape.is_valid
    assert shape.symmetric_difference(bundled.boundary(place)).area < 1e-3 * shape.area
    assert feature["bbox"] == pytest.approx(shape.bounds, abs=1e-5)


@pytest.mark.parametrize(
    ("path", "moved"),
    [
        ("cities", 0.01),
        ("cities/40/townships", 0.002),
        ("townships/470/districts", 0.0002),
    ],
)
def test_many_boundaries_at_once(
    client: httpx.Client, bundled: Gazetteer, path: str, moved: float
) -> None:
    places = {one["pk"]: one for one in client.get(f"/v1/{path}").json()}
    find: dict[str, Callable[[int], Any]] = {
        "cities": bundled.city,
        "townships": bundled.township,
        "districts": bundled.district,
    }
    answer = client.get(f"/v1/{path}/boundaries")
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["etag"]
    features = answer.json()["features"]
    assert {feature["properties"]["pk"] for feature in features} == set(places)
    for feature in features:
        place = feature["properties"]
        assert place["display_name"] == places[place["pk"]]["display_name"]
        exact = bundled.boundary(find[path.rpartition("/")[2]](place["pk"]))
        shown = shapely.geometry.shape(feature["geometry"]).buffer(0)
        assert exact is not None
        assert shown.symmetric_difference(exact).area < moved * exact.length


def test_parts_of_a_village_have_one_outline(client: httpx.Client, bundled: Gazetteer) -> None:
    township = bundled.district("Meydan Köyü", "Adıyaman").township
    features = client.get(f"/v1/townships/{township.pk}/districts/boundaries").json()["features"]
    shapes = [str(feature["geometry"]) for feature in features]
    assert len(shapes) == len(set(shapes))
    known = {one.pk for one in bundled.districts_of(township)} | {None}
    assert {feature["properties"]["pk"] for feature in features} <= known


@pytest.mark.parametrize("path", ["cities/99/townships", "townships/99999/districts"])
def test_boundaries_of_no_place(client: httpx.Client, path: str) -> None:
    assert client.get(f"/v1/{path}/boundaries").status_code == 404


def test_a_district_without_a_boundary(client: httpx.Client, bundled: Gazetteer) -> None:
    bare = next(
        one
        for pk in range(1, bundled.table.num_rows)
        if (one := bundled.district(pk)).coordinate_source is None
    )
    answer = client.get(f"/v1/districts/{bare.pk}/boundary")
    assert answer.status_code == 404
    assert answer.json()["detail"] == f"{bare.label} has no boundary in this list"


KEPT = [
    "cities",
    "cities/40",
    "cities/40/townships",
    "townships/470/districts",
    "cities/40/boundary",
]


@pytest.mark.parametrize("path", KEPT)
def test_clients_keep_what_only_changes_with_the_data(client: httpx.Client, path: str) -> None:
    answer = client.get(f"/v1/{path}")
    tag = answer.headers["etag"]
    assert answer.headers["cache-control"].startswith("public, max-age=")
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = client.get(f"/v1/{path}", headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"/v1/{path}", headers={"if-none-match": '"other"'}).status_code == 200


def test_other_data_have_another_tag(
    service: str, bundled: Gazetteer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    overlay = tmp_path_factory.mktemp("overlay") / "corrections.csv"
    overlay.write_text("action,pk,name\nalias,1,Başka Ad\n", encoding="utf-8")
    with serving(Gazetteer.open(overlay=overlay)) as address:
        tags = [httpx.get(f"{one}/v1/cities").headers["etag"] for one in (service, address)]
    assert tags[0] != tags[1]


def test_an_unknown_place_is_unknown_to_who_keeps_it(client: httpx.Client) -> None:
    assert client.get("/v1/cities/99", headers={"if-none-match": "*"}).status_code == 404


def test_answers_for_one_client_are_kept_by_nobody_else(
    bundled: Gazetteer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("tokens") / "tokens"
    path.write_text("abc\n")
    with serving(bundled, Settings(token_file=path)) as address:
        answer = httpx.get(f"{address}/v1/cities", headers={"authorization": "Bearer abc"})
    assert answer.headers["cache-control"].startswith("private, ")
