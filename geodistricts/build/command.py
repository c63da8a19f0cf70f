"""The command line of ``scripts/build_snapshot.py``."""

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from geodistricts.build.open_data import STEPS, build_open_data
from geodistricts.errors import GeodistrictsError


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Build a snapshot that geodistricts.Gazetteer.open serves.

    A snapshot is a folder of Parquet files. Building over an existing one keeps every pk,
    prints what changes, and replaces it only once the new one is whole.
    """


@cli.command("open-data")
@click.option("--ptt", type=click.Path(path_type=Path), required=True, help="PTT list, .xlsx.")
@click.option(
    "--boundaries",
    type=click.Path(path_type=Path),
    required=True,
    help="District boundaries, GeoParquet.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="Folder of the snapshot."
)
@click.option("--allow-shrink", is_flag=True, help="Go on where a level loses more than 2%.")
def open_data(ptt: Path, boundaries: Path, out: Path, allow_shrink: bool) -> None:
    r"""Build the bundled snapshot from the PTT list and the boundary file.

    About two minutes and 3 GB. The report goes to standard output, progress to the terminal.

    \b
    python scripts/build_snapshot.py open-data --ptt ptt_postal_codes.xlsx \
        --boundaries boundaries.parquet --out data
    """
    with _progress() as progress:
        task = progress.add_task("Starting", total=STEPS, completed=-1)

        def announce(step: str) -> None:
            progress.update(task, description=step, advance=1)

        report = build_open_data(ptt, boundaries, out, allow_shrink=allow_shrink, announce=announce)
        progress.update(task, description="Done", completed=STEPS)
    for line in report.lines():
        click.echo(line)


def _progress() -> Progress:
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description:<40}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    )


def main() -> None:
    """Run the command; a bad input ends with one line on standard error and exit code 2."""
    try:
        sys.exit(cli.main(standalone_mode=False))
    except (GeodistrictsError, OSError) as error:
        problem = str(error)
    except click.ClickException as error:
        problem = error.format_message()
    except click.Abort:
        problem = "stopped"
    click.echo(f"build_snapshot: {problem}", err=True)
    sys.exit(2)
