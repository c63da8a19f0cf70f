"""What the fields of an order say, each read by itself."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from geodistricts.addresses.reading.place_readings import SPLIT, Reading
from geodistricts.basics.arguments import as_number
from geodistricts.records import City, Place, Township

SWAPPED = 0.94


class Pin(NamedTuple):
    """A point that was given.

    Attributes
    ----------
    given : tuple
        Latitude and longitude as they were given.
    lat, lon : float
        Degrees; NaN where they are no coordinates.
    place : Place or None
        The district that it is in, or near.
    """

    given: tuple[Any, Any]
    lat: float
    lon: float
    place: Place | None


class SaysAbroad(NamedTuple):
    """What names a place abroad.

    Attributes
    ----------
    component : {"city", "township", "district", "address"}
        The field, or the line.
    country : str
        The country.
    certainty : float
        How surely it is meant, 0 to 1.
    """

    component: str
    country: str
    certainty: float


class PlaceFields(NamedTuple):
    """The fields for city and township, read.

    Attributes
    ----------
    cities, townships : tuple of Reading
        What they may mean, the surest first.
    city_quality, township_quality : mapping of int to float
        The same by pk.
    swapped : mapping of int to float
        By a township's pk, where it stands in the field for the city.
    named_rows, semt_rows : frozenset of int
        Districts that the field for the township names in its place, by their own name, or by
        that of their semt.
    semt_townships : frozenset of int
        The pks of their townships.
    abroad : tuple of SaysAbroad
        Which of them names a place abroad.
    is_city_again : bool
        True where the field for the township has the city's name: it says little.
    """

    cities: tuple[Reading[City], ...]
    townships: tuple[Reading[Township], ...]
    city_quality: Mapping[int, float]
    township_quality: Mapping[int, float]
    swapped: Mapping[int, float]
    named_rows: frozenset[int] = frozenset()
    semt_rows: frozenset[int] = frozenset()
    semt_townships: frozenset[int] = frozenset()
    abroad: tuple[SaysAbroad, ...] = ()
    is_city_again: bool = False

    def certain(self) -> tuple[list[City], list[Township]]:
        """Return the places that may stand for the fields: townships as they are today, inside."""
        cities = [reading.place for reading in self.cities]
        townships = [
            place
            for place, quality in self.townships
            if quality > SPLIT and (not cities or place.city in cities)
        ]
        return cities, townships


class Fields(NamedTuple):
    """The fields of an order, read.

    Attributes
    ----------
    city, township, district, postal_code : object
        The fields as they were given; None where they were not.
    places : PlaceFields
        What the first two may mean.
    code : str or None
        The postal code, five digits.
    pin : Pin or None
        The point.
    """

    city: Any
    township: Any
    district: Any
    postal_code: Any
    places: PlaceFields
    code: str | None
    pin: Pin | None


def find_swapped(
    cities: tuple[Reading[City], ...],
    in_city_field: tuple[Reading[Township], ...],
    townships: tuple[Reading[Township], ...],
    *,
    is_alone: bool = False,
) -> dict[int, float]:
    """Find townships that stand in the field for the city.

    Parameters
    ----------
    cities : tuple of Reading
        What the field for the township would mean as a city.
    in_city_field : tuple of Reading
        What the field for the city would mean as a township.
    townships : tuple of Reading
        What the field for the township means.
    is_alone : bool
        True where the field for the township is empty.

    Returns
    -------
    dict of int to float
        By pk, how surely: those whose city stands in the other field, or they themselves, or
        nothing.
    """
    of_city = {reading.place.pk: reading.quality for reading in cities}
    again = {reading.place.pk: reading.quality for reading in townships}
    return {
        township.pk: SWAPPED * min(quality, other)
        for township, quality in in_city_field
        if (other := of_city.get(township.city.pk) or again.get(township.pk) or float(is_alone))
    }


def coordinate(value: Any) -> float:
    """Read degrees as somebody sent them: a number, or text with a point or a comma.

    Parameters
    ----------
    value : number or str
        Degrees.

    Returns
    -------
    float
        NaN where it is no number.

    Examples
    --------
    >>> coordinate("41,06"), coordinate("41.06"), coordinate("north")
    (41.06, 41.06, nan)
    """
    degrees: float | None
    if isinstance(value, str):
        try:
            degrees = float(value.strip().replace(",", "."))
        except ValueError:
            return math.nan
    else:
        degrees = as_number(value)
    return degrees if degrees is not None and math.isfinite(degrees) else math.nan
