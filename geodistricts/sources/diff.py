"""What a rebuild changes, by city, and the guard against losing rows."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import pyarrow as pa

from geodistricts.errors import SourceError
from geodistricts.snapshot import CITIES, DISTRICTS, TOWNSHIPS
from geodistricts.sources.changes import MOVED, find_changes

FAR = 1000.0
SHRINKS_AT_MOST = 0.02
_LEVELS = {CITIES: "cities", TOWNSHIPS: "townships", DISTRICTS: "districts"}


class CityDiff(NamedTuple):
    """What changes in one city; each entry is a line to print."""

    added: list[str]
    removed: list[str]
    renamed: list[str]
    moved: list[str]


def compare(
    previous: Mapping[str, pa.Table], current: Mapping[str, pa.Table]
) -> dict[str, CityDiff]:
    """Compare a build with the snapshot that was there before.

    Parameters
    ----------
    previous, current : mapping of str to pyarrow.Table
        Cities, townships and districts by file name.

    Returns
    -------
    dict of str to CityDiff
        By city; cities without a change are left out. Of points that moved, those that did by
        more than a kilometre are told.
    """
    if not previous:
        return {}
    diffs: defaultdict[str, CityDiff] = defaultdict(lambda: CityDiff([], [], [], []))
    for change in find_changes(previous, current):
        is_point = change.kind == MOVED and not isinstance(change.before, str)
        if not is_point or (change.metres is not None and change.metres > FAR):
            getattr(diffs[change.city], change.kind).append(change.line)
    return dict(sorted(diffs.items()))


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
