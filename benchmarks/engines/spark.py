"""Time Spark beside the bare batch call, at one task and at two, and what of it is Spark's own."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import click
import pyarrow as pa
import pyarrow.parquet as pq

import geodistricts as gd
from benchmarks.common.options import HELP, quick_option, rounds_option, save_option
from benchmarks.common.points import million_points
from benchmarks.common.progress import progress
from benchmarks.common.results import ROOT, save_text
from benchmarks.common.tables import Grid, markdown, show
from benchmarks.engines.contenders import distinct_lines

FILES = 4
BILLION, CORES = 1_000_000_000, 100
Job = Callable[[Any], Any]


class Question(NamedTuple):
    """What is asked of a frame, and the bare call that answers it.

    Attributes
    ----------
    rows : int
        How many.
    table : pyarrow.Table
        The rows, or a part of them that is repeated.
    bare : callable
        Answers the table.
    ways : dict of str to callable
        Makes a frame of a frame; "Spark alone" hands on as much, and asks nothing.
    """

    rows: int
    table: pa.Table
    bare: Callable[[pa.Table], Any]
    ways: dict[str, Job]


def handed_on(added: dict[str, pa.DataType]) -> Callable[[Any], Iterator[pa.RecordBatch]]:
    """Return what adds the same answer to every row: as many bytes, and nothing asked."""
    row = {
        "int32": 35_760,
        "string": "CAFERAĞA MAH",
        "double": 1.0,
    }
    columns = {name: row[str(kind)] for name, kind in added.items()}

    def add(batches: Any) -> Iterator[pa.RecordBatch]:
        for rows in batches:
            answers = [pa.repeat(value, rows.num_rows) for value in columns.values()]
            answers = [
                one.cast(pa.int32()) if pa.types.is_integer(one.type) else one for one in answers
            ]
            yield pa.RecordBatch.from_arrays(
                [*rows.columns, *answers], names=[*rows.schema.names, *columns]
            )

    return add


def questions(points: int, lines: int) -> dict[str, Question]:
    """Return what is asked."""
    from geodistricts.engines import spark
    from geodistricts.tables import columns_added, plain_kind

    def alone(frame: Any, roles: dict[str, str]) -> Any:
        added = {name: plain_kind(kind) for name, kind in columns_added(roles).items()}
        schema = spark.enrich(frame, **roles).schema  # type: ignore[arg-type]
        return frame.mapInArrow(handed_on(added), schema)

    lats, lons = (degrees[:points] for degrees in million_points())
    at, line = {"latitude": "lat", "longitude": "lon"}, {"address": "adres"}
    return {
        "Points": Question(
            points,
            pa.table({"lat": lats, "lon": lons}),
            lambda table: gd.reverse_many(table["lat"], table["lon"]),
            {
                "Spark reads and writes alone": lambda frame: frame,
                "Spark alone, as many columns back": lambda frame: alone(frame, at),
                "spark.enrich": lambda frame: spark.enrich(frame, latitude="lat", longitude="lon"),
                "spark.reverse, its struct": lambda frame: frame.select(
                    spark.reverse("lat", "lon")
                ),
                "spark.reverse, its pk": lambda frame: frame.select(
                    spark.reverse("lat", "lon").district_pk
                ),
            },
        ),
        "Addresses": Question(
            lines,
            pa.table({"adres": [*distinct_lines(lines)]}),
            lambda table: gd.parse_many(table["adres"]),
            {
                "Spark alone, as many columns back": lambda frame: alone(frame, line),
                "spark.enrich": lambda frame: spark.enrich(frame, address="adres"),
                "spark.parse, its struct": lambda frame: frame.select(spark.parse("adres")),
            },
        ),
    }


def write(question: Question, folder: Path) -> str:
    """Write the rows as a few Parquet files, each of which is a task."""
    folder.mkdir()
    share = -(-question.table.num_rows // FILES)
    repeated = max(1, question.rows // question.table.num_rows)
    for number in range(FILES):
        part = question.table.slice(number * share, share)
        with pq.ParquetWriter(folder / f"{number}.parquet", part.schema) as writer:
            for _ in range(repeated):
                writer.write_table(part)
    return str(folder)


def run(frame: Any) -> float:
    """Run a job whose rows are thrown away; return the seconds."""
    start = perf_counter()
    frame.write.format("noop").mode("overwrite").save()
    return perf_counter() - start


def measure(question: Question, folder: str, tasks: int, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each way, the first call's first, in a session of so many tasks."""
    from pyspark.sql import SparkSession

    session: Any = (
        SparkSession.builder.master(f"local[{tasks}]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "2g")
        # Each file is a task: small ones would be put together.
        .config("spark.sql.files.maxPartitionBytes", str(1 << 30))
        .config("spark.sql.files.openCostInBytes", str(1 << 30))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    seconds: dict[str, list[float]] = {}
    for name, way in question.ways.items():
        progress(f"{tasks} tasks: {name}")
        frame = way(session.read.parquet(folder))
        seconds[name] = [run(frame) for _ in range(rounds + 1)]
    session.stop()
    return seconds


def grid(title: str, question: Question, rounds: int, folder: Path) -> Grid:
    """Make the table of a question."""
    path = write(question, folder / title)
    question.bare(question.table.slice(0, 1000))
    bare = []
    for _ in range(rounds):
        start = perf_counter()
        question.bare(question.table)
        bare.append((perf_counter() - start) / question.table.num_rows)
    per_row = median(bare)
    listed = [["bare batch call", f"{1 / per_row:,.0f}", f"{per_row * 1e6:,.2f}", "100%", "", ""]]
    for tasks in (1, 2):
        for name, (first, *later) in measure(question, path, tasks, rounds).items():
            core = median(later) * tasks / question.rows
            minutes = BILLION * core / CORES / 60
            listed.append(
                [
                    f"{name}, {tasks} task{'s' if tasks > 1 else ''}",
                    f"{question.rows / median(later):,.0f}",
                    f"{core * 1e6:,.2f}",
                    f"{per_row / core:.0%}",
                    f"{first - median(later):,.1f}",
                    f"{minutes:,.1f}",
                ]
            )
    heads = [
        "",
        "Rows a second",
        "µs a row and core",
        "Of the bare call, a core",
        "First call more, s",
        "10⁹ rows, 100 cores, min",
    ]
    return Grid(f"{title}: {question.rows:,} rows", heads, listed)


@click.command(context_settings=HELP)
@quick_option("One round, few rows", rounds=1, points=200_000, lines=2_000)
@rounds_option(3)
@click.option("--points", type=click.IntRange(1000), default=10_000_000, show_default=True,
              help="Rows of points.")  # fmt: skip
@click.option("--lines", type=click.IntRange(1000), default=40_000, show_default=True,
              help="Rows of addresses, no two alike.")  # fmt: skip
@save_option("spark.md")
def main(rounds: int, points: int, lines: int, save: bool) -> None:
    """Time Spark on points and addresses; a full run takes about fifteen minutes. Needs Java.

    Example: python -m benchmarks.engines.spark --rounds 1 --points 1000000 --no-save
    """
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    gd.preload()
    blocks: list[str | Grid] = [
        "`local[1]` and `local[2]` on two processors, Parquet in, rows thrown away (`noop`); "
        "medians after a first call, which also opens the gazetteer. A task has a core for the "
        "JVM and Python together where there are two; alone it may use both. The last column is "
        "the cost of a row and core, times a billion, over a hundred cores: on paper."
    ]
    with tempfile.TemporaryDirectory() as folder:
        for title, question in questions(points, lines).items():
            blocks.append(grid(title, question, rounds, Path(folder)))
    show(*blocks)
    if save:
        save_text("spark.md", markdown("Spark", blocks))


if __name__ == "__main__":
    main()
