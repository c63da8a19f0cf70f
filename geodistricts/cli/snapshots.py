"""The commands about snapshots: info, verify."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodistricts import __version__
from geodistricts.basics.visible import visible
from geodistricts.cli.output import FOUND, common_options, open_snapshot, print_json, print_table
from geodistricts.cli.streams import say
from geodistricts.errors import GeodistrictsError

if TYPE_CHECKING:
    import pyarrow as pa

_PUBLISHED = ("official_code", "population")


@click.command()
@common_options
def info(snapshot: Path | None, overlay: Path | None, as_json: bool) -> int:
    """Print what the snapshot holds: counts, sources, version."""
    from geodistricts.snapshot import SEMT

    gazetteer = open_snapshot(snapshot, overlay)
    active = gazetteer.table["is_active"].to_pylist()
    kinds = Counter(_of_active(gazetteer.table, "coordinate_source"))
    known = {
        field: Counter(
            kind for kind, value in _of_active(gazetteer.table, field) if value is not None
        )
        for field in _PUBLISHED
    }
    totals = Counter(kind for kind, _ in kinds.elements())
    published = {
        kind: {"districts": totals[kind], **{field: known[field][kind] for field in _PUBLISHED}}
        for kind in sorted(totals)
    }
    semts = gazetteer.aliases["kind"].to_pylist().count(SEMT)
    counts = {
        "cities": len(gazetteer.cities),
        "townships": sum(len(gazetteer.townships_of(city)) for city in gazetteer.cities),
        "districts": sum(active),
        "inactive districts": len(active) - sum(active),
        "with coordinates": sum(count for (_, source), count in kinds.items() if source),
        "other names": gazetteer.aliases.num_rows - semts,
        "semts": semts,
    }
    manifest = {**gazetteer.manifest, "data_version": gazetteer.version}
    if overlay is not None:
        counts["corrections"] = len(gazetteer.corrections)
    if as_json:
        coverage = [
            {"kind": kind, "coordinate_source": source or "none", "districts": count}
            for (kind, source), count in _sorted(kinds)
        ]
        print_json(
            {
                "geodistricts": __version__,
                "path": str(gazetteer.path),
                "overlay": gazetteer.overlay and str(gazetteer.overlay),
                **manifest,
                "counts": counts,
                "coverage": coverage,
                "published": published,
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
        [(kind, source or "none", f"{count:,}") for (kind, source), count in _sorted(kinds)],
    )
    print_table(
        "Published by the state",
        ("Kind", "Districts", "Official code", "Population"),
        [(kind, *(f"{count:,}" for count in row.values())) for kind, row in published.items()],
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


def _of_active(districts: pa.Table, field: str) -> Iterator[tuple[str, object]]:
    """Yield the kind and a field of each active district."""
    columns = (districts[name].to_pylist() for name in ("kind", field, "is_active"))
    return ((kind, value) for kind, value, is_active in zip(*columns, strict=True) if is_active)


def _sorted(kinds: Counter[tuple[str, object]]) -> list[tuple[tuple[str, object], int]]:
    return sorted(kinds.items(), key=lambda item: (item[0][0], str(item[0][1] or "none")))


@click.command()
@common_options
def verify(snapshot: Path | None, overlay: Path | None, as_json: bool) -> int:
    """Check the snapshot's files, and every line of the overlay.

    The files are compared with the snapshot's manifest. Exit code 2 if one is missing or
    altered, or a correction is impossible.
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
