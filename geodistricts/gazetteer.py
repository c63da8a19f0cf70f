"""A loaded snapshot, and everything that can be asked of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, overload

import pyarrow as pa

from geodistricts.addresses import Addresses, ParsedAddresses, Validations
from geodistricts.basics.docstrings import explained_by
from geodistricts.names import Names
from geodistricts.opening import Opened
from geodistricts.points import Points
from geodistricts.records import (
    DEFAULT_MAX_DISTANCE,
    DISTRICTS_ONLY,
    City,
    CityLike,
    District,
    Level,
    Match,
    Neighbor,
    ParsedAddress,
    Place,
    Township,
    TownshipLike,
)
from geodistricts.shapes import Shapes
from geodistricts.snapshot import DistrictsByPk
from geodistricts.verdicts import Resolved, Validation

if TYPE_CHECKING:
    import shapely

    from geodistricts.basics.arguments import Errors
    from geodistricts.basics.arrays import Column, Float64, Int32


class Gazetteer(Opened):
    """A gazetteer of Turkey: a snapshot of the list of districts, open for questions.

    The package's functions ask the one of the bundled snapshot; ``Gazetteer.open`` opens it too,
    or another, such as one of your platform made by ``geodistricts build``, whose pks are the
    platform's. Immutable once open: threads may share it, it works after fork and spawn (call
    ``preload`` before you fork), and pickling stores only its path, overlay and version. It
    keeps answering from the version that it opened, even after the folder is replaced.

    Parameters
    ----------
    path, overlay : path-like
        The snapshot's folder, and a file of corrections; use ``Gazetteer.open`` instead.

    Examples
    --------
    >>> gazetteer = Gazetteer.open()
    >>> gazetteer.nearest(40.9869, 29.0252).district.display_name
    'Caferağa Mah.'
    """

    @explained_by(Points.nearest)
    def nearest(self, lat: float, lon: float, max_distance: float | None = None) -> Neighbor | None:
        """Find the district whose centre is nearest to a point."""
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
        """Find the district whose centre is nearest to each point."""
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
        """Find the districts whose centres are nearest to a point."""
        return self._points.neighbors(lat, lon, k, max_distance, city, township)

    @explained_by(Points.within)
    def within(self, *, west: float, south: float, east: float, north: float) -> list[District]:
        """Find the districts whose centres lie in a bounding box."""
        return self._points.within(west=west, south=south, east=east, north=north)

    @explained_by(Points.reverse)
    def reverse(
        self, lat: float, lon: float, max_distance: float | None = DEFAULT_MAX_DISTANCE
    ) -> Place | None:
        """Find the district that a point is in: reverse geocoding by containment."""
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
        """Find the district that each point is in: reverse geocoding by containment."""
        return self._points.reverse_many(lats, lons, max_distance, errors=errors)

    @explained_by(Shapes.boundary)
    def boundary(self, place: District | Township | City) -> shapely.Geometry | None:
        """Return the boundary of a district, a township or a city."""
        return self._shapes.boundary(place)

    @explained_by(Shapes.boundaries)
    def boundaries(self, level: Level) -> pa.Table:
        """Return all boundaries of a level, as an Arrow table that GIS tools read."""
        return self._shapes.boundaries(level)

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

    @overload
    def suggest(
        self,
        prefix: str,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        limit: int = 10,
        *,
        lat: float | None = None,
        lon: float | None = None,
    ) -> list[District]: ...

    @overload
    def suggest(
        self,
        prefix: str,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        limit: int = 10,
        *,
        levels: Collection[Level],
        lat: float | None = None,
        lon: float | None = None,
    ) -> list[District | Township | City]: ...

    @explained_by(Names.suggest)
    def suggest(
        self,
        prefix: str,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        limit: int = 10,
        *,
        levels: Collection[Level] = DISTRICTS_ONLY,
        lat: float | None = None,
        lon: float | None = None,
    ) -> Sequence[District | Township | City]:
        """Complete what has been typed of the name of a district, a township or a city."""
        return self._names.suggest(prefix, city, township, limit, levels=levels, lat=lat, lon=lon)

    @explained_by(Addresses.validate)
    def validate(
        self,
        city: str | City | None = None,
        township: str | Township | None = None,
        district: str | District | None = None,
        postal_code: str | int | None = None,
        latitude: float | str | None = None,
        longitude: float | str | None = None,
        *,
        address: str | None = None,
    ) -> Validation:
        """Judge an order, its fields and its line together, and say what they should be."""
        return self._addresses.validate(
            city, township, district, postal_code, latitude, longitude, address=address
        )

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
        address: object = None,
    ) -> Validations:
        """Judge many orders, each distinct one only once."""
        return self._addresses.validate_many(
            city=city,
            township=township,
            district=district,
            postal_code=postal_code,
            latitude=latitude,
            longitude=longitude,
            address=address,
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
        """Parse many lines, each distinct one only once."""
        return self._addresses.parse_many(texts, city=city, township=township)

    @property
    def cities(self) -> tuple[City, ...]:
        """The active cities, in order of pk."""
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
        """Return the records of districts by pk, such as those of a batch."""
        return self._by_pk.districts(pks)

    @explained_by(DistrictsByPk.take)
    def take(self, pks: Column, columns: Sequence[str] | None = None) -> pa.Table:
        """Return districts by pk as an Arrow table, with the names of townships and cities."""
        return self._by_pk.take(pks, columns)
