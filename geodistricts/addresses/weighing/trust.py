"""How much each sign says of an answer, and what came of answers with such signs.

Written by ``python -m benchmarks.addresses.learn``; see ``SIGNS`` for what the signs are.
"""

BASE = 6.189

TRUST = {
    "NAMED_TWICE": 1.536,
    "ALIAS_IN_FIELD": -0.629,
    "VAGUE_IN_FIELD": -3.500,
    "MISSPELT_IN_FIELD": 0.000,
    "UNTYPED_IN_LINE": -1.486,
    "MISSPELT_IN_LINE": -1.046,
    "IN_TOWNSHIP_FIELD": -1.915,
    "UNNAMED": -6.094,
    "NO_CITY": -1.290,
    "NO_TOWNSHIP": -1.654,
    "NOWHERE": -4.039,
    "MISSPELT_PLACE": 0.000,
    "FORMER_PLACE": -0.987,
    "OTHER_CITY_IN_FIELD": -3.873,
    "OTHER_TOWNSHIP_IN_FIELD": -5.077,
    "UNREADABLE_PLACE": -0.998,
    "OTHER_DISTRICT_IN_FIELD": -3.000,
    "UNKNOWN_DISTRICT_IN_FIELD": -1.500,
    "OTHER_NAME_IN_LINE": -4.299,
    "OTHER_PLACE_IN_LINE": -7.606,
    "TYPED_OTHERWISE": -3.618,
    "SECOND_DISTRICT_IN_LINE": -2.112,
    "CLOSE": -4.527,
    "TYPE_DECIDES": -0.889,
    "DISTINCTION_DECIDES": -8.496,
    "EXACTNESS_DECIDES": -1.466,
    "CENTRE_DECIDES": -3.823,
    "VILLAGE_UNNAMED": -2.818,
    "VILLAGE_ONLY": -4.000,
    "SAME_CODE": 1.051,
    "CODE_ELSEWHERE": -2.865,
    "CODE_OF_RIVAL": -3.802,
    "PIN_INSIDE": 1.000,
    "PIN_ELSEWHERE": -4.000,
    "LESS_OF_A_NAME": -1.000,
    "OTHER_TYPE": -0.939,
}

STEPS: tuple[tuple[float, float], ...] = (
    (-4.449, 0.0048),
    (-2.173, 0.0455),
    (-0.311, 0.1667),
    (0.986, 0.7817),
    (2.911, 0.9762),
    (4.471, 0.9923),
    (5.329, 0.9960),
    (6.189, 0.9971),
    (6.189, 0.9996),
    (7.287, 0.9995),
)
"""Scores, and the share of answers with such scores that were right."""
