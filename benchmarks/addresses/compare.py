"""Time validating and parsing; parsing beside the plain baselines, on the same lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median, quantiles

import click

import geodistricts
from benchmarks.addresses.baseline import (
    answers_of_longest_name,
    answers_of_partial_ratio,
    index,
)
from benchmarks.addresses.inputs import lines_by_kind
from benchmarks.common.accuracy import some_of_each
from benchmarks.common.options import (
    HELP,
    calls_option,
    of_each_option,
    quick_option,
    rounds_option,
    save_option,
)
from benchmarks.common.progress import count_rounds
from benchmarks.common.results import save_json, save_text
from benchmarks.common.tables import Grid, markdown, show
from benchmarks.common.timing import Calls, time_each, timed
from benchmarks.names.inputs import of_all_classes, read_questions, with_a_letter_wrong

BASELINES = {
    "longest name found": answers_of_longest_name,
    "rapidfuzz partial_ratio": answers_of_partial_ratio,
}


def contenders(texts: Sequence[str], calls: int) -> dict[str, Calls]:
    """Name what is timed, and the arguments of its calls."""
    questions = read_questions()
    clean = of_all_classes(questions, calls)
    wrong = with_a_letter_wrong(questions, calls)
    validate = geodistricts.validate
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
        "parse": (geodistricts.parse, [(text,) for text in texts]),
    }


def table(
    samples: Mapping[str, Sequence[tuple[float, float]]], baselines: Mapping[str, Sequence[float]]
) -> Grid:
    """Make the table of medians of rounds; the baselines have no single calls."""
    rows = [
        [name, *(f"{median(values):,.1f}" for values in zip(*rounds, strict=True))]
        for name, rounds in samples.items()
    ]
    rows += [
        [f"{name}, all lines at once", f"{median(took):,.1f}", ""]
        for name, took in baselines.items()
    ]
    return Grid("", ["", "Median, µs", "95th percentile, µs"], rows)


@click.command(context_settings=HELP)
@quick_option("One round of 400 calls, 5 lines of each kind", rounds=1, calls=400, of_each=5)
@rounds_option(5)
@calls_option(2_000)
@of_each_option()
@save_option("addresses_speed.md and addresses_speed.json")
def main(rounds: int, calls: int, of_each: int, save: bool) -> None:
    """Time validate and parse, one call, beside the plain baselines on the same lines.

    A full run takes less than a minute.

    Example: python -m benchmarks.addresses.compare --rounds 1 --no-save
    """
    some = some_of_each(lines_by_kind(), of_each)
    texts = [one.text for lines in some.values() for one in lines]
    timed_calls = contenders(texts, calls)
    samples: dict[str, list[tuple[float, float]]] = {name: [] for name in timed_calls}
    index()  # made once, before anything that needs them is timed
    baselines: dict[str, list[float]] = {name: [] for name in BASELINES}
    for _ in count_rounds(rounds, "one call, all lines"):
        for name, taken in time_each(timed_calls).items():
            samples[name].append((median(taken), quantiles(taken, n=20)[-1]))
        for name, answer in BASELINES.items():
            _, seconds = timed(answer, texts)
            baselines[name].append(seconds / len(texts) * 1e6)
    grid = table(samples, baselines)
    show(grid)
    if save:
        save_text("addresses_speed.md", markdown("Addresses: one call", [grid]))
        save_json("addresses_speed.json", {"microseconds": samples, "baselines": baselines})


if __name__ == "__main__":
    main()
