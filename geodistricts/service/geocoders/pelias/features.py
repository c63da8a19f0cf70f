"""Places as Pelias writes them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from geodistricts import __version__
from geodistricts.records import City, District, Township
from geodistricts.service.geocoders.choosing import places_around
from geodistricts.service.geocoders.locating import Located, Place
from geodistricts.service.geocoders.searching import PARTLY

_LAYERS = {City: "region", Township: "county", District: "neighbourhood"}
_SOURCE = "geodistricts"


def layer_of(place: Place) -> str:
    """Return the layer that a place is of."""
    return _LAYERS[type(place)]


def collection(
    found: Sequence[Located], query: Mapping[str, str], errors: Sequence[str] = ()
) -> dict[str, Any]:
    """Write an answer down.

    Parameters
    ----------
    found : sequence of Located
        The likeliest first.
    query : mapping of str to str
        What was asked.
    errors : sequence of str
        What is wrong with it.

    Returns
    -------
    dict
        A feature collection with the block ``geocoding``.
    """
    geocoding: dict[str, Any] = {
        "version": "0.2",
        "attribution": "geodistricts: PTT, NVI, TÜİK and TurkeyGeoJSON",
        "query": dict(query),
    }
    if errors:
        geocoding["errors"] = [*errors]
    geocoding["engine"] = {"name": "geodistricts", "version": __version__}
    geocoding["timestamp"] = int(time.time() * 1_000)
    told: dict[str, Any] = {
        "geocoding": geocoding,
        "type": "FeatureCollection",
        "features": [_feature(one) for one in found],
    }
    if found:
        wests, souths, easts, norths = zip(*(one.bounds for one in found), strict=True)
        told["bbox"] = [min(wests), min(souths), max(easts), max(norths)]
    return told


def _feature(one: Located) -> dict[str, Any]:
    place = one.place
    district, township, city = places_around(place)
    layer = layer_of(place)
    properties: dict[str, Any] = {
        "id": f"{layer}:{place.pk}",
        "gid": f"{_SOURCE}:{layer}:{place.pk}",
        "layer": layer,
        "source": _SOURCE,
        "source_id": str(place.pk),
        "country_code": "TR",
        "name": place.display_name,
        "confidence": round(one.confidence, 3),
        "match_type": "exact" if one.confidence > PARTLY else "fallback",
        "accuracy": "centroid",
        "country": "Türkiye",
        "country_gid": f"{_SOURCE}:country:TUR",
        "country_a": "TUR",
    }
    if district is not None and district.postal_code is not None:
        properties["postalcode"] = district.postal_code
    for one_of in (city, township, district):
        if one_of is not None:
            kind = layer_of(one_of)
            properties[kind] = one_of.display_name
            properties[f"{kind}_gid"] = f"{_SOURCE}:{kind}:{one_of.pk}"
    if city.official_code is not None:
        properties["region_a"] = f"{city.official_code:02}"
    properties["label"] = f"{place.label}, Türkiye"
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [one.longitude, one.latitude]},
        "properties": properties,
        "bbox": [*one.bounds],
    }
