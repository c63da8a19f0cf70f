"""What runs in a Python worker of Spark: one gazetteer for all its tasks, opened once."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pyarrow as pa

import geodistricts
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot import bundled_path
from geodistricts.tables import Answers, Enricher, check_kind, gathered, written_out

_DATA = "geodistricts/data/"
_OF_FIELDS = ("match", "validate")
"""Questions that can be asked with some of their columns."""


@cache
def opened(snapshot: str | None, overlay: str | None) -> Gazetteer:
    """Open a gazetteer, or return the one that this process has opened already.

    Parameters
    ----------
    snapshot, overlay : str, optional
        Paths as the executor sees them: absolute, relative to its working folder, or the name of
        what was added with ``addFile`` or ``addArchive``. Without ``snapshot``, the one that
        comes with the package.

    Returns
    -------
    Gazetteer
        The same one for all tasks and functions of the process.

    Raises
    ------
    SnapshotError, OverlayError
        Where the executor does not see such a file, or it is damaged.
    """
    path = _bundled() if snapshot is None else _found(snapshot)
    return Gazetteer.open(path, None if overlay is None else _found(overlay))


@cache
def _answers(snapshot: str | None, overlay: str | None) -> Answers:
    return Answers(opened(snapshot, overlay))


@cache
def _enricher(snapshot: str | None, overlay: str | None, min_confidence: float) -> Enricher:
    return Enricher(opened(snapshot, overlay), min_confidence)


def answering(
    question: str, roles: Sequence[str], snapshot: str | None, overlay: str | None
) -> Callable[..., pa.Array]:
    """Make the function that answers a question in a worker; it holds names and paths only.

    Parameters
    ----------
    question : str
        One of ``answers.STRUCTS``.
    roles : sequence of str
        What the columns hold, in their order. In SQL, the last of them may be left out where a
        question is one of fields.
    snapshot, overlay : str, optional
        As for ``opened``.

    Returns
    -------
    callable
        Takes Arrow arrays; returns one, names written out.
    """
    name = f"gd_{question}"
    fewest = 1 if question in _OF_FIELDS else len(roles)

    def answer(*columns: pa.Array) -> pa.Array:
        if not fewest <= len(columns) <= len(roles):
            raise ValueError(f"{name} takes {', '.join(roles)}, not {len(columns)} columns")
        given = dict(zip(roles, columns, strict=False))
        for role, values in given.items():
            check_kind(name, role, values.type)
        return written_out(getattr(_answers(snapshot, overlay), question)(**given))

    # Spark names a column after its function.
    answer.__name__ = name
    return answer


def enriching(
    places: Mapping[str, int],
    min_confidence: float,
    snapshot: str | None,
    overlay: str | None,
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Make the function that adds columns to a task's rows; it holds names and paths only.

    Parameters
    ----------
    places : mapping of str to int
        Which columns to read, counted from 0, by what they hold.
    min_confidence : float
        As for ``Enricher``.
    snapshot, overlay : str, optional
        As for ``opened``.

    Returns
    -------
    callable
        Takes batches of rows, and yields them with the columns added.
    """

    def add(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        enricher = _enricher(snapshot, overlay, min_confidence)
        for rows in gathered(batches):
            solved = enricher.solve({role: rows.column(at) for role, at in places.items()})
            columns = [*rows.columns, *map(written_out, enricher.columns(solved))]
            # By number: Spark has the names, and reads no batch in which one is there twice.
            yield pa.RecordBatch.from_arrays(columns, names=[*map(str, range(len(columns)))])

    return add


def _found(path: str) -> Path:
    here = Path(path)
    return here if here.is_absolute() or here.exists() else _shipped() / path


def _shipped() -> Path:
    """Return the folder of what was shipped for this application; a bare client has none."""
    from pyspark import SparkFiles

    return Path(SparkFiles.getRootDirectory())


def _bundled() -> Path | None:
    """Return the bundled snapshot's folder where it lies in a zip: unpacked, beside that.

    A package that is shipped with ``--py-files`` is imported out of its zip, and a snapshot
    cannot be read there. Spark removes the folder with all that was shipped for the application.
    """
    if bundled_path().is_dir():
        return None
    package = Path(geodistricts.__file__).resolve()
    archive = next((parent for parent in package.parents if parent.is_file()), None)
    if archive is None:
        return None
    target = _shipped() / f"geodistricts-{geodistricts.__version__}"
    if not target.is_dir():
        _unpack(archive, target)
    return target / _DATA


def _unpack(archive: Path, target: Path) -> None:
    part = Path(tempfile.mkdtemp(dir=target.parent))
    try:
        with zipfile.ZipFile(archive) as package_files:
            names = [name for name in package_files.namelist() if name.startswith(_DATA)]
            package_files.extractall(part, names)
        os.rename(part, target)
    except OSError:
        # Another worker of this executor may have been first.
        if not target.is_dir():
            raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
