"""Parquet files read as tables, in batches that stay small whatever the rows weigh."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from geodistricts.tables.batches import BATCH_BYTES, gathered, weight
from geodistricts.tables.replacing import naming

_READ_AHEAD = 1 << 18
_MOST_ROWS, _FIRST_ROWS = 1 << 12, 16


class ParquetReader:
    """Reads a Parquet file's rows in batches.

    Parameters
    ----------
    path : Path
        The file.
    delimiter : str
        For a text file made of it.

    Attributes
    ----------
    schema : pyarrow.Schema
        The columns.
    delimiter : str
        As given.
    total : int
        Rows of the file.
    position : int
        Rows that have been read.

    Raises
    ------
    ValueError
        Where the file is no such table.
    OSError
        Where it cannot be read.
    """

    def __init__(self, path: Path, delimiter: str = ",") -> None:
        self._path = path
        self.delimiter = delimiter
        with self._explained():
            # Arrow would hold whole row groups otherwise, all that it has read.
            self._file = pq.ParquetFile(path, buffer_size=_READ_AHEAD, pre_buffer=False)
        self.schema: pa.Schema = self._file.schema_arrow
        self.total: int = self._file.metadata.num_rows
        self.position = 0

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows, in order."""
        with self._explained():
            for batch in gathered(self._read()):
                self.position += batch.num_rows
                yield batch

    def _read(self) -> Iterator[pa.RecordBatch]:
        for group in range(self._file.num_row_groups):
            yield from self._file.iter_batches(self._rows_at_once(group), row_groups=[group])

    def _rows_at_once(self, group: int) -> int:
        """Say how many rows of a row group may be read at once, not knowing what they weigh.

        The file tells what they weigh on average before values that repeat are written out;
        the first rows, what they do thereafter.
        """
        about = self._file.metadata.row_group(group)
        heaviest = about.total_byte_size / max(1, about.num_rows)
        if about.num_rows > _FIRST_ROWS:
            first = next(self._file.iter_batches(_FIRST_ROWS, row_groups=[group]))
            heaviest = max(heaviest, weight(first) / first.num_rows)
        return max(1, min(_MOST_ROWS, int(BATCH_BYTES / max(1, heaviest))))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            with naming(self._path):
                yield
        except (pa.ArrowException, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise ValueError(
                f"{self._path}: cannot be read as Parquet ({error}); get it again"
            ) from error
