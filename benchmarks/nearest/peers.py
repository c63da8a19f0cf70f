"""Other ways to find the nearest district, each made to give the answer that ours gives.

A peer is built from coordinates and records. Its ``nearest`` takes degrees and returns a
``Neighbor``, its ``nearest_many`` takes arrays of degrees and returns rows and metres. Trees
on the sphere find the great-circle nearest; trees on plain degrees often do not. The
libraries are imported when a peer is built, so that a process pays for one only.
"""

from __future__ import annotations

from io import StringIO
from math import asin, cos, sin, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol

import numpy as np
import pyarrow.parquet as pq

from geodistricts.basics.arrow import numbers
from geodistricts.basics.geodesy import DIAMETER, EARTH_RADIUS, HALF_RADIANS, RADIANS
from geodistricts.basics.geodesy import great_circle_distance as distances_between
from geodistricts.records import District, Neighbor
from geodistricts.snapshot import (
    ALIASES,
    CITIES,
    DISTRICTS,
    SCHEMAS,
    TOWNSHIPS,
    DistrictRows,
    Places,
)

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, NDArray

    Rows = NDArray[np.integer[Any]]


class Records(Protocol):
    """Records by number: a list, or something that makes them when asked."""

    def __getitem__(self, number: int, /) -> District:
        """Return one record."""


class Peer(Protocol):
    """What every peer can do."""

    module: ClassVar[str]

    def __init__(self, latitudes: Float64, longitudes: Float64, records: Records) -> None:
        """Build the index."""

    def nearest(self, lat: float, lon: float) -> Neighbor:
        """Answer for one point."""

    def nearest_many(self, lats: Float64, lons: Float64) -> tuple[Rows, Float64]:
        """Answer for many points; rows count the coordinates given."""


class Districts(NamedTuple):
    """Distinct coordinates of the active districts, each with its first record."""

    latitudes: Float64
    longitudes: Float64
    records: Records


class LazyRecords:
    """Records made from the columns when first asked for."""

    def __init__(self, rows: DistrictRows, numbers_of_rows: Rows) -> None:
        self._rows = rows
        self._numbers = numbers_of_rows

    def __getitem__(self, number: int, /) -> District:
        """Return one record."""
        return self._rows.record(int(self._numbers[number]))


def read_districts(path: Path) -> Districts:
    """Read what a peer needs from a snapshot.

    Parameters
    ----------
    path : Path
        The snapshot's folder.

    Returns
    -------
    Districts
        With records that are made when asked for.
    """
    table = pq.ParquetFile(path / DISTRICTS).read(list(District._fields))
    cities, townships = (pq.ParquetFile(path / name).read() for name in (CITIES, TOWNSHIPS))
    rows = DistrictRows(table, Places(cities, townships), SCHEMAS[ALIASES].empty_table)
    located = np.flatnonzero(numbers(table, "is_active") & ~np.isnan(rows.latitudes))
    points = rows.latitudes[located] + 1j * rows.longitudes[located]
    first = located[np.sort(np.unique(points, return_index=True)[1])]
    return Districts(rows.latitudes[first], rows.longitudes[first], LazyRecords(rows, first))


def neighbor_at(record: Any, lat: float, lon: float) -> Neighbor:
    """Return a record with its great-circle distance."""
    north = sin((lat - record.latitude) * HALF_RADIANS)
    east = sin((lon - record.longitude) * HALF_RADIANS)
    shrink = cos(lat * RADIANS) * cos(record.latitude * RADIANS)
    return Neighbor(record, DIAMETER * asin(sqrt(north * north + shrink * east * east)))


def unit_vectors(latitudes: Float64, longitudes: Float64) -> Float64:
    """Return the points' places on the unit sphere, shape (points, 3)."""
    latitude, longitude = latitudes * RADIANS, longitudes * RADIANS
    vectors: Float64 = np.empty((len(latitude), 3))
    vectors[:, 0] = vectors[:, 1] = np.cos(latitude)
    vectors[:, 0] *= np.cos(longitude)
    vectors[:, 1] *= np.sin(longitude)
    vectors[:, 2] = np.sin(latitude)
    return vectors


def unit_vector(lat: float, lon: float) -> tuple[float, float, float]:
    """Return one point's place on the unit sphere."""
    latitude, longitude = lat * RADIANS, lon * RADIANS
    ring = cos(latitude)
    return ring * cos(longitude), ring * sin(longitude), sin(latitude)


class ScipyTree:
    """scipy ``cKDTree`` on the unit sphere; its batch uses all processors."""

    module: ClassVar[str] = "scipy.spatial"

    def __init__(self, latitudes: Float64, longitudes: Float64, records: Records) -> None:
        from scipy.spatial import cKDTree

        self._records = records
        self._tree = cKDTree(unit_vectors(latitudes, longitudes))

    def nearest(self, lat: float, lon: float) -> Neighbor:
        """Answer for one point."""
        chord, row = self._tree.query(unit_vector(lat, lon))
        return Neighbor(self._records[row], DIAMETER * asin(chord / 2))

    def nearest_many(self, lats: Float64, lons: Float64) -> tuple[Rows, Float64]:
        """Answer for many points."""
        chords, rows = self._tree.query(unit_vectors(lats, lons), workers=-1)
        return rows, DIAMETER * np.arcsin(chords / 2)


class PyKDTree:
    """pykdtree on the unit sphere; its batch uses all processors."""

    module: ClassVar[str] = "pykdtree.kdtree"

    def __init__(self, latitudes: Float64, longitudes: Float64, records: Records) -> None:
        from pykdtree.kdtree import KDTree

        self._records = records
        self._tree = KDTree(unit_vectors(latitudes, longitudes))

    def nearest(self, lat: float, lon: float) -> Neighbor:
        """Answer for one point."""
        chords, rows = self._tree.query(np.array([unit_vector(lat, lon)]))
        return Neighbor(self._records[rows.item()], DIAMETER * asin(chords.item() / 2))

    def nearest_many(self, lats: Float64, lons: Float64) -> tuple[Rows, Float64]:
        """Answer for many points."""
        chords, rows = self._tree.query(unit_vectors(lats, lons))
        return rows, DIAMETER * np.arcsin(chords / 2)


class SklearnTree:
    """scikit-learn ``BallTree`` with the haversine metric."""

    module: ClassVar[str] = "sklearn.neighbors"

    def __init__(self, latitudes: Float64, longitudes: Float64, records: Records) -> None:
        from sklearn.neighbors import BallTree

        self._records = records
        radians = np.radians(np.column_stack([latitudes, longitudes]))
        self._tree = BallTree(radians, metric="haversine")

    def nearest(self, lat: float, lon: float) -> Neighbor:
        """Answer for one point."""
        angles, rows = self._tree.query([(lat * RADIANS, lon * RADIANS)])
        return Neighbor(self._records[rows.item()], EARTH_RADIUS * angles.item())

    def nearest_many(self, lats: Float64, lons: Float64) -> tuple[Rows, Float64]:
        """Answer for many points."""
        angles, rows = self._tree.query(np.radians(np.column_stack([lats, lons])))
        return rows[:, 0], EARTH_RADIUS * angles[:, 0]


class ShapelyTree:
    """shapely ``STRtree`` on degrees."""

    module: ClassVar[str] = "shapely"

    def __init__(self, latitudes: Float64, longitudes: Float64, records: Records) -> None:
        import shapely

        self._make_points = shapely.points
        self._make_point = shapely.Point
        self._records = records
        self._latitudes, self._longitudes = latitudes, longitudes
        self._tree = shapely.STRtree(shapely.points(longitudes, latitudes))

    def nearest(self, lat: float, lon: float) -> Neighbor:
        """Answer for one point."""
        row = self._tree.nearest(self._make_point(lon, lat))
        return neighbor_at(self._records[row], lat, lon)

    def nearest_many(self, lats: Float64, lons: Float64) -> tuple[Rows, Float64]:
        """Answer for many points."""
        rows = self._tree.nearest(self._make_points(lons, lats))
        return rows, distances_between(lats, lons, self._latitudes[rows], self._longitudes[rows])


class RTree:
    """rtree ``Index`` on degrees."""

    module: ClassVar[str] = "rtree.index"

    def __init__(self, latitudes: Float64, longitudes: Float64, records: Records) -> None:
        from rtree.index import Index

        self._records = records
        self._latitudes, self._longitudes = latitudes, longitudes
        corners = np.column_stack([longitudes, latitudes])
        self._tree = Index((np.arange(len(corners)), corners, corners))
        self._nearest_v: Any = self._tree.nearest_v

    def nearest(self, lat: float, lon: float) -> Neighbor:
        """Answer for one point."""
        row = next(self._tree.nearest((lon, lat, lon, lat), 1))
        return neighbor_at(self._records[row], lat, lon)

    def nearest_many(self, lats: Float64, lons: Float64) -> tuple[Rows, Float64]:
        """Answer for many points."""
        corners = np.column_stack([lons, lats])
        # Not strict, ties would give some points several rows.
        rows, _ = self._nearest_v(corners, corners, strict=True)
        return rows, distances_between(lats, lons, self._latitudes[rows], self._longitudes[rows])


class ReverseGeocoder:
    """reverse_geocoder on degrees, with the districts as its places.

    It keeps one geocoder a process, whatever it is given later.
    """

    module: ClassVar[str] = "reverse_geocoder"

    def __init__(self, latitudes: Float64, longitudes: Float64, records: Records) -> None:
        from reverse_geocoder import RGeocoder

        self._records = records
        self._latitudes, self._longitudes = latitudes, longitudes
        places = zip(latitudes.tolist(), longitudes.tolist(), strict=True)
        lines = [f"{lat!r},{lon!r},{number},,,\n" for number, (lat, lon) in enumerate(places)]
        stream = StringIO("lat,lon,name,admin1,admin2,cc\n" + "".join(lines))
        self._geocoder = RGeocoder(mode=1, verbose=False, stream=stream)

    def nearest(self, lat: float, lon: float) -> Neighbor:
        """Answer for one point."""
        (place,) = self._geocoder.query([(lat, lon)])
        return neighbor_at(self._records[int(place["name"])], lat, lon)

    def nearest_many(self, lats: Float64, lons: Float64) -> tuple[Rows, Float64]:
        """Answer for many points."""
        places = self._geocoder.query(np.column_stack([lats, lons]))
        rows = np.array([int(place["name"]) for place in places])
        return rows, distances_between(lats, lons, self._latitudes[rows], self._longitudes[rows])


PEERS: dict[str, type[Peer]] = {
    "scipy cKDTree, sphere": ScipyTree,
    "pykdtree, sphere": PyKDTree,
    "scikit-learn BallTree, haversine": SklearnTree,
    "shapely STRtree, degrees": ShapelyTree,
    "rtree, degrees": RTree,
    "reverse_geocoder, degrees": ReverseGeocoder,
}
