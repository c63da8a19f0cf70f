"""Columns of numbers as callers have them: lists, NumPy, Arrow, pandas, Polars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from geodistricts.basics.arguments import as_number, plain, shown
from geodistricts.basics.arrow import numbers, single_chunk

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, NDArray

_NUMBERS = "iuf"


def as_floats(argument: str, values: Any) -> Float64:
    """Return a column of numbers as an array of float64.

    Parameters
    ----------
    argument : str
        What the numbers are, for the error.
    values : array_like of float, shape (numbers,)
        A list, an array, or a column of any library that speaks NumPy's or Arrow's protocols.

    Returns
    -------
    ndarray of float64
        NaN for missing values: None, NaN, ``pd.NA``, nulls, masked elements. Not to be written
        to: an array of float64 is returned as it is.

    Raises
    ------
    TypeError
        Where they are no numbers: text, truth values, times, complex numbers.
    ValueError
        Where they are no flat column.

    Examples
    --------
    >>> as_floats("lats", [41, None, 39.5])
    array([41. ,  nan, 39.5])
    """
    if isinstance(values, np.ndarray):
        return _of_array(argument, values)
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        return _of_arrow(argument, values)
    dtype = getattr(values, "dtype", None)
    if isinstance(dtype, np.dtype):
        return _of_array(argument, np.asarray(values))
    if hasattr(values, "__arrow_c_stream__"):
        return _of_arrow(argument, pa.chunked_array(values))
    if dtype is not None and hasattr(values, "to_numpy"):
        if getattr(dtype, "kind", "O") in _NUMBERS:
            return _of_array(argument, values.to_numpy(dtype=np.float64, na_value=np.nan))
        return _of_array(argument, np.asarray(values, dtype=object))
    if hasattr(values, "__next__"):
        values = list(values)
    # Of a masked element among floats NumPy makes NaN too, but with a warning. It is known by
    # name, as NumPy imports ``np.ma`` when it is asked for.
    kinds = set(map(type, values)) if isinstance(values, (list, tuple)) else set()
    is_masked = any(kind.__name__ == "MaskedConstant" for kind in kinds)
    try:
        array = np.asarray(values, dtype=object if is_masked else None)
    except ValueError:
        raise ValueError(f"{argument} must be a flat array, not {shown(values)}") from None
    return _of_array(argument, array)


def as_wholes(argument: str, values: Any) -> NDArray[np.int64]:
    """Return a column of whole numbers, zero or more, as an array of int64.

    Parameters
    ----------
    argument : str
        What the numbers are, for the error.
    values : array_like of int, shape (numbers,)
        As for ``as_floats``.

    Returns
    -------
    ndarray of int64
        -1 for missing values.

    Raises
    ------
    TypeError, ValueError
        As ``as_floats``; and where a number is not whole.

    Examples
    --------
    >>> as_wholes("pks", [40.0, None])
    array([40, -1])
    """
    if type(values) is np.ndarray and values.dtype.kind == "i" and values.ndim == 1:
        return values.astype(np.int64)
    floats = as_floats(argument, values)
    missing = np.isnan(floats)
    whole = np.where(missing, -1, floats)
    odd = np.flatnonzero((whole != np.floor(whole)) | (np.abs(whole) >= 2**63))
    if len(odd):
        raise ValueError(f"{argument} must be whole numbers, not {floats[odd[0]]} in row {odd[0]}")
    return whole.astype(np.int64)


def _of_array(argument: str, array: NDArray[Any]) -> Float64:
    kind, mask = array.dtype.kind, None
    if hasattr(array, "filled"):
        mask, array = np.ma.getmaskarray(array), np.ma.getdata(array)
    if array.size and kind not in (_NUMBERS if array.ndim == 0 else _NUMBERS + "O"):
        raise TypeError(f"{argument} must be numbers, not an array of {array.dtype}")
    if array.ndim != 1:
        raise ValueError(f"{argument} must be a flat array, not one of shape {array.shape}")
    if not array.size:
        return np.zeros(0)
    if kind == "O":
        listed = array.tolist() if mask is None else np.ma.array(array, mask=mask).tolist()
        return _of_objects(argument, listed)
    with np.errstate(over="ignore"):
        floats: Float64 = np.ascontiguousarray(array, dtype=np.float64)
    return floats if mask is None else np.where(mask, np.nan, floats)


def _of_objects(argument: str, values: list[Any]) -> Float64:
    floats = np.full(len(values), np.nan)
    for row, value in enumerate(map(plain, values)):
        if value is None:
            continue
        number = as_number(value)
        if number is None:
            raise TypeError(f"{argument} must be numbers, not {shown(value)} in row {row}")
        floats[row] = number
    return floats


def _of_arrow(argument: str, values: pa.Array | pa.ChunkedArray) -> Float64:
    column = single_chunk(values) if isinstance(values, pa.ChunkedArray) else values
    if isinstance(column, pa.ExtensionArray):
        column = column.storage
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    tests = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_null)
    if not any(test(column.type) for test in tests):
        raise TypeError(f"{argument} must be numbers, not a column of {column.type}")
    if not len(column):
        return np.zeros(0)
    floats = column.cast(pa.float64(), safe=False)
    read: Float64 = numbers(pa.table({argument: floats}), argument)
    return read
