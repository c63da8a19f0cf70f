"""The tools that make the load: wrk for as much as it takes, h2load for so many a second."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np

CONNECTIONS = 16
_SCRIPT = """
local requests, number = {}, 0
function init()
  for path in io.lines(%s) do requests[#requests + 1] = wrk.format("GET", path) end
end
function request()
  number = number %% #requests + 1
  return requests[number]
end
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"rate": %%f, "median": %%f, "p99": %%f, "failed": %%d}\\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""


class Load(NamedTuple):
    """What a server made of a load.

    Attributes
    ----------
    rate : float
        Requests a second.
    median, p99 : float
        Microseconds of an answer.
    failed : int
        Requests that were not answered with 2xx.
    """

    rate: float
    median: float
    p99: float
    failed: int


def needed() -> None:
    """Check that the tools are there.

    Raises
    ------
    click.ClickException
        Where one is not.
    """
    for tool, package in (("wrk", "wrk"), ("h2load", "nghttp2-client")):
        if shutil.which(tool) is None:
            raise click.ClickException(f"{tool} is not installed: apt-get install {package}")


def at_most(address: str, paths: Sequence[str], seconds: int) -> Load:
    """Ask as fast as answers come, over and over.

    Parameters
    ----------
    address : str
        The server, on loopback.
    paths : sequence of str
        What is asked, in turn.
    seconds : int
        How long.

    Returns
    -------
    Load
        What it took.
    """
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder, "paths"), Path(folder, "ask.lua")
        listed.write_text("\n".join(paths), encoding="ascii")
        script.write_text(_SCRIPT % json.dumps(str(listed)), encoding="ascii")
        options = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}", "-s", str(script)]
        done = subprocess.run(
            ["wrk", *options, address], stdout=subprocess.PIPE, text=True, check=True
        )
    return Load(**json.loads(done.stdout.splitlines()[-1]))


def at_rate(address: str, paths: Sequence[str], seconds: int, rate: float) -> Load:
    """Ask so many times a second, whether answers come or not."""
    with tempfile.TemporaryDirectory() as folder:
        listed, log = Path(folder, "paths"), Path(folder, "log")
        listed.write_text("\n".join(f"{address}{path}" for path in paths), encoding="ascii")
        options = [
            *("--h1", "-c", str(CONNECTIONS), "-D", str(seconds)),
            *("--rps", f"{rate / CONNECTIONS:.2f}", "-i", str(listed), "--log-file", str(log)),
        ]
        subprocess.run(["h2load", *options], stdout=subprocess.DEVNULL, check=True)
        _, status, micros = np.loadtxt(log, dtype=np.int64, ndmin=2).T
    return Load(
        len(micros) / seconds,
        float(np.median(micros)),
        float(np.percentile(micros, 99)),
        int(((status < 200) | (status > 299)).sum()),
    )
