"""The command that enriches files: enrich."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodistricts.cli.output import FOUND, NOTHING_FOUND, common_options, open_snapshot, print_json
from geodistricts.cli.streams import complain
from geodistricts.verdicts import FIX, SURE

if TYPE_CHECKING:
    import pyarrow as pa

    from geodistricts.tables import TableReader

_TABS = {"tab": "\t", "\\t": "\t"}
_PATH = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("source", metavar="IN", type=_PATH)
@click.argument("target", metavar="OUT", type=_PATH)
@click.option("--latitude", metavar="COL", help="Column of latitudes, degrees, WGS 84.")
@click.option("--longitude", metavar="COL", help="Column of longitudes, degrees, WGS 84.")
@click.option("--address", metavar="COL", help="Column of addresses, each a line of free text.")
@click.option("--city", metavar="COL", help="Column of cities, as written.")
@click.option("--township", metavar="COL", help="Column of townships, as written.")
@click.option("--district", metavar="COL", help="Column of districts, as written.")
@click.option("--postal-code", metavar="COL", help="Column of postal codes.")
@click.option("--city-pk", metavar="COL", help="Column of cities' pks instead.")
@click.option("--township-pk", metavar="COL", help="Column of townships' pks instead.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=SURE,
    show_default=True,
    help="Confidence that ACCEPT needs; contradicted rows are never accepted.",
)
@click.option("--prefix", default="", metavar="TEXT", help="Put before the new columns' names.")
@click.option(
    "--delimiter", metavar="CHAR", help="Of text files: , ; | or tab; by default that of IN."
)
@click.option(
    "--encoding", default="utf-8", show_default=True, help="Of IN, if it is text; OUT is UTF-8."
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes that solve addresses; OUT is the same with any number.",
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
    district: str | None,
    postal_code: str | None,
    city_pk: str | None,
    township_pk: str | None,
    min_confidence: float,
    prefix: str,
    delimiter: str | None,
    encoding: str,
    workers: int,
    snapshot: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> int:
    """Add the district of every row of IN, and write OUT.

    IN and OUT are CSV or Parquet files of any size. A row has coordinates, answered as by
    `reverse`; or a line of address, as by `parse`; or the fields of an order, with or without a
    line, judged together as by `validate`. Digits in the column of cities are plate codes.

    Added are district_pk, district, township_pk, township, city_pk, city, postal_code,
    confidence (0 to 1) and next_action; with --address also street_line, what is left of the
    line without its places. The rows and columns of IN stay as they were, in order. OUT appears
    once all of it is written.

    next_action is ACCEPT from --min-confidence up (take the district), CONFIRM below (have it
    confirmed), FIX without a district (have the row corrected). An order that `validate` does
    not accept although its confidence is 0.9 or more is contradicted, and stays CONFIRM.
    Coordinates inside a boundary have confidence 1; outside, it falls from 0.8 beside the
    nearest boundary to 0 at 5 km.

    \b
    geodistricts enrich pins.csv out.csv --latitude lat --longitude lon
    geodistricts enrich orders.parquet out.parquet --address addr --city il --township ilce
    geodistricts enrich forms.csv out.csv --city il --township ilce --district mahalle
    geodistricts enrich lines.csv.gz out.parquet --address addr --workers 4
    """  # noqa: D301  (click's mark for lines that stay as they are)
    from geodistricts.tables import (
        ACTIONS,
        Enricher,
        check_roles,
        create_table,
        enriched_rows,
        enriched_schema,
        open_table,
        solve_each,
    )

    given = {
        "latitude": latitude,
        "longitude": longitude,
        "address": address,
        "city": city,
        "township": township,
        "district": district,
        "postal_code": postal_code,
        "city_pk": city_pk,
        "township_pk": township_pk,
    }
    roles = {role: name for role, name in given.items() if name is not None}
    check_roles(roles, _option)
    if target.exists() and source.exists() and source.samefile(target):
        raise click.UsageError(f"{target} is IN itself; name another file for OUT")
    reader = open_table(source, _TABS.get(delimiter or "", delimiter), encoding)
    schema = enriched_schema(str(source), reader.schema, roles, prefix, "--prefix")
    enricher = Enricher(open_snapshot(snapshot, overlay), min_confidence)
    counts = dict.fromkeys(ACTIONS, 0)
    swapped = 0

    def columns_of(rows: pa.RecordBatch) -> dict[str, pa.Array]:
        for name in roles.values():
            _check_values(source, name, rows[name])
        return {role: rows[name] for role, name in roles.items()}

    read, again = tee(reader)
    found = solve_each(enricher, map(columns_of, again), workers)
    with (
        _progress(reader) as advance,
        create_table(target, schema, reader.delimiter) as write,
        ThreadPoolExecutor(1) as other,
    ):
        written: Future[object] | None = None
        for rows, solved in zip(read, found, strict=True):
            swapped += solved.swapped
            for number, action in enumerate(ACTIONS):
                counts[action] += int((solved.actions == number).sum())
            whole = enriched_rows(rows, enricher.columns(solved), schema)
            if written is not None:
                written.result()
            written = other.submit(write, whole)
            advance()
        if written is not None:
            written.result()
    total = sum(counts.values())
    if as_json:
        unsolved = counts[FIX]
        solutions = {"rows": total, "solved": total - unsolved, "unsolved": unsolved, **counts}
        print_json({**solutions, "swapped": swapped})
    else:
        said = ", ".join(f"{count:,} {action}" for action, count in counts.items())
        complain(f"{total:,} rows: {said}; {target}")
    if swapped:
        complain(
            f"geodistricts: {swapped:,} rows would be in Turkey the other way round; "
            "are --latitude and --longitude swapped?"
        )
    return FOUND if total > counts[FIX] else NOTHING_FOUND


def _option(role: str) -> str:
    return f"--{role.replace('_', '-')}"


def _check_values(source: Path, name: str, values: pa.Array) -> None:
    try:
        values.validate(full=True)
    except ValueError as error:
        raise ValueError(
            f"{source}: column {name!r} is damaged ({error}); write it again, text as UTF-8"
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
