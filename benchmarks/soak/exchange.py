"""Two versions of a snapshot, and the writing code that puts one in the other's place."""

from __future__ import annotations

import shutil
import tempfile
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
    TOWNSHIPS,
    bundled_path,
)
from geodistricts.sources.write import Source, write_snapshot
from geodistricts.sources.write import _put_in_place as exchange

_LEVEL = 1
_SHIFT = 0.001
"""Degrees; about 100 m, enough for other answers."""
_GONE = 10


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
    read = {
        name: pq.read_table(bundled / name) for name in (CITIES, TOWNSHIPS, DISTRICTS, BOUNDARIES)
    }
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
        source = Source("soak", "the bundled snapshot", "none", None, "0" * 64)
        write_snapshot(path, {**tables, DISTRICTS: table}, [source], None, level=_LEVEL)
    return versions


def _with(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, values)


def put_in_place(version: Path, path: Path) -> None:
    """Copy a version, and exchange it for the one that is there, as writing a snapshot ends.

    Parameters
    ----------
    version, path : Path
        The version's folder, and the one that is replaced.
    """
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        fresh = Path(shutil.copytree(version, Path(folder, path.name)))
        exchange(fresh, path)


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
