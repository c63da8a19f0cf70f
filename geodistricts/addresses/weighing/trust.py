"""How much each sign says of an answer, and what came of answers with such signs.

Written by ``python -m benchmarks.addresses.learn``; see ``SIGNS`` for what the signs are.
"""

BASE = 6.559

TRUST = {
    "NAMED_TWICE": 0.290,
    "ALIAS_IN_FIELD": -0.683,
    "VAGUE_IN_FIELD": -3.500,
    "MISSPELT_IN_FIELD": -0.028,
    "UNTYPED_IN_LINE": -1.224,
    "MISSPELT_IN_LINE": -1.422,
    "IN_TOWNSHIP_FIELD": -2.071,
    "SEMT_OF_ITS_NAME": -2.000,
    "UNNAMED": -4.000,
    "NO_CITY": -1.690,
    "NO_TOWNSHIP": -2.214,
    "NOWHERE": -3.873,
    "MISSPELT_PLACE": 0.000,
    "FORMER_PLACE": 0.000,
    "OTHER_CITY_IN_FIELD": -4.093,
    "OTHER_TOWNSHIP_IN_FIELD": -6.285,
    "UNREADABLE_PLACE": -0.954,
    "OTHER_DISTRICT_IN_FIELD": -3.000,
    "UNKNOWN_DISTRICT_IN_FIELD": -1.500,
    "OTHER_NAME_IN_LINE": -4.263,
    "OTHER_PLACE_IN_LINE": -7.434,
    "TYPED_OTHERWISE": -3.782,
    "SECOND_DISTRICT_IN_LINE": -2.640,
    "CLOSE": -4.539,
    "TYPE_DECIDES": -0.888,
    "DISTINCTION_DECIDES": -9.152,
    "EXACTNESS_DECIDES": -1.494,
    "CODE_DECIDES": -2.931,
    "CENTRE_DECIDES": -3.195,
    "VILLAGE_UNNAMED": -2.566,
    "VILLAGE_ONLY": -4.000,
    "SAME_CODE": 0.685,
    "CODE_ELSEWHERE": -2.901,
    "CODE_OF_RIVAL": -2.946,
    "PIN_INSIDE": 1.000,
    "PIN_ELSEWHERE": -4.000,
    "LESS_OF_A_NAME": -2.770,
    "OTHER_TYPE": -0.697,
}

STEPS: tuple[tuple[float, float], ...] = (
    (-3.746, 0.0029),
    (-1.317, 0.0859),
    (1.181, 0.8425),
    (3.896, 0.9828),
    (5.402, 0.9964),
    (6.653, 0.9999),
)
"""Scores, and the share of answers with such scores that were right."""
