"""The command that builds a snapshot from a list in a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.progress import TimeElapsedColumn

from geodistricts.cli.progress import build_progress
from geodistricts.cli.streams import say
from geodistricts.snapshot import bundled_path
from geodistricts.sources.platform import read_bundled
from geodistricts.sources.table import CITY, DISTRICT, TOWNSHIP, ListFiles, build_table

_STEPS = 4
_FIELDS = [field for fields in (DISTRICT, TOWNSHIP, CITY) for field in fields.values()]


def _column_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add an option for the column of each field."""
    for field in reversed(_FIELDS):
        command = click.option(field.option, metavar="HEADING", help=f"Column of {field.what}.")(
            command
        )
    return command


def _file(option: str, what: str, *, required: bool = False) -> Callable[..., Any]:
    return click.option(
        option, type=click.Path(path_type=Path), metavar="FILE", required=required, help=what
    )


@click.command("table")
@_file("--districts", "List of districts: .csv, .tsv, .xlsx, .ods or .parquet.", required=True)
@_file("--townships", "List of townships, if there is one: number, name, city.")
@_file("--cities", "List of cities, if there is one: number, name.")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="Folder of the snapshot."
)
@click.option(
    "--name",
    metavar="TEXT",
    help="What to call the list, the same in every rebuild; by default its file's name.",
)
@click.option("--encoding", help="Encoding of text files; by default it is detected.")
@click.option("--no-enrich", is_flag=True, help="Add nothing from the bundled snapshot.")
@click.option(
    "--allow-shrink", is_flag=True, help="Go on even if a level loses more than 2% of its rows."
)
@_column_options
def table(
    districts: Path,
    townships: Path | None,
    cities: Path | None,
    out: Path,
    name: str | None,
    encoding: str | None,
    no_enrich: bool,
    allow_shrink: bool,
    **columns: str | None,
) -> None:
    """Build a snapshot with a platform's own pks, from its list.

    The list is a file with a row for each district: its number, its name, and its township and
    city by name or by number. Columns are found by their headings (id, ad, mahalle, ilçe,
    il_kodu …), and the report says which were taken; where that is not clear, name the column
    with its option. Coordinates, postal codes and which districts are active are read if they
    are there. Semicolons, decimal commas, numbers stored as text or as 35303.0, UTF-8, UTF-16 and
    the Turkish encodings of Windows need no option.

    Townships are recognised by the names of their districts, and coordinates, boundaries,
    official codes and population come from their counterparts in the bundled snapshot. Cities
    and townships given by name only get numbers: those of the bundled snapshot where it has the
    name, otherwise unused ones; a rebuild keeps them.

    A row without a number, a name or a place is left out and reported; more than a few end the
    build. A rebuild keeps missing rows as inactive, and prints what changes. The report goes to
    standard output, progress to the terminal.

    \b
    geodistricts build table --districts mahalleler.csv --out my-snapshot
    geodistricts build table --districts d.xlsx --townships t.xlsx --cities c.xlsx \\
        --pk-column "Mahalle No" --name "our shop" --out my-snapshot
    """  # noqa: D301
    said = {
        field.option: heading
        for field in _FIELDS
        if (heading := columns[field.option.removeprefix("--").replace("-", "_")]) is not None
    }
    bundled = None if no_enrich else read_bundled(bundled_path())
    with build_progress(TimeElapsedColumn()) as progress:
        task = progress.add_task("Starting", total=_STEPS, completed=-1)
        report = build_table(
            ListFiles(districts, townships, cities),
            out,
            bundled,
            name=name,
            columns=said,
            encoding=encoding,
            allow_shrink=allow_shrink,
            say=lambda step: progress.update(task, description=step, advance=1),
        )
        progress.update(task, description="Done", completed=_STEPS)
    for line in report.lines():
        say(line)
