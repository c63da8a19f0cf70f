"""What counts of right answers share: a part of each class, misses listed, tables saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, markdown

T = TypeVar("T")


def some_of_each(by_class: Mapping[str, Sequence[T]], most: int) -> dict[str, list[T]]:
    """Take every so many-th of each class.

    Parameters
    ----------
    by_class : mapping of str to sequence
        What there is.
    most : int
        How many of each class, at the most.

    Returns
    -------
    dict of str to list
        All of a class that has no more.
    """
    return {
        kind: list(asked[:: max(1, len(asked) // most)][:most]) for kind, asked in by_class.items()
    }


def print_misses(misses: Iterable[Sequence[str]]) -> None:
    """Print a line a miss, its parts between bars, for whoever improves the answers."""
    for miss in misses:
        print(" | ".join(miss))


def save_tables(name: str, title: str, blocks: Sequence[str | Grid]) -> None:
    """Write a page of tables and pictures, a blank line after each."""
    save_text(name, markdown(title, blocks) + "\n")
