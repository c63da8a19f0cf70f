"""The addresses of all geocoders."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import BaseRoute

from geodistricts.service.core import Core
from geodistricts.service.geocoders import nominatim, pelias, photon
from geodistricts.service.geocoders.locating import Locator


def routes(core: Core) -> list[BaseRoute]:
    """Return the addresses.

    Parameters
    ----------
    core : Core
        Answers.

    Returns
    -------
    list of BaseRoute
        For the application.
    """
    locator = Locator(core.gazetteer)
    return [route for one in (nominatim, photon, pelias) for route in one.routes(locator)]


def refuse(path: str, problem: str) -> Response | None:
    """Return the answer to a request without its token; None where it is for nobody here."""
    if path.startswith(photon.PATHS):
        return photon.failed(401, problem)
    if path.startswith(pelias.PATHS):
        return pelias.failed(401, problem)
    return nominatim.failed(401, problem) if path.startswith(nominatim.PATHS) else None
