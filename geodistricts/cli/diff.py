"""The command that compares snapshots: diff."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodistricts.basics.letters import collation_key
from geodistricts.basics.visible import visible
from geodistricts.cli.output import FOUND, NOTHING_FOUND, print_json, print_table
from geodistricts.cli.streams import complain, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from geodistricts.sources import Change, Comparison

_HEADINGS = {
    **{"added": "Added", "removed": "Removed", "renamed": "Renamed", "moved": "Moved"},
    **{"postal_code": "Postal code", "official_code": "Official code", "alias": "Other name"},
}
_OTHER_LIST = 0.3
"""Share of renamed districts above which two snapshots hardly number one list."""
_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("old", type=_FOLDER)
@click.argument("new", type=_FOLDER)
@click.option(
    "--overlay",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your own corrections to NEW, CSV or Parquet.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def diff(old: Path, new: Path, overlay: Path | None, as_json: bool) -> int:
    """Print what changed from snapshot OLD to snapshot NEW, by city.

    It lists districts that were added, removed, renamed or moved (to another township, or by any
    distance), changes of postal codes, official codes, other names and population, and cities
    and townships too. OLD may be of an older format. Exit code 0 if something changed, 1 if
    nothing did.

    Name the same folder twice, with an overlay, to see what the overlay does.

    \b
    geodistricts diff snapshot-2025 snapshot-2026
    geodistricts diff my-snapshot my-snapshot --overlay corrections.csv
    """  # noqa: D301
    from geodistricts.snapshot import DISTRICTS
    from geodistricts.sources import compare_all

    version, before = _read(old, None)
    new_version, after = _read(new, overlay)
    found = compare_all(before, after)
    renamed = sum(one.kind == "renamed" for one in found.districts)
    if renamed > _OTHER_LIST * before[DISTRICTS].num_rows:
        complain(
            f"geodistricts: {renamed:,} pks of {old} are other districts in {new}; "
            "are these snapshots of the same list?"
        )
    if as_json:
        print_json({"old": version, "new": new_version, **_as_json(found)})
    elif found:
        say(visible(f"{version} → {new_version}"))
        _print(found)
    else:
        complain("No difference.")
    return FOUND if found else NOTHING_FOUND


def _read(path: Path, overlay: Path | None) -> tuple[str, dict[str, pa.Table]]:
    """Return a snapshot's version and tables, corrected where there is an overlay."""
    from geodistricts.snapshot import ALIASES, DISTRICTS, read_manifest
    from geodistricts.sources import read_tables

    tables = read_tables(path)
    if overlay is None:
        return str(read_manifest(path)["data_version"]), tables
    from geodistricts.overlay import CorrectedSnapshot

    corrected = CorrectedSnapshot(path, overlay)
    tables |= {DISTRICTS: corrected.rows.table, ALIASES: corrected.rows.aliases}
    return corrected.version, tables


def _by_city(found: Comparison) -> dict[str, dict[str, list[Change]]]:
    cities: dict[str, dict[str, list[Change]]] = defaultdict(lambda: {k: [] for k in _HEADINGS})
    for change in found.districts:
        cities[change.city][change.kind].append(change)
    for city in (*found.new_codes, *found.people):
        cities[city]  # there, if without a line
    return dict(sorted(cities.items(), key=lambda of_city: collation_key(of_city[0])))


def _print(found: Comparison) -> None:
    cities = _by_city(found)
    rows = []
    for city, kinds in cities.items():
        people = found.people.get(city)
        grown = f"{people.after - people.before:+,} ({people.districts:,})" if people else ""
        counts = (f"{len(changes):,}" if changes else "" for changes in kinds.values())
        rows.append((city, *counts, found.new_codes.get(city, ""), grown))
    if rows:
        headings = ("City", *_HEADINGS.values(), "New code", "Population (figures)")
        print_table("Districts", headings, rows)
    for line in _lines(found, cities):
        say(visible(line))


def _lines(found: Comparison, cities: dict[str, dict[str, list[Change]]]) -> Iterator[str]:
    for level, changes in (("city", found.cities), ("township", found.townships)):
        for one in changes:
            before = f"{one.before} → " if one.before else ""
            yield f"{level} {one.kind} {before}{one.label}"
    for city, kinds in cities.items():
        if any(kinds.values()):
            yield city
        for kind, of_kind in kinds.items():
            yield from (f"  {_HEADINGS[kind].lower()} {change.line}" for change in of_kind)


def _as_json(found: Comparison) -> dict[str, Any]:
    districts = {}
    for city, kinds in _by_city(found).items():
        people = found.people.get(city)
        districts[city] = {
            **{
                kind: [_change_json(change) for change in changes]
                for kind, changes in kinds.items()
            },
            "new_official_codes": found.new_codes.get(city, 0),
            "population": people and people._asdict(),
        }
    return {
        "cities": [one._asdict() for one in found.cities],
        "townships": [one._asdict() for one in found.townships],
        "districts": districts,
    }


def _change_json(change: Change) -> dict[str, Any]:
    told = change._asdict()
    return {name: value for name, value in told.items() if name not in ("kind", "city")}
