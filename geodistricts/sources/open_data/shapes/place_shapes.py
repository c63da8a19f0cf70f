"""The tables of shapes of townships and cities."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from geodistricts.basics.arrow import numbers
from geodistricts.snapshot import (
    CITIES,
    CITY_BOUNDARIES,
    DISTRICTS,
    SCHEMAS,
    TOWNSHIP_BOUNDARIES,
    TOWNSHIPS,
)
from geodistricts.sources.open_data.ptt import ListedDistrict
from geodistricts.sources.open_data.shapes.boundary_source import SourceBoundary
from geodistricts.sources.open_data.shapes.coverage import Polygons
from geodistricts.sources.open_data.shapes.dissolve import dissolve, square_kilometres, unite
from geodistricts.sources.open_data.shapes.winding import wind
from geodistricts.sources.resemblance import glue

_Place = tuple[str, str]


class PlaceShapes(NamedTuple):
    """Tables by file, and what there was to put right."""

    tables: dict[str, pa.Table]
    notes: list[str]


def shapes_of_places(
    tables: Mapping[str, pa.Table],
    districts: Sequence[ListedDistrict],
    names: Sequence[SourceBoundary],
    boundary: NDArray[np.int64],
    polygons: Polygons,
    tolerance: float,
) -> PlaceShapes:
    """Dissolve all boundaries, also those of no district, into townships and cities.

    Parameters
    ----------
    tables : mapping of str to pyarrow.Table
        Cities, townships and districts in the snapshot's schema.
    districts : sequence of ListedDistrict
        The list.
    names : sequence of SourceBoundary
        The boundaries' names.
    boundary : ndarray of int64, shape (districts,)
        Row of each district's boundary, -1 where none.
    polygons : ndarray of Polygon or MultiPolygon
        The boundaries, simplified.
    tolerance : float
        The degrees with which they were.

    Returns
    -------
    PlaceShapes
        Townships and cities that have ground, by pk; a city is the union of its townships.
    """
    cities = _active(tables[CITIES])
    townships = _active(tables[TOWNSHIPS])
    city_names = {row["pk"]: row["name"] for row in cities}
    number_of = {
        (city_names[row["city"]], row["name"]): number for number, row in enumerate(townships)
    }
    pks = np.array([row["pk"] for row in townships])
    placed = tables[DISTRICTS].filter(tables[DISTRICTS]["boundary"].is_valid())
    points = np.column_stack([numbers(placed, "latitude"), numbers(placed, "longitude")])
    township_of_point = np.searchsorted(pks, numbers(placed, "township"))

    dissolved = dissolve(
        polygons,
        _townships_of(names, districts, boundary, number_of),
        points,
        township_of_point,
        len(townships),
        sliver=tolerance**2,
    )
    city_of = np.array([row["city"] for row in townships])
    united = [unite(dissolved.polygons[city_of == row["pk"]]) for row in cities]

    notes = [
        f"{len(ground):,} {what}, {areas.sum():,.3f} km² in all and {areas.max():,.3f} km² at "
        "most, given to the townships around them"
        for what, ground in (
            ("gaps between boundaries", dissolved.gaps),
            ("slivers apart from their township", dissolved.slivers),
        )
        if len(areas := square_kilometres(ground))
    ]
    own = dissolved.polygons[township_of_point]
    outside = int((~shapely.contains_xy(own, points[:, 1], points[:, 0])).sum())
    if outside:
        notes.append(f"{outside:,} districts outside their township's shape")
    return PlaceShapes(
        {
            TOWNSHIP_BOUNDARIES: _table(TOWNSHIP_BOUNDARIES, townships, dissolved.polygons),
            CITY_BOUNDARIES: _table(CITY_BOUNDARIES, cities, np.array(united, dtype=object)),
        },
        notes,
    )


def _active(table: pa.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.filter(table["is_active"]).sort_by("pk").to_pylist()
    return rows


def _townships_of(
    names: Sequence[SourceBoundary],
    districts: Sequence[ListedDistrict],
    boundary: NDArray[np.int64],
    number_of: Mapping[_Place, int],
) -> NDArray[np.int64]:
    """Find each boundary's township: its districts', else the one that it names, else -1."""
    named = {(glue(city), glue(name)): number for (city, name), number in number_of.items()}
    keys = [(glue(row.city), glue(row.township or "")) for row in names]
    found = np.full(len(names), -1, dtype=np.int64)
    for district, row in zip(districts, boundary.tolist(), strict=True):
        if row >= 0:
            found[row] = named[keys[row]] = number_of[district.city, district.township]
    for row in np.flatnonzero(found < 0).tolist():
        found[row] = named.get(keys[row], -1)
    return found


def _table(name: str, places: Sequence[Mapping[str, Any]], shapes: Polygons) -> pa.Table:
    there = np.flatnonzero(~shapely.is_empty(shapes)).tolist()
    columns = {
        "pk": [places[number]["pk"] for number in there],
        "name": [places[number]["name"] for number in there],
        "geometry": list(shapely.to_wkb(wind(shapes[there]), byte_order=1)),
    }
    return pa.table(columns, SCHEMAS[name])
