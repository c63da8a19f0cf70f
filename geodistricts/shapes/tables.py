"""Tables of boundaries, with the metadata by which tools for maps know them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodistricts.basics.arrow import from_rows, from_texts, from_values, single_chunk
from geodistricts.records import City, Level, Township
from geodistricts.snapshot import (
    DistrictRows,
    DistrictsByPk,
    Geometries,
    geo_metadata,
    rank_by_boundary,
    show_village,
    split_type,
)

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Int32

_EXTENSION = {
    "ARROW:extension:name": "geoarrow.wkb",
    "ARROW:extension:metadata": json.dumps({"crs": "OGC:CRS84", "crs_type": "authority_code"}),
}
_OF_DISTRICT = ("pk", "name", "display_name", "kind", "village", "official_code", "population")
_OF_PLACE = (
    *("township", "township_name", "township_display_name"),
    *("city", "city_name", "city_display_name"),
)


def place_boundaries(
    level: Level, places: Mapping[int, City] | Mapping[int, Township], geometries: Geometries
) -> pa.Table:
    """Make the table of the boundaries of cities or townships.

    Parameters
    ----------
    level : {"township", "city"}
        Which they are.
    places : mapping of int to City or Township
        By pk.
    geometries : Geometries
        Their shapes.

    Returns
    -------
    pyarrow.Table
        As ``Shapes.boundaries`` describes it; a place that is not active is left out.
    """
    all_records: list[Any] = [places[pk] for pk in geometries.pks.tolist()]
    active = np.array([one.is_active for one in all_records], dtype=np.bool_)
    rows = np.flatnonzero(active).astype(np.int32)
    records = [all_records[row] for row in rows.tolist()]
    columns: dict[str, pa.Array] = {
        "pk": from_rows(geometries.pks[rows]),
        "name": from_texts([one.name for one in records]),
        "display_name": from_texts([one.display_name for one in records]),
        "official_code": from_values([one.official_code for one in records], pa.int32()),
        "population": from_values([one.population for one in records], pa.int32()),
    }
    if level == "township":
        cities = [one.city for one in records]
        columns["city"] = from_values([city.pk for city in cities], pa.int32())
        columns["city_name"] = from_texts([city.name for city in cities])
        columns["city_display_name"] = from_texts([city.display_name for city in cities])
    return _with_geometry(columns, geometries, rows)


def district_boundaries(
    rows: DistrictRows, geometries: Geometries, inhabitants: pa.Array
) -> pa.Table:
    """Make the table of the boundaries of districts.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    geometries : Geometries
        Their boundaries.
    inhabitants : pyarrow.Array
        How many people live in each.

    Returns
    -------
    pyarrow.Table
        As ``Shapes.boundaries`` describes it; a boundary of no active district is left out.
    """
    ranked, offsets = rank_by_boundary(rows.table, len(geometries.offsets) - 1)
    used = np.flatnonzero(np.diff(offsets) > 0).astype(np.int32)
    first = ranked[offsets[used]]
    districts = DistrictsByPk(rows).take(rows.pks_of(first), [*_OF_DISTRICT, *_OF_PLACE])
    columns = {name: single_chunk(districts[name]) for name in districts.column_names}
    chosen = from_rows(used)
    around = inhabitants.take(chosen)
    columns["population"] = pc.if_else(columns["village"].is_valid(), around, columns["population"])
    columns |= _of_settlements(columns)
    columns["boundary"] = chosen
    return _with_geometry(columns, geometries, used)


def _of_settlements(columns: Mapping[str, pa.Array]) -> dict[str, pa.Array]:
    """Let rows of parts tell of the village or town that the boundary is around."""
    names, shown, kinds, villages = (
        columns[name].to_pylist() for name in ("name", "display_name", "kind", "village")
    )
    is_part = np.array([village is not None for village in villages], dtype=np.bool_)
    for row in np.flatnonzero(is_part).tolist():
        village = villages[row]
        names[row], kinds[row] = village, split_type(village).kind
        shown[row] = show_village(shown[row], village)
    own = np.where(is_part, -1, np.arange(len(names))).astype(np.int32)
    return {
        "pk": columns["pk"].take(from_rows(own)),
        "official_code": columns["official_code"].take(from_rows(own)),
        "name": from_texts(names),
        "display_name": from_texts(shown),
        "kind": from_texts(kinds),
    }


def _with_geometry(
    columns: Mapping[str, pa.Array], geometries: Geometries, rows: Int32
) -> pa.Table:
    """Put some of the geometries beside the columns that are theirs."""
    geometry: pa.Array = geometries.column()
    geo: bytes | str = geometries.geo
    if len(rows) < len(geometry):
        geometry = geometry.take(from_rows(rows))
        geo = geo_metadata(geometries.file, geometry)
    fields: list[Any] = [pa.field(name, column.type) for name, column in columns.items()]
    fields.append(pa.field("geometry", pa.binary(), metadata=_EXTENSION))
    schema = pa.schema(fields, metadata={"geo": geo})
    return pa.table([*columns.values(), geometry], schema=schema)
