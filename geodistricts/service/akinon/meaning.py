"""The one place that a spelling means, or none."""

from __future__ import annotations

import re
from difflib import get_close_matches

from geodistricts.gazetteer import Gazetteer
from geodistricts.names import CENTRE, find_type_word, normalize
from geodistricts.records import City, District, Township
from geodistricts.verdicts import ACCEPT, CONFIRMED

_BY_ITSELF = (None, "SEMT")
"""Reasons of a township that is named otherwise, and meant all the same."""
_BRACKET = re.compile(r"[()]")
_NEAR = 0.8
"""How alike keys are that are one name, misspelt."""


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
        None where it means none, could mean several, or is the name of one in another city.
    """
    try:
        near = gazetteer.township(name, city)
    except LookupError:
        near = None
    if near is not None and normalize(near.name) == normalize(name):
        return near
    found = gazetteer.validate(city, name).components["township"]
    if near is not None:
        heard = {place for place in (found.value, *found.alternatives) if place is not None}
        return near if near in heard or not heard else None
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
        Where it must be; without a township, no other may have a name that folds to the same.

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
        and not (township is None and found.components["district"].alternatives)
        and _is_all_said_of(district, name)
    ):
        return district
    return None


def _is_all_said_of(district: District, name: str) -> bool:
    """Tell whether a spelling of several names, one in another, has none but a district's own.

    "Yeni Mah. (Debre Köyü)" is no Yeni Mah. of another village, and not Debre Köyü itself.
    """
    said = _keys(name)
    if len(said) < 2:
        return True
    own = _keys(district.name)
    if not own or not _take_near(own[0], said):
        return False
    for key in own[1:]:
        _take_near(key, said)
    around = {normalize(one.name) for one in (district.township, district.city)} - {CENTRE}
    return around.issuperset(said)


def _take_near(key: str, keys: list[str]) -> bool:
    """Take the one that is a key, or nearly, away from others."""
    near = get_close_matches(key, keys, 1, _NEAR)
    for one in near:
        keys.remove(one)
    return bool(near)


def _keys(name: str) -> list[str]:
    """Return the key of each name in a spelling: in brackets, or up to a word for its type."""
    found = []
    for text in _BRACKET.split(name):
        rest = text.strip()
        while (word := find_type_word(rest)) is not None:
            found.append(normalize(rest[: word.end]))
            rest = rest[word.end :].strip(" .,")
            if not found[-1]:
                found.pop()
        if rest == text.strip():
            found.append(normalize(rest))
    return [key for key in found if key]
