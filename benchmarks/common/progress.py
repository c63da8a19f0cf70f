"""What goes on, said on stderr line by line."""

from __future__ import annotations

from collections.abc import Iterator

import click


def progress(text: str) -> None:
    """Say what begins."""
    click.echo(text, err=True)


def count_rounds(count: int, what: str) -> Iterator[int]:
    """Count rounds from 1, and say each.

    Parameters
    ----------
    count : int
        How many.
    what : str
        What they time.

    Yields
    ------
    int
        The round's number.
    """
    for number in range(1, count + 1):
        progress(f"{what}: round {number} of {count}")
        yield number


def count_rounds_after_warming_up(count: int, what: str) -> Iterator[int]:
    """Count rounds likewise, with a round 0 before them that is not to be counted."""
    progress(f"{what}: warming up")
    yield 0
    yield from count_rounds(count, what)
