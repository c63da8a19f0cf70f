"""The committed address lines hold together, and answers to them are counted as they should."""

from collections import Counter
from math import isnan

import pytest

from benchmarks.addresses.calibration import in_bins
from benchmarks.addresses.inputs import Address, read_addresses
from benchmarks.addresses.report import read_places
from benchmarks.addresses.scores import (
    Answer,
    LevelScore,
    Places,
    above,
    chance_of,
    is_right,
    score_level,
)
from geodistricts.gazetteer import Gazetteer

PLACES = Places(city_of={100: 1, 101: 1, 200: 2}, township_of={100: 10, 101: 11, 200: 20})
WHOLE = Address("whole", "a", 1, 10, 100, (100,), None)
IN_A_CITY = Address("in a city", "b", 1, None, None, (100, 101), None)
ANYWHERE = Address("anywhere", "c", None, None, None, (100, 101, 200), None)
NOWHERE = Address("nowhere", "d", None, None, None, (), None)


@pytest.mark.parametrize(
    ("address", "answer", "level", "expected", "given", "hits", "right"),
    [
        (WHOLE, Answer(1, 10, 100, 1.0), "district", 1, 1, 1, 1),
        (WHOLE, Answer(1, 10, 101, 1.0), "district", 1, 1, 0, 0),
        (WHOLE, Answer(1, 10, None, 1.0), "district", 1, 0, 0, 0),
        (WHOLE, Answer(2, 10, 100, 1.0), "city", 1, 1, 0, 0),
        # A guess that fits is neither right nor wrong; another one is wrong.
        (IN_A_CITY, Answer(1, 11, 101, 0.2), "city", 1, 1, 1, 1),
        (IN_A_CITY, Answer(1, 11, 101, 0.2), "township", 0, 0, 0, 1),
        (IN_A_CITY, Answer(1, 20, 200, 0.2), "township", 0, 1, 0, 0),
        (IN_A_CITY, Answer(1, 20, 200, 0.2), "district", 0, 1, 0, 0),
        (ANYWHERE, Answer(2, None, None, 0.2), "city", 0, 0, 0, 1),
        (NOWHERE, Answer(None, None, None, 0.0), "district", 0, 0, 0, 1),
        (NOWHERE, Answer(1, None, None, 0.0), "city", 0, 1, 0, 0),
    ],
)
def test_level_is_counted(
    address: Address, answer: Answer, level: str, expected: int, given: int, hits: int, right: int
) -> None:
    counted = score_level([address], [answer], level, PLACES)
    assert counted == LevelScore(expected, given, hits, right, 1)


def test_shares() -> None:
    counted = LevelScore(expected=8, given=5, hits=4, right=6, lines=10)
    assert (counted.precision, counted.recall, counted.exact) == (0.8, 0.5, 0.6)
    assert isnan(LevelScore(0, 0, 0, 1, 1).precision)
    assert isnan(LevelScore(0, 0, 0, 1, 1).recall)


@pytest.mark.parametrize(
    ("address", "answer", "right"),
    [
        (WHOLE, Answer(1, 10, 100, 1.0), True),
        (WHOLE, Answer(1, 10, None, 1.0), False),
        (IN_A_CITY, Answer(1, None, None, 0.5), True),
        (IN_A_CITY, Answer(1, 10, 100, 1.0), False),
        (NOWHERE, Answer(None, None, None, 0.0), True),
    ],
)
def test_sure_of_a_guess_is_not_right(address: Address, answer: Answer, right: bool) -> None:
    assert is_right(address, answer) is right


def test_bins_hold_every_answer_once() -> None:
    confidences = [0.0, 0.1, 0.100001, 0.5, 0.9, 0.95, 1.0]
    answers = [Answer(1, 10, 100, confidence) for confidence in confidences]
    answers[-1] = Answer(1, 10, 101, 1.0)
    addresses = [WHOLE] * len(answers)
    bins = in_bins(
        (answer.confidence, chance_of(address, answer))
        for address, answer in zip(addresses, answers, strict=True)
    )
    assert [one.answers for one in bins] == [2, 1, 0, 0, 1, 0, 0, 0, 1, 2]
    assert above(addresses, answers)[2:] == (2, 1)
    assert (bins[-1].mean, bins[-1].share) == (0.975, 0.5)
    assert isnan(bins[2].share)


@pytest.mark.parametrize(
    ("address", "district", "chance"),
    [(WHOLE, 100, 1.0), (WHOLE, 101, 0.0), (IN_A_CITY, 101, 0.5), (NOWHERE, 100, 0.0)],
)
def test_a_guess_among_several_is_right_once(
    address: Address, district: int, chance: float
) -> None:
    assert chance_of(address, Answer(1, 10, district, 0.9)) == chance


def test_committed_lines_hold_together(bundled: Gazetteer) -> None:
    addresses, places = read_addresses(), read_places()
    assert len({one.text for one in addresses}) == len(addresses) >= 500
    assert min(Counter(one.kind for one in addresses).values()) >= 40
    for one in addresses:
        if one.district is not None:
            district = bundled.district(one.district)
            assert (one.city, one.township) == (district.city.pk, district.township.pk), one
            assert one.acceptable == (one.district,), one
        elif one.township is not None:
            assert {places.township_of[pk] for pk in one.acceptable} <= {one.township}, one
            assert bundled.township(one.township).city.pk == one.city, one
        elif one.city is not None:
            assert {places.city_of[pk] for pk in one.acceptable} == {one.city}, one
        if one.postal_code is not None:
            assert one.postal_code in one.text, one
