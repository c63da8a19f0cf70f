"""Reading: what an order says, before any district is looked for.

In come the fields of an order, and its line; out comes an ``Order``. Fields are read one by one
(``fields``, ``place_readings``); a line is cut into words (``tokens``, by the tables of
``words``), and the cities and townships that it names are found (``mentions``, ``lines``).
``Solver`` calls ``Reader``, which leads through all of it; the rooms after it read an ``Order``.
"""

from geodistricts.addresses.reading.fields import Fields, Pin, PlaceFields
from geodistricts.addresses.reading.lines import Line
from geodistricts.addresses.reading.mentions import LIKELY, Mention
from geodistricts.addresses.reading.orders import Order, Reader

__all__ = ["LIKELY", "Fields", "Line", "Mention", "Order", "Pin", "PlaceFields", "Reader"]
