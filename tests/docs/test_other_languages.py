"""Examples in PHP, JavaScript and HTML, run as they stand on the page."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pages import DOCS, fences

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.skipif(not DOCS.exists(), reason="the pages are in the repository")

ORDER = """<?php
$order = (object) ['city' => 'Ankara', 'town' => 'Batıkent', 'line' => 'Kardelen mah. 2090 sk.'];
"""


def blocks(page: str, language: str) -> list[str]:
    return [fence.text for fence in fences(DOCS / page) if fence.language == language]


def test_php(service: str, tmp_path: Path) -> None:
    if shutil.which("php") is None:
        assert "REQUIRE_PROGRAMS" not in os.environ, "PHP is needed, and not there"
        pytest.skip("PHP is not installed")
    (example,) = blocks("guides/service.md", "php")
    script = tmp_path / "example.php"
    asked = example.replace("http://127.0.0.1:8080", service)
    script.write_text(f"{ORDER}{asked}\necho $order->district_id;", encoding="utf-8")
    done = subprocess.run(["php", str(script)], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("6560", 0), done.stdout + done.stderr


def test_javascript_of_the_service(browser: Browser, service: str) -> None:
    (example,) = blocks("guides/service.md", "javascript")
    page = browser.new_page()
    page.goto(f"{service}/healthz")
    labels = page.evaluate(
        f"""async () => {{
            const prefix = 'cafer', city = '34';
            {example}
            return districts.map((district) => district.label);
        }}"""
    )
    assert "Caferağa Mah., Kadıköy, İstanbul" in labels
    page.close()


def test_the_form_in_a_page_of_ones_own(browser: Browser, service: str) -> None:
    """The page's HTML and its listener, together, served from another path of the service."""
    (html,) = blocks("guides/form.md", "html")
    (script,) = blocks("guides/form.md", "javascript")
    markup = html.replace("https://geo.shop.example", service)
    stub = "window.shown = []; const showDeliveryTime = (pk) => window.shown.push(pk);"
    page = browser.new_page(locale="tr-TR")

    def answer(route: Route) -> None:
        body = f"<!doctype html><html lang=tr><body>{markup}<script>{stub}{script}</script>"
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.route(f"{service}/checkout", answer)
    page.goto(f"{service}/checkout")
    page.get_by_role("combobox", name="Mahalle / köy").press_sequentially("cafreağa kadı")
    page.get_by_role("option").first.click()
    page.wait_for_function("() => window.shown.length > 0")
    assert page.evaluate("window.shown[0]") == 35760
    page.close()
