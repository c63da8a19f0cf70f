"""Signals that end the program: it cleans up first."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_NAMES = ("SIGTERM", "SIGHUP")


class Stopped(BaseException):
    """A signal asks the program to end.

    Attributes
    ----------
    number : int
        Of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Raise ``Stopped`` where a signal would end the process at once."""
    is_main = threading.current_thread() is threading.main_thread()
    numbers = [getattr(signal, name) for name in _NAMES if is_main and hasattr(signal, name)]
    # What is ignored stays so, as nohup asks.
    ours = [number for number in numbers if signal.getsignal(number) == signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _stop(number: int, _: FrameType | None) -> None:
    # A second one would break the cleaning off.
    signal.signal(number, signal.SIG_IGN)
    raise Stopped(number)


def end_by(number: int) -> NoReturn:
    """End the process as the signal would have, for whoever looks at how it ended."""
    if os.name == "posix":
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    sys.exit(128 + number)
