"""What is asked of a table: which of its columns hold what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from geodistricts.basics.arguments import shown
from geodistricts.tables.values import can_be_read

ROLES = (
    "latitude",
    "longitude",
    "address",
    "city",
    "township",
    "district",
    "postal_code",
    "city_pk",
    "township_pk",
)
"""What a column can hold."""


def check_roles(roles: Mapping[str, Any], spell: Callable[[str], str] = str) -> None:
    """Check that what is said of the columns makes a question.

    Parameters
    ----------
    roles : mapping of str to column
        Some of ``ROLES``.
    spell : callable
        How a role is written where it is said, for the error.

    Raises
    ------
    ValueError
        Where there are neither coordinates nor addresses, or both, or half of either.
    """
    by_point = {"latitude", "longitude"} <= roles.keys()
    half = ("latitude" in roles) != ("longitude" in roles)
    by_address = bool(roles.keys() - {"latitude", "longitude"})
    if half or by_point == by_address:
        latitude, longitude, address, city, township, district, code = map(spell, ROLES[:7])
        raise ValueError(
            f"give either {latitude} and {longitude}, or some of {address}, {city}, {township}, "
            f"{district} and {code}"
        )
    for level in ("city", "township"):
        if {level, f"{level}_pk"} <= roles.keys():
            raise ValueError(f"give either {spell(level)} or {spell(f'{level}_pk')}")


def check_columns(
    table: str, names: Sequence[Any], asked: Sequence[Any], added: Sequence[str], prefix: str
) -> None:
    """Check that a table has the columns that are asked, and room for those that are added.

    Parameters
    ----------
    table : str
        What it is called in the error.
    names : sequence
        Its columns.
    asked, added : sequence
        Names of columns.
    prefix : str
        What the prefix of the added ones is called, for the error.

    Raises
    ------
    ValueError
        Where one is missing or there twice.
    """
    listed = list(names)
    for name in asked:
        if listed.count(name) != 1:
            state = "no" if name not in listed else "more than one"
            known = ", ".join(map(str, listed))
            raise ValueError(f"{table} has {state} column {shown(name)}; its columns are {known}")
    clash = [name for name in added if name in listed]
    if clash:
        raise ValueError(
            f"{table} has a column {clash[0]!r} already; set {prefix} for the new columns' names"
        )


def check_kind(table: str, name: Any, kind: pa.DataType) -> None:
    """Check that a column can be read.

    Raises
    ------
    ValueError
        Where its type is neither of texts nor of numbers.
    """
    if not can_be_read(kind):
        raise ValueError(
            f"column {shown(name)} of {table} holds {kind}; name one of text or numbers"
        )
