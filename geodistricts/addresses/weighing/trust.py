"""How much each sign says of an answer, and what came of answers with such signs.

Written by ``python -m benchmarks.addresses.learn``; see ``SIGNS`` for what the signs are.
"""

BASE = 6.741

TRUST = {
    "NAMED_TWICE": 1.496,
    "ALIAS_IN_FIELD": -0.796,
    "VAGUE_IN_FIELD": -3.500,
    "MISSPELT_IN_FIELD": -0.312,
    "UNTYPED_IN_LINE": -1.353,
    "MISSPELT_IN_LINE": -1.487,
    "IN_TOWNSHIP_FIELD": -2.241,
    "SEMT_OF_ITS_NAME": -2.000,
    "UNNAMED": -4.000,
    "NO_CITY": -1.244,
    "NO_TOWNSHIP": -2.329,
    "NOWHERE": -4.238,
    "MISSPELT_PLACE": -0.038,
    "FORMER_PLACE": -0.206,
    "OTHER_CITY_IN_FIELD": -2.513,
    "OTHER_TOWNSHIP_IN_FIELD": -4.617,
    "UNREADABLE_PLACE": -0.937,
    "OTHER_DISTRICT_IN_FIELD": -3.000,
    "UNKNOWN_DISTRICT_IN_FIELD": -1.500,
    "OTHER_NAME_IN_LINE": -2.662,
    "OTHER_PLACE_IN_LINE": -3.244,
    "TYPED_OTHERWISE": -3.863,
    "SECOND_DISTRICT_IN_LINE": -2.481,
    "CLOSE": -3.334,
    "TYPE_DECIDES": -0.928,
    "DISTINCTION_DECIDES": -6.549,
    "EXACTNESS_DECIDES": -1.494,
    "CODE_DECIDES": -2.946,
    "CENTRE_DECIDES": -2.661,
    "VILLAGE_UNNAMED": -2.093,
    "VILLAGE_ONLY": -4.000,
    "SAME_CODE": 0.889,
    "CODE_ELSEWHERE": -2.045,
    "CODE_OF_RIVAL": -3.000,
    "PIN_INSIDE": 1.000,
    "PIN_ELSEWHERE": -4.000,
    "LESS_OF_A_NAME": -2.892,
    "OTHER_TYPE": -0.440,
}

STEPS: tuple[tuple[float, float], ...] = (
    (-1.557, 0.2613),
    (-0.305, 0.3006),
    (0.691, 0.4938),
    (2.192, 0.8658),
    (2.447, 0.8568),
    (3.082, 0.9004),
    (3.392, 0.9341),
    (4.481, 0.9852),
    (5.449, 0.9938),
    (6.319, 0.9976),
    (6.923, 0.9998),
)
"""Scores, and the share of answers with such scores that were right."""
