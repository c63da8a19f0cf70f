"""Places, and where they are: a point, a bounding box, a shape."""

from __future__ import annotations

from typing import NamedTuple

import shapely

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City, District, Township

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
    """

    place: Place
    latitude: float
    longitude: float
    bounds: Box


class Locator:
    """Knows where places are, and keeps it.

    Parameters
    ----------
    gazetteer : Gazetteer
        Has the boundaries.

    Attributes
    ----------
    gazetteer : Gazetteer
        As given.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
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
        if latitude is None or longitude is None:
            if shape is None:
                return None
            inside = shape.representative_point()
            latitude, longitude = round(inside.y, 6), round(inside.x, 6)
        if shape is None:
            bounds = (
                longitude - _AROUND,
                latitude - _AROUND,
                longitude + _AROUND,
                latitude + _AROUND,
            )
        else:
            west, south, east, north = map(float, shape.bounds)
            bounds = (west, south, east, north)
        return Located(place, latitude, longitude, bounds)
