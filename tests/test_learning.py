"""Fitting: weights and steps against what is known of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.addresses.learning.fitting import (
    calibration_error,
    fit_choice,
    fit_logistic,
    fit_steps,
    read_steps,
)

scored = st.lists(st.tuples(st.floats(-5, 5), st.booleans()), min_size=1, max_size=60)


def test_what_tells_right_from_wrong_gains_weight() -> None:
    values = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    examples = [(values, np.array([True, False]))] * 50
    before = np.array([0.1, 0.1, 0.5])
    weights = fit_choice(examples, before, 6.0, 10.0)
    assert weights[0] > before[0] > weights[1]
    assert weights[2] == pytest.approx(before[2])


def test_a_logistic_regression_finds_the_chances_that_made_its_data() -> None:
    rng = np.random.default_rng(1)
    signs = rng.integers(0, 2, 20_000).astype(float)
    values = np.column_stack([np.ones(len(signs)), signs])
    meant = np.array([2.0, -1.5])
    right = (rng.random(len(signs)) < 1 / (1 + np.exp(-values @ meant))).astype(float)
    weights = fit_logistic(values, right, np.ones(len(signs)), np.array([0.0, -1.0]), 1e-6)
    assert weights == pytest.approx(meant, abs=0.1)


@given(scored, st.floats(1, 10))
def test_steps_rise_and_keep_what_was_right(pairs: list[tuple[float, bool]], fewest: float) -> None:
    scores = np.array([score for score, _ in pairs])
    right = np.array([float(one) for _, one in pairs])
    steps = fit_steps(scores, right, np.ones(len(pairs)), fewest)
    shares = [share for _, share in steps]
    assert steps == sorted(steps)
    assert shares == sorted(shares) or len(pairs) < 4 * fewest
    assert all(0 < share < 1 for share in shares)
    chances = read_steps(steps, scores)
    assert ((chances > 0) & (chances < 1)).all()


def test_the_calibration_error_is_how_far_off_the_mean_of_a_bin_is() -> None:
    ones = np.ones(4)
    assert calibration_error(np.array([0.95, 0.95, 0.95, 0.95]), ones, ones) == pytest.approx(0.05)
    mixed = np.array([1.0, 0.0, 1.0, 0.0])
    assert calibration_error(np.array([0.9, 0.1, 0.9, 0.1]), mixed, ones) == pytest.approx(0.1)
