"""Which city and which township each row means, by number."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa

from geodistricts.basics.arguments import shown
from geodistricts.errors import SourceError
from geodistricts.sources.platform import Bundled, Note
from geodistricts.sources.table.places import name_key, number_cities, number_townships
from geodistricts.sources.table.rows import ListRows, PlaceColumn

_Key = TypeVar("_Key", bound=Hashable)
_Previous = Mapping[str, pa.Table]


class Lists(NamedTuple):
    """The lists as they were read, and what is told of them."""

    districts: ListRows
    townships: ListRows | None
    cities: ListRows | None
    notes: dict[Note, None]


class Cities(NamedTuple):
    """What cities are called, and which one each district and each listed township is in."""

    names: Mapping[int, str]
    of_districts: list[int] | None
    of_townships: list[int] | None


class Townships(NamedTuple):
    """What townships are called and which city they are in, and where each district is."""

    names: Mapping[int, str]
    city_of: Mapping[int, int]
    of_districts: list[int]
    city_of_districts: list[int]


def resolve_cities(lists: Lists, previous: _Previous, bundled: Bundled | None) -> Cities:
    """Tell the number of every city.

    Parameters
    ----------
    lists : Lists
        As they were read.
    previous : mapping of str to pyarrow.Table
        The tables of the snapshot that is to be replaced; empty where there is none.
    bundled : Bundled or None
        Lends numbers to cities that have names only.

    Returns
    -------
    Cities
        By their own numbers where they have some.

    Raises
    ------
    SourceError
        Where a city is named that the list of cities does not have, or one list has names and
        another numbers.
    """
    both = (lists.districts, lists.townships)
    columns = [(rows, rows.places("city")) for rows in both if rows and "city" in rows.cells]
    named = [name for _, column in columns if column.is_named for name in column.values]
    numbers: Mapping[str, int | None] = {}
    if lists.cities is not None:
        names = _own_names(lists.cities)
        numbers = _by_key((name_key(name), pk) for pk, name in names.items())
    elif not named:
        names = _names_beside(lists, "city")
    elif all(column.is_named for _, column in columns):
        pks = number_cities(named, previous, bundled)
        names = _most_used((pks[name_key(name)], name) for name in named)
        numbers = pks
        _tell_numbered("cities", pks, lists.notes)
    else:
        raise SourceError(
            f"{columns[0][0].path} and {columns[1][0].path}: one names the cities, the other has "
            "numbers; give a list with both as --cities"
        )
    found: list[list[int] | None] = [None, None]
    for rows, column in columns:
        found[both.index(rows)] = _look_up(
            rows, "city", column, numbers, lambda _, name: name_key(name)
        )
    return Cities(names, *found)


def resolve_townships(
    lists: Lists, cities: Cities, previous: _Previous, bundled: Bundled | None
) -> Townships:
    """Tell the number and the city of every township, and those of every district.

    Parameters
    ----------
    lists : Lists
        As they were read.
    cities : Cities
        Of the same lists.
    previous : mapping of str to pyarrow.Table
        The tables of the snapshot that is to be replaced; empty where there is none.
    bundled : Bundled or None
        Lends numbers to townships that have names only.

    Returns
    -------
    Townships
        By their own numbers where they have some; a listed one of no known city is left out.

    Raises
    ------
    SourceError
        Where a township cannot be told.
    """
    districts = lists.districts
    column = districts.places("township")
    if lists.townships is not None:
        return _listed_townships(lists, lists.townships, cities, column)
    in_cities = cities.of_districts or []
    if column.is_named:
        keys = [(city, name_key(name)) for city, name in zip(in_cities, column.values, strict=True)]
        pks = number_townships(keys, cities.names, previous, bundled)
        own = [pks[key] for key in keys]
        names = _most_used(zip(own, column.values, strict=True))
        _tell_numbered("townships", pks, lists.notes)
    else:
        own, names = column.values, _names_beside(lists, "township")
    return Townships(names, _cities_of(districts, own, in_cities, {}), own, in_cities)


def _listed_townships(
    lists: Lists, listed: ListRows, cities: Cities, column: PlaceColumn
) -> Townships:
    names, of_districts, of_listed = _own_names(listed), cities.of_districts, cities.of_townships
    city_of = dict(zip(names, of_listed, strict=True)) if of_listed else {}
    within = of_districts if of_listed else None
    numbers = _by_key(
        ((city_of[pk] if within else 0, name_key(name)), pk) for pk, name in names.items()
    )
    own = _look_up(
        lists.districts,
        "township",
        column,
        numbers,
        lambda place, name: (within[place] if within else 0, name_key(name)),
    )
    if of_districts is None:
        for place, pk in enumerate(own):
            if pk not in city_of:
                raise lists.districts.fault(
                    place,
                    f"township {pk} is not in {listed.path}, which tells the cities; add it "
                    "there, or name a column of cities as --city-column",
                )
        of_districts = [city_of[pk] for pk in own]
    city_of = _cities_of(lists.districts, own, of_districts, city_of)
    for pk in names.keys() - city_of.keys():
        note = Note("township left out: no district, so no city", f"{pk} ({names[pk]!r})")
        lists.notes[note] = None
    names = {pk: name for pk, name in names.items() if pk in city_of}
    return Townships(names, city_of, own, of_districts)


def _cities_of(
    districts: ListRows, townships: Sequence[int], cities: Sequence[int], known: Mapping[int, int]
) -> dict[int, int]:
    """Tell the city of each township, which must be one."""
    city_of = dict(known)
    for place, (township, city) in enumerate(zip(townships, cities, strict=True)):
        other = city_of.setdefault(township, city)
        if other != city:
            raise districts.fault(
                place,
                f"township {township} is in city {city}, elsewhere in city {other}; "
                "correct the one or the other",
            )
    return city_of


def _look_up(
    rows: ListRows,
    field: str,
    column: PlaceColumn,
    numbers: Mapping[_Key, int | None],
    key_of: Callable[[int, str], _Key],
) -> list[int]:
    """Return the number of each row's place; a name must be that of one place."""
    if not column.is_named:
        return column.values
    found = []
    for place, name in enumerate(column.values):
        key = key_of(place, name)
        pk = numbers.get(key)
        if pk is None:
            problem = (
                "the name of several in their list; write their numbers"
                if key in numbers
                else f"not in their list; correct it, or add it to the list of {field} names"
            )
            raise rows.fault(place, f"{field} {shown(name)} is {problem}")
        found.append(pk)
    return found


def _by_key(pairs: Iterable[tuple[_Key, int]]) -> dict[_Key, int | None]:
    """Return numbers by key, None where two share it."""
    numbers: dict[_Key, int | None] = {}
    for key, pk in pairs:
        numbers[key] = None if key in numbers else pk
    return numbers


def _own_names(rows: ListRows) -> dict[int, str]:
    return {pk: name for pk, name in zip(rows.pks(), rows.texts("name"), strict=True) if name}


def _names_beside(lists: Lists, level: str) -> dict[int, str]:
    """Return names by number where a list has a column of each."""
    rows, field = lists.districts, f"{level}_name"
    if field not in rows.cells:
        return {}
    pairs = zip(rows.places(level).values, rows.texts(field), strict=True)
    named = [(pk, name) for pk, name in pairs if name is not None]
    spellings: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for pk, name in named:
        spellings[pk].setdefault(name_key(name), name)
    for pk, names in spellings.items():
        if len(names) > 1:
            kind = f"{level} of several names; it has the one that most rows have"
            lists.notes[Note(kind, f"{pk}: {', '.join(map(repr, names.values()))}")] = None
    return _most_used(named)


def _most_used(named: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Return the spelling that most rows have, of equals the first."""
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for pk, name in named:
        counts[pk][name] += 1
    return {pk: spellings.most_common(1)[0][0] for pk, spellings in counts.items()}


def _tell_numbered(level: str, pks: Mapping[Any, int], notes: dict[Note, None]) -> None:
    kind = "places that the list only names, numbered by this build"
    notes[Note(kind, f"{level}: {len(pks):,}")] = None
