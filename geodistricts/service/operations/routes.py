"""The routes."""

from starlette.routing import BaseRoute

from geodistricts.service.core import Core


def routes(core: Core) -> list[BaseRoute]:
    """Return the routes."""
    return []
