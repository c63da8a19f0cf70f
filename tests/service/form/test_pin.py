"""A pin on the map, or the device's position, and what it contradicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="a browser is driven by playwright")

from playwright.sync_api import Page, expect

from form_fields import DISTRICT, choose, field, value

if TYPE_CHECKING:
    from service.form.conftest import OpenForm

CAFERAGA = {"latitude": 40.985057, "longitude": 29.024767}


def show_map(page: Page) -> None:
    page.get_by_role("button", name="Haritada göster").click()
    expect(page.locator(".gd-outline")).not_to_have_count(0)


def test_the_country_is_drawn(page: Page) -> None:
    show_map(page)
    expect(page.locator(".gd-outline")).to_have_count(81)


def test_a_click_fills_the_fields(page: Page) -> None:
    choose(page, "İl", "istanb", "İstanbul")
    choose(page, "İlçe", "kadik", "Kadıköy")
    show_map(page)
    page.locator(".gd-map").click(position={"x": 300, "y": 170})
    expect(field(page, DISTRICT)).not_to_have_value("")
    expect(page.locator(".gd-boundary")).to_be_attached()
    expect(page.locator(".gd-marker")).to_be_attached()
    found = value(page)
    assert found["district"]["township"]["name"] == found["township"]["name"]
    assert found["pin"] is not None
    expect(page.get_by_text(f"İğne: {found['district']['name']}")).to_be_visible()


def test_the_device_knows_where_it_is(open_form: OpenForm) -> None:
    page = open_form(geolocation=CAFERAGA, permissions=["geolocation"])
    page.get_by_role("button", name="Konumumu kullan").click()
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    expect(field(page, "İl")).to_have_value("İstanbul")
    assert value(page)["district"]["pk"] == 35760


def test_a_pin_that_contradicts_says_so(open_form: OpenForm) -> None:
    page = open_form(geolocation=CAFERAGA, permissions=["geolocation"])
    choose(page, "İl", "ank", "Ankara")
    choose(page, "İlçe", "yenim", "Yenimahalle")
    choose(page, DISTRICT, "kardel", "Kardelen Mah.")
    page.get_by_role("button", name="Konumumu kullan").click()
    said = page.get_by_text("İğne başka yerde: Caferağa Mah., Kadıköy, İstanbul.")
    expect(said).to_be_visible()
    expect(field(page, DISTRICT)).to_have_value("Kardelen Mah.")
    page.get_by_role("button", name="İğnedekini kullan").click()
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    expect(said).not_to_be_attached()


def test_the_server_says_so_too(open_form: OpenForm) -> None:
    page = open_form(geolocation=CAFERAGA, permissions=["geolocation"])
    choose(page, "İl", "ank", "Ankara")
    choose(page, "İlçe", "yenim", "Yenimahalle")
    choose(page, DISTRICT, "kardel", "Kardelen Mah.")
    page.get_by_role("button", name="Konumumu kullan").click()
    expect(page.get_by_text("İğne başka yerde")).to_be_visible()
    page.get_by_role("button", name="Adresi denetle").click()
    expect(page.get_by_role("alert")).to_contain_text("Caferağa Mah., Kadıköy, İstanbul")
    expect(page.locator("#district_pk")).to_have_text("6560")


def test_a_position_that_is_not_given(open_form: OpenForm) -> None:
    page = open_form(permissions=[])
    page.get_by_role("button", name="Konumumu kullan").click()
    expect(page.get_by_text("Konum alınamadı.")).to_be_visible()


def test_a_point_abroad(open_form: OpenForm) -> None:
    page = open_form(geolocation={"latitude": 52.5, "longitude": 13.4}, permissions=["geolocation"])
    page.get_by_role("button", name="Konumumu kullan").click()
    expect(page.get_by_text("Bu nokta bilinen bir mahallede değil.")).to_be_visible()


def test_the_centre_of_the_map_is_for_the_keyboard(page: Page) -> None:
    choose(page, "İl", "istanb", "İstanbul")
    choose(page, "İlçe", "kadik", "Kadıköy")
    show_map(page)
    page.get_by_role("button", name="Haritanın ortasını seç").press("Enter")
    expect(field(page, DISTRICT)).not_to_have_value("")


def test_nobody_else_is_asked(page: Page, service: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    show_map(page)
    assert asked
    assert all(url.startswith((service, "data:", "blob:")) for url in asked)


def test_the_next_pin_overrules_no_choice_either(page: Page) -> None:
    choose(page, "İl", "istanb", "İstanbul")
    choose(page, "İlçe", "kadik", "Kadıköy")
    choose(page, DISTRICT, "cafer", "Caferağa Mah.")
    show_map(page)
    for x in (620, 600):
        page.locator(".gd-map").click(position={"x": x, "y": 60})
        expect(page.get_by_text("İğne başka yerde")).to_be_visible()
        expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    assert value(page)["district"]["pk"] == 35760


def test_a_pin_outside_the_city_that_is_chosen(open_form: OpenForm) -> None:
    page = open_form(geolocation=CAFERAGA, permissions=["geolocation"])
    choose(page, "İl", "ank", "Ankara")
    page.get_by_role("button", name="Konumumu kullan").click()
    expect(page.get_by_text("İğne başka yerde: Caferağa Mah., Kadıköy, İstanbul")).to_be_visible()
    expect(field(page, "İl")).to_have_value("Ankara")


def test_a_city_chosen_after_the_pin(open_form: OpenForm) -> None:
    page = open_form(geolocation=CAFERAGA, permissions=["geolocation"])
    page.get_by_role("button", name="Konumumu kullan").click()
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    field(page, "İl").fill("")
    choose(page, "İl", "ank", "Ankara")
    expect(page.get_by_text("İğne başka yerde")).to_be_visible()


def test_the_way_back_keeps_the_pin(open_form: OpenForm) -> None:
    page = open_form(geolocation=CAFERAGA, permissions=["geolocation"])
    page.get_by_role("button", name="Konumumu kullan").click()
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    page.get_by_role("button", name="Adresi denetle").click()
    expect(page.locator("#district_pk")).to_have_text("35760")
    page.go_back()
    expect(page.get_by_text("İğne: Caferağa Mah.")).to_be_visible()
    show_map(page)
    expect(page.locator(".gd-marker")).to_be_attached()


def test_the_map_recovers(page: Page) -> None:
    page.route("**/boundaries", lambda route: route.abort(), times=1)
    page.get_by_role("button", name="Haritada göster").click()
    expect(page.locator(".gd-pin .gd-said")).to_contain_text("alınamıyor")
    page.get_by_role("button", name="Haritayı kapat").click()
    show_map(page)
    expect(page.locator(".gd-pin .gd-said")).to_have_text("")
