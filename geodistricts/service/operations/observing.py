"""Every request and its answer, looked at as they pass."""

from __future__ import annotations

import logging
from time import perf_counter

from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodistricts.service.operations.lines import AccessLog
from geodistricts.service.operations.metrics import Metrics

_log = logging.getLogger(__name__)
_METHODS = frozenset(("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"))


class Observed:
    """Counts and logs each request, and says in the answer of which data it is.

    Parameters
    ----------
    app : ASGI application
        What it stands before.
    metrics : Metrics
        Counts.
    access_log : AccessLog
        Gets a line for each.
    version : str
        Of the data.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, access_log: AccessLog, version: str) -> None:
        self._app = app
        self._metrics = metrics
        self._access_log = access_log
        self._version = (b"x-geodistricts-version", version.encode())
        self._paths: dict[object, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and look at what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = perf_counter()
        status, size = 500, 0

        async def look(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), self._version]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, look)
        except Exception as error:
            # What it says may be what the request said.
            _log.error("a request failed", exc_info=error)
            raise
        finally:
            seconds = perf_counter() - start
            route = self._route_of(scope)
            method = scope["method"] if scope["method"] in _METHODS else "other"
            rows = scope.get("state", {}).get("rows", 0)
            self._metrics.count(route, method, status, seconds, rows)
            self._access_log.write(
                route=route,
                method=method,
                status=status,
                ms=round(seconds * 1e3, 3),
                bytes=size,
                rows=rows,
            )

    def _route_of(self, scope: Scope) -> str:
        """Return the address as it is written where it is made, with names for its parts."""
        route = scope.get("route")
        if route is not None:
            return str(route.path)
        endpoint = scope.get("endpoint")
        if endpoint is not None and not self._paths:
            # Routes of Starlette's, unlike those of FastAPI's, do not say which one it is.
            self._paths = {
                one.endpoint: one.path for one in scope["app"].routes if isinstance(one, Route)
            }
        return self._paths.get(endpoint, "none")
