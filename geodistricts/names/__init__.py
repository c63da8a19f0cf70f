"""Names: from a spelling to the district, city or township that it means.

In come texts in any spelling, and the districts of a snapshot; out come keys (``normalize``,
by the tables of ``rules`` and ``place_rules``) and ``Names``, which owns ``match`` and
``suggest``. ``gazetteer`` and ``addresses`` call ``Names``, ``shared`` takes its texts;
``addresses`` also reads by the tables, ``sources`` by the fold. It knows the snapshot, and
nothing of points.
"""

from typing import TYPE_CHECKING

from geodistricts.names.bounds import place_argument, places_in_column
from geodistricts.names.fold import (
    ends_of,
    fold_letters,
    fold_name,
    fold_words,
    is_long,
    normalize,
)
from geodistricts.names.highlighting import highlight
from geodistricts.names.lookups import Lookups
from geodistricts.names.number_words import number_in_words, read_cardinal
from geodistricts.names.place_rules import CENTRE, CENTRES, SUCCESSORS, nearest_keys, place_key
from geodistricts.names.questions import Names
from geodistricts.names.rules import (
    COMMON_WORDS,
    GLUED_TYPES,
    MAHALLE_WORDS,
    ORDINAL_ENDINGS,
    STREET_WORDS,
    VILLAGE_WORDS,
)
from geodistricts.names.type_words import TypeWord, find_type_word, is_of_street

if TYPE_CHECKING:
    from geodistricts.names.finding import Found as Found
    from geodistricts.names.matching import Matcher as Matcher
    from geodistricts.names.places import Called as Called
    from geodistricts.names.places import PlaceNames as PlaceNames
    from geodistricts.names.scope import NameScope as NameScope

__all__ = [
    "CENTRE",
    "CENTRES",
    "COMMON_WORDS",
    "GLUED_TYPES",
    "MAHALLE_WORDS",
    "ORDINAL_ENDINGS",
    "STREET_WORDS",
    "SUCCESSORS",
    "VILLAGE_WORDS",
    "Lookups",
    "Names",
    "TypeWord",
    "ends_of",
    "find_type_word",
    "fold_letters",
    "fold_name",
    "fold_words",
    "highlight",
    "is_long",
    "is_of_street",
    "nearest_keys",
    "normalize",
    "number_in_words",
    "place_argument",
    "place_key",
    "places_in_column",
    "read_cardinal",
]
