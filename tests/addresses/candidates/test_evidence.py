"""Evidence and signs: every kind has its weight, its meaning, and where it begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geodistricts as gd
from benchmarks.addresses.learning.priors import TRUST_BEFORE, WEIGHTS_BEFORE
from geodistricts import Gazetteer
from geodistricts.addresses.candidates import EVIDENCE
from geodistricts.addresses.candidates.weights import WEIGHTS
from geodistricts.addresses.weighing import SIGNS, confidence_of
from geodistricts.addresses.weighing.trust import STEPS, TRUST

ORDERS = [
    {"city": "İstanbul", "township": "Kadıköy", "district": "Caferağa"},
    {"address": "Caferağa Mah. Moda Cd. No:45 Kadıköy / İstanbul 34710"},
    {"city": "Ankara", "township": "Batıkent", "address": "Kardelen mah. 2090 sk. 5"},
    {"city": "İstanbul", "district": "Cumhuriyet"},
    {"city": "qwxzt", "township": "zqwxt", "address": "qwxzt mah."},
    {"city": "İstanbul", "township": "Kadıköy", "address": "Kızılay Mah. Çankaya/Ankara"},
]


def test_every_kind_has_its_weight() -> None:
    assert EVIDENCE.keys() == WEIGHTS.keys() == WEIGHTS_BEFORE.keys()
    assert SIGNS.keys() == TRUST.keys() == TRUST_BEFORE.keys()


@pytest.mark.parametrize("order", ORDERS)
def test_a_weight_is_the_sum_of_what_is_seen(bundled: Gazetteer, order: dict[str, str]) -> None:
    addresses = bundled._addresses
    read = addresses._reader.read(**order)
    candidates = addresses._solver._finder.find(read)
    assert candidates == sorted(candidates, key=lambda one: -one.weight)
    for one in candidates:
        assert one.weight == pytest.approx(
            sum(WEIGHTS[kind] * value for kind, value in one.evidence)
        )
    solution = addresses._solver.solve(read)
    assert {kind for kind, _ in solution.signs} <= SIGNS.keys()


@given(st.dictionaries(st.sampled_from([*SIGNS]), st.floats(0, 3)))
def test_a_confidence_is_a_chance_that_rises_with_trust(signs: dict[str, float]) -> None:
    confidence = confidence_of(tuple(signs.items()))
    assert 0 <= confidence <= 1
    for kind, value in signs.items():
        without = confidence_of(tuple((one, of) for one, of in signs.items() if one != kind))
        gained = (confidence - without) * (1 if TRUST[kind] > 0 else -1)
        assert gained >= -1e-9 or value == 0


def test_the_steps_rise() -> None:
    assert list(STEPS) == sorted(STEPS)
    shares = [share for _, share in STEPS]
    assert shares == sorted(shares)
    assert all(0 < share < 1 for share in shares)


def test_a_line_and_its_fields_are_one_order() -> None:
    whole = gd.validate("İstanbul", "Kadıköy", "Caferağa", address="Moda Cd. 5")
    line = gd.validate(address="Caferağa Mah. Moda Cd. 5 Kadıköy İstanbul")
    assert (whole.district, whole.street_line) == (line.district, line.street_line)
    assert {whole.possible_next_action, line.possible_next_action} == {"ACCEPT"}
