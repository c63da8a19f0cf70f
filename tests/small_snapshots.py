"""Small snapshots, made of points."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa

from geodistricts.build.write import Source, write_snapshot
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot import BOUNDARIES, CITIES, DISTRICTS, SCHEMAS, TOWNSHIPS

Point = tuple[float, float]
MakeGazetteer = Callable[..., Gazetteer]


def write_points(
    path: Path,
    points: Sequence[Point | None],
    sources: Sequence[str] | None = None,
    active: Sequence[bool] | None = None,
) -> None:
    """Write a snapshot of one township whose districts have these latitudes and longitudes."""
    place = {"pk": 1, "is_active": True}
    districts = [
        {
            "pk": number + 1,
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
            DISTRICTS: pa.Table.from_pylist(districts, SCHEMAS[DISTRICTS]),
            BOUNDARIES: pa.Table.from_pylist([], SCHEMAS[BOUNDARIES]),
        },
        [Source("test", "this test", "none", None, "0" * 64)],
        None,
    )
