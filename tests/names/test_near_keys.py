"""Near keys: the filter loses nothing that comparing with every key finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from geodistricts import Gazetteer
from geodistricts.names.index import NameIndex
from geodistricts.names.near import NearKeys, errors_allowed, fuzzy_score, near_keys

KEYS = list(NameIndex(Gazetteer.open()._rows).country.by_key)
LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz0")


@st.composite
def misspelt(draw: st.DrawFn) -> str:
    key = draw(st.sampled_from(KEYS))
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(key)))
        key = key[:place] + draw(LETTERS) * draw(st.integers(0, 2)) + key[place + 1 :]
    return key


@given(misspelt(), st.integers(0, 4))
@settings(max_examples=150)
def test_the_filter_loses_nothing(key: str, most: int) -> None:
    distances = {other: OSA.distance(key, other) for other in KEYS}
    least = min(distances.values())
    found = dict(NearKeys(KEYS).search(key, most))
    if least > most or not most:
        assert found == {}
    else:
        allowed = max(least, 1)
        assert found == {other: d for other, d in distances.items() if d <= allowed}


@given(misspelt(), st.integers(1, 4))
@settings(max_examples=100)
def test_few_keys_are_all_compared(key: str, most: int) -> None:
    some = KEYS[: near_keys._SMALL - 1]
    expected = {other: OSA.distance(key, other) for other in some}
    assert dict(NearKeys(some).search(key, most)) == {
        other: distance for other, distance in expected.items() if distance <= most
    }


@given(misspelt(), st.sampled_from(KEYS))
def test_scores_are_bounded_and_fall_with_errors(key: str, near: str) -> None:
    errors = OSA.distance(key, near)
    assert 0 <= fuzzy_score(key, near, min(errors, len(key))) <= 95
    if errors > errors_allowed(len(key), 70) + 3:
        assert fuzzy_score(key, near, errors) < 70


@pytest.mark.parametrize(
    ("key", "near"), [("asagidere", "yukaridere"), ("buyukcekmece", "kucukcekmece")]
)
def test_opposites_are_not_near(key: str, near: str) -> None:
    assert fuzzy_score(key, near, OSA.distance(key, near)) == 0
