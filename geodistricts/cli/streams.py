"""The streams that a program is given: in any encoding, full, closed, or read no further."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

import click


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


def say(text: str, *, ends: bool = True) -> None:
    """Print text to standard output, and name it where it takes nothing more."""
    try:
        click.echo(text, nl=ends)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, "standard output") from error


def give_up_output() -> None:
    """Throw away what is still to be printed, as Python would complain of it at its end."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
