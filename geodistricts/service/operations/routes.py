"""The addresses for whoever runs the service."""

from __future__ import annotations

from anyio import to_thread
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from geodistricts.service.operations.metrics import Metrics

OPEN_PATHS = ("/healthz", "/readyz")
"""Addresses that need no token."""


def routes(metrics: Metrics) -> list[BaseRoute]:
    """Return the addresses.

    Parameters
    ----------
    metrics : Metrics
        What was counted.

    Returns
    -------
    list of BaseRoute
        For the application.
    """

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(request: Request) -> Response:
        # All indexes are loaded before anything is listened to.
        is_ending = getattr(request.app.state, "is_ending", False)
        return PlainTextResponse("ending\n", 503) if is_ending else PlainTextResponse("ready\n")

    async def shown(_: Request) -> Response:
        body = await to_thread.run_sync(metrics.shown)
        return Response(body, media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", shown)]
