"""The committed shapes of townships and cities."""

from typing import Any

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from geodistricts.basics.arrow import numbers
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot.folder import bundled_path
from geodistricts.snapshot.format import (
    BOUNDARIES,
    CITIES,
    CITY_BOUNDARIES,
    DISTRICTS,
    TOWNSHIP_BOUNDARIES,
    TOWNSHIPS,
)
from geodistricts.snapshot.reading import read_manifest, read_table
from geodistricts.sources.open_data.build import TOLERANCE
from geodistricts.sources.open_data.shapes.dissolve import square_kilometres, unite

PUBLISHED = 783_562.0
"""Turkey on the map, with lakes and islands, square kilometres, as its statistics have it."""

Shapes = dict[int, Any]


def read(name: str) -> Any:
    return read_table(bundled_path(), read_manifest(bundled_path()), name)


def shapes_of(name: str) -> Shapes:
    table = read(name)
    shapes = shapely.from_wkb(table["geometry"].to_numpy())
    return dict(zip(table["pk"].to_pylist(), shapes, strict=True))


@pytest.fixture(scope="module")
def townships() -> Shapes:
    return shapes_of(TOWNSHIP_BOUNDARIES)


@pytest.fixture(scope="module")
def cities() -> Shapes:
    return shapes_of(CITY_BOUNDARIES)


def as_array(shapes: Shapes) -> NDArray[Any]:
    return np.array(list(shapes.values()), dtype=object)


def pieces(shapes: NDArray[Any]) -> NDArray[Any]:
    return np.array(shapely.get_parts(shapes))


@pytest.mark.parametrize(
    ("shapes", "places"), [(TOWNSHIP_BOUNDARIES, TOWNSHIPS), (CITY_BOUNDARIES, CITIES)]
)
def test_every_place_has_its_shape(shapes: str, places: str) -> None:
    rows, found = read(places), read(shapes)
    rows = rows.filter(rows["is_active"])
    assert found.select(["pk", "name"]).equals(rows.select(["pk", "name"]))
    assert np.array_equal(numbers(found, "pk"), np.sort(numbers(found, "pk")))


@pytest.mark.parametrize(
    ("shapes", "column"), [(TOWNSHIP_BOUNDARIES, "township"), (CITY_BOUNDARIES, "city")]
)
def test_every_district_lies_in_its_own(shapes: str, column: str) -> None:
    by_pk = shapes_of(shapes)
    table = read(DISTRICTS)
    table = table.filter(table["boundary"].is_valid())
    own = np.array([by_pk[pk] for pk in table[column].to_pylist()], dtype=object)
    inside = shapely.contains_xy(own, numbers(table, "longitude"), numbers(table, "latitude"))
    assert len(inside) > 70_000
    assert inside.all()


def test_neighbours_share_their_borders(townships: Shapes, cities: Shapes) -> None:
    for shapes in (as_array(townships), as_array(cities)):
        assert shapely.is_valid(shapes).all()
        assert shapely.coverage_is_valid(shapes)


def test_a_city_is_the_union_of_its_townships(
    bundled: Gazetteer, townships: Shapes, cities: Shapes
) -> None:
    for city, shape in cities.items():
        own = [townships[township.pk] for township in bundled.townships_of(city)]
        united = unite(np.array(own, dtype=object))
        assert shapely.equals_exact(shape, united, normalize=True)


def test_holes_are_other_townships(townships: Shapes) -> None:
    """Every hole is filled to the last sliver, so it is others' ground; slivers make none."""
    shapes = as_array(townships)
    whole = unite(shapes)
    assert shapely.get_num_interior_rings(pieces(whole)).sum() == 0
    rings = [ring for piece in pieces(shapes) for ring in piece.interiors]
    holes = shapely.polygons(rings) if rings else np.array([], dtype=object)
    assert (shapely.area(holes) > TOLERANCE**2).all()


def test_the_country_is_as_large_as_published(townships: Shapes, cities: Shapes) -> None:
    """Inland waters are villages' ground in the boundary file, so the figure is with lakes."""
    for shapes in (as_array(townships), as_array(cities)):
        assert square_kilometres(shapes).sum() == pytest.approx(PUBLISHED, rel=0.005)


def test_borders_are_those_of_the_districts(townships: Shapes) -> None:
    """What of the districts sticks out of their townships is less than one sliver."""
    table = read(BOUNDARIES)
    districts = shapely.from_wkb(table["geometry"].to_numpy())
    own = np.array([townships[pk] for pk in table["township"].to_pylist()], dtype=object)
    out = ~shapely.covered_by(districts, own)
    assert out.mean() < 0.005
    assert square_kilometres(shapely.difference(districts[out], own[out])).sum() < 0.01
