"""Townships out of the boundaries in them: one whole shape each, and no land between them."""

from collections import Counter
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geodistricts.sources.open_data.shapes.coverage import Polygons

_EQUATORIAL_RADIUS = 6378.137
_SQUARED_ECCENTRICITY = 0.00669437999014


class Dissolved(NamedTuple):
    """Townships that share their borders and nothing else.

    Attributes
    ----------
    polygons : ndarray of Polygon or MultiPolygon
        One for each township, empty where it has no ground. The only holes are other
        townships, and none is in the whole.
    gaps : ndarray of Polygon
        The ground that no township's polygon covered, now the township's around it.
    slivers : ndarray of Polygon
        The pieces that lay apart from their township, likewise.
    """

    polygons: Polygons
    gaps: Polygons
    slivers: Polygons


def dissolve(
    polygons: Polygons,
    township_of: NDArray[np.int64],
    points: NDArray[np.float64],
    township_of_point: NDArray[np.int64],
    townships: int,
    sliver: float,
) -> Dissolved:
    """Dissolve polygons into townships, and give each the ground that nobody covers.

    Parameters
    ----------
    polygons : ndarray of Polygon or MultiPolygon
        Degrees; nearly a coverage: slivers between and across them are put right.
    township_of : ndarray of int64, shape (polygons,)
        Number of the township, -1 where unknown: that ground is a gap.
    points : ndarray of float64, shape (points, 2)
        Latitude and longitude of what lies in a known township.
    township_of_point : ndarray of int64, shape (points,)
        Its number.
    townships : int
        How many there are.
    sliver : float
        Square degrees; a smaller piece apart from its township is a slip of the source,
        unless a point lies in it or the sea around it.

    Returns
    -------
    Dissolved
        The borders are the polygons' own: no vertex is moved.

    Notes
    -----
    The borders of all townships cut the country into faces (``shapely.polygonize``), and
    each face becomes one township's as a whole, so neighbours agree on every vertex. A face
    that several cover is of the one that has the most points in it, then of the smallest. One
    that none covers, a lake or a sliver, is of the township with which it shares the longest
    border, and so is a sliver of another. The sea and what lies beyond the frontier are no
    faces.
    """
    whole = np.array(
        [shapely.union_all(polygons[township_of == number]) for number in range(townships)]
    )
    borders = shapely.boundary(np.concatenate([whole, polygons[township_of < 0]]))
    edges = shapely.get_parts(shapely.union_all(borders))
    faces = shapely.get_parts(shapely.polygonize(edges))
    inside, point = shapely.STRtree(faces).query(
        shapely.points(points[:, ::-1]), predicate="within"
    )[::-1]
    owner = _owners(faces, whole, inside, township_of_point[point])
    gap = owner < 0
    apart = (shapely.area(faces) < sliver) & ~np.isin(np.arange(len(faces)), inside) & ~gap
    found = np.where(apart, -1, owner)
    _give_to_neighbours(faces, found)
    owner = np.where(found < 0, owner, found)
    merged = [unite(faces[owner == number]) for number in range(townships)]
    return Dissolved(
        np.array(merged, dtype=object),
        faces[gap & (owner >= 0)],
        faces[apart & (found >= 0)],
    )


def unite(polygons: Polygons) -> shapely.Polygon | shapely.MultiPolygon:
    """Unite polygons of a coverage.

    Parameters
    ----------
    polygons : ndarray of Polygon or MultiPolygon
        Neighbours agree on every vertex of their border.

    Returns
    -------
    Polygon or MultiPolygon
        Their union, without a vertex of its own.
    """
    parts = shapely.get_parts(shapely.coverage_union_all(polygons))
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


def square_kilometres(polygons: Polygons) -> NDArray[np.float64]:
    """Measure areas on the ellipsoid WGS 84.

    Parameters
    ----------
    polygons : ndarray of Polygon or MultiPolygon
        Degrees.

    Returns
    -------
    ndarray of float64
        Square kilometres.

    Notes
    -----
    Planar area after the ellipsoid's cylindrical equal-area projection (Snyder, "Map
    Projections: A Working Manual", U.S. Geological Survey Professional Paper 1395, 1987,
    equations 10-14, 10-15 and 3-12).
    """

    def project(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        longitudes, latitudes = np.radians(degrees).T
        eccentricity, sine = _SQUARED_ECCENTRICITY**0.5, np.sin(latitudes)
        authalic = (1 - _SQUARED_ECCENTRICITY) * (
            sine / (1 - _SQUARED_ECCENTRICITY * sine**2)
            + np.arctanh(eccentricity * sine) / eccentricity
        )
        return _EQUATORIAL_RADIUS * np.column_stack([longitudes, authalic / 2])

    areas: NDArray[np.float64] = shapely.area(shapely.transform(polygons, project))
    return areas


def _owners(
    faces: Polygons,
    whole: Polygons,
    face_of_point: NDArray[np.int64],
    township_of_point: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Find whose each face is, -1 where nobody's."""
    face, township = shapely.STRtree(whole).query(
        shapely.point_on_surface(faces), predicate="within"
    )
    count = Counter(zip(face_of_point.tolist(), township_of_point.tolist(), strict=True))
    most = [-count[pair] for pair in zip(face.tolist(), township.tolist(), strict=True)]
    surest_last = np.lexsort([shapely.area(whole)[township], most])[::-1]
    owner = np.full(len(faces), -1, dtype=np.int64)
    owner[face[surest_last]] = township[surest_last]
    return owner


def _give_to_neighbours(faces: Polygons, owner: NDArray[np.int64]) -> None:
    """Give what is nobody's to those around it; an island far from all stays nobody's."""
    tree = shapely.STRtree(faces)
    given = {-1: -1}
    while given:
        given = {}
        for face in np.flatnonzero(owner < 0).tolist():
            around = tree.query(faces[face], predicate="touches")
            around = around[owner[around] >= 0]
            shared = shapely.intersection(
                shapely.boundary(faces[face]), shapely.boundary(faces[around])
            )
            lengths = np.bincount(owner[around], shapely.length(shared), minlength=1)
            if lengths.any():
                given[face] = int(np.argmax(lengths))
        owner[list(given)] = list(given.values())
