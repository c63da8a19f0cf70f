"""Bodies no larger, and no slower, than the limits."""

from __future__ import annotations

import asyncio
import time

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_WITHOUT_BODY = ("GET", "HEAD", "OPTIONS")


class Limited:
    """Refuses bodies that are too large or too slow.

    Parameters
    ----------
    app : ASGI application
        What it stands before.
    most : int
        Bytes of a body, at most.
    seconds : float
        Until a body has arrived, at most.
    """

    def __init__(self, app: ASGIApp, most: int, seconds: float) -> None:
        self._app = app
        self._most = most
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, whose body is watched while it is read."""
        if scope["type"] != "http" or scope["method"] in _WITHOUT_BODY:
            await self._app(scope, receive, send)
            return
        await self._app(scope, self._watched(scope, receive), send)

    def _watched(self, scope: Scope, receive: Receive) -> Receive:
        said = dict(scope["headers"]).get(b"content-length", b"0")
        is_too_large = said.isdigit() and int(said) > self._most
        end = time.monotonic() + self._seconds
        size = 0
        is_read = False

        async def receive_some() -> Message:
            nonlocal size, is_read
            if is_read:  # what comes now is that the client goes
                return await receive()
            if is_too_large:
                raise self._too_large()
            try:
                async with asyncio.timeout(end - time.monotonic()):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(
                    408,
                    f"the body has not arrived within {self._seconds:.0f} s; send it in parts",
                    {"connection": "close"},
                ) from None
            size += len(message.get("body", b""))
            if size > self._most:
                raise self._too_large()
            is_read = not message.get("more_body", False)
            return message

        return receive_some

    def _too_large(self) -> HTTPException:
        return HTTPException(
            413,
            f"the body is larger than {self._most:,} bytes, which are the most; send it in parts",
            {"connection": "close"},
        )
