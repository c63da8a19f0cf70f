"""The committed address lines that parsing is measured with."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

ADDRESSES = Path(__file__).with_name("addresses.parquet")


class Address(NamedTuple):
    """A line as somebody might write it, and what it names.

    Attributes
    ----------
    kind : str
        Way of writing, such as ``"city missing"``.
    text : str
        The line.
    city, township, district : int or None
        The pks that the line determines; None where it leaves several, or none.
    acceptable : tuple of int
        Districts that fit the line: the expected one, or, where the line leaves several, all of
        them. Empty where it names none.
    postal_code : str or None
        The postal code that stands in the line, five digits.
    """

    kind: str
    text: str
    city: int | None
    township: int | None
    district: int | None
    acceptable: tuple[int, ...]
    postal_code: str | None


def read_addresses() -> list[Address]:
    """Read the lines.

    Returns
    -------
    list of Address
        In the file's order: by kind.
    """
    return [
        Address(**row | {"acceptable": tuple(row["acceptable"])})
        for row in pq.read_table(ADDRESSES).to_pylist()
    ]


def lines_by_kind() -> dict[str, list[Address]]:
    """Read the lines of each kind, in the file's order."""
    return {kind: list(lines) for kind, lines in groupby(read_addresses(), attrgetter("kind"))}
