"""The interfaces of geocoders: Nominatim's, Photon's and Pelias', for who speaks these.

In come their requests, out come their answers, each in its own shape, also where nothing is
found or the request is bad: geopy, QGIS and others ask unchanged. What is searched for is an
address, read by ``parse`` and ``validate``, or the beginning of a name. Each has a room; what
they share knows nothing of HTTP.
"""

from geodistricts.service.geocoders.routes import refuse, routes

__all__ = ["refuse", "routes"]
