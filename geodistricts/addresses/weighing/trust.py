"""How much each sign says of an answer, and what came of answers with such signs.

Written by ``python -m benchmarks.addresses.learn``; see ``SIGNS`` for what the signs are.
"""

BASE = 6.749

TRUST = {
    "NAMED_TWICE": 1.497,
    "ALIAS_IN_FIELD": -0.797,
    "VAGUE_IN_FIELD": -3.500,
    "MISSPELT_IN_FIELD": -0.314,
    "UNTYPED_IN_LINE": -1.359,
    "MISSPELT_IN_LINE": -1.490,
    "IN_TOWNSHIP_FIELD": -2.244,
    "SEMT_OF_ITS_NAME": -2.000,
    "UNNAMED": -4.000,
    "NO_CITY": -1.203,
    "NO_TOWNSHIP": -2.333,
    "NOWHERE": -4.238,
    "MISSPELT_PLACE": -0.040,
    "FORMER_PLACE": -0.211,
    "OTHER_CITY_IN_FIELD": -2.519,
    "OTHER_TOWNSHIP_IN_FIELD": -4.624,
    "UNREADABLE_PLACE": -0.937,
    "OTHER_DISTRICT_IN_FIELD": -3.000,
    "UNKNOWN_DISTRICT_IN_FIELD": -1.500,
    "OTHER_NAME_IN_LINE": -2.679,
    "OTHER_PLACE_IN_LINE": -3.314,
    "TYPED_OTHERWISE": -3.877,
    "SECOND_DISTRICT_IN_LINE": -2.446,
    "CLOSE": -3.347,
    "TYPE_DECIDES": -0.928,
    "DISTINCTION_DECIDES": -6.557,
    "EXACTNESS_DECIDES": -1.494,
    "CODE_DECIDES": -2.946,
    "CENTRE_DECIDES": -2.663,
    "VILLAGE_UNNAMED": -2.091,
    "VILLAGE_ONLY": -4.000,
    "SAME_CODE": 0.925,
    "CODE_ELSEWHERE": -2.044,
    "CODE_OF_RIVAL": -3.000,
    "PIN_INSIDE": 1.000,
    "PIN_ELSEWHERE": -4.000,
    "LESS_OF_A_NAME": -2.892,
    "OTHER_TYPE": -0.443,
}

STEPS: tuple[tuple[float, float], ...] = (
    (-1.585, 0.2613),
    (-0.312, 0.3006),
    (0.451, 0.4640),
    (1.839, 0.5497),
    (2.199, 0.8658),
    (2.442, 0.8658),
    (3.093, 0.9004),
    (3.422, 0.9307),
    (4.469, 0.9868),
    (5.449, 0.9936),
    (6.316, 0.9977),
    (6.936, 0.9998),
)
"""Scores, and the share of answers with such scores that were right."""
