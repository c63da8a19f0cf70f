"""The boundary file: one polygon a district, with its names."""

import datetime
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from geodistricts.errors import SourceError

_NAME_COLUMNS = ["quarter_id", "name", "semt", "town_name", "city_name", "updated_ms"]
_CITIES_RENAMED = {"Afyon": "Afyonkarahisar"}
_CENTRE = " Merkez"


class SourceBoundary(NamedTuple):
    """The names of one boundary; ``township`` is "Merkez" for the township of a city's centre."""

    source_id: int
    name: str
    semt: str
    township: str | None
    city: str


class BoundarySource(NamedTuple):
    """The boundaries: names, and polygons in the same order."""

    names: list[SourceBoundary]
    polygons: NDArray[Any]
    dated: datetime.datetime | None
    notes: list[str]


def read_boundaries(path: Path) -> BoundarySource:
    """Read the boundary file.

    Parameters
    ----------
    path : Path
        GeoParquet with WKB polygons in degrees (CRS84) and the columns quarter_id, name,
        semt, town_name, city_name and updated_ms.

    Returns
    -------
    BoundarySource
        Its current rows, polygons as they are in the file.

    Raises
    ------
    SourceError
        Where the file is missing, no GeoParquet, empty, or lacks a column.

    Notes
    -----
    Rows with ``updated_ms`` 0 were never updated: each overlaps the boundary that replaced
    it, and most bear its name. They are left out.
    """
    try:
        file = pq.ParquetFile(path)
    except FileNotFoundError:
        raise SourceError(
            f"{path}: no such file; name the boundary file with --boundaries"
        ) from None
    except (pa.ArrowInvalid, OSError) as error:
        raise SourceError(f"{path}: not a Parquet file ({error}); fetch it again") from error
    schema = file.schema_arrow
    if b"geo" not in (schema.metadata or {}):
        raise SourceError(
            f'{path}: no GeoParquet, it has no "geo" metadata; export it as GeoParquet'
        )
    geometry = json.loads(schema.metadata[b"geo"]).get("primary_column", "geometry")
    missing = [name for name in [*_NAME_COLUMNS, geometry] if name not in schema.names]
    if missing:
        raise SourceError(
            f"{path}: has no column {', '.join(missing)}; it must be the boundary file"
        )
    if not file.metadata.num_rows:
        raise SourceError(f"{path}: is empty; fetch it again")
    try:
        table = file.read([*_NAME_COLUMNS, geometry])
        polygons = shapely.from_wkb(table[geometry].to_numpy())
    except (pa.ArrowInvalid, OSError, shapely.errors.GEOSException) as error:
        raise SourceError(f"{path}: damaged ({error}); fetch it again") from error
    return _current(table.drop_columns([geometry]), polygons)


def _current(table: pa.Table, polygons: NDArray[Any]) -> BoundarySource:
    updated = table["updated_ms"].to_numpy()
    current = updated > 0 if updated.any() else np.ones(len(updated), dtype=bool)
    notes = []
    names = []
    for row, keep in zip(table.to_pylist(), current, strict=True):
        city = _CITIES_RENAMED.get(row["city_name"], row["city_name"])
        township = row["town_name"]
        if township is not None and township.endswith(_CENTRE):
            township = _CENTRE.strip()
        boundary = SourceBoundary(row["quarter_id"], row["name"], row["semt"], township, city)
        if keep:
            names.append(boundary)
        else:
            notes.append(f"{boundary.name}, {township}, {city}: replaced since; left out")
    dated = datetime.datetime.fromtimestamp(int(updated.max()) // 1000, datetime.UTC)
    return BoundarySource(names, polygons[current], dated if updated.any() else None, notes)
