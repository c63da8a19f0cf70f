"""What tests do to the form's fields."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

DISTRICT = "Mahalle / köy"


def field(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def options(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


def value(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("document.querySelector('geodistricts-address').value")
    return found


def choose(page: Page, name: str, typed: str, shown: str) -> None:
    field(page, name).click()
    field(page, name).press_sequentially(typed)
    page.get_by_role("option", name=shown, exact=True).click()
    expect(field(page, name)).to_have_value(shown)
