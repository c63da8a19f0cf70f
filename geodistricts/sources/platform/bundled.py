"""The bundled snapshot, as far as it lends to a platform's: names, coordinates, boundaries."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from geodistricts.basics.arrow import records
from geodistricts.snapshot import CITIES, DISTRICTS, TOWNSHIPS, read_manifest, read_table


class Bundled(NamedTuple):
    """The snapshot that comes with the package, but for boundaries and indexes."""

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
        Cities, townships and the active districts.

    Raises
    ------
    SnapshotError
        Where it is damaged.
    """
    manifest = read_manifest(path)
    tables = {name: read_table(path, manifest, name) for name in (CITIES, TOWNSHIPS, DISTRICTS)}
    return Bundled(
        path,
        manifest,
        {name: table.filter(table["is_active"]) for name, table in tables.items()},
    )


def names_by_pk(table: pa.Table | None) -> dict[int, str]:
    """Return the names of places by pk; none where there is no table."""
    return {} if table is None else dict(records(table, "pk", "name"))
