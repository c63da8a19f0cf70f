"""What may come of a call: an answer, or a refusal on purpose, in time."""

from __future__ import annotations

import linecache
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import thread_time
from types import FrameType
from typing import Any, NamedTuple

import geodistricts
from geodistricts.errors import SnapshotError, SourceError

SECONDS = 1.0
"""Of its own thread, that any call may take; what nobody can be asked to wait for."""
HUNG = 60
LONGEST_MESSAGE = 1_000
ARGUMENTS = (ValueError, TypeError, LookupError)
SNAPSHOTS = (SnapshotError,)
PLATFORMS = (SourceError, SnapshotError)
_PACKAGE = str(Path(geodistricts.__file__).parent)


class Target(NamedTuple):
    """Something to attack.

    Attributes
    ----------
    name : str
        As the tables have it.
    arguments : SearchStrategy
        Draws what ``check`` is given.
    check : callable
        Raises where a promise is broken.
    """

    name: str
    arguments: Any
    check: Callable[[Any], None]


class Refused(NamedTuple):
    """A call that ended with an error that it may end with."""

    error: Exception


def ask(
    question: Callable[..., Any],
    *arguments: Any,
    refusals: tuple[type[Exception], ...] = ARGUMENTS,
    seconds: float = SECONDS,
    **named: Any,
) -> Any:
    """Call, and hold the outcome to what is promised of every call.

    Parameters
    ----------
    question : callable
        What is called.
    *arguments, **named
        What with.
    refusals : tuple of type
        The errors that are documented. Others that derive from them, such as KeyError from
        LookupError, are not; the package's own are.
    seconds : float
        Processor time that it may take.

    Returns
    -------
    object
        The answer, or ``Refused``.

    Raises
    ------
    AssertionError
        Where it took too long, or the error says too much or nothing.
    Exception
        Any that is not documented, or that the package did not raise on purpose.
    """
    start = thread_time()
    answer: Any
    try:
        with _no_longer_than(HUNG):
            answer = question(*arguments, **named)
    except Exception as error:
        _check_refusal(error, refusals)
        answer = Refused(error)
    taken = thread_time() - start
    assert taken <= seconds, f"took {taken:.1f} s"
    return answer


def _check_refusal(error: Exception, refusals: tuple[type[Exception], ...]) -> None:
    own = type(error).__module__.startswith("geodistricts.") and isinstance(error, refusals)
    if not (own or type(error) in refusals):
        raise error
    last = traceback.extract_tb(error.__traceback__)[-1]
    line = linecache.getline(last.filename, last.lineno or 0).strip()
    if not (last.filename.startswith(_PACKAGE) and line.startswith("raise ")):
        raise error
    message = str(error.args[0] if error.args else "")
    assert message, f"{type(error).__name__} without a word"
    assert len(message) <= LONGEST_MESSAGE, f"an error of {len(message):,} characters"


@contextmanager
def _no_longer_than(seconds: int) -> Iterator[None]:
    def stop(_: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"hung for {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
