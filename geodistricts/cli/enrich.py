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
from geodistricts.verdicts import FIX, SURE

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
@click.option("--address", metavar="COL", help="Column of addresses, each a line of free text.")
@click.option("--city", metavar="COL", help="Column of cities, as written.")
@click.option("--township", metavar="COL", help="Column of townships, as written.")
@click.option("--district", metavar="COL", help="Column of districts, as written.")
@click.option("--postal-code", metavar="COL", help="Column of postal codes.")
@click.option("--city-pk", metavar="COL", help="Column of the cities' pks instead.")
@click.option("--township-pk", metavar="COL", help="Column of the townships' pks instead.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=SURE,
    show_default=True,
    help="ACCEPT needs at least this confidence, and nothing that contradicts.",
)
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
    district: str | None,
    postal_code: str | None,
    city_pk: str | None,
    township_pk: str | None,
    min_confidence: float,
    prefix: str,
    delimiter: str | None,
    encoding: str,
    snapshot: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> int:
    """Add the district of every row of IN, and write OUT: CSV or Parquet, of any size.

    A row has coordinates; or one line of address; or it is an order of fields, with or without
    a line beside them, which are judged together, as by `validate`. Digits in the column of
    cities are plate codes.

    Added are district_pk, district, township_pk, township, city_pk, city, postal_code,
    confidence (0 to 1) and next_action; with --address also street_line, what is left of the
    line without its places. Every row and column of IN stays, in order and as it was. OUT
    appears when all of it is written.

    next_action is ACCEPT from --min-confidence on, CONFIRM below, FIX without a district. An
    order that `validate` does not accept at 0.9 or more is contradicted, and stays CONFIRM.
    Coordinates inside a boundary are sure, 1; outside, confidence falls from 0.8 at the nearest
    to 0 at 5 km.

    \b
    geodistricts enrich pins.csv out.csv --latitude lat --longitude lon
    geodistricts enrich orders.parquet out.parquet --address addr --city il --township ilce
    geodistricts enrich forms.csv out.csv --city il --township ilce --district mahalle
    """  # noqa: D301  (click's mark for lines that stay as they are)
    import pyarrow as pa

    from geodistricts.tables import (
        ACTIONS,
        COLUMNS,
        LINE_COLUMNS,
        Enricher,
        create_table,
        open_table,
    )

    given = {
        "city": city,
        "township": township,
        "district": district,
        "postal_code": postal_code,
        "city_pk": city_pk,
        "township_pk": township_pk,
    }
    fields = {field: name for field, name in given.items() if name is not None}
    _check_ways(latitude, longitude, address, fields)
    if target.exists() and source.exists() and source.samefile(target):
        raise click.UsageError(f"{target} is IN itself; name another file for OUT")
    reader = open_table(source, _TABS.get(delimiter or "", delimiter), encoding)
    kinds = COLUMNS if address is None else {**COLUMNS, **LINE_COLUMNS}
    added = {f"{prefix}{name}": kind for name, kind in kinds.items()}
    columns = (latitude, longitude, address, *fields.values())
    asked = [name for name in columns if name is not None]
    _check_columns(source, reader.schema, asked, list(added))
    schema = pa.schema([*reader.schema, *added.items()], reader.schema.metadata)
    enricher = Enricher(open_snapshot(snapshot, overlay), min_confidence)
    counts = dict.fromkeys(ACTIONS, 0)
    swapped = 0

    def solve(batch: pa.RecordBatch) -> Solved:
        for name in asked:
            _check_values(source, name, batch[name])
        if latitude is not None and longitude is not None:
            return enricher.locate(batch[latitude], batch[longitude])
        if not fields:
            return enricher.parse(batch[address])
        orders = fields if address is None else {**fields, "address": address}
        return enricher.validate(**{field: batch[name] for field, name in orders.items()})

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
    latitude: str | None, longitude: str | None, address: str | None, fields: Mapping[str, str]
) -> None:
    by_point = latitude is not None and longitude is not None
    half = (latitude is None) != (longitude is None)
    if half or by_point == (address is not None or bool(fields)):
        raise click.UsageError(
            "say either --latitude and --longitude, or --address, --city, --township, --district "
            "or --postal-code"
        )
    for level in ("city", "township"):
        if level in fields and f"{level}_pk" in fields:
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
