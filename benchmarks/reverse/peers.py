"""Other ways to find the boundary that a point is in, each giving the district that ours gives.

A peer is built from polygons and the record of each. ``reverse`` takes degrees and returns
the record or None; ``reverse_many`` takes arrays and returns the polygons' rows, -1 for none.
A slow one is asked singly about one point in 200.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodistricts.basics.arrays import Float64, NDArray
    from geodistricts.records import District

    Rows = NDArray[np.integer[Any]]


def first_of_each(points: NDArray[Any], found: NDArray[Any], count: int) -> Rows:
    """Keep the smallest row that each point is in; a border point may be in several."""
    rows = np.full(count, -1, dtype=np.int64)
    order = np.lexsort((found, points))
    owners, first = np.unique(points[order], return_index=True)
    rows[owners] = found[order][first]
    return rows


class ShapelyTree:
    """shapely STRtree, then "contains" on prepared polygons."""

    title: ClassVar[str] = "shapely STRtree + contains"
    is_slow: ClassVar[bool] = False

    def __init__(self, shapes: NDArray[Any], records: Sequence[District]) -> None:
        shapely.prepare(shapes)
        self._tree, self._records = shapely.STRtree(shapes), records

    def reverse(self, lat: float, lon: float) -> District | None:
        """Ask about one point."""
        found = self._tree.query(shapely.Point(lon, lat), "intersects")
        return self._records[found.min()] if len(found) else None

    def reverse_many(self, lats: Float64, lons: Float64) -> Rows:
        """Ask about many points."""
        points, found = self._tree.query(shapely.points(lons, lats), "intersects")
        return first_of_each(points, found, len(lats))


class RtreeIndex:
    """rtree over the bounding boxes, then "contains" on prepared polygons."""

    title: ClassVar[str] = "rtree + contains"
    is_slow: ClassVar[bool] = False

    def __init__(self, shapes: NDArray[Any], records: Sequence[District]) -> None:
        from rtree.index import Index

        shapely.prepare(shapes)
        self._shapes, self._records = shapes, records
        boxes = shapely.bounds(shapes)
        self._index = Index((row, tuple(box), None) for row, box in enumerate(boxes.tolist()))

    def reverse(self, lat: float, lon: float) -> District | None:
        """Ask about one point."""
        row = self._row(lat, lon)
        return None if row < 0 else self._records[row]

    def _row(self, lat: float, lon: float) -> int:
        found = sorted(self._index.intersection((lon, lat, lon, lat)))
        return next(
            (row for row in found if shapely.intersects_xy(self._shapes[row], lon, lat)), -1
        )

    def reverse_many(self, lats: Float64, lons: Float64) -> Rows:
        """Ask about one after the other: rtree has no better."""
        pairs = zip(lats.tolist(), lons.tolist(), strict=True)
        return np.array([self._row(lat, lon) for lat, lon in pairs])


class GeopandasJoin:
    """geopandas: a spatial join."""

    title: ClassVar[str] = "geopandas sjoin"
    is_slow: ClassVar[bool] = True

    def __init__(self, shapes: NDArray[Any], records: Sequence[District]) -> None:
        import geopandas

        self._geopandas, self._records = geopandas, records
        self._frame = geopandas.GeoDataFrame(geometry=shapes, crs="OGC:CRS84")
        self._frame.sindex  # noqa: B018

    def reverse(self, lat: float, lon: float) -> District | None:
        """Join one point."""
        row = int(self.reverse_many(np.array([lat]), np.array([lon]))[0])
        return None if row < 0 else self._records[row]

    def reverse_many(self, lats: Float64, lons: Float64) -> Rows:
        """Join many points."""
        points = self._geopandas.GeoDataFrame(
            geometry=self._geopandas.points_from_xy(lons, lats), crs="OGC:CRS84"
        )
        joined = self._geopandas.sjoin(points, self._frame, predicate="intersects")
        return first_of_each(joined.index.to_numpy(), joined["index_right"].to_numpy(), len(lats))


class DuckdbSpatial:
    """DuckDB with its spatial extension, which has to be fetched."""

    title: ClassVar[str] = "DuckDB spatial"
    is_slow: ClassVar[bool] = True

    def __init__(self, shapes: NDArray[Any], records: Sequence[District]) -> None:
        import duckdb
        import pyarrow as pa

        self._records = records
        self._connection = duckdb.connect()
        self._connection.execute("install spatial; load spatial")
        polygons = pa.table({"row": np.arange(len(shapes)), "wkb": shapely.to_wkb(shapes)})
        self._connection.register("polygons", polygons)
        self._connection.execute(
            "create table shapes as select row, st_geomfromwkb(wkb) as geom from polygons"
        )
        self._connection.execute("create index tree on shapes using rtree (geom)")

    def reverse(self, lat: float, lon: float) -> District | None:
        """Ask about one point."""
        found = self._connection.execute(
            "select min(row) from shapes where st_intersects(geom, st_point(?, ?))", [lon, lat]
        ).fetchone()
        row = found[0] if found else None
        return None if row is None else self._records[row]

    def reverse_many(self, lats: Float64, lons: Float64) -> Rows:
        """Join many points."""
        import pyarrow as pa

        self._connection.register("points", pa.table({"lat": lats, "lon": lons}))
        found: Any = self._connection.execute(
            "with numbered as (select row_number() over () - 1 as n, lat, lon from points) "
            "select n, min(row) as row from numbered join shapes "
            "on st_intersects(geom, st_point(lon, lat)) group by n"
        ).to_arrow_table()
        rows = np.full(len(lats), -1, dtype=np.int64)
        rows[found["n"].to_numpy()] = found["row"].to_numpy()
        return rows


PEERS = (ShapelyTree, RtreeIndex, GeopandasJoin, DuckdbSpatial)
