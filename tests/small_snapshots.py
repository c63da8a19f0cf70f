"""Small snapshots, made of points or of polygons."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import shapely

from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot.format import (
    ALIASES,
    BOUNDARIES,
    CITIES,
    CITY_BOUNDARIES,
    DISTRICTS,
    SCHEMAS,
    TOWNSHIP_BOUNDARIES,
    TOWNSHIPS,
)
from geodistricts.sources.write import Source, write_snapshot

Point = tuple[float, float]
MakeGazetteer = Callable[..., Gazetteer]


def write_points(
    path: Path,
    points: Sequence[Point | None],
    sources: Sequence[str] | None = None,
    active: Sequence[bool] | None = None,
    pks: Sequence[int] | None = None,
) -> None:
    """Write a snapshot of one township whose districts have these latitudes and longitudes."""
    districts: list[dict[str, Any]] = [
        {
            "pk": pks[number] if pks else number + 1,
            "name": f"DISTRICT {number + 1} MAH",
            "display_name": f"District {number + 1} Mah.",
            "kind": "mahalle",
            "city": 1,
            "township": 1,
            "is_active": active[number] if active else True,
            "latitude": point[0] if point else None,
            "longitude": point[1] if point else None,
            "coordinate_source": (sources[number] if sources else "source") if point else None,
        }
        for number, point in enumerate(points)
    ]
    _write(path, districts, [])


def write_polygons(
    path: Path, polygons: Sequence[shapely.Geometry], parts: Sequence[int] | None = None
) -> None:
    """Write a snapshot with a district for each polygon, in degrees.

    A polygon with ``parts`` is a village's: it has that many districts more. The village of row
    n has n hundred people and one, and the code 1000 + n; the first has another name. Township
    and city have the shape of all polygons.
    """
    districts: list[dict[str, Any]] = []
    for row, polygon in enumerate(polygons):
        point = polygon.representative_point()
        of_this = parts[row] if parts else 0
        for part in range(of_this + 1):
            name = f"PART {part} MAH (VILLAGE {row} KÖYÜ)" if part else f"VILLAGE {row} KÖYÜ"
            districts.append(
                {
                    "pk": len(districts) + 1,
                    "name": name,
                    "display_name": name.title(),
                    "kind": "part" if part else "köy",
                    "village": f"VILLAGE {row} KÖYÜ" if part else None,
                    "city": 1,
                    "township": 1,
                    "is_active": True,
                    "latitude": point.y,
                    "longitude": point.x,
                    "coordinate_source": "village" if part else "boundary",
                    "boundary": row,
                    "official_code": None if part else 1_000 + row,
                    "population": None if part else 100 * row + 1,
                }
            )
    boundaries = [
        {
            "source_id": row,
            "name": f"Boundary {row}",
            "city": 1,
            "township": 1,
            "population": 100 * row + 1,
            "geometry": shapely.to_wkb(polygon, byte_order=1),
        }
        for row, polygon in enumerate(polygons)
    ]
    whole = shapely.to_wkb(shapely.union_all(list(polygons)), byte_order=1)
    others = {
        ALIASES: [{"pk": 1, "name": "OTHER KÖYÜ", "kind": "name", "source": "this test"}],
        TOWNSHIP_BOUNDARIES: [{"pk": 1, "name": "TOWNSHIP", "geometry": whole}],
        CITY_BOUNDARIES: [{"pk": 1, "name": "CITY", "geometry": whole}],
    }
    _write(path, districts, boundaries, others)


def _write(
    path: Path,
    districts: Sequence[dict[str, Any]],
    boundaries: Sequence[dict[str, Any]],
    others: Mapping[str, Sequence[dict[str, Any]]] | None = None,
) -> None:
    people = [one.get("population") for one in districts]
    population = sum(filter(None, people)) if any(people) else None
    place = {"pk": 1, "is_active": True, "official_code": 6, "population": population}
    more = {name: list(rows) for name, rows in (others or {}).items()}
    write_snapshot(
        path,
        {
            CITIES: pa.Table.from_pylist(
                [{**place, "name": "CITY", "display_name": "City"}], SCHEMAS[CITIES]
            ),
            TOWNSHIPS: pa.Table.from_pylist(
                [{**place, "name": "TOWNSHIP", "display_name": "Township", "city": 1}],
                SCHEMAS[TOWNSHIPS],
            ),
            DISTRICTS: pa.Table.from_pylist(list(districts), SCHEMAS[DISTRICTS]),
            BOUNDARIES: pa.Table.from_pylist(list(boundaries), SCHEMAS[BOUNDARIES]),
            **{name: pa.Table.from_pylist(rows, SCHEMAS[name]) for name, rows in more.items()},
        },
        [Source("test", "this test", "none", None, "0" * 64)],
        None,
    )
