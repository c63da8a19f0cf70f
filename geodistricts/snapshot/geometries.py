"""The geometries of a snapshot: read when first asked for, end to end, one copy for all."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from geodistricts.basics.arrow import numbers, single_chunk
from geodistricts.basics.forking import loading
from geodistricts.basics.lazy import Lazy
from geodistricts.errors import SnapshotError
from geodistricts.snapshot.checking import (
    check_count,
    check_polygons,
    check_shapes,
    check_types,
    fitting,
)
from geodistricts.snapshot.format import BOUNDARIES, CITY_BOUNDARIES, TOWNSHIP_BOUNDARIES
from geodistricts.snapshot.holding import HeldFiles
from geodistricts.snapshot.places import Places
from geodistricts.snapshot.polygons import is_polygons
from geodistricts.snapshot.reading import read_end_to_end, read_table

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Int32, NDArray


def parse_polygon(file: Path, wkb: bytes) -> Any:
    """Parse a polygon or multipolygon of longitudes and latitudes.

    Parameters
    ----------
    file : Path
        Where it is from, for an error.
    wkb : bytes
        The geometry.

    Returns
    -------
    shapely.Polygon or shapely.MultiPolygon
        The same.

    Raises
    ------
    SnapshotError
        Where it is something else, or cannot be read.
    """
    with loading:  # or a fork in the midst of it leaves the child half a module
        import shapely

    if not is_polygons(wkb):
        raise _damaged(file, "is no polygon")
    try:
        shape = shapely.from_wkb(wkb)
    except shapely.errors.ShapelyError as error:
        raise _damaged(file, f"cannot be read ({error})") from error
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise _damaged(file, "is out of range")
    return shape


def geo_metadata(file: Path, geometry: pa.Array | pa.ChunkedArray) -> str:
    """Describe a column of polygons as GeoParquet does.

    Parameters
    ----------
    file : Path
        Where they are from, for an error.
    geometry : pyarrow.Array or pyarrow.ChunkedArray
        WKB.

    Returns
    -------
    str
        JSON, with the kinds and the bounds of just these.

    Raises
    ------
    SnapshotError
        Where one is no polygon of longitudes and latitudes.
    """
    kinds: set[str] = set()
    bounds: list[tuple[float, ...]] = []
    for wkb in geometry:
        shape = parse_polygon(file, wkb.as_py())
        kinds.add(shape.geom_type)
        bounds.append(shape.bounds)
    told: dict[str, Any] = {"encoding": "WKB", "geometry_types": sorted(kinds)}
    if bounds:
        least, most = np.min(bounds, axis=0), np.max(bounds, axis=0)
        told["bbox"] = [*least[:2].tolist(), *most[2:].tolist()]
    columns = {"geometry": told}
    return json.dumps({"version": "1.1.0", "primary_column": "geometry", "columns": columns})


def _damaged(file: Path, problem: str) -> SnapshotError:
    return SnapshotError(
        f"{file}: damaged, a geometry {problem}; restore it, reinstall geodistricts, or build "
        "the snapshot again"
    )


class Geometries(NamedTuple):
    """The geometries of one file.

    Attributes
    ----------
    file : Path
        The file.
    content : ndarray of uint8
        WKB, little-endian, one after the other.
    offsets : ndarray of int32, shape (geometries + 1,)
        Where each begins.
    geo : bytes
        The file's GeoParquet metadata, JSON.
    pks : ndarray of int32, shape (geometries,)
        The city or township that each is of, in order; none for districts' boundaries.
    """

    file: Path
    content: NDArray[np.uint8]
    offsets: Int32
    geo: bytes
    pks: Int32

    def shape(self, row: int) -> Any:
        """Return one as a shapely geometry.

        Raises
        ------
        SnapshotError
            Where it is no polygon of longitudes and latitudes.
        """
        wkb = self.content[self.offsets[row] : self.offsets[row + 1]].tobytes()
        return parse_polygon(self.file, wkb)

    def column(self) -> pa.Array:
        """Return all as an Arrow array, in the same memory."""
        buffers = [None, pa.py_buffer(self.offsets), pa.py_buffer(self.content)]
        return pa.Array.from_buffers(pa.binary(), len(self.offsets) - 1, buffers)


class GeometryFiles:
    """The three files of geometries.

    Parameters
    ----------
    path : Path
        The snapshot's folder.
    manifest : mapping
        Its manifest.
    files : HeldFiles
        Its files, held open.
    places : Places
        Its cities and townships.
    """

    def __init__(
        self, path: Path, manifest: Mapping[str, Any], files: HeldFiles, places: Places
    ) -> None:
        self._path, self._manifest, self._files = path, manifest, files
        self._places = places

    @Lazy
    def of_districts(self) -> Geometries:
        """Read the boundaries of districts, by their rows."""
        return self._read(BOUNDARIES, np.zeros(0, dtype=np.int32))

    @Lazy
    def of_townships(self) -> Geometries:
        """Read the shapes of townships."""
        return self._read_of_places(TOWNSHIP_BOUNDARIES, self._places.townships)

    @Lazy
    def of_cities(self) -> Geometries:
        """Read the shapes of cities."""
        return self._read_of_places(CITY_BOUNDARIES, self._places.cities)

    @Lazy
    def inhabitants(self) -> pa.Array:
        """Read how many people live inside each boundary of a district; null where unknown."""
        return single_chunk(self._columns(BOUNDARIES, "population")["population"])

    def _read_of_places(self, name: str, known: Collection[int]) -> Geometries:
        table = self._columns(name, "pk")
        with fitting(self._path / name):
            check_shapes(table, known)
            pks = numbers(table, "pk")
        return self._read(name, pks)

    def _columns(self, name: str, *columns: str) -> pa.Table:
        table = read_table(self._path, self._manifest, name, columns, self._files.open)
        with fitting(self._path / name):
            check_types(name, table)
            check_count(table.num_rows, self._manifest["files"][name]["rows"])
        return table

    def _read(self, name: str, pks: Int32) -> Geometries:
        with fitting(self._path / name):
            content = read_end_to_end(
                self._path, self._manifest, name, "geometry", self._files.open
            )
            check_count(len(content.offsets) - 1, self._manifest["files"][name]["rows"])
            check_polygons(content.content, content.offsets)
        pa.default_memory_pool().release_unused()
        return Geometries(self._path / name, *content, pks)
