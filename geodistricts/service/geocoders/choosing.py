"""Those of the places that were found that an answer has, and where they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.records import City, District, Township
from geodistricts.service.geocoders.locating import Box, Located, Locator, Place
from geodistricts.service.geocoders.searching import Found


class Area(NamedTuple):
    """Where places must be, and where they had better be.

    Attributes
    ----------
    box : tuple of float or None
        West, south, east, north, where they must be.
    circle : tuple of float or None
        Latitude, longitude and metres, where they must be.
    preferred : tuple of float or None
        A box; of places that are as likely, those inside come first.
    near : tuple of float or None
        Latitude and longitude; of places that are as likely, the nearer come first.
    """

    box: Box | None = None
    circle: tuple[float, float, float] | None = None
    preferred: Box | None = None
    near: tuple[float, float] | None = None


ANYWHERE = Area()


def choose(
    locator: Locator, found: Sequence[Found], limit: int, area: Area = ANYWHERE
) -> list[Located]:
    """Return the first of the places that were found, and where they are.

    Parameters
    ----------
    locator : Locator
        Knows where they are.
    found : sequence of Found
        The likeliest first.
    limit : int
        How many at most.
    area : Area
        Where they must be, or had better be.

    Returns
    -------
    list of Located
        The likeliest first; a place that nobody knows where to find is none.
    """
    if area.near is not None or area.preferred is not None:
        found = sorted(found, key=lambda one: (-one.confidence, _farness(locator, one, area)))
    chosen: list[Located] = []
    for one in found:
        if len(chosen) == limit:
            break
        located = locator.locate(one.place)
        if located is not None and _is_inside(located, area):
            chosen.append(located._replace(confidence=one.confidence))
    return chosen


def _farness(locator: Locator, found: Found, area: Area) -> float:
    one = locator.locate(found.place)
    if one is None:
        return float("inf")
    if area.near is not None:
        return float(great_circle_distance(*area.near, one.latitude, one.longitude))
    return float(area.preferred is not None and not _holds(area.preferred, one))


def _is_inside(one: Located, area: Area) -> bool:
    if area.box is not None and not _holds(area.box, one):
        return False
    if area.circle is None:
        return True
    latitude, longitude, metres = area.circle
    distance = great_circle_distance(latitude, longitude, one.latitude, one.longitude)
    return bool(distance <= metres)


def _holds(box: Box, one: Located) -> bool:
    west, south, east, north = box
    return west <= one.longitude <= east and south <= one.latitude <= north


def places_around(place: Place) -> tuple[District | None, Township | None, City]:
    """Return the district, the township and the city of a place, as far as it has them."""
    if isinstance(place, District):
        return place, place.township, place.city
    if isinstance(place, Township):
        return None, place, place.city
    return None, None, place


def of_kinds(found: Iterable[Found], kinds: tuple[type, ...], *, around: bool) -> list[Found]:
    """Return what is of some levels of the list; or else, if told so, what it lies in that is."""
    if not around:
        return [one for one in found if isinstance(one.place, kinds)]
    kept: dict[Place, Found] = {}
    for one in found:
        for place in places_around(one.place):
            if place is not None and isinstance(place, kinds):
                kept.setdefault(place, Found(place, one.confidence))
    return [*kept.values()]
