"""Time every engine on the same rows, beside the bare batch call and what people write today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from statistics import median

import click

import geodistricts as gd
from benchmarks.common.options import HELP, quick_option, rounds_option, save_option
from benchmarks.common.processes import printed_numbers
from benchmarks.common.progress import count_rounds_after_warming_up, progress
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, markdown, show
from benchmarks.common.timing import timed
from benchmarks.engines.contenders import Contender, addresses, names, points
from benchmarks.engines.memory import KINDS

QUESTIONS: dict[str, tuple[Callable[[int], list[Contender]], int]] = {
    "Points": (points, 1_000_000),
    "Names": (names, 200_000),
    "Addresses": (addresses, 40_000),
}


def time_all(contenders: list[Contender], rounds: int, title: str) -> dict[str, float]:
    """Return the rows a second of each, medians of rounds in which they take turns."""
    seconds: dict[str, list[float]] = defaultdict(list)
    for number in count_rounds_after_warming_up(rounds, title):
        for one in contenders:
            _, taken = timed(one.ask)
            if number:
                seconds[one.name].append(taken)
    return {one.name: one.rows / median(seconds[one.name]) for one in contenders}


def grid(title: str, contenders: list[Contender], rates: dict[str, float]) -> Grid:
    """Make the table of a question; shares are of the first contender."""
    bare = rates[contenders[0].name]
    rows = [
        [
            one.name,
            f"{one.rows:,}",
            f"{rates[one.name]:,.0f}",
            f"{1e6 / rates[one.name]:,.2f}",
            f"{rates[one.name] / bare:.0%}",
        ]
        for one in contenders
    ]
    return Grid(title, ["", "Rows", "Rows a second", "µs a row", "Of the batch call"], rows)


def memory_grid(rows: int) -> Grid:
    """Measure how much memory enriching a frame takes, each kind in a process of its own."""
    listed = []
    for kind in KINDS:
        progress(f"memory: {kind}")
        ((size, peak),) = printed_numbers("benchmarks.engines.memory", kind, str(rows))
        megabytes = (f"{value / 1e6:,.0f}" for value in (size, peak))
        listed.append([kind, *megabytes, f"{peak / size:.2f}"])
    return Grid("Memory of gd.enrich", ["", "Result, MB", "Most, MB", "Ratio"], listed)


@click.command(context_settings=HELP)
@quick_option("One round, one row in 20", rounds=1, share=0.05)
@rounds_option(5)
@click.option("--share", type=click.FloatRange(0, 1, min_open=True), default=1.0,
              show_default=True, help="Of the rows, how many are asked.")  # fmt: skip
@save_option("engines.md")
def main(rounds: int, share: float, save: bool) -> None:
    """Time points, names and addresses in every engine; a full run takes about ten minutes.

    Example: python -m benchmarks.engines.compare --rounds 1 --share 0.1 --no-save
    """
    gd.preload()
    blocks: list[str | Grid] = [
        "Rows a second, medians; every contender of a table is asked the same rows, in turn, the "
        "plain loops and GeoPandas fewer of them. DuckDB has two threads. DuckDB's spatial "
        "extension comes from a server of DuckDB's, which could not be reached; it is not here."
    ]
    for title, (make, most) in QUESTIONS.items():
        contenders = make(max(1, int(most * share)))
        blocks.append(grid(title, contenders, time_all(contenders, rounds, title)))
        del contenders
    blocks.append(memory_grid(max(1000, int(1_000_000 * share))))
    show(*blocks)
    if save:
        save_text("engines.md", markdown("Engines", blocks))


if __name__ == "__main__":
    main()
