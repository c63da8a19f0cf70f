"""The gate: what every request passes before an interface sees it, and every answer after.

A request needs its token, and a body no larger and no slower than the limits; an answer is packed,
and shown to the pages of the origins that are named. Each is an ASGI middleware in a module of
its own; ``app`` puts ``operations.Observed`` before them all.
"""

from geodistricts.service.gate.standing import stand_before

__all__ = ["stand_before"]
