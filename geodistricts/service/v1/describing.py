"""The OpenAPI document: what FastAPI writes, and the bodies that are read by ourselves."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from geodistricts.service.headers import JSON
from geodistricts.service.v1.asking import POSTED, REFERENCE, model_of, reference_to
from geodistricts.service.v1.boundaries import Outlines
from geodistricts.service.v1.lists import GEOJSON, Feature
from geodistricts.service.v1.problems import MEDIA_TYPE, Problem
from geodistricts.service.v1.questions import QUESTIONS

TAGS = [
    {"name": "points", "description": "What is near, and where is this?"},
    {"name": "names", "description": "What does this spelling mean?"},
    {"name": "addresses", "description": "Which places does this address mean?"},
    {"name": "batches", "description": "The same for many rows at once."},
    {"name": "files", "description": "The same for the rows of a CSV file."},
    {"name": "lists", "description": "The list itself, and its boundaries."},
]


def describe(app: FastAPI) -> None:
    """Let an application describe itself, once, when it is first asked.

    Parameters
    ----------
    app : FastAPI
        With all its addresses.
    """

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _document(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        openapi_version="3.1.0",
        summary=app.summary,
        tags=TAGS,
        license_info={"name": "MIT", "identifier": "MIT"},
        routes=app.routes,
    )
    read = [model_of(QUESTIONS[name]) for name in POSTED]
    read += [model_of(question, with_missing=True) for question in QUESTIONS.values()]
    _, schemas = models_json_schema(
        [(model, "validation") for model in read], ref_template=REFERENCE
    )
    components = document.setdefault("components", {})
    components.setdefault("schemas", {}).update(schemas["$defs"])
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    # Where the operator asks for no token, none is needed.
    document["security"] = [{}, {"token": []}]
    document["servers"] = [{"url": "/"}]
    for operations in document["paths"].values():
        for operation in operations.values():
            for response in operation["responses"].values():
                _name_media_type(response.get("content", {}))
    return document


_MEDIA_TYPES: dict[type[BaseModel], str] = {
    Problem: MEDIA_TYPE,
    Feature: GEOJSON,
    Outlines: GEOJSON,
}


def _name_media_type(content: dict[str, Any]) -> None:
    """Give what is JSON of a kind its own media type, where FastAPI gives it that of all."""
    for model, media_type in _MEDIA_TYPES.items():
        if content.get(JSON, {}).get("schema") == reference_to(model):
            content[media_type] = content.pop(JSON)
