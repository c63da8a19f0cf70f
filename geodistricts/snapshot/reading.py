"""Reading a snapshot's files, with nothing taken on trust."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geodistricts.basics.arrow import bytes_of, offsets_of
from geodistricts.errors import SnapshotError
from geodistricts.snapshot.format import FILES, FORMAT_VERSION, MANIFEST, REPETITIVE, SCHEMAS
from geodistricts.snapshot.holding import HeldFiles, Opener, open_file
from geodistricts.snapshot.manifest import MOST_BYTES, manifest_problem

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Int32, NDArray

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


def read_manifest(path: Path, opener: Opener = open_file) -> dict[str, Any]:
    """Read and check a snapshot's manifest.

    Parameters
    ----------
    path : Path
        The snapshot's folder.
    opener : callable
        Opens a file.

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
        opened = opener(file)
        if opened.size > MOST_BYTES:
            raise ValueError(f"{opened.size:,} bytes are more than any manifest has")
        manifest = json.loads(opened.read())
        version = manifest["format_version"]
        is_newer = type(version) is int and version > FORMAT_VERSION
        is_whole = manifest.get("checksum") == manifest_checksum(manifest)
        problem = None if is_newer or not is_whole else manifest_problem(manifest)
    except (FileNotFoundError, NotADirectoryError):
        raise SnapshotError(f"{file}: missing, so {path} is no snapshot; {_RESTORE}") from None
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise SnapshotError(f"{file}: damaged ({_reason(error)}); {_RESTORE}") from error
    if is_newer:
        raise SnapshotError(
            f"{file}: format {version} is newer than this version reads ({FORMAT_VERSION}); "
            "upgrade geodistricts"
        )
    if not is_whole:
        raise SnapshotError(f"{file}: altered, its checksum does not match; {_RESTORE}")
    if type(version) is not int or version < 1:
        problem = "format_version is no number of a format"
    if problem is not None:
        raise SnapshotError(f"{file}: damaged, {problem}; {_RESTORE}")
    return dict(manifest)


def _reason(error: Exception) -> str:
    """Say what is wrong, in words that can be written."""
    text = "nested too deep" if isinstance(error, RecursionError) else str(error)
    return text.encode(errors="backslashreplace").decode()


def read_table(
    path: Path,
    manifest: Mapping[str, Any],
    name: str,
    columns: Sequence[str] | None = None,
    opener: Opener = open_file,
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
    opener : callable
        Opens a file; ``HeldFiles.open`` for one that may have been replaced since.

    Returns
    -------
    pyarrow.Table
        All rows.

    Raises
    ------
    SnapshotError
        Where the file is missing, truncated, altered, or of an older format.
    """
    with _opened(path, manifest, name, opener) as file:
        wanted = columns or SCHEMAS[name].names
        lacking = [column for column in wanted if column not in file.schema_arrow.names]
        if lacking:
            raise SnapshotError(
                f"{path / name}: of an older format, without {', '.join(lacking)}; "
                "build the snapshot again"
            )
        return file.read(wanted, use_threads=False)


def read_older_table(path: Path, manifest: Mapping[str, Any], name: str) -> pa.Table:
    """Read one file of a snapshot that an older version may have written.

    Parameters
    ----------
    path : Path
        The snapshot's folder.
    manifest : mapping
        Its manifest.
    name : str
        The file's name.

    Returns
    -------
    pyarrow.Table
        All rows, in today's schema; null in columns that there were not yet.

    Raises
    ------
    SnapshotError
        Where the file is missing, truncated or altered.
    """
    schema = SCHEMAS[name]
    with _opened(path, manifest, name) as file:
        known = [column for column in schema.names if column in file.schema_arrow.names]
        table = file.read(known, use_threads=False)
    columns = [
        table[field.name].cast(field.type)
        if field.name in known
        else pa.nulls(table.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)


class EndToEnd(NamedTuple):
    """The values of a column of bytes.

    Attributes
    ----------
    content : ndarray of uint8
        One after the other.
    offsets : ndarray of int32, shape (values + 1,)
        Where each begins.
    geo : bytes
        The file's GeoParquet metadata.
    """

    content: NDArray[np.uint8]
    offsets: Int32
    geo: bytes


def read_end_to_end(
    path: Path,
    manifest: Mapping[str, Any],
    name: str,
    column: str,
    opener: Opener = open_file,
) -> EndToEnd:
    """Read the values of a column of bytes into one stretch of memory.

    Parameters
    ----------
    path : Path
        The snapshot's folder.
    manifest : mapping
        Its manifest.
    name, column : str
        The file and the column; nothing in it is null.
    opener : callable
        Opens a file.

    Returns
    -------
    EndToEnd
        The values, one after the other. Read in small batches, they take half the memory and
        the time that a table of them takes.

    Raises
    ------
    SnapshotError
        Where the file is missing, truncated or altered, or a value is null.
    """
    with _opened(path, manifest, name, opener) as file:
        groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
        place = file.schema_arrow.get_field_index(column)
        most = sum(group.column(place).total_uncompressed_size for group in groups)
        content, end, bounds = np.empty(most, dtype=np.uint8), 0, [np.zeros(1, dtype=np.int32)]
        for batch in file.iter_batches(_BATCH_ROWS, columns=[column], use_threads=False):
            read = batch.column(0)
            if read.null_count or read.type != SCHEMAS[name].field(column).type:
                raise SnapshotError(
                    f"{path / name}: damaged, {column} is null somewhere, or no bytes; {_RESTORE}"
                )
            values, starts = bytes_of(read), offsets_of(read)
            content[end : end + len(values)] = values
            bounds.append(starts[1:] - starts[0] + end)
            end += len(values)
        geo = (file.schema_arrow.metadata or {}).get(b"geo", b"{}")
    content, offsets = content[:end], np.concatenate(bounds, dtype=np.int32)
    for shared in (content, offsets):
        shared.flags.writeable = False
    return EndToEnd(content, offsets, geo)


@contextmanager
def _opened(
    path: Path, manifest: Mapping[str, Any], name: str, opener: Opener = open_file
) -> Iterator[pq.ParquetFile]:
    data = pa.py_buffer(_read_checked(path, manifest, name, opener))
    try:
        # Read once, and handed on: the file that is opened must not be asked for columns it lacks.
        metadata = pq.read_metadata(pa.BufferReader(data))
        yield pq.ParquetFile(
            pa.BufferReader(data),
            metadata=metadata,
            page_checksum_verification=True,
            read_dictionary=[column for column in REPETITIVE if column in metadata.schema.names],
        )
    except (pa.ArrowException, OSError, KeyError, UnicodeDecodeError) as error:
        raise SnapshotError(f"{path / name}: damaged ({error}); {_RESTORE}") from error


def _read_checked(path: Path, manifest: Mapping[str, Any], name: str, opener: Opener) -> bytes:
    file = path / name
    if name not in manifest["files"]:
        raise SnapshotError(f"{path / MANIFEST}: does not list {name}; {_RESTORE}")
    expected = manifest["files"][name]
    try:
        opened = opener(file)
        if opened.size != expected["bytes"]:
            raise SnapshotError(
                f"{file}: {opened.size:,} bytes instead of {expected['bytes']:,}; {_RESTORE}"
            )
        data = opened.read()
    except FileNotFoundError:
        raise SnapshotError(f"{file}: missing; {_RESTORE}") from None
    except OSError as error:
        raise SnapshotError(f"{file}: cannot be read ({error}); {_RESTORE}") from error
    if zlib.crc32(data) != int(expected["crc32"], 16):
        raise SnapshotError(f"{file}: altered, its checksum does not match; {_RESTORE}")
    return data


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
        held = HeldFiles(path)
        manifest = read_manifest(path, held.open)
    except SnapshotError as error:
        return [(MANIFEST, str(error))]
    findings: list[tuple[str, str | None]] = [(MANIFEST, None)]
    for name in files:
        try:
            table = read_table(path, manifest, name, opener=held.open)
            expected = manifest["files"][name]
            digest = hashlib.sha256(held.open(path / name).read()).hexdigest()
            wrong = (table.num_rows, digest) != (expected["rows"], expected["sha256"])
            problem = f"{path / name}: altered, its SHA-256 does not match; {_RESTORE}"
            findings.append((name, problem if wrong else None))
        except SnapshotError as error:
            findings.append((name, str(error)))
    return findings
