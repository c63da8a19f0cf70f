"""Ask from many threads while the snapshot is replaced, and compare every answer."""

from __future__ import annotations

import os
import platform
import random
import tempfile
import threading
import traceback
from pathlib import Path
from statistics import median
from time import monotonic, sleep
from typing import Any, NamedTuple

import click

from benchmarks.common.memory import resident_bytes
from benchmarks.common.options import HELP, quick_option, save_option
from benchmarks.common.progress import progress
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, markdown, show
from benchmarks.soak.answers import Question, questions
from benchmarks.soak.exchange import exchanging, write_versions
from geodistricts.gazetteer import Gazetteer

_MOST_SHOWN = 5
_SAMPLES = 200
_LEVEL = 1.1
"""What memory may grow by, from the second quarter of the time to the last."""


class Sample(NamedTuple):
    """How much the process held at some time."""

    memory: float
    files: int


class Asker(threading.Thread):
    """Asks until it is told to stop, of the snapshot as it is and as it was.

    Parameters
    ----------
    path : Path
        The snapshot's folder.
    asked : list of callable
        The questions.
    expected : dict of str to list
        By version, the answers to them.
    calls : int
        After about how many calls it opens the folder anew.
    stop : Event
        Tells it to stop.
    seed : int
        Of the order of its questions.

    Attributes
    ----------
    calls, opened : int
        How many questions it asked, and how often it opened the folder.
    wrong, errors : list of str
        What went wrong.
    """

    def __init__(
        self,
        path: Path,
        asked: list[Question],
        expected: dict[str, list[Any]],
        calls: int,
        stop: threading.Event,
        seed: int,
    ) -> None:
        super().__init__(daemon=True)
        self._path, self._asked, self._expected = path, asked, expected
        self._until_opened, self._stop_asking = calls, stop
        self._choose = random.Random(seed)
        self.calls = self.opened = 0
        self.wrong: list[str] = []
        self.errors: list[str] = []

    def run(self) -> None:
        """Ask."""
        held: list[Gazetteer] = []
        while not self._stop_asking.is_set():
            try:
                if not held or self._choose.random() * self._until_opened < 1:
                    # The one before goes on being asked; its folder has been replaced.
                    held = [*held[-1:], Gazetteer.open(self._path)]
                    self.opened += 1
                self._ask(self._choose.choice(held), self._choose.randrange(len(self._asked)))
            except Exception:
                self.errors.append(traceback.format_exc())
                sleep(0.01)

    def _ask(self, gazetteer: Gazetteer, number: int) -> None:
        answer = self._asked[number](gazetteer)
        self.calls += 1
        expected = self._expected[gazetteer.version][number]
        if answer != expected:
            self.wrong.append(f"{gazetteer.version}: {answer!r} in place of {expected!r}"[:2_000])


def _watch(seconds: float, askers: list[Asker]) -> list[Sample]:
    samples = []
    start = said = monotonic()
    while (now := monotonic()) < start + seconds:
        sleep(seconds / _SAMPLES)
        samples.append(Sample(resident_bytes() / 1e6, len(os.listdir("/proc/self/fd"))))
        if now >= said + 10:
            said = now
            calls = sum(asker.calls for asker in askers)
            bad = sum(len(asker.wrong) + len(asker.errors) for asker in askers)
            progress(
                f"{now - start:.0f} s: {calls:,} calls, {bad:,} wrong or failed, "
                f"{samples[-1].memory:.0f} MB"
            )
    return samples


def _quarter(samples: list[Sample], number: int) -> Sample:
    size = max(1, len(samples) // 4)
    some = samples[size * (number - 1) : size * number]
    return Sample(median(one.memory for one in some), round(median(one.files for one in some)))


@click.command(context_settings=HELP)
@quick_option("Half a minute", minutes=0.5)
@click.option("--minutes", type=click.FloatRange(0, min_open=True), default=10.0,
              show_default=True, help="How long they ask.")  # fmt: skip
@click.option("--threads", type=click.IntRange(1), default=8, show_default=True,
              help="How many ask.")  # fmt: skip
@click.option("--every", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True,
              help="Seconds from one exchange of the snapshot to the next.")  # fmt: skip
@click.option("--districts", type=click.IntRange(100), default=3_000, show_default=True,
              help="Of the snapshot.")  # fmt: skip
@save_option("soak.md")
def main(minutes: float, threads: int, every: float, districts: int, save: bool) -> None:
    """Ask everything from many threads, while the snapshot's folder is replaced again and again.

    Every answer is compared with the one that its version gave before. The exit code is 1 where
    one is wrong, a call fails, or memory grows.

    Example: python -m benchmarks.soak.run --minutes 1 --no-save
    """
    with tempfile.TemporaryDirectory() as folder:
        progress("writing two versions of a snapshot, and asking each")
        versions = write_versions(Path(folder), districts)
        asked = questions(40, seed=1)
        expected = {}
        for version in versions:
            gazetteer = Gazetteer.open(version)
            expected[gazetteer.version] = [question(gazetteer) for question in asked]
        differing = sum(one != other for one, other in zip(*expected.values(), strict=True))
        stop = threading.Event()
        path = Path(folder, "snapshot")
        with exchanging(versions, path, every) as exchanges:
            askers = [Asker(path, asked, expected, 500, stop, seed) for seed in range(threads)]
            for asker in askers:
                asker.start()
            samples = _watch(minutes * 60, askers)
            stop.set()
            for asker in askers:
                asker.join()
    wrong = [one for asker in askers for one in asker.wrong]
    errors = [one for asker in askers for one in asker.errors]
    for failure in (*wrong[:_MOST_SHOWN], *errors[:_MOST_SHOWN]):
        progress(f"\n{failure}")
    warm, late = _quarter(samples, 2), _quarter(samples, 4)
    rows = [
        ["Calls", f"{sum(asker.calls for asker in askers):,}"],
        ["Snapshot replaced", f"{exchanges[0]:,}"],
        ["Snapshot opened", f"{sum(asker.opened for asker in askers):,}"],
        ["Wrong answers", f"{len(wrong):,}"],
        ["Errors", f"{len(errors):,}"],
        ["Memory, second quarter, MB", f"{warm.memory:.0f}"],
        ["Memory, last quarter, MB", f"{late.memory:.0f}"],
        ["Open files, second quarter", f"{warm.files}"],
        ["Open files, last quarter", f"{late.files}"],
    ]
    blocks: list[str | Grid] = [
        f"{threads} threads for {minutes:g} minutes, {len(asked):,} questions of 16 kinds, of a "
        f"snapshot of about {districts:,} districts that the writing code replaces every "
        f"{every:g} s, in another process; {differing:,} of the questions have another answer in "
        f"the other version. {platform.python_implementation()} {platform.python_version()}, "
        f"{os.cpu_count()} processors.",
        Grid("", ["", ""], rows),
        "Each thread opens the folder anew after some 500 calls, and goes on asking what it had "
        "opened before. Each answer is compared with the one that its version gave when nothing "
        "else went on. Memory is the median of a quarter of the time.",
    ]
    show(*blocks)
    if save:
        save_text("soak.md", markdown("A service that runs while its data is replaced", blocks))
    if wrong or errors or late.memory > warm.memory * _LEVEL:
        raise click.ClickException("see above: wrong answers, errors, or memory that grows")


if __name__ == "__main__":
    main()
