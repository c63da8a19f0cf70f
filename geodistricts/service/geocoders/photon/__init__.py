"""Photon's interface: ``/photon/api`` and ``/photon/reverse``.

In come the parameters of its documentation, out come GeoJSON features with its properties; a
text may be the beginning of a name. Errors are ``{"message": …}`` with status 400, as Photon's
are. ``geocoders`` puts it at its address.
"""

from geodistricts.service.geocoders.photon.routes import PATHS, failed, routes

__all__ = ["PATHS", "failed", "routes"]
