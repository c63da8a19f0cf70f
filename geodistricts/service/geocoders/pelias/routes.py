"""The addresses of Pelias' interface."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.service.geocoders.asking import BadParameterError, number, point, whole
from geodistricts.service.geocoders.locating import Box, Located, Locator, Place
from geodistricts.service.geocoders.pelias.features import collection, layer_of
from geodistricts.service.geocoders.searching import (
    complete,
    located,
    places_around,
    search,
    search_fields,
    wants_turkey,
)

PATHS = ("/pelias/v1/",)
_USUAL, _MOST = 10, 40
_COARSE = {"coarse": ("neighbourhood", "county", "region")}
_FIELDS = (
    *("address", "neighbourhood", "borough", "locality", "county", "region"),
    *("postalcode", "country"),
)
Query = Mapping[str, str]
Find = Callable[[Locator, Query], list[Located]]


def routes(locator: Locator) -> list[BaseRoute]:
    """Return the addresses."""
    handled: dict[str, Find] = {
        "search": _search,
        "search/structured": _structured,
        "autocomplete": _autocomplete,
        "reverse": _reverse,
    }
    return [Route(f"{PATHS[0]}{path}", _handler(locator, find)) for path, find in handled.items()]


def failed(status: int, problem: str, query: Query | None = None) -> Response:
    """Return the answer to a request that cannot be answered."""
    return _answer(collection([], query or {}, [problem]), status)


def _answer(document: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(document), status, media_type="application/json; charset=utf-8")


def _handler(locator: Locator, find: Find) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        # A token that is sent as api_key is not for whoever keeps answers.
        query = {name: text for name, text in request.query_params.items() if name != "api_key"}
        try:
            return _answer(collection(find(locator, query), query))
        except BadParameterError as error:
            return failed(400, str(error), query)

    return handle


def _search(locator: Locator, query: Query) -> list[Located]:
    return _found(locator, query, search(locator.gazetteer, _text(query)))


def _autocomplete(locator: Locator, query: Query) -> list[Located]:
    return _found(locator, query, complete(locator.gazetteer, _text(query), _MOST))


def _text(query: Query) -> str:
    text = query.get("text", "").strip()
    if not text:
        raise BadParameterError("invalid param 'text': text length, must be >0")
    return text


def _structured(locator: Locator, query: Query) -> list[Located]:
    given = {name: query[name].strip() for name in _FIELDS if query.get(name, "").strip()}
    if not given:
        raise BadParameterError(
            f"at least one of the following fields is required: {', '.join(_FIELDS)}"
        )
    region, locality = given.get("region"), given.get("locality")
    county = given.get("county")
    rest = {
        "district": given.get("neighbourhood") or given.get("borough"),
        "street": given.get("address"),
        "postal_code": given.get("postalcode"),
        "country": given.get("country"),
    }
    ways = [(region, county or locality)]
    if locality and not region:
        ways = [(locality, county), (None, county or locality)]
    elif county and not region:
        ways = [(None, county), (county, None)]
    for city, township in ways:
        found = search_fields(locator.gazetteer, city=city, township=township, **rest)
        if found:
            return _found(locator, query, found)
    return []


def _reverse(locator: Locator, query: Query) -> list[Located]:
    at = point(query, "point.lat", "point.lon")
    if at is None:
        raise BadParameterError("missing param 'point.lat'")
    kilometres = number(query, "boundary.circle.radius")
    if kilometres is not None and kilometres <= 0:
        raise BadParameterError("invalid param 'boundary.circle.radius': must be >0")
    metres = 5_000.0 if kilometres is None else kilometres * 1_000
    size = whole(query, "size", _USUAL, 1, _MOST)
    known = locator.gazetteer
    inside = known.reverse(*at, max_distance=metres)
    near = known.neighbors(*at, k=size, max_distance=metres)
    first: list[Place] = [] if inside is None else [inside.district]
    return _found(locator, query, [*dict.fromkeys([*first, *(one.district for one in near)])])


def _found(locator: Locator, query: Query, places: list[Place]) -> list[Located]:
    """Locate places that are of the layers and inside the boundaries that are asked for."""
    size = whole(query, "size", _USUAL, 1, _MOST)
    if not wants_turkey(query.get("boundary.country")):
        return []
    layers = [
        layer
        for named in query.get("layers", "").split(",")
        for layer in _COARSE.get(named.strip(), (named.strip(),))
        if layer
    ]
    if layers:
        around = [one for place in places for one in places_around(place) if one is not None]
        places = [*dict.fromkeys(one for one in around if layer_of(one) in layers)]
    circle = _circle(query)
    found = located(locator, places, size if circle is None else len(places), _rectangle(query))
    if circle is not None:
        lat, lon, metres = circle
        found = [
            one
            for one in found
            if great_circle_distance(lat, lon, one.latitude, one.longitude) <= metres
        ]
    return found[:size]


def _rectangle(query: Query) -> Box | None:
    names = [f"boundary.rect.{name}" for name in ("min_lon", "min_lat", "max_lon", "max_lat")]
    sides = [number(query, name) for name in names]
    if all(side is None for side in sides):
        return None
    if any(side is None for side in sides):
        raise BadParameterError(f"boundary.rect needs all of: {', '.join(names)}")
    west, south, east, north = (side or 0.0 for side in sides)
    return min(west, east), min(south, north), max(west, east), max(south, north)


def _circle(query: Query) -> tuple[float, float, float] | None:
    at = point(query, "boundary.circle.lat", "boundary.circle.lon")
    if at is None:
        return None
    return *at, (number(query, "boundary.circle.radius") or 50.0) * 1_000
