"""Which places a text, or the fields of a form, may mean: the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import FUZZY, City, District, Township
from geodistricts.service.geocoders.locating import Box, Located, Locator, Place
from geodistricts.verdicts import CONFIRMED

_POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_CODE = re.compile(r"\s*\d{5}\s*")
_LONGEST = 1_000
_TURKEY = frozenset(("", "tr", "tur", "turkey", "türkiye", "turkiye", "türki̇ye"))


def search(gazetteer: Gazetteer, text: str) -> list[Place]:
    """Return the places that a text may mean.

    Parameters
    ----------
    gazetteer : Gazetteer
        Reads it.
    text : str
        An address or a part of one, in any order and spelling; a postal code; a latitude and a
        longitude.

    Returns
    -------
    list of City, Township or District
        The likeliest first; what is abroad is none.
    """
    text = text[:_LONGEST]
    pin = _POINT.fullmatch(text)
    if pin is not None:
        return _at(gazetteer, float(pin[1]), float(pin[2]))
    if _CODE.fullmatch(text):
        found = gazetteer.validate(postal_code=text.strip())
        return _distinct((found.district, *found.alternatives))
    read = gazetteer.parse(text)
    place = read.district or read.township or read.city
    found_there = _distinct((place, *read.alternatives))
    if found_there or not read.remainder.strip():
        return found_there
    if _is_abroad(gazetteer, text):
        return []
    return [one.district for one in gazetteer.match(text) if one.kind != FUZZY]


def complete(gazetteer: Gazetteer, text: str, limit: int) -> list[Place]:
    """Return the places that a text means, and those that it may be the beginning of."""
    found = search(gazetteer, text)
    begun: list[District] = []
    if not found and not _is_abroad(gazetteer, text):
        begun = gazetteer.suggest(text[:_LONGEST], limit=limit)
    return _distinct((*found, *begun))[:limit]


def _is_abroad(gazetteer: Gazetteer, text: str) -> bool:
    components = gazetteer.validate(address=text[:_LONGEST]).components
    return "address" in components and components["address"].reason == "ABROAD"


def search_fields(
    gazetteer: Gazetteer,
    *,
    city: str | None = None,
    township: str | None = None,
    district: str | None = None,
    street: str | None = None,
    postal_code: str | None = None,
    country: str | None = None,
) -> list[Place]:
    """Return the places that the fields of a form may mean.

    Parameters
    ----------
    gazetteer : Gazetteer
        Reads them.
    city, township, district, street, postal_code, country : str or None
        As somebody wrote them.

    Returns
    -------
    list of City, Township or District
        The likeliest first; none where the fields contradict each other.
    """
    if not _is_turkey(country):
        return []
    found = gazetteer.validate(city, township, district, postal_code, address=street)
    alternatives: list[Place] = [
        one
        for one in found.alternatives
        if (not city or one.city == found.city) and (not township or one.township == found.township)
    ]
    for name, given in (("city", city), ("township", township), ("district", district)):
        component = found.components[name]
        if given and (component.value is None or component.confirmation_level != CONFIRMED):
            # Several that fit equally well are all meant.
            return alternatives if name == "district" else []
        if given and component.reason in ("CONTRADICTED", "IN_ANOTHER_CITY"):
            return []
    place = found.district or found.township or found.city
    return _distinct((place, *(alternatives if place is None or district or street else ())))


def _is_turkey(country: str | None) -> bool:
    return (country or "").strip().lower() in _TURKEY


def wants_turkey(codes: str | None) -> bool:
    """Tell whether a list of countries, by code with commas between, has Turkey in it."""
    if not codes or not codes.strip():
        return True
    return any(_is_turkey(code) and code.strip() for code in codes.split(","))


def _at(gazetteer: Gazetteer, latitude: float, longitude: float) -> list[Place]:
    if abs(latitude) > 90 or abs(longitude) > 180:
        return []
    found = gazetteer.reverse(latitude, longitude)
    return [] if found is None else [found.district]


def _distinct(places: Iterable[Place | None]) -> list[Place]:
    return list(dict.fromkeys(place for place in places if place is not None))


def located(
    locator: Locator, places: Iterable[Place], limit: int, inside: Box | None = None
) -> list[Located]:
    """Return where the first of some places are, or of those that a box has.

    Parameters
    ----------
    locator : Locator
        Knows where they are.
    places : iterable of City, Township or District
        The likeliest first.
    limit : int
        How many at most.
    inside : Box, optional
        Where they must be.

    Returns
    -------
    list of Located
        In the same order.
    """
    found: list[Located] = []
    for place in places:
        if len(found) == limit:
            break
        one = locator.locate(place)
        if one is not None and (inside is None or _is_inside(one, inside)):
            found.append(one)
    return found


def _is_inside(found: Located, box: Box) -> bool:
    west, south, east, north = box
    return west <= found.longitude <= east and south <= found.latitude <= north


def places_around(place: Place) -> tuple[District | None, Township | None, City]:
    """Return the district, the township and the city of a place, as far as it has them."""
    if isinstance(place, District):
        return place, place.township, place.city
    if isinstance(place, Township):
        return None, place, place.city
    return None, None, place
