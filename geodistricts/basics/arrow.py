"""Arrow arrays made of Python's and NumPy's values, where ``pa.array`` would import pandas."""

from __future__ import annotations

from collections.abc import Sequence
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
