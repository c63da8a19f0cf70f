"""How often what goes wrong in an order: shares of the ordinary orders, and of all for scenes.

The shares of townships and districts follow what 7,200 addresses of real branches have: a former
township or "Merkez" in 5%, another one in 2.5%; no district in the line in 6%, and in 11% one
that the township does not have, half of them a spelling or a place's name written in front. The
rest is judged from how forms are made.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

RIGHT = "right"
FIELDS, DISTRICT_TOO, STREET_ONLY = "line beside two fields", "all fields", "district in its field"
LINE_ONLY, CITY_ONLY, TOWNSHIP_ONLY = "line only", "city and line", "township and line"
JOINED, SWAPPED = "two names in one field", "city and township swapped"

FAULTS: dict[str, dict[str, float]] = {
    "layout": {
        FIELDS: 0.53,
        DISTRICT_TOO: 0.14,
        STREET_ONLY: 0.13,
        LINE_ONLY: 0.07,
        CITY_ONLY: 0.06,
        TOWNSHIP_ONLY: 0.02,
        JOINED: 0.03,
        SWAPPED: 0.02,
    },
    "city": {
        RIGHT: 0.915,
        "misspelt": 0.02,
        "other name": 0.03,
        "with its side": 0.015,
        "its township's": 0.01,
        "another": 0.01,
    },
    "township": {
        RIGHT: 0.795,
        "former": 0.03,
        "merkez": 0.02,
        "another": 0.025,
        "semt": 0.03,
        "district's name": 0.02,
        "misspelt": 0.035,
        "city's name": 0.02,
        "missing": 0.025,
    },
    "district": {
        RIGHT: 0.795,
        "none": 0.06,
        "misspelt": 0.03,
        "place in front": 0.025,
        "gone": 0.04,
        "another township's": 0.015,
        "shortened": 0.015,
        "as a village": 0.01,
        "without its type": 0.01,
    },
    "postal code": {
        "none": 0.6,
        RIGHT: 0.2,
        "township's": 0.05,
        "wrong": 0.035,
        "city's": 0.045,
        "in the line": 0.07,
    },
    "repeated": {"nothing": 0.5, "township and city": 0.4, "everything": 0.1},
    "road": {"plain": 0.88, "place's name": 0.07, "foreign name": 0.02, "district's name": 0.03},
    "beside": {
        "nothing": 0.68,
        "semt": 0.08,
        "note": 0.07,
        "person": 0.05,
        "phone": 0.04,
        "business": 0.04,
        "building's name": 0.02,
        "landmark": 0.02,
    },
    "script": {
        "as it is": 0.6,
        "capitals": 0.16,
        "small": 0.1,
        "capitals, no Turkish letters": 0.08,
        "small, no Turkish letters": 0.06,
    },
}
"""Of the ordinary orders, by what it is drawn for."""

SCENES = {
    "village": 0.035,
    "part of a village": 0.012,
    "village and place in it": 0.008,
    "two of one name": 0.006,
    "town and village of one name": 0.008,
    "industrial zone": 0.015,
    "English": 0.02,
    "fields against line": 0.014,
    "two addresses": 0.005,
    "two districts": 0.01,
    "Northern Cyprus": 0.012,
    "abroad": 0.016,
}
"""Of all orders."""

IMPOSSIBLE: tuple[set[str], ...] = (
    {"township: another", "district: none"},
    {"township: another", "district: gone"},
    {"city: another", "district: none"},
    {"city: another", "district: gone"},
    {"township: district's name", "district: gone"},
    {"township: district's name", "district: place in front"},
    {"township: district's name", "district: none"},
    {"township: semt", "district: none"},
    {"township: merkez", "district: none"},
    {"township: former", "district: none"},
    {"township: former", "district: gone"},
    {"township: merkez", "district: gone"},
    {"township: city's name", "district: none"},
    {"township: city's name", "district: gone"},
    {"layout: district in its field", "district: none"},
    {"layout: all fields", "district: none"},
    {"layout: two names in one field", "city: its township's"},
    {"layout: two names in one field", "township: missing"},
    {"layout: two names in one field", "township: city's name"},
    {"layout: city and township swapped", "township: city's name"},
    {"layout: city and township swapped", "township: missing"},
    {"layout: city and township swapped", "city: its township's"},
    {"layout: city and line", "city: its township's"},
    {"layout: line only", "city: its township's"},
    {"city: other name", "township: city's name"},
    {"city: with its side", "township: city's name"},
    {"city: with its side", "township: merkez"},
    {"city: with its side", "district: as a village"},
    {"layout: township and line", "township: missing"},
    {"layout: township and line", "township: city's name"},
    {"district: none", "postal code: right"},
    {"district: none", "postal code: in the line"},
    {"district: none", "beside: landmark"},
    {"district: gone", "postal code: right"},
    {"district: gone", "postal code: in the line"},
    {"district: gone", "beside: landmark"},
    {"city: another", "district: another township's"},
    {"district: another township's", "postal code: right"},
    {"district: another township's", "postal code: in the line"},
    {"district: another township's", "beside: landmark"},
    {"district: another township's", "beside: semt"},
    {"township: missing", "district: none", "postal code: township's"},
    {"township: missing", "district: none", "postal code: wrong"},
    {"township: missing", "district: gone", "postal code: township's"},
    {"township: missing", "district: gone", "postal code: wrong"},
    {"township: semt", "district: gone", "postal code: township's"},
    {"township: semt", "district: gone", "postal code: wrong"},
)
"""What does not go together, or would leave it to taste what the order says."""


def _speak(field: str, fault: str) -> bool:
    return field in ("city", "township", "district") and fault != RIGHT


def _fits(drawn: Mapping[str, str]) -> bool:
    tags = {f"{field}: {fault}" for field, fault in drawn.items()}
    wrong = [field for field, fault in drawn.items() if _speak(field, fault)]
    beside_fields = drawn["layout"] in (FIELDS, DISTRICT_TOO, STREET_ONLY)
    if drawn["city"] == "another" and (len(wrong) > 1 or not beside_fields):
        return False
    if drawn["township"] == "another" and not beside_fields:
        return False
    if drawn["layout"] == TOWNSHIP_ONLY and drawn["city"] != RIGHT:
        return False
    if drawn["city"] == "its township's" and drawn["township"] != RIGHT:
        return False
    no_city = drawn["layout"] == TOWNSHIP_ONLY
    if no_city and drawn["repeated"] == "nothing" and drawn["township"] != RIGHT:
        return False
    needs_township = drawn["district"] in ("shortened", "another township's")
    if needs_township and drawn["township"] not in (RIGHT, "misspelt"):
        return False
    return len(wrong) < 3 and not any(pair <= tags for pair in IMPOSSIBLE)


def dealt(count: int, rng: np.random.Generator) -> list[dict[str, str]]:
    """Deal the faults of so many orders, each as often as the table says.

    Parameters
    ----------
    count : int
        How many orders.
    rng : numpy.random.Generator
        Shuffles.

    Returns
    -------
    list of dict of str to str
        The fault of each field, by order.

    Examples
    --------
    >>> import numpy as np
    >>> orders = dealt(200, np.random.default_rng(1))
    >>> sum(one["township"] == "another" for one in orders)
    5
    """
    hands: list[dict[str, str]] = [{} for _ in range(count)]
    for field, shares in FAULTS.items():
        bounds = np.cumsum(list(shares.values())) * count
        drawn = np.searchsorted(np.round(bounds), np.arange(count), side="right")
        names = list(shares)
        for hand, place in zip(hands, rng.permutation(drawn), strict=True):
            hand[field] = names[min(int(place), len(names) - 1)]
    fields = list(FAULTS)
    while unfit := [place for place, hand in enumerate(hands) if not _fits(hand)]:
        for place in unfit:
            other, field = int(rng.integers(count)), fields[int(rng.integers(len(fields)))]
            one, two = hands[place], hands[other]
            was_fit = _fits(two)
            one[field], two[field] = two[field], one[field]
            if was_fit and not _fits(two):
                one[field], two[field] = two[field], one[field]
    return hands
