"""How much each sign says of an answer, and what came of answers with such signs.

Written by ``python -m benchmarks.addresses.learn``; see ``SIGNS`` for what the signs are.
"""

BASE = 6.787

TRUST = {
    "NAMED_TWICE": 1.619,
    "ALIAS_IN_FIELD": -0.802,
    "VAGUE_IN_FIELD": -3.500,
    "MISSPELT_IN_FIELD": -0.427,
    "UNTYPED_IN_LINE": -1.382,
    "MISSPELT_IN_LINE": -1.503,
    "IN_TOWNSHIP_FIELD": -2.237,
    "SEMT_OF_ITS_NAME": -2.000,
    "UNNAMED": -4.000,
    "NO_CITY": -1.347,
    "NO_TOWNSHIP": -2.247,
    "NOWHERE": -3.945,
    "MISSPELT_PLACE": -0.041,
    "FORMER_PLACE": -0.210,
    "OTHER_CITY_IN_FIELD": -2.240,
    "OTHER_TOWNSHIP_IN_FIELD": -4.726,
    "UNREADABLE_PLACE": -0.944,
    "OTHER_DISTRICT_IN_FIELD": -3.000,
    "UNKNOWN_DISTRICT_IN_FIELD": -1.500,
    "OTHER_NAME_IN_LINE": -2.676,
    "OTHER_PLACE_IN_LINE": -3.162,
    "OTHER_TOWNSHIP_IN_LINE": -1.928,
    "TYPED_OTHERWISE": -3.851,
    "SECOND_DISTRICT_IN_LINE": -2.531,
    "CLOSE": -3.375,
    "TYPE_DECIDES": -0.905,
    "DISTINCTION_DECIDES": -6.593,
    "EXACTNESS_DECIDES": -1.494,
    "CODE_DECIDES": -2.948,
    "CENTRE_DECIDES": -2.873,
    "VILLAGE_UNNAMED": -2.086,
    "VILLAGE_ONLY": -4.000,
    "SAME_CODE": 0.902,
    "CODE_ELSEWHERE": -2.061,
    "CODE_OF_RIVAL": -3.000,
    "PIN_INSIDE": 1.000,
    "PIN_ELSEWHERE": -4.000,
    "LESS_OF_A_NAME": -2.896,
    "OTHER_TYPE": -0.457,
}

STEPS: tuple[tuple[float, float], ...] = (
    (-1.176, 0.2591),
    (0.392, 0.4773),
    (1.845, 0.5654),
    (2.192, 0.8619),
    (2.567, 0.8662),
    (3.301, 0.9329),
    (4.554, 0.9881),
    (5.420, 0.9919),
    (6.196, 0.9979),
    (6.974, 0.9998),
)
"""Scores, and the share of answers with such scores that were right."""
