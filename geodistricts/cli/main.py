"""The command line: tables for people, JSON for programs."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodistricts import __version__
from geodistricts.cli.addresses import parse, validate
from geodistricts.cli.enrich import enrich
from geodistricts.cli.names import match, normalize, suggest
from geodistricts.cli.output import (
    BAD_INPUT,
    FOUND,
    NOTHING_FOUND,
    common_options,
    district_json,
    open_snapshot,
    pk_or_name,
    place_options,
    print_districts,
    print_json,
    print_table,
)
from geodistricts.errors import GeodistrictsError
from geodistricts.records import DEFAULT_MAX_DISTANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodistricts.records import Neighbor


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="geodistricts")
def cli() -> None:
    """Find Turkish districts (mahalle, köy) by coordinate and by name, offline.

    Exit code 0: found; 1: nothing found; 2: bad usage or bad input.
    """


_POINT = {"ignore_unknown_options": True}


@cli.command(context_settings=_POINT)
@click.argument("lat", type=float)
@click.argument("lon", type=float)
@click.option("--max-distance", type=float, metavar="METRES", help="Nothing farther than this.")
@common_options
def nearest(
    lat: float, lon: float, max_distance: float | None, snapshot: Path | None, as_json: bool
) -> int:
    """Print the district whose coordinates are nearest to LAT LON (degrees).

    Example: geodistricts nearest 41.0636 28.8515
    """
    found = open_snapshot(snapshot).nearest(lat, lon, max_distance)
    if as_json:
        print_json(_neighbor_json(found) if found else None)
    else:
        _print_neighbors([found] if found else [])
    return FOUND if found else NOTHING_FOUND


@cli.command(context_settings=_POINT)
@click.argument("lat", type=float)
@click.argument("lon", type=float)
@click.option(
    "--max-distance",
    type=float,
    default=DEFAULT_MAX_DISTANCE,
    show_default=True,
    metavar="METRES",
    help="How far a point outside every boundary may be from the nearest.",
)
@common_options
def reverse(
    lat: float, lon: float, max_distance: float, snapshot: Path | None, as_json: bool
) -> int:
    """Print the district whose boundary contains LAT LON (degrees).

    Outside every boundary, the nearest one answers. Districts that share the boundary, the
    parts of one village, follow.

    Example: geodistricts reverse 41.0636 28.8515
    """
    found = open_snapshot(snapshot).reverse(lat, lon, max_distance)
    if as_json:
        print_json(
            district_json(
                found.district,
                method=found.method,
                distance=round(found.distance, 3),
                others=[district_json(other) for other in found.others],
            )
            if found
            else None
        )
    else:
        rows = [(found.district, [found.method, f"{found.distance:,.0f} m"])] if found else []
        rows += [(other, ["shares it", ""]) for other in (found.others if found else ())]
        print_districts(rows, "By", "Distance")
    return FOUND if found else NOTHING_FOUND


@cli.command(context_settings=_POINT)
@click.argument("lat", type=float)
@click.argument("lon", type=float)
@click.option("-k", type=int, default=5, show_default=True, help="How many districts.")
@click.option("--max-distance", type=float, metavar="METRES", help="Nothing farther than this.")
@place_options
@common_options
def neighbors(
    lat: float,
    lon: float,
    k: int,
    max_distance: float | None,
    city: str | None,
    township: str | None,
    snapshot: Path | None,
    as_json: bool,
) -> int:
    """Print the districts nearest to LAT LON (degrees), nearest first.

    Example: geodistricts neighbors 41.0636 28.8515 -k 3 --city istanbul
    """
    found = open_snapshot(snapshot).neighbors(
        lat, lon, k, max_distance, city=pk_or_name(city), township=pk_or_name(township)
    )
    if as_json:
        print_json([_neighbor_json(neighbor) for neighbor in found])
    else:
        _print_neighbors(found)
    return FOUND if found else NOTHING_FOUND


@cli.command()
@common_options
def info(snapshot: Path | None, as_json: bool) -> int:
    """Print what the snapshot holds: counts, coverage, sources, versions."""
    gazetteer = open_snapshot(snapshot)
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
    manifest = dict(gazetteer.manifest)
    if as_json:
        coverage = [
            {"kind": kind, "coordinate_source": source, "districts": count}
            for (kind, source), count in sorted(kinds.items())
        ]
        print_json(
            {
                "geodistricts": __version__,
                "path": str(gazetteer.path),
                **manifest,
                "counts": counts,
                "coverage": coverage,
            }
        )
        return FOUND
    click.echo(f"geodistricts {__version__}, data {gazetteer.version}, {gazetteer.path}")
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


@cli.command()
@common_options
def verify(snapshot: Path | None, as_json: bool) -> int:
    """Check every file of the snapshot against its manifest.

    Exit code 2 where a file is missing or altered.
    """
    from geodistricts.gazetteer import bundled_path
    from geodistricts.snapshot.reading import verify as verify_snapshot

    findings = verify_snapshot(snapshot or bundled_path())
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


def _print_neighbors(neighbors: Sequence[Neighbor]) -> None:
    print_districts(
        [(district, [f"{distance:,.0f} m"]) for district, distance in neighbors], "Distance"
    )


def _neighbor_json(neighbor: Neighbor) -> dict[str, Any]:
    return district_json(neighbor.district, distance=round(neighbor.distance, 3))


for _command in (normalize, match, suggest, validate, parse, enrich):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; any error is one line on standard error and exit code 2."""
    try:
        code = cli.main(prog_name="geodistricts", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(BAD_INPUT)
    except click.ClickException as error:
        _fail(error.format_message())
    except click.Abort:
        _fail("stopped")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FOUND)
    except (GeodistrictsError, LookupError, TypeError, ValueError, OSError) as error:
        _fail(str(error.args[0]) if isinstance(error, LookupError) else str(error))
    else:
        sys.exit(code)


def _fail(problem: str) -> None:
    click.echo(f"geodistricts: {' '.join(problem.split())}", err=True)
    sys.exit(BAD_INPUT)
