"""Snapshots on disk: the format, and reading it with nothing taken on trust."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geodistricts.errors import SnapshotError

if TYPE_CHECKING:
    from geodistricts.basics.arrays import NDArray

FORMAT_VERSION = 1
MANIFEST = "manifest.json"
CITIES = "cities.parquet"
TOWNSHIPS = "townships.parquet"
DISTRICTS = "districts.parquet"
BOUNDARIES = "boundaries.parquet"
NEAREST = "nearest.parquet"
REVERSE = "reverse.parquet"
FILES = (CITIES, TOWNSHIPS, DISTRICTS, BOUNDARIES, NEAREST, REVERSE)
INDEXES = (NEAREST, REVERSE)

_PLACE = [
    ("pk", pa.int32()),
    ("name", pa.string()),
    ("display_name", pa.string()),
    ("is_active", pa.bool_()),
    ("latitude", pa.float64()),
    ("longitude", pa.float64()),
]
SCHEMAS = {
    CITIES: pa.schema(_PLACE),
    TOWNSHIPS: pa.schema([*_PLACE, ("city", pa.int32())]),
    DISTRICTS: pa.schema(
        [
            ("pk", pa.int32()),
            ("name", pa.string()),
            ("city", pa.int32()),
            ("township", pa.int32()),
            ("is_active", pa.bool_()),
            ("latitude", pa.float64()),
            ("longitude", pa.float64()),
            ("created_date", pa.timestamp("us", "UTC")),
            ("modified_date", pa.timestamp("us", "UTC")),
            ("omnitron_id", pa.int32()),
            ("mapping", pa.string()),
            ("display_name", pa.string()),
            ("kind", pa.string()),
            ("village", pa.string()),
            ("postal_code", pa.string()),
            ("semt", pa.string()),
            ("coordinate_source", pa.string()),
            ("boundary", pa.int32()),
        ]
    ),
    BOUNDARIES: pa.schema(
        [
            ("source_id", pa.int32()),
            ("name", pa.string()),
            ("city", pa.int32()),
            ("township", pa.int32()),
            ("geometry", pa.binary()),
        ]
    ),
    NEAREST: pa.schema(
        [
            ("west", pa.float64()),
            ("south", pa.float64()),
            ("step", pa.float64()),
            ("columns", pa.int32()),
            ("rows", pa.int32()),
            ("list_of_cell", pa.binary()),
            ("offsets", pa.binary()),
            ("candidates", pa.binary()),
        ]
    ),
    REVERSE: pa.schema(
        [
            ("west", pa.float64()),
            ("south", pa.float64()),
            ("step", pa.float64()),
            ("columns", pa.int32()),
            ("rows", pa.int32()),
            ("boundaries", pa.int32()),
            ("list_of_cell", pa.binary()),
            ("counts", pa.binary()),
            ("candidates", pa.binary()),
            ("base", pa.binary()),
            ("run_counts", pa.binary()),
            ("run_starts", pa.binary()),
            ("run_lengths", pa.binary()),
            ("run_bits", pa.binary()),
            ("outer_starts", pa.binary()),
            ("outer_rows", pa.binary()),
        ]
    ),
}
REPETITIVE = ("kind", "village", "postal_code", "semt", "coordinate_source")
_BATCH_ROWS = 1 << 11
_RESTORE = "restore it, reinstall geodistricts, or build the snapshot again"


def manifest_checksum(manifest: Mapping[str, Any]) -> str:
    """CRC-32 of a manifest's content but for the checksum itself.

    Parameters
    ----------
    manifest : mapping
        The manifest as JSON has it.

    Returns
    -------
    str
        8 hexadecimal digits.
    """
    content = {key: value for key, value in manifest.items() if key != "checksum"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return f"{zlib.crc32(text.encode()):08x}"


def read_manifest(path: Path) -> dict[str, Any]:
    """Read and check a snapshot's manifest.

    Parameters
    ----------
    path : Path
        The snapshot's folder.

    Returns
    -------
    dict
        The manifest.

    Raises
    ------
    SnapshotError
        Where it is missing, damaged, or of a newer format.
    """
    file = path / MANIFEST
    try:
        manifest = json.loads(file.read_bytes())
        version = manifest["format_version"]
    except (FileNotFoundError, NotADirectoryError):
        raise SnapshotError(f"{file}: missing, so {path} is no snapshot; {_RESTORE}") from None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise SnapshotError(f"{file}: damaged ({error}); {_RESTORE}") from error
    if not isinstance(version, int) or version > FORMAT_VERSION:
        raise SnapshotError(
            f"{file}: format {version} is newer than this version reads ({FORMAT_VERSION}); "
            "upgrade geodistricts"
        )
    if manifest.get("checksum") != manifest_checksum(manifest):
        raise SnapshotError(f"{file}: altered, its checksum does not match; {_RESTORE}")
    return dict(manifest)


def read_table(
    path: Path, manifest: Mapping[str, Any], name: str, columns: Sequence[str] | None = None
) -> pa.Table:
    """Read one file of a snapshot, checked against the manifest.

    Parameters
    ----------
    path : Path
        The snapshot's folder.
    manifest : mapping
        Its manifest.
    name : str
        The file's name.
    columns : sequence of str, optional
        Those to read; without it all, in the format's order.

    Returns
    -------
    pyarrow.Table
        All rows.

    Raises
    ------
    SnapshotError
        Where the file is missing, truncated or altered.
    """
    with _opened(path, manifest, name) as file:
        return file.read(columns or SCHEMAS[name].names, use_threads=False)


def read_end_to_end(
    path: Path, manifest: Mapping[str, Any], name: str, column: str
) -> NDArray[np.uint8]:
    """Read the values of a column of bytes into one stretch of memory.

    Parameters
    ----------
    path : Path
        The snapshot's folder.
    manifest : mapping
        Its manifest.
    name, column : str
        The file and the column; nothing in it is null.

    Returns
    -------
    ndarray of uint8
        The values, one after the other. Read in small batches, they take half the memory and
        the time that a table of them takes.

    Raises
    ------
    SnapshotError
        Where the file is missing, truncated or altered.
    """
    with _opened(path, manifest, name) as file:
        groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
        place = file.schema_arrow.get_field_index(column)
        most = sum(group.column(place).total_uncompressed_size for group in groups)
        content, end = np.empty(most, dtype=np.uint8), 0
        for batch in file.iter_batches(_BATCH_ROWS, columns=[column], use_threads=False):
            values = bytes_of(batch.column(0))
            content[end : end + len(values)] = values
            end += len(values)
    return content[:end]


@contextmanager
def _opened(path: Path, manifest: Mapping[str, Any], name: str) -> Iterator[pq.ParquetFile]:
    data = _read_checked(path, manifest, name)
    try:
        yield pq.ParquetFile(
            pa.BufferReader(data),
            page_checksum_verification=True,
            read_dictionary=[column for column in REPETITIVE if column in SCHEMAS[name].names],
        )
    except (pa.ArrowException, OSError, KeyError) as error:
        raise SnapshotError(f"{path / name}: damaged ({error}); {_RESTORE}") from error


def _read_checked(path: Path, manifest: Mapping[str, Any], name: str) -> pa.Buffer:
    file = path / name
    if name not in manifest["files"]:
        raise SnapshotError(f"{path / MANIFEST}: does not list {name}; {_RESTORE}")
    expected = manifest["files"][name]
    try:
        # A rebuild renames folders, so that what is mapped stays as it was.
        with pa.memory_map(str(file)) as opened:
            data = opened.read_buffer()
    except FileNotFoundError:
        raise SnapshotError(f"{file}: missing; {_RESTORE}") from None
    except OSError as error:
        raise SnapshotError(f"{file}: cannot be read ({error}); {_RESTORE}") from error
    if data.size != expected["bytes"]:
        raise SnapshotError(
            f"{file}: {data.size:,} bytes instead of {expected['bytes']:,}; {_RESTORE}"
        )
    if zlib.crc32(data) != int(expected["crc32"], 16):
        raise SnapshotError(f"{file}: altered, its checksum does not match; {_RESTORE}")
    return data


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
        A table of a snapshot.
    name : str
        A column of integers, floats or truth values.

    Returns
    -------
    ndarray
        A view of the table's memory where nothing is null; NaN for null floats.

    Notes
    -----
    ``ChunkedArray.to_numpy`` imports pandas wherever it is installed, at 250 ms and 50 MB.
    """
    column = single_chunk(table[name])
    valid, data = column.buffers()
    where = slice(column.offset, column.offset + len(column))
    if pa.types.is_boolean(column.type):
        return _bits(data, where).astype(np.bool_)
    values = np.frombuffer(data, dtype=column.type.to_pandas_dtype())[where]
    if not column.null_count:
        return values
    return np.where(_bits(valid, where).astype(np.bool_), values, np.nan)


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
    _, offsets, data = values.buffers()
    if data is None:
        return np.zeros(0, dtype=np.uint8)
    bounds = np.frombuffer(offsets, dtype=np.int32)
    first, last = bounds[values.offset], bounds[values.offset + len(values)]
    return np.frombuffer(data, dtype=np.uint8)[first:last]


def _bits(buffer: pa.Buffer, where: slice) -> NDArray[np.uint8]:
    return np.unpackbits(np.frombuffer(buffer, dtype=np.uint8), bitorder="little")[where]


def verify(path: Path, files: Sequence[str] = FILES) -> list[tuple[str, str | None]]:
    """Check files of a snapshot, by their SHA-256 and by reading them.

    Parameters
    ----------
    path : Path
        The snapshot's folder.
    files : sequence of str
        Which; all of them if not told otherwise.

    Returns
    -------
    list of (str, str or None)
        Each file's name, the manifest's first, and what is wrong with it or None.
    """
    import hashlib

    try:
        manifest = read_manifest(path)
    except SnapshotError as error:
        return [(MANIFEST, str(error))]
    findings: list[tuple[str, str | None]] = [(MANIFEST, None)]
    for name in files:
        try:
            table = read_table(path, manifest, name)
            expected = manifest["files"][name]
            with (path / name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            wrong = (table.num_rows, digest) != (expected["rows"], expected["sha256"])
            problem = f"{path / name}: altered, its SHA-256 does not match; {_RESTORE}"
            findings.append((name, problem if wrong else None))
        except SnapshotError as error:
            findings.append((name, str(error)))
    return findings
