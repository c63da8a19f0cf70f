"""A short round of the fuzz, always with the same cases; ``benchmarks/fuzz`` plays long ones."""

from types import ModuleType

import pytest

import geodistricts as gd
from benchmarks.fuzz.asking import Refused, ask
from benchmarks.fuzz.rounds import Score, play
from benchmarks.fuzz.run import GROUPS

CASES = 12


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__.rpartition(".")[2])
def test_nothing_breaks_a_promise(group: ModuleType) -> None:
    failures = []
    for target in group.targets():
        score = Score()
        play(target, 0, CASES, score)
        assert score.cases
        failures += [f"{target.name}\n{failure}" for failure in score.failures.values()]
    assert not failures, "\n".join(failures)


def test_an_error_on_purpose_is_a_refusal() -> None:
    refused = ask(gd.match, "Moda", city="Atlantis")
    assert isinstance(refused, Refused)
    assert isinstance(refused.error, LookupError)


@pytest.mark.parametrize(
    ("question", "value"), [({}.__getitem__, "a"), ([].__getitem__, 0), (int, "x"), (len, 5)]
)
def test_an_error_by_accident_is_none(question: object, value: object) -> None:
    """Whatever its type."""
    assert callable(question)
    with pytest.raises((LookupError, ValueError, TypeError)):
        ask(question, value)


def test_time_is_taken() -> None:
    with pytest.raises(AssertionError, match="took"):
        ask(sum, range(1_000_000), seconds=0.0)
