"""What changed between two snapshots, a record for each change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from geodistricts.basics.arrow import records
from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.basics.letters import fold
from geodistricts.snapshot import (
    ALIASES,
    CITIES,
    DISTRICTS,
    TOWNSHIPS,
    read_manifest,
    read_older_table,
)

ADDED, REMOVED, RENAMED, MOVED, ALIAS = "added", "removed", "renamed", "moved", "alias"
VALUES = ("postal_code", "official_code")
KINDS = (ADDED, REMOVED, RENAMED, MOVED, *VALUES, ALIAS)

Tables = Mapping[str, pa.Table]


class Change(NamedTuple):
    """One thing that is another way than it was.

    Attributes
    ----------
    kind : str
        One of ``KINDS``.
    city, township : str
        Where the district is now, or was last.
    pk : int
        The district's.
    name : str
        What it is called now, or was last.
    before, after : object
        What it had and has: a name; the township that it left and its own, or the points; a
        code; None for nothing.
    metres : float or None
        How far it moved, where it had a point before.
    """

    kind: str
    city: str
    township: str
    pk: int
    name: str
    before: Any = None
    after: Any = None
    metres: float | None = None

    @property
    def line(self) -> str:
        """What is to be read of it, without the city and the kind."""
        if self.kind == RENAMED:
            return f"{self.township}: {self.before} → {self.name}"
        if self.kind == MOVED and isinstance(self.before, str):
            return f"{self.township}: {self.name}, out of {self.before}"
        if self.kind == MOVED and self.metres is not None:
            far = f"{self.metres / 1000:.1f} km" if self.metres >= 950 else f"{self.metres:.0f} m"
            return f"{self.township}: {self.name}, {far}"
        if self.kind == MOVED:
            return f"{self.township}: {self.name}, coordinates {'lost' if self.before else 'found'}"
        if self.kind == ALIAS:
            return f"{self.township}: {self.name}, {self.after or f'no longer {self.before}'}"
        if self.kind in VALUES:
            return f"{self.township}: {self.name}, {self.before or 'none'} → {self.after or 'none'}"
        return f"{self.township}: {self.name}"


class Row(NamedTuple):
    """An active district."""

    pk: int
    name: str
    township: int
    point: tuple[float, float] | None


class PlaceChange(NamedTuple):
    """A city or township that came, went, or is called otherwise; ``label`` has its city."""

    kind: str
    pk: int
    label: str
    before: str | None = None


class People(NamedTuple):
    """The population of a city's districts: how many figures differ, and the sums."""

    districts: int
    before: int
    after: int


class Comparison(NamedTuple):
    """All that differs between two snapshots.

    Attributes
    ----------
    cities, townships : list of PlaceChange
        By pk.
    districts : list of Change
        By kind of change; official codes that there were not are only counted.
    new_codes : dict of str to int
        How many districts of each city have an official code and had none.
    people : dict of str to People
        Of each city where a figure differs.
    """

    cities: list[PlaceChange]
    townships: list[PlaceChange]
    districts: list[Change]
    new_codes: dict[str, int]
    people: dict[str, People]

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return any(self)


def read_tables(path: Path) -> dict[str, pa.Table]:
    """Read what can be compared of a snapshot, also of an older format.

    Parameters
    ----------
    path : Path
        The snapshot's folder.

    Returns
    -------
    dict of str to pyarrow.Table
        Cities, townships, districts, and other names where its format has them.

    Raises
    ------
    SnapshotError
        Where there is none, or a file is damaged.
    """
    manifest = read_manifest(path)
    names = (CITIES, TOWNSHIPS, DISTRICTS, ALIASES)
    there = [name for name in names if name != ALIASES or name in manifest["files"]]
    return {name: read_older_table(path, manifest, name) for name in there}


def compare_all(previous: Tables, current: Tables) -> Comparison:
    """Compare two snapshots in everything that a build or a correction may change.

    Parameters
    ----------
    previous, current : mapping of str to pyarrow.Table
        As ``read_tables`` returns them.

    Returns
    -------
    Comparison
        What differs.
    """
    changes = [*find_changes(previous, current), *_value_changes(previous, current)]
    changes += _alias_changes(previous, current)
    is_new = [one.kind == "official_code" and one.before is None for one in changes]
    new = Counter(one.city for one, only in zip(changes, is_new, strict=True) if only)
    return Comparison(
        _place_changes(previous, current, CITIES),
        _place_changes(previous, current, TOWNSHIPS),
        [one for one, only in zip(changes, is_new, strict=True) if not only],
        dict(sorted(new.items())),
        _people(previous, current),
    )


def find_changes(previous: Tables, current: Tables) -> Iterator[Change]:
    """Find the districts that came, went, are called otherwise, or are elsewhere.

    Parameters
    ----------
    previous, current : mapping of str to pyarrow.Table
        Cities, townships and districts by file name.

    Yields
    ------
    Change
        A district that went away and one that came in the same township count as renamed where
        they fold alike or share a point; one that keeps its pk counts as renamed or moved where
        its name, or its township or point, is another.
    """
    old, new = active_rows(previous[DISTRICTS]), active_rows(current[DISTRICTS])
    places = {**_place_names(previous), **_place_names(current)}
    gone: defaultdict[tuple[int, object], list[Row]] = defaultdict(list)
    removed = [row for pk, row in old.items() if pk not in new]
    for row in removed:
        for trait in _traits(row):
            gone[row.township, trait].append(row)
    renamed = set()
    for row in (row for pk, row in new.items() if pk not in old):
        before = next(
            (
                candidate
                for trait in _traits(row)
                for candidate in gone[row.township, trait]
                if candidate.pk not in renamed
            ),
            None,
        )
        where = places[row.township]
        if before:
            renamed.add(before.pk)
            yield Change(RENAMED, *where, row.pk, row.name, before.name, row.name)
        else:
            yield Change(ADDED, *where, row.pk, row.name, None, row.name)
    for row in removed:
        if row.pk not in renamed:
            yield Change(REMOVED, *places[row.township], row.pk, row.name, row.name)
    for pk in sorted(old.keys() & new.keys()):
        yield from _changes_of_one(old[pk], new[pk], places)


def _changes_of_one(old: Row, new: Row, places: Mapping[int, tuple[str, str]]) -> Iterator[Change]:
    where = places[new.township]
    if old.name != new.name:
        yield Change(RENAMED, *where, new.pk, new.name, old.name, new.name)
    if old.township != new.township:
        left, own = (", ".join(reversed(places[row.township])) for row in (old, new))
        yield Change(MOVED, *where, new.pk, new.name, left, own)
    if old.point != new.point:
        metres = None
        if old.point and new.point:
            metres = float(great_circle_distance(*old.point, *new.point))
        yield Change(MOVED, *where, new.pk, new.name, old.point, new.point, metres)


def active_rows(table: pa.Table) -> dict[int, Row]:
    """Return the active districts of a table, by pk."""
    columns = ("pk", "name", "township", "latitude", "longitude", "is_active")
    return {
        pk: Row(pk, name, township, None if latitude is None else (latitude, longitude))
        for pk, name, township, latitude, longitude, is_active in records(table, *columns)
        if is_active
    }


def _value_changes(previous: Tables, current: Tables) -> Iterator[Change]:
    places = _place_names(current)
    columns = ("pk", "is_active", "name", "township", *VALUES)
    old = {pk: values for pk, active, _, _, *values in _rows(previous, columns) if active}
    for pk, is_active, name, township, *values in _rows(current, columns):
        if is_active and pk in old and values != old[pk]:
            for kind, before, after in zip(VALUES, old[pk], values, strict=True):
                if before != after:
                    yield Change(kind, *places[township], pk, name, before, after)


def _rows(tables: Tables, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return records(tables[DISTRICTS], *columns)


def _alias_changes(previous: Tables, current: Tables) -> Iterator[Change]:
    if ALIASES not in previous or ALIASES not in current:
        return
    rows, places = active_rows(current[DISTRICTS]), _place_names(current)
    old, new = (
        dict.fromkeys(records(tables[ALIASES], "pk", "name")) for tables in (previous, current)
    )
    for pk, name in [
        *(one for one in old if one not in new),
        *(one for one in new if one not in old),
    ]:
        if pk in rows:
            values = (name, None) if (pk, name) in old else (None, name)
            yield Change(ALIAS, *places[rows[pk].township], pk, rows[pk].name, *values)


def _place_changes(previous: Tables, current: Tables, level: str) -> list[PlaceChange]:
    old, new = _labels(previous, level), _labels(current, level)
    changes = []
    for pk in sorted(old.keys() | new.keys()):
        if pk not in old:
            changes.append(PlaceChange(ADDED, pk, new[pk]))
        elif pk not in new:
            changes.append(PlaceChange(REMOVED, pk, old[pk]))
        elif old[pk] != new[pk]:
            changes.append(PlaceChange(RENAMED, pk, new[pk], old[pk]))
    return changes


def _labels(tables: Tables, level: str) -> dict[int, str]:
    table = tables[level]
    active = {pk for pk, is_active in records(table, "pk", "is_active") if is_active}
    if level == CITIES:
        return {pk: name for pk, name in records(table, "pk", "name") if pk in active}
    return {
        pk: f"{name}, {city}" for pk, (city, name) in _place_names(tables).items() if pk in active
    }


def _people(previous: Tables, current: Tables) -> dict[str, People]:
    columns = ("pk", "is_active", "township", "population")
    figures: defaultdict[str, dict[int, list[int | None]]] = defaultdict(dict)
    for version, tables in enumerate((previous, current)):
        places = _place_names(tables)
        for pk, is_active, township, population in _rows(tables, columns):
            if is_active and population is not None:
                both = figures[places[township][0]].setdefault(pk, [None, None])
                both[version] = population
    people = {}
    for city, by_pk in sorted(figures.items()):
        differ = sum(before != after for before, after in by_pk.values())
        if differ:
            before, after = (sum(both[place] or 0 for both in by_pk.values()) for place in (0, 1))
            people[city] = People(differ, before, after)
    return people


def _traits(row: Row) -> list[object]:
    alike: list[object] = [fold(row.name).replace(" ", "")]
    return [*alike, row.point] if row.point else alike


def _place_names(tables: Tables) -> dict[int, tuple[str, str]]:
    """Return the city and the name of every township."""
    cities = dict(records(tables[CITIES], "pk", "name"))
    return {
        pk: (cities[city], name)
        for pk, name, city in records(tables[TOWNSHIPS], "pk", "name", "city")
    }
