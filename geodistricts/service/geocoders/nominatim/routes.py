"""The addresses of Nominatim's interface."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

import orjson
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from geodistricts import __version__
from geodistricts.records import City, District, Township
from geodistricts.service.geocoders.asking import (
    BadParameterError,
    box,
    point,
    truth,
    whole,
)
from geodistricts.service.geocoders.choosing import Area, choose, of_kinds
from geodistricts.service.geocoders.fields import Fields, search_fields
from geodistricts.service.geocoders.locating import Located, Locator, Place
from geodistricts.service.geocoders.naming import wants_turkey
from geodistricts.service.geocoders.nominatim.answers import (
    FORMATS,
    Wanted,
    document,
    of_place_id,
    place_id,
    single,
)
from geodistricts.service.geocoders.searching import Found, search
from geodistricts.service.headers import NOT_KEPT

PATHS = ("/search", "/reverse", "/lookup", "/status")
"""Where it is; each also with ``.php``."""
_FIELDS = ("amenity", "street", "city", "county", "state", "country", "postalcode")
_MOST, _USUAL = 40, 10
_ZOOM_OF_TOWNSHIP, _ZOOM_OF_DISTRICT = 10, 12
_FEATURE_TYPES: Mapping[str, tuple[type, ...]] = {
    "state": (City,),
    "city": (City, Township),
    "settlement": (City, Township, District),
    "country": (),
}
Answer = Callable[[Locator, Mapping[str, str]], Response]


def routes(locator: Locator) -> list[BaseRoute]:
    """Return the addresses."""
    handled: dict[str, Answer] = {
        "/search": _search,
        "/reverse": _reverse,
        "/lookup": _lookup,
        "/status": _status,
    }
    return [
        Route(f"{path}{ending}", _handler(locator, answer))
        for path, answer in handled.items()
        for ending in ("", ".php")
    ]


def failed(status: int, problem: str) -> Response:
    """Return the answer to a request that cannot be answered."""
    return _json({"error": {"code": status, "message": problem}}, status)


def _handler(locator: Locator, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        try:
            if answer is _search:
                return await to_thread.run_sync(answer, locator, request.query_params)
            return answer(locator, request.query_params)
        except BadParameterError as error:
            return failed(HTTPStatus.BAD_REQUEST, str(error))

    return handle


def _json(content: Any, status: int = 200) -> Response:
    body, kind = orjson.dumps(content), "application/json; charset=utf-8"
    return Response(body, status, NOT_KEPT, media_type=kind)


def _wanted(query: Mapping[str, str], *, address: bool) -> Wanted:
    kind = query.get("format", "jsonv2").strip().lower() or "jsonv2"
    if kind not in FORMATS:
        raise BadParameterError(
            f"Parameter 'format' must be one of: {', '.join(FORMATS)}, not '{kind[:20]}'"
        )
    return Wanted(
        kind,
        truth(query, "addressdetails", address),
        truth(query, "namedetails"),
        truth(query, "extratags"),
        truth(query, "polygon_geojson"),
    )


def _search(locator: Locator, query: Mapping[str, str]) -> Response:
    wanted = _wanted(query, address=False)
    limit = whole(query, "limit", _USUAL, 1, _MOST)
    names = locator.names
    text = query.get("q", "").strip()
    fields = {name: query[name].strip() for name in _FIELDS if query.get(name, "").strip()}
    if text and fields:
        raise BadParameterError(
            "Structured query parameters (amenity, street, city, county, state, postalcode, "
            "country) cannot be used together with 'q' parameter"
        )
    if not text and not fields:
        raise BadParameterError("Nothing to search for")
    found: list[Found] = []
    if wants_turkey(query.get("countrycodes")):
        found = search(names, text) if text else search_fields(names, _fields(fields))
    kinds = _FEATURE_TYPES.get(query.get("featureType", query.get("featuretype", "")).lower())
    if kinds is not None:
        found = of_kinds(found, kinds, around=False)
    left_out = set(query.get("exclude_place_ids", "").split(","))
    found = [one for one in found if str(place_id(one.place)) not in left_out]
    view = box(query, "viewbox") or box(query, "viewboxlbrt")
    area = Area(box=view) if truth(query, "bounded") else Area(preferred=view)
    asked = text or ", ".join(fields.values())
    return _json(document(choose(locator, found, limit, area), wanted, locator, asked))


def _fields(given: Mapping[str, str]) -> Fields:
    """Return the fields of a form; what its city and county are, has to be found out."""
    return Fields(
        country=given.get("country", ""),
        city=given.get("state", ""),
        places=(given.get("county", ""), given.get("city", "")),
        line=", ".join(given[name] for name in ("amenity", "street") if name in given),
        postal_code=given.get("postalcode", ""),
    )


def _reverse(locator: Locator, query: Mapping[str, str]) -> Response:
    wanted = _wanted(query, address=True)
    at = point(query, "lat", "lon")
    if at is None:
        raise BadParameterError("Parameter 'lat' is missing")
    zoom = whole(query, "zoom", 18, 0, 18)
    found = locator.gazetteer.reverse(*at)
    one = None if found is None else locator.locate(_at_zoom(found.district, zoom))
    if one is None:
        return _json({"error": "Unable to geocode"})
    return _json(single(one, wanted, locator, f"{at[0]},{at[1]}"))


def _at_zoom(district: District, zoom: int) -> Place:
    if zoom < _ZOOM_OF_TOWNSHIP:
        return district.city
    return district.township if zoom < _ZOOM_OF_DISTRICT else district


def _lookup(locator: Locator, query: Mapping[str, str]) -> Response:
    """Answer for places by number: theirs of OpenStreetMap are unknown here."""
    wanted = _wanted(query, address=True)
    numbers = [one for one in query.get("place_ids", "").split(",") if one.strip().isdigit()]
    finders = {
        City: locator.gazetteer.city,
        Township: locator.gazetteer.township,
        District: locator.gazetteer.district,
    }
    found: list[Located] = []
    for number_of in numbers[:50]:
        level, pk = of_place_id(int(number_of))
        try:
            one = locator.locate(finders[level](pk))  # type: ignore[operator]
        except LookupError:
            continue
        if one is not None:
            found.append(one)
    return _json(document(found, wanted, locator, ""))


def _status(locator: Locator, query: Mapping[str, str]) -> Response:
    if query.get("format", "text") != "json":
        return PlainTextResponse("OK")
    manifest = locator.gazetteer.manifest
    return _json(
        {
            "status": 0,
            "message": "OK",
            "data_updated": manifest.get("created"),
            "software_version": __version__,
            "database_version": locator.gazetteer.version,
        }
    )
