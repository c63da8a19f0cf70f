"""Run the benchmarks, all or some: ``python -m benchmarks [question ...]``."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter
from typing import NamedTuple

import click

from benchmarks.common.options import HELP
from benchmarks.common.progress import progress
from benchmarks.common.results import ROOT


class Question(NamedTuple):
    """What is measured in one folder.

    Attributes
    ----------
    measures : str
        In a few words, for the help.
    minutes : int
        How long a full run takes, roughly.
    scripts : tuple of str
        Its modules, in the order in which they run.
    when_named : bool
        Whether it runs only when it is named, for as many minutes as one has.
    """

    measures: str
    minutes: int
    scripts: tuple[str, ...]
    when_named: bool = False


QUESTIONS = {
    "nearest": Question(
        "The nearest district's centre: one call, a batch, opening, a fresh process, and how "
        "often the answer is exact; beside six libraries.",
        5,
        ("compare",),
    ),
    "reverse": Question(
        "The boundary that a point is in: one call, a batch, a fresh process, and agreement with "
        "shapely; beside four libraries. A map of where the nearest centre is wrong.",
        3,
        ("compare", "map"),
    ),
    "shapes": Question(
        "The boundary of a place: one, and all of a level as a table; beside GeoPandas. Two maps "
        "of the population.",
        1,
        ("compare", "maps"),
    ),
    "memory": Question(
        "What a process holds after its first question of each kind, with everything loaded, and "
        "as a forked worker.",
        1,
        ("compare",),
    ),
    "names": Question(
        "The district that a spelling means: how often it comes first, and one call; beside "
        "rapidfuzz.",
        10,
        ("accuracy", "compare"),
    ),
    "addresses": Question(
        "Orders and lines of text: how right the verdicts and the places are, and one call; "
        "beside two plain baselines. Whole orders, fields and line, by what is wrong with them.",
        1,
        ("accuracy", "orders", "compare"),
    ),
    "files": Question(
        "Whole CSV and Parquet files of two lengths: rows a second, and most memory.",
        3,
        ("compare",),
    ),
    "engines": Question(
        "Points, names and addresses in pandas, Polars, Arrow, DuckDB and Spark: rows a second "
        "beside the bare batch call, plain loops and GeoPandas; processes; memory.",
        25,
        ("compare", "workers", "spark"),
    ),
    "service": Question(
        "The service under load: requests a second beside an empty handler, latency, batches, "
        "start and memory; a million requests while its data are exchanged.",
        20,
        ("load", "refresh"),
    ),
    "form": Question(
        "The form in a browser: from a key press to what is shown, names with an error typed "
        "letter by letter, what it weighs, and what Lighthouse says.",
        8,
        ("keys", "weight"),
    ),
    "site": Question(
        "The documentation: how long it takes to build, and Lighthouse on its start page.",
        2,
        ("measure",),
    ),
    "crawl": Question(
        "A platform's list from a server on loopback: seconds, requests and most memory.",
        2,
        ("compare",),
    ),
    "pictures": Question(
        "Nothing: draws the pictures of the results anew, from what was saved.",
        1,
        ("draw",),
    ),
    "fuzz": Question(
        "Hostile values for every public function, files, snapshots and a platform: does any "
        "break a promise. Only when named.",
        20,
        ("run",),
        when_named=True,
    ),
    "soak": Question(
        "Mixed calls from 8 threads while the snapshot is replaced every second: wrong answers, "
        "errors, memory. Only when named.",
        10,
        ("run",),
        when_named=True,
    ),
}


class Described(click.Command):
    """A command whose help lists the questions."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the questions, then the options."""
        with formatter.section("Questions"):
            formatter.write_dl(
                [(name, f"{one.measures} {one.minutes} min") for name, one in QUESTIONS.items()]
            )
        super().format_options(ctx, formatter)


def run(module: str, options: list[str]) -> bool:
    """Run a script in a process of its own; tell whether it succeeded."""
    start = perf_counter()
    code = subprocess.run([sys.executable, "-m", module, *options], cwd=ROOT).returncode
    ending = f"failed with exit code {code}" if code else "done"
    progress(f"{module}: {ending} after {perf_counter() - start:.0f} s")
    return code == 0


@click.command(cls=Described, context_settings=HELP)
@click.argument("questions", type=click.Choice(list(QUESTIONS)), nargs=-1)
@click.option("--quick", is_flag=True,
              help="Small and fast, to try things out: 3 min for all; nothing is saved.",
              )  # fmt: skip
@click.option("--minutes", type=click.FloatRange(0, min_open=True),
              help="For each of fuzz and soak, in place of what they take.")  # fmt: skip
def main(questions: tuple[str, ...], quick: bool, minutes: float | None) -> None:
    """Measure geodistricts beside other libraries: all QUESTIONS but the last two, or those named.

    Each script runs in a process of its own. Tables go to stdout and to benchmarks/results,
    progress to stderr. Where a script fails, the others run all the same, and the exit code is
    1. Every script runs by itself, too, with finer options:

    \b
      python -m benchmarks.nearest.compare --rounds 3
      python -m benchmarks.names.accuracy --misses
      python -m benchmarks.reverse.compare --help

    Minutes are those of a full run on two processors, with nothing beside it. Needs Linux and
    the package's "bench" extra.
    """  # noqa: D301
    chosen = questions or [name for name, one in QUESTIONS.items() if not one.when_named]
    if minutes is not None and not any(QUESTIONS[name].when_named for name in chosen):
        raise click.UsageError("--minutes is for fuzz and soak; name one of them")
    runs = []
    for name in dict.fromkeys(chosen):
        one = QUESTIONS[name]
        options = ["--quick"] if quick else []
        if one.when_named and minutes is not None:
            options += ["--minutes", str(minutes)]
        runs += [(f"benchmarks.{name}.{script}", options) for script in one.scripts]
    failed = []
    for number, (module, options) in enumerate(runs, 1):
        progress(f"\n[{number} of {len(runs)}] {' '.join(['python -m', module, *options])}")
        if not run(module, options):
            failed.append(module)
    if failed:
        raise click.ClickException(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
