"""The snapshot: the districts on disk, read with nothing taken on trust.

In comes a folder; out comes ``Snapshot``, with cities, townships and districts as rows and
records, and the cells that points are looked up in. The format is here too: ``sources`` writes
by it what every other room reads. It knows records and errors, and no question that is asked
of a gazetteer.
"""

from typing import TYPE_CHECKING, Any

from geodistricts.basics.forking import loading
from geodistricts.snapshot.boundary_cells import MOST_CANDIDATES, BoundaryGrid
from geodistricts.snapshot.by_pk import DistrictsByPk
from geodistricts.snapshot.cells import CellGrid, cell_finder
from geodistricts.snapshot.folder import Snapshot, bundled_path
from geodistricts.snapshot.format import (
    ALIASES,
    BOUNDARIES,
    CITIES,
    CITY_BOUNDARIES,
    DISTRICTS,
    FILES,
    FORMAT_VERSION,
    INDEXES,
    MANIFEST,
    NEAREST,
    REPETITIVE,
    REVERSE,
    SCHEMAS,
    SEMT,
    SHAPES,
    TOWNSHIP_BOUNDARIES,
    TOWNSHIPS,
    aside,
)
from geodistricts.snapshot.geometries import Geometries, geo_metadata, parse_polygon
from geodistricts.snapshot.places import Places, common_place
from geodistricts.snapshot.ranking import rank_by_boundary, rank_rows
from geodistricts.snapshot.reading import (
    manifest_checksum,
    read_manifest,
    read_older_table,
    read_table,
    verify,
)
from geodistricts.snapshot.rows import DistrictRows

if TYPE_CHECKING:
    from geodistricts.snapshot.naming import (
        MAHALLE,
        PART,
        TOWN,
        VILLAGE,
        DistrictName,
        Settlement,
        Speller,
        parse_district_name,
        show_village,
        split_type,
    )

__all__ = [
    "ALIASES",
    "BOUNDARIES",
    "CITIES",
    "CITY_BOUNDARIES",
    "DISTRICTS",
    "FILES",
    "FORMAT_VERSION",
    "INDEXES",
    "MAHALLE",
    "MANIFEST",
    "MOST_CANDIDATES",
    "NEAREST",
    "PART",
    "REPETITIVE",
    "REVERSE",
    "SCHEMAS",
    "SEMT",
    "SHAPES",
    "TOWN",
    "TOWNSHIPS",
    "TOWNSHIP_BOUNDARIES",
    "VILLAGE",
    "BoundaryGrid",
    "CellGrid",
    "DistrictName",
    "DistrictRows",
    "DistrictsByPk",
    "Geometries",
    "Places",
    "Settlement",
    "Snapshot",
    "Speller",
    "aside",
    "bundled_path",
    "cell_finder",
    "common_place",
    "geo_metadata",
    "manifest_checksum",
    "parse_district_name",
    "parse_polygon",
    "rank_by_boundary",
    "rank_rows",
    "read_manifest",
    "read_older_table",
    "read_table",
    "show_village",
    "split_type",
    "verify",
]

_OF_NAMING = (
    *("MAHALLE", "PART", "TOWN", "VILLAGE", "DistrictName", "Settlement", "Speller"),
    *("parse_district_name", "show_village", "split_type"),
)


def __getattr__(name: str) -> Any:
    """Import what only builds and corrections need when it is first asked for."""
    if name in _OF_NAMING:
        with loading:
            from geodistricts.snapshot import naming

            return getattr(naming, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
