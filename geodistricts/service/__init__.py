"""The service: what a gazetteer answers, over HTTP, for everything that is not Python.

In come requests, in the words of five interfaces: its own (``v1``), Akinon's (``akinon``), and
Nominatim's, Photon's and Pelias' (``geocoders``); out come answers in the same words, and the page
of a ``form``. Each passes the ``gate`` (token, limits, log); ``operations`` is for whoever runs it,
``running`` the processes. ``cli`` calls ``serve``. These rooms know nothing of each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodistricts.service.running import StartError, serve
from geodistricts.service.settings import Settings

if TYPE_CHECKING:
    from geodistricts.service.app import create_app

__all__ = ["Settings", "StartError", "create_app", "serve"]


def __getattr__(name: str) -> Any:
    """Import what needs the data's libraries when it is asked for: the supervisor does not."""
    if name == "create_app":
        from geodistricts.service.app import create_app

        return create_app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
