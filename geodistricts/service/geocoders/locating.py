"""Places, and where they are: a point, a bounding box, a shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import shapely

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City, District, Township
from geodistricts.service.geocoders.naming import PlaceNames

Place = City | Township | District
Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""
_AROUND = 0.005
"""Degrees around a point that has no boundary, half a kilometre."""
_MOST_KEPT = 4_096


class Located(NamedTuple):
    """A place, and where it is.

    Attributes
    ----------
    place : City, Township or District
        The place.
    latitude, longitude : float
        Of a point in it, degrees.
    bounds : tuple of float
        West, south, east, north, degrees.
    confidence : float
        How likely it is the one that is meant, 0 to 1.
    """

    place: Place
    latitude: float
    longitude: float
    bounds: Box
    confidence: float = 1.0


class Locator:
    """Knows where places are, and keeps it; and what they are called.

    Parameters
    ----------
    gazetteer : Gazetteer
        Has the boundaries.

    Attributes
    ----------
    gazetteer : Gazetteer
        As given.
    names : PlaceNames
        Of its cities and townships.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.names = PlaceNames(gazetteer)
        self._kept: dict[tuple[type, int], Located | None] = {}

    def locate(self, place: Place) -> Located | None:
        """Return where a place is; None where that is not known."""
        key = type(place), place.pk
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._located(place)
        return self._kept[key]

    def shape(self, place: Place) -> shapely.Geometry | None:
        """Return the boundary of a place."""
        return self.gazetteer.boundary(place)

    def _located(self, place: Place) -> Located | None:
        shape = self.gazetteer.boundary(place)
        latitude, longitude = place.latitude, place.longitude
        if shape is None:
            return self._by_points(place)
        if latitude is None or longitude is None:
            inside = shape.representative_point()
            latitude, longitude = round(inside.y, 6), round(inside.x, 6)
        west, south, east, north = map(float, shape.bounds)
        return Located(place, latitude, longitude, (west, south, east, north))

    def _by_points(self, place: Place) -> Located | None:
        """Locate a place without a boundary: by its coordinates, or those of its districts."""
        points = [*self._points_of(place)]
        if not points:
            return None
        latitudes, longitudes = zip(*points, strict=True)
        latitude, longitude = place.latitude, place.longitude
        if latitude is None or longitude is None:
            # The one in the middle is a place; the middle of all may lie in a lake.
            latitude, longitude = sorted(points)[len(points) // 2]
        west, south = min(longitudes) - _AROUND, min(latitudes) - _AROUND
        east, north = max(longitudes) + _AROUND, max(latitudes) + _AROUND
        return Located(place, latitude, longitude, (west, south, east, north))

    def _points_of(self, place: Place) -> Iterator[tuple[float, float]]:
        if place.latitude is not None and place.longitude is not None:
            yield place.latitude, place.longitude
        if isinstance(place, City):
            for township in self.gazetteer.townships_of(place):
                yield from self._points_of(township)
        elif isinstance(place, Township):
            for district in self.gazetteer.districts_of(place):
                yield from self._points_of(district)
