"""The addresses of Photon's interface, and its features."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodistricts.records import City, District, Township
from geodistricts.service.geocoders.asking import BadParameterError, box, number, point, whole
from geodistricts.service.geocoders.locating import Located, Locator, Place
from geodistricts.service.geocoders.searching import complete, located, places_around

PATHS = ("/photon/",)
_USUAL, _MOST = 15, 50
_KILOMETRES = 5.0
_LAYERS: Mapping[str, type] = {
    "state": City,
    "city": Township,
    "county": Township,
    "district": District,
    "locality": District,
}
_KINDS = {City: ("state", "state"), Township: ("city", "town"), District: ("district", "suburb")}
Answer = Callable[[Locator, Request], Response]


def routes(locator: Locator) -> list[BaseRoute]:
    """Return the addresses."""
    handled: dict[str, Answer] = {"api": _search, "reverse": _reverse}
    return [
        Route(f"{PATHS[0]}{path}{ending}", _handler(locator, answer))
        for path, answer in handled.items()
        for ending in ("", "/")
    ]


def failed(status: int, problem: str) -> Response:
    """Return the answer to a request that cannot be answered."""
    return Response(orjson.dumps({"message": problem}), status, media_type="application/json")


def _handler(locator: Locator, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        try:
            return answer(locator, request)
        except BadParameterError as error:
            return failed(400, str(error))

    return handle


def _search(locator: Locator, request: Request) -> Response:
    query = request.query_params
    text = query.get("q", "").strip()
    if not text:
        raise BadParameterError("missing search term 'q': /?q=kadıköy")
    limit = whole(query, "limit", _USUAL, 1, _MOST)
    point(query, "lat", "lon")
    places = complete(locator.gazetteer, text, _MOST)
    return _collection(located(locator, _of_layers(places, request), limit, box(query, "bbox")))


def _reverse(locator: Locator, request: Request) -> Response:
    query = request.query_params
    at = point(query, "lat", "lon")
    if at is None:
        raise BadParameterError("missing parameters 'lat' and 'lon': /reverse?lat=41&lon=29")
    limit = whole(query, "limit", 1, 1, _MOST)
    metres = (number(query, "radius") or _KILOMETRES) * 1_000
    if metres <= 0:
        raise BadParameterError("Parameter 'radius' must be above 0")
    known = locator.gazetteer
    inside = known.reverse(*at, max_distance=metres)
    near = known.neighbors(*at, k=limit, max_distance=metres) if limit > 1 else []
    found = [] if inside is None else [inside.district]
    places = dict.fromkeys([*found, *(one.district for one in near)])
    return _collection(located(locator, _of_layers([*places], request), limit))


def _of_layers(places: list[Place], request: Request) -> list[Place]:
    """Keep places of the layers that are asked for; a district in others is what it lies in."""
    layers = request.query_params.getlist("layer")
    kinds = tuple(_LAYERS[layer] for layer in layers if layer in _LAYERS)
    if not layers:
        return places
    around = [one for place in places for one in places_around(place) if one is not None]
    return [*dict.fromkeys(one for one in around if isinstance(one, kinds))]


def _collection(found: list[Located]) -> Response:
    features = [_feature(one) for one in found]
    body = orjson.dumps({"type": "FeatureCollection", "features": features})
    return Response(body, media_type="application/json;charset=utf-8")


def _feature(one: Located) -> dict[str, Any]:
    district, township, city = places_around(one.place)
    kind, value = _KINDS[type(one.place)]
    west, south, east, north = one.bounds
    properties: dict[str, Any] = {
        "osm_type": "R",
        "osm_id": one.place.pk,
        "osm_key": "place",
        "osm_value": value,
        "type": kind,
        "name": one.place.display_name,
        "countrycode": "TR",
        "country": "Türkiye",
        "extent": [west, north, east, south],
    }
    if district is not None and district.postal_code is not None:
        properties["postcode"] = district.postal_code
    if district is not None and one.place != district:
        properties["district"] = district.display_name
    if township is not None and one.place != township:
        properties["city"] = township.display_name
    if one.place != city:
        properties["state"] = city.display_name
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": [one.longitude, one.latitude]},
    }
