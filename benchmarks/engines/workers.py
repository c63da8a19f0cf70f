"""Time ``geodistricts enrich --workers`` on lines that are all different."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

import click
import pyarrow as pa
import pyarrow.csv as pacsv

from benchmarks.common.options import HELP, quick_option, rounds_option, save_option
from benchmarks.common.processes import Cost, run_to_end
from benchmarks.common.progress import count_rounds
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, markdown, show
from benchmarks.engines.contenders import distinct_lines

COUNTS = (1, 2)


def run(source: Path, workers: int) -> Cost:
    """Enrich a file in a process of its own."""
    target = source.with_name("out.csv")
    options = ["--address", "adres", "--workers", str(workers)]
    cost = run_to_end(
        [sys.executable, "-m", "geodistricts", "enrich", str(source), str(target), *options]
    )
    target.unlink()
    return cost


def write(path: Path, rows: int) -> Path:
    """Write a file of lines."""
    pacsv.write_csv(pa.table({"adres": [*distinct_lines(rows)]}), path)
    return path


@click.command(context_settings=HELP)
@quick_option("One round, 4,000 lines", rounds=1, rows=4000)
@rounds_option(3)
@click.option("--rows", type=click.IntRange(1), default=200_000, show_default=True,
              help="Lines of the file.")  # fmt: skip
@save_option("workers.md")
def main(rounds: int, rows: int, save: bool) -> None:
    """Time enrich with one process and with two; a full run takes about four minutes.

    What a start takes is measured with a file of one line.

    Example: python -m benchmarks.engines.workers --rounds 1 --no-save
    """
    seconds: dict[tuple[int, int], list[float]] = defaultdict(list)
    peaks: dict[int, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        files = {length: write(Path(folder, f"{length}.csv"), length) for length in (1, rows)}
        for _ in count_rounds(rounds, f"{rows:,} lines"):
            for workers in COUNTS:
                for length, path in files.items():
                    cost = run(path, workers)
                    seconds[workers, length].append(cost.seconds)
                peaks[workers].append(cost.peak)
    listed = []
    whole = {workers: median(seconds[workers, rows]) for workers in COUNTS}
    for workers in COUNTS:
        start = median(seconds[workers, 1])
        listed.append(
            [
                str(workers),
                f"{whole[workers]:.2f}",
                f"{start:.2f}",
                f"{rows / (whole[workers] - start):,.0f}",
                f"{whole[1] / whole[workers]:.2f}",
                f"{median(peaks[workers]):,.0f}",
            ]
        )
    heads = ["Workers", "Seconds", "Of these, start", "Lines a second", "Speed-up", "Memory, MB"]
    blocks: list[str | Grid] = [
        f"`geodistricts enrich --address` of {rows:,} distinct lines in CSV, a process of its own; "
        "medians. Lines a second are without the start, the speed-up is with it; the memory is the "
        "first process's, each worker has some 150 MB.",
        Grid("", heads, listed),
    ]
    show(*blocks)
    if save:
        save_text("workers.md", markdown("Workers", blocks))


if __name__ == "__main__":
    main()
