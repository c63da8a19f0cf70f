"""Compare ``reverse`` with other libraries' point-in-polygon, in one run on the same points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import click

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
from benchmarks.common.points import million_points, read_points, single_points
from benchmarks.common.processes import printed_numbers
from benchmarks.common.progress import count_rounds, count_rounds_after_warming_up, progress
from benchmarks.common.results import save_json, save_text
from benchmarks.common.tables import Grid, beside_ours, figure, markdown, show
from benchmarks.common.timing import medians, time_each, timed
from benchmarks.reverse.agreement import (
    Polygons,
    agreement_with_source,
    disagreements,
    read_polygons,
    share_unlike_nearest,
)
from benchmarks.reverse.peers import PEERS, ShapelyTree

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, NDArray

Samples = Mapping[str, list[float]]
Many = Callable[["Float64", "Float64"], Any]


def fresh_processes(rounds: int) -> Samples:
    """Return milliseconds to the first answer, imports included, and resident MB."""
    samples: dict[str, list[float]] = {"first_ms": [], "resident_mb": []}
    for number in count_rounds_after_warming_up(rounds, "fresh process"):
        (printed,) = printed_numbers("benchmarks.reverse.first_answer")
        if number:
            for name, value in zip(samples, printed, strict=True):
                samples[name].append(value)
    return samples


def build_peers(polygons: Polygons) -> tuple[dict[str, Any], list[str]]:
    """Build the peers over the same polygons.

    Returns
    -------
    built : dict
        By title.
    failures : list of str
        What those that could not be built said: an extension may have to be fetched.
    """
    built, failures = {}, []
    for peer in PEERS:
        try:
            built[peer.title] = peer(*polygons)
        except Exception as error:
            said = str(error).partition("\n")[0].partition(" at URL")[0]
            failures.append(f"{peer.title} could not be measured: {said}")
    return built, failures


def table(samples: Mapping[str, Samples]) -> Grid:
    """Make the table: a row a contender, with how many times ours."""
    rows = []
    of_measure = [medians(samples[name]) for name in ("one_call_us", "p99_us", "batch_s")]
    for name in of_measure[0]:
        cells = (
            figure(values[name]) if name == OURS else beside_ours(values[name], values[OURS])
            for values in of_measure
        )
        rows.append([name, *cells])
    return Grid("", ["", "One call, µs", "99th percentile, µs", "Batch, s"], rows)


@click.command(context_settings=HELP)
@quick_option("One round of 2,000 calls, batches of 20,000", rounds=1, calls=2_000, batch=20_000)
@rounds_option(3)
@calls_option(20_000)
@batch_option()
@click.option("--boundaries", type=click.Path(exists=True, path_type=Path),
              help="The source boundaries: measures what simplification loses.")  # fmt: skip
@save_option("reverse.md and reverse.json")
def main(rounds: int, calls: int, batch: int, boundaries: Path | None, save: bool) -> None:
    """Compare reverse with shapely, rtree, geopandas and DuckDB on the same polygons.

    One call from degrees to a record, and a batch from arrays to pks; medians of rounds that
    take turns. Every answer of the batch is checked against shapely's containment. A
    full run takes about three minutes.

    \b
    Examples:
      python -m benchmarks.reverse.compare --quick
      python -m benchmarks.reverse.compare --boundaries boundaries.parquet
    """  # noqa: D301
    points = single_points(calls)
    lats, lons = (degrees[:batch] for degrees in million_points())
    fresh = fresh_processes(rounds)
    progress("building all")
    polygons = read_polygons()
    peers, notes = build_peers(polygons)
    singles = {OURS: (geodistricts.reverse, points)}
    batches: dict[str, Many] = {OURS: geodistricts.reverse_many}
    for title, peer in peers.items():
        singles[title] = peer.reverse, points[: calls // 200] if peer.is_slow else points
        batches[title] = peer.reverse_many
    calls_us, slowest_us, batch_s = (defaultdict[str, list[float]](list) for _ in range(3))
    answers: dict[str, NDArray[Any]] = {}
    for _ in count_rounds(rounds, "one call and batch"):
        for name, taken in time_each(singles).items():
            calls_us[name].append(median(taken))
            slowest_us[name].append(quantiles(taken, n=100)[98])
        for name, ask in batches.items():
            answers[name], seconds = timed(ask, lats, lons)
            batch_s[name].append(seconds)
    progress("checking answers")
    wrong = disagreements(lats, lons, answers[ShapelyTree.title], polygons)
    pinned = read_points()
    notes.append(
        f"Of {len(lats):,} points, ours disagrees with shapely's containment at {wrong:,}. The "
        f"nearest centre is another district's than the boundary at "
        f"{share_unlike_nearest(*pinned):.1%} of {len(pinned[0]):,} points drawn uniformly inside "
        "the boundaries."
    )
    if boundaries:
        share, drawn = agreement_with_source(boundaries)
        notes.append(
            f"Of {drawn:,} points drawn uniformly inside the source boundaries, before "
            f"simplification, {share:.2%} are given to the same boundary."
        )
    notes.append(
        f"Fresh process: first reverse after {median(fresh['first_ms']):,.0f} ms, imports "
        f"included; {median(fresh['resident_mb']):,.0f} MB resident then."
    )
    samples = {"one_call_us": calls_us, "p99_us": slowest_us, "batch_s": batch_s}
    basis = f"Medians of {rounds} rounds, {len(polygons.shapes):,} polygons, batch of {batch:,}."
    picture = "![Where the nearest centre is another district's, in Kadıköy](reverse_map.png)"
    blocks: list[str | Grid] = [table(samples), basis, *notes]
    show(*blocks)
    if save:
        save_text("reverse.md", markdown("Point in boundary: ours and others", [*blocks, picture]))
        save_json("reverse.json", {**samples, **fresh})


if __name__ == "__main__":
    main()
