"""A loaded snapshot, and everything that can be asked of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from geodistricts.addresses import Addresses, ParsedAddresses, Validations
from geodistricts.basics.docstrings import explained_by
from geodistricts.errors import SnapshotError
from geodistricts.names import Names
from geodistricts.points import Points
from geodistricts.records import (
    DEFAULT_MAX_DISTANCE,
    City,
    CityLike,
    District,
    Match,
    Neighbor,
    ParsedAddress,
    Place,
    Township,
    TownshipLike,
)
from geodistricts.snapshot import Snapshot, bundled_path
from geodistricts.verdicts import Resolved, Validation

if TYPE_CHECKING:
    from geodistricts.basics.arrays import ArrayLike, Float64, Int32


class Gazetteer:
    """Districts, and the questions that can be asked of them.

    Immutable once open: threads may share it, it survives fork and spawn, and pickling it
    pickles its path and version. A folder that is replaced by a newer version meanwhile answers
    as it did: open it again to see what is new.

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
        self._snapshot = Snapshot(Path(path).absolute())
        self._rows = self._snapshot.rows
        self._names = Names(self._rows)
        self._points = Points(self._snapshot, self._names.inside)
        self._addresses = Addresses(self._rows, self._names, self._points.reverse)
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
        path = None if self.path == bundled_path() else self.path
        return _reopen, (path, self.version)

    def __repr__(self) -> str:
        """Name the snapshot and its version."""
        return f"<Gazetteer {self.version} of {self.table.num_rows:,} districts, {self.path}>"

    @property
    def version(self) -> str:
        """Version of the data, such as ``"2025.05.02+1a2b3c4d"``."""
        return self._snapshot.version

    @property
    def path(self) -> Path:
        """The snapshot's folder."""
        return self._snapshot.path

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The snapshot's manifest, read-only: versions, sources, files."""
        return self._snapshot.manifest

    @property
    def table(self) -> pa.Table:
        """All districts as an Arrow table; its rows are those that ``nearest_many`` returns."""
        return self._rows.table

    @explained_by(Points.nearest)
    def nearest(self, lat: float, lon: float, max_distance: float | None = None) -> Neighbor | None:
        """Find the district whose coordinates are nearest to a point."""
        return self._points.nearest(lat, lon, max_distance)

    @explained_by(Points.nearest_many)
    def nearest_many(
        self, lats: ArrayLike, lons: ArrayLike, max_distance: float | None = None
    ) -> tuple[Int32, Float64]:
        """Find the nearest district of each point."""
        return self._points.nearest_many(lats, lons, max_distance)

    @explained_by(Points.neighbors)
    def neighbors(
        self,
        lat: float,
        lon: float,
        k: int = 5,
        max_distance: float | None = None,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
    ) -> list[Neighbor]:
        """Find the nearest districts to a point."""
        return self._points.neighbors(lat, lon, k, max_distance, city, township)

    @explained_by(Points.within)
    def within(self, *, west: float, south: float, east: float, north: float) -> list[District]:
        """Find the districts whose coordinates lie in a box."""
        return self._points.within(west=west, south=south, east=east, north=north)

    @explained_by(Points.reverse)
    def reverse(
        self, lat: float, lon: float, max_distance: float | None = DEFAULT_MAX_DISTANCE
    ) -> Place | None:
        """Find the district that a point is in."""
        return self._points.reverse(lat, lon, max_distance)

    @explained_by(Points.reverse_many)
    def reverse_many(
        self, lats: ArrayLike, lons: ArrayLike, max_distance: float | None = DEFAULT_MAX_DISTANCE
    ) -> tuple[Int32, Float64]:
        """Find the district that each point is in."""
        return self._points.reverse_many(lats, lons, max_distance)

    @explained_by(Names.match)
    def match(
        self,
        name: str,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        limit: int = 5,
        min_score: float = 70,
    ) -> list[Match]:
        """Find the districts that a spelling may mean."""
        return self._names.match(name, city, township, limit, min_score)

    @explained_by(Names.match_many)
    def match_many(
        self,
        names: Iterable[object],
        *,
        city: object = None,
        township: object = None,
        min_score: float = 70,
    ) -> tuple[Int32, Float64]:
        """Find the district of each name."""
        return self._names.match_many(names, city=city, township=township, min_score=min_score)

    @explained_by(Names.suggest)
    def suggest(
        self,
        prefix: str,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        limit: int = 10,
    ) -> list[District]:
        """Complete what has been typed of a district's name."""
        return self._names.suggest(prefix, city, township, limit)

    @explained_by(Addresses.validate)
    def validate(
        self,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        district: str | District | None = None,
        postal_code: str | int | None = None,
        latitude: float | str | None = None,
        longitude: float | str | None = None,
    ) -> Validation:
        """Judge the fields of an address, and say what they should be."""
        return self._addresses.validate(city, township, district, postal_code, latitude, longitude)

    @explained_by(Addresses.validate_many)
    def validate_many(
        self,
        *,
        city: object = None,
        township: object = None,
        district: object = None,
        postal_code: object = None,
        latitude: object = None,
        longitude: object = None,
    ) -> Validations:
        """Judge the fields of many addresses; each distinct address once."""
        return self._addresses.validate_many(
            city=city,
            township=township,
            district=district,
            postal_code=postal_code,
            latitude=latitude,
            longitude=longitude,
        )

    @explained_by(Addresses.resolve)
    def resolve(
        self,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        district: str | District | None = None,
    ) -> Resolved:
        """Return the three pks of an address that needs no question."""
        return self._addresses.resolve(city, township, district)

    @explained_by(Addresses.parse)
    def parse(
        self, text: str, city: CityLike | None = None, township: TownshipLike | None = None
    ) -> ParsedAddress:
        """Find the city, township and district that a line of free text names."""
        return self._addresses.parse(text, city, township)

    @explained_by(Addresses.parse_many)
    def parse_many(
        self, texts: Iterable[object], *, city: object = None, township: object = None
    ) -> ParsedAddresses:
        """Parse many lines; each distinct line once."""
        return self._addresses.parse_many(texts, city=city, township=township)

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
        return tuple(self._rows.places.townships_by_city.get(self.city(city).pk, ()))

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

    @explained_by(Names.city)
    def city(self, city: CityLike) -> City:
        """Return a city by pk or name."""
        return self._names.city(city)

    @explained_by(Names.township)
    def township(self, township: TownshipLike, city: CityLike | None = None) -> Township:
        """Return a township by pk or name."""
        return self._names.township(township, city)

    @explained_by(Names.district)
    def district(
        self,
        district: int | str | District,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
    ) -> District:
        """Return a district by pk or name."""
        return self._names.district(district, city, township)

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
            f"{gazetteer.path}: has version {gazetteer.version} now, and {version} was pickled; "
            "open the same snapshot in every process, or pickle again after a refresh"
        )
    return gazetteer
