"""What is submitted is checked anew, whatever the browser said."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")

from geodistricts.gazetteer import Gazetteer
from geodistricts.service import Settings
from geodistricts.service.form.checking import check, look_up
from geodistricts.service.form.reading import Sent, read_sent
from serving import serving

CAFERAGA = {"city_pk": 40, "township_pk": 470, "district_pk": 35760}
CHOSEN = Sent(40, 470, 35760)


def shown_pks(page: str) -> dict[str, int]:
    return {level: int(pk) for level, pk in re.findall(r'<code id="(\w+)_pk">(\d+)</code>', page)}


def test_three_numbers_and_the_address(client: httpx.Client) -> None:
    page = client.post("/form", data={**CAFERAGA, "address": "moda cd. no:5"})
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert shown_pks(page.text) == {"city": 40, "township": 470, "district": 35760}
    assert "Caferağa Mah. Moda Cd. No:5<br>34710 Kadıköy/İstanbul" in page.text


@pytest.mark.parametrize(
    ("sent", "city", "township", "problems"),
    [
        ({}, None, None, {"city": "missing"}),
        ({"city_pk": 40}, 40, None, {"township": "missing"}),
        ({"city_pk": 40, "township_pk": 470}, 40, 470, {"district": "missing"}),
        ({**CAFERAGA, "city_pk": 7}, 7, None, {"township": "elsewhere", "district": "elsewhere"}),
        ({**CAFERAGA, "township_pk": 471}, 40, 471, {"district": "elsewhere"}),
        ({"city_pk": 999}, None, None, {"city": "unknown"}),
        ({"city_pk": -1}, None, None, {"city": "unknown"}),
        ({**CAFERAGA, "district_pk": 10**8}, 40, 470, {"district": "unknown"}),
    ],
)
def test_what_does_not_belong_together(
    bundled: Gazetteer,
    sent: dict[str, Any],
    city: int | None,
    township: int | None,
    problems: dict[str, str],
) -> None:
    checked = check(bundled, Sent(**sent))
    assert (checked.city and checked.city.pk) == city
    assert (checked.township and checked.township.pk) == township
    assert checked.problems == problems
    assert not checked.is_done


def test_a_district_is_enough(bundled: Gazetteer) -> None:
    checked = check(bundled, Sent(district_pk=35760))
    assert checked.is_done
    assert checked.city == bundled.city("İstanbul")


@pytest.mark.parametrize(
    ("sent", "pk"),
    [
        ({"city": "istanbul", "township": "kadikoy", "district": "cafreağa mh"}, 35760),
        ({"city_pk": "40", "township": "kadikoy", "district": "caferaga"}, 35760),
        ({"city_pk": "40", "township_pk": "470", "district": "CAFERAĞA MAHALLESİ"}, 35760),
        ({"city": "Ankara", "address": "Kardelen mah. 2090 sk. Yenimahalle"}, 6560),
    ],
)
def test_what_was_written_counts_where_nothing_was_chosen(
    client: httpx.Client, sent: dict[str, str], pk: int
) -> None:
    assert shown_pks(client.post("/form", data=sent).text)["district"] == pk


def test_what_is_unsure_is_asked_and_kept(client: httpx.Client) -> None:
    sent = {"city": "istanbul", "district": "cumhuriyet", "address": "Atatürk Cd. <5>"}
    page = client.post("/form", data=sent).text
    assert shown_pks(page) == {}
    assert "Bunu mu demek istediniz?" in page
    assert "Cumhuriyet Mah., " in page
    assert "Atatürk Cd. &lt;5&gt;" in page
    assert '<option value="40" selected>' in page


def test_the_pin_does_not_overrule_a_choice(bundled: Gazetteer) -> None:
    checked = check(bundled, CHOSEN._replace(latitude="39.978949", longitude="32.708373"))
    assert checked.district == bundled.district(35760)
    assert checked.pinned is not None
    assert checked.pinned.label == "Kardelen Mah., Yenimahalle, Ankara"
    near = check(bundled, CHOSEN._replace(latitude="40.985057", longitude="29.024767"))
    assert near.pinned is None


NUMBERS = st.none() | st.integers(-1, 1100) | st.integers(0, 80_000)


@given(
    st.builds(
        Sent,
        city_pk=NUMBERS,
        township_pk=NUMBERS,
        district_pk=NUMBERS,
        city=st.text(max_size=12),
        district=st.text(max_size=12),
        address=st.text(max_size=20),
        latitude=st.text(max_size=8),
        longitude=st.text(max_size=8),
    )
)
@settings(max_examples=200)
def test_what_is_chosen_belongs_together(bundled: Gazetteer, sent: Sent) -> None:
    for checked in (look_up(bundled, sent), check(bundled, sent)):
        if checked.district is not None:
            assert checked.district.township == checked.township
        if checked.township is not None:
            assert checked.township.city == checked.city
        assert not (checked.is_done and checked.problems)


@given(st.binary(max_size=300))
@settings(max_examples=100)
def test_any_body_has_an_answer(client: httpx.Client, body: bytes) -> None:
    answer = client.post("/form", content=body)
    assert answer.status_code in (200, 400)
    assert answer.text.startswith("<!doctype html>")
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "body", [b"a=1&" * 100, b"address=" + b"x" * 5000, b"address=" + b"x" * 100_000]
)
def test_far_too_much_is_refused(client: httpx.Client, body: bytes) -> None:
    answer = client.post("/form", content=body)
    assert answer.status_code == 400
    assert "Form okunamadı" in answer.text


def test_what_is_written_stays_text(client: httpx.Client) -> None:
    bad = '"><script>alert(1)</script>'
    for page in (
        client.post("/form", data={"line": bad}),
        client.post("/form", data={**CAFERAGA, "address": bad}),
        client.get("/form", params={"lang": bad, "api_key": bad, "city_pk": bad}),
    ):
        assert "<script>alert" not in page.text


def test_the_lists(client: httpx.Client, bundled: Gazetteer) -> None:
    places = client.get("/form/lists/places.json")
    assert len(places.json()["cities"]) == 81
    districts = client.get("/form/lists/470.json")
    assert len(districts.json()) == len(bundled.districts_of("Kadıköy"))
    known = {"if-none-match": districts.headers["etag"]}
    assert client.get("/form/lists/470.json", headers=known).status_code == 304
    assert client.get("/form/lists/99999.json").status_code == 404


def test_the_files(client: httpx.Client) -> None:
    script = client.get("/form/address.js")
    assert script.headers["content-type"].startswith("text/javascript")
    known = {"if-none-match": script.headers["etag"]}
    assert client.get("/form/address.js", headers=known).status_code == 304
    assert client.get("/form/leaflet/LICENSE").status_code == 200
    assert client.get("/form/../routes.py").status_code == 404


def test_languages(client: httpx.Client) -> None:
    assert 'lang="tr"' in client.get("/form").text
    assert 'lang="en"' in client.get("/form", headers={"accept-language": "en-US"}).text
    assert 'lang="en"' in client.get("/form?lang=en").text


def test_fields_are_read(bundled: Gazetteer) -> None:
    sent = read_sent(b"city_pk= 40 &township_pk=x&address=+Moda+Cd.%00&q=1")
    assert (sent.city_pk, sent.township_pk, sent.district_pk) == (40, -1, None)
    assert sent.address == "Moda Cd."


def test_tiles_are_allowed_where_they_are_configured(bundled: Gazetteer, service: str) -> None:
    url = "https://{s}.tiles.example/{z}/{x}/{y}.png?a=1&b=2"
    with serving(bundled, Settings(tile_url=url, tile_attribution="© <Tiles>")) as address:
        page = httpx.get(f"{address}/form")
    assert "img-src data: https://*.tiles.example;" in page.headers["content-security-policy"]
    assert f'tile-url="{url.replace("&", "&amp;")}"' in page.text
    assert 'tile-attribution="© &lt;Tiles&gt;"' in page.text
    plain = httpx.get(f"{service}/form")
    assert "img-src data:;" in plain.headers["content-security-policy"]
    assert "tile-url" not in plain.text
