"""The application: every interface at its address, behind one gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI, Response

from geodistricts import __version__
from geodistricts.service import akinon, form, gate, geocoders, operations, v1
from geodistricts.service.core import make_core
from geodistricts.service.settings import Settings

if TYPE_CHECKING:
    from geodistricts.gazetteer import Gazetteer


def create_app(
    gazetteer: Gazetteer,
    settings: Settings | None = None,
    access_log: operations.AccessLog | None = None,
) -> FastAPI:
    """Make the application that answers for a gazetteer.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the districts; preloaded, its first answers are as quick as all others.
    settings : Settings, optional
        What the operator decided.
    access_log : AccessLog, optional
        Gets a line for each request; without it, none is written.

    Returns
    -------
    FastAPI
        An ASGI application, for any server; ``serve`` is the one that refreshes it.

    Raises
    ------
    OSError, ValueError
        Where the token file cannot be read, or has no token.
    """
    core = make_core(gazetteer, settings or Settings())
    app = FastAPI(
        title="geodistricts",
        version=__version__,
        summary="Turkish districts by coordinate, by name and by address.",
        docs_url=None,
        redoc_url=None,
        # Its spans would have in them what is asked.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.metrics = metrics = operations.Metrics(gazetteer.version)
    v1.join(app, core)
    app.router.routes.extend(operations.routes(metrics))
    for interface in (akinon, geocoders, form):
        app.router.routes.extend(interface.routes(core))
    gate.stand_before(app, core, _OPEN_PATHS, _refuse)
    app.add_middleware(
        operations.Observed,
        metrics=metrics,
        access_log=access_log or operations.AccessLog(None),
        version=gazetteer.version,
    )
    return app


_OPEN_PATHS = (*operations.OPEN_PATHS, *akinon.OPEN_PATHS, *form.OPEN_PATHS)


def _refuse(path: str, problem: str) -> Response:
    """Refuse a request without a token in the words of the interface that it is for."""
    if path.startswith(akinon.PATHS):
        return akinon.refuse(problem)
    if path.startswith(form.PATHS):
        return form.refuse(problem)
    return geocoders.refuse(path, problem) or v1.refuse(problem)
