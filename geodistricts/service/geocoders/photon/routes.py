"""The addresses of Photon's interface, and its features."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import orjson
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodistricts.records import DEFAULT_MAX_DISTANCE, City, District, Township
from geodistricts.service.geocoders.asking import (
    BadParameterError,
    box,
    point,
    radius,
    whole,
)
from geodistricts.service.geocoders.choosing import Area, choose, of_kinds, places_around
from geodistricts.service.geocoders.completing import complete
from geodistricts.service.geocoders.locating import Located, Locator
from geodistricts.service.geocoders.naming import wants_turkey
from geodistricts.service.geocoders.searching import Found, nearby
from geodistricts.service.headers import NOT_KEPT

PATHS = ("/photon/",)
_USUAL, _MOST = 15, 50
_MOST_BEGUN = 100
_LAYERS: Mapping[str, type] = {
    "state": City,
    "city": Township,
    "county": Township,
    "district": District,
    "locality": District,
}
_KINDS = {City: ("state", "state"), Township: ("city", "town"), District: ("district", "suburb")}
_EMPTY_LAYERS = ("house", "street", "country", "other")
_KEY = "place"
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
            if answer is _search:
                return await to_thread.run_sync(answer, locator, request)
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
    area = Area(box=box(query, "bbox"), near=point(query, "lat", "lon"))
    if not wants_turkey(",".join(query.getlist("countrycode"))):
        return _collection([])
    found = _filtered(complete(locator.names, text, _MOST_BEGUN), request)
    return _collection(choose(locator, found, limit, area))


def _reverse(locator: Locator, request: Request) -> Response:
    query = request.query_params
    at = point(query, "lat", "lon")
    if at is None:
        raise BadParameterError("missing parameters 'lat' and 'lon': /reverse?lat=41&lon=29")
    limit = whole(query, "limit", 1, 1, _MOST)
    metres = radius(query, "radius", DEFAULT_MAX_DISTANCE)
    found = nearby(locator.gazetteer, at, metres, limit if limit > 1 else 0)
    return _collection(choose(locator, _filtered(found, request), limit))


def _filtered(found: list[Found], request: Request) -> list[Found]:
    """Keep what is of the layers and tags that are asked for; or what it lies in that is."""
    layers = request.query_params.getlist("layer")
    unknown = [layer for layer in layers if layer not in (*_LAYERS, *_EMPTY_LAYERS)]
    if unknown:
        raise BadParameterError(
            f"Unknown layer type '{unknown[0][:40]}'. "
            f"Available layers: {', '.join((*_LAYERS, *_EMPTY_LAYERS))}"
        )
    if layers:
        kinds = tuple(_LAYERS[layer] for layer in layers if layer in _LAYERS)
        found = of_kinds(found, kinds, around=True)
    tags = [tag for tag in request.query_params.getlist("osm_tag") if tag]
    wanted = [tag for tag in tags if "!" not in tag]
    unwanted = [tag.replace("!", "") for tag in tags if "!" in tag]
    return [
        one
        for one in found
        if (not wanted or any(_has_tag(one, tag) for tag in wanted))
        and not any(_has_tag(one, tag) for tag in unwanted)
    ]


def _has_tag(found: Found, tag: str) -> bool:
    key, _, value = tag.partition(":")
    return key in ("", _KEY) and value in ("", _KINDS[type(found.place)][1])


def _collection(found: list[Located]) -> Response:
    features = [_feature(one) for one in found]
    body = orjson.dumps({"type": "FeatureCollection", "features": features})
    return Response(body, 200, NOT_KEPT, media_type="application/json;charset=utf-8")


def _feature(one: Located) -> dict[str, Any]:
    district, township, city = places_around(one.place)
    kind, value = _KINDS[type(one.place)]
    west, south, east, north = one.bounds
    properties: dict[str, Any] = {
        "osm_key": _KEY,
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
