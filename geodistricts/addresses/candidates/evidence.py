"""What may speak for a candidate and against it: a named row for each kind of evidence."""

from enum import IntEnum

from geodistricts.addresses.candidates.weights import WEIGHTS


class Evidence(IntEnum):
    """The kinds of evidence. Each counts by its value times its weight, in ``WEIGHTS``.

    A new kind is a row here, its weight in ``weights`` (0 will do: ``python -m
    benchmarks.addresses.learn`` finds it), and a line where it is seen: in ``places``,
    ``from_fields``, ``from_line`` or ``finding``.
    """

    CITY_FIELD = 0
    """The field names the city; by how surely."""
    CITY_FIELD_OTHER = 1
    """The field names other cities."""
    CITY_FIELD_UNREADABLE = 2
    """Nobody can read the field."""
    TOWNSHIP_FIELD = 3
    """The field names the township; by how surely."""
    TOWNSHIP_FIELD_OTHER = 4
    """The field names other townships."""
    TOWNSHIP_FIELD_UNREADABLE = 5
    """Nobody can read the field."""
    SEMT_FIELD = 6
    """The field for the township names the district's semt."""
    SEMT_FIELD_TOWNSHIP = 7
    """The field for the township names a semt or a district of the township."""
    DISTRICT_IN_TOWNSHIP_FIELD = 8
    """The field for the township names the district."""
    DISTRICT_FIELD = 9
    """The field names the district; by how surely."""
    DISTRICT_FIELD_OTHER = 10
    """The field for the district names something else."""
    CITY_LINE = 11
    """The line names the city; by how likely it is meant."""
    CITY_LINE_OTHER = 12
    """The line names other cities, and not this one; by how likely they are meant."""
    TOWNSHIP_LINE = 13
    """The line names the township; by how likely it is meant."""
    TOWNSHIP_LINE_OTHER = 14
    """The line names other townships, and not this one; by how likely they are meant."""
    TOWNSHIP_LINE_FORMER = 15
    """The line names the township that this one was a part of; by how likely it is meant."""
    WAS_A_PART = 16
    """The township is looked at only because another has become it."""
    DISTRICT_LINE = 17
    """The line names the district; by how likely it is meant, and how surely."""
    DISTRICT_LINE_OTHER = 18
    """The line has a type word, and names something else with it."""
    AGAIN = 19
    """The line names the district more than once; how often."""
    FIRST = 20
    """It does so with the first type word."""
    SEMT_LINE = 21
    """The line names the district's semt, and no district."""
    VILLAGE_TOO = 22
    """The village of a part is named too."""
    VILLAGE_UNNAMED = 23
    """It is not."""
    OTHER_VILLAGE = 24
    """Another village of the township is named."""
    SEMT_TOO = 25
    """The district's semt is named beside it."""
    OTHER_TYPE = 26
    """It is called a village and is a mahalle, or the reverse."""
    LESS_OF_A_NAME = 27
    """The name is a part of a longer one that is another district's."""
    SAME_CODE = 28
    """The postal code is the district's."""
    CODE_OF_CITY = 29
    """The postal code is another's of the same city."""
    CODE_ELSEWHERE = 30
    """The postal code is of another city."""
    PIN_INSIDE = 31
    """The pin lies in the district; beside ``PIN_IN_TOWNSHIP``."""
    PIN_IN_TOWNSHIP = 32
    """The pin lies in the township."""
    PIN_IN_CITY = 33
    """The pin lies in the city, and another township."""
    PIN_ELSEWHERE = 34
    """The pin lies in another city."""


WEIGHT_OF = tuple(WEIGHTS[kind.name] for kind in Evidence)
"""The weights, by kind."""
