"""Type names with an error into the form: how soon suggestions are shown, and the right one."""

from __future__ import annotations

import platform
import random
from collections.abc import Iterator
from statistics import median, quantiles
from typing import TYPE_CHECKING, NamedTuple

import click
from playwright.sync_api import expect

from benchmarks.common.browser import browsing
from benchmarks.common.options import HELP, quick_option, save_option
from benchmarks.common.progress import progress
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, markdown, show
from benchmarks.names.inputs import LETTER_ERRORS, Question, read_questions
from benchmarks.service.servers import service
from geodistricts.gazetteer import Gazetteer
from geodistricts.names import fold_letters
from geodistricts.records import District

if TYPE_CHECKING:
    from playwright.sync_api import Page

LETTERS = 6
"""The issue's: the right one is there by the sixth."""
FIRST = 5
_WATCH = """
window.pressed = 0; window.shown = []; window.asked = 0; window.running = 0; window.most = 0;
// Letters of no keyboard come as input alone.
addEventListener('keydown', () => { window.key = window.pressed = performance.now(); }, true);
addEventListener('beforeinput', () => {
  if (!window.key) window.pressed = performance.now();
  window.key = 0;
}, true);
const plain = window.fetch;
window.fetch = async (...of) => {
  if (!String(of[0]).includes('/v1/')) return plain(...of);
  window.asked += 1;
  window.most = Math.max(window.most, ++window.running);
  try { return await plain(...of); } finally { window.running--; }
};
addEventListener('DOMContentLoaded', () => {
  new MutationObserver((changes) => {
    if (!changes.some(({ target }) => target.closest?.('[role=listbox]'))) return;
    const pressed = window.pressed;
    // After the next frame is drawn.
    requestAnimationFrame(() => setTimeout(() => {
      if (pressed) window.shown.push(performance.now() - pressed);
      if (window.pressed === pressed) window.pressed = 0;
    }));
  }).observe(document.documentElement, { childList: true, subtree: true });
});
"""


class Typed(NamedTuple):
    """What typing one name has shown.

    Attributes
    ----------
    milliseconds : list of float
        From each key press to its suggestions.
    letter : int or None
        The letter with which the right name was among the first five; None for never.
    """

    milliseconds: list[float]
    letter: int | None


def misspelt(count: int) -> list[tuple[Question, District]]:
    """Take names whose one wrong letter is among the first six."""
    known = Gazetteer.open()
    questions = read_questions()
    asked = [one for kind in LETTER_ERRORS for one in questions[kind]]
    random.Random(0).shuffle(asked)
    found: list[tuple[Question, District]] = []
    for question in asked:
        name = fold_letters(question.name)[:LETTERS]
        if fold_letters(question.spelling)[:LETTERS] != name and len(name) == LETTERS:
            meant = known.district(question.name, question.city, question.township)
            found.append((question, meant))
        if len(found) == count:
            break
    return found


def type_names(page: Page, count: int, within: str) -> Iterator[Typed]:
    """Type names into the field of districts, letter by letter, with their place chosen."""
    box = page.get_by_role("combobox", name="Mahalle / köy", exact=True)
    for number, (question, district) in enumerate(misspelt(count)):
        city = {"pk": district.city.pk, "name": district.city.display_name}
        township = {"pk": district.township.pk, "name": district.township.display_name}
        chosen = {
            "township": {"city": city, "township": township | {"city": city}},
            "city": {"city": city},
            "country": {},
        }[within]
        page.evaluate(
            "(value) => { document.querySelector('geodistricts-address').value = value }", chosen
        )
        box.focus()
        milliseconds: list[float] = []
        letter = None
        for place, key in enumerate(question.spelling[:LETTERS], 1):
            page.evaluate("window.shown = []")
            page.keyboard.type(key)
            expect(box).to_have_value(question.spelling[:place])
            page.wait_for_function("() => window.running === 0")
            page.wait_for_timeout(20)
            milliseconds += page.evaluate("window.shown")
            shown = page.locator("[role=option]").all_text_contents()[:FIRST]
            if letter is None and any(is_meant(text, district) for text in shown):
                letter = place
        box.fill("")
        if number % 20 == 19:
            progress(f"{number + 1} names typed within the {within}")
        yield Typed(milliseconds, letter)


def is_meant(shown: str, district: District) -> bool:
    """Tell whether a suggestion is a district, with its place or without it."""
    return shown in (district.display_name, district.label)


@click.command(context_settings=HELP)
@click.option("--names", type=click.IntRange(10), default=200, show_default=True,
              help="Names to type for each place.")  # fmt: skip
@quick_option("20 names, half a minute", names=20)
@save_option("form.md")
def main(names: int, save: bool) -> None:
    """Type committed names, each with one letter wrong, into the form in Chromium."""
    speed = Grid("From a key press to suggestions shown, ms",
                 ["Chosen before", "Keys", "Median", "p95", "p99", "Most"], [])  # fmt: skip
    right = Grid(f"The right name is among the first {FIRST} by letter",
                 ["Chosen before", *map(str, range(1, LETTERS + 1))], [])  # fmt: skip
    keys = 0
    with service() as served, browsing() as browser:
        version = browser.version
        page = browser.new_page(locale="tr-TR")
        page.add_init_script(_WATCH)
        page.goto(f"{served.address}/form")
        page.wait_for_function("() => customElements.get('geodistricts-address') !== undefined")
        for within in ("township", "city", "country"):
            typed = [*type_names(page, names, within)]
            times = [one for name in typed for one in name.milliseconds]
            cuts = quantiles(times, n=100)
            speed.rows.append(
                [within, f"{len(times):,}"]
                + [f"{figure:.0f}" for figure in (median(times), cuts[94], cuts[98], max(times))]
            )
            keys += len(times)
            by_letter = [
                sum(name.letter is not None and name.letter <= place for name in typed)
                for place in range(1, LETTERS + 1)
            ]
            right.rows.append([within, *(f"{100 * one / len(typed):.1f}%" for one in by_letter)])
        asked, most = page.evaluate("[window.asked, window.most]")
    intro = (
        f"`geodistricts serve` and Chromium {version} over loopback, on the same two cores; "
        f"{names} committed names, each with one letter wrong among its first {LETTERS}, typed "
        "letter by letter; the time is until the frame with the suggestions is drawn. "
        f"{asked:,} requests were sent for {keys:,} keys, at most {most} at a time. "
        f"Python {platform.python_version()}."
    )
    show(intro, speed, right)
    if save:
        save_text("form.md", markdown("The form, while somebody types", [intro, speed, right]))


if __name__ == "__main__":
    main()
