"""A snapshot's folder, opened: what every question needs at once, the rest when asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geodistricts.snapshot.boundary_cells import BoundaryGrid, boundary_grid_from_table
from geodistricts.snapshot.cells import CellGrid, grid_from_table
from geodistricts.snapshot.format import (
    BOUNDARIES,
    CITIES,
    DISTRICTS,
    NEAREST,
    REVERSE,
    TOWNSHIPS,
)
from geodistricts.snapshot.holding import HeldFiles
from geodistricts.snapshot.places import Places
from geodistricts.snapshot.reading import read_end_to_end, read_manifest, read_table
from geodistricts.snapshot.rows import DistrictRows

if TYPE_CHECKING:
    import numpy as np

    from geodistricts.basics.arrays import NDArray


def bundled_path() -> Path:
    """Return the folder of the snapshot that comes with the package."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


class Snapshot:
    """A snapshot's folder.

    Parameters
    ----------
    path : Path
        The folder.

    Attributes
    ----------
    path : Path
        The folder.
    manifest : dict
        Versions, sources, files.
    rows : DistrictRows
        The districts, and with them cities and townships.

    Raises
    ------
    SnapshotError
        Here and in the methods, where a file is missing, damaged, or of a newer format.

    Notes
    -----
    All files are opened at once and held: a folder that is replaced answers as it did.
    """

    __slots__ = ("_files", "manifest", "path", "rows")

    def __init__(self, path: Path) -> None:
        self.path = path
        self._files = HeldFiles(path)
        self.manifest: dict[str, Any] = read_manifest(path, self._files.open)
        self.rows = DistrictRows(
            self._read(DISTRICTS), Places(self._read(CITIES), self._read(TOWNSHIPS))
        )

    @property
    def version(self) -> str:
        """Version of the data."""
        return str(self.manifest["data_version"])

    def nearest_grid(self) -> CellGrid:
        """Read the cells that ``nearest`` looks into."""
        return grid_from_table(self._read(NEAREST))

    def boundary_grid(self) -> BoundaryGrid:
        """Read the cells that ``reverse`` looks into."""
        grid = boundary_grid_from_table(self._read(REVERSE))
        pa.default_memory_pool().release_unused()
        return grid

    def geometries(self) -> NDArray[np.uint8]:
        """Read the boundaries' geometries, end to end."""
        geometries = read_end_to_end(
            self.path, self.manifest, BOUNDARIES, "geometry", self._files.open
        )
        pa.default_memory_pool().release_unused()
        return geometries

    def _read(self, name: str) -> pa.Table:
        return read_table(self.path, self.manifest, name, opener=self._files.open)
