"""How much each sign says of an answer, and what came of answers with such signs.

Written by ``python -m benchmarks.addresses.learn``; see ``SIGNS`` for what the signs are.
"""

BASE = 5.154

TRUST = {
    "NAMED_TWICE": 1.709,
    "ALIAS_IN_FIELD": -0.339,
    "VAGUE_IN_FIELD": -3.500,
    "MISSPELT_IN_FIELD": 0.687,
    "UNTYPED_IN_LINE": -0.866,
    "MISSPELT_IN_LINE": -1.256,
    "UNNAMED": -4.869,
    "NO_CITY": -1.281,
    "NO_TOWNSHIP": -0.442,
    "NOWHERE": -3.405,
    "MISSPELT_PLACE": 0.315,
    "FORMER_PLACE": -0.352,
    "OTHER_CITY_IN_FIELD": -2.888,
    "OTHER_TOWNSHIP_IN_FIELD": -4.141,
    "UNREADABLE_PLACE": -0.564,
    "OTHER_DISTRICT_IN_FIELD": -3.000,
    "UNKNOWN_DISTRICT_IN_FIELD": -1.500,
    "OTHER_NAME_IN_LINE": -3.968,
    "OTHER_PLACE_IN_LINE": -5.260,
    "SECOND_DISTRICT_IN_LINE": -1.583,
    "CLOSE": -4.236,
    "VILLAGE_UNNAMED": -1.920,
    "VILLAGE_ONLY": -4.000,
    "SAME_CODE": 0.947,
    "CODE_ELSEWHERE": -2.740,
    "PIN_INSIDE": 1.000,
    "PIN_ELSEWHERE": -4.000,
    "LESS_OF_A_NAME": -1.000,
    "OTHER_TYPE": -1.159,
}

STEPS: tuple[tuple[float, float], ...] = (
    (-4.517, 0.0081),
    (-1.409, 0.1437),
    (-0.087, 0.3947),
    (0.544, 0.5811),
    (1.121, 0.8438),
    (2.463, 0.9467),
    (4.759, 0.9801),
    (5.154, 0.9727),
    (5.501, 0.9991),
    (7.759, 0.9884),
)
"""Scores, and the share of answers with such scores that were right."""
