"""What the bundled snapshot lends beside columns: other names and shapes; and what to one only."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geodistricts.basics.arrow import numbers, records
from geodistricts.names import normalize
from geodistricts.snapshot import (
    ALIASES,
    CITIES,
    CITY_BOUNDARIES,
    DISTRICTS,
    SCHEMAS,
    TOWNSHIP_BOUNDARIES,
    TOWNSHIPS,
)
from geodistricts.sources.platform.bundled import Bundled, names_by_pk
from geodistricts.sources.platform.counterparts import SPELLINGS, Counterparts

FIGURES = ("official_code", "population")


def without_figures(
    districts: pa.Table, counterparts: Counterparts, bundled: Bundled
) -> NDArray[np.bool_]:
    """Find the districts that share their counterpart with another which has more right to it.

    A code is one district's, and people counted twice are a wrong sum. Of the active ones (of
    all, where none is) the only one that is spelt as the counterpart, letter for letter, else
    by letters or by the fold of names, has code and population; none where two are.

    Parameters
    ----------
    districts : pyarrow.Table
        The platform's.
    counterparts : Counterparts
        What they are.
    bundled : Bundled
        Where those are.

    Returns
    -------
    ndarray of bool, shape (districts,)
        True for those that get no code and no population.
    """
    names, active = districts["name"].to_pylist(), numbers(districts, "is_active")
    theirs = bundled.tables[DISTRICTS]["name"].to_pylist()
    sharing: defaultdict[int, list[int]] = defaultdict(list)
    for row, counterpart in enumerate(counterparts.districts.tolist()):
        if counterpart >= 0:
            sharing[counterpart].append(row)
    without = np.zeros(districts.num_rows, dtype=np.bool_)
    for counterpart, rows in sharing.items():
        if len(rows) > 1:
            without[rows] = True
            rivals = [row for row in rows if active[row]] or rows
            without[_closest([names[row] for row in rivals], theirs[counterpart], rivals)] = False
    return without


def _closest(names: list[str], name: str, rows: list[int]) -> list[int]:
    """Return the row that is spelt most like the name, none where two are."""
    if len(rows) == 1:
        return rows
    for spell in SPELLINGS:
        alike = [row for own, row in zip(names, rows, strict=True) if spell(own) == spell(name)]
        if alike:
            return alike if len(alike) == 1 else []
    return []


def lent_aliases(
    districts: pa.Table, counterparts: Counterparts, bundled: Bundled
) -> dict[str, pa.Table]:
    """Carry the other names of counterparts over to a platform's numbers.

    Parameters
    ----------
    districts : pyarrow.Table
        The platform's.
    counterparts : Counterparts
        What they are.
    bundled : Bundled
        Has the other names.

    Returns
    -------
    dict of str to pyarrow.Table
        The file of aliases; one that is the district's own name is left out.
    """
    aliases: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for pk, *alias in records(bundled.tables[ALIASES], "pk", "name", "kind", "source"):
        aliases[pk].append(tuple(alias))
    theirs = bundled.tables[DISTRICTS]["pk"].to_pylist()
    own = zip(records(districts, "pk", "name"), counterparts.districts.tolist(), strict=True)
    rows = [
        (pk, *alias)
        for (pk, name), counterpart in own
        if counterpart >= 0
        for alias in aliases[theirs[counterpart]]
        if normalize(alias[0]) != normalize(name)
    ]
    schema = SCHEMAS[ALIASES]
    columns = zip(*rows, strict=True) if rows else [[]] * len(schema)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return {ALIASES: pa.table(arrays, schema=schema)}


def lent_shapes(
    tables: Mapping[str, pa.Table], counterparts: Counterparts, bundled: Bundled
) -> dict[str, pa.Table]:
    """Carry the shapes of recognised places over to a platform's numbers.

    Parameters
    ----------
    tables : mapping of str to pyarrow.Table
        The platform's cities and townships, as they will be written.
    counterparts : Counterparts
        What they are.
    bundled : Bundled
        Has the shapes.

    Returns
    -------
    dict of str to pyarrow.Table
        The files of shapes, by the platform's pk.
    """
    shapes = {}
    for file, places, recognised in (
        (TOWNSHIP_BOUNDARIES, TOWNSHIPS, counterparts.townships),
        (CITY_BOUNDARIES, CITIES, counterparts.cities),
    ):
        lent, names = bundled.tables[file], names_by_pk(tables[places])
        row_of = {pk: row for row, pk in enumerate(lent["pk"].to_pylist())}
        pks = sorted(pk for pk, found in recognised.items() if found.pk in row_of)
        rows = pa.array([row_of[recognised[pk].pk] for pk in pks], pa.int64())
        shapes[file] = pa.table(
            [
                pa.array(pks, pa.int32()),
                pa.array([names[pk] for pk in pks], pa.string()),
                lent["geometry"].take(rows),
            ],
            schema=SCHEMAS[file],
        )
    return shapes
