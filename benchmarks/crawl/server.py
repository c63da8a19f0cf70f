"""A platform's server on loopback, in a process of its own."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from benchmarks.common.results import ROOT

# The tests' server and list: they are no package, and only here are they needed outside of tests.
sys.path.append(str(ROOT / "tests"))

from akinon_lists import platform_list
from akinon_server import TOKEN, Fault, serving

__all__ = ["TOKEN", "Platform", "running_platform", "serving"]

FAULTS: tuple[Fault, ...] = (
    ("status", (429, {"Retry-After": "0"})),
    ("status", (503, {})),
    ("reset", None),
    ("truncated", None),
    ("garbled", None),
)


@dataclass
class Platform:
    """A server that runs.

    Attributes
    ----------
    url : str
        Where it is.
    requests : int
        How many it had; known once it has stopped.
    """

    url: str
    requests: int = 0


@contextmanager
def running_platform(districts: int, failing: float) -> Iterator[Platform]:
    """Run a server as long as the block.

    Parameters
    ----------
    districts : int
        Length of its list.
    failing : float
        Share of the requests that it fails.

    Yields
    ------
    Platform
        Its address.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, districts, failing))
    process.start()
    platform = Platform(ours.recv())
    try:
        yield platform
    finally:
        ours.send("stop")
        platform.requests = ours.recv()
        process.join()


def _serve(pipe: Connection, districts: int, failing: float) -> None:
    made = platform_list(misspelt=0.02, located=0.002)
    choose = random.Random(5)
    with serving(made.districts[:districts], made.townships, made.cities) as server:
        server.fault = lambda *_: choose.choice(FAULTS) if choose.random() < failing else None
        pipe.send(server.url)
        pipe.recv()
        pipe.send(len(server.seen))
