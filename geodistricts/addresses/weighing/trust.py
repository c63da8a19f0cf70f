"""How much each sign says of an answer, and what came of answers with such signs.

Written by ``python -m benchmarks.addresses.learn``; see ``SIGNS`` for what the signs are.
"""

BASE = 6.197

TRUST = {
    "NAMED_TWICE": 1.547,
    "ALIAS_IN_FIELD": -0.686,
    "VAGUE_IN_FIELD": -3.500,
    "MISSPELT_IN_FIELD": 0.000,
    "UNTYPED_IN_LINE": -0.534,
    "MISSPELT_IN_LINE": -1.084,
    "IN_TOWNSHIP_FIELD": -1.912,
    "SEMT_OF_ITS_NAME": -2.000,
    "UNNAMED": -6.098,
    "NO_CITY": -1.349,
    "NO_TOWNSHIP": -1.752,
    "NOWHERE": -4.170,
    "MISSPELT_PLACE": 0.000,
    "FORMER_PLACE": -1.036,
    "OTHER_CITY_IN_FIELD": -3.873,
    "OTHER_TOWNSHIP_IN_FIELD": -5.018,
    "UNREADABLE_PLACE": -0.998,
    "OTHER_DISTRICT_IN_FIELD": -3.000,
    "UNKNOWN_DISTRICT_IN_FIELD": -1.500,
    "OTHER_NAME_IN_LINE": -4.259,
    "OTHER_PLACE_IN_LINE": -7.519,
    "TYPED_OTHERWISE": -3.764,
    "SECOND_DISTRICT_IN_LINE": -2.441,
    "CLOSE": -3.976,
    "TYPE_DECIDES": -0.889,
    "DISTINCTION_DECIDES": -8.503,
    "EXACTNESS_DECIDES": -1.464,
    "CODE_DECIDES": -3.682,
    "CENTRE_DECIDES": -3.758,
    "VILLAGE_UNNAMED": -2.910,
    "VILLAGE_ONLY": -4.000,
    "SAME_CODE": 1.029,
    "CODE_ELSEWHERE": -2.866,
    "CODE_OF_RIVAL": -3.796,
    "PIN_INSIDE": 1.000,
    "PIN_ELSEWHERE": -4.000,
    "LESS_OF_A_NAME": -1.000,
    "OTHER_TYPE": -0.924,
}

STEPS: tuple[tuple[float, float], ...] = (
    (-4.442, 0.0048),
    (-2.158, 0.0455),
    (-0.308, 0.2073),
    (1.120, 0.8016),
    (3.079, 0.9840),
    (4.470, 0.9878),
    (5.546, 0.9971),
    (6.197, 0.9971),
    (6.197, 0.9996),
    (7.285, 0.9995),
)
"""Scores, and the share of answers with such scores that were right."""
