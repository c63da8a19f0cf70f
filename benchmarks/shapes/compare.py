"""Time ``boundary`` and ``boundaries``, and reading the same file with GeoPandas."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

import click
import geopandas
import pyarrow.parquet as pq

import geodistricts as gd
from benchmarks.common.options import HELP, quick_option, save_option
from benchmarks.common.processes import printed_numbers
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, figure, markdown, show
from benchmarks.common.timing import time_calls, timed
from geodistricts.records import City, District, Township
from geodistricts.tables import LEVELS

SAMPLED = 1_000


@click.command(context_settings=HELP)
@quick_option("Few calls", calls=50, processes=1)
@click.option("--calls", type=click.IntRange(1), default=SAMPLED, show_default=True,
              help="Places of each level that are asked for, at most.")  # fmt: skip
@click.option("--processes", type=click.IntRange(1), default=5, show_default=True,
              help="Fresh processes for the first call.")  # fmt: skip
@save_option("shapes.md")
def main(calls: int, processes: int, save: bool) -> None:
    """Time one boundary, after the first and the first in a fresh process, and whole tables."""
    page = [_one(calls), _first(processes), _tables()]
    show(*page)
    if save:
        save_text("shapes.md", markdown("Shapes: one, and all of a level", page))


def _one(calls: int) -> Grid:
    places: dict[str, list[District] | list[Township] | list[City]] = {
        "district": [one for one in _districts(calls) if one.coordinate_source is not None],
        "township": [one for city in _cities() for one in _gazetteer().townships_of(city)][:calls],
        "city": _cities()[:calls],
    }
    rows = []
    for level, some in places.items():
        taken = sorted(time_calls(gd.boundary, [(one,) for one in some]))
        late = taken[int(0.99 * (len(taken) - 1))]
        rows.append([level, f"{len(taken):,}", figure(median(taken)), figure(late)])
    return Grid("One boundary, µs", ["", "Calls", "Median", "99 of 100"], rows)


def _first(processes: int) -> Grid:
    """Measure the first call of a fresh process, and what it holds then."""
    rows = []
    for ask in ("nearest", "reverse", "boundary"):
        answers = [
            printed_numbers("benchmarks.shapes.first_answer", ask)[0] for _ in range(processes)
        ]
        milliseconds, megabytes = (median(values) for values in zip(*answers, strict=True))
        rows.append([ask, figure(milliseconds), figure(megabytes)])
    return Grid("A fresh process up to its first answer", ["", "ms", "Memory, MB"], rows)


def _tables() -> Grid:
    """Measure all of a level as a table, and as GeoPandas has it of a file."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for level in LEVELS:
            gd.boundaries(level)
            table, seconds = timed(gd.boundaries, level)
            path = Path(folder) / f"{level}.parquet"
            pq.write_table(table, path)
            _, to_frame = timed(geopandas.GeoDataFrame.from_arrow, table)
            _, of_file = timed(geopandas.read_parquet, path)
            rows.append(
                [level, f"{table.num_rows:,}", *map(figure, (seconds * 1e3, to_frame * 1e3)),
                 figure(of_file * 1e3)]
            )  # fmt: skip
    heads = ["", "Rows", "boundaries", "and GeoDataFrame.from_arrow", "read_parquet of the same"]
    return Grid("All of a level, ms", heads, rows)


def _gazetteer() -> gd.Gazetteer:
    return gd.shared.shared_gazetteer()


def _cities() -> list[City]:
    return list(_gazetteer().cities)


def _districts(count: int) -> list[District]:
    pks = _gazetteer().table["pk"]
    step = max(1, len(pks) // count)
    return [one for one in _gazetteer().districts(pks.take(list(range(0, len(pks), step)))) if one]


if __name__ == "__main__":
    main()
