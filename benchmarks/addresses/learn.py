"""Learn what each kind of evidence weighs, and how far an answer with such signs can be trusted.

From the committed sets: the orders that are for learning, the address lines, the spellings.
What is learned is written into ``geodistricts.addresses``; what is kept aside is never read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import click
import numpy as np

import geodistricts
from benchmarks.addresses.learning.examples import Example, all_examples
from benchmarks.addresses.learning.fitting import (
    Floats,
    calibration_error,
    fit_choice,
    fit_logistic,
    fit_steps,
    read_steps,
)
from benchmarks.addresses.learning.priors import TRUST_BEFORE, WEIGHTS_BEFORE
from benchmarks.addresses.learning.writing import write_trust, write_weights
from benchmarks.common.options import HELP
from benchmarks.common.progress import progress
from benchmarks.common.tables import Grid, show
from geodistricts.addresses.candidates import EVIDENCE
from geodistricts.addresses.solving import Solution
from geodistricts.addresses.weighing import SIGNS

SHARPNESS, HELD_WEIGHTS, HELD_TRUST = 6.0, 400.0, 1.0
FOLDS, FEWEST, SEED = 5, 25.0, 20_261_126


class Learner:
    """Asks the pipeline for what it sees in examples."""

    def __init__(self) -> None:
        gazetteer = geodistricts.Gazetteer.open()
        self._addresses = gazetteer._addresses
        self._rows = gazetteer._rows
        self.examples = all_examples(gazetteer)

    def solve(self, example: Example) -> Solution:
        """Solve an example."""
        return self._addresses._solver.solve(self._addresses._reader.read(**example.fields))

    def choices(self) -> list[tuple[Floats, np.ndarray]]:
        """Return the candidates of all examples that settle a district, and which are right."""
        numbers = {kind: number for number, kind in enumerate(EVIDENCE)}
        found = []
        for example in self.examples:
            if example.district is None:
                continue
            order = self._addresses._reader.read(**example.fields)
            candidates = self._addresses._solver._finder.find(order)
            meant = self._rows.row_of(example.district)
            right = np.array([one.row == meant for one in candidates])
            if not right.any() or len(candidates) < 2:
                continue
            values = np.zeros((len(candidates), len(numbers)))
            for place, candidate in enumerate(candidates):
                for kind, value in candidate.evidence:
                    values[place, numbers[kind]] += value
            found.append((values, right))
        return found

    def answers(self) -> tuple[Floats, Floats, list[str]]:
        """Return the signs of all answers that name a district, whether right, and their sets."""
        numbers = {kind: number for number, kind in enumerate(SIGNS, 1)}
        values, right, sources = [], [], []
        for example in self.examples:
            solution = self.solve(example)
            row = solution.choice.best.row
            if row < 0:
                continue
            signs = np.zeros(len(numbers) + 1)
            signs[0] = 1.0
            for kind, value in solution.signs:
                signs[numbers[kind]] = value
            values.append(signs)
            right.append(example.chance_of(self._rows.record(row).pk))
            sources.append(example.source)
        return np.array(values), np.array(right, float), sources


def learn_weights(learner: Learner) -> dict[str, float]:
    """Fit what evidence weighs; held to what it weighed before."""
    before = np.array([WEIGHTS_BEFORE[kind] for kind in EVIDENCE])
    weights = fit_choice(learner.choices(), before, SHARPNESS, HELD_WEIGHTS)
    rows = [
        [kind, f"{old:.3f}", f"{new:.3f}"]
        for kind, old, new in zip(EVIDENCE, before, weights, strict=True)
    ]
    show(Grid("What evidence weighs", ["Kind", "Before", "Now"], rows))
    return dict(zip(EVIDENCE, weights.tolist(), strict=True))


def learn_trust(learner: Learner) -> None:
    """Fit what signs say, on folds for the figures and the steps, on all for the table."""
    values, right, sources = learner.answers()
    shares = _shares(sources)
    before = np.array([0.0, *(TRUST_BEFORE[kind] for kind in SIGNS)])
    folds = np.random.default_rng(SEED).integers(0, FOLDS, len(right))
    held_out = np.zeros(len(right))
    chances = np.zeros(len(right))
    for fold in range(FOLDS):
        seen, kept = folds != fold, folds == fold
        weights = fit_logistic(values[seen], right[seen], shares[seen], before, HELD_TRUST)
        held_out[kept] = values[kept] @ weights
        steps = fit_steps(values[seen] @ weights, right[seen], shares[seen], FEWEST)
        chances[kept] = read_steps(steps, held_out[kept])
    weights = fit_logistic(values, right, shares, before, HELD_TRUST)
    steps = fit_steps(values @ weights, right, shares, FEWEST)
    trust = dict(zip(SIGNS, weights[1:].tolist(), strict=True))
    write_trust(float(weights[0]), trust, steps)
    counts = {kind: int((values[:, number] > 0).sum()) for number, kind in enumerate(SIGNS, 1)}
    wrong = {
        kind: int(((values[:, number] > 0) & (right == 0)).sum())
        for number, kind in enumerate(SIGNS, 1)
    }
    rows = [
        [
            kind,
            f"{counts[kind]:,}",
            f"{wrong[kind]:,}",
            f"{TRUST_BEFORE[kind]:.2f}",
            f"{trust[kind]:.2f}",
        ]
        for kind in SIGNS
    ]
    show(Grid("What signs say", ["Sign", "Answers", "Wrong", "Before", "Now"], rows))
    bins = np.minimum((chances * 10).astype(int), 9)
    rows = [
        [
            f"{number / 10:.1f} to {(number + 1) / 10:.1f}",
            f"{inside.sum():,}",
            f"{chances[inside].mean():.1%}",
            f"{right[inside].mean():.1%}",
        ]
        for number in range(10)
        if (inside := bins == number).any()
    ]
    show(Grid("Held-out folds", ["Confidence", "Answers", "Said", "Right"], rows))
    for source in dict.fromkeys(sources):
        of_source = np.array([one == source for one in sources])
        error = calibration_error(chances[of_source], right[of_source], np.ones(of_source.sum()))
        print(f"{source}: {of_source.sum():,} answers, calibration error {error:.2%}")
    print(f"all: {calibration_error(chances, right, shares):.2%}")


def _shares(sources: Sequence[str]) -> Floats:
    """Let each set count as much as its orders and lines are frequent, spellings together."""
    counts = Counter(one.partition(":")[0] for one in sources)
    spellings = counts["spelling"]
    return np.array(
        [min(1.0, 1_500 / spellings) if one.startswith("spelling") else 1.0 for one in sources]
    )


@click.command(context_settings=HELP)
@click.argument("what", type=click.Choice(["all", "weights", "trust"]), default="all")
def main(what: str) -> None:
    """Learn the weights of evidence, then the trust in signs, and write them into the package.

    Run it twice: trust is learned of answers that the weights on disk give.

    Example: python -m benchmarks.addresses.learn trust
    """
    learner = Learner()
    if what != "trust":
        progress("weights")
        write_weights(learn_weights(learner))
    if what != "weights":
        progress("trust")
        learn_trust(learner)


if __name__ == "__main__":
    main()
