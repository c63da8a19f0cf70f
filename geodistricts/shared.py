"""The gazetteer that the package's functions share, opened when first needed, once."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from geodistricts.records import DEFAULT_MAX_DISTANCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodistricts.addresses.batches import ParsedAddresses, Validations
    from geodistricts.basics.arrays import ArrayLike, Float64, Int32
    from geodistricts.gazetteer import Gazetteer
    from geodistricts.names.places import CityLike, TownshipLike
    from geodistricts.records import District, Match, Neighbor, ParsedAddress, Place
    from geodistricts.verdicts import Resolved, Validation

_lock = threading.Lock()
_gazetteer: Gazetteer | None = None


def _renew_lock() -> None:
    """Replace the lock, which a forked process may inherit shut."""
    global _lock
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)


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
        from geodistricts.gazetteer import Gazetteer

        with _lock:
            if _gazetteer is None:
                _gazetteer = Gazetteer.open()
    return _gazetteer


def nearest(lat: float, lon: float, max_distance: float | None = None) -> Neighbor | None:
    """Find the district whose coordinates are nearest to a point.

    ``Gazetteer.nearest`` on the bundled snapshot.

    Examples
    --------
    >>> district, distance = nearest(41.0636, 28.8515)
    >>> district.display_name, district.township.display_name
    ('100. Yıl Mah.', 'Bağcılar')
    """
    return (_gazetteer or shared_gazetteer()).nearest(lat, lon, max_distance)


def nearest_many(
    lats: ArrayLike, lons: ArrayLike, max_distance: float | None = None
) -> tuple[Int32, Float64]:
    """Find the nearest district of each point.

    ``Gazetteer.nearest_many`` on the bundled snapshot.

    Examples
    --------
    >>> rows, distances = nearest_many([41.0636, 39.9208], [28.8515, 32.8541])
    >>> [d.township.display_name for d in shared_gazetteer().districts_at(rows)]
    ['Bağcılar', 'Çankaya']
    """
    return (_gazetteer or shared_gazetteer()).nearest_many(lats, lons, max_distance)


def reverse(
    lat: float, lon: float, max_distance: float | None = DEFAULT_MAX_DISTANCE
) -> Place | None:
    """Find the district that a point is in.

    ``Gazetteer.reverse`` on the bundled snapshot.

    Examples
    --------
    >>> place = reverse(41.0636, 28.8515)
    >>> place.district.display_name, place.method
    ('100. Yıl Mah.', 'boundary')
    >>> at_sea = reverse(40.9744, 29.0215)
    >>> at_sea.district.display_name, at_sea.method, round(at_sea.distance, -1)
    ('Caferağa Mah.', 'nearest', 430.0)
    """
    return (_gazetteer or shared_gazetteer()).reverse(lat, lon, max_distance)


def reverse_many(
    lats: ArrayLike, lons: ArrayLike, max_distance: float | None = DEFAULT_MAX_DISTANCE
) -> tuple[Int32, Float64]:
    """Find the district that each point is in.

    ``Gazetteer.reverse_many`` on the bundled snapshot.

    Examples
    --------
    >>> rows, distances = reverse_many([41.0636, 39.9208], [28.8515, 32.8541])
    >>> [d.display_name for d in shared_gazetteer().districts_at(rows)]
    ['100. Yıl Mah.', 'Kızılay Mah.']
    """
    return (_gazetteer or shared_gazetteer()).reverse_many(lats, lons, max_distance)


def neighbors(
    lat: float,
    lon: float,
    k: int = 5,
    max_distance: float | None = None,
    city: CityLike | None = None,
    township: TownshipLike | None = None,
) -> list[Neighbor]:
    """Find the nearest districts to a point.

    ``Gazetteer.neighbors`` on the bundled snapshot.

    Examples
    --------
    >>> [n.district.display_name for n in neighbors(40.9869, 29.0252, k=2)]
    ['Caferağa Mah.', 'Osmanağa Mah.']
    """
    return (_gazetteer or shared_gazetteer()).neighbors(lat, lon, k, max_distance, city, township)


def within(*, west: float, south: float, east: float, north: float) -> list[District]:
    """Find the districts whose coordinates lie in a box.

    ``Gazetteer.within`` on the bundled snapshot.

    Examples
    --------
    >>> [d.display_name for d in within(west=29.02, south=40.98, east=29.03, north=40.99)]
    ['Caferağa Mah.']
    """
    return (_gazetteer or shared_gazetteer()).within(west=west, south=south, east=east, north=north)


def match(
    name: str,
    city: CityLike | None = None,
    township: TownshipLike | None = None,
    limit: int = 5,
    min_score: float = 70,
) -> list[Match]:
    """Find the districts that a spelling may mean.

    ``Gazetteer.match`` on the bundled snapshot.

    Examples
    --------
    >>> [found] = match("100.yıl mh", city="Ankara", township="Çankaya")
    >>> found.district.name, found.score, found.kind
    ('100.YIL MAH', 99.0, 'normalized')
    """
    return (_gazetteer or shared_gazetteer()).match(name, city, township, limit, min_score)


def match_many(
    names: Iterable[object],
    *,
    city: object = None,
    township: object = None,
    min_score: float = 70,
) -> tuple[Int32, Float64]:
    """Find the district of each name.

    ``Gazetteer.match_many`` on the bundled snapshot.

    Examples
    --------
    >>> rows, scores = match_many(["cafer ağa", "xyz"], city="İstanbul", township="Kadıköy")
    >>> [d and d.display_name for d in shared_gazetteer().districts_at(rows)], scores.tolist()
    (['Caferağa Mah.', None], [99.0, nan])
    """
    return (_gazetteer or shared_gazetteer()).match_many(
        names, city=city, township=township, min_score=min_score
    )


def suggest(
    prefix: str,
    city: CityLike | None = None,
    township: TownshipLike | None = None,
    limit: int = 10,
) -> list[District]:
    """Complete what has been typed of a district's name.

    ``Gazetteer.suggest`` on the bundled snapshot.

    Examples
    --------
    >>> [d.display_name for d in suggest("cafer", city="İstanbul", limit=2)]
    ['Caferağa Mah.']
    """
    return (_gazetteer or shared_gazetteer()).suggest(prefix, city, township, limit)


def validate(
    city: CityLike | None = None,
    township: TownshipLike | None = None,
    district: str | District | None = None,
    postal_code: str | int | None = None,
    latitude: float | str | None = None,
    longitude: float | str | None = None,
) -> Validation:
    """Judge the fields of an address, and say what they should be.

    ``Gazetteer.validate`` on the bundled snapshot.

    Examples
    --------
    >>> verdict = validate(city="Kadıköy", township="istanbul", district="caferağa mh.")
    >>> verdict.possible_next_action, verdict.district.display_name, verdict.city.display_name
    ('ACCEPT', 'Caferağa Mah.', 'İstanbul')
    >>> verdict = validate(city="İstanbul", township="Bakırköy", district="Caferağa")
    >>> verdict.possible_next_action, verdict.components["township"].value.display_name
    ('CONFIRM', 'Kadıköy')
    """
    return (_gazetteer or shared_gazetteer()).validate(
        city, township, district, postal_code, latitude, longitude
    )


def resolve(
    city: CityLike | None = None,
    township: TownshipLike | None = None,
    district: str | District | None = None,
) -> Resolved:
    """Return the three pks of an address that needs no question.

    ``Gazetteer.resolve`` on the bundled snapshot.

    Examples
    --------
    >>> resolve("istanbul", "kadikoy", "CAFERAGA") == resolve("34", "Kadıköy", "cafer ağa mah")
    True
    >>> resolve("İstanbul", "Kadıköy", "Cumhuriyet")
    Traceback (most recent call last):
    geodistricts.errors.AddressNotResolved: no district is surely meant by city 'İstanbul', \
township 'Kadıköy', district 'Cumhuriyet'; see .validation for what to put right
    """
    return (_gazetteer or shared_gazetteer()).resolve(city, township, district)


def validate_many(
    *,
    city: object = None,
    township: object = None,
    district: object = None,
    postal_code: object = None,
    latitude: object = None,
    longitude: object = None,
) -> Validations:
    """Judge the fields of many addresses.

    ``Gazetteer.validate_many`` on the bundled snapshot.

    Examples
    --------
    >>> verdicts = validate_many(city="İstanbul", district=["caferaga mh", "cumhuriyet"])
    >>> verdicts.possible_next_actions, verdicts.granularities
    (['ACCEPT', 'FIX'], ['DISTRICT', 'CITY'])
    """
    return (_gazetteer or shared_gazetteer()).validate_many(
        city=city,
        township=township,
        district=district,
        postal_code=postal_code,
        latitude=latitude,
        longitude=longitude,
    )


def parse(
    text: str, city: CityLike | None = None, township: TownshipLike | None = None
) -> ParsedAddress:
    """Find the city, township and district that a line of free text names.

    ``Gazetteer.parse`` on the bundled snapshot.

    Examples
    --------
    >>> found = parse("Caferağa Mah. Moda Cd. No:45 D:3 Kadıköy / İstanbul")
    >>> found.district.name, found.township.name, found.remainder
    ('CAFERAĞA MAH', 'KADIKÖY', 'Moda Cd. No:45 D:3')
    """
    return (_gazetteer or shared_gazetteer()).parse(text, city, township)


def parse_many(
    texts: Iterable[object], *, city: object = None, township: object = None
) -> ParsedAddresses:
    """Parse many lines.

    ``Gazetteer.parse_many`` on the bundled snapshot.

    Examples
    --------
    >>> found = parse_many(["Caferağa Mh. Moda Cd. 45", "Osmanağa mah 3"], township="Kadıköy")
    >>> found.remainders, [d.display_name for d in shared_gazetteer().districts_at(found.rows)]
    (['Moda Cd. 45', '3'], ['Caferağa Mah.', 'Osmanağa Mah.'])
    """
    return (_gazetteer or shared_gazetteer()).parse_many(texts, city=city, township=township)
