"""How the form looks and weighs: for everybody, on every screen, without a jump."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright", reason="a browser is driven by playwright")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from form_fields import DISTRICT, choose, field, options
from geodistricts.service.form import FOLDER

if TYPE_CHECKING:
    from service.form.conftest import OpenForm

PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({ type: 'layout-shift', buffered: true });
"""


def as_opened(page: Page) -> None:
    expect(page.get_by_role("heading", name="Teslimat adresi")).to_be_visible()


def with_suggestions(page: Page) -> None:
    field(page, DISTRICT).click()
    field(page, DISTRICT).press_sequentially("cafer")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")


def with_villages(page: Page) -> None:
    page.evaluate(
        """document.querySelector('geodistricts-address').value = {
          township: { pk: 24, name: 'Gölbaşı', city: { pk: 2, name: 'Adıyaman' } } }"""
    )
    field(page, DISTRICT).click()
    expect(options(page).first).to_be_visible()


def with_complaints(page: Page) -> None:
    page.get_by_role("button", name="Adresi denetle").click()
    expect(page.get_by_text("Bu alan gerekli").first).to_be_visible()


def with_a_question(page: Page) -> None:
    page.get_by_label("Adresi yapıştır").fill("moda kadıköy istanbul bahariye cad 3")
    page.get_by_role("button", name="Alanları doldur").click()
    expect(page.get_by_text("Bunu mu demek istediniz?")).to_be_visible()


def with_the_map(page: Page) -> None:
    page.get_by_role("button", name="Haritada göster").click()
    expect(page.locator(".gd-outline").first).to_be_visible()


def with_the_result(page: Page) -> None:
    page.get_by_label("Adresi yapıştır").fill("Caferağa Mah. Moda Cd. 5 Kadıköy İstanbul")
    page.get_by_role("button", name="Alanları doldur").click()
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    page.get_by_role("button", name="Adresi denetle").click()
    expect(page.locator("#district_pk")).to_be_visible()


STATES = [
    as_opened,
    with_suggestions,
    with_villages,
    with_complaints,
    with_a_question,
    with_the_map,
    with_the_result,
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing(open_form: OpenForm, state: Callable[[Page], None], scheme: str) -> None:
    page = open_form(color_scheme=scheme)
    state(page)
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()


def test_axe_finds_nothing_on_a_phone(open_form: OpenForm) -> None:
    for options_of_browser in (PHONE, {"color_scheme": "dark", **PHONE}):
        page = open_form(**options_of_browser)
        found = Axe().run(page)
        assert found.response["violations"] == [], found.generate_report()


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_nothing_is_cut_off_at_320_pixels(
    open_form: OpenForm, state: Callable[[Page], None]
) -> None:
    page = open_form(viewport={"width": 320, "height": 640})
    state(page)
    width = page.evaluate("document.scrollingElement.scrollWidth")
    assert width <= 320


@pytest.mark.parametrize("size", [{"width": 1200, "height": 900}, PHONE["viewport"]])
def test_nothing_moves(open_form: OpenForm, size: Any) -> None:
    """Nor does it while the files come late."""

    def hold(route: Route) -> None:
        time.sleep(0.1)
        route.continue_()

    def late(page: Page) -> None:
        page.add_init_script(SHIFTS)
        page.route("**/*.js", hold)

    page = open_form(before=late, viewport=size)
    choose(page, "İl", "istanb", "İstanbul")
    field(page, DISTRICT).click()
    field(page, DISTRICT).press_sequentially("qwxzt")
    expect(page.get_by_text("Bu adla bir yer bulunamadı").first).to_be_attached()
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifts") < 0.01


def test_the_letters_are_turkish(page: Page) -> None:
    assert page.evaluate("document.documentElement.lang") == "tr"
    field(page, "İl").click()
    field(page, "İl").press_sequentially("i")
    shown = options(page).all_text_contents()
    assert "Iğdır" in shown
    assert "İzmir" in shown


def test_phones_do_not_zoom_into_fields(open_form: OpenForm) -> None:
    page = open_form(**PHONE)
    sizes = page.locator("input, select, textarea").evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 16


def test_targets_are_large_enough(open_form: OpenForm) -> None:
    page = open_form(**PHONE)
    heights = page.locator("input, select, textarea, button").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_the_policy_is_strict_and_holds(open_form: OpenForm, complaints: list[str]) -> None:
    """No inline script or style; the whole of the form works under it, without a complaint."""
    violations: list[str] = []

    def listen(page: Page) -> None:
        page.expose_function("told", lambda said: violations.append(said))
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation',"
            " (event) => window.told(`${event.violatedDirective} ${event.blockedURI}`))"
        )

    page = open_form(before=listen)
    choose(page, "İl", "istanb", "İstanbul")
    with_the_map(page)
    page.locator(".gd-map").click(position={"x": 200, "y": 200})
    with_a_question(page)
    assert violations == []
    refused = page.evaluate(
        """() => new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', () => resolve(true));
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.head.append(script);
          setTimeout(() => resolve(false), 1000);
        })"""
    )
    assert refused
    assert page.evaluate("window.ran") is None
    complaints.clear()


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_the_weight(open_form: OpenForm) -> None:
    """Issue "The form of a checkout": element and style under 15 kB, the first load under 150."""
    loaded: dict[str, int] = {}

    def listen(page: Page) -> None:
        page.on("response", lambda answer: loaded.update({answer.url: len(answer.body())}))

    page = open_form(before=listen)
    page.wait_for_load_state("networkidle")
    names = {url.partition("/form/")[2] for url in loaded}
    assert {"address.js", "address.css", "lists/places.json"} <= names
    assert not any("leaflet" in name or "pin.js" in name for name in names)
    assert sum(loaded.values()) < 150_000
    of_element = [path for path in FOLDER.iterdir() if path.name in names - {"page.css"}]
    assert sum(map(packed, of_element)) < 15_000
