"""Time ``geodistricts enrich`` on whole files of two lengths, and see that memory stays."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import click
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from rich.progress import track

# As a program, this file sees its own folder only.
sys.path.append(str(Path(__file__).resolve().parents[2]))

from benchmarks.addresses.inputs import read_addresses
from benchmarks.common.points import million_points

RESULTS = Path(__file__).resolve().parents[1] / "results"
POINTS = ["--latitude", "lat", "--longitude", "lon"]
LONGER = 4


class Measured(NamedTuple):
    """One run.

    Attributes
    ----------
    rate : float
        Rows a second, the start of the process and the opening of the snapshot included.
    peak : float
        Most resident memory, MB.
    """

    rate: float
    peak: float


def orders(rows: int) -> pa.Table:
    """Make a million rows, or fewer, as a shop may have them: a number, a pin and a note."""
    latitudes, longitudes = (pa.array(degrees[:rows].round(6)) for degrees in million_points())
    numbers = pc.utf8_lpad(pc.cast(pa.array(range(rows)), pa.string()), 9, "0")
    notes = pc.binary_join_element_wise("note ", numbers, "")
    return pa.table({"id": numbers, "lat": latitudes, "lon": longitudes, "note": notes})


def orders_as_typed(rows: int) -> pa.Table:
    """Make them with decimal commas, notes that need quotes, and 1 pin in 10 missing."""
    table = orders(rows)
    missing = pa.array([number % 10 == 0 for number in range(rows)])
    columns = [
        pc.if_else(missing, "", pc.replace_substring(pc.cast(table[name], pa.string()), ".", ","))
        for name in ("lat", "lon")
    ]
    notes = pc.binary_join_element_wise(table["note"], 'said "quick", paid', ", ")
    return pa.table([table["id"], *columns, notes], table.column_names)


def addresses(rows: int) -> pa.Table:
    """Make addresses, no two alike: the committed lines, each time with another number."""
    lines = islice(cycle(one.text for one in read_addresses()), rows)
    return pa.table({"address": [f"{line} D:{number}" for number, line in enumerate(lines)]})


KINDS: dict[str, tuple[Callable[[int], pa.Table], int, str, list[str]]] = {
    "coordinates, CSV": (orders, 1_000_000, ".csv", POINTS),
    "coordinates, CSV, packed": (orders, 1_000_000, ".csv.gz", POINTS),
    "coordinates, CSV as typed": (orders_as_typed, 1_000_000, ".csv", POINTS),
    "coordinates, Parquet": (orders, 1_000_000, ".parquet", POINTS),
    "addresses, CSV": (addresses, 20_000, ".csv", ["--address", "address"]),
}


def write(table: pa.Table, times: int, path: Path) -> None:
    """Write a table some times over into one file."""
    if path.suffix == ".parquet":
        with pq.ParquetWriter(path, table.schema) as writer:
            for _ in range(times):
                writer.write_table(table)
        return
    with (
        pa.output_stream(str(path)) as stream,
        pacsv.CSVWriter(stream, table.schema) as writer,
    ):
        for _ in range(times):
            writer.write_table(table)


def run(source: Path, rows: int, options: list[str]) -> Measured:
    """Enrich a file in a process of its own."""
    target = source.with_name(f"out{''.join(source.suffixes)}")
    command = [sys.executable, "-m", "geodistricts", "enrich", str(source), str(target), *options]
    start = perf_counter()
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    took = perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(command)}: ended with {status}")
    target.unlink()
    return Measured(rows / took, usage.ru_maxrss * 1024 / 1e6)


def report(measured: dict[str, dict[int, list[Measured]]]) -> Iterator[str]:
    """Write the medians as Markdown."""
    yield from ("# Enriching whole files", "")
    yield "A process of its own for each file, start and opening included; medians."
    yield from ("", "| | Rows | Rows a second | Most memory, MB |", "|---|---:|---:|---:|")
    for name, by_rows in measured.items():
        for rows, samples in by_rows.items():
            rate = median(one.rate for one in samples)
            peak = median(one.peak for one in samples)
            yield f"| {name} | {rows:,} | {rate:,.0f} | {peak:,.0f} |"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True)
@click.option("--share", type=click.FloatRange(0, 1, min_open=True), default=1.0,
              help="Of the rows, for a quick look.")  # fmt: skip
@click.option("--save/--no-save", default=True, show_default=True)
def main(rounds: int, share: float, save: bool) -> None:
    """Time enrich on files of a million rows and of four, and take its peak memory.

    Example: python benchmarks/compare_enrich.py --rounds 1 --share 0.1 --no-save
    """
    measured: dict[str, dict[int, list[Measured]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, (make, most, ending, options) in track(KINDS.items(), "files", transient=True):
            table = make(int(most * share))
            for times in (1, LONGER):
                source, rows = Path(folder, f"in{ending}"), table.num_rows * times
                write(table, times, source)
                samples = [run(source, rows, options) for _ in range(rounds)]
                measured.setdefault(name, {})[rows] = samples
                source.unlink()
    lines = list(report(measured))
    print("\n".join(lines))
    if save:
        (RESULTS / "enrich.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
