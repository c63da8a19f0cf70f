"""The questions of the service's own interface are the library's, with its answers."""

from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geodistricts as gd
from geodistricts.basics.letters import lower
from geodistricts.gazetteer import Gazetteer

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")


def plain(answer: Any) -> Any:
    if isinstance(answer, (list, tuple)) and not hasattr(answer, "_fields"):
        return [plain(one) for one in answer]
    return answer.as_dict() if hasattr(answer, "as_dict") else answer


QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("nearest", {"lat": 41.0636, "lon": 28.8515}),
    ("nearest", {"lat": 36.0, "lon": 20.0, "max_distance": 25_000}),
    ("neighbors", {"lat": 40.9869, "lon": 29.0252, "k": 3}),
    ("neighbors", {"lat": 41.0, "lon": 29.0, "k": 1, "city": "Ankara"}),
    ("within", {"west": 29.02, "south": 40.98, "east": 29.03, "north": 41.0}),
    ("reverse", {"lat": 40.9819, "lon": 29.0576}),
    ("reverse", {"lat": 40.97, "lon": 29.02, "max_distance": 100}),
    ("match", {"name": "100.yıl mh", "city": "ankar", "township": "cankaya"}),
    ("match", {"name": "caferağa", "city": "34", "limit": 2, "min_score": 90}),
    ("match", {"name": "+/&=?#"}),
    ("match", {"name": ""}),
    ("suggest", {"prefix": "fener", "city": "İstanbul", "limit": 3}),
    ("suggest", {"prefix": ""}),
    ("suggest", {"prefix": "cumhuriyet", "lat": 41.0, "lon": 29.0}),
    ("suggest", {"prefix": "caferağa kadıköy"}),
    ("normalize", {"name": "YÜZÜNCÜ YIL"}),
    ("validate", {}),
    ("validate", {"city": "Kadıköy", "township": "istnbul", "district": "cafreağa mh"}),
    ("validate", {"city": "Ankara", "township": "Batıkent", "address": "Kardelen mah. 2090 sk."}),
    ("validate", {"city": "İstanbul", "postal_code": "06100", "district": "Caferağa"}),
    ("validate", {"district": "Caferağa", "latitude": "40,98", "longitude": "29.02"}),
    ("validate", {"latitude": "east", "longitude": "91"}),
    ("validate", {"city": "Berlin", "address": "Unter den Linden"}),
    ("parse", {"text": "MODA CD.NO:45 D:3 CAFERAĞA MAH.KADIKÖY / İSTNBUL"}),
    ("parse", {"text": "Cumhuriyet Mah. Atatürk Cad. No 5", "city": "izmir"}),
]


@pytest.mark.parametrize(("question", "arguments"), QUESTIONS)
def test_the_answer_is_the_library_s(
    client: httpx.Client, bundled: Gazetteer, question: str, arguments: dict[str, Any]
) -> None:
    ask = gd.normalize if question == "normalize" else getattr(bundled, question)
    answer = client.get(f"/v1/{question}", params=arguments)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == as_json(plain(ask(**arguments)))


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: as_json(one) for name, one in value.items()}
    return [as_json(one) for one in value] if isinstance(value, (list, tuple)) else value


def test_suggestions_of_levels_say_what_they_are(client: httpx.Client) -> None:
    asked: dict[str, Any] = {"prefix": "kadık", "levels": "city, township,district", "limit": 5}
    found = client.get("/v1/suggest", params=asked).json()
    assert {one["level"] for one in found} == {"township", "district"}
    for one in found:
        [[start, end], *_] = one["matched"]
        assert lower(one["label"][start:end]) == "kadık"
    [answers] = client.post("/v1/suggest/batch", json=[asked | {"levels": ["city"]}]).json()
    assert {one["level"] for one in answers} <= {"city"}
    problem = client.get("/v1/suggest", params={"prefix": "x", "levels": "street"})
    assert (problem.status_code, problem.json()["errors"][0]["field"]) == (422, "levels")


@pytest.mark.parametrize("question", ["validate", "parse"])
def test_posted_is_asked(client: httpx.Client, question: str) -> None:
    asked = {
        "validate": {"city": "Ankara", "address": "Kardelen mah. 2090 sk. no:5 d:3"},
        "parse": {"text": "Caferağa Mh. Kadıköy"},
    }[question]
    posted = client.post(f"/v1/{question}", json=asked)
    assert posted.status_code == 200
    assert posted.json() == client.get(f"/v1/{question}", params=asked).json()


@pytest.mark.parametrize("plate", ["34", 34, 34.0])
def test_digits_for_a_city_are_its_plate_code(client: httpx.Client, plate: Any) -> None:
    """In JSON, too: there the type of a value is an accident."""
    verdict = client.post("/v1/validate", json={"city": plate, "district": "Caferağa"}).json()
    assert verdict["city"]["official_code"] == 34
    assert verdict["possible_next_action"] == "ACCEPT"


def test_pks_have_parameters_of_their_own(client: httpx.Client, bundled: Gazetteer) -> None:
    istanbul, kadikoy = bundled.city("İstanbul"), bundled.township("Kadıköy")
    by_pk = {"city_pk": istanbul.pk, "township_pk": kadikoy.pk}
    found = client.get("/v1/match", params={"name": "caferağa", **by_pk}).json()
    assert [one["district"]["township"]["pk"] for one in found] == [kadikoy.pk]
    verdict = client.get("/v1/validate", params={"district": "caferağa", **by_pk}).json()
    expected = bundled.validate(istanbul, kadikoy, "caferağa")
    assert verdict["district"]["pk"] == found[0]["district"]["pk"] == expected.district.pk  # type: ignore[union-attr]


def test_what_a_form_leaves_empty_was_not_given(client: httpx.Client, bundled: Gazetteer) -> None:
    answer = client.get("/v1/validate?city=34&township=&district=Caferağa&latitude=&longitude=")
    assert answer.json() == as_json(bundled.validate("34", None, "Caferağa").as_dict())
    assert client.get("/v1/nearest?lat=41&lon=29&max_distance=").status_code == 200


TEXTS = st.text(max_size=40) | st.sampled_from(
    ["Caferağa", "100. YIL MAH", "kadıköy", "İSTANBUL", "Moda Cd. No:45 D:3", "34710", "Köyü"]
)


@settings(max_examples=150)
@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(("city", "township", "district", "postal_code", "address"), TEXTS),
    )
)
def test_any_order_is_judged_as_by_the_library(
    client: httpx.Client, bundled: Gazetteer, order: dict[str, str]
) -> None:
    answer = client.post("/v1/validate", json=order)
    assert answer.status_code == 200
    given = {name: text for name, text in order.items() if text.strip()}
    places = {name: given.get(name) for name in ("city", "township")}
    rest = {name: text for name, text in order.items() if name not in places}
    assert answer.json() == as_json(bundled.validate(**places, **rest).as_dict())


@settings(max_examples=150)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_point_is_where_the_library_says(
    client: httpx.Client, bundled: Gazetteer, lat: float, lon: float
) -> None:
    for question in ("nearest", "reverse"):
        answer = client.get(f"/v1/{question}", params={"lat": repr(lat), "lon": repr(lon)})
        assert answer.json() == as_json(plain(getattr(bundled, question)(lat, lon)))


@settings(max_examples=100)
@given(TEXTS)
def test_any_text_is_a_name(client: httpx.Client, bundled: Gazetteer, text: str) -> None:
    for question, argument in (("match", "name"), ("suggest", "prefix"), ("parse", "text")):
        answer = client.get(f"/v1/{question}", params={argument: text})
        assert answer.status_code == 200
        assert answer.json() == as_json(plain(getattr(bundled, question)(text)))
