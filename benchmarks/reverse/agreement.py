"""Whether the boundary that we name is the right one: by shapely, by the source, by the centre."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow.parquet as pq
import shapely

import geodistricts
from benchmarks.common.points_inside import points_inside
from geodistricts.basics.arrow import numbers
from geodistricts.shared import shared_gazetteer
from geodistricts.snapshot import BOUNDARIES, bundled_path, rank_by_boundary

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, NDArray

SEED = 20_251_125
POINTS_A_BOUNDARY = 4


class Polygons(NamedTuple):
    """The polygons in use, and the best record of each."""

    shapes: NDArray[Any]
    records: list[Any]


def read_polygons() -> Polygons:
    """Read them from the bundled snapshot."""
    gazetteer = shared_gazetteer()
    geometries = pq.read_table(bundled_path() / BOUNDARIES)["geometry"].to_pylist()
    rows, offsets = rank_by_boundary(gazetteer.table, len(geometries))
    used = np.flatnonzero(np.diff(offsets))
    records = gazetteer.districts(numbers(gazetteer.table, "pk")[rows[offsets[:-1][used]]])
    return Polygons(shapely.from_wkb(geometries)[used], records)


def boundaries_of(pks: NDArray[Any]) -> NDArray[np.int64]:
    """Return the boundaries of districts by pk; -1 for none, and for pk -1."""
    taken = shared_gazetteer().take(pks, columns=["boundary"])
    boundaries: NDArray[np.int64] = np.nan_to_num(numbers(taken, "boundary"), nan=-1).astype(int)
    return boundaries


def disagreements(lats: Float64, lons: Float64, peer_rows: NDArray[Any], polygons: Polygons) -> int:
    """Count the points where containment, by shapely, and ours name other districts."""
    pks, distances = geodistricts.reverse_many(lats, lons)
    ours = np.where(distances == 0, pks, -1)
    theirs = np.append([record.pk for record in polygons.records], -1)[peer_rows]
    different = np.flatnonzero(ours != theirs)
    # On a border, shapely names the smallest row, and ours the boundary to the north-east.
    tree = shapely.STRtree(polygons.shapes)
    wrong = 0
    for place in different.tolist():
        touching = tree.query(shapely.Point(lons[place], lats[place]), "intersects")
        wrong += ours[place] not in {polygons.records[row].pk for row in touching}
    return wrong


def share_unlike_nearest(lats: Float64, lons: Float64) -> float:
    """Return the share of points whose nearest centre is another boundary's district."""
    inside, _ = geodistricts.reverse_many(lats, lons)
    nearest, _ = geodistricts.nearest_many(lats, lons)
    return float((boundaries_of(inside) != boundaries_of(nearest)).mean())


def agreement_with_source(path: Path) -> tuple[float, int]:
    """Draw points uniformly inside each source boundary.

    Parameters
    ----------
    path : Path
        The source's boundaries, before simplification.

    Returns
    -------
    share : float
        Of the points, those that we give to it.
    count : int
        How many points.
    """
    source = pq.read_table(path, columns=["quarter_id", "geometry"])
    shapes = shapely.make_valid(shapely.from_wkb(source["geometry"].to_pylist()))
    ids = source["quarter_id"].to_numpy()
    committed = pq.read_table(bundled_path() / BOUNDARIES, columns=["source_id"])
    source_ids = np.append(committed["source_id"].to_numpy(), -1)
    used = boundaries_of(shared_gazetteer().table["pk"].to_numpy())
    joined = np.flatnonzero(np.isin(ids, source_ids[used]))
    chosen = np.repeat(joined, POINTS_A_BOUNDARY)
    points = points_inside(shapes[chosen], np.random.default_rng(SEED))
    pks, _ = geodistricts.reverse_many(points[:, 1], points[:, 0])
    return float((source_ids[boundaries_of(pks)] == ids[chosen]).mean()), len(chosen)
