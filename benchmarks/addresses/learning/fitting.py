"""Fitting: weights by Newton's method, steps by pooling adjacent violators."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_ROUNDS = 30
_SMALL = 1e-7


def fit_choice(
    examples: Sequence[tuple[Floats, NDArray[np.bool_]]],
    before: Floats,
    sharpness: float,
    stiffness: float,
) -> Floats:
    """Fit weights so that right candidates weigh more than others: a conditional logit.

    Parameters
    ----------
    examples : sequence of (ndarray of float, shape (candidates, kinds), ndarray of bool)
        What speaks for each candidate of an order, and which of them are right: some.
    before : ndarray of float, shape (kinds,)
        What the weights are without any example.
    sharpness : float
        How many times likelier, as an exponent, a candidate is that weighs 1 more.
    stiffness : float
        How strongly weights are held to ``before``.

    Returns
    -------
    ndarray of float, shape (kinds,)
        The weights.
    """
    weights = before.copy()
    for _ in range(_ROUNDS):
        slope = stiffness * (weights - before)
        bend = stiffness * np.eye(len(before))
        for values, right in examples:
            scores = sharpness * values @ weights
            chance = np.exp(scores - scores.max())
            among = chance * right
            chance /= chance.sum()
            among /= max(among.sum(), 1e-300)
            mean, wanted = chance @ values, among @ values
            slope += sharpness * (mean - wanted)
            centred = values - mean
            bend += sharpness**2 * (centred.T * chance) @ centred
        step = np.linalg.solve(bend, slope)
        weights -= np.clip(step, -0.2, 0.2)
        if np.abs(step).max() < _SMALL:
            break
    return weights


def fit_logistic(
    values: Floats, right: Floats, shares: Floats, before: Floats, stiffness: float
) -> Floats:
    """Fit a logistic regression; the first column is the base, which nothing holds.

    Parameters
    ----------
    values : ndarray of float, shape (answers, kinds)
        The signs of each answer.
    right : ndarray of float, shape (answers,)
        1 where it is right.
    shares : ndarray of float, shape (answers,)
        How much each counts.
    before : ndarray of float, shape (kinds,)
        What the weights are without any answer. What speaks for an answer then never speaks
        against it, nor the reverse.
    stiffness : float
        How strongly weights are held to ``before``.

    Returns
    -------
    ndarray of float, shape (kinds,)
        The weights.
    """
    free = np.ones(len(before), bool)
    while True:
        weights = _fit_free(values, right, shares, np.where(free, before, 0.0), stiffness, free)
        crossed = weights * before < 0
        crossed[0] = False
        if not crossed.any():
            return weights
        free &= ~crossed


def _fit_free(
    values: Floats,
    right: Floats,
    shares: Floats,
    before: Floats,
    stiffness: float,
    free: NDArray[np.bool_],
) -> Floats:
    """Fit some of the weights; the others are 0."""
    weights = before.copy()
    hold = np.full(len(before), stiffness)
    hold[0] = _SMALL
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (shares * (chance - right)) + hold * (weights - before)
        bend = (values.T * (shares * chance * (1 - chance))) @ values + np.diag(hold)
        bend += _SMALL * np.eye(len(before))
        step = np.zeros(len(before))
        step[free] = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        weights -= np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < _SMALL:
            break
    return weights


def fit_steps(
    scores: Floats, right: Floats, shares: Floats, fewest: float
) -> list[tuple[float, float]]:
    """Fit a rising table of scores and the share that is right: isotonic regression.

    Parameters
    ----------
    scores, right, shares : ndarray of float, shape (answers,)
        As for ``fit_logistic``.
    fewest : float
        How much a step must count for at least.

    Returns
    -------
    list of (float, float)
        The middle of each step, and its share, less a standard error: who is less sure than he
        could be is asked once too often, who is surer is wrong.
    """
    order = np.argsort(scores, kind="stable")
    steps: list[Floats] = []
    for place in order:
        share = shares[place]
        steps.append(np.array([share, share * right[place], share * scores[place]]))
        while len(steps) > 1 and _share(steps[-1]) <= _share(steps[-2]):
            steps[-2:] = [steps[-2] + steps[-1]]
    while len(steps) > 1 and min(step[0] for step in steps) < fewest:
        least = min(range(len(steps)), key=lambda number: float(steps[number][0]))
        beside = [number for number in (least - 1, least + 1) if 0 <= number < len(steps)]
        other = min(beside, key=lambda number: abs(_share(steps[number]) - _share(steps[least])))
        first = min(least, other)
        steps[first : first + 2] = [steps[first] + steps[first + 1]]
    shares_right = np.maximum.accumulate([_least(share, hits) for share, hits, _ in steps])
    scores_of = [float(total / share) for share, _, total in steps]
    return list(zip(scores_of, shares_right.tolist(), strict=True))


def _least(share: float, hits: float) -> float:
    """Return a share that is right at least: a standard error less than what was."""
    chance = (hits + 0.5) / (share + 1)
    return float(max(chance - np.sqrt(chance * (1 - chance) / (share + 1)), chance / 2))


def _share(step: Floats) -> float:
    return float(step[1] / step[0])


def read_steps(steps: Sequence[tuple[float, float]], scores: Floats) -> Floats:
    """Return the shares that a table of steps gives scores, on straight lines between them."""
    return np.interp(scores, [one for one, _ in steps], [share for _, share in steps])


def calibration_error(chances: Floats, right: Floats, shares: Floats) -> float:
    """Return the expected calibration error in ten bins: how far off a confidence is, in mean."""
    bins = np.minimum((chances * 10).astype(int), 9)
    error = 0.0
    for number in range(10):
        inside = bins == number
        share = shares[inside].sum()
        if share:
            apart = (shares * (chances - right))[inside].sum()
            error += abs(apart)
    return float(error / shares.sum())
