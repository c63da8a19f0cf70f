"""Batches of rows: neither too many rows nor too many bytes at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

BATCH_ROWS = 1 << 16
BATCH_BYTES = 1 << 24


def weight(batch: pa.RecordBatch) -> int:
    """Count the bytes of a batch, of values by code as if each were written out.

    Parameters
    ----------
    batch : pyarrow.RecordBatch
        Any rows.

    Returns
    -------
    int
        How many.
    """
    return sum(map(_weight, batch.columns))


def _weight(values: pa.Array) -> int:
    if not pa.types.is_dictionary(values.type):
        return int(values.nbytes)
    if pa.types.is_primitive(values.type.value_type):
        return int(values.indices.nbytes)
    lengths = pc.binary_length(pc.cast(values.dictionary, pa.large_binary()))
    return int(values.indices.nbytes) + (pc.sum(lengths.take(values.indices)).as_py() or 0)


def gathered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Make batches of a good size out of small ones, and cut those that are too large.

    Parameters
    ----------
    batches : iterable of pyarrow.RecordBatch
        Of one schema, of any sizes.

    Yields
    ------
    pyarrow.RecordBatch
        The same rows in order; no more than ``BATCH_ROWS``, and about ``BATCH_BYTES`` unless a
        single row has more.
    """
    held: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in batches:
        added = weight(batch)
        if held and (rows + batch.num_rows > BATCH_ROWS or size + added > BATCH_BYTES):
            yield from _cut(held, rows, size)
            held, rows, size = [], 0, 0
        held.append(batch)
        rows, size = rows + batch.num_rows, size + added
    yield from _cut(held, rows, size)


def cut(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Cut a batch where it is too large, as ``gathered`` does."""
    return _cut([batch], batch.num_rows, weight(batch))


def _cut(batches: list[pa.RecordBatch], rows: int, size: int) -> Iterator[pa.RecordBatch]:
    if not rows:
        return
    pieces = max(1, -(-size // BATCH_BYTES))
    most = min(BATCH_ROWS, -(-rows // pieces))
    joined = pa.Table.from_batches(batches)
    yield from (joined.combine_chunks() if len(batches) > 1 else joined).to_batches(most)
