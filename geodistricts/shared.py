"""The package's functions, and the gazetteer that they share: opened when first needed, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from geodistricts.addresses import Addresses
from geodistricts.basics.docstrings import explained_by
from geodistricts.basics.forking import loading
from geodistricts.names import Names
from geodistricts.points import Points
from geodistricts.records import DEFAULT_MAX_DISTANCE, DISTRICTS_ONLY
from geodistricts.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    import pyarrow as pa
    import shapely

    from geodistricts.addresses import ParsedAddresses, Validations
    from geodistricts.basics.arguments import Errors
    from geodistricts.basics.arrays import Column, Float64, Int32
    from geodistricts.gazetteer import Gazetteer
    from geodistricts.records import (
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
    from geodistricts.verdicts import Resolved, Validation

_gazetteer: Gazetteer | None = None


def shared_gazetteer() -> Gazetteer:
    """Return the gazetteer of the bundled snapshot.

    Returns
    -------
    Gazetteer
        The same one at every call.

    Raises
    ------
    SnapshotError
        Where the bundled snapshot is damaged.
    """
    global _gazetteer
    if _gazetteer is None:
        with loading:
            if _gazetteer is None:
                from geodistricts.gazetteer import Gazetteer

                _gazetteer = Gazetteer.open()
    return _gazetteer


def preload() -> None:
    """Open the bundled snapshot, and load now everything that the questions load when first asked.

    Call it before you fork, such as under gunicorn and Celery: the processes then have nothing
    to load, and share one copy of the data. See ``Gazetteer.preload`` for where to put it.

    Raises
    ------
    SnapshotError
        Where the bundled snapshot is damaged.

    Examples
    --------
    >>> import geodistricts as gd
    >>> gd.preload()
    """
    shared_gazetteer().preload()


@explained_by(Points.nearest)
def nearest(lat: float, lon: float, max_distance: float | None = None) -> Neighbor | None:
    """Find the district whose centre is nearest to a point."""
    return (_gazetteer or shared_gazetteer()).nearest(lat, lon, max_distance)


@explained_by(Points.nearest_many)
def nearest_many(
    lats: Column,
    lons: Column,
    max_distance: float | None = None,
    *,
    errors: Errors = "raise",
) -> tuple[Int32, Float64]:
    """Find the district whose centre is nearest to each point."""
    return (_gazetteer or shared_gazetteer()).nearest_many(lats, lons, max_distance, errors=errors)


@explained_by(Points.reverse)
def reverse(
    lat: float, lon: float, max_distance: float | None = DEFAULT_MAX_DISTANCE
) -> Place | None:
    """Find the district that a point is in: reverse geocoding by containment."""
    return (_gazetteer or shared_gazetteer()).reverse(lat, lon, max_distance)


@explained_by(Points.reverse_many)
def reverse_many(
    lats: Column,
    lons: Column,
    max_distance: float | None = DEFAULT_MAX_DISTANCE,
    *,
    errors: Errors = "raise",
) -> tuple[Int32, Float64]:
    """Find the district that each point is in: reverse geocoding by containment."""
    return (_gazetteer or shared_gazetteer()).reverse_many(lats, lons, max_distance, errors=errors)


@explained_by(Points.neighbors)
def neighbors(
    lat: float,
    lon: float,
    k: int = 5,
    max_distance: float | None = None,
    city: CityLike | None = None,
    township: TownshipLike | None = None,
) -> list[Neighbor]:
    """Find the districts whose centres are nearest to a point."""
    return (_gazetteer or shared_gazetteer()).neighbors(lat, lon, k, max_distance, city, township)


@explained_by(Points.within)
def within(*, west: float, south: float, east: float, north: float) -> list[District]:
    """Find the districts whose centres lie in a bounding box."""
    return (_gazetteer or shared_gazetteer()).within(west=west, south=south, east=east, north=north)


@explained_by(Shapes.boundary)
def boundary(place: District | Township | City) -> shapely.Geometry | None:
    """Return the boundary of a district, a township or a city."""
    return (_gazetteer or shared_gazetteer()).boundary(place)


@explained_by(Shapes.boundaries)
def boundaries(level: Level) -> pa.Table:
    """Return all boundaries of a level, as an Arrow table that GIS tools read."""
    return (_gazetteer or shared_gazetteer()).boundaries(level)


@explained_by(Names.match)
def match(
    name: str,
    city: CityLike | None = None,
    township: TownshipLike | None = None,
    limit: int = 5,
    min_score: float = 70,
) -> list[Match]:
    """Find the districts that a spelling may mean."""
    return (_gazetteer or shared_gazetteer()).match(name, city, township, limit, min_score)


@explained_by(Names.match_many)
def match_many(
    names: Iterable[object],
    *,
    city: object = None,
    township: object = None,
    min_score: float = 70,
) -> tuple[Int32, Float64]:
    """Find the district of each name."""
    return (_gazetteer or shared_gazetteer()).match_many(
        names, city=city, township=township, min_score=min_score
    )


@overload
def suggest(
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
    return (_gazetteer or shared_gazetteer()).suggest(
        prefix, city, township, limit, levels=levels, lat=lat, lon=lon
    )


@explained_by(Names.city)
def city(city: CityLike) -> City:
    """Return a city by pk, plate code or name."""
    return (_gazetteer or shared_gazetteer()).city(city)


@explained_by(Names.township)
def township(
    township: TownshipLike | None = None,
    city: CityLike | None = None,
    *,
    official_code: int | None = None,
) -> Township:
    """Return a township by pk, name or official code."""
    return (_gazetteer or shared_gazetteer()).township(township, city, official_code=official_code)


@explained_by(Names.district)
def district(
    district: int | str | District | None = None,
    city: CityLike | None = None,
    township: TownshipLike | None = None,
    *,
    official_code: int | None = None,
) -> District:
    """Return a district by pk, name or official code."""
    return (_gazetteer or shared_gazetteer()).district(
        district, city, township, official_code=official_code
    )


@explained_by(Addresses.validate)
def validate(
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
    return (_gazetteer or shared_gazetteer()).validate(
        city, township, district, postal_code, latitude, longitude, address=address
    )


@explained_by(Addresses.resolve)
def resolve(
    city: str | City | None = None,
    township: str | Township | None = None,
    district: str | District | None = None,
) -> Resolved:
    """Return the three pks of an address that needs no question."""
    return (_gazetteer or shared_gazetteer()).resolve(city, township, district)


@explained_by(Addresses.validate_many)
def validate_many(
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
    return (_gazetteer or shared_gazetteer()).validate_many(
        city=city,
        township=township,
        district=district,
        postal_code=postal_code,
        latitude=latitude,
        longitude=longitude,
        address=address,
    )


@explained_by(Addresses.parse)
def parse(
    text: str, city: CityLike | None = None, township: TownshipLike | None = None
) -> ParsedAddress:
    """Find the city, township and district that a line of free text names."""
    return (_gazetteer or shared_gazetteer()).parse(text, city, township)


@explained_by(Addresses.parse_many)
def parse_many(
    texts: Iterable[object], *, city: object = None, township: object = None
) -> ParsedAddresses:
    """Parse many lines, each distinct one only once."""
    return (_gazetteer or shared_gazetteer()).parse_many(texts, city=city, township=township)
