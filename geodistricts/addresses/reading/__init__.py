"""Reading: what an order says, before any district is looked for.

In come the fields of an order, and its line; out comes an ``Order``. Fields are read one by one
(``fields``, ``place_readings``); a line is cut into words (``tokens``, by the tables of
``words``), and the cities and townships that it names are found (``mentions``, ``lines``).
``Solver`` calls ``Reader``, which leads through all of it; the rooms after it read an ``Order``.
"""

from geodistricts.addresses.reading.fields import Fields, Pin, PlaceFields
from geodistricts.addresses.reading.lines import Line
from geodistricts.addresses.reading.mentions import (
    LIKELY,
    Mention,
    covers,
    district_weight,
    highest,
    overlaps,
    place_tail,
)
from geodistricts.addresses.reading.orders import Order, Reader
from geodistricts.addresses.reading.place_readings import MISSPELT, OTHER_NAME, SPLIT, Reading
from geodistricts.addresses.reading.tokens import (
    BUILDING,
    COUNTRY,
    DETAIL,
    EITHER,
    LABEL,
    LEVEL,
    NAME,
    NUMBER,
    POSTAL,
    SPOT,
    STREET,
    TYPE,
    VILLAGE,
    ZONE,
    join_keys,
)
from geodistricts.addresses.reading.words import LEVEL_WORDS, TITLE_WORDS

__all__ = [
    "BUILDING",
    "COUNTRY",
    "DETAIL",
    "EITHER",
    "LABEL",
    "LEVEL",
    "LEVEL_WORDS",
    "LIKELY",
    "MISSPELT",
    "NAME",
    "NUMBER",
    "OTHER_NAME",
    "POSTAL",
    "SPLIT",
    "SPOT",
    "STREET",
    "TITLE_WORDS",
    "TYPE",
    "VILLAGE",
    "ZONE",
    "Fields",
    "Line",
    "Mention",
    "Order",
    "Pin",
    "PlaceFields",
    "Reader",
    "Reading",
    "covers",
    "district_weight",
    "highest",
    "join_keys",
    "overlaps",
    "place_tail",
]
