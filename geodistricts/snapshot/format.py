"""The format of a snapshot: its files, and the columns of each."""

from pathlib import Path

import pyarrow as pa

FORMAT_VERSION = 2
MANIFEST = "manifest.json"
CITIES = "cities.parquet"
TOWNSHIPS = "townships.parquet"
DISTRICTS = "districts.parquet"
ALIASES = "aliases.parquet"
BOUNDARIES = "boundaries.parquet"
TOWNSHIP_BOUNDARIES = "township_boundaries.parquet"
CITY_BOUNDARIES = "city_boundaries.parquet"
NEAREST = "nearest.parquet"
REVERSE = "reverse.parquet"
FILES = (
    *(CITIES, TOWNSHIPS, DISTRICTS, ALIASES),
    *(BOUNDARIES, TOWNSHIP_BOUNDARIES, CITY_BOUNDARIES),
    *(NEAREST, REVERSE),
)
SHAPES = (BOUNDARIES, TOWNSHIP_BOUNDARIES, CITY_BOUNDARIES)
INDEXES = (NEAREST, REVERSE)

_PLACE = [
    ("pk", pa.int32()),
    ("name", pa.string()),
    ("display_name", pa.string()),
    ("is_active", pa.bool_()),
    ("latitude", pa.float64()),
    ("longitude", pa.float64()),
    ("official_code", pa.int32()),
    ("population", pa.int32()),
]
_SHAPE = [("pk", pa.int32()), ("name", pa.string()), ("geometry", pa.binary())]
SCHEMAS = {
    CITIES: pa.schema(_PLACE),
    TOWNSHIPS: pa.schema([*_PLACE, ("city", pa.int32())]),
    DISTRICTS: pa.schema(
        [
            ("pk", pa.int32()),
            ("name", pa.string()),
            ("city", pa.int32()),
            ("township", pa.int32()),
            ("is_active", pa.bool_()),
            ("latitude", pa.float64()),
            ("longitude", pa.float64()),
            ("created_date", pa.timestamp("us", "UTC")),
            ("modified_date", pa.timestamp("us", "UTC")),
            ("omnitron_id", pa.int32()),
            ("mapping", pa.string()),
            ("display_name", pa.string()),
            ("kind", pa.string()),
            ("village", pa.string()),
            ("postal_code", pa.string()),
            ("semt", pa.string()),
            ("coordinate_source", pa.string()),
            ("boundary", pa.int32()),
            ("official_code", pa.int32()),
            ("population", pa.int32()),
        ]
    ),
    ALIASES: pa.schema(
        [
            ("pk", pa.int32()),
            ("name", pa.string()),
            ("kind", pa.string()),
            ("source", pa.string()),
        ]
    ),
    BOUNDARIES: pa.schema(
        [
            ("source_id", pa.int32()),
            ("name", pa.string()),
            ("city", pa.int32()),
            ("township", pa.int32()),
            ("population", pa.int32()),
            ("geometry", pa.binary()),
        ]
    ),
    TOWNSHIP_BOUNDARIES: pa.schema(_SHAPE),
    CITY_BOUNDARIES: pa.schema(_SHAPE),
    NEAREST: pa.schema(
        [
            ("west", pa.float64()),
            ("south", pa.float64()),
            ("step", pa.float64()),
            ("columns", pa.int32()),
            ("rows", pa.int32()),
            ("list_of_cell", pa.binary()),
            ("offsets", pa.binary()),
            ("candidates", pa.binary()),
        ]
    ),
    REVERSE: pa.schema(
        [
            ("west", pa.float64()),
            ("south", pa.float64()),
            ("step", pa.float64()),
            ("columns", pa.int32()),
            ("rows", pa.int32()),
            ("boundaries", pa.int32()),
            ("list_of_cell", pa.binary()),
            ("counts", pa.binary()),
            ("candidates", pa.binary()),
            ("base", pa.binary()),
            ("run_counts", pa.binary()),
            ("run_starts", pa.binary()),
            ("run_lengths", pa.binary()),
            ("run_bits", pa.binary()),
            ("outer_starts", pa.binary()),
            ("outer_rows", pa.binary()),
        ]
    ),
}
SEMT = "semt"
"""The kind of an alias that names no district, but a quarter that one lies in."""
REPETITIVE = ("kind", "village", "postal_code", "semt", "coordinate_source")


def aside(path: Path) -> Path:
    """Return where the old folder stands while a new one takes its place in two steps."""
    return path.with_name(f".{path.name}-old")
