"""Answers packed, for clients that can unpack them."""

from __future__ import annotations

from starlette.types import Receive, Scope, Send
from starlette_compress import CompressMiddleware


class Packed(CompressMiddleware):
    """Packs long answers with Brotli or gzip, and lets requests pass that accept neither."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and any(
            name == b"accept-encoding" for name, _ in scope["headers"]
        ):
            await super().__call__(scope, receive, send)
        else:
            await self.app(scope, receive, send)
