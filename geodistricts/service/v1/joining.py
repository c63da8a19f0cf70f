"""All of the interface, joined to the application."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI, Response

from geodistricts.service.core import Core


def join(app: FastAPI, core: Core) -> None:
    """Join the interface to an application.

    Parameters
    ----------
    app : FastAPI
        Gets the routes, and the handlers of what is wrong.
    core : Core
        Answers.
    """
    router = APIRouter(prefix="/v1")

    @router.get("/reverse")
    async def reverse(latitude: float, longitude: float) -> Response:
        place = core.gazetteer.reverse(latitude, longitude)
        return Response(core.encoder.encode(place), media_type="application/json")

    app.include_router(router)
