"""Measure what a process holds after its first question, and what a forked worker adds."""

from __future__ import annotations

from statistics import median

import click

from benchmarks.common.options import HELP, quick_option, rounds_option, save_option
from benchmarks.common.processes import printed_numbers
from benchmarks.common.progress import count_rounds_after_warming_up
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, figure, markdown, show
from benchmarks.memory.first_question import FORKED, QUESTIONS

TITLE = "Memory: what a process holds"
HEADS = ["", "First answer, ms", "Memory, MB"]
WORKER = "a worker forked after preload, its own"


@click.command(context_settings=HELP)
@quick_option("One round", rounds=1)
@rounds_option(5)
@save_option("memory.md")
def main(rounds: int, save: bool) -> None:
    """Measure a fresh process for each question: time to its first answer, and memory then.

    And a worker that is forked after preload and asks all of them: what it holds alone. A full run
    takes a minute, and needs Linux.
    """
    measured: dict[str, list[list[float]]] = {}
    for number in count_rounds_after_warming_up(rounds, "fresh processes"):
        for name in (*QUESTIONS, FORKED):
            (printed,) = printed_numbers("benchmarks.memory.first_question", name)
            if number:
                measured.setdefault(name, []).append(printed)
    rows = [
        [WORKER if name == FORKED else name, *map(figure, map(median, zip(*values, strict=True)))]
        for name, values in measured.items()
    ]
    grid = Grid("", HEADS, rows)
    basis = (
        f"Medians of {rounds} fresh processes each, imports and opening included; resident memory "
        "of the whole process, Python's own 9 MB and the libraries' included. The worker asks all "
        "questions once; what it holds alone is what it has written to since the fork."
    )
    show(grid, basis)
    if save:
        save_text("memory.md", markdown(TITLE, [grid, basis]))


if __name__ == "__main__":
    main()
