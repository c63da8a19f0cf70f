"""The list itself: cities, townships, districts, and their boundaries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

import orjson
import shapely
from anyio import to_thread
from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, Field

from geodistricts.records import City, District, Township
from geodistricts.service.core import Core
from geodistricts.service.encoding import encode
from geodistricts.service.headers import JSON
from geodistricts.service.v1.answers import shape_of
from geodistricts.service.v1.keeping import Kept
from geodistricts.service.v1.problems import Problem, ProblemError

GEOJSON = "application/geo+json"
_DECIMALS = 6
"""Of a degree, 10 centimetres."""
Pk = Annotated[int, Path(description="Number of the place.")]
Place = District | Township | City


class Geometry(BaseModel):
    """A GeoJSON geometry, longitudes before latitudes, WGS 84."""

    type: Literal["Polygon", "MultiPolygon"]
    coordinates: list[Any]


class Feature(BaseModel):
    """A GeoJSON feature (RFC 7946)."""

    type: Literal["Feature"]
    id: int = Field(description="Number of the place.")
    bbox: list[float] = Field(description="West, south, east, north, in degrees.")
    properties: dict[str, Any] = Field(description="The place.")
    geometry: Geometry


def add_lists(router: APIRouter, core: Core) -> None:
    """Add the addresses of the list.

    Parameters
    ----------
    router : APIRouter
        Of the application.
    core : Core
        Answers.
    """
    known, kept = core.gazetteer, Kept(core)

    def add(path: str, name: str, shape: Any, said: str, find: Callable[[int], Any]) -> None:
        async def answer(request: Request, pk: Pk) -> Response:
            found = found_by_pk(find, pk)
            if kept.is_known(request):
                return kept.not_modified()
            return kept.answer(encode(found), JSON)

        add_list(router, path, name, shape, said, answer)

    def add_boundary(path: str, name: str, find: Callable[[int], Place]) -> None:
        async def answer(request: Request, pk: Pk) -> Response:
            place = found_by_pk(find, pk)
            shape = await to_thread.run_sync(known.boundary, place)
            if shape is None:
                raise ProblemError(404, f"{place.label} has no boundary in this list")
            if kept.is_known(request):
                return kept.not_modified()
            return kept.answer(await to_thread.run_sync(_feature, place, shape), GEOJSON)

        said = f"Return the boundary of a {name.partition('_')[0]}, as a GeoJSON feature."
        add_list(router, path, name, Feature, said, answer)

    async def cities(request: Request) -> Response:
        if kept.is_known(request):
            return kept.not_modified()
        return kept.answer(encode(known.cities), JSON)

    shapes = {level: shape_of(level) for level in (City, Township, District)}
    said = "Return the cities, by pk."
    add_list(router, "/v1/cities", "cities", list[shapes[City]], said, cities)  # type: ignore[valid-type]
    add("/v1/cities/{pk}", "city", shapes[City], "Return a city.", known.city)
    add(
        "/v1/cities/{pk}/townships",
        "townships_of",
        list[shapes[Township]],  # type: ignore[valid-type]
        "Return the townships of a city.",
        known.townships_of,
    )
    add("/v1/townships/{pk}", "township", shapes[Township], "Return a township.", known.township)
    add(
        "/v1/townships/{pk}/districts",
        "districts_of",
        list[shapes[District]],  # type: ignore[valid-type]
        "Return the districts of a township.",
        known.districts_of,
    )
    add("/v1/districts/{pk}", "district", shapes[District], "Return a district.", known.district)
    add_boundary("/v1/cities/{pk}/boundary", "city_boundary", known.city)
    add_boundary("/v1/townships/{pk}/boundary", "township_boundary", known.township)
    add_boundary("/v1/districts/{pk}/boundary", "district_boundary", known.district)


def add_list(
    router: APIRouter,
    path: str,
    name: str,
    shape: Any,
    said: str,
    answer: Callable[..., Any],
) -> None:
    """Add the address of a part of the list.

    Parameters
    ----------
    router : APIRouter
        Of the application.
    path, name, said : str
        Its address, the operation's name, and what it does.
    shape : type
        Of the answer.
    answer : callable
        The endpoint.
    """
    answered: dict[int | str, dict[str, Any]] = {
        200: {"model": shape},
        304: {"description": "The client has it already (`If-None-Match`)."},
    }
    if "{pk}" in path:
        answered[404] = {"model": Problem, "description": "No place has this pk."}
        answered[422] = {"model": Problem, "description": "The pk is no number."}
    router.add_api_route(
        path,
        answer,
        operation_id=name,
        summary=said,
        responses=answered,
        tags=["lists"],
        response_class=Response,
        response_model=None,
    )


def found_by_pk(find: Callable[[int], Any], pk: int) -> Any:
    """Return what is found for a pk, or raise the problem that nothing has it."""
    try:
        return find(pk)
    except LookupError as error:
        raise ProblemError(404, str(error.args[0])) from None


def _feature(place: Place, shape: shapely.Geometry) -> bytes:
    rounded = shapely.set_precision(shape, 10**-_DECIMALS, mode="pointwise")
    feature = {
        "type": "Feature",
        "id": place.pk,
        "bbox": [round(degrees, _DECIMALS) for degrees in shape.bounds],
        "properties": place.as_dict(),
        "geometry": orjson.Fragment(shapely.to_geojson(rounded)),
    }
    return orjson.dumps(feature)
