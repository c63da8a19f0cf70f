"""The signs that an answer is right, or wrong: a named row for each kind."""

SIGNS = {
    "NAMED_TWICE": "field and line name the district",
    "ALIAS_IN_FIELD": "the field has another name of it",
    "VAGUE_IN_FIELD": "the field has a name that several share, such as its semt's",
    "MISSPELT_IN_FIELD": "the field has it misspelt; by how much",
    "UNTYPED_IN_LINE": "only the line names it, and without a type word; by how unlikely that is",
    "MISSPELT_IN_LINE": "only the line names it, misspelt; by how much",
    "IN_TOWNSHIP_FIELD": "only the field for the township names it",
    "SEMT_OF_ITS_NAME": "and a semt is called so too, of which it is a part",
    "UNNAMED": "nothing names it: it follows from a semt, a postal code or a pin",
    "NO_CITY": "nothing names the city",
    "NO_TOWNSHIP": "nothing names the township",
    "NOWHERE": "nothing names either",
    "MISSPELT_PLACE": "the field for the city or the township is misspelt",
    "FORMER_PLACE": "city and township as they were, or a semt for the township",
    "OTHER_CITY_IN_FIELD": "the field names another city",
    "OTHER_TOWNSHIP_IN_FIELD": "the field names another township",
    "UNREADABLE_PLACE": "nobody can read a field for a place",
    "OTHER_DISTRICT_IN_FIELD": "the field for the district names others",
    "UNKNOWN_DISTRICT_IN_FIELD": "the field for the district has a name that nobody knows there",
    "OTHER_NAME_IN_LINE": "the line has something else before a type word",
    "OTHER_PLACE_IN_LINE": "the line names another city, or a second township",
    "OTHER_TOWNSHIP_IN_LINE": "nothing names its township, and the line others; by how likely",
    "TYPED_OTHERWISE": "the line names it without a type word, and has one behind something else",
    "SECOND_DISTRICT_IN_LINE": "the line names a second district",
    "CLOSE": "another district is nearly as likely; by how nearly",
    "TYPE_DECIDES": "another district of the name is of the other type",
    "DISTINCTION_DECIDES": "another district of the name has a second name in brackets",
    "EXACTNESS_DECIDES": "another district's name is nearly the same",
    "CODE_DECIDES": "the postal code is of its township, and not of another district's of the name",
    "CENTRE_DECIDES": "another district of the name is not in the city's centre",
    "VILLAGE_UNNAMED": "it is a part of a village that is not named",
    "VILLAGE_ONLY": "it is a part of a village, and only that is named",
    "SAME_CODE": "the postal code is its own",
    "CODE_ELSEWHERE": "the postal code is of another city",
    "CODE_OF_RIVAL": "the postal code is that of another district of the name",
    "PIN_INSIDE": "the pin lies in it",
    "PIN_ELSEWHERE": "the pin lies in another city",
    "LESS_OF_A_NAME": "its name is a part of a longer one",
    "OTHER_TYPE": "it is called a village and is a mahalle, or the reverse",
}
"""The kinds of signs. Each counts by its value (1 where nothing is said) times its weight.

A new kind is a row here, its weight in ``TRUST`` (0 will do: ``python -m
benchmarks.addresses.learn`` finds it), and a line in ``signs_of``.
"""

MOST = {
    "SEMT_OF_ITS_NAME": 0.9,
    "UNNAMED": 0.9,
    "NOWHERE": 0.9,
    "OTHER_CITY_IN_FIELD": 0.6,
    "OTHER_TOWNSHIP_IN_FIELD": 0.9,
    "OTHER_DISTRICT_IN_FIELD": 0.9,
    "OTHER_NAME_IN_LINE": 0.9,
    "OTHER_PLACE_IN_LINE": 0.6,
    "SECOND_DISTRICT_IN_LINE": 0.9,
    "TYPED_OTHERWISE": 0.9,
    "CODE_ELSEWHERE": 0.9,
    "CODE_OF_RIVAL": 0.9,
    "PIN_ELSEWHERE": 0.9,
}
"""The most confidence that an answer has with a sign, whatever else speaks for it: who reads a
contradiction shall ask."""

Signs = tuple[tuple[str, float], ...]
"""Signs of an answer: kinds and values."""
