"""A snapshot, opened: its indexes and version, and how it is loaded and pickled."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa

from geodistricts.addresses import Addresses
from geodistricts.basics.arguments import shown
from geodistricts.basics.forking import loading
from geodistricts.basics.lazy import make_all
from geodistricts.errors import SnapshotError
from geodistricts.names import Names
from geodistricts.points import Points
from geodistricts.shapes import Shapes
from geodistricts.snapshot import DistrictsByPk, Snapshot, bundled_path

if TYPE_CHECKING:
    from geodistricts.overlay import Correction


class Opened:
    """A snapshot's folder, perhaps with corrections, ready to be asked.

    Parameters
    ----------
    path, overlay : path-like
        The snapshot's folder, and a file of corrections.
    """

    def __init__(
        self, path: str | os.PathLike[str], overlay: str | os.PathLike[str] | None = None
    ) -> None:
        for name, value in (("path", path), ("overlay", overlay)):
            if not isinstance(value, (str, os.PathLike, type(None))):
                raise TypeError(
                    f"{name} must be the path of one file or folder, not {shown(value)}"
                )
        self._overlay = None if overlay is None else Path(overlay).absolute()
        with loading:
            self._snapshot = _snapshot(Path(path).absolute(), self._overlay)
            self._rows = self._snapshot.rows
            self._by_pk = DistrictsByPk(self._rows)
            self._names = Names(self._rows)
            self._shapes = Shapes(self._snapshot)
            self._points = Points(self._snapshot, self._names.inside)
            self._addresses = Addresses(self._rows, self._names, self._points.reverse)
            pa.default_memory_pool().release_unused()

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None = None,
        overlay: str | os.PathLike[str] | None = None,
    ) -> Self:
        """Open a snapshot, perhaps with corrections of your own.

        Parameters
        ----------
        path : path-like, optional
            The snapshot's folder; by default the one that comes with the package.
        overlay : path-like, optional
            A CSV or Parquet file of corrections, one in each row, with the columns ``action``
            (add, rename, alias, move or deactivate) and ``pk``, and as the action needs them
            ``name``, ``city``, ``township`` (or ``city_pk``, ``township_pk``), ``latitude``,
            ``longitude``, ``postal_code`` and ``note``. Districts that you add take pks from
            10,000,000 on. Every question answers as if the snapshot had been built like that.

        Returns
        -------
        Gazetteer
            Ready for questions.

        Raises
        ------
        SnapshotError
            Where a file is missing, damaged, or of another format.
        OverlayError
            Where the file of corrections cannot be read, or a row of it is impossible.

        Examples
        --------
        >>> import geodistricts as gd
        >>> gazetteer = gd.Gazetteer.open()
        >>> gazetteer.district("Caferağa", township="Kadıköy").display_name
        'Caferağa Mah.'
        """
        return cls(bundled_path() if path is None else path, overlay)

    def preload(self) -> Self:
        """Load now everything that the questions would load when first asked.

        For services that fork, such as gunicorn and Celery: called before they do, it leaves
        their processes nothing to load, and they share one copy of the data. It may be called
        again, from any thread.

        Returns
        -------
        Gazetteer
            This one.

        Raises
        ------
        SnapshotError
            Where a file is missing or damaged.

        Notes
        -----
        It takes about three seconds, and the process then has some 310 MB; records are still
        made when they are first asked for, 0.8 kB each. Without it no child process hangs
        either, as a fork waits for a load that another thread has begun, but each loads a copy
        of its own. Imports of other packages are not waited for: import what you use before you
        start threads that fork.

        Examples
        --------
        >>> import geodistricts as gd
        >>> gazetteer = gd.Gazetteer.open().preload()

        In ``gunicorn.conf.py``, with ``preload_app = True``, or in the module that a Celery
        worker imports, ``geodistricts.preload()`` does it for the package's functions::

            import gc

            import geodistricts

            geodistricts.preload()
            gc.freeze()  # keeps the collector from writing into what processes share
        """
        make_all(self._rows)
        self._points.load_all()
        self._shapes.load_all()
        self._names.load_all()
        self._addresses.load_all()
        pa.default_memory_pool().release_unused()
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        path = None if self.path == bundled_path() else self.path
        return _reopen, (type(self), path, self.version, self._overlay)

    def __repr__(self) -> str:
        """Name the snapshot and its version."""
        name, count = type(self).__name__, self.table.num_rows
        return f"<{name} {self.version} of {count:,} districts, {self.path}>"

    @property
    def version(self) -> str:
        """The data's version, ``"2025.05.02+1a2b3c4d"``; corrections add ``+overlay.5e6f7a8b``."""
        return self._snapshot.version

    @property
    def path(self) -> Path:
        """The snapshot's folder."""
        return self._snapshot.path

    @property
    def overlay(self) -> Path | None:
        """The file of corrections that it was opened with, if any."""
        return self._overlay

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections in ``overlay``, a record for each row."""
        return self._snapshot.corrections

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The snapshot's manifest, read-only: versions, sources, files."""
        return self._snapshot.manifest

    @property
    def table(self) -> pa.Table:
        """All districts as an Arrow table, in order of pk; for some, with names, use ``take``."""
        return self._rows.table

    @property
    def aliases(self) -> pa.Table:
        """Other names of districts as an Arrow table: pk, name, kind and source, in order of pk.

        Kind "name" is a name of the district itself, "village" one of the village that it is a
        part of, "semt" the quarter that it lies in.
        """
        return self._rows.aliases


def _snapshot(path: Path, overlay: Path | None) -> Snapshot:
    if overlay is None:
        return Snapshot(path)
    from geodistricts.overlay import CorrectedSnapshot

    return CorrectedSnapshot(path, overlay)


def _reopen(kind: type[Opened], path: Path | None, version: str, overlay: Path | None) -> Opened:
    gazetteer = kind.open(path, overlay)
    if gazetteer.version != version:
        same = version.partition("+overlay.")[0] == gazetteer.version.partition("+overlay.")[0]
        raise SnapshotError(
            f"{overlay if overlay and same else gazetteer.path}: has version {gazetteer.version} "
            f"now, but {version} was pickled; open the same snapshot in every process, or pickle "
            "again after a refresh"
        )
    return gazetteer
