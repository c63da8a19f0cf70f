"""Time the build of a platform's snapshot, against a server on loopback, and its peak memory."""

from __future__ import annotations

import os
import platform
import random
import re
import subprocess
import sys
import tempfile
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import click

# As a program, this file sees its own folder only.
sys.path.append(str(Path(__file__).resolve().parents[2] / "tests"))

from akinon_lists import platform_list
from akinon_server import TOKEN, Fault, serving

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).resolve().parents[1] / "results"
SCRIPT = ROOT / "scripts" / "build_snapshot.py"
ROWS = 73_256
FAULTS: tuple[Fault, ...] = (
    ("status", (429, {"Retry-After": "0"})),
    ("status", (503, {})),
    ("reset", None),
    ("truncated", None),
    ("garbled", None),
)
CASES = {
    "as it comes": ((), 0.0),
    "without enrichment": (("--no-enrich",), 0.0),
    "5% of requests fail": ((), 0.05),
    "no rate limit": (("--rate", "10000", "--concurrency", "8"), 0.0),
}


class Result(NamedTuple):
    """What one build took."""

    seconds: float
    peak_mb: float
    requests: int


def serve(pipe: Connection, share: float) -> None:
    """Run the server until the pipe says stop; say how often it was asked."""
    made = platform_list(misspelt=0.02, located=0.002)
    choose = random.Random(5)
    with serving(made.districts[:ROWS], made.townships, made.cities) as server:
        server.fault = lambda *_: choose.choice(FAULTS) if choose.random() < share else None
        pipe.send(server.url)
        pipe.recv()
        pipe.send(len(server.seen))


def build(options: tuple[str, ...], share: float, folder: Path) -> Result:
    """Build a snapshot once."""
    ours, theirs = get_context("spawn").Pipe()
    server = get_context("spawn").Process(target=serve, args=(theirs, share))
    server.start()
    command = [sys.executable, str(SCRIPT), "akinon", "--base-url", ours.recv()]
    start = perf_counter()
    with subprocess.Popen(
        [*command, "--out", str(folder / "snapshot"), *options],
        env={**os.environ, "AKINON_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = perf_counter() - start
    ours.send("stop")
    requests = ours.recv()
    server.join()
    if process.returncode:
        raise click.ClickException(f"the build ended with exit code {process.returncode}")
    return Result(seconds, usage.ru_maxrss * 1024 / 1e6, requests)


def markdown(results: dict[str, Result]) -> str:
    """Return the results as a page."""
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text("ascii"))
    size = f", {int(memory[1]) / 2**20:.0f} GB" if memory else ""
    lines = [
        "# A platform's snapshot: the crawl",
        "",
        f"{ROWS:,} districts, 100 a page, both lists, from a server on loopback in a process of "
        "its own; from the start of the command to its end.",
        "",
        "| | Seconds | Rows a second | Requests | Peak memory, MB |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {name} | {result.seconds:.1f} | {2 * ROWS / result.seconds:,.0f} | "
            f"{result.requests:,} | {result.peak_mb:.0f} |"
            for name, result in results.items()
        ),
        "",
        f"Rows are those of both lists. {os.cpu_count()} processors{size}, "
        f"{platform.python_implementation()} {platform.python_version()}.",
    ]
    return "\n".join(lines) + "\n"


@click.command()
@click.option("--save/--no-save", default=True, help="Write benchmarks/results/crawl.md.")
def main(save: bool) -> None:
    """Time the crawl."""
    results = {}
    for name, (options, share) in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            results[name] = build(options, share, Path(folder))
        click.echo(f"{name}: {results[name]}")
    text = markdown(results)
    click.echo(text)
    if save:
        (RESULTS / "crawl.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
