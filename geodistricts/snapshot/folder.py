"""A snapshot's folder, opened: what every question needs at once, the rest when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geodistricts.basics.frozen import frozen
from geodistricts.snapshot.boundary_cells import BoundaryGrid, boundary_grid_from_table
from geodistricts.snapshot.cells import CellGrid, grid_from_table
from geodistricts.snapshot.checking import (
    check_aliases,
    check_boundaries,
    check_districts,
    check_nearest,
    check_owner,
    check_table,
    check_types,
    check_vertices,
    fitting,
)
from geodistricts.snapshot.format import (
    ALIASES,
    BOUNDARIES,
    CITIES,
    DISTRICTS,
    NEAREST,
    REVERSE,
    TOWNSHIPS,
)
from geodistricts.snapshot.geometries import GeometryFiles
from geodistricts.snapshot.holding import HeldFiles
from geodistricts.snapshot.places import Places
from geodistricts.snapshot.reading import read_manifest, read_table
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
    manifest : mapping
        Read-only, at any depth. Versions, sources, files.
    rows : DistrictRows
        The districts, and with them cities and townships.
    geometries : GeometryFiles
        The shapes of districts, townships and cities, read when asked for.
    corrections : tuple
        Made in the districts; none but in a snapshot with an overlay.

    Raises
    ------
    SnapshotError
        Here and in the methods, where a file is missing, damaged, or of a newer format.

    Notes
    -----
    All files are opened at once and held: a folder that is replaced answers as it did.
    """

    corrections: tuple[Any, ...] = ()

    __slots__ = ("_files", "_listed", "geometries", "manifest", "path", "rows")

    def __init__(self, path: Path) -> None:
        self.path = path
        self._files = HeldFiles(path)
        self.manifest: Mapping[str, Any] = frozen(read_manifest(path, self._files.open))
        cities, townships = self._places(CITIES), self._places(TOWNSHIPS)
        with fitting(path / TOWNSHIPS):
            check_owner(townships, "city", cities)
            places = Places(cities, townships)
        districts = self._places(DISTRICTS)
        with fitting(path / DISTRICTS):
            check_districts(districts, townships, self._count(BOUNDARIES))
            # Handed on without the snapshot: a circle would hold its files open for longer.
            aliases = partial(_read_aliases, path, self.manifest, self._files, districts)
            self.rows = self._listed = DistrictRows(districts, places, aliases)
        self.geometries = GeometryFiles(path, self.manifest, self._files, places)

    @property
    def version(self) -> str:
        """Version of the data."""
        return str(self.manifest["data_version"])

    def nearest_grid(self) -> CellGrid:
        """Read the cells that ``nearest`` looks into."""
        table = self._read(NEAREST)
        with fitting(self.path / NEAREST):
            grid = grid_from_table(table)
            check_nearest(grid, self._listed.is_located())
        return grid

    def boundary_grid(self) -> BoundaryGrid:
        """Read the cells that ``reverse`` looks into."""
        table = self._read(REVERSE)
        with fitting(self.path / REVERSE):
            grid = boundary_grid_from_table(table)
            check_boundaries(grid, self._count(BOUNDARIES))
        del table
        pa.default_memory_pool().release_unused()
        return grid

    def vertices(self, grid: BoundaryGrid) -> NDArray[np.uint8]:
        """Return the boundaries' geometries, end to end, that a grid points into."""
        content = self.geometries.of_districts.content
        with fitting(self.path / BOUNDARIES):
            check_vertices(grid, content)
        return content

    def _read(self, name: str) -> pa.Table:
        return _read(self.path, self.manifest, self._files, name)

    def _places(self, name: str) -> pa.Table:
        table = self._read(name)
        with fitting(self.path / name):
            check_table(name, table, self._count(name))
        return table

    def _count(self, name: str) -> int:
        entry = self.manifest["files"].get(name)
        return 0 if entry is None else int(entry["rows"])


def _read(path: Path, manifest: Mapping[str, Any], files: HeldFiles, name: str) -> pa.Table:
    table = read_table(path, manifest, name, opener=files.open)
    with fitting(path / name):
        check_types(name, table)
    return table


def _read_aliases(
    path: Path, manifest: Mapping[str, Any], files: HeldFiles, districts: pa.Table
) -> pa.Table:
    table = _read(path, manifest, files, ALIASES)
    with fitting(path / ALIASES):
        check_aliases(table, districts)
    return table
