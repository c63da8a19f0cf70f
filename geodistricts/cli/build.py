"""The commands that build snapshots: open-data, akinon, table. They need the ``build`` extra."""

import codecs
import os
from pathlib import Path

import click
from rich.progress import ProgressColumn, Task, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from geodistricts.cli.build_table import table
from geodistricts.cli.progress import build_progress
from geodistricts.cli.streams import say
from geodistricts.snapshot import bundled_path
from geodistricts.sources.akinon import (
    AkinonClient,
    Manners,
    build_akinon,
    check_address,
    check_token,
    sends_in_clear,
)
from geodistricts.sources.open_data import STEPS, Inputs, build_open_data
from geodistricts.sources.platform import read_bundled

_MANNERS = Manners()
_LONGEST_TOKEN = 1 << 16


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
def build() -> None:
    """Build a snapshot from open data, a platform, or a list.

    A snapshot is a folder of Parquet files, for --snapshot and geodistricts.Gazetteer.open.
    With `akinon` and `table` its pks are the platform's own. Building over an existing snapshot
    keeps every pk, prints what changes, and replaces it only once the new one is whole.
    """


build.add_command(table)


@build.command("open-data")
@click.option(
    "--ptt",
    type=click.Path(path_type=Path),
    required=True,
    help="List of postal codes by PTT, .xlsx.",
)
@click.option(
    "--boundaries",
    type=click.Path(path_type=Path),
    required=True,
    help="District boundaries, GeoParquet.",
)
@click.option(
    "--register",
    type=click.Path(path_type=Path),
    help="Address register of NVI, Parquet: official codes and spellings.",
)
@click.option(
    "--population",
    type=click.Path(path_type=Path),
    help="Population by TÜİK, Parquet; needs --register.",
)
@click.option(
    "--renamed",
    type=click.Path(path_type=Path),
    help="Today's names of renamed villages, Parquet; needs --register.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="Folder of the snapshot."
)
@click.option(
    "--allow-shrink", is_flag=True, help="Go on even if a level loses more than 2% of its rows."
)
def open_data(
    ptt: Path,
    boundaries: Path,
    register: Path | None,
    population: Path | None,
    renamed: Path | None,
    out: Path,
    allow_shrink: bool,
) -> None:
    """Build the bundled snapshot from published lists and boundaries.

    It takes about three minutes and 3 GB of memory. The report goes to standard output, progress
    to the terminal. Each district, village and part in the list is matched to one row of the
    register, or to none; the report names those without, and the places whose population does
    not add up.

    \b
    geodistricts build open-data --ptt ptt_postal_codes.xlsx \\
        --boundaries boundaries.parquet --register nvi_mahalle_2024.parquet \\
        --population tuik_population_2023.parquet \\
        --renamed tuik_villages_2025.parquet --out data
    """  # noqa: D301
    with build_progress(TimeElapsedColumn()) as progress:
        task = progress.add_task("Starting", total=STEPS, completed=-1)

        def announce(step: str) -> None:
            progress.update(task, description=step, advance=1)

        inputs = Inputs(ptt, boundaries, register, population, renamed)
        report = build_open_data(inputs, out, allow_shrink=allow_shrink, announce=announce)
        progress.update(task, description="Done", completed=STEPS)
    for line in report.lines():
        say(line)


@build.command("akinon")
@click.option("--base-url", required=True, help="The platform, such as https://oms.example.com.")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="Folder of the snapshot."
)
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    help="File with nothing but the API token; by default, AKINON_TOKEN is read.",
)
@click.option("--resume", is_flag=True, help="Continue a crawl that broke off less than a day ago.")
@click.option("--no-enrich", is_flag=True, help="Add nothing from the bundled snapshot.")
@click.option(
    "--allow-shrink", is_flag=True, help="Go on even if a level loses more than 2% of its rows."
)
@click.option(
    "--concurrency",
    type=click.IntRange(1, 64),
    default=_MANNERS.concurrency,
    show_default=True,
    help="How many requests at once.",
)
@click.option(
    "--rate",
    type=click.FloatRange(0.1, 10_000),
    default=_MANNERS.rate,
    show_default=True,
    help="How many requests a second at most.",
)
@click.option(
    "--tries",
    type=click.IntRange(1, 100),
    default=_MANNERS.tries,
    show_default=True,
    help="How often to ask for a page before giving up.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 600),
    default=_MANNERS.timeout,
    show_default=True,
    help="Seconds to wait for an answer.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(1, 1_000_000),
    default=_MANNERS.total,
    show_default=True,
    help="Seconds that the whole crawl may take, with its pauses.",
)
def akinon(
    base_url: str,
    out: Path,
    token_file: Path | None,
    resume: bool,
    no_enrich: bool,
    allow_shrink: bool,
    concurrency: int,
    rate: float,
    tries: int,
    timeout: float,
    time_limit: float,
) -> None:
    """Build a snapshot with the pks of an Akinon OMS.

    It reads both lists of districts, and those of townships and cities where the platform has
    them, until every pk is there exactly once. Names and coordinates that the platform lacks
    come from the bundled snapshot: a township is recognised by the names of its districts, and
    the report says how certain that is. The report goes to standard output, progress to the
    terminal.

    The token is sent to that address only. There is no option for the token itself, since every
    user of the machine could read it in the list of processes.

    A crawl that breaks off leaves its pages in a file beside the folder, for --resume. An
    existing snapshot is replaced only once the new one is whole.

    \b
    AKINON_TOKEN=… geodistricts build akinon \\
        --base-url https://oms.example.com --out my-snapshot
    """  # noqa: D301
    manners = _MANNERS._replace(
        concurrency=concurrency, rate=rate, tries=tries, timeout=timeout, total=time_limit
    )
    address = check_address(base_url)
    client = AkinonClient(address, _token(token_file), manners)
    if sends_in_clear(address):
        click.echo(
            "geodistricts: over plain http others on the way can read the token; "
            "use https if the platform has it",
            err=True,
        )
    bundled = None if no_enrich else read_bundled(bundled_path())
    with build_progress(_Rate(), TimeRemainingColumn()) as progress:
        task = progress.add_task("Asking the platform", total=None)

        def announce(rows: int, count: int) -> None:
            progress.update(task, completed=rows, total=count)

        report = build_akinon(
            client,
            out,
            bundled,
            resume=resume,
            allow_shrink=allow_shrink,
            announce=announce,
            say=lambda step: progress.update(task, description=step),
        )
    for line in report.lines():
        say(line)


def _token(file: Path | None) -> str:
    if file is not None:
        with file.open("rb") as opened:
            content = opened.read(_LONGEST_TOKEN)
        wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        try:
            return check_token(content.decode("utf-16" if wide else "utf-8-sig"))
        except UnicodeDecodeError:
            raise click.UsageError(f"{file}: not text; name a file with the token alone") from None
    token = os.environ.get("AKINON_TOKEN")
    if token is None:
        raise click.UsageError("no token; set AKINON_TOKEN, or name a file with --token-file")
    return check_token(token)


class _Rate(ProgressColumn):
    """Rows a second."""

    def render(self, task: Task) -> Text:
        """Return the column's text."""
        return Text(f"{task.speed or 0:,.0f} rows/s")
