"""A million requests while the snapshot is replaced: none lost, none wrong."""

from __future__ import annotations

import asyncio
import platform
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import click
import uvloop

from benchmarks.common.options import HELP, quick_option, save_option
from benchmarks.common.progress import progress
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, markdown, show
from benchmarks.service.asking import Line, Tally, keep_asking
from benchmarks.service.inputs import QUESTIONS, paths_of
from benchmarks.service.servers import megabytes, service
from benchmarks.soak.exchange import put_in_place, write_versions

_PATHS_OF_EACH = 1_000
_PAUSING = 8
_REFRESH_SECONDS = 60.0
"""A refresh that takes longer fails."""
_DRAIN_SECONDS = 4.0
"""Until the processes that are replaced have ended."""
_LEVEL = 1.2
"""What memory may grow by, from the first refresh to the last."""


class Found(NamedTuple):
    """What came of it.

    Attributes
    ----------
    tally : Tally
        The requests.
    differing, paths : int
        Requests with another answer in the other version, of how many.
    seconds : float
        How long it took.
    memory : list of float
        Megabytes after each refresh.
    """

    tally: Tally
    differing: int
    paths: int
    seconds: float
    memory: list[float]

    @property
    def failure(self) -> str | None:
        """What must not be, if it is."""
        tally = self.tally
        if tally.lost or tally.wrong or tally.late:
            return f"{tally.lost} lost, {tally.wrong} wrong, {tally.late} late"
        if self.memory[-1] > self.memory[0] * _LEVEL:
            return "memory grows: " + ", ".join(f"{one:.0f}" for one in self.memory)
        return None


def ask_while_refreshing(
    requests: int, refreshes: int, workers: int, connections: int, districts: int
) -> Found:
    """Ask a service, exchange its snapshot meanwhile, and compare every answer.

    Parameters
    ----------
    requests, refreshes : int
        How many; the refreshes spread evenly among the requests, which go on until the last.
    workers : int
        Of the service.
    connections : int
        That are kept; a quarter as many clients connect for each request.
    districts : int
        Of the snapshot; fewer load more quickly.

    Returns
    -------
    Found
        What came of it.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        progress("writing two versions of a snapshot, and asking each")
        versions = write_versions(folder, districts)
        paths = [path for question in QUESTIONS for path in paths_of(question, _PATHS_OF_EACH)]
        expected = dict(uvloop.run(_answers(version, paths)) for version in versions)
        one, other = expected.values()
        differing = sum(one[path] != other[path] for path in paths)
        tally = Tally(requests, expected)
        served = folder / "snapshot"
        put_in_place(versions.first, served)
        options = ["--snapshot", str(served), "--workers", str(workers)]
        with service(*options) as running:

            async def ask_and_exchange() -> list[float]:
                asking = asyncio.create_task(
                    keep_asking(running.port, paths, tally, connections, _PAUSING, seed=1)
                )
                memory = []
                for number in range(1, refreshes + 1):
                    while tally.answered < requests * number // (refreshes + 1):
                        await asyncio.sleep(0.05)
                    version = list(expected)[number % 2]
                    tally.expect(version)
                    await asyncio.to_thread(put_in_place, versions[number % 2], served)
                    async with asyncio.timeout(_REFRESH_SECONDS):
                        while tally.newest != version:
                            await asyncio.sleep(0.05)
                    await asyncio.sleep(_DRAIN_SECONDS)
                    memory.append(await asyncio.to_thread(megabytes, running.pid))
                    progress(f"refreshed {number} times: {tally.answered:,} answered")
                tally.may_end = True
                await asking
                return memory

            start = monotonic()
            memory = uvloop.run(ask_and_exchange())
            seconds = monotonic() - start
    return Found(tally, differing, len(paths), seconds, memory)


async def _answers(snapshot: Path, paths: Sequence[str]) -> tuple[str, dict[str, bytes]]:
    """Return the version of a snapshot, and its answers when nothing else goes on."""
    with service("--snapshot", str(snapshot)) as running:
        line = await Line.open(running.port)
        answers = {path: await line.ask(path) for path in paths}
        line.close()
    versions = {answer.version for answer in answers.values()}
    if len(versions) != 1 or {answer.status for answer in answers.values()} != {200}:
        raise click.ClickException("not every answer is 200 and of one version")
    return versions.pop(), {path: answer.body for path, answer in answers.items()}


@click.command(context_settings=HELP)
@quick_option("20,000 requests, 3 refreshes", requests=20_000, refreshes=3, districts=3_000)
@click.option("--requests", type=click.IntRange(100, 10_000_000), default=1_000_000,
              show_default=True, help="How many are asked.")  # fmt: skip
@click.option("--refreshes", type=click.IntRange(1, 100), default=10, show_default=True,
              help="How often the snapshot is exchanged meanwhile.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True,
              help="Of the service.")  # fmt: skip
@click.option("--connections", type=click.IntRange(1, 1_000), default=32, show_default=True,
              help="That are kept.")  # fmt: skip
@click.option("--districts", type=click.IntRange(100), default=50_000, show_default=True,
              help="Of the snapshot.")  # fmt: skip
@save_option("service_refresh.md")
def main(
    requests: int, refreshes: int, workers: int, connections: int, districts: int, save: bool
) -> None:
    """Ask over loopback while the snapshot is replaced; a full run takes about ten minutes.

    Every answer is compared with the one that its version gave before. The exit code is 1 where
    a request is lost, an answer wrong, or memory grows.

    Example: python -m benchmarks.service.refresh --quick
    """
    found = ask_while_refreshing(requests, refreshes, workers, connections, districts)
    tally = found.tally
    for example in tally.examples:
        progress(example)
    rows = [
        ["Requests", f"{tally.answered:,}"],
        ["Refreshes", f"{refreshes:,}"],
        ["Lost", f"{tally.lost:,}"],
        ["Wrong", f"{tally.wrong:,}"],
        ["Of the old version, too late", f"{tally.late:,}"],
        *(
            [f"Of the {which} version", f"{tally.by_version[version]:,}"]
            for which, version in zip(("first", "second"), tally.by_version, strict=False)
        ),
        ["Connections", f"{tally.opened:,}"],
        ["Requests a second", f"{tally.answered / found.seconds:,.0f}"],
        ["Memory after the first refresh, MB (PSS)", f"{found.memory[0]:.0f}"],
        ["Memory after the last", f"{found.memory[-1]:.0f}"],
    ]
    blocks: list[str | Grid] = [
        f"`geodistricts serve --workers {workers}`, asked over loopback on the same two cores on "
        f"{connections} connections that are kept, by {-(-connections // 4)} clients that connect "
        f"for each request, and {_PAUSING} that keep theirs and pause. Meanwhile the writing code "
        "replaces the snapshot; the service sees it by itself. "
        f"{found.differing:,} of {found.paths:,} different requests have another answer in the "
        f"other version; each answer is compared, to the byte, with the one that its version "
        f"gave when nothing else went on. Python {platform.python_version()}.",
        Grid("", ["", ""], rows),
    ]
    show(*blocks)
    if save:
        save_text("service_refresh.md", markdown("The service refreshed under load", blocks))
    if found.failure:
        raise click.ClickException(found.failure)


if __name__ == "__main__":
    main()
