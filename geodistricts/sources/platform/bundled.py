"""The bundled snapshot, as far as it lends to a platform's."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from geodistricts.basics.arrow import records
from geodistricts.snapshot import (
    ALIASES,
    CITIES,
    CITY_BOUNDARIES,
    DISTRICTS,
    TOWNSHIP_BOUNDARIES,
    TOWNSHIPS,
    read_manifest,
    read_table,
)

_PLACES = (CITIES, TOWNSHIPS, DISTRICTS)
_BESIDE = (ALIASES, TOWNSHIP_BOUNDARIES, CITY_BOUNDARIES)


class Bundled(NamedTuple):
    """The snapshot that comes with the package, but for districts' boundaries and indexes."""

    path: Path
    manifest: Mapping[str, Any]
    tables: Mapping[str, pa.Table]


def read_bundled(path: Path) -> Bundled:
    """Read what enrichment needs of a snapshot.

    Parameters
    ----------
    path : Path
        Its folder.

    Returns
    -------
    Bundled
        Cities, townships and districts that are active; other names, and shapes.

    Raises
    ------
    SnapshotError
        Where it is damaged.
    """
    manifest = read_manifest(path)
    tables = {name: read_table(path, manifest, name) for name in (*_PLACES, *_BESIDE)}
    active = {name: tables[name].filter(tables[name]["is_active"]) for name in _PLACES}
    return Bundled(path, manifest, {**tables, **active})


def names_by_pk(table: pa.Table | None) -> dict[int, str]:
    """Return the names of places by pk; none where there is no table."""
    return {} if table is None else dict(records(table, "pk", "name"))
