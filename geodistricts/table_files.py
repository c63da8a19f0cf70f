"""Tables in files, read and written batch by batch: CSV as text that stays as it is, Parquet."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

_DELIMITERS = ",;\t|"
_BLOCK = 1 << 22
_BATCH_ROWS = 1 << 16
_TEXT = {".csv": None, ".tsv": "\t", ".txt": None}


class TableReader:
    """Reads a file's rows in batches.

    Parameters
    ----------
    path : Path
        A ``.parquet`` file, or ``.csv``, ``.tsv``, ``.txt``, these also with ``.gz``.
    delimiter : str, optional
        What parts the fields of a text file; without it, the likeliest of the first line.
    encoding : str
        Of a text file; a byte order mark is passed over.

    Attributes
    ----------
    names : list of str
        The columns.
    delimiter : str
        As it was found; a comma for Parquet.
    total : int
        What ``position`` will be at the end: rows of a Parquet file, bytes of a text file.

    Raises
    ------
    ValueError
        Where the file is of another kind, or is no such table.
    OSError
        Where it cannot be read.
    """

    def __init__(self, path: Path, delimiter: str | None = None, encoding: str = "utf-8") -> None:
        self._path = path
        self.delimiter = ","
        self._rows = 0
        if _is_parquet(path):
            with _told(path):
                self._parquet = pq.ParquetFile(path)
            self._source = None
            self.schema: pa.Schema = self._parquet.schema_arrow
            self.total: int = self._parquet.metadata.num_rows
            self.names: list[str] = self.schema.names
            return
        self.delimiter = delimiter or _kind_of_text(path) or _find_delimiter(path, encoding)
        self.names = _read_header(path, self.delimiter, encoding)
        self.total = path.stat().st_size
        self._source = pa.OSFile(str(path))
        stream = self._source
        if path.suffix == ".gz":
            stream = pa.CompressedInputStream(stream, "gzip")
        with _told(path):
            self._csv = pacsv.open_csv(
                stream,
                pacsv.ReadOptions(
                    block_size=_BLOCK,
                    encoding="utf8" if encoding.lower() in _UTF8 else encoding,
                ),
                pacsv.ParseOptions(delimiter=self.delimiter, newlines_in_values=True),
                pacsv.ConvertOptions(column_types=dict.fromkeys(self.names, pa.string())),
            )
        self.schema = pa.schema([(name, pa.string()) for name in self.names])

    @property
    def position(self) -> int:
        """How far the file has been read, in the measure of ``total``."""
        return self._rows if self._source is None else int(self._source.tell())

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows, in order."""
        batches = self._parquet.iter_batches(_BATCH_ROWS) if self._source is None else self._csv
        with _told(self._path):
            for batch in batches:
                self._rows += batch.num_rows
                yield batch


_UTF8 = {"utf8", "utf-8", "utf-8-sig", "utf_8"}


class TableWriter:
    """Writes batches to a file, put in place when all is written.

    Parameters
    ----------
    path : Path
        The file; its ending tells its kind as for ``TableReader``.
    schema : pyarrow.Schema
        The columns.
    delimiter : str
        What parts the fields of a text file.

    Raises
    ------
    ValueError
        Where the file's ending is of no kind.
    OSError
        Where it cannot be written.
    """

    def __init__(self, path: Path, schema: pa.Schema, delimiter: str = ",") -> None:
        self._path = path
        self._part = path.with_name(f".{path.name}.{os.getpid()}.part")
        self._delimiter = _kind_of_text(path) or delimiter if not _is_parquet(path) else delimiter
        self._parquet: Any = None
        if _is_parquet(path):
            self._parquet = pq.ParquetWriter(self._part, schema, compression="zstd")
            return
        compression = "gzip" if path.suffix == ".gz" else None
        self._sink = pa.output_stream(str(self._part), compression=compression)
        self._sink.write(self._by_row([schema.names]))
        self._options = pacsv.WriteOptions(
            include_header=False, delimiter=self._delimiter, quoting_style="none"
        )

    def write(self, batch: pa.RecordBatch) -> None:
        """Write rows; a field is in quotes only where it must be."""
        if self._parquet is not None:
            self._parquet.write_batch(batch)
            return
        text = pa.BufferOutputStream()
        try:
            pacsv.write_csv(batch, text, self._options)
            self._sink.write(text.getvalue())
        except pa.ArrowInvalid:
            # Arrow's way to write a number, whichever way a batch goes.
            columns = [column.cast(pa.string()).to_pylist() for column in batch.columns]
            self._sink.write(self._by_row(zip(*columns, strict=True)))

    def _by_row(self, rows: Any) -> bytes:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=self._delimiter, lineterminator="\n").writerows(rows)
        return text.getvalue().encode()

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        (self._sink if self._parquet is None else self._parquet).close()
        if error is None:
            self._part.replace(self._path)
        else:
            self._part.unlink(missing_ok=True)


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() in (".parquet", ".pq")


def _kind_of_text(path: Path) -> str | None:
    """Return the delimiter that a file's ending tells, None where it tells none."""
    suffix = (Path(path.stem) if path.suffix.lower() == ".gz" else path).suffix.lower()
    if suffix not in _TEXT:
        raise ValueError(f"{path}: name a .csv, .tsv or .parquet file (text also with .gz)")
    return _TEXT[suffix]


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Name the file in the errors of Arrow."""
    try:
        yield
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, UnicodeDecodeError) as error:
        raise ValueError(
            f"{path}: cannot be read as a table ({error}); check its delimiter and encoding"
        ) from error


@contextmanager
def _open_text(path: Path, encoding: str) -> Iterator[io.TextIOBase]:
    import gzip

    opened = gzip.open if path.suffix.lower() == ".gz" else open
    encoding = "utf-8-sig" if encoding.lower() in _UTF8 else encoding
    with _told(path), opened(path, "rt", encoding=encoding, newline="") as file:
        yield file


def _find_delimiter(path: Path, encoding: str) -> str:
    with _open_text(path, encoding) as file:
        first = file.readline()
    return max(_DELIMITERS, key=first.count)


def _read_header(path: Path, delimiter: str, encoding: str) -> list[str]:
    with _open_text(path, encoding) as file:
        names = next(csv.reader(file, delimiter=delimiter), [])
    if not names:
        raise ValueError(f"{path}: empty, so it has no columns; give a table with a header line")
    return names
