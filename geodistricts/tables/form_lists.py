"""The lists of a form's fields: in one, or a small one for each township."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from geodistricts.basics.letters import collation_key
from geodistricts.records import City, District, Level, Township
from geodistricts.snapshot import show_village
from geodistricts.tables.replacing import replaced

if TYPE_CHECKING:
    from geodistricts.gazetteer import Gazetteer

LEVELS: tuple[Level, ...] = get_args(Level)
PLACES_FILE = "places.json"
"""Cities and their townships; the districts of each are in a file of its pk."""


def written_list(lists: Mapping[str, Any] | list[list[Any]]) -> bytes:
    """Write a list as JSON, as short as it goes."""
    return f"{json.dumps(lists, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def export_per_township(
    gazetteer: Gazetteer,
    out: Path,
    place: City | Township | None = None,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Write the lists of a form as a file for each township, and one of all townships.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the places.
    out : Path
        A folder, made where there is none; files that are there are replaced.
    place : City or Township, optional
        Only what is in it.
    advance : callable
        Told how many files are written, and how many there are.

    Returns
    -------
    int
        How many townships there are.

    Raises
    ------
    OSError
        Where a file cannot be written; names it.
    """
    lists = lists_of_a_form(gazetteer, "township", place)
    townships = [pk for _, _, inside in lists["cities"] for pk, _ in inside]
    out.mkdir(exist_ok=True)
    for number, pk in enumerate(townships, 1):
        listed = list_of_a_township(gazetteer, gazetteer.township(pk))
        with replaced(out / f"{pk}.json") as part:
            part.write_bytes(written_list(listed))
        advance(number, len(townships))
    # Last, for it names the others.
    with replaced(out / PLACES_FILE) as part:
        part.write_bytes(written_list(lists))
    return len(townships)


def list_of_a_township(gazetteer: Gazetteer, township: Township) -> list[list[Any]]:
    """Return the districts of a township for a form's field.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the districts.
    township : Township
        One of its townships.

    Returns
    -------
    list of list
        Pk and name to show of each, in the order of the Turkish alphabet. A village with parts
        has a third entry, the list of these, alike, and None for a pk where it is no district
        itself.
    """
    whole: list[District] = []
    parts: dict[str, list[District]] = {}
    for district in gazetteer.districts_of(township):
        if district.village is None:
            whole.append(district)
        else:
            parts.setdefault(district.village, []).append(district)
    entries = [[one.pk, one.display_name, *_listed_parts(parts.pop(one.name, ()))] for one in whole]
    entries += [[None, village_of(some[0]), *_listed_parts(some)] for some in parts.values()]
    return sorted(entries, key=lambda entry: collation_key(entry[1]))


def village_of(part: District) -> str:
    """Return the name to show of the village that a district is a part of.

    Parameters
    ----------
    part : District
        With a village.

    Returns
    -------
    str
        As people write it.

    Examples
    --------
    >>> import geodistricts as gd
    >>> part = gd.suggest("keçibaşı", "Adıyaman", "Gölbaşı")[0]
    >>> part.village, village_of(part)
    ('MEYDAN KÖYÜ', 'Meydan Köyü')
    """
    return show_village(part.display_name, part.village or "")


def _listed_parts(parts: Sequence[District]) -> Iterator[list[list[Any]]]:
    """Yield the list of a village's parts, where it has any."""
    if parts:
        ordered = sorted(parts, key=lambda one: collation_key(one.display_name))
        yield [[one.pk, _part_shown(one)] for one in ordered]


def _part_shown(part: District) -> str:
    return part.display_name.rpartition("(")[0].strip() or part.display_name


def lists_of_a_form(
    gazetteer: Gazetteer, level: Level, place: City | Township | None = None
) -> dict[str, Any]:
    """Return what the drop-downs of a form need: cities, in each its townships, their districts.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the places.
    level : {"district", "township", "city"}
        How deep.
    place : City or Township, optional
        Only what is in it, and what it is in.

    Returns
    -------
    dict
        ``version`` of the data, and ``cities``: a list of pk, name to show, and the list of
        what is in it, alike; each in the order of the Turkish alphabet.
    """
    depth = 3 - LEVELS.index(level)
    city = place.city if isinstance(place, Township) else place

    def inside(one: Any) -> Sequence[Any]:
        if isinstance(one, Township):
            return gazetteer.districts_of(one)
        townships = gazetteer.townships_of(one)
        return [place] if isinstance(place, Township) else townships

    cities = [one for one in gazetteer.cities if city is None or one == city]
    return {"version": gazetteer.version, "cities": _listed(cities, inside, depth)}


def _listed(
    places: Iterable[Any], inside: Callable[[Any], Iterable[Any]], depth: int
) -> list[list[Any]]:
    ordered = sorted(places, key=lambda place: collation_key(place.display_name))
    return [
        [one.pk, one.display_name]
        + ([_listed(inside(one), inside, depth - 1)] if depth > 1 else [])
        for one in ordered
    ]
