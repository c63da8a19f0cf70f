"""A loaded snapshot with its indexes."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from geodistricts.addresses.questions import AddressQuestions
from geodistricts.basics.geodesy import BoundingBox, great_circle_distance
from geodistricts.errors import SnapshotError
from geodistricts.names.places import CityLike, Places, TownshipLike
from geodistricts.points.coordinates import check_k, check_max_distance, check_point
from geodistricts.points.nearest_index import NearestIndex
from geodistricts.records import City, District, Neighbor, Township
from geodistricts.snapshot.cells import grid_from_table
from geodistricts.snapshot.ranking import select_nearest
from geodistricts.snapshot.reading import (
    CITIES,
    DISTRICTS,
    NEAREST,
    TOWNSHIPS,
    read_manifest,
    read_table,
)
from geodistricts.snapshot.rows import DistrictRows

if TYPE_CHECKING:
    from geodistricts.basics.arrays import ArrayLike, Float64, Int32
    from geodistricts.points.vicinity_index import VicinityIndex


def bundled_path() -> Path:
    """Return the folder of the snapshot that comes with the package."""
    package = Path(__file__).resolve().parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


class Gazetteer(AddressQuestions):
    """Districts, and the questions that can be asked of them.

    Immutable once open: threads may share it, it survives fork and spawn, and pickling it
    pickles its path and version.

    Parameters
    ----------
    path : path-like
        The snapshot's folder; ``Gazetteer.open`` is the way to make one.

    Examples
    --------
    >>> gazetteer = Gazetteer.open()
    >>> gazetteer.nearest(40.9869, 29.0252).district.display_name
    'Caferağa Mah.'
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = path = Path(path).absolute()
        self._manifest = read_manifest(path)
        self._rows = DistrictRows(
            read_table(path, self._manifest, DISTRICTS),
            Places(
                read_table(path, self._manifest, CITIES),
                read_table(path, self._manifest, TOWNSHIPS),
            ),
        )
        self._nearest = NearestIndex(
            grid_from_table(read_table(path, self._manifest, NEAREST)),
            self._rows.latitudes,
            self._rows.longitudes,
            self._rows.record,
        )
        self._vicinity_index: VicinityIndex | None = None
        pa.default_memory_pool().release_unused()

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None) -> Gazetteer:
        """Open a snapshot.

        Parameters
        ----------
        path : path-like, optional
            The snapshot's folder; without it, the one that comes with the package.

        Returns
        -------
        Gazetteer
            Ready for queries.

        Raises
        ------
        SnapshotError
            Where a file is missing, damaged, or of a newer format.
        """
        return cls(bundled_path() if path is None else path)

    def __reduce__(self) -> tuple[Any, ...]:
        path = None if self._path == bundled_path() else self._path
        return _reopen, (path, self.version)

    def __repr__(self) -> str:
        """Name the snapshot and its version."""
        return (
            f"<Gazetteer {self.version} of {self._rows.table.num_rows:,} districts, {self._path}>"
        )

    @property
    def version(self) -> str:
        """Version of the data, such as ``"2025.05.02+1a2b3c4d"``."""
        return str(self._manifest["data_version"])

    @property
    def path(self) -> Path:
        """The snapshot's folder."""
        return self._path

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The snapshot's manifest: versions, sources, files."""
        return MappingProxyType(self._manifest)

    @property
    def table(self) -> pa.Table:
        """All districts as an Arrow table; its rows are those that ``nearest_many`` returns."""
        return self._rows.table

    def nearest(self, lat: float, lon: float, max_distance: float | None = None) -> Neighbor | None:
        """Find the district whose coordinates are nearest to a point.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        max_distance : float, optional
            Metres; without it there is no limit.

        Returns
        -------
        Neighbor or None
            The district and its great-circle distance in metres; None where none is that
            near. Ties go to the better coordinate source, then to the smallest pk.

        Raises
        ------
        ValueError
            Where a coordinate is not finite or out of range.
        TypeError
            Where a coordinate is no number.
        """
        return self._nearest.nearest(lat, lon, max_distance)

    def nearest_many(
        self, lats: ArrayLike, lons: ArrayLike, max_distance: float | None = None
    ) -> tuple[Int32, Float64]:
        """Find the nearest district of each point.

        Parameters
        ----------
        lats, lons : array_like of float, shape (points,)
            Degrees, WGS 84.
        max_distance : float, optional
            Metres; without it there is no limit.

        Returns
        -------
        rows : ndarray of int32, shape (points,)
            Rows of ``table``, for ``districts_at``; -1 where there is none.
        distances : ndarray of float64, shape (points,)
            Great-circle metres; NaN where there is none.

        Raises
        ------
        ValueError
            Where a coordinate is not finite or out of range, or the lengths differ.
        TypeError
            Where the arrays hold no numbers.
        """
        return self._nearest.nearest_many(lats, lons, max_distance)

    def neighbors(
        self,
        lat: float,
        lon: float,
        k: int = 5,
        max_distance: float | None = None,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
    ) -> list[Neighbor]:
        """Find the nearest districts to a point.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        k : int
            How many at most.
        max_distance : float, optional
            Metres; without it there is no limit.
        city, township : int, str or record, optional
            Search inside it only.

        Returns
        -------
        list of Neighbor
            Nearest first; ties by coordinate source, then pk.

        Raises
        ------
        ValueError
            Where a coordinate is not finite or out of range, or ``k`` is less than 1.
        TypeError
            Where an argument is of the wrong type.
        LookupError
            Where the city or township is unknown.
        """
        latitude, longitude = check_point(lat, lon)
        count, limit = check_k(k), check_max_distance(max_distance)
        if city is None and township is None:
            rows, distances = self._vicinity().nearest(latitude, longitude, count, limit)
        else:
            inside = self._rows.ranked_inside(*self._scope(city, township))
            to_all = great_circle_distance(
                latitude, longitude, self._rows.latitudes[inside], self._rows.longitudes[inside]
            )
            ranks = np.arange(len(inside), dtype=np.int32)
            rows, distances = select_nearest(inside, ranks, to_all, count, limit)
        return [
            Neighbor(self._rows.record(row), distance)
            for row, distance in zip(rows.tolist(), distances.tolist(), strict=True)
        ]

    def within(self, *, west: float, south: float, east: float, north: float) -> list[District]:
        """Find the districts whose coordinates lie in a box.

        Parameters
        ----------
        west, south, east, north : float
            Edges of the box, degrees; they belong to it.

        Returns
        -------
        list of District
            By pk.

        Raises
        ------
        ValueError
            Where an edge is not finite or out of range, or the box is inside out.
        TypeError
            Where an edge is no number.
        """
        bottom, left = check_point(south, west)
        top, right = check_point(north, east)
        if left > right or bottom > top:
            raise ValueError(
                f"the box must have west <= east and south <= north, not west {left}, "
                f"south {bottom}, east {right}, north {top}"
            )
        rows = self._vicinity().in_box(BoundingBox(left, bottom, right, top))
        return [self._rows.record(row) for row in rows.tolist()]

    def _vicinity(self) -> VicinityIndex:
        if self._vicinity_index is None:
            from geodistricts.points.vicinity_index import VicinityIndex

            rows = self._rows.ranked()
            self._vicinity_index = VicinityIndex(
                rows, self._rows.latitudes[rows], self._rows.longitudes[rows]
            )
        return self._vicinity_index

    def _scope(
        self, city: CityLike | None, township: TownshipLike | None
    ) -> tuple[City | None, Township | None]:
        if township is not None:
            return None, self.township(township, city)
        return None if city is None else self.city(city), None

    @property
    def cities(self) -> tuple[City, ...]:
        """The cities, by pk."""
        return tuple(city for city in self._rows.places.cities.values() if city.is_active)

    def townships_of(self, city: CityLike) -> tuple[Township, ...]:
        """Return the townships of a city.

        Parameters
        ----------
        city : int, str or City
            The city.

        Returns
        -------
        tuple of Township
            By pk.

        Raises
        ------
        LookupError
            Where the city is unknown.
        """
        return tuple(self._rows.places.townships_by_city[self.city(city).pk])

    def districts_of(
        self, township: TownshipLike, city: CityLike | None = None
    ) -> tuple[District, ...]:
        """Return the districts of a township.

        Parameters
        ----------
        township : int, str or Township
            The township.
        city : int, str or City, optional
            Its city, where its name alone could mean several.

        Returns
        -------
        tuple of District
            By pk.

        Raises
        ------
        LookupError
            Where the township is unknown, or its name means several.
        """
        rows = self._rows.active_inside(self.township(township, city).pk)
        return tuple(self._rows.record(row) for row in rows)

    def city(self, city: CityLike) -> City:
        """Return a city by pk or name.

        Parameters
        ----------
        city : int, str or City
            A pk, a name in any case, with or without Turkish letters, or a record.

        Returns
        -------
        City
            The city.

        Raises
        ------
        LookupError
            Where there is none; lists the closest names.
        TypeError
            Where the argument is none of these.
        """
        return self._rows.places.city(city)

    def township(self, township: TownshipLike, city: CityLike | None = None) -> Township:
        """Return a township by pk or name.

        Parameters
        ----------
        township : int, str or Township
            A pk, a name in any case, with or without Turkish letters, or a record.
        city : int, str or City, optional
            Its city, where its name alone could mean several.

        Returns
        -------
        Township
            The township.

        Raises
        ------
        LookupError
            Where there is none, lists the closest names; where there are several, lists them.
        TypeError
            Where the argument is none of these.
        """
        return self._rows.places.township(township, city)

    def districts_at(self, rows: Sequence[int] | Int32) -> list[District | None]:
        """Return the records of rows, as ``nearest_many`` gives them.

        Parameters
        ----------
        rows : array_like of int
            Rows of ``table``; -1 for none.

        Returns
        -------
        list of District or None
            One a row.
        """
        return [None if row < 0 else self._rows.record(row) for row in np.asarray(rows).tolist()]


def _reopen(path: Path | None, version: str) -> Gazetteer:
    gazetteer = Gazetteer.open(path)
    if gazetteer.version != version:
        raise SnapshotError(
            f"{gazetteer.path}: version {gazetteer.version} where {version} was pickled; "
            "open the same snapshot in every process"
        )
    return gazetteer
