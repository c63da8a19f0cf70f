"""Draw the form's pictures for the documentation, on a desktop and on a phone."""

from __future__ import annotations

import click
from playwright.sync_api import Browser, FloatRect, expect

from benchmarks.common.browser import browsing
from benchmarks.common.options import HELP
from benchmarks.common.results import ROOT
from benchmarks.service.servers import service

PICTURES = ROOT / "docs" / "pictures"


@click.command(context_settings=HELP)
def main() -> None:
    """Draw docs/pictures/form_*.png, in Chromium."""
    with service() as served, browsing() as browser:
        _desktop(browser, f"{served.address}/form")
        _phone(browser, f"{served.address}/form")


def _desktop(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 800, "height": 1160}, locale="tr-TR")
    page.goto(address)
    page.get_by_role("combobox", name="Mahalle / köy").press_sequentially("cafreağa kadı")
    expect(page.get_by_role("option")).to_have_count(1)
    page.screenshot(path=PICTURES / "form_suggestions.png", clip=_upper(650))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Haritada göster").click()
    expect(page.locator(".gd-boundary")).to_be_visible()
    page.get_by_label("Cadde, sokak").fill("Moda Cd. No:5")
    page.screenshot(path=PICTURES / "form_map.png", clip=_upper(1160))


def _phone(browser: Browser, address: str) -> None:
    page = browser.new_page(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        color_scheme="dark",
        locale="tr-TR",
    )
    page.goto(address)
    page.get_by_label("Adresi yapıştır").fill("moda kadıköy istanbul bahariye cad 3")
    page.get_by_role("button", name="Alanları doldur").tap()
    expect(page.get_by_text("Bunu mu demek istediniz?")).to_be_visible()
    page.screenshot(path=PICTURES / "form_phone.png")


def _upper(height: int) -> FloatRect:
    return {"x": 0, "y": 0, "width": 800, "height": height}


if __name__ == "__main__":
    main()
