"""Arrow columns from Python's and NumPy's values, and back.

In ways that do not import pandas, as ``pa.array`` and ``ChunkedArray.to_numpy`` do wherever it
is installed, at 250 ms and 50 MB.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Int32, NDArray


def from_texts(texts: Sequence[str | None]) -> pa.Array:
    """Make an array of texts.

    Parameters
    ----------
    texts : sequence of str or None
        The texts; None becomes null.

    Returns
    -------
    pyarrow.StringArray
        The same texts.

    Examples
    --------
    >>> from_texts(["Kadıköy", None, ""]).to_pylist()
    ['Kadıköy', None, '']
    """
    encoded = [(text or "").encode() for text in texts]
    ends = np.cumsum([0, *map(len, encoded)]).astype(np.int32)
    valid = _bits(np.array([text is not None for text in texts], dtype=np.bool_))
    buffers = [valid, pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.string(), len(texts), buffers)


def from_numbers(values: NDArray[Any], kind: pa.DataType) -> pa.Array:
    """Make an array of numbers.

    Parameters
    ----------
    values : ndarray
        Numbers, as wide as ``kind``.
    kind : pyarrow.DataType
        Their type.

    Returns
    -------
    pyarrow.Array
        The same numbers, in the same memory where they lie side by side.
    """
    buffers = [None, pa.py_buffer(np.ascontiguousarray(values))]
    return pa.Array.from_buffers(kind, len(values), buffers)


def from_values(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Make an array of Python's values.

    Parameters
    ----------
    values : sequence
        Texts, numbers or truth values; None becomes null.
    kind : pyarrow.DataType
        Their type.

    Returns
    -------
    pyarrow.Array
        The same values.

    Examples
    --------
    >>> from_values([41.5, None], pa.float64()).to_pylist()
    [41.5, None]
    """
    if pa.types.is_string(kind):
        return from_texts(values)
    there = np.array([value is not None for value in values], dtype=np.bool_)
    if pa.types.is_boolean(kind):
        data = _bits(np.array(values, dtype=np.bool_))
    else:
        filled = [0 if value is None else value for value in values]
        data = pa.py_buffer(np.array(filled, dtype=kind.to_pandas_dtype()))
    return pa.Array.from_buffers(kind, len(values), [_bits(there), data])


def from_rows(rows: Int32) -> pa.Array:
    """Make an array of rows or pks, null where they are negative.

    Parameters
    ----------
    rows : ndarray of int32
        Zero or more; less for none.

    Returns
    -------
    pyarrow.Int32Array
        The same numbers.
    """
    buffers = [_bits(rows >= 0), pa.py_buffer(np.ascontiguousarray(rows))]
    return pa.Array.from_buffers(pa.int32(), len(rows), buffers)


def _bits(truths: NDArray[np.bool_]) -> pa.Buffer:
    return pa.py_buffer(np.packbits(truths, bitorder="little"))


def records(table: pa.Table, *names: str) -> Iterator[tuple[Any, ...]]:
    """Iterate over some columns of a table, row by row.

    Parameters
    ----------
    table : pyarrow.Table
        Any table.
    *names : str
        Columns, in the order wanted.

    Returns
    -------
    iterator of tuple
        Python values.
    """
    return zip(*(table[name].to_pylist() for name in names), strict=True)


def numbers(table: pa.Table, name: str) -> NDArray[Any]:
    """Return a column of numbers as an array.

    Parameters
    ----------
    table : pyarrow.Table
        Any table.
    name : str
        A column of integers, floats or truth values.

    Returns
    -------
    ndarray
        A view of the table's memory where nothing is null; NaN for null floats.
    """
    column = single_chunk(table[name])
    valid, data = column.buffers()
    where = slice(column.offset, column.offset + len(column))
    if pa.types.is_boolean(column.type):
        return _unpacked(data, where).astype(np.bool_)
    values = np.frombuffer(data, dtype=column.type.to_pandas_dtype())[where]
    if not column.null_count:
        return values
    return np.where(_unpacked(valid, where).astype(np.bool_), values, np.nan)


def distinct_texts(column: pa.Array) -> tuple[list[str], Int32]:
    """Return the texts of a column, each once, and which of them each row has.

    Parameters
    ----------
    column : pyarrow.Array
        Of text, dictionary-encoded or not; null is as good as empty.

    Returns
    -------
    texts : list of str
        The distinct texts.
    places : ndarray of int32, shape (rows,)
        The place of each row's text among them.

    Examples
    --------
    >>> texts, places = distinct_texts(pa.array(["34710", None, "34710"]))
    >>> [texts[place] for place in places]
    ['34710', '', '34710']
    """
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    # Nulls are a text of their own: to fill them would import pandas.
    encoded = column.dictionary_encode(null_encoding="encode")
    places: Int32 = numbers(pa.table({"places": encoded.indices}), "places")
    return [text or "" for text in encoded.dictionary.to_pylist()], places


def single_chunk(column: pa.ChunkedArray) -> pa.Array:
    """Combine a column's chunks where there are several; Arrow copies even a single one.

    Parameters
    ----------
    column : pyarrow.ChunkedArray
        Any column.

    Returns
    -------
    pyarrow.Array
        The same values.
    """
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def bytes_of(values: pa.Array) -> NDArray[np.uint8]:
    """View the bytes of an array of binary, end to end.

    Parameters
    ----------
    values : pyarrow.BinaryArray
        Nothing in it is null.

    Returns
    -------
    ndarray of uint8
        A view of the array's memory.
    """
    data = values.buffers()[2]
    if data is None:
        return np.zeros(0, dtype=np.uint8)
    bounds = offsets_of(values)
    return np.frombuffer(data, dtype=np.uint8)[bounds[0] : bounds[-1]]


def offsets_of(values: pa.Array) -> Int32:
    """View where each of an array of binary begins, and the last one ends.

    Parameters
    ----------
    values : pyarrow.BinaryArray
        Any.

    Returns
    -------
    ndarray of int32, shape (values + 1,)
        A view of the array's memory.
    """
    offsets = values.buffers()[1]
    if offsets is None:
        return np.zeros(1, dtype=np.int32)
    return np.frombuffer(offsets, dtype=np.int32)[values.offset :][: len(values) + 1]


def _unpacked(buffer: pa.Buffer, where: slice) -> NDArray[np.uint8]:
    return np.unpackbits(np.frombuffer(buffer, dtype=np.uint8), bitorder="little")[where]
