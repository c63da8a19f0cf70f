"""Nominatim's interface: ``/search``, ``/reverse``, ``/lookup`` and ``/status``.

In come the parameters of its documentation, out come its formats: json, jsonv2, geojson and
geocodejson, numbers as text where theirs are. Of an address, state is the city, town the
township, and city_district the district. ``geocoders`` puts it at the root.
"""

from geodistricts.service.geocoders.nominatim.routes import PATHS, failed, routes

__all__ = ["PATHS", "failed", "routes"]
