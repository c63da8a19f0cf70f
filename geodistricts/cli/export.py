"""The command that writes the list itself to a file: export."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from geodistricts.cli.output import (
    FOUND,
    NOTHING_FOUND,
    chosen_places,
    common_options,
    open_snapshot,
    place_options,
    print_json,
)
from geodistricts.cli.streams import complain, printing
from geodistricts.records import Level

if TYPE_CHECKING:
    from geodistricts.records import City, Township

_SUFFIXES = {
    ".geojson": "geojson",
    ".parquet": "geoparquet",
    ".geoparquet": "geoparquet",
    ".csv": "csv",
    ".json": "json",
}
_FORMATS = tuple(dict.fromkeys(_SUFFIXES.values()))
_PRINTED = "-"


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--level",
    type=click.Choice(get_args(Level)),
    default="district",
    show_default=True,
    help="What each row is; for json, how deep the lists go.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(_FORMATS),
    help="Kind of file; by default as the ending of OUT says.",
)
@click.option(
    "--per-township",
    is_flag=True,
    help="For json: make OUT a folder with a small file for each township.",
)
@place_options
@common_options
def export(
    out: Path,
    level: str,
    kind: str | None,
    per_township: bool,
    city: str | None,
    city_pk: int | None,
    township: str | None,
    township_pk: int | None,
    snapshot: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> int:
    """Write all districts, townships or cities, or a place's, to OUT.

    geojson and geoparquet hold the boundaries (WGS 84) with pk, names, official code, population,
    township and city, for GeoPandas, DuckDB, QGIS and web maps. They have one row for each
    boundary: the parts of a village share its row, which has no pk where the list has only the
    parts.

    csv holds a row for each place, with latitude and longitude. json holds the lists for the
    drop-downs of a form: cities, their townships and their districts, each as pk and name. With
    --per-township, OUT is a folder in which places.json holds cities and townships, and PK.json
    the districts of the township with that pk, for pages that load only what they need.

    OUT appears once all of it is written; - is standard output, for the text formats, and needs
    --format.

    \b
    geodistricts export townships.geojson --level township
    geodistricts export izmir.parquet --city İzmir
    geodistricts export districts.csv
    geodistricts export lists.json
    geodistricts export lists --format json --per-township
    geodistricts export - --format csv --township Adalar
    """  # noqa: D301
    from geodistricts.tables import export as write
    from geodistricts.tables import export_per_township

    is_printed = str(out) == _PRINTED
    if per_township:
        _check_folder(out, kind, level, is_printed=is_printed)
    if is_printed:
        _check_printed(kind, as_json)
    kind = kind or _SUFFIXES.get(out.suffix.lower())
    if kind is None:
        raise click.UsageError(
            f"{out}: name a file that ends in {', '.join(_SUFFIXES)}, or give --format"
        )
    if level == "city" and (township, township_pk) != (None, None):
        raise click.UsageError("no city is in a township; leave out --level city or the township")
    gazetteer = open_snapshot(snapshot, overlay)
    places = chosen_places(gazetteer, city, city_pk, township, township_pk)
    inside: City | Township | None = None
    if places[1] is not None:
        inside = gazetteer.township(places[1], places[0])
    elif places[0] is not None:
        inside = gazetteer.city(places[0])
    with _progress() as advance, printing() if is_printed else nullcontext():
        target = sys.stdout.buffer if is_printed else out
        if per_township:
            rows = export_per_township(gazetteer, out, inside, advance)
        else:
            rows = write(gazetteer, target, level, kind, inside, advance)  # type: ignore[arg-type]
        sys.stdout.flush()
    if as_json:
        said = {"rows": rows, "file": str(out), "format": kind, "level": level}
        print_json({**said, "inside": None if inside is None else inside.label})
    else:
        where = "standard output" if is_printed else out
        of_place = "" if inside is None else f" of {inside.label}"
        complain(
            f"{rows:,} {'townships' if per_township else 'rows'}{of_place}; {where}"
            if rows
            else "Nothing found."
        )
    return FOUND if rows else NOTHING_FOUND


def _check_folder(out: Path, kind: str | None, level: str, *, is_printed: bool) -> None:
    if kind != "json":
        raise click.UsageError("--per-township writes the lists of a form; give --format json")
    if level != "district":
        raise click.UsageError("--per-township lists districts; leave out --level")
    if is_printed:
        raise click.UsageError("--per-township writes many files; name a folder for OUT")
    if out.exists() and not out.is_dir():
        raise click.UsageError(f"{out}: --per-township writes many files; name a folder for OUT")


def _check_printed(kind: str | None, as_json: bool) -> None:
    if kind is None:
        raise click.UsageError("standard output has no file ending; give --format")
    if kind == "geoparquet":
        raise click.UsageError("geoparquet is not text for standard output; name a file for OUT")
    if as_json:
        raise click.UsageError(
            "--json prints to standard output too; name a file for OUT, or leave out --json"
        )


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    from rich.progress import TimeRemainingColumn

    from geodistricts.cli.progress import build_progress

    with build_progress(TimeRemainingColumn()) as progress:
        task = progress.add_task("Writing", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
