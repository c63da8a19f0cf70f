"""Time validating and parsing; parsing beside the plain baselines, on the same lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import click
from rich.progress import track

# As a program, this file sees its own folder only.
sys.path.append(str(Path(__file__).resolve().parents[2]))

import geodistricts
from benchmarks.addresses.baseline import answers_of_longest_name, answers_of_partial_ratio
from benchmarks.addresses.inputs import read_addresses
from benchmarks.common.timing import time_calls
from benchmarks.names.inputs import read_questions

RESULTS = Path(__file__).resolve().parents[1] / "results"
ROUNDS = 5
CALLS = 2_000
LETTER_ERRORS = ("letter more", "letter less", "other letter", "letters swapped", "key beside")
Ask = Callable[..., Any]


def contenders() -> dict[str, tuple[Ask, list[tuple[Any, ...]]]]:
    """Name what is timed, and the arguments of its calls."""
    questions = read_questions()
    clean = [one for asked in questions.values() for one in asked][::7][:CALLS]
    wrong = [one for kind in LETTER_ERRORS for one in questions[kind][: CALLS // 5]]
    validate, lines = geodistricts.validate, [(one.text,) for one in read_addresses()]
    return {
        "validate, three right names": (
            validate,
            [(one.city, one.township, one.name) for one in clean],
        ),
        "validate, the district misspelt": (
            validate,
            [(one.city, one.township, one.spelling) for one in wrong],
        ),
        "validate, the township missing": (validate, [(one.city, None, one.name) for one in clean]),
        "parse": (geodistricts.parse, lines),
    }


def time_baselines(lines: Sequence[str]) -> dict[str, float]:
    """Return microseconds a line of the baselines, all lines at once."""
    baselines = {
        "longest name found": answers_of_longest_name,
        "rapidfuzz partial_ratio": answers_of_partial_ratio,
    }
    took = {}
    for name, answer in baselines.items():
        start = perf_counter()
        answer(lines)
        took[name] = (perf_counter() - start) / len(lines) * 1e6
    return took


@click.command()
@click.option("--rounds", default=ROUNDS, show_default=True, help="Rounds; medians are printed.")
@click.option("--save/--no-save", default=True, show_default=True,
              help="Write benchmarks/results/addresses_speed.md and .json.")  # fmt: skip
def main(rounds: int, save: bool) -> None:
    """Print medians of one call."""
    timed = contenders()
    lines = [one.text for one in read_addresses()]
    samples: dict[str, list[tuple[float, float]]] = {name: [] for name in timed}
    baselines: dict[str, list[float]] = {}
    for _ in track(range(rounds), "rounds", transient=True):
        for name, (ask, arguments) in timed.items():
            calls = time_calls(ask, arguments)
            samples[name].append((median(calls), quantiles(calls, n=20)[-1]))
        for name, took in time_baselines(lines).items():
            baselines.setdefault(name, []).append(took)
    text = [
        "# Addresses: one call",
        "",
        "| | Median, µs | 95th percentile, µs |",
        "|---|---:|---:|",
        *(
            f"| {name} | {median(one for one, _ in took):,.1f} "
            f"| {median(late for _, late in took):,.1f} |"
            for name, took in samples.items()
        ),
        *(
            f"| {name}, all lines at once | {median(took):,.1f} | |"
            for name, took in baselines.items()
        ),
    ]
    print("\n".join(text))
    if save:
        (RESULTS / "addresses_speed.md").write_text("\n".join(text) + "\n", encoding="utf-8")
        (RESULTS / "addresses_speed.json").write_text(
            json.dumps({"microseconds": samples, "baselines": baselines}) + "\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
