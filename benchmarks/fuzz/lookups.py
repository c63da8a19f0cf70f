"""Lookups by number and by name: one rule for numbers and text, in every order of calls."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from benchmarks.fuzz.asking import Refused, Target, ask
from benchmarks.fuzz.spellings import asked, names, places
from benchmarks.fuzz.values import anything, odd_columns

_LEVELS = ("city", "township", "district")
_ERRORS = (LookupError, TypeError, ValueError)
_NUMBERS = (int, float, np.int64, np.int32, np.float64, np.uint16)


def _outcome(level: str, value: Any) -> Any:
    answer = ask(getattr(asked(), level), value)
    if isinstance(answer, Refused):
        return next(kind for kind in _ERRORS if isinstance(answer.error, kind))
    return answer


def _check_number(drawn: tuple[str, int, list[int]]) -> None:
    level, number, order = drawn
    answers = [_outcome(level, _NUMBERS[kind](number)) for kind in order]
    assert all(one == answers[0] for one in answers), answers
    if answers[0] not in _ERRORS:
        assert answers[0].pk == number
        assert _outcome(level, answers[0]) == answers[0]


def _check_name(drawn: tuple[str, str]) -> None:
    level, name = drawn
    answer = _outcome(level, name)
    assert answer in _ERRORS or _outcome(level, name) == answer


def _check_refuses(drawn: tuple[str, tuple[Any, ...]]) -> None:
    name, arguments = drawn
    most = {"city": 1, "township": 2, "district": 3, "townships_of": 1, "districts_of": 2}
    answer = ask(getattr(asked(), name), *arguments[: most[name]])
    if not isinstance(answer, Refused):
        assert repr(answer)


def _check_districts(pks: list[int]) -> None:
    gazetteer: Any = asked()
    answer = ask(gazetteer.districts, np.array(pks, dtype=np.int32))
    last = gazetteer.table["pk"][-1].as_py()
    if isinstance(answer, Refused):
        assert any(pk < -1 or pk == 0 or pk > last for pk in pks)
        return
    assert [None if one is None else one.pk for one in answer] == [
        None if pk == -1 else pk for pk in pks
    ]
    table = ask(gazetteer.take, np.array(pks, dtype=np.int32))
    assert table.num_rows == len(pks)


def _check_odd(drawn: tuple[str, Any]) -> None:
    name, columns = drawn
    ask(getattr(asked(), name), columns)


def targets() -> list[Target]:
    """List the lookups."""
    levels = st.sampled_from(_LEVELS)
    pks = st.sampled_from([-1, 0, 1, 34, 40, 81, 82, 452, 973, 974, 36_064]) | st.integers(
        0, 60_000
    )
    some = st.one_of(anything, places(), st.integers(-1, 80_000))
    return [
        Target(
            "one number, every type",
            st.tuples(
                levels, pks.filter(lambda pk: pk >= 0), st.permutations(range(len(_NUMBERS)))
            ),
            _check_number,
        ),
        Target("city, township, district", st.tuples(levels, places() | names()), _check_name),
        Target(
            "lookups, any arguments",
            st.tuples(
                st.sampled_from([*_LEVELS, "townships_of", "districts_of"]), st.tuples(*[some] * 3)
            ),
            _check_refuses,
        ),
        Target("districts, take", st.lists(pks, max_size=6), _check_districts),
        Target(
            "districts, take, any arguments",
            st.tuples(st.sampled_from(["districts", "take"]), odd_columns),
            _check_odd,
        ),
    ]
