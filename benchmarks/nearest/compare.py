"""Compare the nearest-district lookup with other libraries, in one run on the same points."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click
import numpy as np
from threadpoolctl import threadpool_limits

# As a program, this file sees its own folder only.
sys.path.append(str(Path(__file__).resolve().parents[2]))

import geodistricts
from benchmarks.common.points import million_points, read_points
from benchmarks.nearest.first_answer import BARE, IMPORT, OURS
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

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "benchmarks" / "results"
TOLERANCE = 1e-6
BRUTE = 2_000
Samples = defaultdict[str, list[float]]
One = Callable[[float, float], "Neighbor | None"]
Many = Callable[["Float64", "Float64"], "tuple[Rows, Float64]"]


def progress(text: str) -> None:
    """Say on stderr what goes on."""
    click.echo(text, err=True)


def time_calls(
    contenders: dict[str, One], rounds: int, points: list[tuple[float, float]]
) -> Samples:
    """Time one call, microseconds, after a pass that is not counted."""
    samples: Samples = defaultdict(list)
    for number in range(rounds + 1):
        progress(f"one call: {f'round {number} of {rounds}' if number else 'warming up'}")
        for name, nearest in contenders.items():
            start = perf_counter()
            for lat, lon in points:
                nearest(lat, lon)
            if number:
                samples[name].append((perf_counter() - start) / len(points) * 1e6)
    return samples


def time_batches(
    contenders: dict[str, Many], rounds: int, lats: Float64, lons: Float64
) -> tuple[Samples, dict[str, Rows]]:
    """Time a batch, seconds, and keep its rows."""
    samples: Samples = defaultdict(list)
    answers: dict[str, Rows] = {}
    for number in range(1, rounds + 1):
        progress(f"batch of {len(lats):,}: round {number} of {rounds}")
        for name, nearest_many in contenders.items():
            start = perf_counter()
            answers[name], _ = nearest_many(lats, lons)
            samples[name].append(perf_counter() - start)
    return samples, answers


def time_processes(names: Iterable[str], rounds: int) -> tuple[Samples, Samples, Samples]:
    """Time fresh processes: their wall milliseconds, milliseconds of opening, resident MB."""
    walls, opens, memories = (Samples(list) for _ in range(3))
    names = list(names)
    with tempfile.TemporaryDirectory() as cache:
        # Compiled modules are on disk for all from the second round on, and for none before.
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(rounds + 1):
            progress(f"fresh process: {f'round {number} of {rounds}' if number else 'warming up'}")
            for name in names:
                start = perf_counter()
                done = subprocess.run(
                    [sys.executable, "-m", "benchmarks.first_answer", name],
                    cwd=ROOT,
                    env=environment,
                    stdout=subprocess.PIPE,
                    check=True,
                )
                wall = (perf_counter() - start) * 1000
                opened, memory = map(float, done.stdout.split())
                if number:
                    walls[name].append(wall)
                    if name not in (BARE, IMPORT):
                        opens[name].append(opened)
                    memories[name].append(memory)
    return walls, opens, memories


def check_ours(lats: Float64, lons: Float64, least: Float64, districts: Districts) -> Exactness:
    """Check our answers against the oracle, and the oracle against brute force."""
    table = shared_gazetteer().table
    rows, distances = geodistricts.nearest_many(lats, lons)
    latitudes, longitudes = numbers(table, "latitude")[rows], numbers(table, "longitude")[rows]
    own = great_circle_distance(lats, lons, latitudes, longitudes)
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


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--quick", is_flag=True, help="One round of 2,000 calls and batches of 50,000.")
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for nearest.json, nearest.md and nearest.png.  "
    "[default: benchmarks/results; with --quick, nothing is saved]",
)
def main(quick: bool, rounds: int, out: Path | None) -> None:
    """Compare geodistricts with rtree, shapely, scipy, pykdtree and others.

    All answer about the same points with the same record and metres, in rounds that take
    turns, and the medians are shown: one call, a batch of a million points, opening, the
    first answer of a fresh process and its memory (Linux only), and how often the answer is
    the great-circle nearest. Ours is also checked against an exact oracle, point by point.

    A full run takes about five minutes, a quick one less than a minute. Needs the
    package's "bench" extra. The table goes to stdout, progress to stderr.

    \b
    Examples:
      python benchmarks/compare.py
      python benchmarks/compare.py --quick
      python benchmarks/compare.py --rounds 3 --out results
    """  # noqa: D301
    rounds = 1 if quick else rounds
    calls, size = (2_000, 50_000) if quick else (20_000, 1_000_000)
    points = list(zip(*(degrees[:calls].tolist() for degrees in read_points()), strict=True))
    lats, lons = (degrees[:size] for degrees in million_points())

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
        one_call = time_calls(singles, rounds, points)
    batch, answers = time_batches(batches, rounds, lats, lons)

    progress("checking answers")
    least = least_distances(lats, lons, districts.latitudes, districts.longitudes)
    exact: Samples = defaultdict(list)
    for name, rows in answers.items():
        table = shared_gazetteer().table
        latitudes, longitudes = (
            (numbers(table, "latitude"), numbers(table, "longitude"))
            if name == OURS
            else (districts.latitudes, districts.longitudes)
        )
        found = great_circle_distance(lats, lons, latitudes[rows], longitudes[rows])
        exact[name].append(float((found - least <= TOLERANCE).mean()))

    report = Report(
        calls=calls,
        batch_points=size,
        rounds=rounds,
        districts=len(records),
        samples={
            "one_call_us": one_call,
            "batch_s": batch,
            "open_ms": opens,
            "first_answer_ms": walls,
            "resident_mb": memories,
            "exact_share": exact,
        },
        exactness=check_ours(lats, lons, least, districts),
    )
    print_report(report)
    if out or not quick:
        save_report(report, out or RESULTS)


if __name__ == "__main__":
    main()
