"""Compare ``boundary`` and ``boundaries`` with geopandas over the same files."""

from __future__ import annotations

from statistics import median

import click

from benchmarks.common.options import HELP, quick_option, rounds_option, save_option
from benchmarks.common.ours import OURS
from benchmarks.common.processes import printed_numbers
from benchmarks.common.progress import count_rounds_after_warming_up
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, beside_ours, figure, markdown, show
from benchmarks.shapes.first_answer import CONTENDERS, FILES

HEADS = ["", "First shape, ms", "A later one, µs", "All of the level, ms", "Memory, MB"]
BASIS = (
    "Medians of {rounds} fresh processes each. The first shape takes in all imports and the "
    "opening of the file; memory is what the process holds then. Ours keeps WKB and parses a shape "
    "at each call; it has names, codes and corrections beside the shapes, and gives a level as an "
    "Arrow table. geopandas parses all shapes, and finds one by its index (`.loc`)."
)

Samples = list[list[float]]


def measure(rounds: int) -> dict[tuple[str, str], Samples]:
    """Run the contenders in turns; return the figures of each round, by level and contender."""
    measured: dict[tuple[str, str], Samples] = {}
    for number in count_rounds_after_warming_up(rounds, "fresh processes"):
        for level in FILES:
            for name in CONTENDERS:
                (printed,) = printed_numbers("benchmarks.shapes.first_answer", name, level)
                if number:
                    measured.setdefault((level, name), []).append(printed)
    return measured


def table(level: str, measured: dict[tuple[str, str], Samples]) -> Grid:
    """Make the table of a level: a row a contender, with how many times ours."""
    of = {
        name: [median(values) for values in zip(*measured[level, name], strict=True)]
        for name in CONTENDERS
    }
    rows = [[OURS, *map(figure, of[OURS])]]
    rows += [
        [name, *map(beside_ours, values, of[OURS])] for name, values in of.items() if name != OURS
    ]
    return Grid(f"A {level}", HEADS, rows)


@click.command(context_settings=HELP)
@quick_option("One round", rounds=1)
@rounds_option(5)
@save_option("shapes.md")
def main(rounds: int, save: bool) -> None:
    """Compare boundary and boundaries with geopandas, for districts, townships and cities.

    First and later shapes, a whole level, and memory, each in fresh processes. A full run takes
    about a minute.

    Example: python -m benchmarks.shapes.compare --quick
    """
    measured = measure(rounds)
    blocks: list[str | Grid] = [BASIS.format(rounds=rounds)]
    blocks += [table(level, measured) for level in FILES]
    show(*blocks)
    if save:
        save_text("shapes.md", markdown("Shapes: ours and geopandas", blocks))


if __name__ == "__main__":
    main()
