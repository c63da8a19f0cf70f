"""Timing, the same way wherever something is timed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

Calls = tuple[Callable[..., Any], Sequence[tuple[Any, ...]]]
"""What is called, and the arguments of each call."""


def timed(ask: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> tuple[T, float]:
    """Call once; return the answer, and the seconds."""
    start = perf_counter()
    answer = ask(*args, **kwargs)
    return answer, perf_counter() - start


def time_calls(ask: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]) -> list[float]:
    """Return the microseconds of each call, after a pass that is not counted."""
    for some in arguments:
        ask(*some)
    taken = []
    for some in arguments:
        start = perf_counter()
        ask(*some)
        taken.append((perf_counter() - start) * 1e6)
    return taken


def time_each(contenders: Mapping[str, Calls]) -> dict[str, list[float]]:
    """Return the microseconds of the calls of each contender, one after the other."""
    return {name: time_calls(*calls) for name, calls in contenders.items()}


def medians(samples: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Return the median of each contender's samples."""
    return {name: median(values) for name, values in samples.items()}
