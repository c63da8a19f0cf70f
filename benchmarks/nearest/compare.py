"""Compare the nearest-district lookup with other libraries, in one run on the same points."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np
from threadpoolctl import threadpool_limits

import geodistricts
from benchmarks.common.options import (
    HELP,
    batch_option,
    calls_option,
    quick_option,
    rounds_option,
    save_option,
)
from benchmarks.common.ours import OURS
from benchmarks.common.points import million_points, single_points
from benchmarks.common.processes import printed_numbers
from benchmarks.common.progress import count_rounds, count_rounds_after_warming_up, progress
from benchmarks.common.results import RESULTS
from benchmarks.common.timing import timed
from benchmarks.nearest.first_answer import BARE, IMPORT
from benchmarks.nearest.oracle import brute_distances, least_distances
from benchmarks.nearest.peers import PEERS, Districts, read_districts
from benchmarks.nearest.report import Exactness, Report, print_report, save_report
from geodistricts.basics.arrow import numbers
from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.shared import shared_gazetteer
from geodistricts.snapshot import bundled_path

if TYPE_CHECKING:
    from benchmarks.nearest.peers import Rows
    from geodistricts.basics.arrays import Float64
    from geodistricts.records import Neighbor

TOLERANCE = 1e-6
BRUTE = 2_000
Samples = defaultdict[str, list[float]]
One = Callable[[float, float], "Neighbor | None"]
Many = Callable[["Float64", "Float64"], "tuple[Rows, Float64]"]


def ask_all(ask: One, points: list[tuple[float, float]]) -> None:
    """Ask about one point after the other."""
    for lat, lon in points:
        ask(lat, lon)


def time_singles(
    contenders: dict[str, One], rounds: int, points: list[tuple[float, float]]
) -> Samples:
    """Time one call, microseconds: the mean of a pass, after one that is not counted."""
    samples = Samples(list)
    for number in count_rounds_after_warming_up(rounds, "one call"):
        for name, nearest in contenders.items():
            _, seconds = timed(ask_all, nearest, points)
            if number:
                samples[name].append(seconds / len(points) * 1e6)
    return samples


def time_batches(
    contenders: dict[str, Many], rounds: int, lats: Float64, lons: Float64
) -> tuple[Samples, dict[str, Rows]]:
    """Time a batch, seconds, and keep its rows."""
    samples = Samples(list)
    answers: dict[str, Rows] = {}
    for _ in count_rounds(rounds, f"batch of {len(lats):,}"):
        for name, nearest_many in contenders.items():
            (answers[name], _), seconds = timed(nearest_many, lats, lons)
            samples[name].append(seconds)
    return samples, answers


def time_processes(names: Iterable[str], rounds: int) -> tuple[Samples, Samples, Samples]:
    """Time fresh processes: their wall milliseconds, milliseconds of opening, resident MB."""
    walls, opens, memories = (Samples(list) for _ in range(3))
    names = list(names)
    with tempfile.TemporaryDirectory() as cache:
        # Compiled modules are on disk for all from the second round on, and for none before.
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in count_rounds_after_warming_up(rounds, "fresh process"):
            for name in names:
                printed, seconds = timed(
                    printed_numbers,
                    "benchmarks.nearest.first_answer",
                    name,
                    environment=environment,
                )
                ((opened, memory),) = printed
                if number:
                    walls[name].append(seconds * 1000)
                    if name not in (BARE, IMPORT):
                        opens[name].append(opened)
                    memories[name].append(memory)
    return walls, opens, memories


def exact_shares(
    answers: dict[str, Rows], lats: Float64, lons: Float64, least: Float64, districts: Districts
) -> Samples:
    """Return the share of each contender's batch that is the great-circle nearest."""
    shares = Samples(list)
    for name, rows in answers.items():
        centres = (
            centres_of(rows)
            if name == OURS
            else (districts.latitudes[rows], districts.longitudes[rows])
        )
        found = great_circle_distance(lats, lons, *centres)
        shares[name].append(float((found - least <= TOLERANCE).mean()))
    return shares


def centres_of(pks: Rows) -> tuple[Float64, Float64]:
    """Return the latitudes and longitudes of districts by pk."""
    taken = shared_gazetteer().take(pks, columns=["latitude", "longitude"])
    return numbers(taken, "latitude"), numbers(taken, "longitude")


def check_ours(lats: Float64, lons: Float64, least: Float64, districts: Districts) -> Exactness:
    """Check our answers against the oracle, and the oracle against brute force."""
    pks, distances = geodistricts.nearest_many(lats, lons)
    own = great_circle_distance(lats, lons, *centres_of(pks))
    step = max(1, len(lats) // BRUTE)
    some = slice(0, step * BRUTE, step)
    brute = brute_distances(lats[some], lons[some], districts.latitudes, districts.longitudes)
    singles = [
        answer.distance if (answer := geodistricts.nearest(lat, lon)) else np.nan
        for lat, lon in zip(lats.tolist(), lons.tolist(), strict=True)
    ]
    return Exactness(
        points=len(lats),
        wrong=int((~(np.maximum(own, distances) - least <= TOLERANCE)).sum()),
        wrong_single=int((~(np.abs(np.array(singles) - least) <= TOLERANCE)).sum()),
        brute_points=len(brute),
        wrong_brute=int((~(np.abs(distances[some] - brute) <= TOLERANCE)).sum()),
        largest_error=float(np.abs(distances - least).max()),
    )


@click.command(context_settings=HELP)
@quick_option("One round of 2,000 calls, batches of 50,000", rounds=1, calls=2_000, batch=50_000)
@rounds_option(5)
@calls_option(20_000)
@batch_option()
@save_option("nearest.md, nearest.json and nearest.png")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path),
              help="Folder to write them in instead, also of a quick run.")  # fmt: skip
def main(rounds: int, calls: int, batch: int, save: bool, out: Path | None) -> None:
    """Compare geodistricts with rtree, shapely, scipy, pykdtree and others.

    All answer about the same points with the same record and metres, in rounds that take
    turns, and the medians are shown: one call, a batch of a million points, opening, the
    first answer of a fresh process and its memory (Linux only), and how often the answer is
    the great-circle nearest. Ours is also checked against an exact oracle, point by point.

    A full run takes about five minutes, a quick one less than a minute. Needs the
    package's "bench" extra. The table goes to stdout, progress to stderr.

    \b
    Examples:
      python -m benchmarks.nearest.compare
      python -m benchmarks.nearest.compare --quick
      python -m benchmarks.nearest.compare --rounds 3 --out results
    """  # noqa: D301
    lats, lons = (degrees[:batch] for degrees in million_points())
    walls, opens, memories = time_processes([BARE, IMPORT, OURS, *PEERS], rounds)

    progress("building all")
    lazy = read_districts(bundled_path())
    records = [lazy.records[number] for number in range(len(lazy.latitudes))]
    districts = lazy._replace(records=records)
    peers = {name: peer(*districts) for name, peer in PEERS.items()}
    singles: dict[str, One] = {OURS: geodistricts.nearest}
    batches: dict[str, Many] = {OURS: geodistricts.nearest_many}
    singles |= {name: peer.nearest for name, peer in peers.items()}
    batches |= {name: peer.nearest_many for name, peer in peers.items()}
    # For one point, waking a team of threads costs pykdtree far more than it saves.
    with threadpool_limits(1, user_api="openmp"):
        one_call = time_singles(singles, rounds, single_points(calls))
    batch_seconds, answers = time_batches(batches, rounds, lats, lons)

    progress("checking answers")
    least = least_distances(lats, lons, districts.latitudes, districts.longitudes)
    report = Report(
        calls=calls,
        batch_points=batch,
        rounds=rounds,
        districts=len(records),
        samples={
            "one_call_us": one_call,
            "batch_s": batch_seconds,
            "open_ms": opens,
            "first_answer_ms": walls,
            "resident_mb": memories,
            "exact_share": exact_shares(answers, lats, lons, least, districts),
        },
        exactness=check_ours(lats, lons, least, districts),
    )
    print_report(report)
    if out or save:
        save_report(report, out or RESULTS)


if __name__ == "__main__":
    main()
