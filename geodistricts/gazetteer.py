"""A loaded snapshot, and everything that can be asked of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geodistricts.addresses import Addresses, ParsedAddresses, Validations
from geodistricts.basics.docstrings import explained_by
from geodistricts.basics.forking import loading
from geodistricts.basics.lazy import make_all
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
from geodistricts.snapshot import DistrictsByPk, Snapshot, bundled_path
from geodistricts.verdicts import Resolved, Validation

if TYPE_CHECKING:
    from geodistricts.basics.arguments import Errors
    from geodistricts.basics.arrays import Column, Float64, Int32
    from geodistricts.overlay import Correction


class Gazetteer:
    """Districts, and the questions that can be asked of them.

    Immutable once open: threads may share it, it survives fork and spawn, and pickling it
    pickles its path, overlay and version. A folder that is replaced by a newer version meanwhile
    answers as it did: open it again to see what is new.

    Parameters
    ----------
    path, overlay : path-like
        The snapshot's folder, and a file of corrections; ``Gazetteer.open`` is the way to make one.

    Examples
    --------
    >>> gazetteer = Gazetteer.open()
    >>> gazetteer.nearest(40.9869, 29.0252).district.display_name
    'Caferağa Mah.'
    """

    def __init__(
        self, path: str | os.PathLike[str], overlay: str | os.PathLike[str] | None = None
    ) -> None:
        self._overlay = None if overlay is None else Path(overlay).absolute()
        with loading:
            self._snapshot = _snapshot(Path(path).absolute(), self._overlay)
            self._rows = self._snapshot.rows
            self._by_pk = DistrictsByPk(self._rows)
            self._names = Names(self._rows)
            self._points = Points(self._snapshot, self._names.inside)
            self._addresses = Addresses(self._rows, self._names, self._points.reverse)
            pa.default_memory_pool().release_unused()

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None = None,
        overlay: str | os.PathLike[str] | None = None,
    ) -> Gazetteer:
        """Open a snapshot, perhaps with corrections of your own.

        Parameters
        ----------
        path : path-like, optional
            The snapshot's folder; without it, the one that comes with the package.
        overlay : path-like, optional
            Corrections, CSV or Parquet, a line each, with the columns ``action`` (add, rename,
            alias, move or deactivate) and ``pk``, and as the action needs them ``name``,
            ``city``, ``township`` (or ``city_pk``, ``township_pk``), ``latitude``,
            ``longitude``, ``postal_code``, ``note``. Added districts have numbers from
            10,000,000 on. Every question answers as if the snapshot had been built so.

        Returns
        -------
        Gazetteer
            Ready for queries.

        Raises
        ------
        SnapshotError
            Where a file is missing, damaged, or of a newer format.
        OverlayError
            Where the file of corrections cannot be read, or a line of it is impossible.
        """
        return cls(bundled_path() if path is None else path, overlay)

    def preload(self) -> Gazetteer:
        """Load now all that the questions load when first asked.

        For services that fork: preloaded before they do, a gazetteer leaves their processes
        nothing to load, and they share one copy of it. It may be called again, from any thread.

        Returns
        -------
        Gazetteer
            This one.

        Raises
        ------
        SnapshotError
            Where a file is missing or damaged.

        Notes
        -----
        It takes about three seconds, and the process has some 310 MB with everything loaded;
        records are still made when they are first asked for, 0.8 kB each. A fork waits for a
        load that another thread is in the midst of, so that without it, too, no child hangs;
        each then loads a copy of its own. What cannot be waited for is an import that is not
        the package's: import what you use before you start threads that fork.

        Examples
        --------
        >>> gazetteer = Gazetteer.open().preload()

        In ``gunicorn.conf.py``, with ``preload_app = True``, or in the module that a Celery
        worker imports, ``geodistricts.preload()`` does it for the package's functions::

            import gc

            import geodistricts

            geodistricts.preload()
            gc.freeze()  # keeps the collector from writing into what processes share
        """
        make_all(self._rows)
        self._points.load_all()
        self._names.load_all()
        self._addresses.load_all()
        pa.default_memory_pool().release_unused()
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        path = None if self.path == bundled_path() else self.path
        return _reopen, (path, self.version, self._overlay)

    def __repr__(self) -> str:
        """Name the snapshot and its version."""
        return f"<Gazetteer {self.version} of {self.table.num_rows:,} districts, {self.path}>"

    @property
    def version(self) -> str:
        """Version of the data, ``"2025.05.02+1a2b3c4d"``; of corrections, ``+overlay.5e6f7a8b``."""
        return self._snapshot.version

    @property
    def path(self) -> Path:
        """The snapshot's folder."""
        return self._snapshot.path

    @property
    def overlay(self) -> Path | None:
        """The file of corrections that it was opened with."""
        return self._overlay

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What that file says, a record a line."""
        return self._snapshot.corrections

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The snapshot's manifest, read-only: versions, sources, files."""
        return self._snapshot.manifest

    @property
    def table(self) -> pa.Table:
        """All districts as an Arrow table, by pk; ``take`` has some, with names of places."""
        return self._rows.table

    @explained_by(Points.nearest)
    def nearest(self, lat: float, lon: float, max_distance: float | None = None) -> Neighbor | None:
        """Find the district whose coordinates are nearest to a point."""
        return self._points.nearest(lat, lon, max_distance)

    @explained_by(Points.nearest_many)
    def nearest_many(
        self,
        lats: Column,
        lons: Column,
        max_distance: float | None = None,
        *,
        errors: Errors = "raise",
    ) -> tuple[Int32, Float64]:
        """Find the nearest district of each point."""
        return self._points.nearest_many(lats, lons, max_distance, errors=errors)

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
        self,
        lats: Column,
        lons: Column,
        max_distance: float | None = DEFAULT_MAX_DISTANCE,
        *,
        errors: Errors = "raise",
    ) -> tuple[Int32, Float64]:
        """Find the district that each point is in."""
        return self._points.reverse_many(lats, lons, max_distance, errors=errors)

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
        city: str | City | None = None,
        township: str | Township | None = None,
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
        city: str | City | None = None,
        township: str | Township | None = None,
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

    @explained_by(Names.townships_of)
    def townships_of(self, city: CityLike) -> tuple[Township, ...]:
        """Return the townships of a city."""
        return self._names.townships_of(city)

    @explained_by(Names.districts_of)
    def districts_of(
        self, township: TownshipLike, city: CityLike | None = None
    ) -> tuple[District, ...]:
        """Return the districts of a township."""
        return self._names.districts_of(township, city)

    @explained_by(Names.city)
    def city(self, city: CityLike) -> City:
        """Return a city by pk, plate code or name."""
        return self._names.city(city)

    @explained_by(Names.township)
    def township(
        self,
        township: TownshipLike | None = None,
        city: CityLike | None = None,
        *,
        official_code: int | None = None,
    ) -> Township:
        """Return a township by pk, name or official code."""
        return self._names.township(township, city, official_code=official_code)

    @explained_by(Names.district)
    def district(
        self,
        district: int | str | District | None = None,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        *,
        official_code: int | None = None,
    ) -> District:
        """Return a district by pk, name or official code."""
        return self._names.district(district, city, township, official_code=official_code)

    @explained_by(DistrictsByPk.districts)
    def districts(self, pks: Column) -> list[District | None]:
        """Return the records of pks, as the batches give them."""
        return self._by_pk.districts(pks)

    @explained_by(DistrictsByPk.take)
    def take(self, pks: Column, columns: Sequence[str] | None = None) -> pa.Table:
        """Return districts as columns, with the names of their townships and cities."""
        return self._by_pk.take(pks, columns)


def _snapshot(path: Path, overlay: Path | None) -> Snapshot:
    if overlay is None:
        return Snapshot(path)
    from geodistricts.overlay import CorrectedSnapshot

    return CorrectedSnapshot(path, overlay)


def _reopen(path: Path | None, version: str, overlay: Path | None = None) -> Gazetteer:
    gazetteer = Gazetteer.open(path, overlay)
    if gazetteer.version != version:
        raise SnapshotError(
            f"{gazetteer.path}: has version {gazetteer.version} now, and {version} was pickled; "
            "open the same snapshot in every process, or pickle again after a refresh"
        )
    return gazetteer
