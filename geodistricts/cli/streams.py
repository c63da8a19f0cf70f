"""The streams that a program is given: in any encoding, full, closed, or read no further."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from geodistricts.basics.visible import visible


def prepare_streams() -> None:
    """Let every text be printed whatever the locale, and into nothing where a stream is closed.

    A closed stream's number would go to the next file that is opened, and to it whatever is
    printed.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for name, errors in (("stdout", "replace"), ("stderr", "backslashreplace")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


@contextmanager
def printing() -> Iterator[None]:
    """Let an error of what is printed name standard output."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, "standard output") from error


def say(text: str, *, ends: bool = True) -> None:
    """Print text to standard output."""
    # click would write UTF-8 to a terminal of ASCII.
    with printing():
        sys.stdout.write(f"{text}\n" if ends else text)
        sys.stdout.flush()


def complain(problem: str) -> None:
    """Print one line to standard error, where anybody can read it."""
    with suppress(OSError):
        sys.stderr.write(f"{visible(problem)}\n")
        sys.stderr.flush()


def give_up_output() -> None:
    """Throw away what is still to be printed, as Python would complain of it at its end."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
