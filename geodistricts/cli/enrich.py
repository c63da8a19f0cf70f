"""The command that enriches files: enrich."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodistricts.cli.output import FOUND, NOTHING_FOUND, common_options, open_snapshot, print_json
from geodistricts.cli.streams import complain

if TYPE_CHECKING:
    import pyarrow as pa

    from geodistricts.tables import Solved, TableReader

_TABS = {"tab": "\t", "\\t": "\t"}
_PATH = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("source", metavar="IN", type=_PATH)
@click.argument("target", metavar="OUT", type=_PATH)
@click.option("--latitude", metavar="COL", help="Column of latitudes, degrees.")
@click.option("--longitude", metavar="COL", help="Column of longitudes, degrees.")
@click.option("--address", metavar="COL", help="Column of addresses in free text.")
@click.option("--city", metavar="COL", help="Column of cities beside the address, as written.")
@click.option("--township", metavar="COL", help="Column of townships beside it, as written.")
@click.option("--city-pk", metavar="COL", help="Column of the cities' pks instead.")
@click.option("--township-pk", metavar="COL", help="Column of the townships' pks instead.")
@click.option("--prefix", default="", metavar="TEXT", help="Put before the new columns' names.")
@click.option("--delimiter", metavar="CHAR", help="Of text: , ; | or tab; as in IN without it.")
@click.option(
    "--encoding", default="utf-8", show_default=True, help="Of a text file IN; OUT is UTF-8."
)
@common_options
def enrich(
    source: Path,
    target: Path,
    latitude: str | None,
    longitude: str | None,
    address: str | None,
    city: str | None,
    township: str | None,
    city_pk: str | None,
    township_pk: str | None,
    prefix: str,
    delimiter: str | None,
    encoding: str,
    snapshot: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> int:
    """Add the district of every row of IN, and write OUT: CSV or Parquet, of any size.

    Added are district_pk, district, township_pk, township, city_pk, city, postal_code,
    confidence (0 to 1) and next_action (ACCEPT, CONFIRM, FIX). Every row and column of IN
    stays, in order and as it was; a row without a district gets FIX. Coordinates inside a
    boundary are sure, 1; outside, confidence falls from 0.8 at the nearest to 0 at 5 km. Digits
    in the column of cities are plate codes. OUT appears when all of it is written.

    \b
    geodistricts enrich pins.csv out.csv --latitude lat --longitude lon
    geodistricts enrich orders.parquet out.parquet --address addr --city il --township ilce
    """  # noqa: D301  (click's mark for lines that stay as they are)
    import pyarrow as pa

    from geodistricts.tables import ACTIONS, COLUMNS, Enricher, create_table, open_table
    from geodistricts.verdicts import FIX

    places = {"city": city, "township": township, "city_pk": city_pk, "township_pk": township_pk}
    _check_ways(latitude, longitude, address, places)
    if target.exists() and source.exists() and source.samefile(target):
        raise click.UsageError(f"{target} is IN itself; name another file for OUT")
    reader = open_table(source, _TABS.get(delimiter or "", delimiter), encoding)
    added = {f"{prefix}{name}": kind for name, kind in COLUMNS.items()}
    columns = (latitude, longitude, address, *places.values())
    asked = [name for name in columns if name is not None]
    _check_columns(source, reader.schema, asked, list(added))
    schema = pa.schema([*reader.schema, *added.items()], reader.schema.metadata)
    enricher = Enricher(open_snapshot(snapshot, overlay))
    counts = dict.fromkeys(ACTIONS, 0)
    swapped = 0

    def solve(batch: pa.RecordBatch) -> Solved:
        for name in asked:
            _check_values(source, name, batch[name])
        if latitude is not None and longitude is not None:
            return enricher.locate(batch[latitude], batch[longitude])
        return enricher.parse(
            batch[address],
            *(None if name is None else batch[name] for name in places.values()),
        )

    with (
        _progress(reader) as advance,
        create_table(target, schema, reader.delimiter) as write,
        ThreadPoolExecutor(1) as other,
    ):
        written: Future[object] | None = None
        for batch in reader:
            solved = solve(batch)
            swapped += solved.swapped
            for number, action in enumerate(ACTIONS):
                counts[action] += int((solved.actions == number).sum())
            whole = pa.RecordBatch.from_arrays(
                [*batch.columns, *enricher.columns(solved)], schema=schema
            )
            if written is not None:
                written.result()
            written = other.submit(write, whole)
            advance()
        if written is not None:
            written.result()
    rows = sum(counts.values())
    if as_json:
        unsolved = counts[FIX]
        solutions = {"rows": rows, "solved": rows - unsolved, "unsolved": unsolved, **counts}
        print_json({**solutions, "swapped": swapped})
    else:
        said = ", ".join(f"{count:,} {action}" for action, count in counts.items())
        complain(f"{rows:,} rows: {said}; {target}")
    if swapped:
        complain(
            f"geodistricts: {swapped:,} rows would be in Turkey the other way round; "
            "are --latitude and --longitude swapped?"
        )
    return FOUND if rows > counts[FIX] else NOTHING_FOUND


def _check_ways(
    latitude: str | None,
    longitude: str | None,
    address: str | None,
    places: Mapping[str, str | None],
) -> None:
    by_point = latitude is not None and longitude is not None
    half = (latitude is None) != (longitude is None)
    if half or by_point == (address is not None):
        raise click.UsageError("say either --latitude and --longitude, or --address")
    if address is None and any(name is not None for name in places.values()):
        raise click.UsageError("--city and --township go with --address only")
    for level in ("city", "township"):
        if None not in (places[level], places[f"{level}_pk"]):
            raise click.UsageError(f"say either --{level} or --{level}-pk")


def _check_columns(source: Path, schema: pa.Schema, asked: list[str], added: list[str]) -> None:
    from geodistricts.tables import can_be_read

    for name in asked:
        if schema.names.count(name) != 1:
            state = "no" if name not in schema.names else "more than one"
            raise click.UsageError(
                f"{source} has {state} column {name!r}; its columns are {', '.join(schema.names)}"
            )
        kind = schema.field(name).type
        if not can_be_read(kind):
            raise click.UsageError(
                f"column {name!r} of {source} holds {kind}; name one of texts or numbers"
            )
    clash = [name for name in added if name in schema.names]
    if clash:
        raise click.UsageError(
            f"{source} has a column {clash[0]!r} already; say --prefix for the new columns' names"
        )


def _check_values(source: Path, name: str, values: pa.Array) -> None:
    try:
        values.validate(full=True)
    except ValueError as error:
        raise ValueError(
            f"{source}: column {name!r} is damaged ({error}); write it anew, text as UTF-8"
        ) from error


@contextmanager
def _progress(reader: TableReader) -> Iterator[Callable[[], None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    with Progress(
        TextColumn("Enriching"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    ) as progress:
        task = progress.add_task("", total=reader.total)
        yield lambda: progress.update(task, completed=reader.position)
