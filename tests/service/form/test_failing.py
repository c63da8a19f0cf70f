"""A service that is slow, or fails: the form goes on, and the server checks what is sent."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="a browser is driven by playwright")

from playwright.sync_api import Browser, Error, Page, expect

from form_fields import DISTRICT, choose, field, options, value

if TYPE_CHECKING:
    from service.form.conftest import OpenForm


def test_a_slow_service_says_that_it_searches(page: Page) -> None:
    held = []
    page.route("**/v1/suggest*", lambda route: held.append(route))
    field(page, DISTRICT).press_sequentially("cafer", delay=1)
    expect(page.get_by_role("status").filter(has_text="Aranıyor…")).to_have_count(1)
    held[-1].continue_()
    expect(options(page).first).to_contain_text("Cafer")


def test_without_suggestions_the_address_is_sent_all_the_same(page: Page) -> None:
    page.route("**/v1/**", lambda route: route.fulfill(status=503))
    choose(page, "İl", "istanb", "İstanbul")
    field(page, DISTRICT).press_sequentially("caferağa")
    expect(page.get_by_text("Öneriler şu anda alınamıyor")).to_be_visible()
    choose(page, "İlçe", "kadik", "Kadıköy")
    field(page, DISTRICT).fill("")
    field(page, DISTRICT).press_sequentially("caferağ")
    # The township's list is there: it is searched in the page.
    expect(options(page)).to_have_text(["Caferağa Mah."])


def test_with_nothing_but_the_page_what_is_written_is_sent(page: Page) -> None:
    page.route("**/v1/**", lambda route: route.abort())
    page.route("**/lists/**", lambda route: route.abort())
    field(page, "İl").fill("istanbul")
    field(page, "İlçe").fill("kadikoy")
    field(page, DISTRICT).fill("cafreağa mh")
    expect(page.get_by_text("Öneriler şu anda alınamıyor")).to_be_visible()
    page.get_by_role("button", name="Adresi denetle").click()
    expect(page.locator("#district_pk")).to_have_text("35760")


def test_it_recovers(page: Page) -> None:
    page.route("**/v1/suggest*", lambda route: route.abort(), times=1)
    field(page, DISTRICT).press_sequentially("c")
    expect(page.get_by_text("Öneriler şu anda alınamıyor")).to_be_visible()
    field(page, DISTRICT).press_sequentially("afera")
    expect(options(page).first).to_contain_text("Caferağa Mah.")
    expect(page.get_by_text("Öneriler şu anda alınamıyor")).to_have_count(0)


def test_a_paste_that_fails_says_so(page: Page) -> None:
    page.route("**/v1/validate", lambda route: route.fulfill(status=500))
    page.get_by_label("Adresi yapıştır").fill("Caferağa Mah. Kadıköy")
    page.get_by_role("button", name="Alanları doldur").click()
    expect(page.locator(".gd-answer")).to_contain_text("alınamıyor")


def test_a_map_that_does_not_load_says_so(page: Page) -> None:
    page.route("**/leaflet.js", lambda route: route.abort())
    page.get_by_role("button", name="Haritada göster").click()
    expect(page.locator(".gd-pin .gd-said")).to_contain_text("alınamıyor")


def test_the_way_back_keeps_what_was_chosen(page: Page) -> None:
    choose(page, "İl", "istanb", "İstanbul")
    choose(page, "İlçe", "kadik", "Kadıköy")
    choose(page, DISTRICT, "cafer", "Caferağa Mah.")
    page.get_by_label("Cadde, sokak").fill("Moda Cd. No:5")
    page.get_by_role("button", name="Adresi denetle").click()
    expect(page.locator("#district_pk")).to_have_text("35760")
    page.go_back()
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    expect(field(page, "İlçe")).to_have_value("Kadıköy")
    expect(field(page, "İl")).to_have_value("İstanbul")
    expect(page.get_by_label("Cadde, sokak")).to_have_value("Moda Cd. No:5")
    assert value(page)["district"]["pk"] == 35760
    page.get_by_role("button", name="Adresi denetle").click()
    expect(page.locator("#district_pk")).to_have_text("35760")


def test_a_reset_empties_the_element(page: Page) -> None:
    choose(page, "İl", "istanb", "İstanbul")
    page.evaluate("document.querySelector('form').reset()")
    expect(field(page, "İl")).to_have_value("")
    assert value(page)["city"] is None


def test_an_element_that_does_not_come_leaves_the_plain_form(
    browser: Browser, service: str
) -> None:
    page = browser.new_page(locale="tr-TR")
    page.route("**/fields.js", lambda route: route.abort())
    page.goto(f"{service}/form")
    page.get_by_label("İl", exact=True).select_option("İstanbul")
    page.get_by_role("button", name="Devam").click()
    expect(page.get_by_label("İlçe")).to_be_enabled()
    page.close()


def test_what_comes_late_overrides_no_choice(page: Page) -> None:
    held = []
    page.route("**/v1/suggest*", lambda route: held.append(route))
    field(page, DISTRICT).fill("caferağa")
    choose(page, "İl", "ank", "Ankara")
    page.unroute("**/v1/suggest*")
    for route in held:
        with suppress(Error):  # those that were given up
            route.continue_()
    expect(field(page, DISTRICT)).to_have_attribute("aria-invalid", "true")
    expect(field(page, "İl")).to_have_value("Ankara")
    assert value(page)["city"]["pk"] == 7


def test_a_verdict_that_comes_late_overrides_no_choice(page: Page) -> None:
    held = []
    page.route("**/v1/validate", lambda route: held.append(route))
    page.get_by_label("Adresi yapıştır").fill("Caferağa Mah. Moda Cd. 5 Kadıköy İstanbul")
    page.get_by_role("button", name="Alanları doldur").click()
    choose(page, "İl", "ank", "Ankara")
    held[0].continue_()
    page.wait_for_timeout(300)
    expect(field(page, "İl")).to_have_value("Ankara")
    expect(field(page, DISTRICT)).to_have_value("")


def test_a_phone_recovers_from_lists_that_did_not_come(open_form: OpenForm) -> None:
    page = open_form(
        before=lambda page: page.route("**/places.json", lambda route: route.abort(), times=1),
        viewport={"width": 390, "height": 800},
        has_touch=True,
        is_mobile=True,
    )
    expect(page.get_by_text("Öneriler şu anda alınamıyor")).to_be_visible()
    field(page, "İl").focus()
    expect(field(page, "İl").locator("option")).to_have_count(82)


def test_a_street_does_not_forget_that_the_service_failed(page: Page) -> None:
    page.route("**/v1/**", lambda route: route.abort())
    page.route("**/lists/**", lambda route: route.abort())
    for name, text in (("İl", "istanbul"), ("İlçe", "kadıköy"), (DISTRICT, "caferağa")):
        field(page, name).fill(text)
    page.get_by_label("Cadde, sokak").fill("Moda Cd. 5")
    page.get_by_role("button", name="Adresi denetle").click()
    expect(page.locator("#district_pk")).to_have_text("35760")


def test_what_comes_late_does_not_overwrite_what_is_being_typed(page: Page) -> None:
    held = []
    page.route("**/v1/suggest*", lambda route: held.append(route))
    field(page, DISTRICT).fill("caferağa")
    field(page, "İl").press_sequentially("ankar")
    page.unroute("**/v1/suggest*")
    for route in held:
        with suppress(Error):
            route.continue_()
    page.wait_for_timeout(300)
    expect(field(page, "İl")).to_have_value("ankar")
    held.clear()
    page.route("**/v1/validate", lambda route: held.append(route))
    page.get_by_label("Adresi yapıştır").fill("Caferağa Mah. Moda Cd. 5 Kadıköy İstanbul")
    page.get_by_role("button", name="Alanları doldur").click()
    page.get_by_label("Cadde, sokak").press_sequentially("elle 3")
    held[0].continue_()
    page.wait_for_timeout(300)
    expect(page.get_by_label("Cadde, sokak")).to_have_value("elle 3")


def test_keys_are_for_the_suggestions_that_are_about_to_come(page: Page) -> None:
    choose(page, "İl", "bursa", "Bursa")
    choose(page, "İlçe", "gemlik", "Gemlik")
    held = []
    field(page, DISTRICT).click()
    expect(options(page).first).to_be_visible()
    page.route("**/v1/suggest*", lambda route: held.append(route))
    field(page, DISTRICT).press_sequentially("cumhuriyet", delay=1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.unroute("**/v1/suggest*")
    for route in held:
        with suppress(Error):
            route.continue_()
    expect(field(page, DISTRICT)).to_have_value("Cumhuriyet Mah.")


def test_a_search_that_is_left_is_no_longer_announced(page: Page) -> None:
    page.route("**/v1/suggest*", lambda route: None)
    field(page, DISTRICT).press_sequentially("cafer", delay=1)
    searching = page.get_by_role("status").filter(has_text="Aranıyor…")
    expect(searching).to_have_count(1)
    field(page, "İl").focus()
    expect(searching).to_have_count(0)


def test_a_phone_sends_what_it_cannot_choose(open_form: OpenForm) -> None:
    def fail(page: Page) -> None:
        page.route("**/v1/**", lambda route: route.abort())
        page.route("**/lists/**", lambda route: route.abort())

    page = open_form(
        before=fail, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    field(page, DISTRICT).fill("caferağa")
    expect(page.get_by_text("Öneriler şu anda alınamıyor")).to_be_visible()
    page.get_by_role("button", name="Adresi denetle").tap()
    expect(page.get_by_label("Caferağa Mah., Kadıköy, İstanbul")).to_be_visible()
