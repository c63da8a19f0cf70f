"""The service: what a gazetteer answers, over HTTP, for everything that is not Python.

In come requests, in the words of five interfaces: its own (``v1``), Akinon's (``akinon``), and
Nominatim's, Photon's and Pelias' (``geocoders``); out come answers in the same words. Each
passes the ``gate`` (token, limits, log); ``operations`` is for whoever runs it, ``running`` the
processes. ``cli`` calls ``serve``. The rooms for interfaces know nothing of each other.
"""

from geodistricts.service.app import create_app
from geodistricts.service.running import StartError, serve
from geodistricts.service.settings import Settings

__all__ = ["Settings", "StartError", "create_app", "serve"]
