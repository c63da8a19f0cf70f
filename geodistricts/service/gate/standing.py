"""The order in which a request passes the middlewares."""

from __future__ import annotations

from fastapi import FastAPI

from geodistricts.service.core import Core


def stand_before(app: FastAPI, core: Core) -> None:
    """Put the gate before an application.

    Parameters
    ----------
    app : FastAPI
        The application, with all its routes.
    core : Core
        Knows the limits and the tokens.
    """
