"""The servers that are measured, each a process of its own on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

import click

from benchmarks.common.memory import mapped_bytes
from benchmarks.common.results import ROOT

_LONGEST_START = 60.0


class Served(NamedTuple):
    """A server that answers.

    Attributes
    ----------
    port : int
        On 127.0.0.1.
    pid : int
        Of the process that was started.
    seconds : float
        From its start until it was ready.
    """

    port: int
    pid: int
    seconds: float

    @property
    def address(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def service(*options: str) -> Iterator[Served]:
    """Run ``geodistricts serve`` with options, until the block ends."""
    port = _free_port()
    command = ["-m", "geodistricts", "serve", "--port", str(port), *options]
    with _running(command, port, "/readyz") as served:
        yield served


@contextmanager
def empty() -> Iterator[Served]:
    """Run the empty handler on the service's server."""
    port = _free_port()
    command = [
        *("-m", "uvicorn", "benchmarks.service.empty:app", "--port", str(port)),
        *("--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"),
    ]
    with _running(command, port, "/empty") as served:
        yield served


@contextmanager
def _running(arguments: list[str], port: int, path: str) -> Iterator[Served]:
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said
        )
        try:
            while not _answers(f"http://127.0.0.1:{port}{path}"):
                if process.poll() is not None or time.monotonic() - start > _LONGEST_START:
                    said.seek(0)
                    words = said.read().decode(errors="replace").strip()
                    raise click.ClickException(f"{' '.join(arguments)} does not answer\n{words}")
                time.sleep(0.01)
            yield Served(port, process.pid, time.monotonic() - start)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(_LONGEST_START)


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def megabytes(pid: int) -> float:
    """Return the memory of a process and its descendants, what they share counted once (PSS)."""
    return sum(mapped_bytes("Pss:", one) for one in _family(pid)) / 1e6


def _family(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path(f"/proc/{entry}/stat").read_text(encoding="utf-8")
            except OSError:
                continue
            parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry))
    family = [pid]
    for one in family:
        family += parents.get(one, [])
    return family
