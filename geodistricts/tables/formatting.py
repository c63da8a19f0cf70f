"""Rows as lines of text: fields between delimiters, in quotes where they must."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodistricts.basics.arrow import from_texts
from geodistricts.tables.fields import as_text, is_plain

_QUOTE, _END, _TOGETHER = from_texts(['"', "\n", ""])


def format_header(names: Sequence[str], delimiter: str) -> pa.Buffer:
    """Write the columns' names as a line; see ``format_rows``."""
    columns = [from_texts([name]) for name in names]
    return format_rows(pa.RecordBatch.from_arrays(columns, list(names)), delimiter)


def format_rows(batch: pa.RecordBatch, delimiter: str) -> pa.Buffer:
    r"""Write rows as lines of text.

    Parameters
    ----------
    batch : pyarrow.RecordBatch
        Columns of types that ``has_text`` finds to have text.
    delimiter : str
        One of ``DELIMITERS``.

    Returns
    -------
    pyarrow.Buffer
        UTF-8; nulls are empty, and only fields with the delimiter, a quote or an end of line
        are in quotes.

    Raises
    ------
    ValueError
        Where a value has no text; names its column.

    Examples
    --------
    >>> batch = pa.RecordBatch.from_pydict({"a": ["x", "y, z"], "b": [1, None]})
    >>> bytes(format_rows(batch, ","))
    b'x,1\n"y, z",\n'
    """
    if not batch.num_rows:
        return pa.py_buffer(b"")
    columns = [
        _format_fields(name, column, delimiter)
        for name, column in zip(batch.schema.names, batch.columns, strict=True)
    ]
    columns[-1] = _join(columns[-1], _END, _TOGETHER)
    return _end_to_end(_join(*columns, from_texts([delimiter])[0]))


def _format_fields(name: str, values: pa.Array, delimiter: str) -> pa.Array:
    try:
        texts = as_text(values)
    except (ValueError, pa.ArrowException) as error:
        raise ValueError(
            f"column {name!r} holds what cannot be text ({error}); write to a .parquet file"
        ) from error
    if is_plain(values.type):
        return texts
    whole = _end_to_end(texts).to_pybytes()
    if not any(mark in whole for mark in (b'"', b"\r", b"\n", delimiter.encode())):
        return texts
    special = pc.match_substring_regex(texts, f'["\r\n{delimiter}]')
    quoted = _join(_QUOTE, pc.replace_substring(texts, '"', '""'), _QUOTE, _TOGETHER)
    return pc.if_else(special, quoted, texts)


def _end_to_end(values: pa.Array) -> pa.Buffer:
    """Return the texts of an array as they lie in memory, one after the other."""
    _, ends, text = values.buffers()
    if text is None:
        return pa.py_buffer(b"")
    first, last = np.frombuffer(ends, np.int32)[[values.offset, values.offset + len(values)]]
    return text.slice(int(first), int(last - first))


def _join(*parts: pa.Array | pa.Scalar) -> pa.Array:
    return pc.binary_join_element_wise(*parts, null_handling="replace", null_replacement="")
