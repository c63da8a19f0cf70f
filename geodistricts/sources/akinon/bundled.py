"""What a platform's list gains from the bundled snapshot: names, coordinates, boundaries."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geodistricts.basics.arrow import numbers, records
from geodistricts.basics.letters import fold
from geodistricts.names import normalize
from geodistricts.snapshot import CITIES, DISTRICTS, TOWNSHIPS, read_manifest, read_table
from geodistricts.sources.akinon.counterparts import find_counterparts
from geodistricts.sources.akinon.recognise import Recognised, recognise

_Keys = dict[int, set[Hashable]]


class Bundled(NamedTuple):
    """The snapshot that comes with the package, but for boundaries and indexes."""

    path: Path
    manifest: Mapping[str, Any]
    tables: Mapping[str, pa.Table]


class Counterparts(NamedTuple):
    """What of the bundled snapshot a platform's numbers mean.

    Attributes
    ----------
    cities, townships : dict of int to Recognised
        By the platform's pk; a place that is not recognised is left out.
    districts : ndarray of int64, shape (districts,)
        Row of each district's counterpart in the bundled table, -1 where there is none.
    """

    cities: dict[int, Recognised]
    townships: dict[int, Recognised]
    districts: NDArray[np.int64]


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


def find_all_counterparts(
    districts: pa.Table, names: Mapping[str, Mapping[int, str]], bundled: Bundled
) -> Counterparts:
    """Recognise a platform's cities and townships, and in them its districts.

    Parameters
    ----------
    districts : pyarrow.Table
        The platform's: name, city and township, each township in one city.
    names : mapping of str to mapping of int to str
        Names of cities and of townships as far as the platform tells them, by file and pk;
        a name is one more thing that a place and its counterpart have in common.
    bundled : Bundled
        The snapshot to find them in.

    Returns
    -------
    Counterparts
        Inside recognised cities and townships only.
    """
    ours, theirs = _Side(districts, names), _Side(bundled.tables[DISTRICTS], _names_of(bundled))
    cities = recognise(ours.city_keys, theirs.city_keys)
    townships: dict[int, Recognised] = {}
    for city, found in cities.items():
        townships |= recognise(ours.township_keys[city], theirs.township_keys[found.pk])
    rows = np.full(districts.num_rows, -1, dtype=np.int64)
    for township, found in townships.items():
        candidates = theirs.rows[found.pk]
        own = ours.rows[township]
        places = find_counterparts(
            [ours.names[row] for row in own], [theirs.names[row] for row in candidates]
        )
        rows[own] = [-1 if place is None else candidates[place] for place in places]
    return Counterparts(cities, townships, rows)


class _Side:
    """A list of districts, by city and township, and the keys of each place."""

    def __init__(self, districts: pa.Table, names: Mapping[str, Mapping[int, str]]) -> None:
        self.names: list[str] = districts["name"].to_pylist()
        self.rows: defaultdict[int, list[int]] = defaultdict(list)
        self.city_keys: defaultdict[int, set[Hashable]] = defaultdict(set)
        self.township_keys: defaultdict[int, _Keys] = defaultdict(lambda: defaultdict(set))
        for row, (name, city, township) in enumerate(
            records(districts, "name", "city", "township")
        ):
            key = normalize(name)
            self.rows[township].append(row)
            self.city_keys[city].add(key)
            self.township_keys[city][township].add(key)
        for city, keys in self.city_keys.items():
            _add_name(keys, names[CITIES].get(city))
            for township, inner in self.township_keys[city].items():
                _add_name(inner, names[TOWNSHIPS].get(township))


def _add_name(keys: set[Hashable], name: str | None) -> None:
    if name is not None:
        keys.add(("name", fold(name)))


def _names_of(bundled: Bundled) -> dict[str, dict[int, str]]:
    return {name: names_by_pk(bundled.tables[name]) for name in (CITIES, TOWNSHIPS)}


def swapped_in_city(
    districts: pa.Table, cities: Mapping[int, Recognised], bundled: Bundled
) -> NDArray[np.bool_]:
    """Find coordinates that lie in their city only if latitude and longitude change places.

    Parameters
    ----------
    districts : pyarrow.Table
        The platform's.
    cities : mapping of int to Recognised
        What its cities are.
    bundled : Bundled
        Where those are.

    Returns
    -------
    ndarray of bool, shape (districts,)
        True where the two are swapped; in the east of the country both orders are degrees
        that Turkey has, and only the city tells.
    """
    boxes = _boxes(bundled.tables[DISTRICTS])
    latitudes, longitudes = numbers(districts, "latitude"), numbers(districts, "longitude")
    cities_of = numbers(districts, "city")
    swapped = np.zeros(districts.num_rows, dtype=np.bool_)
    for row in np.flatnonzero(~np.isnan(latitudes)).tolist():
        city = cities.get(int(cities_of[row]))
        if city is not None and city.pk in boxes:
            at = np.array([latitudes[row], longitudes[row]])
            swapped[row] = not _inside(boxes[city.pk], at) and _inside(boxes[city.pk], at[::-1])
    return swapped


def _boxes(districts: pa.Table) -> dict[int, NDArray[np.float64]]:
    """Return the least and the greatest latitude and longitude of each city."""
    cities = numbers(districts, "city")
    points = np.column_stack([numbers(districts, "latitude"), numbers(districts, "longitude")])
    located = ~np.isnan(points).any(axis=1)
    boxes = {}
    for city in np.unique(cities[located]).tolist():
        inside = points[located & (cities == city)]
        boxes[city] = np.stack([inside.min(axis=0), inside.max(axis=0)])
    return boxes


def _inside(box: NDArray[np.float64], point: NDArray[np.float64]) -> bool:
    return bool((box[0] <= point).all() and (point <= box[1]).all())


def names_by_pk(table: pa.Table | None) -> dict[int, str]:
    """Return the names of places by pk; none where there is no table."""
    return {} if table is None else dict(records(table, "pk", "name"))
