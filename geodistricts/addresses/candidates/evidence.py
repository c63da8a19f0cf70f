"""What may speak for a candidate and against it: a named row for each kind of evidence."""

EVIDENCE = {
    "CITY_FIELD": "the field names the city; by how surely",
    "CITY_FIELD_OTHER": "the field names other cities",
    "CITY_FIELD_UNREADABLE": "nobody can read the field",
    "TOWNSHIP_FIELD": "the field names the township; by how surely",
    "TOWNSHIP_FIELD_OTHER": "the field names other townships",
    "TOWNSHIP_FIELD_UNREADABLE": "nobody can read the field",
    "SEMT_FIELD": "the field for the township names the district's semt",
    "SEMT_FIELD_TOWNSHIP": "the field for the township names a semt or a district of the township",
    "DISTRICT_IN_TOWNSHIP_FIELD": "the field for the township names the district",
    "SEMT_OF_ITS_NAME": "and that is a semt's name too",
    "DISTRICT_FIELD": "the field names the district; by how surely",
    "DISTRICT_FIELD_OTHER": "the field for the district names others",
    "DISTRICT_FIELD_UNKNOWN": "the field for the district has a name that nobody knows there",
    "CITY_LINE": "the line names the city; by how likely it is meant",
    "CITY_LINE_OTHER": "the line names cities, but not this one; by how likely they are meant",
    "TOWNSHIP_LINE": "the line names the township; by how likely it is meant",
    "TOWNSHIP_LINE_OTHER": "the line names townships, but not this one; by how likely they are",
    "TOWNSHIP_LINE_FORMER": "the line names the township that it was a part of; by how likely",
    "WAS_A_PART": "the township is looked at only because another has become it",
    "CENTRE_OF_CITY": "the line names the city, whose centre it is; by how likely it is meant",
    "DISTRICT_LINE": "the line names the district; by how likely it is meant, and how surely",
    "DISTRICT_LINE_OTHER": "the line has a type word, and names something else with it",
    "AGAIN": "the line names the district more than once; how often",
    "FIRST": "it does so with the first type word",
    "SEMT_LINE": "the line names the district's semt, and no district",
    "NEAR_NAME": "the name is another one of it, or near",
    "DISTINCTION_UNNAMED": "its name has another in brackets, which is not given",
    "VILLAGE_TOO": "the village of a part is named too",
    "VILLAGE_UNNAMED": "it is not",
    "VILLAGE_ONLY": "the field names the village of a part, and not the part",
    "CENTRE_OF_VILLAGE": "and the part is that village's centre",
    "OTHER_VILLAGE": "another village of the township is named",
    "SEMT_TOO": "the district's semt is named beside it",
    "OTHER_TYPE": "the line calls it a village and it is a mahalle, or the reverse",
    "OTHER_TYPE_IN_FIELD": "the field does",
    "LESS_OF_A_NAME": "the name is a part of a longer one that is another district's",
    "SAME_CODE": "the postal code is the district's",
    "CODE_OF_TOWNSHIP": "the postal code is of the township; beside the others",
    "CODE_OF_CITY": "the postal code is another's of the same city",
    "CODE_ELSEWHERE": "the postal code is of another city",
    "PIN_INSIDE": "the pin lies in the district; beside ``PIN_IN_TOWNSHIP``",
    "PIN_IN_TOWNSHIP": "the pin lies in the township",
    "PIN_IN_CITY": "the pin lies in the city, and another township",
    "PIN_ELSEWHERE": "the pin lies in another city",
}
"""The kinds of evidence. Each counts by its value (1 where nothing is said) times its weight.

A new kind is a row here, its weight in ``WEIGHTS`` (0 will do: ``python -m
benchmarks.addresses.learn`` finds it), and a line where it is heard: in ``places`` or
``districts``.
"""

Seen = tuple[tuple[str, float], ...]
"""Evidence that was seen: kinds and values."""
