"""The bundled snapshot: the PTT list, the boundaries, and what the state publishes."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import shapely

from geodistricts.basics.letters import collation_key
from geodistricts.snapshot import (
    ALIASES,
    BOUNDARIES,
    CITIES,
    DISTRICTS,
    SCHEMAS,
    TOWNSHIPS,
    Speller,
)
from geodistricts.sources.diff import compare, guard_against_shrinking
from geodistricts.sources.numbering import PreviousPks, assign_pks, keep_gone, read_previous
from geodistricts.sources.open_data.join import Joined, join_boundaries
from geodistricts.sources.open_data.ptt import ListedDistrict, PostalList, read_postal_list
from geodistricts.sources.open_data.published import (
    Facts,
    Official,
    OtherName,
    read_published,
)
from geodistricts.sources.open_data.report import Report
from geodistricts.sources.open_data.semts import other_semts
from geodistricts.sources.open_data.shapes import (
    BoundarySource,
    clean_coverage,
    points_inside,
    read_boundaries,
    shapes_of_places,
    simplify_coverage,
    wind,
)
from geodistricts.sources.write import Source, sha256, write_snapshot

TOLERANCE = 0.0005
STEPS = 10


class Inputs(NamedTuple):
    """The files that a snapshot is built from.

    Attributes
    ----------
    ptt : Path
        The postal-code list, a spreadsheet.
    boundaries : Path
        The boundary file, GeoParquet.
    register, population, renamed : Path, optional
        Parquet: the address register, the published population, the villages' names of today.
        Without the first there are no codes, no figures and fewer other names.
    """

    ptt: Path
    boundaries: Path
    register: Path | None = None
    population: Path | None = None
    renamed: Path | None = None


def build_open_data(
    inputs: Inputs,
    out: Path,
    *,
    allow_shrink: bool = False,
    announce: Callable[[str], None] = lambda step: None,
) -> Report:
    """Build a snapshot from the PTT list, the boundary file and what the state publishes.

    Parameters
    ----------
    inputs : Inputs
        The published files.
    out : Path
        The snapshot's folder; the snapshot that is there passes its pks on.
    allow_shrink : bool
        Go on where a level loses more than 2% of its rows.
    announce : callable
        Told of each of the ``STEPS`` steps as it begins.

    Returns
    -------
    Report
        What was built, what changed, and what stayed open.

    Raises
    ------
    SourceError
        Where an input is unreadable or a level would shrink; the old snapshot stays.
    SnapshotError
        Where the old snapshot is damaged.
    """
    announce("Reading the previous snapshot")
    previous = read_previous(out)
    announce("Reading the postal-code list")
    listed = read_postal_list(inputs.ptt)
    announce("Reading boundaries")
    source = read_boundaries(inputs.boundaries)
    announce("Repairing boundaries")
    coverage = clean_coverage(source.polygons)
    announce("Joining names to boundaries")
    middles = shapely.get_coordinates(shapely.centroid(coverage.polygons))[:, ::-1]
    joined = join_boundaries(listed.districts, source.names, middles)
    semts = other_semts(listed.districts, joined, source.names, middles)
    announce("Joining names to what the state publishes")
    speller = Speller(row.name for rows in (listed.districts, source.names) for row in rows)
    published = read_published(
        inputs.register,
        inputs.population,
        inputs.renamed,
        listed.districts,
        joined,
        source.names,
        speller,
    )
    announce("Simplifying boundaries")
    polygons = simplify_coverage(coverage.polygons, TOLERANCE)
    others = [*published.others, *semts]
    tables = _tables(
        listed.districts, source, joined, published.official, others, polygons, speller, previous
    )
    announce("Dissolving boundaries into townships and cities")
    shapes = shapes_of_places(
        tables, listed.districts, source.names, joined.boundary, polygons, TOLERANCE
    )
    tables |= shapes.tables
    if not allow_shrink:
        guard_against_shrinking(previous, tables)
    announce("Indexing and writing")
    dates = [dated for dated in (listed.dated, source.dated) if dated]
    sources = [*_sources(inputs, listed, source), *published.sources]
    write_snapshot(out, tables, sources, max(dates, default=None))
    announce("Comparing with the previous snapshot")
    return Report(
        tables,
        joined,
        published,
        compare(previous, tables),
        first_build=not previous,
        notes=[
            *listed.notes,
            *source.notes,
            f"{coverage.repaired:,} invalid boundaries repaired",
            f"{coverage.overlaps:,} overlaps given to the smaller boundary",
            *shapes.notes,
            f"{len(semts):,} semts of districts that the list does not say",
        ],
    )


def _tables(
    districts: Sequence[ListedDistrict],
    source: BoundarySource,
    joined: Joined,
    official: Official,
    others: Sequence[OtherName],
    polygons: Any,
    speller: Speller,
    previous: Mapping[str, pa.Table],
) -> dict[str, pa.Table]:
    pks = PreviousPks(previous)
    cities = assign_pks((row.city for row in districts), pks.cities, collation_key)
    townships = assign_pks(((row.city, row.township) for row in districts), pks.townships, _order)
    numbers = assign_pks(
        ((row.city, row.township, row.name) for row in districts), pks.districts, _order
    )
    inhabitants = _inhabitants(joined, official)
    used = np.unique(joined.boundary[joined.boundary >= 0])
    points = np.full((len(polygons), 2), np.nan)
    points[used] = points_inside(polygons[used])
    rows: list[dict[str, Any]] = []
    for row, district in enumerate(districts):
        name, boundary = joined.names[row], int(joined.boundary[row])
        found = boundary >= 0
        rows.append(
            {
                "pk": numbers[district.city, district.township, district.name],
                "name": district.name,
                "city": cities[district.city],
                "township": townships[district.city, district.township],
                "is_active": True,
                "latitude": points[boundary, 0] if found else None,
                "longitude": points[boundary, 1] if found else None,
                "display_name": speller.show(district.name),
                "kind": name.kind,
                "village": name.village,
                "postal_code": district.postal_code,
                "semt": district.semt or None,
                "coordinate_source": ("boundary" if joined.own[row] else "village")
                if found
                else None,
                "boundary": boundary if found else None,
                **official.districts[row]._asdict(),
            }
        )
    of_row = [row["pk"] for row in rows]
    rows.sort(key=lambda row: row["pk"])
    boundary_rows = _number_boundaries(rows)
    nothing = Facts(None, None)
    places = [
        {"pk": pk, "name": name, **official.cities.get(name, nothing)._asdict()}
        for name, pk in cities.items()
    ]
    inner = [
        {"pk": pk, "name": key[1], "city": cities[key[0]]}
        | official.townships.get(key, nothing)._asdict()
        for key, pk in townships.items()
    ]
    return {
        CITIES: _place_table(CITIES, places, speller, previous),
        TOWNSHIPS: _place_table(TOWNSHIPS, inner, speller, previous),
        DISTRICTS: keep_gone(DISTRICTS, pa.Table.from_pylist(rows, SCHEMAS[DISTRICTS]), previous),
        ALIASES: pa.Table.from_pylist(_aliases(others, of_row), SCHEMAS[ALIASES]),
        BOUNDARIES: pa.Table.from_pylist(
            [
                {
                    "source_id": source.names[boundary].source_id,
                    "name": source.names[boundary].name,
                    "city": row["city"],
                    "township": row["township"],
                    "population": inhabitants[boundary],
                    "geometry": geometry,
                }
                for (boundary, row), geometry in zip(
                    boundary_rows.items(),
                    shapely.to_wkb(wind(polygons[list(boundary_rows)])),
                    strict=True,
                )
            ],
            SCHEMAS[BOUNDARIES],
        ),
    }


def _order(key: Sequence[str]) -> tuple[Any, ...]:
    return tuple(collation_key(part) for part in key)


def _inhabitants(joined: Joined, official: Official) -> dict[int, int | None]:
    """Count who lives in each boundary: its own district's figure counts before its village's."""
    people: dict[int, int | None] = {}
    for row in np.argsort(joined.own, kind="stable").tolist():
        boundary, known = int(joined.boundary[row]), official.settlements[row]
        people[boundary] = people.get(boundary) if known is None else known
    return people


def _aliases(others: Sequence[OtherName], pks: Sequence[int]) -> list[dict[str, Any]]:
    named = [{"pk": pks[other.row], **other._asdict()} for other in others]
    return sorted(named, key=lambda alias: (alias["pk"], alias["kind"], alias["name"]))


def _number_boundaries(rows: Sequence[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Put boundaries in the order of their first district, and let districts point to them."""
    first: dict[int, dict[str, Any]] = {}
    number: dict[int, int] = {}
    for row in rows:
        boundary = row["boundary"]
        if boundary is not None:
            first.setdefault(boundary, row)
            row["boundary"] = number.setdefault(boundary, len(number))
    return first


def _place_table(
    name: str, rows: list[dict[str, Any]], speller: Speller, previous: Mapping[str, pa.Table]
) -> pa.Table:
    shown = [{**row, "display_name": speller.show(row["name"]), "is_active": True} for row in rows]
    return keep_gone(name, pa.Table.from_pylist(shown, SCHEMAS[name]), previous)


def _sources(inputs: Inputs, listed: PostalList, source: BoundarySource) -> list[Source]:
    return [
        Source(
            "PTT postal-code list",
            "https://postakodu.ptt.gov.tr",
            "published by the Turkish postal service; facts only",
            _day(listed.dated),
            sha256(inputs.ptt),
        ),
        Source(
            "Boundaries of Turkish districts",
            "https://github.com/cagriozkurt/TurkeyGeoJSON (aaca41e)",
            "MIT",
            _day(source.dated),
            sha256(inputs.boundaries),
        ),
    ]


def _day(dated: datetime.datetime | None) -> str | None:
    return f"{dated:%Y-%m-%d}" if dated else None
