"""Places as Nominatim writes them, in each of its formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import shapely

from geodistricts.basics.letters import in_display_case
from geodistricts.records import City, District, Township
from geodistricts.service.geocoders.choosing import places_around
from geodistricts.service.geocoders.locating import Located, Locator, Place

LICENCE = "geodistricts: PTT, NVI, TÜİK and TurkeyGeoJSON; see data/README.md"
FORMATS = ("json", "jsonv2", "geojson", "geocodejson")
_RANKS = {City: 8, Township: 14, District: 18}
_KINDS = {City: "state", Township: "town", District: "city_district"}
_LEVELS = {City: 10_000_000, Township: 20_000_000, District: 0}
_MOST_PEOPLE = 16e6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an answer shall have.

    Attributes
    ----------
    format : str
        One of ``FORMATS``.
    address, names, tags, shape : bool
        Whether it has the parts of the address, the names, further tags, and the boundary.
    """

    format: str
    address: bool
    names: bool
    tags: bool
    shape: bool


def place_id(place: Place) -> int:
    """Return the number of a place: a district's is its pk, a city's and a township's are above."""
    return _LEVELS[type(place)] + place.pk


def of_place_id(number: int) -> tuple[type[Place], int]:
    """Return the level and the pk that a number is of."""
    for level in (Township, City):
        if number > _LEVELS[level]:
            return level, number - _LEVELS[level]
    return District, number


def display_name(place: Place) -> str:
    """Return all names of a place, from the district to the country, with the postal code."""
    district, township, city = places_around(place)
    names = [one.display_name for one in (district, township, city) if one is not None]
    code = [] if district is None or district.postal_code is None else [district.postal_code]
    return ", ".join([*names, *code, "Türkiye"])


def address_of(place: Place) -> dict[str, str]:
    """Return the parts of a place's address."""
    district, township, city = places_around(place)
    parts = {}
    if district is not None:
        parts["city_district"] = district.display_name
        if district.village is not None:
            parts["village"] = in_display_case(district.village)
    if township is not None:
        parts["town"] = township.display_name
    parts["state"] = city.display_name
    if city.official_code is not None:
        parts["ISO3166-2-lvl4"] = f"TR-{city.official_code:02}"
    if district is not None and district.postal_code is not None:
        parts["postcode"] = district.postal_code
    return {**parts, "country": "Türkiye", "country_code": "tr"}


def document(found: Sequence[Located], wanted: Wanted, locator: Locator, query: str) -> Any:
    """Write places down in a format of many.

    Parameters
    ----------
    found : sequence of Located
        The likeliest first.
    wanted : Wanted
        What each shall have.
    locator : Locator
        Has their boundaries.
    query : str
        What was asked.

    Returns
    -------
    object
        A list, or a feature collection.
    """
    if wanted.format in ("json", "jsonv2"):
        return [_flat(one, wanted, locator) for one in found]
    features = [_feature(one, wanted, locator) for one in found]
    if wanted.format == "geojson":
        return {"type": "FeatureCollection", "licence": LICENCE, "features": features}
    about = {"version": "0.1.0", "attribution": LICENCE, "licence": "MIT", "query": query}
    return {"type": "FeatureCollection", "geocoding": about, "features": features}


def single(one: Located, wanted: Wanted, locator: Locator, query: str) -> Any:
    """Write one place down, as ``/reverse`` does: alone, where the format lets it."""
    many = document([one], wanted, locator, query)
    return many[0] if isinstance(many, list) else many


def _common(one: Located, wanted: Wanted) -> dict[str, Any]:
    place = one.place
    category = "category" if wanted.format != "json" else "class"
    told: dict[str, Any] = {
        "place_id": place_id(place),
        category: "boundary",
        "type": "administrative",
        "place_rank": _RANKS[type(place)],
        "importance": round(min(1.0, ((place.population or 0) / _MOST_PEOPLE) ** 0.25), 6),
        "addresstype": _KINDS[type(place)],
        "name": place.display_name,
        "display_name": display_name(place),
    }
    if wanted.address:
        told["address"] = address_of(place)
    if wanted.names:
        told["namedetails"] = {"name": place.display_name, "official_name": place.name}
    if wanted.tags:
        tags = {"population": place.population, "ref:uavt": place.official_code}
        told["extratags"] = {name: str(value) for name, value in tags.items() if value is not None}
    return told


def _flat(one: Located, wanted: Wanted, locator: Locator) -> dict[str, Any]:
    west, south, east, north = one.bounds
    told = _common(one, wanted)
    flat = {
        "place_id": told.pop("place_id"),
        "licence": LICENCE,
        "lat": f"{one.latitude:.7f}",
        "lon": f"{one.longitude:.7f}",
        **told,
        "boundingbox": [f"{degrees:.7f}" for degrees in (south, north, west, east)],
    }
    if wanted.shape:
        flat["geojson"] = _geometry(one, locator)
    return flat


def _feature(one: Located, wanted: Wanted, locator: Locator) -> dict[str, Any]:
    told = _common(one, wanted)
    geometry = _geometry(one, locator) if wanted.shape else _point(one)
    if wanted.format == "geocodejson":
        district, township, city = places_around(one.place)
        names = {"district": district, "city": township, "state": city}
        properties: dict[str, Any] = {
            "place_id": told["place_id"],
            "type": {City: "state", Township: "city", District: "district"}[type(one.place)],
            "label": told["display_name"],
            "name": told["name"],
            "postcode": None if district is None else district.postal_code,
            **{kind: place.display_name for kind, place in names.items() if place is not None},
            "country": "Türkiye",
            "country_code": "tr",
        }
        return {
            "type": "Feature",
            "properties": {"geocoding": properties},
            "geometry": geometry,
        }
    return {
        "type": "Feature",
        "properties": told,
        "bbox": [round(degrees, 7) for degrees in one.bounds],
        "geometry": geometry,
    }


def _point(one: Located) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [one.longitude, one.latitude]}


def _geometry(one: Located, locator: Locator) -> Any:
    shape = locator.shape(one.place)
    return _point(one) if shape is None else orjson.Fragment(shapely.to_geojson(shape))
