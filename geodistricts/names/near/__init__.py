"""Near names: the keys within a few errors of one, and which of them is the likelier.

In comes a key; out come keys and their errors (``NearKeys``), and scores (``fuzzy_score``).
``scope`` keeps the keys of a place, ``finding`` scores them, ``suggesting`` searches beginnings.
Neither knows what a key is the name of.
"""

from geodistricts.names.near.fuzzy import HIGHEST, errors_allowed, fuzzy_score, typos_allowed
from geodistricts.names.near.near_keys import NearKeys

__all__ = ["HIGHEST", "NearKeys", "errors_allowed", "fuzzy_score", "typos_allowed"]
