"""Without JavaScript the page is a plain form of three steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="a browser is driven by playwright")

from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from service.form.conftest import OpenForm


@pytest.fixture
def plain(open_form: OpenForm) -> Page:
    return open_form(java_script_enabled=False)


def to_the_last_step(page: Page) -> None:
    page.get_by_label("İl", exact=True).select_option("İstanbul")
    page.get_by_role("button", name="Devam").click()
    page.get_by_label("İlçe").select_option("Kadıköy")
    page.get_by_role("button", name="Devam").click()


def test_three_steps(plain: Page) -> None:
    expect(plain.get_by_label("İlçe")).to_be_disabled()
    expect(plain.get_by_role("button", name="Adresi denetle")).not_to_be_visible()
    to_the_last_step(plain)
    plain.get_by_label("Mahalle / köy").select_option("Caferağa Mah.")
    plain.get_by_label("Cadde, sokak").fill("Moda Cd. No:5")
    plain.get_by_role("button", name="Adresi denetle").first.click()
    for level, pk in (("city", "40"), ("township", "470"), ("district", "35760")):
        expect(plain.locator(f"#{level}_pk")).to_have_text(pk)
    expect(plain.locator("#formatted_address")).to_contain_text("Caferağa Mah. Moda Cd. No:5")
    expect(plain.locator("#formatted_address")).to_contain_text("34710 Kadıköy/İstanbul")


def test_the_way_back_leads_through_the_steps(plain: Page) -> None:
    to_the_last_step(plain)
    plain.go_back()
    expect(plain.get_by_label("İl", exact=True)).to_have_value("40")
    expect(plain.get_by_label("Mahalle / köy")).to_be_disabled()


def test_a_parent_that_changes_clears_its_children(plain: Page) -> None:
    to_the_last_step(plain)
    plain.get_by_label("Mahalle / köy").select_option("Caferağa Mah.")
    plain.get_by_label("İl", exact=True).select_option("Ankara")
    plain.get_by_role("button", name="Adresi denetle").first.click()
    expect(plain.get_by_role("alert")).to_contain_text("İlçe")
    expect(plain.get_by_label("İl", exact=True)).to_have_value("7")
    expect(plain.get_by_label("İlçe")).to_have_value("")
    expect(plain.get_by_label("Mahalle / köy")).to_be_disabled()


def test_a_street_once_written_is_kept(plain: Page) -> None:
    to_the_last_step(plain)
    plain.get_by_label("Cadde, sokak").fill("Moda Cd. No:5")
    plain.get_by_label("İl", exact=True).select_option("Ankara")
    plain.get_by_role("button", name="Adresi denetle").first.click()
    expect(plain.get_by_label("Cadde, sokak")).to_have_value("Moda Cd. No:5")
    plain.get_by_label("İlçe").select_option("Yenimahalle")
    plain.get_by_role("button", name="Devam").click()
    assert "Moda" not in plain.url
    plain.get_by_label("Mahalle / köy").select_option("Kardelen Mah.")
    plain.get_by_role("button", name="Adresi denetle").first.click()
    expect(plain.locator("#formatted_address")).to_contain_text("Moda Cd. No:5")


def test_a_pasted_line_fills_the_fields(plain: Page) -> None:
    plain.get_by_label("Adresi yapıştır").fill("Caferağa Mah. Moda Cd. 5 Kadıköy İstanbul")
    plain.get_by_role("button", name="Alanları doldur").click()
    expect(plain.get_by_label("Mahalle / köy")).to_have_value("35760")
    expect(plain.get_by_label("Cadde, sokak")).to_have_value("Moda Cd. 5")
    plain.get_by_role("button", name="Adresi denetle").first.click()
    expect(plain.locator("#district_pk")).to_have_text("35760")


def test_a_line_that_is_unsure_is_asked(plain: Page) -> None:
    plain.get_by_label("Adresi yapıştır").fill("moda kadıköy istanbul bahariye cad 3")
    plain.get_by_role("button", name="Alanları doldur").click()
    plain.get_by_label("Caferağa Mah., Kadıköy, İstanbul").check()
    plain.get_by_role("button", name="Bu adresi kullan").click()
    expect(plain.locator("#district_pk")).to_have_text("35760")
    expect(plain.locator("#formatted_address")).to_contain_text("Bahariye Cad 3")


def test_nothing_private_stands_in_an_address(plain: Page) -> None:
    plain.get_by_label("Adresi yapıştır").fill("Moda Cd. 5")
    plain.get_by_label("İl", exact=True).select_option("İstanbul")
    plain.get_by_role("button", name="Devam").click()
    assert "Moda" not in plain.url
    assert "city_pk=40" in plain.url


def test_in_english(open_form: OpenForm) -> None:
    page = open_form("/form", java_script_enabled=False, locale="en-GB")
    page.get_by_label("City (il)").select_option("İstanbul")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_label("Township (ilçe)")).to_be_enabled()
    page.get_by_role("link", name="Türkçe").click()
    expect(page.get_by_label("İlçe")).to_be_visible()
