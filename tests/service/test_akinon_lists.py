"""Akinon's lists: pages, filters and errors as Django REST framework has them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from geodistricts.gazetteer import Gazetteer
from geodistricts.service import Settings
from serving import serving
from small_snapshots import MakeGazetteer

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")

OMS = "/api/v1/oms"
CHANNEL = "/api/v1/channel/7"
DOCUMENTED = {
    f"{OMS}/cities/": {"pk", "name", "country", "is_active", "longitude", "latitude"},
    f"{OMS}/townships/": {"pk", "name", "city", "is_active", "longitude", "latitude"},
    f"{OMS}/districts/": {
        *("pk", "name", "city", "township", "is_active", "longitude", "latitude"),
    },
    f"{OMS}/districts/list-simple/": {
        *("id", "created_date", "modified_date", "omnitron_id", "mapping", "is_active", "name"),
        *("longitude", "latitude", "city", "township"),
    },
    f"{CHANNEL}/countries/": {"pk", "name", "code", "is_active"},
}
LISTS = [*DOCUMENTED, *(f"/address/{one}/" for one in ("country", "city", "township", "district"))]
LISTS += [f"{CHANNEL}/{one}/" for one in ("cities", "townships", "districts")]


def get(service: str, path: str, **asked: Any) -> Any:
    answer = httpx.get(service + path, params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("path", LISTS)
def test_a_page_has_the_documented_shape(service: str, path: str) -> None:
    page = get(service, path, limit=2)
    assert list(page) == ["count", "next", "previous", "results"]
    assert page["previous"] is None
    assert (page["next"] is None) == (page["count"] <= 2)
    for row in page["results"]:
        assert set(row) == DOCUMENTED.get(path, set(row))
        pk = row.get("pk", row.get("id"))
        assert get(service, f"{path}{pk}/") == row


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("pk", ["999999", "0", "-1", "x", "9" * 30, "١"])
def test_what_is_not_there_is_not_found(service: str, path: str, pk: str) -> None:
    answer = httpx.get(f"{service}{path}{pk}/")
    assert (answer.status_code, answer.json()) == (404, {"detail": "Not found."})


def test_pages_follow_each_other(service: str, bundled: Gazetteer) -> None:
    """The addresses keep what was asked, and lead through every row once, in both directions."""
    city = bundled.city("Yalova")
    first = httpx.get(f"{service}/address/district/?city={city.pk}&limit=50&is_active=true")
    pages, url = [], str(first.url)
    while url:
        pages.append(httpx.get(url).json())
        url = pages[-1]["next"]
    pks = [row["pk"] for page in pages for row in page["results"]]
    townships = bundled.townships_of(city)
    known = [one.pk for place in townships for one in bundled.districts_of(place)]
    assert len(pages) == -(-len(known) // 50) > 1
    assert pks == sorted(known)
    assert {page["count"] for page in pages} == {len(known)}
    assert [httpx.get(page["previous"]).json() for page in pages[1:]] == pages[:-1]


def test_the_addresses_of_pages_are_those_of_the_request(service: str) -> None:
    headers = {"host": "oms.example:81"}
    answer = httpx.get(f"{service}{OMS}/cities/?page=2&limit=30&x=%C4%9F", headers=headers).json()
    following, before = httpx.URL(answer["next"]), httpx.URL(answer["previous"])
    assert following.copy_with(query=None) == f"http://oms.example:81{OMS}/cities/"
    assert dict(following.params) == {"page": "3", "limit": "30", "x": "ğ"}
    assert dict(before.params) == {"limit": "30", "x": "ğ"}


@pytest.mark.parametrize("host", ["", "[", "a b", "x:y", ":", "@", "%", "/"])
def test_a_host_that_is_none_breaks_nothing(service: str, host: str) -> None:
    answer = httpx.get(f"{service}{OMS}/cities/?page=2&limit=30", headers={"host": host})
    assert answer.status_code in (200, 400)


@pytest.mark.parametrize("page", ["0", "-1", "x", "2x", "1.5", "99999", "9" * 5_000, "²"])
def test_a_page_that_is_none(service: str, page: str) -> None:
    answer = httpx.get(f"{service}{OMS}/cities/", params={"page": page})
    assert (answer.status_code, answer.json()) == (404, {"detail": "Invalid page."})


def test_the_last_page_and_sizes(service: str, bundled: Gazetteer) -> None:
    last = get(service, f"{OMS}/cities/", page="last", page_size=50)
    assert len(last["results"]) == len(bundled.cities) - 50
    assert last["next"] is None
    for size, rows in [("1000000", 1_000), ("0", 100), ("x", 100), ("-5", 100), ("", 100)]:
        assert len(get(service, f"{OMS}/districts/", limit=size)["results"]) == rows
    nothing = get(service, f"{OMS}/districts/", city=999)
    assert nothing == {"count": 0, "next": None, "previous": None, "results": []}


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ({"city": "abc"}, ["city"]),
        ({"city": "1.0"}, ["city"]),
        ({"township": "-1", "country": "tr"}, ["township", "country"]),
        ({"pk": "1e3"}, ["pk"]),
        ({"id": "9" * 40}, ["id"]),
        ({"city": "٤"}, ["city"]),
    ],
)
def test_a_value_that_is_none_is_named(
    service: str, asked: dict[str, str], fields: list[str]
) -> None:
    answer = httpx.get(f"{service}{CHANNEL}/districts/", params=asked)
    assert answer.status_code == 400
    assert sorted(answer.json()) == sorted(fields)


def test_filters_by_number(service: str, bundled: Gazetteer) -> None:
    township = bundled.township("Kadıköy")
    known = {one.pk for one in bundled.districts_of(township)}
    one = min(known)

    def pks(**asked: Any) -> list[int]:
        rows = get(service, f"{CHANNEL}/districts/", limit=1_000, **asked)["results"]
        return [row["pk"] for row in rows]

    assert pks(township=township.pk) == sorted(known)
    assert pks(township=township.pk, city=township.city.pk, country=1) == sorted(known)
    assert pks(township=township.pk, unknown="x") == sorted(known)
    assert pks(pk=one) == pks(id=one) == pks(pk=one, township=township.pk) == [one]
    for nowhere in ({"city": township.city.pk + 1}, {"country": 2}, {"is_active": "False"}):
        assert pks(township=township.pk, **nowhere) == []
    for mapped in ("mapping__code__exact", "mapping__integration_type"):
        assert pks(township=township.pk, **{mapped: "7_Kadıköy"}) == []
    townships = get(service, f"{CHANNEL}/townships/", city=township.city.pk)["results"]
    assert [row["pk"] for row in townships] == sorted(
        one.pk for one in bundled.townships_of(township.city)
    )


@pytest.mark.parametrize("part", ["cafer", "CAFERAĞA", "aferag", "ferağa M"])
def test_letters_that_a_name_has_in_it(service: str, bundled: Gazetteer, part: str) -> None:
    township = bundled.township("Kadıköy")
    asked = {"name__icontains": part, "township": township.pk}
    found = get(service, f"{CHANNEL}/districts/", **asked)["results"]
    assert [row["pk"] for row in found] == [bundled.district("Caferağa", None, township).pk]
    anywhere = get(service, f"{CHANNEL}/districts/", name__icontains=part, limit=1_000)["results"]
    assert found[0] in anywhere
    cities = get(service, f"{CHANNEL}/cities/", name__icontains="afyon")["results"]
    assert [row["pk"] for row in cities] == [bundled.city("Afyon").pk]


@pytest.mark.parametrize("code", ["tr", "TR", "Tr"])
@pytest.mark.parametrize("name", ["Türkiye", "TURKIYE", "turkey"])
def test_the_one_country(service: str, code: str, name: str) -> None:
    path = f"{CHANNEL}/countries/"
    assert get(service, path)["count"] == 1
    assert get(service, path, code__exact=code)["results"][0]["pk"] == 1
    assert get(service, path, name__exact=name)["results"][0]["code"] == "tr"
    assert get(service, path, code__exact="de")["count"] == 0
    assert get(service, path, name__exact="Türkmenistan")["count"] == 0


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_lists_are_only_read(service: str, method: str) -> None:
    answer = httpx.request(method, f"{service}{OMS}/cities/")
    assert answer.status_code == 405
    assert answer.json() == {"detail": f'Method "{method}" not allowed.'}
    assert answer.headers["allow"] == "GET, HEAD"


def test_a_head_has_no_body_and_a_missing_slash_is_forgiven(service: str) -> None:
    head = httpx.head(f"{service}{OMS}/cities/")
    assert (head.status_code, head.content) == (200, b"")
    answer = httpx.get(f"{service}{OMS}/cities?limit=3", follow_redirects=True)
    assert len(answer.json()["results"]) == 3


LOGIN = "/api/v1/auth/login/"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", "detail"),
        (b"{", "detail"),
        (b"\xff\xfe", "detail"),
        (b"[" * 100_000, "detail"),
        (b"[]", "non_field_errors"),
        (b"null", "non_field_errors"),
        (b"{}", "password"),
        (b'{"password": 5}', "password"),
        (b'{"password": ""}', "password"),
        (b'{"username": "shop", "password": "wrong"}', "non_field_errors"),
        ('{"username": "shop", "password": "şifre"}'.encode(), "non_field_errors"),
    ],
)
def test_a_login_that_fails(bundled: Gazetteer, tmp_path: Path, body: bytes, field: str) -> None:
    (tmp_path / "tokens").write_text("geheim\n")
    with serving(bundled, Settings(token_file=tmp_path / "tokens")) as address:
        answer = httpx.post(address + LOGIN, content=body)
    assert answer.status_code == 400
    assert list(answer.json()) == [field]


def test_a_login_and_what_needs_it(bundled: Gazetteer, tmp_path: Path) -> None:
    (tmp_path / "tokens").write_text("geheim\n")
    asked = {"username": "shop", "password": "geheim"}
    with serving(bundled, Settings(token_file=tmp_path / "tokens")) as address:
        assert httpx.post(address + LOGIN, json=asked).json() == {"key": "geheim"}
        for path in ("/api/v1/active_user/", *LISTS):
            for headers in ({}, {"authorization": "Token wrong"}):
                refused = httpx.get(address + path, headers=headers)
                assert refused.status_code == 401
                assert refused.json()["detail"] == "Invalid token."
                assert refused.headers["www-authenticate"] == "Token"
            let_in = httpx.get(address + path, headers={"authorization": "Token geheim"})
            assert let_in.status_code == 200
        assert httpx.get(address + LOGIN).status_code == 405


def test_without_tokens_every_login_is_let_in(service: str) -> None:
    key = httpx.post(service + LOGIN, json={"username": "x", "password": "y"}).json()["key"]
    active = httpx.get(f"{service}/api/v1/active_user/", headers={"authorization": f"Token {key}"})
    assert active.status_code == 200


def test_rows_that_are_not_active_are_listed_as_such(make_gazetteer: MakeGazetteer) -> None:
    active = [True, False, True, False]
    places = make_gazetteer([(40 + step / 10, 30) for step in range(len(active))], active=active)
    pks = places.table["pk"].to_pylist()

    def listed(address: str, **asked: str) -> list[int]:
        rows = get(address, f"{OMS}/districts/", **asked)["results"]
        assert all(row["is_active"] == active[pks.index(row["pk"])] for row in rows)
        return [row["pk"] for row in rows]

    with serving(places) as address:
        assert listed(address) == pks
        assert listed(address, is_active="maybe") == pks
        assert listed(address, is_active="True") == listed(address, is_active="1") == pks[::2]
        assert listed(address, is_active="False") == listed(address, is_active="0") == pks[1::2]
