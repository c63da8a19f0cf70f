"""The commands about snapshots: info, verify."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from geodistricts import __version__
from geodistricts.basics.visible import visible
from geodistricts.cli.output import FOUND, common_options, open_snapshot, print_json, print_table
from geodistricts.cli.streams import say
from geodistricts.errors import GeodistrictsError


@click.command()
@common_options
def info(snapshot: Path | None, overlay: Path | None, as_json: bool) -> int:
    """Print what the snapshot holds: counts, coverage, sources, versions."""
    gazetteer = open_snapshot(snapshot, overlay)
    districts = gazetteer.table
    active = districts["is_active"].to_pylist()
    kinds = Counter(
        (kind, source or "none")
        for kind, source, is_active in zip(
            districts["kind"].to_pylist(),
            districts["coordinate_source"].to_pylist(),
            active,
            strict=True,
        )
        if is_active
    )
    counts = {
        "cities": len(gazetteer.cities),
        "townships": sum(len(gazetteer.townships_of(city)) for city in gazetteer.cities),
        "districts": sum(active),
        "inactive districts": len(active) - sum(active),
        "with coordinates": sum(count for (_, source), count in kinds.items() if source != "none"),
    }
    manifest = {**gazetteer.manifest, "data_version": gazetteer.version}
    if overlay is not None:
        counts["corrections"] = len(gazetteer.corrections)
    if as_json:
        coverage = [
            {"kind": kind, "coordinate_source": source, "districts": count}
            for (kind, source), count in sorted(kinds.items())
        ]
        print_json(
            {
                "geodistricts": __version__,
                "path": str(gazetteer.path),
                "overlay": gazetteer.overlay and str(gazetteer.overlay),
                **manifest,
                "counts": counts,
                "coverage": coverage,
            }
        )
        return FOUND
    say(visible(f"geodistricts {__version__}, data {gazetteer.version}, {gazetteer.path}"))
    if overlay is not None:
        say(visible(f"with {counts['corrections']:,} corrections of {gazetteer.overlay}"))
    print_table("", ("Count", ""), [(name, f"{count:,}") for name, count in counts.items()])
    print_table(
        "Coverage",
        ("Kind", "Coordinates from", "Districts"),
        [(kind, source, f"{count:,}") for (kind, source), count in sorted(kinds.items())],
    )
    print_table(
        "Sources",
        ("Name", "Origin", "Licence", "Retrieved"),
        [
            (source["name"], source["origin"], source["licence"], source["retrieved"] or "")
            for source in manifest["sources"]
        ],
    )
    return FOUND


@click.command()
@common_options
def verify(snapshot: Path | None, overlay: Path | None, as_json: bool) -> int:
    """Check every file of the snapshot against its manifest, and the overlay line by line.

    Exit code 2 where a file is missing or altered, or a correction is impossible.
    """
    from geodistricts.snapshot import bundled_path
    from geodistricts.snapshot import verify as verify_snapshot

    findings = verify_snapshot(snapshot or bundled_path())
    if overlay is not None and not any(problem for _, problem in findings):
        findings.append((str(overlay), _overlay_problem(snapshot, overlay)))
    problems = [problem for _, problem in findings if problem]
    if as_json:
        print_json([{"file": name, "problem": problem} for name, problem in findings])
    else:
        print_table(
            "", ("File", "State"), [(name, "bad" if bad else "good") for name, bad in findings]
        )
    if problems:
        raise GeodistrictsError("; ".join(problems))
    return FOUND


def _overlay_problem(snapshot: Path | None, overlay: Path) -> str | None:
    try:
        open_snapshot(snapshot, overlay)
    except GeodistrictsError as error:
        return str(error)
    return None
