"""Akinon's interface: stands in for the read endpoints of an OMS, Omnitron and a storefront.

In come their clients' requests, unchanged; out come rows in the documented shapes, a page at a
time, with the platform's pks. A filter by name answers with the one place that the spelling
means, or with none: never with a guess.
"""

from geodistricts.service.akinon.answering import refuse
from geodistricts.service.akinon.routes import OPEN_PATHS, PATHS, routes

__all__ = ["OPEN_PATHS", "PATHS", "refuse", "routes"]
