"""Numbers for cities and townships of which a list has the names only."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeVar

import pyarrow as pa

from geodistricts.basics.arrow import records
from geodistricts.basics.letters import fold
from geodistricts.snapshot import CITIES, TOWNSHIPS
from geodistricts.sources.numbering import assign_pks
from geodistricts.sources.platform import Bundled

TownshipKey = tuple[int, str]
_Key = TypeVar("_Key", bound=Hashable)


def name_key(name: str) -> str:
    """Reduce a name to what its spellings have in common; one without letters stays itself."""
    return fold(name) or name


def number_cities(
    names: Iterable[str], previous: Mapping[str, pa.Table], bundled: Bundled | None
) -> dict[str, int]:
    """Give each city a number: the one it had, the bundled one of that name, or an unused one.

    Parameters
    ----------
    names : iterable of str
        Of cities, in any spelling.
    previous : mapping of str to pyarrow.Table
        The tables of the snapshot that is to be replaced; empty where there is none.
    bundled : Bundled or None
        Lends numbers.

    Returns
    -------
    dict of str to int
        By the name's key.
    """
    had = _city_numbers(previous)
    lent = _city_numbers(bundled.tables) if bundled else {}
    known = _without_clashes(lent, had)
    return assign_pks(map(name_key, names), known, str)


def number_townships(
    places: Iterable[TownshipKey],
    cities: Mapping[int, str],
    previous: Mapping[str, pa.Table],
    bundled: Bundled | None,
) -> dict[TownshipKey, int]:
    """Give each township a number, as ``number_cities`` does.

    Parameters
    ----------
    places : iterable of (int, str)
        Number of the city, and key of the township's name.
    cities : mapping of int to str
        Names of cities, as far as they are known.
    previous : mapping of str to pyarrow.Table
        The tables of the snapshot that is to be replaced; empty where there is none.
    bundled : Bundled or None
        Lends numbers.

    Returns
    -------
    dict of (int, str) to int
        By city and name's key.
    """
    had: dict[TownshipKey, int] = {}
    lent: dict[TownshipKey, int] = {}
    if previous:
        had = {
            (city, name_key(name)): pk
            for pk, name, city in _with_active_last(previous[TOWNSHIPS], "city")
        }
    if bundled:
        # A city that the list does not have keeps a key too, so that its numbers stay its own.
        own = {name_key(name): pk for pk, name in cities.items()}
        by_pk = {pk: own.get(key, -pk) for key, pk in _city_numbers(bundled.tables).items()}
        lent = {
            (by_pk[city], name_key(name)): pk
            for pk, name, city in _with_active_last(bundled.tables[TOWNSHIPS], "city")
        }
    return assign_pks(places, _without_clashes(lent, had), lambda key: key)


def _city_numbers(tables: Mapping[str, pa.Table]) -> dict[str, int]:
    rows = _with_active_last(tables[CITIES]) if tables else ()
    return {name_key(name): pk for pk, name in rows}


def _with_active_last(table: pa.Table, *more: str) -> list[tuple[Any, ...]]:
    """Return pk, name and more; of two of one name the one that is there shall count."""
    rows = sorted(records(table, "is_active", "pk", "name", *more), key=lambda row: row[:2])
    return [row[1:] for row in rows]


def _without_clashes(lent: Mapping[_Key, int], had: Mapping[_Key, int]) -> dict[_Key, int]:
    """Let numbers that were given once stay whose they are."""
    taken = set(had.values())
    return {key: pk for key, pk in lent.items() if pk not in taken} | dict(had)
