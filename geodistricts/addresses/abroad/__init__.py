"""Abroad: whether an address is in another country, or in Northern Cyprus.

In comes a field, or a line cut into words; out comes an ``Abroad`` with its certainty. Names
are tables (``countries``, ``cities_abroad``, ``shared_names``), read by ``table``; ``chains``
finds those that stand beside each other, ``weighing`` looks at what else the line says.
Whoever reads orders decides by it, with what speaks for Turkey. It builds on ``names`` alone.
"""

from geodistricts.addresses.abroad.countries import NORTHERN_CYPRUS
from geodistricts.addresses.abroad.recognising import Abroad, abroad_in_field, abroad_in_line

__all__ = ["NORTHERN_CYPRUS", "Abroad", "abroad_in_field", "abroad_in_line"]
