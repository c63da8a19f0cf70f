"""Tables in files, read and written batch by batch: text and Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from geodistricts.tables.fields import has_text
from geodistricts.tables.formatting import format_header, format_rows
from geodistricts.tables.parquet import ParquetReader
from geodistricts.tables.replacing import check_file, replaced
from geodistricts.tables.text import DELIMITERS, TextReader, is_packed, open_packed

_TEXT = (".csv", ".tsv", ".txt")
_PARQUET = (".parquet", ".pq")


class TableReader(Protocol):
    """A file's rows, in batches.

    Attributes
    ----------
    schema : pyarrow.Schema
        The columns.
    delimiter : str
        What parts, or would part, the fields of a line.
    total : int
        What ``position`` will be at the end.
    """

    schema: pa.Schema
    delimiter: str
    total: int

    @property
    def position(self) -> int:
        """How far the file has been read."""

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows, in order."""


def open_table(path: Path, delimiter: str | None = None, encoding: str = "utf-8") -> TableReader:
    """Open a table to be read.

    Parameters
    ----------
    path : Path
        A ``.parquet`` file, or ``.csv``, ``.tsv``, ``.txt``, these also with ``.gz``.
    delimiter : str, optional
        What parts the fields of a text file; without it, it is found.
    encoding : str
        Of a text file; a byte order mark is passed over.

    Returns
    -------
    TableReader
        Its rows.

    Raises
    ------
    ValueError
        Where the file is of another kind, is no such table, or no file but a pipe.
    OSError
        Where it cannot be read.
    LookupError
        Where there is no such encoding.
    """
    if delimiter is not None and (len(delimiter) != 1 or delimiter not in DELIMITERS):
        raise ValueError(f"the delimiter must be one of , ; | and tab, not {delimiter!r}")
    is_parquet = _is_parquet(path)
    check_file(path)
    if is_parquet:
        return ParquetReader(path, delimiter or ",")
    return TextReader(path, delimiter or ("\t" if _is_tabbed(path) else None), encoding)


@contextmanager
def create_table(
    path: Path, schema: pa.Schema, delimiter: str = ","
) -> Iterator[Callable[[pa.RecordBatch], object]]:
    """Write a table beside its place, and put it there when all is written.

    Parameters
    ----------
    path : Path
        The file; its ending tells its kind as for ``open_table``. Where it is a link, the file
        that it leads to is replaced; a file that is there hands on its mode.
    schema : pyarrow.Schema
        The columns.
    delimiter : str
        What parts the fields of a text file, unless its ending says tab.

    Yields
    ------
    callable
        Writes a batch.

    Raises
    ------
    ValueError
        Where the file's ending is of no kind, the kind cannot hold a column, or something
        other than a file is there.
    OSError
        Where it cannot be written; names it.
    """
    is_parquet = _is_parquet(path)
    if not is_parquet:
        _check_text(schema)
        delimiter = "\t" if _is_tabbed(path) else delimiter
    with replaced(path) as part:
        if is_parquet:
            with pq.ParquetWriter(part, schema, compression="zstd") as writer:
                yield writer.write_batch
        else:
            with open_packed(part) if is_packed(path) else part.open("wb") as file:
                file.write(format_header(schema.names, delimiter))
                yield lambda batch: file.write(format_rows(batch, delimiter))


def _check_text(schema: pa.Schema) -> None:
    for field in schema:
        if not has_text(field.type):
            raise ValueError(
                f"column {field.name!r} holds {field.type}, which cannot be text; "
                "write to a .parquet file"
            )


def _is_parquet(path: Path) -> bool:
    """Tell Parquet from text by the file's ending."""
    if path.suffix.lower() in _PARQUET:
        return True
    if _text_suffix(path) not in _TEXT:
        raise ValueError(f"{path}: name a .csv, .tsv or .parquet file (text also with .gz)")
    return False


def _is_tabbed(path: Path) -> bool:
    return _text_suffix(path) == ".tsv"


def _text_suffix(path: Path) -> str:
    return (Path(path.stem) if is_packed(path) else path).suffix.lower()
