"""Suggesting: what a form shows while somebody types.

In comes what has been typed so far, and where to look; out come districts, townships and cities,
the likeliest first. A way of looking is a module: names that begin so (``prefixes``), names but
for an error (``near_beginnings``), cities and townships (``place_prefixes``). ``questions`` calls
it.
"""

from geodistricts.names.suggesting.suggester import Suggester

__all__ = ["Suggester"]
