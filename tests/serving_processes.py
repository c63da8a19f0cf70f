"""The service as its users run it: ``geodistricts serve``, in processes of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

_PATIENCE = 60.0


class Process:
    """A service that was started.

    Parameters
    ----------
    process : Popen
        The supervisor.
    log : Path
        What it writes to standard error.

    Attributes
    ----------
    address : str
        Where it answers, without a slash at the end.
    """

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self.process = process
        self._log = log
        self.address = ""

    @property
    def log(self) -> str:
        """All that it has logged."""
        return self._log.read_text(encoding="utf-8")

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The same, line by line; without one that is being written."""
        whole, _, _ = self.log.rpartition("\n")
        return [json.loads(line) for line in whole.splitlines()]

    @property
    def workers(self) -> list[int]:
        """The processes below the supervisor."""
        found = [self.process.pid]
        for pid in found:
            tasks = Path(f"/proc/{pid}/task")
            for task in tasks.glob("*/children"):
                found += [int(child) for child in task.read_text().split()]
        return found[1:]

    def send(self, number: signal.Signals) -> None:
        """Send the supervisor a signal."""
        self.process.send_signal(number)

    def wait_for(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something holds."""
        end = time.monotonic() + _PATIENCE
        while not holds():
            assert time.monotonic() < end, f"waited for {what}\n{self.log}"
            assert self.process.poll() is None, f"ended, waiting for {what}\n{self.log}"
            time.sleep(0.02)

    def wait_for_another(self, ready: int) -> None:
        """Wait until more generations than so many have become ready."""
        self.wait_for(lambda: self.times_ready() > ready, "another generation")

    def wait_for_other_data(self, version: str) -> None:
        """Wait until another version than this one answers."""
        self.wait_for(lambda: self.version() != version, "other data")

    def version(self) -> str:
        """Return the version of the data that answers."""
        return httpx.get(f"{self.address}/healthz").headers["x-geodistricts-version"]

    def times_ready(self) -> int:
        """Return how often a generation has become ready."""
        return sum(line["message"] == "ready" for line in self.lines if "message" in line)


@contextmanager
def started(*options: str | Path) -> Iterator[Process]:
    """Start the service, without waiting for it; it is ended with the block."""
    command = [sys.executable, "-m", "geodistricts", "serve", "--port", "0", *map(str, options)]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        with log.open("wb") as file:
            process = subprocess.Popen(
                command, stderr=file, stdout=subprocess.DEVNULL, env={**os.environ}
            )
        try:
            yield Process(process, log)
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(_PATIENCE)


@contextmanager
def serving_processes(*options: str | Path) -> Iterator[Process]:
    """Start the service, and wait until it answers."""
    with started(*options) as service:
        service.wait_for(service.times_ready, "the service to be ready")
        found = re.search(r"listening on (http://127\.0\.0\.1:\d+)", service.log)
        assert found
        service.address = found[1]
        yield service
