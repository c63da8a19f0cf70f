"""Compare ``reverse`` with other libraries' point-in-polygon, in one run on the same points."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click
import numpy as np
import pyarrow.parquet as pq
import shapely

# As a program, this file sees its own folder only.
sys.path.append(str(Path(__file__).resolve().parents[2]))

import geodistricts
from benchmarks.common.points import million_points, read_points
from benchmarks.common.timing import time_calls
from benchmarks.nearest.compare import RESULTS, ROOT, progress
from benchmarks.reverse.peers import PEERS
from geodistricts.shared import shared_gazetteer
from geodistricts.snapshot import BOUNDARIES, bundled_path, rank_by_boundary

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, NDArray

OURS = "geodistricts"
SEED = 20_251_125
POINTS_A_BOUNDARY = 4
FRESH = """
import time
start = time.perf_counter()
import geodistricts
geodistricts.reverse(40.9869, 29.0252)
took = time.perf_counter() - start
status = open("/proc/self/status").read()
print(took * 1e3, int(status.split("VmRSS:")[1].split()[0]) / 1024)
"""


def read_polygons() -> tuple[NDArray[Any], list[Any], Any]:
    """Return the polygons in use, the best record of each, and which of the file they are."""
    gazetteer = shared_gazetteer()
    geometries = pq.read_table(bundled_path() / BOUNDARIES)["geometry"].to_pylist()
    rows, offsets = rank_by_boundary(gazetteer.table, len(geometries))
    used = np.flatnonzero(np.diff(offsets))
    records = gazetteer.districts_at(rows[offsets[:-1][used]])
    return shapely.from_wkb(geometries)[used], records, used


def disagreements(lats: Float64, lons: Float64, peer_rows: NDArray[Any], records: list[Any]) -> int:
    """Count the points where containment, by shapely, and ours name other districts."""
    rows, distances = geodistricts.reverse_many(lats, lons)
    table = shared_gazetteer().table
    pks = np.append(table["pk"].combine_chunks().to_numpy(), -1)
    ours = np.where(distances == 0, pks[rows], -1)
    theirs = np.append([record.pk for record in records], -1)[peer_rows]
    different = np.flatnonzero(ours != theirs)
    # On a border, shapely names the smallest row, and ours the boundary to the north-east.
    tree = shapely.STRtree(read_polygons()[0])
    wrong = 0
    for place in different.tolist():
        touching = tree.query(shapely.Point(lons[place], lats[place]), "intersects")
        wrong += ours[place] not in {records[row].pk for row in touching}
    return wrong


def differing_from_nearest(lats: Float64, lons: Float64) -> float:
    """Return the share of points whose nearest centre is another boundary's district."""
    table = shared_gazetteer().table
    boundary = np.nan_to_num(
        table["boundary"].combine_chunks().to_numpy(zero_copy_only=False), nan=-1
    )
    inside, _ = geodistricts.reverse_many(lats, lons)
    nearest, _ = geodistricts.nearest_many(lats, lons)
    return float((boundary[inside] != boundary[nearest]).mean())


def agreement_with_source(path: Path) -> tuple[float, int]:
    """Draw points uniformly inside each source boundary; return the share that we give to it."""
    source = pq.read_table(path, columns=["quarter_id", "geometry"])
    shapes = shapely.make_valid(shapely.from_wkb(source["geometry"].to_pylist()))
    ids = source["quarter_id"].to_numpy()
    committed = pq.read_table(bundled_path() / BOUNDARIES, columns=["source_id"])
    source_ids = np.append(committed["source_id"].to_numpy(), -1)
    boundary = shared_gazetteer().table["boundary"].combine_chunks()
    boundary_of_row = np.append(
        np.nan_to_num(boundary.to_numpy(zero_copy_only=False), nan=-1).astype(np.int64), -1
    )
    joined = np.flatnonzero(np.isin(ids, source_ids[boundary_of_row[:-1]]))
    chosen = np.repeat(joined, POINTS_A_BOUNDARY)
    rng = np.random.default_rng(SEED)
    low, high = np.hsplit(shapely.bounds(shapes[chosen]), 2)
    points, pending = np.empty((len(chosen), 2)), np.arange(len(chosen))
    shapely.prepare(shapes)
    while len(pending):
        points[pending] = rng.uniform(low[pending], high[pending])
        inside = shapely.contains_xy(shapes[chosen[pending]], points[pending])
        pending = pending[~inside]
    rows, _ = geodistricts.reverse_many(points[:, 1], points[:, 0])
    return float((source_ids[boundary_of_row[rows]] == ids[chosen]).mean()), len(chosen)


def fresh_processes(rounds: int) -> tuple[list[float], list[float]]:
    """Return milliseconds to the first answer, imports included, and resident MB."""
    taken, held = [], []
    for _ in range(rounds + 1):
        done = subprocess.run(
            [sys.executable, "-c", FRESH], cwd=ROOT, capture_output=True, text=True, check=True
        )
        milliseconds, megabytes = map(float, done.stdout.split())
        taken.append(milliseconds)
        held.append(megabytes)
    return taken[1:], held[1:]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True)
@click.option("--calls", type=click.IntRange(100), default=20_000, show_default=True)
@click.option("--batch", type=click.IntRange(1000), default=1_000_000, show_default=True)
@click.option("--boundaries", type=click.Path(exists=True, path_type=Path),
              help="The source boundaries: measures what simplification loses.")  # fmt: skip
@click.option("--save/--no-save", default=True, show_default=True)
def main(rounds: int, calls: int, batch: int, boundaries: Path | None, save: bool) -> None:
    """Compare reverse with shapely, rtree, geopandas and DuckDB on the same polygons.

    One call from degrees to a record, and a batch from arrays to rows; medians of rounds that
    take turns. Every answer of the batch is checked against shapely's containment.

    Example: python benchmarks/compare_reverse.py --boundaries boundaries.parquet
    """
    points = list(zip(*(degrees[:calls].tolist() for degrees in read_points()), strict=True))
    lats, lons = (degrees[:batch] for degrees in million_points())
    progress("fresh processes")
    first, held = fresh_processes(rounds)
    progress("building all")
    shapes, records, _ = read_polygons()
    singles: dict[str, Any] = {OURS: geodistricts.reverse}
    batches: dict[str, Any] = {OURS: geodistricts.reverse_many}
    notes = []
    for peer in PEERS:
        try:
            built = peer(shapes, records)
        except Exception as error:  # an extension that cannot be fetched, in its own words
            notes.append(f"{peer.title} could not be measured: {str(error).splitlines()[0][:120]}")
            continue
        singles[peer.title], batches[peer.title] = built.reverse, built.reverse_many
    calls_us: dict[str, list[float]] = defaultdict(list)
    slowest_us: dict[str, list[float]] = defaultdict(list)
    batch_s: dict[str, list[float]] = defaultdict(list)
    answers = {}
    for number in range(rounds):
        progress(f"round {number + 1} of {rounds}")
        for name, ask in singles.items():
            slow = "geopandas" in name or "DuckDB" in name
            taken = time_calls(ask, points[: calls // 200] if slow else points)
            calls_us[name].append(median(taken))
            slowest_us[name].append(quantiles(taken, n=100)[98])
        for name, ask in batches.items():
            start = perf_counter()
            answers[name] = ask(lats, lons)
            batch_s[name].append(perf_counter() - start)
    progress("checking answers")
    wrong = disagreements(lats, lons, answers["shapely STRtree + contains"], records)
    differ = differing_from_nearest(*read_points())
    notes.append(
        f"Of {len(lats):,} points, ours disagrees with shapely's containment at {wrong:,}. The "
        f"nearest centre is another district's than the boundary at {differ:.1%} of "
        f"{len(read_points()[0]):,} points drawn uniformly inside the boundaries."
    )
    if boundaries:
        share, count = agreement_with_source(boundaries)
        notes.append(
            f"Of {count:,} points drawn uniformly inside the source boundaries, before "
            f"simplification, {share:.2%} are given to the same boundary."
        )
    notes.append(
        f"Fresh process: first reverse after {median(first):,.0f} ms, imports included; "
        f"{median(held):,.0f} MB resident then."
    )
    lines = ["# Point in boundary: ours and others", ""]
    lines += ["| | One call, µs | 99th percentile, µs | Batch, s |", "|---|---:|---:|---:|"]
    for name in singles:
        cells = []
        for values in (calls_us, slowest_us, batch_s):
            value, ours = median(values[name]), median(values[OURS])
            ratio = "" if name == OURS else f" ({value / ours:,.1f}×)"
            cells.append(f"{value:,.3g}{ratio}" if value < 1000 else f"{value:,.0f}{ratio}")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", f"Medians of {rounds} rounds, {len(shapes):,} polygons, batch of {batch:,}.", ""]
    lines += [line for note in notes for line in (note, "")]
    text = "\n".join(lines)
    print(text)
    if save:
        (RESULTS / "reverse.md").write_text(text, encoding="utf-8")
        samples = {"one_call_us": calls_us, "p99_us": slowest_us, "batch_s": batch_s,
                   "first_ms": first, "resident_mb": held}  # fmt: skip
        (RESULTS / "reverse.json").write_text(json.dumps(samples) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
