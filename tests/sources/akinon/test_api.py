"""Reading one page: what is taken, what is left out with a note, what is refused."""

import datetime
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodistricts.errors import SourceError
from geodistricts.sources.akinon.api import (
    CITIES,
    DISTRICTS,
    LIST_SIMPLE,
    TOWNSHIPS,
    Endpoint,
    Page,
    read_page,
)
from geodistricts.sources.akinon.body import MalformedBodyError

BASE = "https://oms.example.com"
URL = f"{BASE}{DISTRICTS.path}"
Change = Callable[[dict[str, Any]], Any]


def row(**changes: Any) -> dict[str, Any]:
    return {
        "pk": 36064,
        "name": "100. YIL MAH",
        "city": 40,
        "township": 482,
        "is_active": True,
        "longitude": "28.85152400",
        "latitude": "41.06363300",
        **changes,
    }


def page(*rows: Any, **changes: Any) -> dict[str, Any]:
    return {"count": 900, "next": f"{URL}?page=8", "previous": None, "results": rows, **changes}


def read(content: Any, endpoint: Endpoint = DISTRICTS) -> Page:
    return read_page(endpoint, f"{BASE}{endpoint.path}", 7, json.dumps(content).encode())


def test_a_good_page() -> None:
    found = read(page(row(), row(pk=5, longitude=None, latitude=None, is_active=False)))
    assert (found.total, found.is_last, found.notes) == (900, False, ())
    assert found.rows.to_pylist() == [
        row(longitude=28.851524, latitude=41.063633),
        row(pk=5, longitude=None, latitude=None, is_active=False),
    ]
    assert read(page(next=None)).is_last


def test_the_simple_list_has_dates_and_mapping() -> None:
    simple = {name: value for name, value in row(id=9).items() if name != "pk"}
    dates = {
        "created_date": "2021-07-06T13:36:59.785704Z",
        "modified_date": "2021-07-13T12:37:45.978120+03:00",
    }
    more = {"omnitron_id": 35247, "mapping": {"b": "ş", "a": [1]}}
    found = read(
        page({**simple, **dates, **more}, next=f"{BASE}{LIST_SIMPLE.path}?page=8"), LIST_SIMPLE
    )
    (first,) = found.rows.to_pylist()
    assert first["pk"] == 9
    assert first["created_date"] == datetime.datetime.fromisoformat(dates["created_date"])
    assert first["modified_date"] == datetime.datetime.fromisoformat(dates["modified_date"])
    assert (first["omnitron_id"], json.loads(first["mapping"])) == (35247, more["mapping"])


def test_cities_may_have_little() -> None:
    found = read(page({"pk": 40, "name": "İSTANBUL", "country": 1}, next=None), CITIES)
    place = {"is_active": True, "longitude": None, "latitude": None}
    assert found.rows.to_pylist() == [{"pk": 40, "name": "İSTANBUL", **place}]
    assert not found.notes
    with pytest.raises(SourceError, match="has no city"):
        read(page({"pk": 40, "name": "A", "is_active": True}, next=None), TOWNSHIPS)


@pytest.mark.parametrize(
    ("longitude", "latitude", "problem"),
    [
        ("41.06363300", "28.85152400", "swapped"),
        ("0.00000000", "0.00000000", "zero"),
        (0, 0.0, "zero"),
        ("28.85152400", None, "only one"),
        (None, "41.06363300", "only one"),
        ("28.85152400", "91.0", "out of range"),
        ("228.85152400", "41.06363300", "out of range"),
        ("-28.85152400", "41.06363300", "out of range"),
        ("28.85152400", "0.00000000", "out of range"),
        ("13.40495400", "52.52000700", "out of range"),
        ("28,85152400", "41,06363300", "no numbers"),
        ("NaN", "NaN", "no numbers"),
        ("inf", "41.06363300", "no numbers"),
        ("1e1", "4e1", "no numbers"),
        ("28_8.5", "41.06363300", "no numbers"),
        ("٢٨", "٤١", "no numbers"),
        ("", "", "no numbers"),
        (" 28.85 ", "41.06", "no numbers"),
        (True, False, "no numbers"),
        (["28.85"], {"a": 1}, "no numbers"),
        (float("nan"), float("inf"), "no numbers"),
        (10**400, 41.0, "no numbers"),
    ],
)
def test_bad_coordinates_are_left_out_and_noted(
    longitude: object, latitude: object, problem: str
) -> None:
    found = read(page(row(longitude=longitude, latitude=latitude), row(pk=1)))
    assert found.rows.to_pylist()[0] == row(longitude=None, latitude=None)
    assert found.rows.to_pylist()[1]["latitude"] == 41.063633
    (note,) = found.notes
    assert problem in note.kind
    assert "36064" in note.subject


def test_numbers_will_do_as_coordinates() -> None:
    found = read(page(row(longitude=28.5, latitude=41)))
    assert (found.rows.to_pylist()[0]["longitude"], found.notes) == (28.5, ())


def test_unknown_fields_are_kept_out_and_noted() -> None:
    found = read(page(row(extra=1), row(pk=2, extra={"a": 2}), total_pages=9))
    assert "extra" not in found.rows.schema.names
    assert {note.subject for note in found.notes} == {
        "'extra' of districts",
        "'total_pages' of districts",
    }


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ([], "the page is"),
        ("text", "the page is"),
        (None, "the page is"),
        ({"detail": "odd"}, "the page has no count"),
        (page(count="900"), "count is '900'"),
        (page(count=True), "count is True"),
        (page(count=-1), "count is -1"),
        (page(count=10**9), "count is 1000000000"),
        (page(count=1.5), "count is 1.5"),
        (page(results={}), "results is {}"),
        (page(results=None), "results is None"),
        (page(next=8), "next is 8"),
        (page(previous=8), "previous is 8"),
        (page("row"), "results[0]: the row is 'row'"),
        (page(row(), [1]), "results[1]: the row is [1]"),
        (page(row(pk="5")), "pk is '5'"),
        (page(row(pk=True)), "pk is True"),
        (page(row(pk=0)), "pk is 0"),
        (page(row(pk=2**31)), "pk is 2147483648"),
        (page(row(pk=None)), "pk is None"),
        (page(row(name=5)), "name is 5"),
        (page(row(name="  ")), "name is '  '"),
        (page(row(name="\ud800")), "name is '\\ud800'"),
        (page(row(city=None)), "city is None"),
        (page(row(city={"pk": 40})), "city is {'pk': 40}"),
        (page(row(township="482")), "township is '482'"),
        (page(row(is_active="true")), "is_active is 'true'"),
        (page(row(is_active=1)), "is_active is 1"),
        *(
            (page({key: value for key, value in row().items() if key != name}), f"has no {name}")
            for name in row()
        ),
    ],
)
def test_other_shapes_are_refused(content: Any, problem: str) -> None:
    with pytest.raises(SourceError) as raised:
        read(content)
    assert problem in str(raised.value)
    assert str(raised.value).startswith(f"{URL}?page=7")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("created_date", "yesterday"),
        ("modified_date", 1625578619),
        ("created_date", "0001-01-01T00:00:00+03:00"),
        ("omnitron_id", "35247"),
        ("mapping", {"a": "\ud800"}),
    ],
)
def test_other_values_of_the_simple_list_are_refused(field: str, value: object) -> None:
    simple = {name: value for name, value in row(id=9).items() if name != "pk"}
    rest = {"created_date": None, "modified_date": None, "omnitron_id": None, "mapping": None}
    following = f"{BASE}{LIST_SIMPLE.path}?page=8"
    assert read(page({**simple, **rest}, next=following), LIST_SIMPLE).rows.num_rows == 1
    with pytest.raises(SourceError, match=field):
        read(page({**simple, **rest, field: value}, next=following), LIST_SIMPLE)


@pytest.mark.parametrize(
    "following",
    [f"{URL}?page=8", f"{URL}?limit=100&page=8", "?page=8", f"{DISTRICTS.path}?page=8",
     f"https://OMS.example.com:443{DISTRICTS.path}?page=8"],
)  # fmt: skip
def test_the_next_page_may_be_written_in_several_ways(following: str) -> None:
    assert not read(page(next=following)).is_last


@pytest.mark.parametrize(
    ("following", "problem"),
    [
        (f"https://evil.example{DISTRICTS.path}?page=8", "is not on https://oms.example.com"),
        (f"http://oms.example.com{DISTRICTS.path}?page=8", "is not on https://oms.example.com"),
        (f"https://oms.example.com:8443{DISTRICTS.path}?page=8", "is not on"),
        (f"//evil.example{DISTRICTS.path}?page=8", "is not on"),
        (f"https://oms.example.com@evil.example{DISTRICTS.path}?page=8", "is not on"),
        (f"https://me:secret@oms.example.com{DISTRICTS.path}?page=8", "is not on"),
        (f"https://oms.example.com.evil.example{DISTRICTS.path}?page=8", "is not on"),
        ("file:///etc/passwd?page=8", "is not on"),
        ("https://oms.example.com:port/?page=8", "no address"),
        ("https://[oms/?page=8", "no address"),
        (f"{BASE}/api/v1/oms/orders/?page=8", "another list"),
        (f"{URL}?page=7", "loop"),
        (f"{URL}?page=1", "loop"),
        (f"{URL}?page=9", "not the page after"),
        (f"{URL}?page=8&page=1", "not the page after"),
        (f"{URL}?cursor=abc", "not the page after"),
        (f"{URL}", "not the page after"),
        ("", "loop"),
    ],
)
def test_a_next_page_elsewhere_is_refused(following: str, problem: str) -> None:
    with pytest.raises(SourceError) as raised:
        read(page(next=following))
    assert problem in str(raised.value)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"<html>", b"\xff\xfe", b'{"count": 9' + b"9" * 5000 + b"}", b"[" * 100_000]
)
def test_what_is_no_json_is_worth_another_try(body: bytes) -> None:
    with pytest.raises(MalformedBodyError):
        read_page(DISTRICTS, URL, 7, body)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*row(), "other"]), VALUES), VALUES)
def test_nothing_else_is_ever_raised(changes: dict[str, Any], following: Any) -> None:
    """Any values at all are taken or refused with a sentence."""
    for content in (page(row(**changes)), page(row(), next=following), following):
        with suppress(SourceError):
            assert read(content).rows.num_rows in (0, 1)
