"""Townships out of boundaries: whole, without holes, and each with its own points."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodistricts.sources.open_data.shapes.coverage import Polygons, points_inside
from geodistricts.sources.open_data.shapes.dissolve import (
    Dissolved,
    dissolve,
    square_kilometres,
    unite,
)

SLIVER = 1e-4


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(west, south, east, north)


def dissolved(
    shapes: list[shapely.Geometry], township_of: list[int], without_point: tuple[int, ...] = ()
) -> Dissolved:
    """Dissolve shapes, each with a point in it, as the build finds them."""
    polygons, numbers = np.array(shapes, dtype=object), np.array(township_of)
    placed = [
        number
        for number in range(len(shapes))
        if numbers[number] >= 0 and number not in without_point
    ]
    return dissolve(
        polygons,
        numbers,
        points_inside(polygons[placed]),
        numbers[placed],
        max(township_of) + 1,
        SLIVER,
    )


def holes(polygons: Polygons) -> int:
    return int(shapely.get_num_interior_rings(shapely.get_parts(polygons)).sum())


def assert_whole(townships: Polygons, area: float) -> None:
    assert shapely.is_valid(townships).all()
    assert shapely.coverage_is_valid(townships)
    assert shapely.area(townships).sum() == pytest.approx(area)
    assert shapely.area(shapely.union_all(townships)) == pytest.approx(area)


def test_a_gap_inside_is_filled() -> None:
    around = box(0, 0, 3, 3).difference(box(1, 1, 2, 2))
    left, right = around.intersection(box(0, 0, 1.5, 3)), around.intersection(box(1.5, 0, 3, 3))
    found = dissolved([left, right], [0, 0])
    assert_whole(found.polygons, 9.0)
    assert holes(found.polygons) == 0
    assert shapely.equals(found.gaps, [box(1, 1, 2, 2)]).all()


def test_a_gap_between_two_is_given_to_the_longer_border() -> None:
    gap = box(1, 1, 3, 3)
    left = box(0, 0, 1.2, 4).difference(gap)
    right = box(1.2, 0, 4, 4).difference(gap)
    found = dissolved([left, right], [0, 1])
    assert_whole(found.polygons, 16.0)
    assert shapely.equals(found.polygons, [left, shapely.union(right, gap)]).all()


def test_a_bay_is_no_gap() -> None:
    shore = box(0, 0, 3, 3).difference(box(1, 1, 2, 3))
    found = dissolved([shore], [0])
    assert shapely.equals(found.polygons[0], shore)
    assert len(found.gaps) == 0


def test_an_enclave_stays_a_hole() -> None:
    found = dissolved([box(0, 0, 3, 3).difference(box(1, 1, 2, 2)), box(1, 1, 2, 2)], [0, 1])
    assert_whole(found.polygons, 9.0)
    assert holes(found.polygons) == 1
    assert shapely.equals(found.polygons[1], box(1, 1, 2, 2))
    assert (len(found.gaps), len(found.slivers)) == (0, 0)


def test_a_sliver_in_another_township_is_given_to_it_unless_a_point_lies_there() -> None:
    speck = box(1, 1, 1.001, 1.001)
    shapes = [
        box(0, 0, 3, 3).difference(speck),
        shapely.MultiPolygon([box(3, 0, 6, 3), speck]),
    ]
    found = dissolved(shapes, [0, 1])
    assert_whole(found.polygons, 18.0)
    assert shapely.equals(found.polygons, [box(0, 0, 3, 3), box(3, 0, 6, 3)]).all()
    assert shapely.equals(found.slivers, [speck]).all()

    kept = dissolved([shapes[0], box(3, 0, 6, 3), speck], [0, 1, 1])
    assert shapely.equals(kept.polygons, shapes).all()
    assert len(kept.slivers) == 0


def test_a_speck_in_the_sea_stays() -> None:
    speck = box(9, 9, 9.001, 9.001)
    found = dissolved([shapely.MultiPolygon([box(0, 0, 3, 3), speck])], [0])
    assert shapely.area(found.polygons[0]) == pytest.approx(9 + 1e-6)
    assert len(found.slivers) == 0


def test_ground_of_an_unknown_township_is_land() -> None:
    """It is given away as far as it hangs together; what the sea surrounds is left out."""
    shapes = [box(0, 0, 1, 1), box(1, 0, 2, 1), box(2, 0, 3, 1), box(8, 8, 9, 9)]
    found = dissolved(shapes, [0, -1, -1, -1])
    assert_whole(found.polygons, 3.0)
    assert len(found.gaps) == 2


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_ground_of_two_is_of_the_one_with_points_there_then_of_the_smaller(
    order: tuple[int, int],
) -> None:
    shapes = [box(0, 0, 3, 1), box(2, 0, 4, 1)]
    small_first = dissolved([shapes[number] for number in order], list(order))
    assert_whole(small_first.polygons, 4.0)
    assert shapely.equals(small_first.polygons, [box(0, 0, 2, 1), shapes[1]]).all()

    wanted = dissolve(
        np.array(shapes), np.array([0, 1]), np.array([[0.5, 2.5]]), np.array([0]), 2, SLIVER
    )
    assert shapely.equals(wanted.polygons, [shapes[0], box(3, 0, 4, 1)]).all()


def test_a_border_that_each_side_writes_its_own_way_becomes_one() -> None:
    """One side has a vertex more, so that a sliver lies between: every vertex is agreed on."""
    left = shapely.Polygon([(0, 0), (1, 0), (1 - 1e-4, 0.5), (1, 1), (0, 1)])
    found = dissolved([left, box(1, 0, 2, 1)], [0, 1])
    assert_whole(found.polygons, 2.0)
    assert len(found.gaps) == 1


def test_a_township_without_ground_is_empty() -> None:
    found = dissolve(
        np.array([box(0, 0, 1, 1)]), np.array([1]), np.array([[0.5, 0.5]]), np.array([1]), 2, SLIVER
    )
    assert shapely.is_empty(found.polygons).tolist() == [True, False]
    assert shapely.is_empty(unite(found.polygons[:1]))


@st.composite
def countries(draw: st.DrawFn) -> tuple[list[shapely.Geometry], list[int]]:
    """Return cells of a country as the source draws it: some missing, some a little off."""
    seeds = draw(
        st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), min_size=6, max_size=30)
    )
    frame = box(0, 0, 100, 100)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(sorted(set(seeds))), extend_to=frame)
    )
    cells = shapely.intersection(cells, frame)
    shapes = [
        shapely.affinity.translate(cell, shift, shift) if shift else cell
        for cell in cells
        for shift in [draw(st.sampled_from([None, 0, 0, 0, 0, 0.001]))]
        if shift is not None
    ]
    return shapes, [draw(st.integers(-1, 4)) for _ in shapes]


@given(countries())
@settings(max_examples=60, deadline=None)
def test_any_country_is_whole(country: tuple[list[shapely.Geometry], list[int]]) -> None:
    """Points that overlaps do not hold lie in their township; holes are other townships."""
    shapes, township_of = country
    if max(township_of, default=-1) < 0:
        return
    townships = dissolved(shapes, township_of).polygons
    assert shapely.is_valid(townships).all()
    assert shapely.coverage_is_valid(townships)
    whole = unite(townships)
    assert holes(np.array([whole])) == 0
    assert shapely.area(townships).sum() == pytest.approx(shapely.area(whole))
    points = points_inside(np.array(shapes, dtype=object))
    for number, (latitude, longitude) in zip(township_of, points.tolist(), strict=True):
        alone = sum(shapely.intersects_xy(shape, longitude, latitude) for shape in shapes) == 1
        if number >= 0 and alone:
            assert shapely.contains_xy(townships[number], longitude, latitude)


def test_areas_are_those_of_the_ellipsoid() -> None:
    """The whole is the ellipsoid's surface; a degree at 40° N has sides of 111.035 and 85.394 km.

    Snyder 1987, table 1 for the sides; Moritz 2000, 510,065,621.7 km² for the surface (of GRS80).
    """
    whole, degree = square_kilometres(np.array([box(-180, -90, 180, 90), box(0, 39.5, 1, 40.5)]))
    assert whole == pytest.approx(510_065_621.7, rel=1e-8)
    assert degree == pytest.approx(111.035 * 85.394, rel=1e-4)
