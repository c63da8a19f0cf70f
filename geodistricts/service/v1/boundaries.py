"""The boundaries of all that is in a place, simplified to what a map of it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, Literal

import numpy as np
import orjson
import shapely
from anyio import to_thread
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City, District, Township
from geodistricts.service.core import Core
from geodistricts.service.v1.keeping import Kept
from geodistricts.service.v1.lists import GEOJSON, Geometry, Pk, add_list, found_by_pk
from geodistricts.tables import village_of

_TOLERANCES = {City: 0.01, Township: 0.002, District: 0.0002}
"""Degrees that a border may move: about 1 km, 200 m and 20 m."""
_DECIMALS = {City: 3, Township: 4, District: 5}


class OutlineProperties(BaseModel):
    """What an outline is of."""

    pk: int | None = Field(description="Number; null for a village that is listed in parts only.")
    display_name: str = Field(description="The spelling to show.")


class Outline(BaseModel):
    """A GeoJSON feature (RFC 7946)."""

    type: Literal["Feature"]
    properties: OutlineProperties
    geometry: Geometry


class Outlines(BaseModel):
    """A GeoJSON feature collection (RFC 7946), longitudes before latitudes, WGS 84."""

    type: Literal["FeatureCollection"]
    features: list[Outline]


def add_boundaries(router: APIRouter, core: Core) -> None:
    """Add the addresses of many boundaries at once; before those of single places.

    Parameters
    ----------
    router : APIRouter
        Of the application.
    core : Core
        Answers.
    """
    known, kept = core.gazetteer, Kept(core)

    @cache
    def of_cities() -> bytes:
        return _outlines(known, known.cities)

    async def cities(request: Request) -> Response:
        if kept.is_known(request):
            return kept.not_modified()
        return kept.answer(await to_thread.run_sync(of_cities), GEOJSON)

    def inside(find: Callable[[int], Any]) -> Callable[..., Any]:
        async def answer(request: Request, pk: Pk) -> Response:
            places = found_by_pk(find, pk)
            if kept.is_known(request):
                return kept.not_modified()
            return kept.answer(await to_thread.run_sync(_outlines, known, places), GEOJSON)

        return answer

    townships, districts = inside(known.townships_of), inside(known.districts_of)
    for path, name, answer in (
        ("/v1/cities/boundaries", "cities", cities),
        ("/v1/cities/{pk}/townships/boundaries", "townships of a city", townships),
        ("/v1/townships/{pk}/districts/boundaries", "districts of a township", districts),
    ):
        said = f"Return the boundaries of the {name}, simplified to what a map of them shows."
        operation = f"boundaries_of_{name.partition(' ')[0]}"
        add_list(router, path, operation, Outlines, said, answer)


def _outlines(known: Gazetteer, places: Sequence[City | Township | District]) -> bytes:
    """Write the boundaries of places of one level; neighbours keep one border."""
    shapes, named = [], []
    for shape, bearers in _by_boundary(known, places):
        shapes.append(shape)
        named.append(_properties(bearers))
    if not shapes:
        return orjson.dumps({"type": "FeatureCollection", "features": []})
    level = type(places[0])
    simple = shapely.coverage_simplify(np.array(shapes, dtype=np.object_), _TOLERANCES[level])
    grid = 10.0 ** -_DECIMALS[level]
    rounded = shapely.set_precision(simple, grid, mode="pointwise")
    features = [
        {"type": "Feature", "properties": one, "geometry": orjson.Fragment(text)}
        for one, text in zip(named, shapely.to_geojson(rounded).tolist(), strict=True)
    ]
    return orjson.dumps({"type": "FeatureCollection", "features": features})


def _by_boundary(
    known: Gazetteer, places: Iterable[City | Township | District]
) -> Iterable[tuple[shapely.Geometry, list[Any]]]:
    """Group places by their boundary; the parts of a village have that of the village."""
    found: dict[bytes, tuple[shapely.Geometry, list[Any]]] = {}
    for place in places:
        shape = known.boundary(place)
        if shape is not None:
            found.setdefault(shape.wkb, (shape, []))[1].append(place)
    return found.values()


def _properties(bearers: Sequence[Any]) -> dict[str, Any]:
    """Tell what an outline is of; several parts alone are of their village."""
    [first, *others] = bearers
    whole = [one for one in bearers if getattr(one, "village", None) is None]
    if len(whole) == 1 or not others:
        one = whole[0] if whole else first
        return {"pk": one.pk, "display_name": one.display_name}
    return {"pk": None, "display_name": village_of(first) if not whole else first.display_name}
