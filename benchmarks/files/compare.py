"""Time ``geodistricts enrich`` on whole files of two lengths, and see that memory stays."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from benchmarks.addresses.inputs import read_addresses
from benchmarks.common.options import HELP, quick_option, rounds_option, save_option
from benchmarks.common.points import million_points
from benchmarks.common.processes import run_to_end
from benchmarks.common.progress import count_rounds
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, markdown, show

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
    cost = run_to_end(command)
    target.unlink()
    return Measured(rows / cost.seconds, cost.peak)


def table(measured: dict[tuple[str, int], list[Measured]]) -> Grid:
    """Make the table of medians, a row a file."""
    rows = []
    for (name, length), samples in measured.items():
        medians = (median(values) for values in zip(*samples, strict=True))
        rows.append([name, f"{length:,}", *(f"{value:,.0f}" for value in medians)])
    return Grid("", ["", "Rows", "Rows a second", "Most memory, MB"], rows)


@click.command(context_settings=HELP)
@quick_option("One round, one row in 50", rounds=1, share=0.02)
@rounds_option(3)
@click.option("--share", type=click.FloatRange(0, 1, min_open=True), default=1.0,
              show_default=True, help="Of the rows, how many are written.")  # fmt: skip
@save_option("enrich.md")
def main(rounds: int, share: float, save: bool) -> None:
    """Time enrich on files of a million rows and of four, and take its peak memory.

    Of addresses, 20,000 and 80,000. A full run takes about three minutes.

    Example: python -m benchmarks.files.compare --rounds 1 --share 0.1 --no-save
    """
    measured: dict[tuple[str, int], list[Measured]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, (make, most, ending, options) in KINDS.items():
            content = make(max(1, int(most * share)))
            for times in (1, LONGER):
                source, rows = Path(folder, f"in{ending}"), content.num_rows * times
                write(content, times, source)
                measured[name, rows] = [
                    run(source, rows, options)
                    for _ in count_rounds(rounds, f"{name}, {rows:,} rows")
                ]
                source.unlink()
    blocks: list[str | Grid] = [
        "A process of its own for each file, start and opening included; medians.",
        table(measured),
    ]
    show(*blocks)
    if save:
        save_text("enrich.md", markdown("Enriching whole files", blocks))


if __name__ == "__main__":
    main()
