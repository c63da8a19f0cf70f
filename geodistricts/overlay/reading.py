"""Files of corrections, as spreadsheets and programs write them: lines with named fields."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import math
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from geodistricts.basics.arguments import shown
from geodistricts.basics.letters import fold
from geodistricts.errors import OverlayError

REQUIRED = ("action", "pk")
COLUMNS = (
    *REQUIRED,
    *("name", "city", "city_pk", "township", "township_pk"),
    *("latitude", "longitude", "postal_code", "note"),
)
_DELIMITERS = ",;\t|"
_MOST_BYTES = 1 << 26
_PARQUET, _GZIP = b"PAR1", b"\x1f\x8b"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Line(NamedTuple):
    """A line of a file of corrections.

    Attributes
    ----------
    where : str
        The file and the line, for errors: ``"corrections.csv, line 7"``.
    fields : dict of str to str
        What is written in it by column, without blanks around it; empty fields are left out.
    """

    where: str
    fields: dict[str, str]


def read_lines(path: Path) -> list[Line]:
    """Read a file of corrections.

    Parameters
    ----------
    path : Path
        Parquet, or text in UTF-8, UTF-16 or Latin-5, parted by comma, semicolon, tab or bar,
        perhaps packed with gzip; its content tells.

    Returns
    -------
    list of Line
        In the file's order; lines that are blank are left out.

    Raises
    ------
    OverlayError
        Where the file cannot be read, is no table, or has other columns than it may have.
    """
    content = _read(path)
    if content.startswith(_PARQUET):
        header, rows = _parquet_rows(path, content)
    else:
        header, rows = _text_rows(path, content)
    columns = _check_header(path, header)
    lines = []
    for where, values in rows:
        fields = {
            column: text
            for column, value in zip(columns, values, strict=True)
            if (text := _text(value))
        }
        if fields:
            lines.append(Line(where, fields))
    return lines


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if content.startswith(_GZIP):
            with gzip.open(io.BytesIO(content)) as packed:
                content = packed.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise OverlayError(f"{path}: missing; check the path") from None
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise OverlayError(f"{path}: cannot be read ({reason}); name a CSV or Parquet file") from (
            error
        )
    if len(content) > _MOST_BYTES:
        raise OverlayError(
            f"{path}: larger than {_MOST_BYTES >> 20} MB; build a snapshot for that many changes"
        )
    return content


_Rows = Iterator[tuple[str, list[Any]]]


def _parquet_rows(path: Path, content: bytes) -> tuple[list[str], _Rows]:
    try:
        table = pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False)
        columns = [column.to_pylist() for column in table.columns]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise OverlayError(f"{path}: damaged ({error}); write it again") from error
    rows = (
        (f"{path}, row {row}", list(values))
        for row, values in enumerate(zip(*columns, strict=True), start=1)
    )
    return table.column_names, rows


def _text_rows(path: Path, content: bytes) -> tuple[list[str], _Rows]:
    text = _decode(path, content)
    counts = {mark: len(next(_parse(text, mark, strict=False), [])) for mark in _DELIMITERS}
    delimiter = max(counts, key=lambda mark: counts[mark])
    rows = _numbered(path, text, delimiter)
    _, header = next(rows, ("", []))
    return header, rows


def _decode(path: Path, content: bytes) -> str:
    try:
        if content.startswith(_WIDE):
            return content.decode("utf-16")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1254")
    except UnicodeDecodeError:
        raise OverlayError(
            f"{path}: neither text in UTF-8 or Latin-5 nor Parquet; save it as CSV in UTF-8"
        ) from None


def _parse(text: str, delimiter: str, *, strict: bool) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _numbered(path: Path, text: str, delimiter: str) -> _Rows:
    """Yield the rows that are not empty, each with the line that it starts in."""
    reader = _parse(text, delimiter, strict=True)
    start, width = 1, 0
    try:
        for row in reader:
            where, start = f"{path}, line {start}", reader.line_num + 1
            width = width or len(row)
            if any(field.strip() for field in row):
                if len(row) != width:
                    raise OverlayError(
                        f"{where}: {len(row)} fields where the first line has {width}; "
                        f"check its quotes and the delimiter, {delimiter!r}"
                    )
                yield where, row
    except csv.Error as error:
        raise OverlayError(f"{path}, line {start}: {error}; check its quotes") from None


def _check_header(path: Path, header: list[str]) -> list[str]:
    columns = [fold(name).replace(" ", "_") for name in header]
    for written, column in zip(header, columns, strict=True):
        if column not in COLUMNS:
            raise OverlayError(
                f"{path}, line 1: unknown column {shown(written)}; the columns are "
                f"{', '.join(COLUMNS)}"
            )
        if columns.count(column) > 1:
            raise OverlayError(f"{path}, line 1: column {column} is there twice; keep one")
    for column in REQUIRED:
        if column not in columns:
            raise OverlayError(
                f"{path}, line 1: no column {column}; the first line names the columns, of which "
                f"{' and '.join(REQUIRED)} are needed"
            )
    return columns


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return " ".join(str(value).split())
