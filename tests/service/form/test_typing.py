"""Typing into the form: three fields that follow each other, with suggestions."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright", reason="a browser is driven by playwright")

from playwright.sync_api import Page, expect

from form_fields import DISTRICT, choose, field, options, value

if TYPE_CHECKING:
    from service.form.conftest import OpenForm


def test_from_the_city_down(page: Page) -> None:
    choose(page, "İl", "istanb", "İstanbul")
    choose(page, "İlçe", "kadik", "Kadıköy")
    choose(page, DISTRICT, "cafrea", "Caferağa Mah.")
    found = value(page)
    assert [found[level]["pk"] for level in ("city", "township", "district")] == [40, 470, 35760]


def test_children_are_cleared_with_their_parent(page: Page) -> None:
    choose(page, "İl", "istanb", "İstanbul")
    choose(page, "İlçe", "kadik", "Kadıköy")
    choose(page, DISTRICT, "cafer", "Caferağa Mah.")
    field(page, "İl").fill("")
    choose(page, "İl", "ank", "Ankara")
    expect(field(page, "İlçe")).to_have_value("")
    expect(field(page, DISTRICT)).to_have_value("")
    assert (value(page)["township"], value(page)["district"]) == (None, None)


def test_a_district_leads_to_its_parents(page: Page) -> None:
    field(page, DISTRICT).click()
    field(page, DISTRICT).press_sequentially("caferağa kadıköy")
    options(page).first.click()
    expect(field(page, "İl")).to_have_value("İstanbul")
    expect(field(page, "İlçe")).to_have_value("Kadıköy")


def test_what_was_typed_is_marked(page: Page) -> None:
    field(page, DISTRICT).click()
    field(page, DISTRICT).press_sequentially("cafreağa kadı")
    marks = options(page).first.locator("mark")
    expect(marks).to_have_text(["Caferağa", "Kadı"])


def test_a_number_leads_to_its_name(page: Page) -> None:
    choose(page, "İl", "istanb", "İstanbul")
    field(page, DISTRICT).click()
    field(page, DISTRICT).press_sequentially("100")
    expect(options(page).first).to_have_text(re.compile("100. Yıl Mah., Bağcılar"))


def test_the_whole_township_is_listed_before_anything_is_typed(page: Page) -> None:
    choose(page, "İl", "istanb", "İstanbul")
    choose(page, "İlçe", "kadik", "Kadıköy")
    field(page, DISTRICT).click()
    expect(options(page)).to_have_count(21)


def test_parts_of_a_village_are_under_its_name(page: Page) -> None:
    choose(page, "İl", "adıyam", "Adıyaman")
    choose(page, "İlçe", "gölb", "Gölbaşı")
    field(page, DISTRICT).click()
    group = page.get_by_role("group", name="Meydan Köyü")
    expect(group.get_by_role("option")).to_contain_text(["Meydan Köyü", "Keçibaşı Mah."])


def test_unmatched_text_is_not_chosen(page: Page) -> None:
    choose(page, "İl", "istanb", "İstanbul")
    field(page, "İlçe").click()
    field(page, "İlçe").press_sequentially("qwxzt")
    expect(page.get_by_text("Bu adla bir yer bulunamadı").first).to_be_attached()
    field(page, DISTRICT).focus()
    expect(field(page, "İlçe")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Listeden seçin")).to_be_visible()
    assert value(page)["township"] is None


def test_a_name_that_is_elsewhere_is_offered_with_its_place(page: Page) -> None:
    choose(page, "İl", "istanb", "İstanbul")
    choose(page, "İlçe", "bakırk", "Bakırköy")
    field(page, DISTRICT).click()
    field(page, DISTRICT).press_sequentially("caferağa")
    expect(options(page).first).to_have_text("Caferağa Mah., Kadıköy, İstanbul")
    field(page, "İl").focus()
    expect(page.get_by_text("Listeden seçin")).to_be_visible()
    assert value(page)["township"]["name"] == "Bakırköy"
    field(page, DISTRICT).click()
    options(page).first.click()
    expect(field(page, "İlçe")).to_have_value("Kadıköy")


def test_changing_a_letter_takes_the_choice_back(page: Page) -> None:
    choose(page, "İl", "istanb", "İstanbul")
    field(page, "İl").press("Backspace")
    assert value(page)["city"] is None
    field(page, "İl").press_sequentially("l")
    field(page, DISTRICT).focus()
    expect(field(page, "İl")).to_have_value("İstanbul")
    assert value(page)["city"]["pk"] == 40


FILLED_IN = [
    ("Istanbul", "Kadikoy", "Caferaga Mahallesi"),
    ("İSTANBUL", "KADIKÖY", "CAFERAĞA MAH"),
    ("istanbul ili", "kadıköy", "caferağa"),
]
FILL_IN = """async ([texts, order, wait]) => {
  for (const level of order) {
    const input = document.querySelector(`[autocomplete=address-level${level}]`);
    input.value = texts[level - 1];
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    if (wait) await new Promise((done) => setTimeout(done, wait));
  }
}"""


@pytest.mark.parametrize("texts", FILLED_IN)
def test_what_a_browser_fills_in_is_understood(page: Page, texts: tuple[str, ...]) -> None:
    """A browser sets the values and tells of it, in no field the focus."""
    page.evaluate(FILL_IN, [texts, [1, 2, 3], 0])
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    expect(field(page, "İlçe")).to_have_value("Kadıköy")
    expect(field(page, "İl")).to_have_value("İstanbul")
    assert value(page)["district"]["pk"] == 35760


@pytest.mark.parametrize("order", [*permutations([1, 2, 3])], ids=str)
@pytest.mark.parametrize("wait", [0, 150])
def test_browsers_may_fill_in_any_order(page: Page, order: tuple[int, ...], wait: int) -> None:
    page.evaluate(FILL_IN, [FILLED_IN[0], order, wait])
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    expect(field(page, "İlçe")).to_have_value("Kadıköy")
    expect(field(page, "İl")).to_have_value("İstanbul")
    page.wait_for_function(
        "() => document.querySelector('geodistricts-address').value.district?.pk === 35760"
    )


def test_what_fits_several_is_not_guessed(page: Page) -> None:
    field(page, DISTRICT).fill("Cumhuriyet")
    field(page, "İl").focus()
    expect(page.get_by_text("Listeden seçin")).to_be_visible()
    assert value(page)["district"] is None


def test_a_full_name_wins_over_one_that_is_alike(page: Page) -> None:
    """Besni has a Pınarbaşı Mah. and a Pınarbaşı Köyü."""
    choose(page, "İl", "adıyam", "Adıyaman")
    choose(page, "İlçe", "besn", "Besni")
    field(page, DISTRICT).fill("Pınarbaşı Mah.")
    field(page, "İl").focus()
    expect(page.get_by_text("Listeden seçin")).to_have_count(0)
    page.wait_for_function("() => document.querySelector('geodistricts-address').complete")


def test_a_letter_too_many_costs_no_children(page: Page) -> None:
    choose(page, "İl", "istanb", "İstanbul")
    choose(page, "İlçe", "kadik", "Kadıköy")
    field(page, "İl").press_sequentially("x")
    field(page, "İl").press("Backspace")
    field(page, DISTRICT).focus()
    expect(field(page, "İlçe")).to_have_value("Kadıköy")
    assert value(page)["city"]["pk"] == 40


def test_escape_is_left_to_a_dialog(page: Page) -> None:
    page.evaluate(
        """() => {
          const dialog = document.createElement('dialog');
          document.body.append(dialog);
          dialog.append(document.createElement('geodistricts-address'));
          dialog.showModal();
        }"""
    )
    page.locator("dialog").get_by_role("combobox", name="İl", exact=True).focus()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).not_to_be_visible()
    ids = page.locator("[id]").evaluate_all("all => all.map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_browsers_know_the_fields(page: Page) -> None:
    tokens = page.evaluate(
        "[...document.querySelectorAll('[autocomplete]')].map(x => x.autocomplete)"
    )
    assert tokens == ["off", *(f"address-level{level}" for level in (1, 2, 3)), "street-address"]


def test_dotted_and_dotless_letters_are_one_in_search(page: Page) -> None:
    for typed, shown in (("ığd", "Iğdır"), ("igd", "Iğdır"), ("IZM", "İzmir"), ("ısp", "Isparta")):
        field(page, "İl").fill("")
        choose(page, "İl", typed, shown)


def test_nothing_is_asked_twice(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    choose(page, "İl", "istanb", "İstanbul")
    box = field(page, DISTRICT)
    box.click()
    for letters in ("fene", "fener", "fene"):
        box.fill(letters)
        expect(options(page).first).to_contain_text("Fener")
    before = [url for url in asked if "/v1/suggest" in url]
    assert len(before) == len(set(before)) == 2
    # What is all there is for a text is all there is for a longer one.
    box.fill("feneryolu")
    expect(options(page)).not_to_have_count(10)
    shown = options(page).all_text_contents()
    box.fill("feneryolu m")
    expect(options(page).first.locator("mark")).to_have_count(2)
    assert options(page).all_text_contents() == shown[:1]
    suggested = [url for url in asked if "/v1/suggest" in url]
    assert len(suggested) == 3


def test_one_request_at_a_time(open_form: OpenForm) -> None:
    """Slow answers: what was asked before is given up, and never shown late."""
    running: set[str] = set()
    most = 0

    def slow(page: Page) -> None:
        page.add_init_script(
            """{ const plain = window.fetch;
            window.fetch = async (url, options) => {
              if (String(url).includes('/v1/suggest')) {
                await new Promise((resolve, reject) => {
                  const wait = url.includes('prefix=fe&') ? 600 : 150;
                  setTimeout(resolve, wait);
                  options.signal.addEventListener('abort',
                    () => reject(new DOMException('gone', 'AbortError')));
                });
              }
              return plain(url, options);
            }; }"""
        )

    page = open_form(before=slow)

    def begin(request: Any) -> None:
        nonlocal most
        if "/v1/suggest" in request.url:
            running.add(request.url)
            most = max(most, len(running))

    page.on("request", begin)
    page.on("requestfinished", lambda request: running.discard(request.url))
    page.on("requestfailed", lambda request: running.discard(request.url))
    choose(page, "İl", "istanb", "İstanbul")
    box = field(page, DISTRICT)
    box.click()
    box.press_sequentially("feneryol", delay=10)
    expect(options(page)).to_contain_text(["Feneryolu"])
    page.wait_for_timeout(700)
    expect(options(page)).to_contain_text(["Feneryolu"])
    assert most == 1


def test_english(open_form: OpenForm) -> None:
    page = open_form("/form?lang=en")
    choose(page, "City (il)", "istan", "İstanbul")
    expect(page.get_by_role("button", name="Check the address")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_on_a_phone_places_are_native_choices(open_form: OpenForm) -> None:
    page = open_form(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    assert field(page, "İl").evaluate("one => one.tagName") == "SELECT"
    field(page, "İl").select_option("İstanbul")
    field(page, "İlçe").select_option("Kadıköy")
    field(page, DISTRICT).tap()
    field(page, DISTRICT).press_sequentially("cafer")
    options(page).first.tap()
    expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
    field(page, "İl").select_option("Ankara")
    expect(field(page, DISTRICT)).to_have_value("")
    expect(field(page, "İlçe").locator("option")).to_have_count(26)


def test_choosing_nothing_on_a_phone_clears_what_lies_in_it(open_form: OpenForm) -> None:
    page = open_form(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    field(page, "İl").select_option("İstanbul")
    field(page, "İlçe").select_option("Kadıköy")
    field(page, "İl").select_option("")
    expect(field(page, "İlçe")).to_have_value("")
    assert value(page)["township"] is None


def test_a_village_of_the_name_is_another_choice(page: Page) -> None:
    choose(page, "İl", "adıyam", "Adıyaman")
    choose(page, "İlçe", "besn", "Besni")
    choose(page, DISTRICT, "pınarbaşı", "Pınarbaşı Mah.")
    mahalle = value(page)["district"]["pk"]
    field(page, DISTRICT).fill("Pınarbaşı Köyü")
    field(page, "İl").focus()
    expect(field(page, DISTRICT)).to_have_value("Pınarbaşı Köyü")
    page.wait_for_function("() => document.querySelector('geodistricts-address').complete")
    assert value(page)["district"]["pk"] != mahalle
