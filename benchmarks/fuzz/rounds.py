"""Rounds of cases: every target in turn, until time is over; failures with the least example."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import UnsatisfiedAssumption

from benchmarks.fuzz.asking import Target

MOST_FAILURES = 3
"""Of one target; then its turn is left to the others."""
_LONGEST = 6_000


@dataclass
class Score:
    """What came of a target.

    Attributes
    ----------
    cases : int
        How often it was checked.
    seconds : float
        How long that took.
    failures : dict of str to str
        By what was raised and where: the error with the least example that shows it.
    """

    cases: int = 0
    seconds: float = 0.0
    failures: dict[str, str] = field(default_factory=dict)


def play(target: Target, number: int, cases: int, score: Score) -> None:
    """Check a target some times more.

    Parameters
    ----------
    target : Target
        What is checked.
    number : int
        The seed: the same one draws the same cases.
    cases : int
        How many.
    score : Score
        Counts them.
    """

    def check(drawn: object) -> None:
        score.cases += 1
        target.check(drawn)

    drawing = settings(
        max_examples=cases,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        report_multiple_bugs=False,
    )
    start = monotonic()
    try:
        run: Callable[[], None] = seed(number)(drawing(given(target.arguments)(check)))  # type: ignore[no-untyped-call]
        run()
    except UnsatisfiedAssumption:
        pass
    except Exception as error:
        score.failures.setdefault(_kind(error), _written_out(error))
    score.seconds += monotonic() - start


def _kind(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {last.filename}, line {last.lineno}"


def _written_out(error: Exception) -> str:
    """Write an error out from the target on, and the least example under it."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [number for number, frame in enumerate(frames) if frame.filename == __file__]
    lines = traceback.format_list(frames[own[-1] + 1 :])
    said = "".join(traceback.format_exception_only(error))
    return f"{''.join(lines)}{said}"[:_LONGEST]


def play_rounds(
    targets: Sequence[Target],
    first_seed: int,
    cases: int,
    seconds: float,
    announce: Callable[[int, dict[str, Score]], None] = lambda number, scores: None,
) -> dict[str, Score]:
    """Take turns among targets until time is over, each at least once.

    Parameters
    ----------
    targets : sequence of Target
        What is checked.
    first_seed : int
        Of the first round; each round draws with the next.
    cases : int
        Of a target in a round.
    seconds : float
        For all of it; the first round is always played to its end.
    announce : callable
        Told after each round how many there were, and what came of each.

    Returns
    -------
    dict of str to Score
        By the name of the target.
    """
    scores = {target.name: Score() for target in targets}
    end = monotonic() + seconds
    number = 0
    while number == 0 or monotonic() < end:
        for target in targets:
            score = scores[target.name]
            if len(score.failures) < MOST_FAILURES and (number == 0 or monotonic() < end):
                play(target, first_seed + number, cases, score)
        number += 1
        announce(number, scores)
    return scores
