"""How much each sign says of an answer, and what came of answers with such signs.

Written by ``python -m benchmarks.addresses.learn``; see ``SIGNS`` for what the signs are.
"""

BASE = 5.0

TRUST = {
    "NAMED_TWICE": 1.0,
    "ALIAS_IN_FIELD": -1.0,
    "VAGUE_IN_FIELD": -3.5,
    "MISSPELT_IN_FIELD": -1.0,
    "UNTYPED_IN_LINE": -1.0,
    "MISSPELT_IN_LINE": -1.0,
    "UNNAMED": -4.0,
    "NO_CITY": -0.5,
    "NO_TOWNSHIP": -0.5,
    "NOWHERE": -4.5,
    "MISSPELT_PLACE": -0.2,
    "FORMER_PLACE": -0.2,
    "OTHER_CITY_IN_FIELD": -5.0,
    "OTHER_TOWNSHIP_IN_FIELD": -4.0,
    "UNREADABLE_PLACE": -1.0,
    "OTHER_DISTRICT_IN_FIELD": -3.0,
    "UNKNOWN_DISTRICT_IN_FIELD": -1.5,
    "OTHER_NAME_IN_LINE": -2.0,
    "OTHER_PLACE_IN_LINE": -5.0,
    "SECOND_DISTRICT_IN_LINE": -3.3,
    "CLOSE": -4.0,
    "VILLAGE_UNNAMED": -1.0,
    "VILLAGE_ONLY": -4.0,
    "SAME_CODE": 1.0,
    "CODE_ELSEWHERE": -3.0,
    "PIN_INSIDE": 1.0,
    "PIN_ELSEWHERE": -4.0,
    "LESS_OF_A_NAME": -1.0,
    "OTHER_TYPE": -0.3,
}

STEPS: tuple[tuple[float, float], ...] = ()
"""Scores, and the share of answers with such scores that were right."""
