"""The way around polygons: neighbours opposite, shapes the same."""

import itertools
import zlib

import numpy as np
import shapely

from geodistricts.sources.open_data.shapes.winding import wind


def chessboard(side: int) -> list[shapely.Polygon]:
    return [shapely.box(x, y, x + 1, y + 1) for x in range(side) for y in range(side)]


def test_neighbours_run_opposite_ways() -> None:
    squares = np.array(chessboard(4), dtype=object)
    clockwise = ~shapely.is_ccw(shapely.get_exterior_ring(wind(squares)))
    first, second = shapely.STRtree(squares).query(squares, predicate="touches")
    edges = shapely.length(shapely.intersection(squares[first], squares[second])) > 0
    assert (clockwise[first] != clockwise[second])[edges].all()


def test_shapes_stay_with_holes_and_parts() -> None:
    hole = shapely.box(1, 1, 2, 2)
    shapes = np.array(
        [
            shapely.box(0, 0, 3, 3).difference(hole),
            hole,
            shapely.MultiPolygon([shapely.box(3, 0, 4, 3), shapely.box(8, 8, 9, 9)]),
        ]
    )
    wound = wind(shapes)
    assert shapely.is_valid(wound).all()
    assert shapely.equals_exact(shapely.normalize(wound), shapely.normalize(shapes)).all()
    parts = shapely.get_parts(wound[2])
    assert len(set(shapely.is_ccw(shapely.get_exterior_ring(parts)).tolist())) == 1
    assert len(shapes) == len(wind(wound))


def test_nothing_and_one_are_no_neighbours() -> None:
    assert len(wind(np.array([], dtype=object))) == 0
    assert shapely.equals(wind(np.array([shapely.box(0, 0, 1, 1)])), [shapely.box(0, 0, 1, 1)])


def test_common_borders_compress() -> None:
    random = np.random.default_rng(1)
    borders = [np.column_stack([random.normal(x, 0.01, 200), np.arange(200)]) for x in range(9)]
    strips = np.array(
        [shapely.Polygon([*one, *other[::-1]]) for one, other in itertools.pairwise(borders)]
    )
    before, after = (
        len(zlib.compress(b"".join(shapely.to_wkb(shapes).tolist())))
        for shapes in (shapely.orient_polygons(strips), wind(strips))
    )
    assert after < 0.9 * before
