"""What is near a point, and where it is."""

from __future__ import annotations

import numpy as np

from geodistricts.basics.arrow import numbers
from geodistricts.gazetteer import Gazetteer
from geodistricts.records import DEFAULT_MAX_DISTANCE, District, Neighbor, Place
from geodistricts.service.v1.arguments import (
    MOST,
    City,
    CityPk,
    Count,
    East,
    Lat,
    Lon,
    MaxDistance,
    North,
    South,
    Township,
    TownshipPk,
    West,
)
from geodistricts.service.v1.questions.places import chosen


def nearest(
    gazetteer: Gazetteer, lat: Lat, lon: Lon, max_distance: MaxDistance | None = None
) -> Neighbor | None:
    """Find the district whose centre is nearest to a point.

    Near a border that may be the neighbour of the district that the point is in: for that one, ask
    `reverse`. The answer is null where nothing is within `max_distance`.
    """
    return gazetteer.nearest(lat, lon, max_distance)


def neighbors(
    gazetteer: Gazetteer,
    lat: Lat,
    lon: Lon,
    k: Count = 5,
    max_distance: MaxDistance | None = None,
    city: City | None = None,
    township: Township | None = None,
    city_pk: CityPk | None = None,
    township_pk: TownshipPk | None = None,
) -> list[Neighbor]:
    """Find the districts whose centres are nearest to a point, the nearest first.

    With a city or a township, only those inside it.
    """
    places = chosen(gazetteer, city, township, city_pk, township_pk)
    return gazetteer.neighbors(lat, lon, k, max_distance, *places)


def within(
    gazetteer: Gazetteer, west: West, south: South, east: East, north: North
) -> list[District]:
    """Find the districts whose centres lie in a bounding box.

    A box that holds more than 1,000 is refused; for whole lists, ask `/v1/cities`.
    """
    box = {"west": west, "south": south, "east": east, "north": north}
    if _count_inside(gazetteer, **box) > MOST:
        raise ValueError(
            f"the box must have no more than {MOST:,} districts, not from west {west} to east "
            f"{east} and south {south} to north {north}; ask for smaller ones, or for /v1/cities"
        )
    return gazetteer.within(**box)


def reverse(
    gazetteer: Gazetteer,
    lat: Lat,
    lon: Lon,
    max_distance: MaxDistance | None = DEFAULT_MAX_DISTANCE,
) -> Place | None:
    """Find the district that a point is in.

    That is the one whose boundary contains it, otherwise that of the nearest boundary or district
    centre within `max_distance`; `method` says which. The answer is null where there is none.
    """
    return gazetteer.reverse(lat, lon, max_distance)


def _count_inside(
    gazetteer: Gazetteer, *, west: float, south: float, east: float, north: float
) -> int:
    latitudes, longitudes = (numbers(gazetteer.table, name) for name in ("latitude", "longitude"))
    inside = (latitudes >= south) & (latitudes <= north)
    inside &= (longitudes >= west) & (longitudes <= east)
    return int(np.count_nonzero(inside))
