"""The keyboard alone suffices, and what happens is announced."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="a browser is driven by playwright")

from playwright.sync_api import Page, expect

from form_fields import DISTRICT, field, options, value


def test_the_whole_form(page: Page) -> None:
    page.get_by_label("Adresi yapıştır").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(field(page, "İl")).to_be_focused()
    for name, typed in (("İl", "istanb"), ("İlçe", "kadik"), (DISTRICT, "cafre")):
        expect(field(page, name)).to_be_focused()
        page.keyboard.type(typed)
        expect(options(page).first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(field(page, name)).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Tab")
    page.keyboard.type("Moda Cd. No:5")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Adresi denetle")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#district_pk")).to_have_text("35760")
    expect(page.locator("#formatted_address")).to_contain_text("Caferağa Mah. Moda Cd. No:5")


def test_the_pattern_of_a_combobox(page: Page) -> None:
    box = field(page, "İl")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(options(page)).to_have_count(81)
    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    page.keyboard.press("ArrowUp")
    last = options(page).last
    expect(last).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == last.get_attribute("id")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(options(page).first).to_be_in_viewport()
    expect(box).to_be_focused()


def test_escape_closes_and_then_clears(page: Page) -> None:
    box = field(page, "İl")
    box.press_sequentially("ankar")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("ankar")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")


def test_enter_does_not_send_what_is_not_chosen(page: Page) -> None:
    box = field(page, "İl")
    box.press_sequentially("anka")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(box).to_have_value("Ankara")
    assert page.url.endswith("/form")


def test_tab_takes_what_is_active(page: Page) -> None:
    field(page, "İl").press_sequentially("anka")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert value(page)["city"]["name"] == "Ankara"
    expect(field(page, "İlçe")).to_be_focused()


def test_results_are_announced(page: Page) -> None:
    field(page, "İl").press_sequentially("ankar")
    status = page.get_by_role("status")
    expect(status.filter(has_text="1 öneri")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(status.filter(has_text="Ankara seçildi")).to_have_count(1)
    field(page, DISTRICT).press_sequentially("qwxzt")
    expect(status.filter(has_text="Bu adla bir yer bulunamadı")).to_have_count(1)


def test_what_is_missing_is_said_and_gets_the_focus(page: Page) -> None:
    field(page, "İl").press_sequentially("ankar")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Adresi denetle").press("Enter")
    expect(field(page, "İlçe")).to_be_focused()
    expect(field(page, "İlçe")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Bu alan gerekli").first).to_be_visible()
    assert page.url.endswith("/form")
