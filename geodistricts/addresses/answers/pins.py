"""Pins: how a point and a district go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodistricts.addresses.reading import Pin
from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.records import City, District
from geodistricts.verdicts import (
    CONFIRMED,
    CONTRADICTED,
    PIN,
    PLAUSIBLE,
    SUSPICIOUS,
    UNKNOWN,
    Component,
)

if TYPE_CHECKING:
    from geodistricts.snapshot import DistrictRows

_NEIGHBOURS = 8
_VICINITY = 10_000.0


def pin_component(
    pin: Pin, city: City | None, district: District | None, rows: DistrictRows
) -> Component:
    """Judge a pin.

    Parameters
    ----------
    pin : Pin
        The point.
    city, district : record or None
        What the order means.
    rows : DistrictRows
        The districts.

    Returns
    -------
    Component
        Confirmed inside the district, plausible in its vicinity.
    """
    place = pin.place
    if place is None:
        return Component(pin.given, None, SUSPICIOUS, reason=UNKNOWN)
    at = place.district
    if city is None:
        return Component(pin.given, at, SUSPICIOUS, sources=(PIN,))
    if district is None:
        is_near = at.city == city
    elif district in (at, *place.others):
        level = CONFIRMED if place.method == "boundary" else PLAUSIBLE
        return Component(pin.given, at, level, sources=(PIN,))
    else:
        is_near = _are_neighbours(pin, at, district, rows)
    if is_near:
        return Component(pin.given, at, PLAUSIBLE, sources=(PIN,))
    return Component(pin.given, at, SUSPICIOUS, reason=CONTRADICTED, sources=(PIN,))


def _are_neighbours(pin: Pin, at: District, named: District, rows: DistrictRows) -> bool:
    """Tell whether the named district's centre is among the nearest ones to the pin.

    One in the same city may also be a few kilometres away.
    """
    if named.latitude is None or named.longitude is None:
        return at.township == named.township
    metres = float(great_circle_distance(pin.lat, pin.lon, named.latitude, named.longitude))
    if at.city == named.city and metres <= _VICINITY:
        return True
    around = [
        row for township in {at.township, named.township} for row in rows.active_inside(township.pk)
    ]
    distances = great_circle_distance(
        pin.lat, pin.lon, rows.latitudes[around], rows.longitudes[around]
    )
    return len(set(distances[distances < metres].tolist())) < _NEIGHBOURS
