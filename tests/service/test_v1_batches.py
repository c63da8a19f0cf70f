"""Batches agree with single questions, as JSON and as Arrow."""

from collections.abc import Sequence
from typing import Any

import httpx
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodistricts.gazetteer import Gazetteer
from serving import serving

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")
from geodistricts.service import Settings

ARROW = "application/vnd.apache.arrow.stream"


def packed(columns: dict[str, Any]) -> bytes:
    table = pa.table(columns)
    target = pa.BufferOutputStream()
    with pa.ipc.new_stream(target, table.schema) as writer:
        writer.write_table(table)
    return bytes(target.getvalue())


def ask_columns(
    client: httpx.Client, question: str, asked: dict[str, Any], **params: str
) -> pa.Table:
    answer = client.post(
        f"/v1/{question}/batch",
        content=packed(asked),
        headers={"content-type": ARROW},
        params=params,
    )
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == ARROW
    with pa.ipc.open_stream(answer.content) as reader:
        return reader.read_all()


TEXTS = st.sampled_from(
    ["Caferağa", "100. YIL MAH", "kadikoy", "Moda Cd. 45", "Berlin", "34710", "x"]
)
POINTS = st.fixed_dictionaries({"lat": st.floats(35, 43), "lon": st.floats(25, 46)})
ROWS = {
    "nearest": POINTS,
    "reverse": POINTS,
    "neighbors": st.builds(lambda one, k: {**one, "k": k}, POINTS, st.integers(1, 3)),
    "within": st.just({"west": 29.02, "south": 40.98, "east": 29.03, "north": 41.0}),
    "match": st.fixed_dictionaries({"name": TEXTS}, optional={"limit": st.integers(1, 3)}),
    "suggest": st.fixed_dictionaries({"prefix": TEXTS}),
    "normalize": st.fixed_dictionaries({"name": TEXTS}),
    "parse": st.fixed_dictionaries({"text": TEXTS}),
    "validate": st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("city", "township", "district", "address"), TEXTS)
    ),
}


@pytest.mark.parametrize("question", ROWS)
def test_rows_get_the_single_answers(client: httpx.Client, question: str) -> None:
    @settings(max_examples=15)
    @given(st.lists(ROWS[question], max_size=5))
    def check(rows: list[dict[str, Any]]) -> None:
        batch = client.post(f"/v1/{question}/batch", json=rows)
        assert batch.status_code == 200, batch.text
        single = [client.get(f"/v1/{question}", params=row).json() for row in rows]
        assert batch.json() == single

    check()


def pk_of(answer: Any) -> int | None:
    return None if answer is None or answer["district"] is None else answer["district"]["pk"]


POINTS_ASKED = [(41.0636, 28.8515), (40.97, 29.02), (36.0, 20.0), (39.9, 32.85), (38.42, 27.14)]


@pytest.mark.parametrize("question", ["nearest", "reverse"])
def test_columns_of_points_agree_with_rows(client: httpx.Client, question: str) -> None:
    lats, lons = zip(*POINTS_ASKED, strict=True)
    found = ask_columns(client, question, {"lat": lats, "lon": lons})
    rows = [{"lat": lat, "lon": lon} for lat, lon in POINTS_ASKED]
    single = client.post(f"/v1/{question}/batch", json=rows).json()
    assert found["district_pk"].to_pylist() == [pk_of(one) for one in single]
    assert (
        found["distance"].to_pylist()
        == pytest.approx(
            [np.nan if one is None else one["distance"] for one in single], nan_ok=True, abs=1e-3
        )
        or None in found["distance"].to_pylist()
    )
    assert found["city"].to_pylist() == [
        None if one is None else one["district"]["city"]["name"] for one in single
    ]


ORDERS: Sequence[dict[str, str | None]] = [
    {"city": "Kadıköy", "township": "istnbul", "district": "cafreağa mh", "address": None},
    {"city": "34", "township": None, "district": None, "address": "Caferağa Mh. Moda Cd. 45"},
    {"city": "Ankara", "township": "Batıkent", "district": None, "address": "Kardelen mah. 20"},
    {"city": None, "township": None, "district": None, "address": "Berlin"},
]


def test_columns_of_orders_agree_with_rows(client: httpx.Client) -> None:
    columns = {name: pa.array([one[name] for one in ORDERS], pa.string()) for name in ORDERS[0]}
    found = ask_columns(client, "validate", columns)
    single = client.post("/v1/validate/batch", json=ORDERS).json()
    assert found["district_pk"].to_pylist() == [pk_of(one) for one in single]
    assert found["next_action"].to_pylist() == [one["possible_next_action"] for one in single]
    assert found["street_line"].to_pylist() == [one["street_line"] for one in single]
    assert found["formatted_address"].to_pylist() == [one["formatted_address"] for one in single]


def test_columns_of_names_and_lines_agree_with_rows(client: httpx.Client) -> None:
    names = ["caferağa mh", "feneryolu", "nobody"]
    found = ask_columns(client, "match", {"name": names, "township": ["Kadıköy"] * 3})
    single = [
        client.get("/v1/match", params={"name": name, "township": "Kadıköy"}).json()
        for name in names
    ]
    assert found["district_pk"].to_pylist() == [pk_of(one[0]) if one else None for one in single]
    lines = ["Caferağa Mh. Moda Cd. 45 Kadıköy", None]
    parsed = ask_columns(client, "parse", {"text": pa.array(lines)})
    assert parsed["district_pk"].to_pylist() == [
        pk_of(client.get("/v1/parse", params={"text": lines[0]}).json()),
        None,
    ]
    keys = ask_columns(client, "normalize", {"name": names})
    assert keys["normalize"].to_pylist() == [
        client.get("/v1/normalize", params={"name": name}).json() for name in names
    ]


def test_columns_of_any_type_will_do(client: httpx.Client, bundled: Gazetteer) -> None:
    """Coordinates as text, plate codes as numbers, codes of a dictionary."""
    points = ask_columns(client, "reverse", {"lat": ["41,0636"], "lon": ["28.8515"]})
    assert points["district_pk"][0].as_py() == bundled.reverse(41.0636, 28.8515).district.pk  # type: ignore[union-attr]
    names = pa.array(["caferağa"]).dictionary_encode()
    found = ask_columns(client, "match", {"name": names, "city": [34]})
    assert found["city_pk"][0].as_py() == bundled.city("34").pk


def test_some_columns_of_the_answer(client: httpx.Client) -> None:
    found = ask_columns(
        client, "reverse", {"lat": [41.0], "lon": [29.0]}, columns="distance, district_pk"
    )
    assert found.schema.names == ["distance", "district_pk"]


@pytest.mark.parametrize("question", ["nearest", "match", "validate"])
def test_no_rows_at_all(client: httpx.Client, question: str) -> None:
    assert client.post(f"/v1/{question}/batch", json=[]).json() == []
    columns = {"nearest": ("lat", "lon"), "match": ("name",), "validate": ("city",)}[question]
    found = ask_columns(client, question, {name: pa.array([], pa.string()) for name in columns})
    assert found.num_rows == 0
    assert "district_pk" in found.schema.names


def test_missing_in_missing_out(client: httpx.Client) -> None:
    rows: list[dict[str, Any]] = [{"lat": None, "lon": 29.0}, {"lat": 41.0, "lon": 29.0}]
    answers = client.post("/v1/nearest/batch", json=rows).json()
    assert [answer is None for answer in answers] == [True, False]
    found = ask_columns(client, "nearest", {"lat": pa.array([None, 41.0]), "lon": [29.0, 29.0]})
    assert [pk is None for pk in found["district_pk"].to_pylist()] == [True, False]


@pytest.mark.parametrize(
    ("question", "bad", "field"),
    [
        ("nearest", {"lat": 91, "lon": 29}, "[1].lat"),
        ("nearest", {"lat": "east", "lon": 29}, "[1].lat"),
        ("neighbors", {"lat": 41, "lon": 29, "k": 0}, "[1].k"),
        ("match", {"name": "moda", "city": "nowhere"}, "[1].city"),
        ("match", {"name": "moda", "city_pk": 99}, "[1].city_pk"),
        ("match", {"name": ["moda"]}, "[1].name"),
    ],
)
def test_an_impossible_value_is_a_problem_or_a_missing_one(
    client: httpx.Client, question: str, bad: dict[str, Any], field: str
) -> None:
    good = {"lat": 41.0, "lon": 29.0} if "lat" in bad else {"name": "moda"}
    answer = client.post(f"/v1/{question}/batch", json=[good, bad])
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    answers = client.post(f"/v1/{question}/batch?errors=null", json=[good, bad]).json()
    assert [one is None for one in answers] == [False, True]


def test_an_impossible_coordinate_in_columns(client: httpx.Client) -> None:
    columns = {"lat": [41.0, 91.0], "lon": [29.0, 29.0]}
    answer = client.post(
        "/v1/reverse/batch", content=packed(columns), headers={"content-type": ARROW}
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "[1].lat")
    found = ask_columns(client, "reverse", columns, errors="null")
    assert [pk is None for pk in found["district_pk"].to_pylist()] == [False, True]


@pytest.mark.parametrize(
    "rows", [{"lat": 1}, [1], [[1]], [None], [{"lat": 1}], [{"lat": 1, "lng": 2}], "x"]
)
@pytest.mark.parametrize("errors", ["raise", "null"])
def test_what_is_no_row_is_a_problem(client: httpx.Client, rows: Any, errors: str) -> None:
    answer = client.post(f"/v1/nearest/batch?errors={errors}", json=rows)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"lat": [41.0]}, "lon: the column is missing"),
        ({"lat": [41.0], "lon": [29.0], "lng": [1]}, "lng: no such column"),
        ({"lat": [[41.0]], "lon": [29.0]}, "lat: a column of list"),
    ],
)
def test_columns_that_cannot_be_used(
    client: httpx.Client, columns: dict[str, Any], said: str
) -> None:
    answer = client.post(
        "/v1/nearest/batch", content=packed(columns), headers={"content-type": ARROW}
    )
    assert answer.status_code == 422
    assert said in answer.json()["detail"]


def test_damaged_streams_are_refused(client: httpx.Client) -> None:
    """Cut anywhere, or with any byte altered, a stream is answered, or a problem."""
    whole = packed({"name": ["caferağa", "moda"], "city": ["İstanbul", None]})
    damaged = [whole[:length] for length in range(0, len(whole), 7)]
    damaged += [
        bytes([*whole[:place], whole[place] ^ 0xFF, *whole[place + 1 :]])
        for place in range(0, len(whole), 3)
    ]
    for body in damaged:
        answer = client.post("/v1/match/batch", content=body, headers={"content-type": ARROW})
        assert answer.status_code in (200, 400, 422), answer.text


def test_no_more_rows_bytes_and_time_than_allowed(bundled: Gazetteer) -> None:
    many = {"lat": np.full(1_001, 41.0), "lon": np.full(1_001, 29.0)}
    rows = [{"lat": 41.0, "lon": 29.0}] * 1_001
    with (
        serving(bundled, Settings(max_rows=1_000)) as address,
        httpx.Client(base_url=address) as client,
    ):
        for body, kind in ((packed(many), ARROW), (None, None)):
            answer = client.post(
                "/v1/nearest/batch",
                **(
                    {"content": body, "headers": {"content-type": kind}} if body else {"json": rows}
                ),
            )
            assert answer.status_code == 413
            assert "more than 1,000 rows" in answer.json()["detail"]
        assert client.post("/v1/nearest/batch", json=rows[:-1]).status_code == 200
    with (
        serving(bundled, Settings(max_bytes=50_000)) as address,
        httpx.Client(base_url=address) as client,
    ):
        answer = client.post("/v1/nearest/batch", json=rows)
        assert answer.status_code == 413
        assert "the answer is longer" in answer.json()["detail"]
    with (
        serving(bundled, Settings(timeout=0.05)) as address,
        httpx.Client(base_url=address) as client,
    ):
        orders = [
            {"address": f"Cumhuriyet Mah. {number}. Sk. No 5 Merkez"} for number in range(1_500)
        ]
        answer = client.post("/v1/validate/batch", json=orders)
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "1"


def test_questions_without_columns_say_so(client: httpx.Client) -> None:
    answer = client.post("/v1/suggest/batch", content=b"", headers={"content-type": ARROW})
    assert answer.status_code == 415
    assert "send application/json" in answer.json()["detail"]
