"""Processes of their own: what they print, and what they cost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import NamedTuple

import click

from benchmarks.common.results import ROOT


class Cost(NamedTuple):
    """What a process took.

    Attributes
    ----------
    seconds : float
        From its start to its end.
    peak : float
        Most resident memory, MB.
    """

    seconds: float
    peak: float


def printed_numbers(
    module: str, *arguments: str, environment: Mapping[str, str] | None = None
) -> list[list[float]]:
    """Run a module in a fresh process; return the numbers that it prints, line by line."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [[float(number) for number in line.split()] for line in done.stdout.splitlines()]


def run_to_end(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command that says nothing of interest; return what it cost.

    Parameters
    ----------
    command : sequence of str
        The program and its arguments.
    environment : mapping of str to str, optional
        In place of ours.

    Returns
    -------
    Cost
        Linux only.

    Raises
    ------
    click.ClickException
        Where it fails, with what it says on stderr.
    """
    with tempfile.TemporaryFile() as said:
        start = perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        # Told here, or it would wait for a process that is gone.
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace").strip()
            raise click.ClickException(
                f"{' '.join(command)}: ended with {process.returncode}\n{words}"
            )
    return Cost(seconds, usage.ru_maxrss * 1024 / 1e6)
