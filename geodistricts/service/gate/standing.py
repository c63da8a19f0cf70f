"""The order in which a request passes the gate."""

from __future__ import annotations

from collections.abc import Callable, Collection

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response

from geodistricts.service.core import Core
from geodistricts.service.gate.guarding import Guarded
from geodistricts.service.gate.limiting import Limited
from geodistricts.service.gate.packing import Packed

_SHOWN_TO_PAGES = ("ETag", "Retry-After", "X-Geodistricts-Version")
_SECONDS_ALLOWED = 3600
_WORTH_PACKING = 4_096
"""Bytes; packing fewer takes longer than sending them."""


def stand_before(
    app: FastAPI, core: Core, open_paths: Collection[str], refuse: Callable[[str, str], Response]
) -> None:
    """Put the gate before an application.

    Parameters
    ----------
    app : FastAPI
        The application, with all its routes.
    core : Core
        Knows the limits and the tokens.
    open_paths : collection of str
        Addresses that need no token.
    refuse : callable
        Makes the answer to who is not let in, of the address and what is wrong.
    """
    settings = core.settings
    # The last that is added is the first that a request passes.
    app.add_middleware(Limited, most=settings.max_bytes, seconds=settings.timeout)
    if core.tokens:
        app.add_middleware(Guarded, tokens=core.tokens, open_paths=open_paths, answer=refuse)
    if settings.cors:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors,
            allow_methods=("GET", "POST"),
            allow_headers=("Authorization", "Content-Type", "If-None-Match"),
            expose_headers=_SHOWN_TO_PAGES,
            max_age=_SECONDS_ALLOWED,
        )
    app.add_middleware(Packed, zstd=False, minimum_size=_WORTH_PACKING)
