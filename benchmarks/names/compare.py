"""Time the lookups by name, and rapidfuzz over the same keys, in one run on the same names."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import click
import numpy as np
from rapidfuzz import fuzz, process
from rich.progress import track

# As a program, this file sees its own folder only.
sys.path.append(str(Path(__file__).resolve().parents[2]))

import geodistricts
from benchmarks.common.timing import time_calls
from benchmarks.names.inputs import Question, read_questions
from geodistricts.names import fold_name, normalize

RESULTS = Path(__file__).resolve().parents[1] / "results"
ROUNDS = 5
CALLS = 2_000
ORDERS = 500_000
DISTINCT_ORDERS = 20_000
LETTER_ERRORS = ("letter more", "letter less", "other letter", "letters swapped", "key beside")
SEED = 20_251_124
OPENING = """
import resource, sys, time
import geodistricts as gd
gd.nearest(41, 29)
rss = lambda: int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 1e6
held, start = rss(), time.perf_counter()
for arguments in {questions}:
    gd.match(*arguments)
    print((time.perf_counter() - start) * 1e3, rss() - held)
"""
FIRST_QUESTIONS = [("caferağa", "İstanbul", "Kadıköy"), ("caferağa",), ("cafreağa",)]
Ask = Callable[..., Any]


def orders(questions: Sequence[Question]) -> dict[str, list[str]]:
    """Draw names as orders repeat them: few very often, most once or twice (Zipf, 1.3)."""
    rng = np.random.default_rng(SEED)
    some = list(islice(cycle(questions), DISTINCT_ORDERS))
    drawn = [some[rank % len(some)] for rank in rng.zipf(1.3, ORDERS).tolist()]
    return {
        "names": [one.spelling for one in drawn],
        "city": [one.city for one in drawn],
        "township": [one.township for one in drawn],
    }


def first_matches() -> list[tuple[float, float]]:
    """Return milliseconds and MB, after an opened snapshot, up to each first question."""
    script = OPENING.format(questions=FIRST_QUESTIONS)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return [(float(a), float(b)) for a, b in (line.split() for line in done.stdout.splitlines())]


def contenders() -> dict[str, tuple[Ask, list[tuple[Any, ...]]]]:
    """Name what is timed, and the arguments of its calls."""
    questions = read_questions()
    listed = [one for asked in questions.values() for one in asked][::7][:CALLS]
    respelt = questions["Turkish letters"][:CALLS]
    wrong = [one for kind in LETTER_ERRORS for one in questions[kind][: CALLS // 5]]
    match, suggest = geodistricts.match, geodistricts.suggest
    keys = list(geodistricts.Gazetteer.open()._names.matcher.index.country.by_key)
    found: dict[str, tuple[Ask, list[tuple[Any, ...]]]] = {
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


@click.command()
@click.option("--rounds", default=ROUNDS, show_default=True, help="Rounds; medians are printed.")
@click.option("--save/--no-save", default=True, show_default=True,
              help="Write benchmarks/results/names_speed.md and .json.")  # fmt: skip
def main(rounds: int, save: bool) -> None:
    """Print medians, and what the first questions of a fresh process take."""
    timed = contenders()
    samples: dict[str, list[float]] = {name: [] for name in timed}
    asked = orders([one for of_kind in read_questions().values() for one in of_kind])
    rates, opened = [], []
    for _ in track(range(rounds), "rounds", transient=True):
        for name, (ask, arguments) in timed.items():
            samples[name].append(median(time_calls(ask, arguments)))
        start = perf_counter()
        geodistricts.match_many(asked["names"], city=asked["city"], township=asked["township"])
        rates.append(ORDERS / (perf_counter() - start))
        opened.append(first_matches())
    medians = {name: median(values) for name, values in samples.items()}
    ours = medians["match fuzzy, country"]
    lines = ["# Names: one call", "", "| | Median, µs |", "|---|---:|"]
    for name, value in medians.items():
        ratio = f" ({value / ours:.0f}×)" if name.startswith("rapidfuzz") else ""
        lines.append(f"| {name} | {value:,.1f}{ratio} |")
    distinct = len(set(zip(*asked.values(), strict=True)))
    lines += [
        "",
        f"`match_many` on {ORDERS:,} rows, {distinct:,} distinct: "
        f"{median(rates):,.0f} rows a second.",
        "",
        "Fresh process, beyond an opened snapshot, time and memory up to and with:",
        "",
    ]
    for place, question in enumerate(FIRST_QUESTIONS):
        took = median(one[place][0] for one in opened)
        holds = median(one[place][1] for one in opened)
        lines.append(f"- `match{question!r}`: {took:,.0f} ms, {holds:.0f} MB".replace(",)", ")"))
    text = "\n".join(lines) + "\n"
    print(text)
    if save:
        (RESULTS / "names_speed.md").write_text(text, encoding="utf-8")
        (RESULTS / "names_speed.json").write_text(
            json.dumps({"microseconds": samples, "rows_a_second": rates, "opening": opened}) + "\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
