"""Boundaries as a coverage: valid, without overlaps, and simplified with their neighbours."""

from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

Polygons = NDArray[Any]


class Coverage(NamedTuple):
    """Polygons that share their borders and nothing else.

    Attributes
    ----------
    polygons : ndarray of Polygon or MultiPolygon
        One for each polygon given, in the same order.
    repaired : int
        How many were invalid.
    overlaps : int
        How many pairs overlapped.
    """

    polygons: Polygons
    repaired: int
    overlaps: int


def clean_coverage(polygons: Polygons) -> Coverage:
    """Repair invalid polygons and take overlaps apart.

    Parameters
    ----------
    polygons : ndarray of Polygon
        Degrees.

    Returns
    -------
    Coverage
        Where two overlapped, the smaller keeps the common part: an island, an industrial
        zone or an enclave inside a larger district is a hole of that district.

    Notes
    -----
    A ring that lies outside its shell, as this source writes the second part of a district,
    becomes a part (``shapely.make_valid``).
    """
    valid = polygons.copy()
    broken = np.flatnonzero(~shapely.is_valid(valid))
    valid[broken] = [_areas(polygon) for polygon in shapely.make_valid(valid[broken])]
    areas = shapely.area(valid)
    first, second = shapely.STRtree(valid).query(valid, predicate="intersects")
    ahead = first < second
    first, second = first[ahead], second[ahead]
    overlapping = shapely.relate_pattern(valid[first], valid[second], "T********")
    first, second = first[overlapping], second[overlapping]
    swap = areas[first] < areas[second]
    larger, smaller = np.where(swap, second, first), np.where(swap, first, second)
    for number in np.unique(larger):
        covered = shapely.union_all(valid[smaller[larger == number]])
        rest = _areas(shapely.difference(valid[number], covered))
        if not rest.is_empty:
            valid[number] = rest
    return Coverage(valid, len(broken), len(larger))


def _areas(shape: Any) -> Any:
    """Keep the polygons of a mixed collection."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    parts = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


def simplify_coverage(polygons: Polygons, tolerance: float) -> Polygons:
    """Simplify polygons together, so that neighbours keep one border.

    Parameters
    ----------
    polygons : ndarray of Polygon or MultiPolygon
        A coverage, degrees.
    tolerance : float
        Degrees; the square root of the area that leaving a vertex out may change
        (Visvalingam and Whyatt, "Line generalisation by repeated elimination of points",
        Cartographic Journal 30, 1993, as in GEOS ``CoverageSimplify``).

    Returns
    -------
    ndarray of Polygon or MultiPolygon
        Valid, in the same order.
    """
    simplified: Polygons = shapely.coverage_simplify(polygons, tolerance)
    worse = np.flatnonzero(~shapely.is_valid(simplified) | shapely.is_empty(simplified))
    simplified[worse] = polygons[worse]
    return simplified


def points_inside(polygons: Polygons) -> NDArray[np.float64]:
    """Find a point well inside each polygon.

    Parameters
    ----------
    polygons : ndarray of Polygon or MultiPolygon
        Degrees.

    Returns
    -------
    ndarray of float64, shape (polygons, 2)
        Latitude and longitude: the centroid where it lies inside, otherwise a point on the
        surface of the largest part; rounded to 6 decimals (0.1 m).
    """
    points = shapely.centroid(polygons)
    outside = np.flatnonzero(~shapely.contains_properly(polygons, points))
    largest = [max(shapely.get_parts(polygon), key=shapely.area) for polygon in polygons[outside]]
    points[outside] = shapely.point_on_surface(np.array(largest, dtype=object))
    rounded: NDArray[np.float64] = np.round(shapely.get_coordinates(points)[:, ::-1], 6)
    moved_out = ~shapely.contains_xy(polygons, rounded[:, 1], rounded[:, 0])
    rounded[moved_out] = shapely.get_coordinates(points[moved_out])[:, ::-1]
    return rounded
