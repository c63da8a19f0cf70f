"""What is wrong with a request is said as a problem that names the field."""

from typing import Any

import httpx
import pytest

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")


@pytest.mark.parametrize(
    ("path", "status", "field", "said"),
    [
        ("reverse?lat=91&lon=29", 422, "lat", "from -90 to 90 degrees, not 91.0"),
        ("reverse?lat=29&lon=141&max_distance=-1", 422, "max_distance", "zero metres or more"),
        ("reverse?lat=28.85&lon=x", 422, "lon", "must be a valid number"),
        ("reverse?lat=28.85", 422, "lon", "missing"),
        ("reverse?lat=nan&lon=29", 422, "lat", "finite"),
        ("reverse?lat=inf&lon=29", 422, "lat", "finite"),
        ("reverse?lat=141&lon=29", 422, "lat", "are they swapped?"),
        ("reverse?lat=41&lon=29&adress=x", 422, "adress", "nothing is called so here"),
        ("neighbors?lat=41&lon=29&k=0", 422, "k", "1 or more"),
        ("neighbors?lat=41&lon=29&k=1.5", 422, "k", "valid integer"),
        ("neighbors?lat=41&lon=29&city=Ankra&city_pk=7", 422, "city_pk", "give one of them"),
        ("within?west=3&south=1&east=2&north=4", 422, "west", "west <= east"),
        ("neighbors?lat=41&lon=29&k=1001", 422, "k", "less than or equal to 1000"),
        ("suggest?prefix=&limit=100000", 422, "limit", "less than or equal to 1000"),
        ("within?west=25&south=35&east=45&north=43", 422, "west", "no more than 1,000 districts"),
        ("match?name=moda&city=qqqq", 422, "city", "no city is called 'qqqq'"),
        ("match?name=moda&township=Merkez", 422, "township", "give the city too"),
        ("match?name=moda&city_pk=99", 422, "city_pk", "no city has the pk 99"),
        ("match?name=moda&min_score=101", 422, "min_score", "0 to 100"),
        ("match", 422, "name", "missing"),
        (f"match?name={'x' * 5000}", 422, "name", "longer than 4,000 letters"),
        ("cities/99", 404, None, "no city has the pk 99"),
        ("townships/99999", 404, None, "99999"),
        ("districts/99999999", 404, None, "99999999"),
        ("districts/caferağa", 422, "pk", "valid integer"),
        ("cities/40?citi=1", 422, "citi", "it takes none"),
        ("nowhere", 404, None, "see /docs"),
    ],
)
def test_a_problem_names_the_field_and_the_value(
    client: httpx.Client, path: str, status: int, field: str | None, said: str
) -> None:
    answer = client.get(f"/v1/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert said in problem["detail"]
    if field is not None:
        assert field in [error["field"] for error in problem["errors"]]


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"", 400, "not JSON"),
        (b'{"city":', 400, "not JSON"),
        (b'{"city": "\xff"}', 400, "not JSON"),
        (b"[" * 100_000, 400, "not JSON"),
        (b'{"a":' * 40_000, 400, "not JSON"),
        (b"[]", 422, "object"),
        (b"null", 422, "object"),
        (b'{"adress": "x"}', 422, "adress: nothing is called so here"),
        (b'{"city": ["x"]}', 422, "city: must be a valid string"),
        (b'{"city": {}}', 422, "city: must be a valid string"),
        (b'{"address": "' + b"x" * 5_000 + b'"}', 422, "longer than 4,000 letters"),
        (b'{"city_pk": 4000000000}', 422, "city_pk"),
        (b'{"city": NaN}', 422, "city"),
        (b'{"city": "34"' + b" " * 300_000 + b"}", 413, "many go to /batch"),
    ],
)
def test_bodies_that_cannot_be_used(
    client: httpx.Client, body: bytes, status: int, said: str
) -> None:
    answer = client.post("/v1/validate", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert said in answer.json()["detail"]


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"content-type": "text/html"}, "the body is text/html; send application/json"),
        ({"content-type": "application/json", "content-encoding": "gzip"}, "compressed"),
    ],
)
def test_media_types(client: httpx.Client, headers: dict[str, str], said: str) -> None:
    answer = client.post("/v1/validate", content=b"{}", headers=headers)
    assert answer.status_code == 415
    assert said in answer.json()["detail"]


@pytest.mark.parametrize("kind", [None, "application/json; charset=utf-8", "Application/JSON"])
def test_json_by_any_name(client: httpx.Client, kind: str | None) -> None:
    headers = {} if kind is None else {"content-type": kind}
    assert client.post("/v1/validate", content=b"{}", headers=headers).status_code == 200


def test_methods(client: httpx.Client) -> None:
    answer = client.delete("/v1/reverse")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.headers["content-type"] == "application/problem+json"


def test_problems_are_not_endless(client: httpx.Client) -> None:
    rows: list[dict[str, Any]] = [{"lat": "x", "lon": "y"}] * 1_000
    answer = client.post("/v1/nearest/batch", json=rows)
    assert answer.status_code == 422
    assert len(answer.content) < 10_000
