"""What the commands share: options, exit codes, tables for people and JSON for programs."""

from __future__ import annotations

import codecs
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodistricts.basics.visible import visible
from geodistricts.cli.streams import complain, printing, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geodistricts.gazetteer import Gazetteer
    from geodistricts.records import City, District, Township

FOUND, NOTHING_FOUND, BAD_INPUT = 0, 1, 2
DISTRICT_HEADINGS = ("pk", "District", "Township", "City", "Postal code")


def common_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--snapshot``, ``--overlay`` and ``--json``."""
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)
    command = click.option(
        "--overlay",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Your own corrections to the snapshot, CSV or Parquet.",
    )(command)
    return click.option(
        "--snapshot",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Snapshot to ask; by default the one that comes with the package.",
    )(command)


def place_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--city`` and ``--township``, as somebody writes them, and the same by pk."""
    for level, other in (("township", ""), ("city", ", or its plate code")):
        command = click.option(
            f"--{level}-pk", type=int, metavar="PK", help=f"The {level} by its pk instead."
        )(command)
        command = click.option(
            f"--{level}", metavar=level.upper(), help=f"The {level}'s name{other}."
        )(command)
    return command


def chosen_places(
    gazetteer: Gazetteer,
    city: str | None,
    city_pk: int | None,
    township: str | None,
    township_pk: int | None,
) -> tuple[str | City | None, str | Township | None]:
    """Return the places that ``place_options`` name: as written, or the records of the pks."""
    for level, written, pk in (("city", city, city_pk), ("township", township, township_pk)):
        if written is not None and pk is not None:
            raise click.UsageError(f"give either --{level} or --{level}-pk, not both")
    return (
        city if city_pk is None else gazetteer.city(city_pk),
        township if township_pk is None else gazetteer.township(township_pk),
    )


def open_snapshot(snapshot: Path | None, overlay: Path | None) -> Gazetteer:
    """Open the snapshot that an option names, or the bundled one, with its corrections."""
    from geodistricts.gazetteer import Gazetteer

    return Gazetteer.open(snapshot, overlay)


def print_json(value: object) -> None:
    """Print JSON on one line; letters as they are where the terminal has them."""
    is_unicode = codecs.lookup(sys.stdout.encoding or "utf-8").name.startswith("utf")
    text = json.dumps(value, ensure_ascii=not is_unicode, indent=None)
    if not text.isprintable():
        text = "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in text)
    say(text)


def print_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table, as wide as the terminal or 160 columns; what is in it is no markup."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings, title=title or None, box=SIMPLE_HEAD, title_justify="left")
    for row in rows:
        table.add_row(*(Text(visible(str(cell))) for cell in row))
    console = Console(width=None if sys.stdout.isatty() else 160)
    with printing(), console.capture() as captured:
        console.print(table)
    say(captured.get(), ends=False)


def print_districts(answers: Sequence[tuple[District, Sequence[object]]], *headings: str) -> None:
    """Print districts as a table, each with further cells under further headings."""
    if not answers:
        complain("Nothing found.")
        return
    print_table(
        "",
        (*DISTRICT_HEADINGS, *headings),
        [
            (
                district.pk,
                district.display_name,
                district.township.display_name,
                district.city.display_name,
                district.postal_code or "",
                *cells,
            )
            for district, cells in answers
        ],
    )


def district_json(district: District, **more: object) -> dict[str, Any]:
    """Return a district in the API's shape, with what a form shows and further fields."""
    return {
        **district.to_dict(),
        "display_name": district.display_name,
        "township_name": district.township.display_name,
        "city_name": district.city.display_name,
        "postal_code": district.postal_code,
        "official_code": district.official_code,
        "population": district.population,
        **more,
    }
