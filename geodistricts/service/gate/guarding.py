"""Requests with a token, where the operator asks for one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from urllib.parse import parse_qsl

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from geodistricts.service.tokens import Tokens

_SCHEMES = ("bearer", "token")
_IN_QUERY = "api_key"
"""Where clients of Pelias have theirs."""


class Guarded:
    """Refuses requests that bring no token, or a wrong one.

    Parameters
    ----------
    app : ASGI application
        What it stands before.
    tokens : Tokens
        Those that let a request in.
    open_paths : collection of str
        Addresses for everybody.
    answer : callable
        Makes the answer to who is not let in, of the address and what is wrong.
    """

    def __init__(
        self,
        app: ASGIApp,
        tokens: Tokens,
        open_paths: Collection[str],
        answer: Callable[[str, str], Response],
    ) -> None:
        self._app = app
        self._tokens = tokens
        self._open_paths = frozenset(open_paths)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http" or scope["path"] in self._open_paths:
            await self._app(scope, receive, send)
            return
        token = _token_of(scope)
        if token in self._tokens:
            await self._app(scope, receive, send)
            return
        problem = (
            "a token is needed; send the header Authorization: Bearer TOKEN"
            if token is None
            else "the token is not known; ask the operator for one"
        )
        await self._answer(scope["path"], problem)(scope, receive, send)


def _token_of(scope: Scope) -> bytes | None:
    """Return the token of a request, from its header or its query."""
    for name, value in scope["headers"]:
        if name == b"authorization":
            scheme, _, token = value.partition(b" ")
            if scheme.decode("latin-1").lower() in _SCHEMES:
                return bytes(token.strip())
    query = scope["query_string"]
    if _IN_QUERY.encode() in query:
        return next(
            (
                value.encode()
                for name, value in parse_qsl(query.decode("latin-1"))
                if name == _IN_QUERY
            ),
            None,
        )
    return None
