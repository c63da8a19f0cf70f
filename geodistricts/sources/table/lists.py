"""From lists in files to a platform's lists."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from geodistricts.basics.arguments import shown
from geodistricts.basics.arrow import numbers
from geodistricts.snapshot import CITIES, DISTRICTS, SCHEMAS, TOWNSHIPS
from geodistricts.sources.platform import Bundled, Note, PlatformLists, read_point
from geodistricts.sources.table.cells import degrees, postal_code, truth
from geodistricts.sources.table.headings import CITY, DISTRICT, TOWNSHIP
from geodistricts.sources.table.resolving import (
    Lists,
    Townships,
    resolve_cities,
    resolve_townships,
)
from geodistricts.sources.table.rows import ListRows, read_rows


class ListFiles(NamedTuple):
    """The files of a platform's lists."""

    districts: Path
    townships: Path | None = None
    cities: Path | None = None


def read_lists(
    files: ListFiles,
    said: Mapping[str, str],
    encoding: str | None,
    previous: Mapping[str, pa.Table],
    bundled: Bundled | None,
) -> PlatformLists:
    """Read a platform's lists.

    Parameters
    ----------
    files : ListFiles
        Where they are.
    said : mapping of str to str
        Headings of columns by the option that says them.
    encoding : str, optional
        Of text files.
    previous : mapping of str to pyarrow.Table
        The tables of the snapshot that is to be replaced; empty where there is none.
    bundled : Bundled or None
        Lends numbers to places that have names only.

    Returns
    -------
    PlatformLists
        Their rows; what was left out is among the notes.

    Raises
    ------
    SourceError
        Where a file, a column or a row cannot be understood.
    OSError
        Where a file cannot be read.
    """
    lists = _read(files, said, encoding)
    cities = resolve_cities(lists, previous, bundled)
    townships = resolve_townships(lists, cities, previous, bundled)
    return PlatformLists(
        _district_table(lists, townships),
        _place_table(TOWNSHIPS, townships.names, townships.city_of),
        _place_table(CITIES, cities.names),
        lists.notes,
    )


def _read(files: ListFiles, said: Mapping[str, str], encoding: str | None) -> Lists:
    notes: dict[Note, None] = {}
    townships = cities = None
    fields = dict(DISTRICT)
    if files.cities is not None:
        cities = read_rows(files.cities, CITY, said, encoding, notes)
        del fields["city_name"]
    if files.townships is not None:
        townships = read_rows(files.townships, TOWNSHIP, said, encoding, notes)
        del fields["township_name"]
    if townships is None or "city" not in townships.cells:
        fields["city"] = fields["city"]._replace(required=True)
    districts = read_rows(files.districts, fields, said, encoding, notes)
    return Lists(districts, townships, cities, notes)


def _place_table(
    file: str, names: Mapping[int, str], city_of: Mapping[int, int] | None = None
) -> pa.Table | None:
    """Make a list of places, None where no name is known."""
    if not names:
        return None
    pks = sorted(names)
    columns: dict[str, Any] = {
        "pk": pks,
        "name": [names[pk] for pk in pks],
        "is_active": [True] * len(pks),
    }
    if city_of is not None:
        columns["city"] = [city_of[pk] for pk in pks]
    return _table(file, columns)


def _district_table(lists: Lists, townships: Townships) -> pa.Table:
    rows = lists.districts
    columns: dict[str, Any] = {
        "pk": rows.pks(),
        "name": rows.texts("name"),
        "city": townships.city_of_districts,
        "township": townships.of_districts,
        "is_active": (
            rows.read("active", truth) if "active" in rows.cells else [True] * len(rows.rows)
        ),
    }
    columns["longitude"], columns["latitude"] = _points(rows, columns, lists.notes)
    if "postal_code" in rows.cells:
        columns["postal_code"] = _postal_codes(rows, columns, lists.notes)
    table = _table(DISTRICTS, columns)
    return table.take(np.argsort(numbers(table, "pk"), kind="stable"))


def _table(file: str, columns: Mapping[str, Any]) -> pa.Table:
    schema = pa.schema([SCHEMAS[file].field(name) for name in columns])
    return pa.table(dict(columns), schema=schema)


def _points(
    rows: ListRows, columns: Mapping[str, Any], notes: dict[Note, None]
) -> tuple[list[float | None], list[float | None]]:
    """Read coordinates; what cannot be a point in Turkey is left out and told."""
    longitudes: list[float | None] = [None] * len(rows.rows)
    latitudes = list(longitudes)
    fields = {"longitude", "latitude"} & rows.cells.keys()
    if len(fields) == 1:
        notes[Note("column left out", f"{fields.pop()}, as the other of the two is not there")] = (
            None
        )
    if len(fields) < 2:
        return longitudes, latitudes
    points = zip(rows.read("longitude", degrees), rows.read("latitude", degrees), strict=True)
    for place, (longitude, latitude) in enumerate(points):
        if longitude is None and latitude is None:
            continue
        problem, longitudes[place], latitudes[place] = read_point(longitude, latitude)
        if problem:
            at = f"longitude {shown(longitude)}, latitude {shown(latitude)}"
            subject = f"{_subject(columns, place)}: {at}"
            notes[Note(f"coordinates left out: {problem}", subject)] = None
    return longitudes, latitudes


def _postal_codes(
    rows: ListRows, columns: Mapping[str, Any], notes: dict[Note, None]
) -> list[str | None]:
    codes = rows.read("postal_code", postal_code)
    for place, (code, written) in enumerate(zip(codes, rows.texts("postal_code"), strict=True)):
        if code is None and written is not None:
            subject = f"{_subject(columns, place)}: {shown(written)}"
            notes[Note("postal code left out: not five digits", subject)] = None
    return codes


def _subject(columns: Mapping[str, Any], place: int) -> str:
    return f"district {columns['pk'][place]} ({shown(columns['name'][place])})"
