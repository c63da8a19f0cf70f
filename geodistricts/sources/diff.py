"""What a rebuild changes, by city, and the guard against losing rows."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import pyarrow as pa

from geodistricts.basics.arrow import records
from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.basics.letters import fold
from geodistricts.errors import SourceError
from geodistricts.snapshot import CITIES, DISTRICTS, TOWNSHIPS

MOVED = 1000.0
SHRINKS_AT_MOST = 0.02
_LEVELS = {CITIES: "cities", TOWNSHIPS: "townships", DISTRICTS: "districts"}


class CityDiff(NamedTuple):
    """What changes in one city; each entry is a line to print."""

    added: list[str]
    removed: list[str]
    renamed: list[str]
    moved: list[str]


class _Row(NamedTuple):
    pk: int
    name: str
    township: int
    point: tuple[float, float] | None


def _active(table: pa.Table) -> dict[int, _Row]:
    columns = ("pk", "name", "township", "latitude", "longitude", "is_active")
    return {
        pk: _Row(pk, name, township, None if latitude is None else (latitude, longitude))
        for pk, name, township, latitude, longitude, is_active in records(table, *columns)
        if is_active
    }


def compare(
    previous: Mapping[str, pa.Table], current: Mapping[str, pa.Table]
) -> dict[str, CityDiff]:
    """Compare two snapshots.

    Parameters
    ----------
    previous, current : mapping of str to pyarrow.Table
        Cities, townships and districts by file name.

    Returns
    -------
    dict of str to CityDiff
        By city; cities without a change are left out. A district that went away and one that
        came in the same township count as renamed where they fold alike or share a point; one
        that keeps its pk counts as renamed or moved where its name or its township is another.
    """
    if not previous:
        return {}
    old, new = _active(previous[DISTRICTS]), _active(current[DISTRICTS])
    names = _place_names(current)
    diffs: defaultdict[str, CityDiff] = defaultdict(lambda: CityDiff([], [], [], []))
    gone: defaultdict[tuple[int, object], list[_Row]] = defaultdict(list)
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
        city, township = names[row.township]
        if before:
            renamed.add(before.pk)
            diffs[city].renamed.append(f"{township}: {before.name} → {row.name}")
        else:
            diffs[city].added.append(f"{township}: {row.name}")
    for row in removed:
        if row.pk not in renamed:
            city, township = names[row.township]
            diffs[city].removed.append(f"{township}: {row.name}")
    for pk in sorted(old.keys() & new.keys()):
        city, township = names[new[pk].township]
        if old[pk].name != new[pk].name:
            diffs[city].renamed.append(f"{township}: {old[pk].name} → {new[pk].name}")
        if old[pk].township != new[pk].township:
            left = ", ".join(reversed(names[old[pk].township]))
            diffs[city].moved.append(f"{township}: {new[pk].name}, out of {left}")
        before_at, now_at = old[pk].point, new[pk].point
        if before_at and now_at and before_at != now_at:
            metres = float(great_circle_distance(*before_at, *now_at))
            if metres > MOVED:
                diffs[city].moved.append(f"{township}: {new[pk].name}, {metres / 1000:.1f} km")
    return dict(sorted(diffs.items()))


def _traits(row: _Row) -> list[object]:
    alike: list[object] = [fold(row.name).replace(" ", "")]
    return [*alike, row.point] if row.point else alike


def _place_names(tables: Mapping[str, pa.Table]) -> dict[int, tuple[str, str]]:
    cities = dict(records(tables[CITIES], "pk", "name"))
    return {
        pk: (cities[city], name)
        for pk, name, city in records(tables[TOWNSHIPS], "pk", "name", "city")
    }


def guard_against_shrinking(
    previous: Mapping[str, pa.Table], current: Mapping[str, pa.Table]
) -> None:
    """Refuse a rebuild that loses more than 2% of any level.

    Parameters
    ----------
    previous, current : mapping of str to pyarrow.Table
        Cities, townships and districts by file name.

    Raises
    ------
    SourceError
        Which level shrinks, and by how much.
    """
    for file, level in _LEVELS.items():
        if file in previous:
            before = sum(previous[file]["is_active"].to_pylist())
            now = sum(current[file]["is_active"].to_pylist())
            if now < before * (1 - SHRINKS_AT_MOST):
                raise SourceError(
                    f"{level} would shrink from {before:,} to {now:,}; "
                    "check the sources, or say --allow-shrink"
                )
