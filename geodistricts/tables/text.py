"""Text files read as tables: every field as it stands, and faults named by their line."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import pyarrow as pa
import pyarrow.csv as pacsv

from geodistricts.tables.batches import cut
from geodistricts.tables.replacing import naming

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t|"
_BLOCKS = (1 << 20, 1 << 26)
_LONGEST = _BLOCKS[-1]
_TOO_LONG = f"longer than {_LONGEST >> 20} MB"
_OVER_A_BLOCK = ("straddling object", "Empty CSV file or block")
_UTF8 = "utf-8-sig"
_LEVEL = 4  # twice as fast as the usual 6, for one byte in 25 more


class TextReader:
    """Reads a text file's rows in batches, every field as text.

    Parameters
    ----------
    path : Path
        The file; one that ends in ``.gz`` is unpacked.
    delimiter : str, optional
        One of ``DELIMITERS``; without it, the one that parts the first line into most fields.
    encoding : str
        Of the file; a byte order mark is passed over.

    Attributes
    ----------
    schema : pyarrow.Schema
        The columns.
    delimiter : str
        As it was given or found.
    total : int
        Bytes of the file.

    Raises
    ------
    ValueError
        Where the file is no such table; where a row is at fault, names its line.
    LookupError
        Where there is no such encoding.
    OSError
        Where the file cannot be read.
    """

    def __init__(self, path: Path, delimiter: str | None = None, encoding: str = "utf-8") -> None:
        self._path = path
        is_utf8 = codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")
        self._encoding = _UTF8 if is_utf8 else encoding
        with self._explained():
            self.delimiter = delimiter or max(DELIMITERS, key=self._count_fields)
            names = self._read_header()
        self.schema = pa.schema([(name, pa.string()) for name in names])
        self.total = path.stat().st_size
        self._file: pa.NativeFile | None = None

    @property
    def position(self) -> int:
        """Bytes of the file that have been read."""
        return int(self._file.tell()) if self._file is not None else 0

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows, in order."""
        last = None
        with self._explained():
            for batch in self._read():
                last = batch[-1][-1]
                yield batch
        # A quote left open takes the rest of the file for its field.
        problem = "\n" in last.as_py() and self._find_problem() if last is not None else None
        if problem:
            raise ValueError(f"{self._path}: {problem}")

    def _read(self) -> Iterator[pa.RecordBatch]:
        """Read block by block, and from a row on that is longer than a block, in larger ones."""
        if self._is_header_alone:
            return
        done = 0
        for size in _BLOCKS:
            try:
                for batch in self._read_from(done, size):
                    done += batch.num_rows
                    yield batch
            except pa.ArrowInvalid as error:
                if not any(sign in str(error) for sign in _OVER_A_BLOCK):
                    raise
            else:
                return
        raise pa.ArrowInvalid(f"a row is {_TOO_LONG}; check its quotes")

    def _read_from(self, row: int, block: int) -> Iterator[pa.RecordBatch]:
        self._file = pa.OSFile(str(self._path))
        is_utf8 = self._encoding == _UTF8
        packed = is_packed(self._path)
        self._stream = pa.CompressedInputStream(self._file, "gzip") if packed else self._file
        batches = pacsv.open_csv(
            self._stream,
            pacsv.ReadOptions(block_size=block, encoding="utf8" if is_utf8 else self._encoding),
            pacsv.ParseOptions(
                delimiter=self.delimiter,
                newlines_in_values=True,
                # In a single column, an empty line is an empty field.
                ignore_empty_lines=len(self.schema) > 1,
            ),
            pacsv.ConvertOptions(column_types=dict.fromkeys(self.schema.names, pa.string())),
        )
        for batch in batches:
            yield from cut(batch.slice(row))
            row = max(0, row - batch.num_rows)

    @contextmanager
    def _rows(self, *, strict: bool, delimiter: str) -> Iterator[Reader]:
        """Open the file for the standard library, fields being as long as a row may be."""
        opened = gzip.open if is_packed(self._path) else open
        most = csv.field_size_limit(_LONGEST)
        try:
            with opened(self._path, "rt", encoding=self._encoding, newline="") as file:
                yield csv.reader(_lines(file), delimiter=delimiter, strict=strict)
        finally:
            csv.field_size_limit(most)

    def _count_fields(self, delimiter: str) -> int:
        with self._rows(strict=True, delimiter=delimiter) as rows:
            try:
                return len(next(rows, []))
            except csv.Error:
                return 0

    def _read_header(self) -> list[str]:
        with self._rows(strict=False, delimiter=self.delimiter) as rows:
            names = next(rows, [])
            self._is_header_alone = next(rows, None) is None
        if self._is_header_alone and (problem := self._find_problem()):
            raise ValueError(f"{self._path}: {problem}")
        if not names:
            raise ValueError(f"{self._path}: empty in its first line; name the columns there")
        return names

    def _find_problem(self) -> str | None:
        """Say which row is at fault, if the standard library finds one."""
        start, width = 1, 0
        with self._rows(strict=True, delimiter=self.delimiter) as rows:
            try:
                for row in rows:
                    width = width or len(row)
                    if row and len(row) != width:
                        return (
                            f"line {start} has {len(row)} fields where the header has {width}; "
                            f"check its quotes and the delimiter, {self.delimiter!r}"
                        )
                    start = rows.line_num + 1
            except csv.Error as error:
                fault = (
                    f"is {_TOO_LONG}" if "larger than" in str(error) else f"has a fault, {error}"
                )
                return f"the row that starts in line {start} {fault}; check its quotes"
        return None

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say of an error in which file it is, in which line, and what to do."""
        try:
            with naming(self._path):
                yield
        except UnicodeError as error:
            raise self._undecodable(error) from error
        except (pa.ArrowInvalid, csv.Error) as error:
            try:
                problem = self._find_problem()
            except UnicodeError as deeper:
                raise self._undecodable(deeper) from error
            raise ValueError(
                f"{self._path}: {problem or f'cannot be read as a table ({error})'}"
            ) from error
        except (OSError, EOFError, zlib.error) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise ValueError(f"{self._path}: cannot be unpacked ({error}); get it again") from error

    def _undecodable(self, error: UnicodeError) -> ValueError:
        reason = f"{error.args[0]}: {error.args[-1]}" if len(error.args) > 1 else str(error)
        return ValueError(
            f"{self._path}: cannot be read in its encoding ({reason}); give the right one, such "
            "as windows-1254"
        )


def _lines(file: TextIO) -> Iterator[str]:
    for line in iter(partial(file.readline, _LONGEST), ""):
        if len(line) == _LONGEST and not line.endswith(("\n", "\r")):
            raise csv.Error("line larger than any row may be")
        yield line


def is_packed(path: Path) -> bool:
    """Tell whether a file's ending says that it is packed with gzip."""
    return path.suffix.lower() == ".gz"


@contextmanager
def open_packed(path: Path) -> Iterator[io.BufferedIOBase]:
    """Open a file to be written, packed with gzip."""
    # The name and the time of day would make equal tables differ.
    with path.open("wb") as file, gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed:
        yield packed
