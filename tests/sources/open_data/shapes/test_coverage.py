"""Boundaries repaired, taken apart and simplified with their neighbours."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodistricts.sources.open_data.shapes.coverage import (
    Polygons,
    clean_coverage,
    points_inside,
    simplify_coverage,
)

BOW_TIE = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
RING_OUTSIDE = shapely.Polygon(shapely.box(0, 0, 1, 1).exterior, [shapely.box(2, 0, 3, 1).exterior])


@pytest.mark.parametrize(("broken", "parts"), [(BOW_TIE, 2), (RING_OUTSIDE, 2)])
def test_invalid_polygons_are_repaired(broken: shapely.Polygon, parts: int) -> None:
    coverage = clean_coverage(np.array([broken, shapely.box(9, 9, 10, 10)]))
    assert coverage.repaired == 1
    assert shapely.is_valid(coverage.polygons).all()
    assert len(coverage.polygons[0].geoms) == parts
    assert shapely.area(coverage.polygons[0]) == pytest.approx(2.0)


def test_a_ring_outside_its_shell_becomes_a_part() -> None:
    repaired = clean_coverage(np.array([RING_OUTSIDE])).polygons[0]
    assert shapely.contains_xy(repaired, [0.5, 2.5], [0.5, 0.5]).all()
    assert not shapely.contains_xy(repaired, 1.5, 0.5)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_enclave_becomes_a_hole_in_any_order(order: tuple[int, int]) -> None:
    shapes = np.array([shapely.box(0, 0, 4, 4), shapely.box(1, 1, 2, 2)])[list(order)]
    coverage = clean_coverage(shapes)
    large, small = coverage.polygons[list(order)]
    assert coverage.overlaps == 1
    assert shapely.area(large) == pytest.approx(15.0)
    assert shapely.equals_exact(small, shapely.box(1, 1, 2, 2))
    assert not shapely.contains_xy(large, 1.5, 1.5)


def test_three_that_overlap_share_nothing_but_borders() -> None:
    shapes = np.array(
        [shapely.box(0, 0, 4, 4), shapely.box(3, 0, 6, 4), shapely.box(2.5, 1, 3.5, 2)]
    )
    coverage = clean_coverage(shapes)
    assert coverage.overlaps == 3
    assert shapely.area(coverage.polygons).sum() == pytest.approx(
        shapely.area(shapely.union_all(shapes))
    )


def test_two_alike_both_keep_a_shape() -> None:
    square = shapely.box(0, 0, 1, 1)
    coverage = clean_coverage(np.array([square, square]))
    assert not shapely.is_empty(coverage.polygons).any()


def test_neighbours_are_left_as_they_are() -> None:
    shapes = np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    coverage = clean_coverage(shapes)
    assert (coverage.repaired, coverage.overlaps) == (0, 0)
    assert shapely.equals_exact(coverage.polygons, shapes).all()


def wavy_strips(count: int) -> Polygons:
    """Return strips side by side in a rectangle; the borders that they share are waves."""
    heights = np.linspace(0, 1, 101)
    waves = 0.02 * np.sin(heights * 40) * np.sin(heights * math.pi)
    border = [np.column_stack([x + waves * (0 < x < count), heights]) for x in range(count + 1)]
    return np.array(
        [shapely.Polygon([*border[x], *border[x + 1][::-1]]) for x in range(count)], dtype=object
    )


@pytest.mark.parametrize("tolerance", [0.0005, 0.005, 0.05])
def test_neighbours_are_simplified_alike(tolerance: float) -> None:
    strips = wavy_strips(5)
    simplified = simplify_coverage(strips, tolerance)
    assert shapely.get_num_coordinates(simplified).sum() < shapely.get_num_coordinates(strips).sum()
    assert shapely.is_valid(simplified).all()
    assert shapely.coverage_is_valid(simplified)
    whole = shapely.union_all(simplified)
    assert shapely.area(simplified).sum() == pytest.approx(5.0)
    assert shapely.area(whole) == pytest.approx(5.0)
    assert len(whole.interiors) == 0


def test_small_polygons_do_not_vanish() -> None:
    shapes = np.array([shapely.box(0, 0, 1, 1), shapely.Point(5, 5).buffer(0.001)])
    simplified = simplify_coverage(shapes, 1.0)
    assert shapely.is_valid(simplified).all()
    assert (shapely.area(simplified) > 0).all()


@st.composite
def stars(draw: st.DrawFn) -> shapely.Polygon:
    """Return polygons around a centre in Turkey, thin, spiky and small ones too."""
    count = draw(st.integers(3, 24))
    radii = draw(st.lists(st.floats(0.01, 1.0), min_size=count, max_size=count))
    size = draw(st.sampled_from([1e-4, 1e-2, 1.0]))
    x, y = draw(st.floats(26, 45)), draw(st.floats(36, 42))
    angles = np.linspace(0, 2 * math.pi, count, endpoint=False)
    across, up = np.cos(angles) * radii, np.sin(angles) * radii
    return shapely.Polygon(np.column_stack([x + size * across, y + size * up]))


@given(st.lists(stars(), min_size=1, max_size=5))
def test_points_lie_inside(polygons: list[shapely.Polygon]) -> None:
    points = points_inside(np.array(polygons, dtype=object))
    assert shapely.contains_xy(polygons, points[:, 1], points[:, 0]).all()


@pytest.mark.parametrize(
    "shape",
    [
        shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 3.5, 2)),
        shapely.box(0, 0, 3, 3).difference(shapely.box(0.5, 0.5, 2.5, 2.5)),
        shapely.union_all([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 7, 7)]),
        shapely.box(0, 0, 2e-7, 2e-7),
    ],
    ids=["bay", "ring", "two parts", "smaller than the rounding"],
)
def test_points_lie_inside_odd_shapes(shape: shapely.Geometry) -> None:
    ((latitude, longitude),) = points_inside(np.array([shape], dtype=object))
    assert shapely.contains_xy(shape, longitude, latitude)


def test_a_point_is_the_centroid_where_that_is_inside() -> None:
    points = points_inside(np.array([shapely.box(30, 40, 30.2, 40.1)]))
    assert points.tolist() == [[40.05, 30.1]]
