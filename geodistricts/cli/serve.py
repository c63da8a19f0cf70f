"""The command that serves: answers over HTTP until a signal ends it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from geodistricts.cli.signals import end_by

_FILE = click.Path(path_type=Path)
_NEEDED = ("fastapi", "httptools", "orjson", "prometheus_client", "starlette_compress", "uvicorn")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8080,
    show_default=True,
    help="Port to listen on; 0 takes any that is free.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Processes that answer; they share one copy of the data.",
)
@click.option(
    "--snapshot",
    type=_FILE,
    metavar="DIR",
    help="Snapshot to answer from; by default the one that comes with the package.",
)
@click.option(
    "--overlay",
    type=_FILE,
    metavar="FILE",
    help="Your own corrections to the snapshot, CSV or Parquet.",
)
@click.option(
    "--cors",
    multiple=True,
    metavar="ORIGIN",
    help="Origin whose pages may ask, such as https://shop.example, or '*'; repeatable.",
)
@click.option(
    "--token-file",
    type=_FILE,
    metavar="FILE",
    help="File of tokens, one a line; requests must send one: Authorization: Bearer TOKEN.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    help="Most rows of a batch.",
)
@click.option(
    "--max-bytes",
    type=click.IntRange(1),
    default=64 << 20,
    show_default=True,
    help="Most bytes of a request's body.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=30.0,
    show_default=True,
    help="Seconds that a body may take to arrive, and a batch to be answered.",
)
@click.option(
    "--tile-url",
    default="",
    metavar="URL",
    help="Background of the form's map: https://tiles.example/{z}/{x}/{y}.png.",
)
@click.option(
    "--tile-attribution", default="", metavar="TEXT", help="Attribution of the background."
)
@click.option("--access-log/--no-access-log", default=True, show_default=True,
              help="Log a line of JSON for each request, without what it asks.")  # fmt: skip
def serve(
    host: str,
    port: int,
    workers: int,
    snapshot: Path | None,
    overlay: Path | None,
    cors: tuple[str, ...],
    token_file: Path | None,
    max_rows: int,
    max_bytes: int,
    timeout: float,
    tile_url: str,
    tile_attribution: str,
    access_log: bool,
) -> int:
    """Answer all questions over HTTP.

    Beside its own interface it has those of Akinon, Nominatim, Photon and Pelias. /docs and
    /openapi.json describe what can be asked, /form is an address form for a checkout; /healthz,
    /readyz and /metrics are for monitoring. SIGHUP, or a change of the snapshot, the overlay or
    the tokens, loads the new ones without losing a request. SIGTERM and Ctrl-C end it once the
    requests in hand are answered, a second one at once.

    \b
    geodistricts serve --port 8080 --workers 4
    geodistricts serve --snapshot my-snapshot --overlay corrections.csv
    geodistricts serve --host 0.0.0.0 --token-file tokens --cors https://shop.example
    """  # noqa: D301  (click's mark for lines that stay as they are)
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise click.ClickException(
            f"{missing[0]} is not installed; run: pip install 'geodistricts[server]'"
        )
    from geodistricts import service

    settings = service.Settings(
        host=host,
        port=port,
        workers=workers,
        snapshot=snapshot,
        overlay=overlay,
        cors=cors,
        token_file=token_file,
        max_rows=max_rows,
        max_bytes=max_bytes,
        timeout=timeout,
        tile_url=tile_url,
        tile_attribution=tile_attribution,
        access_log=access_log,
    )
    try:
        end_by(service.serve(settings))
    except service.StartError as error:
        raise click.ClickException(str(error)) from None
