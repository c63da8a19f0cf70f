"""Small snapshots, made of points or of polygons."""

from collections.abc import Callable, Sequence
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

    A polygon with ``parts`` is a village's: it has that many districts more. Township and city
    have the shape of all, villages a code and people, and the first one another name.
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
                    "official_code": 100 + len(districts),
                    "population": None if part else 10 * (row + 1),
                }
            )
    boundaries = [
        {
            "source_id": row,
            "name": f"Boundary {row}",
            "city": 1,
            "township": 1,
            "population": 10 * (row + 1),
            "geometry": shapely.to_wkb(polygon, byte_order=1),
        }
        for row, polygon in enumerate(polygons)
    ]
    whole = {"pk": 1, "name": "WHOLE", "geometry": shapely.to_wkb(shapely.union_all(polygons))}
    alias = {"pk": 1, "name": "Other Name", "kind": "name", "source": "test"}
    _write(path, districts, boundaries, [whole] if polygons else [], [alias] if districts else [])


def _write(
    path: Path,
    districts: Sequence[dict[str, Any]],
    boundaries: Sequence[dict[str, Any]],
    shapes: Sequence[dict[str, Any]] = (),
    aliases: Sequence[dict[str, Any]] = (),
) -> None:
    place = {"pk": 1, "is_active": True, "official_code": 1, "population": 1000}
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
            ALIASES: pa.Table.from_pylist(list(aliases), SCHEMAS[ALIASES]),
            BOUNDARIES: pa.Table.from_pylist(list(boundaries), SCHEMAS[BOUNDARIES]),
            TOWNSHIP_BOUNDARIES: pa.Table.from_pylist(list(shapes), SCHEMAS[TOWNSHIP_BOUNDARIES]),
            CITY_BOUNDARIES: pa.Table.from_pylist(list(shapes), SCHEMAS[CITY_BOUNDARIES]),
        },
        [Source("test", "this test", "none", None, "0" * 64)],
        None,
    )
