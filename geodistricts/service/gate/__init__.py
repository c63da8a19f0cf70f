"""The gate: what every request passes before an interface sees it, and every answer after.

A request needs its token, and a body no larger and no slower than the limits. An answer gets
the version of the data, an ETag where it only changes with that, compression, and CORS. Each
is an ASGI middleware in a module of its own.
"""

from geodistricts.service.gate.standing import stand_before

__all__ = ["stand_before"]
