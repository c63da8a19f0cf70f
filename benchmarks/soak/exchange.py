"""Two versions of a snapshot, and the writing code that puts one in the other's place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geodistricts.snapshot import (
    BOUNDARIES,
    CITIES,
    DISTRICTS,
    MANIFEST,
    REVERSE,
    TOWNSHIPS,
    bundled_path,
    read_manifest,
)
from geodistricts.sources.write import PreparedFile, Source, write_snapshot

_LEVEL = 1
_SHIFT = 0.001
"""Degrees; about 100 m, enough for other answers."""
_GONE = 10
_TABLES = (CITIES, TOWNSHIPS, DISTRICTS)


class Versions(NamedTuple):
    """Folders of two versions; the second has districts moved, and every tenth inactive."""

    first: Path
    second: Path


def write_versions(folder: Path, districts: int) -> Versions:
    """Write both versions: some districts of the bundled snapshot, with their boundaries.

    Parameters
    ----------
    folder : Path
        Where.
    districts : int
        How many districts they have.

    Returns
    -------
    Versions
        Where they are.
    """
    bundled = bundled_path()
    read = {name: pq.read_table(bundled / name) for name in (*_TABLES, BOUNDARIES)}
    tables = {name: table.replace_schema_metadata() for name, table in read.items()}
    every = max(1, tables[DISTRICTS].num_rows // districts)
    chosen = tables[DISTRICTS].take(pa.array(range(0, tables[DISTRICTS].num_rows, every)))
    rows = np.unique(chosen["boundary"].drop_null().to_numpy())
    place = dict(zip(rows.tolist(), range(len(rows)), strict=True))
    boundary = pa.array(
        [None if row is None else place[row] for row in chosen["boundary"].to_pylist()], pa.int32()
    )
    chosen = _with(chosen, "boundary", boundary)
    tables[BOUNDARIES] = tables[BOUNDARIES].take(pa.array(rows))
    moved = _with(chosen, "latitude", pc.add(chosen["latitude"], _SHIFT))
    active = pa.array([number % _GONE != 0 for number in range(moved.num_rows)])
    versions = Versions(folder / "first", folder / "second")
    for path, table in zip(versions, (chosen, _with(moved, "is_active", active)), strict=True):
        _write(path, {**tables, DISTRICTS: table}, {})
    return versions


def _with(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, values)


def _write(path: Path, tables: dict[str, pa.Table], prepared: dict[str, PreparedFile]) -> None:
    source = Source("soak", "the bundled snapshot", "none", None, "0" * 64)
    write_snapshot(path, tables, [source], None, prepared=prepared, level=_LEVEL)


def put_in_place(version: Path, path: Path) -> None:
    """Write a version anew, in the place of the one that is there.

    Parameters
    ----------
    version, path : Path
        The version's folder, and the one that is replaced.
    """
    files = read_manifest(version)["files"]
    prepared = {name: PreparedFile(version / name, files[name]) for name in (BOUNDARIES, REVERSE)}
    tables = {name: pq.read_table(version / name).replace_schema_metadata() for name in _TABLES}
    _write(path, tables, prepared)
    written, meant = (read_manifest(one)["data_version"] for one in (path, version))
    if written != meant:
        raise RuntimeError(f"{path / MANIFEST}: {written}, not {meant}")


@contextmanager
def exchanging(versions: Versions, path: Path, every: float) -> Iterator[list[int]]:
    """Replace a folder again and again in a process of its own, as long as the block.

    Parameters
    ----------
    versions : Versions
        What stands there in turns.
    path : Path
        The folder; the first version is there when the block begins.
    every : float
        Seconds from one exchange to the next.

    Yields
    ------
    list of int
        How often it was replaced; filled in when the block has ended.
    """
    put_in_place(versions.first, path)
    context = get_context("spawn")
    stop, count = context.Event(), context.Value("i", 0)
    process = context.Process(target=_exchange, args=(versions, path, every, stop, count))
    process.start()
    done: list[int] = []
    try:
        yield done
    finally:
        stop.set()
        process.join()
        done.append(count.value)
    if process.exitcode:
        raise RuntimeError(f"writing the snapshot ended with {process.exitcode}")


def _exchange(versions: Versions, path: Path, every: float, stop: Event, count: object) -> None:
    due, number = monotonic(), 0
    while not stop.wait(max(0.0, due - monotonic())):
        number += 1
        put_in_place(versions[number % 2], path)
        count.value = number  # type: ignore[attr-defined]
        due += every
