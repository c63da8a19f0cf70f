"""How much each sign says of an answer, and what came of answers with such signs.

Written by ``python -m benchmarks.addresses.learn``; see ``SIGNS`` for what the signs are.
"""

BASE = 4.769

TRUST = {
    "NAMED_TWICE": 1.140,
    "ALIAS_IN_FIELD": 0.000,
    "VAGUE_IN_FIELD": -3.500,
    "MISSPELT_IN_FIELD": 0.000,
    "UNTYPED_IN_LINE": 0.000,
    "MISSPELT_IN_LINE": -1.130,
    "IN_TOWNSHIP_FIELD": -1.808,
    "UNNAMED": -5.364,
    "NO_CITY": -0.866,
    "NO_TOWNSHIP": 0.000,
    "NOWHERE": -3.079,
    "MISSPELT_PLACE": 0.000,
    "FORMER_PLACE": -0.324,
    "OTHER_CITY_IN_FIELD": -2.776,
    "OTHER_TOWNSHIP_IN_FIELD": -4.333,
    "UNREADABLE_PLACE": -0.988,
    "OTHER_DISTRICT_IN_FIELD": -3.000,
    "UNKNOWN_DISTRICT_IN_FIELD": -1.500,
    "OTHER_NAME_IN_LINE": -4.372,
    "OTHER_PLACE_IN_LINE": -5.352,
    "TYPED_OTHERWISE": -3.776,
    "SECOND_DISTRICT_IN_LINE": 0.000,
    "CLOSE": -6.997,
    "VILLAGE_UNNAMED": -1.296,
    "VILLAGE_ONLY": -4.000,
    "SAME_CODE": 0.640,
    "CODE_ELSEWHERE": -2.627,
    "CODE_OF_RIVAL": -3.006,
    "PIN_INSIDE": 1.000,
    "PIN_ELSEWHERE": -4.000,
    "LESS_OF_A_NAME": -1.000,
    "OTHER_TYPE": -0.872,
}

STEPS: tuple[tuple[float, float], ...] = (
    (-6.172, 0.0116),
    (-2.710, 0.0395),
    (-1.484, 0.2059),
    (-0.852, 0.3293),
    (-0.201, 0.3658),
    (0.089, 0.6731),
    (0.340, 0.7014),
    (1.524, 0.8106),
    (4.480, 0.9790),
    (4.769, 0.9769),
    (4.826, 0.9989),
    (5.549, 0.9992),
)
"""Scores, and the share of answers with such scores that were right."""
