"""Pelias' interface: ``search``, ``search/structured``, ``autocomplete`` and ``reverse``.

In come the parameters of its documentation, out come GeoJSON features with its properties, and
the block ``geocoding``, which has the query and what is wrong with it. Region is the city,
county the township, neighbourhood the district. ``geocoders`` puts it at its address.
"""

from geodistricts.service.geocoders.pelias.routes import PATHS, failed, routes

__all__ = ["PATHS", "failed", "routes"]
