"""Time the lookups by name, and rapidfuzz over the same keys, in one run on the same names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice
from statistics import median

import click
import numpy as np
from rapidfuzz import fuzz, process

import geodistricts
from benchmarks.common.options import (
    HELP,
    calls_option,
    quick_option,
    rounds_option,
    save_option,
)
from benchmarks.common.processes import printed_numbers
from benchmarks.common.progress import count_rounds
from benchmarks.common.results import RESULTS, save_json, save_text
from benchmarks.common.tables import Grid, markdown, show
from benchmarks.common.timing import Calls, medians, time_each, timed
from benchmarks.names import first_answers
from benchmarks.names.inputs import Question, of_all_classes, read_questions, with_a_letter_wrong
from geodistricts.names import fold_name, normalize

ORDERS = 500_000
DISTINCT_ORDERS = 20_000
SEED = 20_251_124


def draw_orders(questions: Sequence[Question], count: int) -> dict[str, list[str]]:
    """Draw names as orders repeat them: few very often, most once or twice (Zipf, 1.3)."""
    rng = np.random.default_rng(SEED)
    some = list(islice(cycle(questions), DISTINCT_ORDERS))
    drawn = [some[rank % len(some)] for rank in rng.zipf(1.3, count).tolist()]
    return {
        "names": [one.spelling for one in drawn],
        "city": [one.city for one in drawn],
        "township": [one.township for one in drawn],
    }


def contenders(questions: dict[str, list[Question]], calls: int) -> dict[str, Calls]:
    """Name what is timed, and the arguments of its calls."""
    listed = of_all_classes(questions, calls)
    respelt = questions["Turkish letters"][:calls]
    wrong = with_a_letter_wrong(questions, calls)
    match, suggest = geodistricts.match, geodistricts.suggest
    keys = list(geodistricts.Gazetteer.open()._names.matcher.index.country.by_key)
    found: dict[str, Calls] = {
        "normalize, first time": (fold_name, [(one.spelling,) for one in listed]),
        "normalize, repeated": (normalize, [(one.spelling,) for one in listed]),
        "match exact, township": (match, [(one.name, one.city, one.township) for one in listed]),
        "match normalized, township": (
            match,
            [(one.spelling, one.city, one.township) for one in respelt],
        ),
        "match fuzzy, township": (
            match,
            [(one.spelling, one.city, one.township) for one in wrong],
        ),
        "match fuzzy, country": (match, [(one.spelling,) for one in wrong[::4]]),
        "rapidfuzz extractOne (WRatio), country": (
            lambda name: process.extractOne(normalize(name), keys),
            [(one.spelling,) for one in wrong[::50]],
        ),
        "rapidfuzz extractOne (ratio), country": (
            lambda name: process.extractOne(normalize(name), keys, scorer=fuzz.ratio),
            [(one.spelling,) for one in wrong[::20]],
        ),
    }
    for letters in range(1, 13):
        typed = [(one.name[:letters],) for one in listed[::5]]
        found[f"suggest, country, {letters} letters"] = (suggest, typed)
    misspelt = [(one.spelling[:6],) for one in wrong[::5]]
    found["suggest, country, 6 letters misspelt"] = (suggest, misspelt)
    return found


def table(microseconds: dict[str, list[float]]) -> Grid:
    """Make the table; rapidfuzz with how many times ours over the country."""
    typical = medians(microseconds)
    ours = typical["match fuzzy, country"]
    rows = []
    for name, value in typical.items():
        ratio = f" ({value / ours:.0f}×)" if name.startswith("rapidfuzz") else ""
        rows.append([name, f"{value:,.1f}{ratio}"])
    return Grid("", ["", "Median, µs"], rows)


def opening_lines(opened: Sequence[list[list[float]]]) -> list[str]:
    """List what the first questions of a fresh process take, in medians of rounds."""
    lines = []
    for place, question in enumerate(first_answers.QUESTIONS):
        took, holds = (median(one[place][column] for one in opened) for column in (0, 1))
        lines.append(f"- `match{question!r}`: {took:,.0f} ms, {holds:.0f} MB".replace(",)", ")"))
    return lines


def _draw() -> None:
    # Imported when something is drawn: what is measured is measured without Matplotlib.
    from benchmarks.common.plots import save_picture
    from benchmarks.names.picture import draw_speed

    save_picture(draw_speed(), RESULTS / "names_speed.png")


@click.command(context_settings=HELP)
@quick_option("One round of 400 calls, 20,000 orders", rounds=1, calls=400, orders=20_000)
@rounds_option(5)
@calls_option(2_000)
@click.option("--orders", type=click.IntRange(1), default=ORDERS, show_default=True,
              help="Rows of the batch.")  # fmt: skip
@save_option("names_speed.md and names_speed.json")
def main(rounds: int, calls: int, orders: int, save: bool) -> None:
    """Time the lookups by name: one call, a batch, and the first ones of a fresh process.

    Medians; rapidfuzz's extractOne over the same keys stands beside them, asked less often.
    A full run takes about half a minute.

    Example: python -m benchmarks.names.compare --rounds 1 --no-save
    """
    questions = read_questions()
    timed_calls = contenders(questions, calls)
    samples: dict[str, list[float]] = {name: [] for name in timed_calls}
    asked = draw_orders([one for of_kind in questions.values() for one in of_kind], orders)
    rates, opened = [], []
    for _ in count_rounds(rounds, "one call, a batch and a fresh process"):
        for name, taken in time_each(timed_calls).items():
            samples[name].append(median(taken))
        _, seconds = timed(
            geodistricts.match_many, asked["names"], city=asked["city"], township=asked["township"]
        )
        rates.append(orders / seconds)
        opened.append(printed_numbers("benchmarks.names.first_answers"))
    distinct = len(set(zip(*asked.values(), strict=True)))
    blocks: list[str | Grid] = [
        table(samples),
        f"`match_many` on {orders:,} rows, {distinct:,} distinct: "
        f"{median(rates):,.0f} rows a second.",
        "Fresh process, beyond an opened snapshot, time and memory up to and with:",
        "\n".join(opening_lines(opened)),
    ]
    show(*blocks)
    if save:
        blocks.insert(1, "![One call, ours and rapidfuzz's](names_speed.png)")
        save_text("names_speed.md", markdown("Names: one call", blocks))
        content = {"microseconds": samples, "rows_a_second": rates, "opening": opened}
        save_json("names_speed.json", content)
        _draw()


if __name__ == "__main__":
    main()
