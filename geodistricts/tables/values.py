"""Values of columns, read as what they are meant for, whatever type the column has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodistricts.basics.arrow import from_texts, numbers
from geodistricts.records import City, Township
from geodistricts.tables.fields import is_text

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64

_Place = TypeVar("_Place", City, Township)
_EMPTY, _NOTHING = from_texts(["", None])
_LONGEST_EXACT = 2**53
_NUMBER = r"^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$"


def can_be_read(kind: pa.DataType) -> bool:
    """Tell whether a column of a type can be read as coordinates, or as addresses and places."""
    tests = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_null)
    return _is_text(kind) or any(test(kind) for test in tests)


def _is_text(kind: pa.DataType) -> bool:
    return _is_text(kind.value_type) if pa.types.is_dictionary(kind) else is_text(kind)


def as_texts(values: pa.Array) -> pa.Array:
    """Return values as text.

    Parameters
    ----------
    values : pyarrow.Array
        Of a type that ``can_be_read``.

    Returns
    -------
    pyarrow.StringArray
        Numbers as Arrow writes them.
    """
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    return pc.cast(values, pa.string())


def as_written(values: pa.Array) -> pa.Array:
    """Return what somebody wrote as text, where the column's type may have made it a number.

    Parameters
    ----------
    values : pyarrow.Array
        Of a type that ``can_be_read``.

    Returns
    -------
    pyarrow.StringArray
        Text as it is, whole numbers without a point; null for other numbers.

    Examples
    --------
    >>> as_written(pa.array([34.0, None, 34710.0])).to_pylist()
    ['34', None, '34710']
    """
    if _is_text(values.type):
        return as_texts(values)
    numbers_written = as_degrees(values)
    whole = np.abs(numbers_written) < _LONGEST_EXACT
    whole &= numbers_written == np.floor(numbers_written)
    return from_texts(
        [
            str(int(number)) if is_whole else None
            for number, is_whole in zip(numbers_written.tolist(), whole.tolist(), strict=True)
        ]
    )


def as_places(values: pa.Array, find: Callable[[int], _Place]) -> list[_Place | None]:
    """Find the places of pks, which a column with nulls may hold as floats, or as text.

    Parameters
    ----------
    values : pyarrow.Array
        Of a type that ``can_be_read``.
    find : callable
        Finds the place of a pk, or raises ``LookupError``.

    Returns
    -------
    list of City or Township or None
        None where nobody has the pk.
    """
    pks = as_degrees(values)
    is_pk = (pks >= 0) & (pks < 2**31) & (pks == np.floor(pks))
    listed = np.where(is_pk, pks, -1).astype(np.int32).tolist()
    known: dict[int, _Place | None] = {}
    for pk in set(listed):
        try:
            known[pk] = find(pk)
        except LookupError:
            known[pk] = None
    return [known[pk] for pk in listed]


def as_places_or_texts(
    written: pa.Array | None, pks: pa.Array | None, find: Callable[[int], _Place]
) -> pa.Array | list[_Place | None] | None:
    """Read a column of places: by pk where there are pks, else what somebody wrote, if anything.

    Parameters
    ----------
    written, pks : pyarrow.Array or None
        As for ``as_written`` and ``as_places``.
    find : callable
        As for ``as_places``.

    Returns
    -------
    pyarrow.StringArray, list of City or Township or None, or None
        None where there is neither.
    """
    if pks is not None:
        return as_places(pks, find)
    return None if written is None else as_written(written)


def as_degrees(values: pa.Array) -> Float64:
    """Read numbers, NaN for what is none.

    Parameters
    ----------
    values : pyarrow.Array
        Of a type that ``can_be_read``: numbers, or text with a point or a comma.

    Returns
    -------
    ndarray of float64
        A view of the column's memory where it is of float64 and nothing is null.

    Examples
    --------
    >>> as_degrees(pa.array(["41,0636", "east", None])).tolist()
    [41.0636, nan, nan]
    """
    if _is_text(values.type):
        plain = pc.replace_substring(pc.ascii_trim_whitespace(as_texts(values)), ",", ".")
        plain = pc.if_else(pc.equal(plain, _EMPTY), _NOTHING, plain)
        try:
            values = pc.cast(plain, pa.float64())
        except pa.ArrowInvalid:
            is_number = pc.match_substring_regex(plain, _NUMBER)
            values = pc.cast(pc.if_else(is_number, plain, _NOTHING), pa.float64())
    elif not pa.types.is_float64(values.type):
        values = pc.cast(values, pa.float64(), safe=False)
    read: Float64 = numbers(pa.table({"numbers": values}), "numbers")
    return read
