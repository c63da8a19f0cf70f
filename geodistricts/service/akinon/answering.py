"""Answers and errors, as Django REST framework writes them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
Handler = Callable[[Request], Awaitable[Response]]


class Refused(Exception):  # noqa: N818  (it is what the client is told)
    """A request that is answered with an error.

    Attributes
    ----------
    status : int
        The HTTP status.
    document : mapping
        What is said.
    """

    def __init__(self, status: int, document: Mapping[str, Any]) -> None:
        super().__init__(status)
        self.status = status
        self.document = document


def not_found(detail: str = "Not found.") -> Refused:
    """Return the error of what is not there."""
    return Refused(404, {"detail": detail})


def answer(document: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Write a document down."""
    return Response(orjson.dumps(document), status, headers, "application/json")


def refuse(problem: str) -> Response:
    """Return the answer to a request without its token: theirs, and what to do about it."""
    said = {"detail": "Invalid token.", "problem": problem}
    return answer(said, 401, {"www-authenticate": "Token"})


def route(path: str, handle: Handler, method: str = "GET") -> Route:
    """Make the route of an address that takes one method, and says so to others.

    Parameters
    ----------
    path : str
        The address.
    handle : callable
        Answers, or raises ``Refused``.
    method : str
        The one.

    Returns
    -------
    Route
        For the application.
    """
    allowed = ("GET", "HEAD") if method == "GET" else (method,)

    async def answering(request: Request) -> Response:
        if request.method not in allowed:
            said = f'Method "{request.method}" not allowed.'
            return answer({"detail": said}, 405, {"allow": ", ".join(allowed)})
        try:
            return await handle(request)
        except Refused as refused:
            return answer(refused.document, refused.status)

    return Route(path, answering, methods=[*_METHODS])
