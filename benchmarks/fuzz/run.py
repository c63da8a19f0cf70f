"""Attack everything for some minutes, and say what held."""

from __future__ import annotations

import faulthandler
import platform
from time import monotonic

import click

from benchmarks.common.options import HELP, quick_option, save_option
from benchmarks.common.progress import progress
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, markdown, show
from benchmarks.fuzz import addresses, files, frames, lookups, names, points, program, snapshots
from benchmarks.fuzz import platform as hostile_platform
from benchmarks.fuzz.asking import SECONDS, Target
from benchmarks.fuzz.rounds import Score, play_rounds

GROUPS = (points, names, addresses, lookups, program, files, frames, snapshots, hostile_platform)


def all_targets() -> list[Target]:
    """List everything that is attacked."""
    return [target for group in GROUPS for target in group.targets()]


def _blocks(scores: dict[str, Score], seconds: float, seed: int) -> list[str | Grid]:
    cases = sum(score.cases for score in scores.values())
    failing = sum(len(score.failures) for score in scores.values())
    rows = [
        [name, f"{score.cases:,}", f"{score.seconds:.0f}", f"{len(score.failures)}"]
        for name, score in scores.items()
    ]
    return [
        f"{cases:,} cases in {seconds / 60:.0f} minutes, drawn by Hypothesis from seed {seed}; "
        f"{failing} broke a promise. {platform.python_implementation()} "
        f"{platform.python_version()}.",
        Grid("", ["", "Cases", "Seconds", "Failures"], rows),
        "A case is one call or a few: with an answer that holds its invariants (brute force, "
        "single calls for batches, places inside each other, every row and column of a file), or "
        "with a documented error that the package raises on purpose. Any other error is a "
        f"failure, and so is a call of more than {SECONDS:.0f} s.",
    ]


@click.command(context_settings=HELP)
@quick_option("Half a minute", minutes=0.5, cases=10)
@click.option("--minutes", type=click.FloatRange(0, min_open=True), default=20.0,
              show_default=True, help="For all of it; each target has one turn at least.",
              )  # fmt: skip
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True,
              help="The same one draws the same cases.")  # fmt: skip
@click.option("--cases", type=click.IntRange(1), default=100, show_default=True,
              help="Of a target before it is the next one's turn.")  # fmt: skip
@click.option("--only", "word", default="", metavar="WORD",
              help="Only targets that have this in their names.")  # fmt: skip
@save_option("fuzz.md")
def main(minutes: float, seed: int, cases: int, word: str, save: bool) -> None:
    """Draw hostile values for every public function, file, snapshot and platform.

    Failures are printed with the least example that shows them, and the exit code is 1.

    Example: python -m benchmarks.fuzz.run --minutes 2 --only match --no-save
    """
    faulthandler.enable()
    chosen = [target for target in all_targets() if word in target.name]
    start = monotonic()

    def announce(number: int, scores: dict[str, Score]) -> None:
        done = sum(score.cases for score in scores.values())
        failing = [name for name, score in scores.items() if score.failures]
        progress(
            f"round {number}: {done:,} cases, {monotonic() - start:.0f} s; "
            f"failing: {', '.join(failing) or 'none'}"
        )

    scores = play_rounds(chosen, seed, cases, minutes * 60, announce)
    for name, score in scores.items():
        for failure in score.failures.values():
            progress(f"\n=== {name}\n{failure}")
    blocks = _blocks(scores, monotonic() - start, seed)
    show(*blocks)
    if save and not word:
        save_text("fuzz.md", markdown("Hostile values", blocks))
    if any(score.failures for score in scores.values()):
        raise click.ClickException("a promise is broken; see above")


if __name__ == "__main__":
    main()
