"""Exporting: a level of the list as a file that other tools read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geodistricts.basics.arrow import from_texts, from_values
from geodistricts.records import City, Level, Township
from geodistricts.snapshot import SHAPES, geo_metadata, parse_polygon
from geodistricts.tables.form_lists import LEVELS, lists_of_a_form, written_list
from geodistricts.tables.formatting import format_header, format_rows
from geodistricts.tables.replacing import replaced

if TYPE_CHECKING:
    from geodistricts.gazetteer import Gazetteer

_FILES = dict(zip(LEVELS, SHAPES, strict=True))
_DECIMALS = 6
_LONGER = re.compile(rf"\.\d{{{_DECIMALS + 1}}}")
_NUMBER = re.compile(rf"\d+{_LONGER.pattern}\d*")
_BATCH = 500
_FEATURES = '{"type": "FeatureCollection", "features": [\n'

Advance = Callable[[int, int], None]


def export(
    gazetteer: Gazetteer,
    out: Path | IO[bytes],
    level: Level,
    kind: str,
    place: City | Township | None = None,
    advance: Advance = lambda done, total: None,
) -> int:
    """Write a level of the list to a file.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the places.
    out : Path or binary file
        The file; it appears when all of it is written. One that is open is written to as it is.
    level : {"district", "township", "city"}
        What a row is.
    kind : {"geojson", "geoparquet", "csv", "json"}
        Boundaries, for maps; the places themselves with their coordinates; or the lists of a
        form, as ``lists_of_a_form`` makes them.
    place : City or Township, optional
        Only what is in it.
    advance : callable
        Told how many rows are written, and how many there are.

    Returns
    -------
    int
        How many rows there are, or cities in the lists; nothing is written where there are none.

    Raises
    ------
    OSError
        Where the file cannot be written; names it.
    SnapshotError
        Where the snapshot's shapes are damaged.
    """
    if kind == "json":
        lists = lists_of_a_form(gazetteer, level, place)
        with _opened(out) as file:
            file.write(written_list(lists))
        return len(lists["cities"])
    make, write = _TABLES[kind]
    table = make(gazetteer, level, place)
    if table.num_rows:
        with _opened(out) as file:
            write(file, table, gazetteer.path / _FILES[level], advance)
    return int(table.num_rows)


@contextmanager
def _opened(out: Path | IO[bytes]) -> Iterator[IO[bytes]]:
    if not isinstance(out, Path):
        yield out
        return
    with replaced(out) as part, part.open("wb") as file:
        yield file


def _boundaries(gazetteer: Gazetteer, level: Level, place: City | Township | None) -> pa.Table:
    return _inside(gazetteer.boundaries(level), level, place)


def _inside(table: pa.Table, level: Level, place: City | Township | None) -> pa.Table:
    """Keep the rows that are a place, or in it."""
    if place is None:
        return table
    own = "township" if isinstance(place, Township) else "city"
    if own == level:
        return table.filter(pc.equal(table["pk"], place.pk))
    if own not in table.column_names:
        # A city is in no township.
        return table.slice(0, 0)
    return table.filter(pc.equal(table[own], place.pk))


def _places(gazetteer: Gazetteer, level: Level, place: City | Township | None) -> pa.Table:
    """Make the table of the active places themselves."""
    if level == "district":
        districts = gazetteer.table
        return _inside(gazetteer.take(districts["pk"].filter(districts["is_active"])), level, place)
    records: list[Any] = list(gazetteer.cities)
    if level == "township":
        records = [one for city in records for one in gazetteer.townships_of(city)]
    columns: dict[str, pa.Array] = {
        "pk": from_values([one.pk for one in records], pa.int32()),
        "name": from_texts([one.name for one in records]),
        "display_name": from_texts([one.display_name for one in records]),
    }
    if level == "township":
        columns["city"] = from_values([one.city.pk for one in records], pa.int32())
        columns["city_name"] = from_texts([one.city.name for one in records])
        columns["city_display_name"] = from_texts([one.city.display_name for one in records])
    for name, kind in (
        *(("latitude", pa.float64()), ("longitude", pa.float64())),
        *(("official_code", pa.int32()), ("population", pa.int32())),
    ):
        columns[name] = from_values([getattr(one, name) for one in records], kind)
    return _inside(pa.table(columns), level, place)


def _write_geojson(file: IO[bytes], table: pa.Table, source: Path, advance: Advance) -> None:
    """Write features as RFC 7946 has them: shells counter-clockwise, 6 decimals (0.1 m)."""
    import shapely

    attributes = table.drop_columns(["geometry"])
    file.write(_FEATURES.encode())
    for start in range(0, table.num_rows, _BATCH):
        batch = attributes.slice(start, _BATCH).to_pylist()
        wkb = table["geometry"].slice(start, _BATCH).to_pylist()
        exact = np.array([parse_polygon(source, one) for one in wkb], dtype=np.object_)
        rounded = shapely.transform(exact, lambda degrees: np.round(degrees, _DECIMALS))
        # A border that rounding lets touch itself stays as it is.
        is_rounded = shapely.is_valid(rounded)
        # Rounding can turn a sliver over, so they are oriented after it.
        shapes = shapely.orient_polygons(np.where(is_rounded, rounded, exact))
        texts = shapely.to_geojson(shapes)
        texts[is_rounded] = [_in_decimals(text) for text in texts[is_rounded]]
        for number, (properties, shape) in enumerate(
            zip(batch, texts.tolist(), strict=True), start
        ):
            file.write((",\n" * bool(number) + _feature(properties, shape)).encode())
        advance(start + len(batch), table.num_rows)
    file.write(b"\n]}\n")


def _in_decimals(geometry: str) -> str:
    """Write numbers as they were rounded: GEOS makes 35.402589999999996 of 35.40259."""
    if not _LONGER.search(geometry):
        return geometry
    return _NUMBER.sub(lambda number: repr(round(float(number[0]), _DECIMALS)), geometry)


def _feature(properties: Mapping[str, Any], geometry: str) -> str:
    pk = properties["pk"]
    identity = "" if pk is None else f'"id": {pk}, '
    shown = json.dumps(properties, ensure_ascii=False)
    return f'{{"type": "Feature", {identity}"properties": {shown}, "geometry": {geometry}}}'


def _write_geoparquet(file: IO[bytes], table: pa.Table, source: Path, advance: Advance) -> None:
    # The bounds of what is written, which may be one city's.
    table = table.replace_schema_metadata({"geo": geo_metadata(source, table["geometry"])})
    pq.write_table(table, file, compression="zstd")
    advance(table.num_rows, table.num_rows)


def _write_csv(file: IO[bytes], table: pa.Table, source: Path, advance: Advance) -> None:
    file.write(format_header(table.column_names, ","))
    for batch in table.combine_chunks().to_batches():
        file.write(format_rows(batch, ","))
    advance(table.num_rows, table.num_rows)


_TABLES: dict[
    str, tuple[Callable[..., pa.Table], Callable[[IO[bytes], pa.Table, Path, Advance], None]]
] = {
    "geojson": (_boundaries, _write_geojson),
    "geoparquet": (_boundaries, _write_geoparquet),
    "csv": (_places, _write_csv),
}
FORMATS = (*_TABLES, "json")
"""Of a file: boundaries for maps, the places with their coordinates, and the lists of a form."""
