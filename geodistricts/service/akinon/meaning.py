"""The one place that a spelling means, or none."""

from __future__ import annotations

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City, District, Township
from geodistricts.verdicts import ACCEPT, CONFIRMED

_BY_ITSELF = (None, "SEMT")
"""Reasons of a township that is named otherwise, and meant all the same."""


def city_meant(gazetteer: Gazetteer, name: str) -> City | None:
    """Return the city that a spelling means.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the names.
    name : str
        As somebody wrote it; digits are the plate code.

    Returns
    -------
    City or None
        None where it means none.
    """
    try:
        return gazetteer.city(name)
    except LookupError:
        return None


def township_meant(gazetteer: Gazetteer, name: str, city: City | None) -> Township | None:
    """Return the township that a spelling means, in a city or anywhere.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the names.
    name : str
        As somebody wrote it; a semt means the township that it lies in.
    city : City or None
        Where it must be.

    Returns
    -------
    Township or None
        None where it means none, or could mean several.
    """
    try:
        return gazetteer.township(name, city)
    except LookupError:
        pass
    found = gazetteer.validate(city, name).components["township"]
    place = found.value
    if (
        isinstance(place, Township)
        and found.confirmation_level == CONFIRMED
        and found.reason in _BY_ITSELF
        and not found.alternatives
        and city in (None, place.city)
    ):
        return place
    return None


def district_meant(
    gazetteer: Gazetteer, name: str, city: City | None, township: Township | None
) -> District | None:
    """Return the district that a spelling means, where an order with it would be accepted.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the names.
    name : str
        As somebody wrote it.
    city, township : record or None
        Where it must be.

    Returns
    -------
    District or None
        None where it means none, could mean several, or is only likely.
    """
    found = gazetteer.validate(city, township, name)
    district = found.district
    if (
        found.possible_next_action == ACCEPT
        and district is not None
        and city in (None, district.city)
        and township in (None, district.township)
    ):
        return district
    return None
