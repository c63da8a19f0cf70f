"""Load the service beside an empty handler of its framework, and look at what it takes."""

from __future__ import annotations

import http.client
import platform
from collections import defaultdict
from collections.abc import Callable
from statistics import median
from time import perf_counter

import click
import orjson
import pyarrow as pa

from benchmarks.common.options import HELP, quick_option, rounds_option, save_option
from benchmarks.common.progress import count_rounds, progress
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, figure, markdown, show
from benchmarks.service.inputs import QUESTIONS, paths_of, points_as_columns
from benchmarks.service.servers import Served, empty, megabytes, service
from benchmarks.service.tools import CONNECTIONS, Load, at_most, at_rate, needed
from geodistricts.gazetteer import Gazetteer

TARGETS = {"reverse": 70, "match": 70, "match, misspelt": 70, "validate": 50}
"""Per cent of the empty handler's requests."""
MOST = 1_000_000
ROWS = 100_000
ARROW, JSON = "application/vnd.apache.arrow.stream", "application/json"
_WARM = 2
_LONG = 3
"""Times a load, where what it does slowly is looked at."""


def requests_a_second(rounds: int, seconds: int) -> dict[str, list[Load]]:
    """Load the empty handler and each question in turn, one worker each."""
    loads: dict[str, list[Load]] = defaultdict(list)
    asked = [path.replace("/v1/match", "/empty") for path in paths_of("match", MOST)]
    with empty() as idle, service("--workers", "1") as served:
        for question in QUESTIONS:
            at_most(served.address, paths_of(question, MOST), _WARM)
        for _ in count_rounds(rounds, "one worker"):
            loads["empty"].append(at_most(idle.address, ["/empty"], seconds))
            loads["empty, asked"].append(at_most(idle.address, asked, seconds))
            for question in QUESTIONS:
                loads[question].append(at_most(served.address, paths_of(question, MOST), seconds))
    return loads


def at_half(loads: dict[str, list[Load]], seconds: int) -> dict[str, Load]:
    """Load each question at half of the most that it took."""
    found = {}
    with service("--workers", "1") as served:
        for question in QUESTIONS:
            progress(f"{question} at half of its load")
            paths = paths_of(question, MOST)
            at_most(served.address, paths, _WARM)
            half = median(load.rate for load in loads[question]) / 2
            found[question] = at_rate(served.address, paths, seconds, half)
    return found


def two_beside_one(rounds: int, seconds: int) -> list[float]:
    """Return how many times the requests of one worker two of them answer."""
    paths = paths_of("reverse", MOST)
    ratios = []
    with service("--workers", "1") as one, service("--workers", "2") as two:
        for served in (one, two):
            at_most(served.address, paths, _WARM)
        for _ in count_rounds(rounds, "two workers beside one"):
            rates = [at_most(served.address, paths, seconds).rate for served in (one, two)]
            ratios.append(rates[1] / rates[0])
    return ratios


class Batch:
    """A batch of points, and who answers it."""

    def __init__(self, served: Served, gazetteer: Gazetteer) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", served.port)
        self._gazetteer = gazetteer
        self._points = points_as_columns(ROWS)
        self._arrow = packed(self._points)
        self._json = orjson.dumps(self._points.to_pylist())

    def ways(self) -> dict[str, Callable[[], object]]:
        """Return the ways of answering it, by name."""
        few = "?columns=district_pk,distance"
        return {
            "`reverse_many`": lambda: self._gazetteer.reverse_many(*self._points.columns),
            "Arrow, pk and distance": lambda: self._post(few, self._arrow, ARROW),
            "Arrow, all columns": lambda: self._post("", self._arrow, ARROW),
            "JSON": lambda: self._post("", self._json, JSON),
        }

    def _post(self, query: str, body: bytes, kind: str) -> None:
        self._connection.request("POST", f"/v1/reverse/batch{query}", body, {"content-type": kind})
        answer = self._connection.getresponse()
        whole = answer.read()
        if answer.status != 200:
            raise click.ClickException(f"the batch was answered with {answer.status}: {whole!r}")
        if kind == ARROW:
            pa.ipc.open_stream(whole).read_all()


def packed(rows: pa.RecordBatch) -> bytes:
    """Write a batch as an Arrow IPC stream."""
    target = pa.BufferOutputStream()
    with pa.ipc.new_stream(target, rows.schema) as writer:
        writer.write_batch(rows)
    return bytes(target.getvalue())


def batches(rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each way of answering a batch, in turn."""
    seconds: dict[str, list[float]] = defaultdict(list)
    with service("--workers", "1") as served:
        ways = Batch(served, Gazetteer.open().preload()).ways()
        for number in range(rounds * 2 + 1):
            for name, ask in ways.items():
                start = perf_counter()
                ask()
                if number:  # the first is to warm up
                    seconds[name].append(perf_counter() - start)
    return seconds


def starts_and_memory(rounds: int, seconds: int) -> dict[int, tuple[float, float]]:
    """Return the seconds to be ready, and the megabytes after a load, by number of workers."""
    found = {}
    for workers in (1, 4):
        readies, held = [], []
        for _ in count_rounds(rounds, f"start and memory of {workers}"):
            with service("--workers", str(workers)) as served:
                readies.append(served.seconds)
                for question in QUESTIONS:
                    at_most(served.address, paths_of(question, MOST), seconds)
                held.append(megabytes(served.pid))
        found[workers] = (median(readies), median(held))
    return found


def _name(question: str) -> str:
    path, comma, of_which = question.partition(",")
    return f"`/v1/{path}`{comma}{of_which}"


@click.command(context_settings=HELP)
@quick_option("One round, two seconds each", rounds=1, seconds=2)
@rounds_option(10)
@click.option("--seconds", type=click.IntRange(1), default=3, show_default=True,
              help="Of each load.")  # fmt: skip
@save_option("service.md")
def main(rounds: int, seconds: int, save: bool) -> None:
    """Load the service with wrk and h2load; a full run takes about eight minutes.

    Example: python -m benchmarks.service.load --quick
    """
    needed()
    loads = requests_a_second(rounds, seconds)
    half = at_half(loads, seconds * _LONG)
    ratios = two_beside_one(rounds, seconds)
    taken = {name: median(values) for name, values in batches(rounds).items()}
    cost = starts_and_memory(-(-rounds // _LONG), seconds * _LONG)

    rates = {name: median(load.rate for load in values) for name, values in loads.items()}
    # The machine's speed changes from one minute to the next: each round is a comparison.
    shares = {
        name: median(one.rate / idle.rate for one, idle in zip(values, loads["empty"], strict=True))
        for name, values in loads.items()
    }
    failed = sum(load.failed for values in [*loads.values(), [*half.values()]] for load in values)
    asked = [
        ["empty handler", f"{rates['empty']:,.0f}", "", "", "", "", ""],
        [
            "the same, asked with names",
            f"{rates['empty, asked']:,.0f}",
            f"{shares['empty, asked']:.0%}",
            *([""] * 4),
        ],
    ]
    for question in QUESTIONS:
        latency = half[question]
        asked.append(
            [
                _name(question),
                f"{rates[question]:,.0f}",
                f"{shares[question]:.0%}",
                f"{TARGETS[question]}%",
                f"{latency.median:,.0f}",
                f"{latency.p99:,.0f}",
                f"{latency.p99 / latency.median:.1f}×",
            ]
        )
    bare = taken["`reverse_many`"]
    rows = [
        [name, f"{ROWS / value:,.0f}", f"{value * 1e3:.1f}", f"{bare / value:.0%}"]
        for name, value in taken.items()
    ]
    costs = [
        [str(workers), figure(ready), f"{held:,.0f}"] for workers, (ready, held) in cost.items()
    ]
    blocks: list[str | Grid] = [
        f"`geodistricts serve` with its access log, beside an empty handler of FastAPI on uvicorn "
        f"(uvloop, httptools) without one; wrk with {CONNECTIONS} connections over loopback, on "
        f"the same two cores; {rounds} rounds of {seconds} s, medians. Requests are the committed "
        f"points, names and orders, all different; every order has a line. {failed} requests "
        "failed. Shares are of the same round. Latency is h2load's, at half of the load. Python "
        f"{platform.python_version()}.",
        Grid(
            "One worker",
            ["", "Requests a second", "Of empty", "Asked", "Median, µs", "p99, µs", "p99/median"],
            asked,
        ),
        f"Two workers answer {median(ratios):.2f} times the requests of one (`/v1/reverse`), with "
        "wrk on the same two cores.",
        Grid(f"{ROWS:,} points", ["", "Rows a second", "ms", "Of reverse_many"], rows),
        Grid("Start and memory", ["Workers", "Ready, s", "Memory, MB (PSS)"], costs),
    ]
    show(*blocks)
    if save:
        save_text("service.md", markdown("The service under load", blocks))


if __name__ == "__main__":
    main()
