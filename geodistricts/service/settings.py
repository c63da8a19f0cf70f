"""What an operator decides of the service."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator decides of the service.

    Attributes
    ----------
    host, port : str, int
        Where it listens; port 0 is any that is free.
    workers : int
        Processes that answer.
    snapshot, overlay : Path or None
        As ``Gazetteer.open`` takes them.
    cors : tuple of str
        Origins whose pages may ask, or ``"*"`` for all.
    token_file : Path or None
        A token a line; requests must then bring one of them.
    max_rows : int
        Rows of a batch, at most.
    max_bytes : int
        Bytes of a body, at most; the answer to a batch has twice as many.
    timeout : float
        Seconds for a body to arrive, and for a batch to be answered.
    tile_url, tile_attribution : str
        Background of the form's map, such as ``https://tiles.example/{z}/{x}/{y}.png``, and whose
        it is; without it the map asks nobody but the service.
    access_log : bool
        Whether each request is a line of the log.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = 1
    snapshot: Path | None = None
    overlay: Path | None = None
    cors: tuple[str, ...] = ()
    token_file: Path | None = None
    max_rows: int = 100_000
    max_bytes: int = 64 << 20
    timeout: float = 30.0
    tile_url: str = ""
    tile_attribution: str = ""
    access_log: bool = True
