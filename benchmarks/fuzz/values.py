"""Values that no signature foresees: numbers of every type, any Unicode, columns of anything."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from hypothesis import strategies as st

Draw = Any

latitudes = st.floats(35.5, 42.5)
longitudes = st.floats(25.5, 45.0)
anywhere = st.floats(-90, 90), st.floats(-180, 180)

_KINDS: tuple[Callable[[float], Any], ...] = (
    float,
    np.float64,
    np.float32,
    np.float16,
    np.longdouble,
    lambda one: Fraction(one),
    lambda one: Decimal(one),
    lambda one: round(one),
    lambda one: np.int64(round(one)),
    lambda one: np.array(one),
    lambda one: pa.scalar(one),
)


def as_some_number(degrees: Draw) -> Draw:
    """Write a number in one of the types that hold numbers."""
    return st.builds(lambda kind, one: kind(one), st.sampled_from(_KINDS), degrees)


class _Odd:
    """Has every method that a number, a text or a column may be asked for, and none works."""

    def __float__(self) -> float:
        raise ValueError("no float")

    def __repr__(self) -> str:
        return "<odd>"


odd = st.sampled_from(
    [
        *(None, True, False, "", " ", "41.0", "34", b"41", math.nan, math.inf, -math.inf),
        *(10**400, -(10**400), 1 << 63, 1e308, 5e-324, -0.0, 0, -1, 91, 181, 1j),
        *(
            pd.NA,
            pd.NaT,
            np.ma.masked,
            np.nan,
            np.datetime64("2020-01-01"),
            np.timedelta64(41, "s"),
        ),
        *(np.bool_(True), np.str_("41"), np.bytes_(b"41"), np.complex128(41), np.array([41.0])),
        *(pa.scalar(None), pa.scalar("41"), pa.scalar(True), Decimal("NaN"), Decimal("sNaN")),
        *(Decimal("Infinity"), datetime.timedelta(days=41), datetime.date(2020, 1, 1)),
        *([], [41.0], (), {}, set(), object, print, range(3), slice(3), Ellipsis),
    ]
)
anything = st.one_of(
    odd,
    st.floats(),
    st.integers(),
    st.text(max_size=20),
    st.binary(max_size=20),
    st.decimals(),
    st.fractions(),
    st.lists(st.integers() | st.text(max_size=3), max_size=3),
    st.builds(_Odd),
)
texts = st.text(st.characters(), max_size=60)
"""Any Unicode, lone surrogates included."""


class Column(NamedTuple):
    """A column, and what it holds.

    Attributes
    ----------
    values : object
        As a caller has them.
    means : list
        The same as Python has them, None where they are missing.
    """

    values: Any
    means: list[Any]


def _masked(values: list[Any]) -> Any:
    return np.ma.masked_array(
        [0.0 if one is None else one for one in values], [one is None for one in values]
    )


_NUMBER_COLUMNS: tuple[Callable[[list[Any]], Any], ...] = (
    list,
    tuple,
    lambda values: np.array([math.nan if one is None else one for one in values], dtype=float),
    lambda values: np.array(values, dtype=object),
    lambda values: [pd.NA if one is None else one for one in values],
    lambda values: [math.nan if one is None else one for one in values],
    _masked,
    lambda values: pd.Series(values, dtype="float64"),
    lambda values: pd.Series(values, dtype="Float64"),
    lambda values: pd.Series(values, dtype="double[pyarrow]"),
    lambda values: pd.Series(values, dtype=object),
    lambda values: pa.array(values, pa.float64()),
    lambda values: pa.chunked_array([values[:1], values[1:]], pa.float64()),
)
_TEXT_COLUMNS: tuple[Callable[[list[Any]], Any], ...] = (
    list,
    tuple,
    lambda values: np.array(values, dtype=object),
    lambda values: [pd.NA if one is None else one for one in values],
    lambda values: [math.nan if one is None else one for one in values],
    lambda values: pd.Series(values, dtype=object),
    lambda values: pd.Series(values, dtype="string"),
    lambda values: pd.Series(values, dtype="category"),
    lambda values: pa.array(values, pa.string()),
    lambda values: pa.array(values, pa.large_string()),
    lambda values: pa.array(values, pa.string_view()),
    lambda values: pa.array(values, pa.string()).dictionary_encode(),
    lambda values: pa.chunked_array([values[:1], values[1:]], pa.string()),
)


def number_columns(numbers: Draw, size: int) -> Draw:
    """Draw columns of numbers, some missing, in one of the ways that people keep them."""
    listed = st.lists(numbers | st.none(), min_size=size, max_size=size)
    return st.builds(
        lambda make, values: Column(make(values), values), st.sampled_from(_NUMBER_COLUMNS), listed
    )


def text_columns(some: Draw, size: int) -> Draw:
    """Draw columns of texts likewise; no lone surrogates, which Arrow cannot hold."""
    valid = some.map(lambda text: text.encode(errors="replace").decode())
    listed = st.lists(valid | st.none(), min_size=size, max_size=size)
    return st.builds(
        lambda make, values: Column(make(values), values), st.sampled_from(_TEXT_COLUMNS), listed
    )


_ODD_COLUMNS: tuple[Callable[[], Any], ...] = (
    lambda: np.zeros((2, 2)),
    lambda: np.array(41.0),
    lambda: np.array(["a", "b"]),
    lambda: np.array([True, False]),
    lambda: np.array([1j, 2j]),
    lambda: np.array(["2020-01-01"], dtype="datetime64[D]"),
    lambda: np.array([41], dtype="timedelta64[D]"),
    lambda: np.zeros(2, dtype=[("a", "f8")]),
    lambda: pd.DataFrame({"a": [41.0]}),
    lambda: pd.Series(["2020-01-01"], dtype="datetime64[ns]"),
    lambda: pd.Series([True, None], dtype="boolean"),
    lambda: pd.Series([41, None], dtype="Int64"),
    lambda: pa.table({"a": [41.0]}),
    lambda: pa.array([[41.0], None]),
    lambda: pa.array([{"a": 41.0}]),
    lambda: pa.nulls(3),
    lambda: pa.array([b"\xff", None]),
    lambda: iter([41.0, 42.0]),
    lambda: (one for one in ["a"]),
    lambda: {"a": 41.0},
    lambda: "41",
    lambda: b"41",
    lambda: None,
    lambda: 41.0,
    lambda: range(3),
)
odd_columns = st.one_of(
    st.builds(lambda make: make(), st.sampled_from(_ODD_COLUMNS)), st.lists(anything, max_size=4)
)
