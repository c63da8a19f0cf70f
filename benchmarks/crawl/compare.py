"""Time the build of a platform's snapshot, against a server on loopback, and its peak memory."""

from __future__ import annotations

import os
import platform
import re
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.common.options import HELP, quick_option, save_option
from benchmarks.common.processes import Cost, run_to_end
from benchmarks.common.progress import progress
from benchmarks.common.results import ROOT, save_text
from benchmarks.common.tables import Grid, markdown, show
from benchmarks.crawl.server import TOKEN, running_platform

DISTRICTS = 73_256
CASES = {
    "as it comes": ((), 0.0),
    "without enrichment": (("--no-enrich",), 0.0),
    "5% of requests fail": ((), 0.05),
    "no rate limit": (("--rate", "10000", "--concurrency", "8"), 0.0),
}


class Crawl(NamedTuple):
    """What one build took."""

    cost: Cost
    requests: int


def build(districts: int, options: tuple[str, ...], failing: float) -> Crawl:
    """Build a snapshot once."""
    with running_platform(districts, failing) as server, tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "geodistricts",
            "build",
            "akinon",
            "--base-url",
            server.url,
        ]
        command += ["--out", str(Path(folder, "snapshot")), *options]
        environment = {**os.environ, "AKINON_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
        cost = run_to_end(command, environment)
    return Crawl(cost, server.requests)


def blocks(districts: int, crawls: dict[str, Crawl]) -> list[str | Grid]:
    """Say it in two paragraphs and a table."""
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text("ascii"))
    size = f", {int(memory[1]) / 2**20:.0f} GB" if memory else ""
    rows = [
        [
            name,
            f"{cost.seconds:.1f}",
            f"{2 * districts / cost.seconds:,.0f}",
            f"{requests:,}",
            f"{cost.peak:.0f}",
        ]
        for name, (cost, requests) in crawls.items()
    ]
    return [
        f"{districts:,} districts, 100 a page, both lists, from a server on loopback in a process "
        "of its own; from the start of the command to its end.",
        Grid("", ["", "Seconds", "Rows a second", "Requests", "Peak memory, MB"], rows),
        f"Rows are those of both lists. {os.cpu_count()} processors{size}, "
        f"{platform.python_implementation()} {platform.python_version()}.",
    ]


@click.command(context_settings=HELP)
@quick_option("A list of 500 districts", districts=500)
@click.option("--districts", type=click.IntRange(1, DISTRICTS), default=DISTRICTS,
              show_default=True, help="Length of the platform's list.")  # fmt: skip
@save_option("crawl.md")
def main(districts: int, save: bool) -> None:
    """Time the build of a platform's snapshot, and take its peak memory.

    As it comes, without enrichment, with 5% of the requests failing, and without a rate limit;
    the requests are counted. A full run takes about two minutes.

    Example: python -m benchmarks.crawl.compare --districts 10000 --no-save
    """
    crawls = {}
    for name, (options, failing) in CASES.items():
        progress(name)
        crawls[name] = build(districts, options, failing)
    page = blocks(districts, crawls)
    show(*page)
    if save:
        save_text("crawl.md", markdown("A platform's snapshot: the crawl", page))


if __name__ == "__main__":
    main()
