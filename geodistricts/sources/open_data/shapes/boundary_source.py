"""The boundary file: one polygon a district, with its names."""

import datetime
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from geodistricts.errors import SourceError
from geodistricts.sources.open_data.parquet_source import open_parquet

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
    Left out, each with a note, are rows without a name, a city or an area, and rows with
    ``updated_ms`` 0. Those were never updated: each overlaps the boundary that replaced it,
    and most bear its name.
    """
    file = open_parquet(path, "the boundary file with --boundaries")
    schema = file.schema_arrow
    try:
        geometry = json.loads(schema.metadata[b"geo"]).get("primary_column", "geometry")
    except (TypeError, KeyError, ValueError, AttributeError):
        raise SourceError(
            f'{path}: no GeoParquet, its "geo" metadata is missing or damaged; '
            "export it as GeoParquet"
        ) from None
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
    source = _current(table.drop_columns([geometry]), polygons)
    if not source.names:
        raise SourceError(f"{path}: has no polygon with a name; it must be the boundary file")
    west, south, east, north = shapely.total_bounds(source.polygons)
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise SourceError(f"{path}: its coordinates are not in degrees; export it as CRS84")
    return source


def _current(table: pa.Table, polygons: NDArray[Any]) -> BoundarySource:
    updated = table["updated_ms"].to_numpy()
    current = updated > 0 if updated.any() else np.ones(len(updated), dtype=bool)
    broken = np.flatnonzero(~(shapely.is_valid(polygons) & (shapely.area(polygons) > 0)))
    empty = set(broken[~(shapely.area(shapely.make_valid(polygons[broken])) > 0)].tolist())
    kept = []
    notes = []
    names = []
    for number, row in enumerate(table.to_pylist()):
        city = _CITIES_RENAMED.get(row["city_name"], row["city_name"])
        township = row["town_name"]
        if township is not None and township.endswith(_CENTRE):
            township = _CENTRE.strip()
        boundary = SourceBoundary(row["quarter_id"], row["name"], row["semt"] or "", township, city)
        if not (boundary.name and city):
            problem = "no name or no city"
        elif not current[number]:
            problem = "replaced since"
        elif number in empty:
            problem = "no area"
        else:
            names.append(boundary)
            kept.append(number)
            continue
        notes.append(f"{boundary.name}, {township}, {city}: {problem}; left out")
    dated = datetime.datetime.fromtimestamp(int(updated.max()) // 1000, datetime.UTC)
    return BoundarySource(names, polygons[kept], dated if updated.any() else None, notes)
