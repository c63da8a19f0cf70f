"""Timing of single calls, the same way wherever calls are timed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any


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
