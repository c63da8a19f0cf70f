"""Writes a snapshot: beside its place, checked, then put there in one step."""

import ctypes
import datetime
import hashlib
import json
import logging
import os
import shutil
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geodistricts.basics.arrow import numbers
from geodistricts.errors import SnapshotError
from geodistricts.snapshot import (
    BOUNDARIES,
    DISTRICTS,
    FILES,
    FORMAT_VERSION,
    INDEXES,
    MANIFEST,
    NEAREST,
    REPETITIVE,
    REVERSE,
    SCHEMAS,
    SHAPES,
    aside,
    geo_metadata,
    manifest_checksum,
    rank_by_boundary,
    rank_rows,
    verify,
)
from geodistricts.sources.boundary_grid import build_boundary_grid
from geodistricts.sources.nearest_grid import build_nearest_grid

_log = logging.getLogger(__name__)


class Source(NamedTuple):
    """An input, as the manifest records it."""

    name: str
    origin: str
    licence: str
    retrieved: str | None
    sha256: str


class PreparedFile(NamedTuple):
    """A file of another snapshot, to be taken over byte for byte.

    Attributes
    ----------
    path : Path
        Where it is.
    entry : mapping
        What that snapshot's manifest says of it: rows, bytes, crc32 and sha256.
    """

    path: Path
    entry: Mapping[str, Any]


BUNDLED_LEVEL = 19
"""Compression of the snapshot that is shipped: small rather than soon written."""


def nearest_table(districts: pa.Table) -> pa.Table:
    """Build the index of ``nearest`` for a table of districts.

    Parameters
    ----------
    districts : pyarrow.Table
        In the snapshot's schema.

    Returns
    -------
    pyarrow.Table
        One row, in the schema of ``nearest.parquet``. Of districts that share a point, the
        one with the better coordinate source, then the smaller pk, stands for all.
    """
    rows = rank_rows(districts)
    latitudes, longitudes = numbers(districts, "latitude"), numbers(districts, "longitude")
    if len(rows):
        points = np.column_stack([latitudes[rows], longitudes[rows]])
        rows = rows[np.sort(np.unique(points, axis=0, return_index=True)[1])]
    return build_nearest_grid(latitudes[rows], longitudes[rows], rows).to_table()


def reverse_table(districts: pa.Table, boundaries: pa.Table) -> pa.Table:
    """Build the index of ``reverse``.

    Parameters
    ----------
    districts, boundaries : pyarrow.Table
        In the snapshot's schema.

    Returns
    -------
    pyarrow.Table
        One row, in the schema of ``reverse.parquet``. A boundary of no active district is
        left out.
    """
    _, offsets = rank_by_boundary(districts, boundaries.num_rows)
    geometries = boundaries["geometry"].to_pylist()
    return build_boundary_grid(geometries, np.diff(offsets) > 0).to_table()


def write_snapshot(
    path: Path,
    tables: Mapping[str, pa.Table],
    sources: Sequence[Source],
    created: datetime.datetime | None,
    *,
    prepared: Mapping[str, PreparedFile] | None = None,
    level: int = BUNDLED_LEVEL,
) -> None:
    """Write a snapshot in place of the one that is there.

    Parameters
    ----------
    path : Path
        The snapshot's folder. Files in it that are no part of a snapshot stay.
    tables : mapping of str to pyarrow.Table
        By file, but for the indexes; a file that is neither here nor prepared has no rows.
    sources : sequence of Source
        What it was made from.
    created : datetime or None
        When its newest source was written down: the same inputs give the same bytes.
    prepared : mapping of str to PreparedFile, optional
        Files that are taken over as they are; they are copied and summed up, never loaded.
    level : int
        Of zstd's compression.

    Raises
    ------
    SnapshotError
        Where the path is a file, or a folder with such files that is no snapshot; what was
        written does not read back, or a prepared file is not what its manifest says.
    """
    prepared = prepared or {}
    path = path.resolve()
    if path.exists() and not path.is_dir():
        raise SnapshotError(f"{path}: not a folder; name another place for the snapshot")
    _check_nothing_is_lost(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        fresh.chmod(0o755)
        _carry_over(path, fresh)
        entries = {name: _take_over(file, fresh / name) for name, file in prepared.items()}
        empty = {name: SCHEMAS[name].empty_table() for name in FILES if name not in prepared}
        made = {**empty, **tables, NEAREST: nearest_table(tables[DISTRICTS])}
        if REVERSE not in prepared:
            made[REVERSE] = reverse_table(made[DISTRICTS], made[BOUNDARIES])
        for name, table in made.items():
            entries[name] = _write_table(table, fresh / name, level)
        _write_manifest(fresh, {name: entries[name] for name in FILES}, sources, created)
        for _, problem in verify(fresh, list(made)):
            if problem:
                raise SnapshotError(f"{problem} (just written; is the disk full or failing?)")
        _put_in_place(fresh, path)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _check_nothing_is_lost(path: Path) -> None:
    """Refuse to take the place of files that bear a snapshot's names in a folder that is none."""
    if path.is_dir() and not (path / MANIFEST).exists():
        clash = [name for name in FILES if (path / name).exists()]
        if clash:
            raise SnapshotError(
                f"{path}: has {clash[0]} and no {MANIFEST}, so it is no snapshot to be replaced; "
                "name another folder, or remove the file"
            )


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _carry_over(path: Path, fresh: Path) -> None:
    for entry in path.iterdir() if path.is_dir() else ():
        if entry.name not in (*FILES, MANIFEST):
            copy = shutil.copytree if entry.is_dir() else shutil.copy2
            copy(entry, fresh / entry.name)


def _take_over(prepared: PreparedFile, target: Path) -> Mapping[str, Any]:
    """Copy a file of another snapshot and check the copy; return its entry in the manifest."""
    shutil.copyfile(prepared.path, target)
    with target.open("r+b") as file:
        os.fsync(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != prepared.entry["sha256"]:
        raise SnapshotError(
            f"{prepared.path}: altered, its SHA-256 does not match; reinstall geodistricts"
        )
    return prepared.entry


def _write_table(table: pa.Table, target: Path, level: int) -> Mapping[str, Any]:
    """Write one table; return the file's entry in the manifest."""
    name = target.name
    table = table.select(SCHEMAS[name].names).cast(SCHEMAS[name])
    if name in SHAPES:
        table = table.replace_schema_metadata({"geo": geo_metadata(target, table["geometry"])})
    with target.open("wb") as file:
        pq.write_table(
            table,
            file,
            compression="zstd",
            compression_level=level,
            use_dictionary=[] if name in (*SHAPES, *INDEXES) else _repetitive(name),
            write_page_checksum=True,
            write_statistics=name not in (*SHAPES, *INDEXES),
        )
        file.flush()
        os.fsync(file.fileno())
    data = target.read_bytes()
    return {
        "rows": table.num_rows,
        "bytes": len(data),
        "crc32": f"{zlib.crc32(data):08x}",
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _write_manifest(
    folder: Path,
    files: Mapping[str, Mapping[str, Any]],
    sources: Sequence[Source],
    created: datetime.datetime | None,
) -> None:
    content = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
    day = f"{created:%Y.%m.%d}" if created else "undated"
    manifest: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "data_version": f"{day}+{content[:8]}",
        "created": created.isoformat() if created else None,
        "sources": [source._asdict() for source in sources],
        "files": files,
    }
    manifest["checksum"] = manifest_checksum(manifest)
    with (folder / MANIFEST).open("w", encoding="utf-8") as file:
        file.write(json.dumps(manifest, ensure_ascii=False, indent=1))
        file.flush()
        os.fsync(file.fileno())


def _repetitive(name: str) -> list[str]:
    return [column for column in (*REPETITIVE, "city", "township") if column in SCHEMAS[name].names]


def _put_in_place(fresh: Path, path: Path) -> None:
    """Rename, or swap the two folders where the old one is there."""
    if not path.exists():
        fresh.rename(path)
    elif not _exchange(fresh, path):
        old = aside(path)
        shutil.rmtree(old, ignore_errors=True)
        path.rename(old)
        fresh.rename(path)
        shutil.rmtree(old)
    _log.info("wrote %s", path)


def _exchange(first: Path, second: Path) -> bool:
    """Swap two folders at one stroke (Linux ``renameat2``); False where that is not to be had."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, exchange = -100, 2
    return bool(renameat2(here, bytes(first), here, bytes(second), exchange) == 0)
