"""The way around a polygon, chosen so that a file of neighbours compresses."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geodistricts.sources.open_data.shapes.coverage import Polygons


def wind(polygons: Polygons) -> Polygons:
    """Let neighbours run opposite ways around, as far as that goes.

    Parameters
    ----------
    polygons : ndarray of Polygon or MultiPolygon
        A coverage, or nearly.

    Returns
    -------
    ndarray of Polygon or MultiPolygon
        The same shapes. Two that run opposite ways write their common border as the same
        bytes, which a compressor sees; of the vertices that two share, three quarters are
        written so.

    Notes
    -----
    Which way a ring runs has no meaning in WKB and GeoParquet. The choice is a large cut of
    the graph of neighbours, by local search from all alike: each polygon turns while that
    puts more of its border against its neighbours.
    """
    first, second, weight = _shared_edges(polygons)
    neighbours: list[list[tuple[int, int]]] = [[] for _ in polygons]
    for one, other, edges in zip(first.tolist(), second.tolist(), weight.tolist(), strict=True):
        neighbours[one].append((other, edges))
        neighbours[other].append((one, edges))
    way = [1] * len(polygons)
    turned = True
    while turned:
        turned = False
        for number, around in enumerate(neighbours):
            if way[number] * sum(way[other] * edges for other, edges in around) > 0:
                way[number] = -way[number]
                turned = True
    clockwise = np.array(way) < 0
    wound: Polygons = shapely.orient_polygons(polygons)
    wound[clockwise] = shapely.orient_polygons(polygons[clockwise], exterior_cw=True)
    return wound


def _shared_edges(
    polygons: Polygons,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Count the edges that two polygons share: one, other, how many."""
    parts, polygon_of_part = shapely.get_parts(polygons, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    coordinates, ring = shapely.get_coordinates(rings, return_index=True)
    _, vertex = np.unique(coordinates @ [1, 1j], return_inverse=True)
    inner = ring[1:] == ring[:-1]
    ends = np.sort(np.column_stack([vertex[:-1], vertex[1:]])[inner], axis=1)
    edge = ends[:, 0] * len(coordinates) + ends[:, 1]
    polygon = polygon_of_part[part_of_ring[ring[1:][inner]]]
    order = np.argsort(edge, kind="stable")
    edge, polygon = edge[order], polygon[order]
    same = (edge[1:] == edge[:-1]) & (polygon[1:] != polygon[:-1])
    pairs = np.column_stack([polygon[:-1], polygon[1:]])[same]
    pairs, count = np.unique(pairs, axis=0, return_counts=True)
    return pairs[:, 0], pairs[:, 1], count
