"""The addresses of Pelias' interface."""

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
    number,
    point,
    radius,
    whole,
)
from geodistricts.service.geocoders.choosing import Area, choose, of_kinds
from geodistricts.service.geocoders.completing import complete
from geodistricts.service.geocoders.fields import Fields, search_fields
from geodistricts.service.geocoders.locating import Box, Located, Locator
from geodistricts.service.geocoders.naming import wants_turkey
from geodistricts.service.geocoders.pelias.features import collection
from geodistricts.service.geocoders.searching import Found, nearby, search
from geodistricts.service.headers import NOT_KEPT

PATHS = ("/pelias/v1/",)
_USUAL, _MOST = 10, 40
_MOST_BEGUN = 100
_USUAL_CIRCLE = 50_000.0
"""Metres."""
_LAYERS: Mapping[str, tuple[type, ...]] = {
    "region": (City,),
    "county": (Township,),
    "locality": (Township,),
    "localadmin": (Township,),
    "neighbourhood": (District,),
    "coarse": (City, Township, District),
    **dict.fromkeys(("venue", "address", "street", "postalcode", "country", "borough"), ()),
    **dict.fromkeys(("macroregion", "macrocounty", "dependency", "macrohood"), ()),
    **dict.fromkeys(("continent", "empire", "ocean", "marinearea", "intersection"), ()),
}
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
    body, kind = orjson.dumps(document), "application/json; charset=utf-8"
    return Response(body, status, NOT_KEPT, media_type=kind)


def _handler(locator: Locator, find: Find) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        # A token that is sent as api_key is not for whoever keeps answers.
        query = {name: text for name, text in request.query_params.items() if name != "api_key"}
        try:
            if find is _reverse:
                return _answer(collection(find(locator, query), query))
            found = await to_thread.run_sync(find, locator, query)
            return _answer(collection(found, query))
        except BadParameterError as error:
            return failed(400, str(error), query)

    return handle


def _search(locator: Locator, query: Query) -> list[Located]:
    return _found(locator, query, search(locator.names, _text(query)))


def _autocomplete(locator: Locator, query: Query) -> list[Located]:
    return _found(locator, query, complete(locator.names, _text(query), _MOST_BEGUN))


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
    fields = Fields(
        country=given.get("country", ""),
        city=given.get("region", ""),
        places=tuple(given.get(name, "") for name in ("county", "locality", "borough")),
        district=given.get("neighbourhood", ""),
        line=given.get("address", ""),
        postal_code=given.get("postalcode", ""),
    )
    return _found(locator, query, search_fields(locator.names, fields))


def _reverse(locator: Locator, query: Query) -> list[Located]:
    at = point(query, "point.lat", "point.lon")
    if at is None:
        raise BadParameterError("missing param 'point.lat'")
    metres = radius(query, "boundary.circle.radius", DEFAULT_MAX_DISTANCE)
    size = whole(query, "size", _USUAL, 1, _MOST)
    found = nearby(locator.gazetteer, at, metres, size)
    return _found(locator, query, found, Area(_rectangle(query)))


def _found(
    locator: Locator, query: Query, found: list[Found], area: Area | None = None
) -> list[Located]:
    """Locate what is of the layers, and inside the boundaries, that are asked for."""
    size = whole(query, "size", _USUAL, 1, _MOST)
    area = area or Area(
        box=_rectangle(query),
        circle=_circle(query),
        near=point(query, "focus.point.lat", "focus.point.lon"),
    )
    layers = [layer.strip() for layer in query.get("layers", "").lower().split(",")]
    for layer in filter(None, layers):
        if layer not in _LAYERS:
            raise BadParameterError(
                f"'{layer[:40]}' is an invalid layers parameter. Valid options: {','.join(_LAYERS)}"
            )
    if any(layers):
        kinds = tuple(kind for layer in layers if layer for kind in _LAYERS[layer])
        found = of_kinds(found, kinds, around=True)
    if not wants_turkey(query.get("boundary.country")):
        return []
    return choose(locator, found, size, area)


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
    return *at, radius(query, "boundary.circle.radius", _USUAL_CIRCLE)
