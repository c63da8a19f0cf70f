"""A pasted address: filled in, asked, or said what is missing."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright", reason="a browser is driven by playwright")

from playwright.sync_api import Page, expect

from form_fields import DISTRICT, choose, field, value


def paste(page: Page, line: str) -> None:
    box = page.get_by_label("Adresi yapıştır")
    box.fill(line)
    page.get_by_role("button", name="Alanları doldur").click()


def test_all_fields_are_filled(page: Page) -> None:
    paste(page, "Kardelen mah. 2090 sk. no:5 d:3 Yenimahalle Ankara")
    expect(field(page, DISTRICT)).to_have_value("Kardelen Mah.")
    expect(field(page, "İlçe")).to_have_value("Yenimahalle")
    expect(field(page, "İl")).to_have_value("Ankara")
    expect(page.get_by_label("Cadde, sokak")).to_have_value("2090 sk. no:5 d:3")
    expect(page.get_by_text("Anlaşılan: Kardelen Mah. 2090 Sk. No:5 D:3 06370")).to_be_visible()
    page.get_by_role("button", name="Adresi denetle").click()
    expect(page.locator("#formatted_address")).to_have_text(
        re.compile("Kardelen Mah. 2090 Sk. No:5 D:3.*06370 Yenimahalle/Ankara")
    )


def test_pasting_is_enough(page: Page) -> None:
    """No button: the browser's own paste asks."""
    box = page.get_by_label("Adresi yapıştır")
    box.focus()
    box.evaluate(
        """(input) => {
          input.value = 'Caferağa Mah. Moda Cd. 5 Kadıköy İstanbul';
          input.dispatchEvent(new ClipboardEvent('paste', { bubbles: true }));
        }"""
    )
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")


def test_what_is_likely_is_asked(page: Page) -> None:
    paste(page, "moda kadıköy istanbul bahariye cad 3")
    expect(page.get_by_text("Bunu mu demek istediniz?")).to_be_visible()
    expect(field(page, DISTRICT)).to_have_value("")
    page.get_by_role("button", name="Caferağa Mah., Kadıköy, İstanbul").click()
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    assert value(page)["district"]["pk"] == 35760


def test_what_is_missing_is_marked(page: Page) -> None:
    paste(page, "Cumhuriyet mah atatürk cad 5 istanbul")
    expect(field(page, "İl")).to_have_value("İstanbul")
    expect(field(page, "İlçe")).to_have_attribute("aria-invalid", "true")
    expect(field(page, DISTRICT)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("eksik ya da anlaşılamadı: İlçe, Mahalle")).to_be_visible()
    expect(page.get_by_role("button", name="Cumhuriyet Mah., Küçükçekmece")).to_be_visible()


def test_a_line_of_nothing(page: Page) -> None:
    paste(page, "Unter den Linden 5, Berlin")
    expect(field(page, "İl")).to_have_attribute("aria-invalid", "true")
    assert value(page)["district"] is None


def test_a_second_line_replaces_the_first(page: Page) -> None:
    paste(page, "Kardelen mah. 2090 sk. no:5 d:3 Yenimahalle Ankara")
    expect(field(page, DISTRICT)).to_have_value("Kardelen Mah.")
    paste(page, "Caferağa Mah. Moda Cd. 5 Kadıköy İstanbul")
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    expect(page.get_by_label("Cadde, sokak")).to_have_value("Moda Cd. 5")


def test_events_tell_the_page(page: Page) -> None:
    page.evaluate(
        """window.told = [];
        for (const name of ['geodistricts-change', 'geodistricts-verdict'])
          document.addEventListener(name, (event) => window.told.push([name, event.detail]));"""
    )
    paste(page, "Caferağa Mah. Moda Cd. 5 Kadıköy İstanbul")
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    page.wait_for_function("() => window.told.length > 1")
    told = dict(page.evaluate("window.told"))
    assert told["geodistricts-change"]["district"]["pk"] == 35760
    assert told["geodistricts-verdict"]["possible_next_action"] == "ACCEPT"


def test_a_line_without_places_leaves_what_is_chosen(page: Page) -> None:
    paste(page, "Caferağa Mah. Moda Cd. 5 Kadıköy İstanbul")
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    paste(page, "asdf qwer 12")
    expect(page.get_by_text("eksik ya da anlaşılamadı")).to_be_visible()
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    expect(page.get_by_label("Cadde, sokak")).to_have_value("Moda Cd. 5")


def test_an_offer_keeps_what_was_added_to_the_street(page: Page) -> None:
    paste(page, "Cumhuriyet Mah. Atatürk Cad. No 5 İzmir")
    offer = page.locator(".gd-offer").first
    expect(offer).to_be_visible()
    page.get_by_label("Cadde, sokak").press_sequentially(" Daire 12")
    offer.click()
    expect(field(page, DISTRICT)).to_have_value("Cumhuriyet Mah.")
    expect(page.get_by_label("Cadde, sokak")).to_have_value(re.compile("Daire 12"))


def test_offers_go_when_something_else_is_chosen(page: Page) -> None:
    paste(page, "Cumhuriyet Mah. Atatürk Cad. No 5 İzmir")
    expect(page.locator(".gd-offer").first).to_be_visible()
    field(page, "İl").fill("")
    choose(page, "İl", "ank", "Ankara")
    expect(page.locator(".gd-offer")).to_have_count(0)


def test_what_is_typed_does_not_give_up_the_line(page: Page) -> None:
    held = []
    page.route("**/v1/validate", lambda route: held.append(route))
    paste(page, "Caferağa Mah. Moda Cd. 5 Kadıköy İstanbul")
    field(page, DISTRICT).press_sequentially("fener")
    expect(page.get_by_role("option").first).to_be_visible()
    held[0].continue_()
    page.get_by_role("button", name="Caferağa Mah., Kadıköy, İstanbul").click()
    expect(field(page, "İlçe")).to_have_value("Kadıköy")
