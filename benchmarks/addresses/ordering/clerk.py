"""What an order leaves open, as a careful clerk with the official list would find.

The clerk is given what the order says, not its letters: the composer knows what it wrote, and
that it can be read. Counted over folded names; nothing that reads addresses is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import pyarrow.parquet as pq
from rapidfuzz.distance import OSA

from benchmarks.addresses.composing.places import World, common, key_of
from benchmarks.addresses.ordering.facts import districts_by_semt
from benchmarks.common.results import ROOT
from geodistricts.records import City, District

FAR_LARGER = 100
"""A town so many times as populous as all its namesakes together is meant without a call."""
LARGER = 8
"""Between the two it is a matter of taste, and no order is made of it."""


class Said(NamedTuple):
    """What an order says of a place.

    Attributes
    ----------
    name : str
        The district's, folded.
    city : int or None
        Its city.
    townships : frozenset of int or None
        Those that what stands for the township may be; None where nothing does.
    semts : tuple of str
        Folded, from fields and line.
    postal_code : str or None
        Where it is a district's own.
    kind : str or None
        "mahalle" or "köy", where the type word alone tells two districts apart.
    """

    name: str
    city: int | None
    townships: frozenset[int] | None
    semts: tuple[str, ...] = ()
    postal_code: str | None = None
    kind: str | None = None


class Reading(NamedTuple):
    """What the clerk makes of it.

    Attributes
    ----------
    city, township, district : int or None
        What is certain.
    acceptable : tuple of int
        All that may be meant.
    settled : bool
        Whether one district is.
    """

    city: int | None
    township: int | None
    district: int | None
    acceptable: tuple[int, ...]
    settled: bool


def reading_of(districts: Iterable[District]) -> Reading:
    """Say what several districts have in common."""
    found = {one.pk: one for one in districts}
    one = common(found)
    return Reading(
        common(d.city.pk for d in found.values()),
        common(d.township.pk for d in found.values()),
        one,
        tuple(sorted(found)),
        one is not None,
    )


@cache
def other_names(world: World) -> dict[int, dict[str, set[int]]]:
    """Gather what else the snapshot calls districts, folded, by city."""
    by_pk = {one.pk: one for one in world.districts}
    found: defaultdict[int, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in pq.read_table(ROOT / "data" / "aliases.parquet").to_pylist():
        if row["pk"] in by_pk:
            found[by_pk[row["pk"]].city.pk][key_of(row["name"])].add(row["pk"])
    return {city: dict(names) for city, names in found.items()}


def has_other_name(world: World, city: int | None, key: str) -> bool:
    """Tell whether a district of the city, or of any, is called so beside its name."""
    names = other_names(world)
    return any(key in names.get(one.pk, ()) for one in world.cities if city in (None, one.pk))


def _called(world: World, said: Said) -> list[District]:
    if said.townships is not None:
        places = [world.in_township[pk] for pk in said.townships]
    elif said.city is not None:
        places = [world.in_city[said.city]]
    else:
        places = [world.in_country]
    return [one for names in places for one in names.whole.get(said.name, ())]


def _parts(world: World, said: Said) -> list[District]:
    names = world.in_country if said.city is None else world.in_city[said.city]
    parts = [one for one in names.parts.get(said.name, ()) if world.keys[one.pk] == said.name]
    if said.townships is not None:
        parts = [one for one in parts if one.township.pk in said.townships]
    return parts


def in_semt(world: World, one: District, key: str) -> bool:
    """Tell whether a district is in a semt."""
    return one.pk in districts_by_semt(world).get(one.city.pk, {}).get(key, ())


def near_semt(world: World, one: District, key: str) -> bool:
    """Tell whether a district is in a township where the semt has districts."""
    semt = districts_by_semt(world).get(one.city.pk, {}).get(key, frozenset())
    here = world.in_township[one.township.pk].whole
    return any(other.pk in semt for found in here.values() for other in found)


def _narrowed(world: World, said: Said, found: Sequence[District]) -> Sequence[District]:
    for key in said.semts:
        for rule in (in_semt, near_semt):
            if len(found) > 1:
                found = [one for one in found if rule(world, one, key)] or found
    if said.postal_code is not None and len(found) > 1:
        found = [one for one in found if one.postal_code == said.postal_code] or found
    return found


def read(world: World, said: Said, meant: District) -> Reading | None:
    """Read what an order says.

    Parameters
    ----------
    world : World
        The list.
    said : Said
        The evidence.
    meant : District
        What the order was made for.

    Returns
    -------
    Reading or None
        None where it is a matter of taste, or leads elsewhere than to what is meant.
    """
    found: Sequence[District] = _called(world, said)
    if said.kind is not None:
        found = [one for one in found if one.kind == said.kind]
    elif len({one.kind for one in found if one.township.pk == meant.township.pk}) > 1:
        return None
    found = _narrowed(world, said, found)
    if meant.pk not in {one.pk for one in found}:
        return None
    parts = {one.township.pk for one in _parts(world, said)}
    if said.semts and parts:
        # The semt may be the village, and its part be meant.
        return None
    hamlets = parts - {meant.township.pk}
    size = meant.population or 0
    if hamlets and size < 2_000:
        return None
    others = sum(one.population or 0 for one in found if one.pk != meant.pk)
    if len(found) > 1 and size > LARGER * others:
        if size < FAR_LARGER * others or size < 2_000:
            return None
        found = [meant]
    return reading_of(found)


def is_clear(world: World, spelling: str, meant: District, city: City | None) -> bool:
    """Tell whether a misspelling can only be read as what is meant.

    Parameters
    ----------
    world : World
        The list.
    spelling : str
        What is written.
    meant : District
        What is meant.
    city : City or None
        Where to look for other names: all of the city, or the township alone.

    Returns
    -------
    bool
        False where it is another name, or another one is nearly as near.
    """
    key, name = key_of(spelling), world.keys[meant.pk]
    errors = OSA.distance(key, name)
    everywhere = world.in_city[meant.city.pk]
    if errors == 0 or everywhere.all(key) or has_other_name(world, meant.city.pk, key):
        return False
    names = world.in_township[meant.township.pk] if city is None else everywhere
    others = {*names.whole, *names.parts} - {name}
    return all(OSA.distance(key, one, score_cutoff=errors + 1) > errors + 1 for one in others)


def is_gone(world: World, name: str, city: City) -> bool:
    """Tell whether no district of a city bears a name, nor one like it, nor any other place."""
    key = key_of(name)
    names = world.in_city[city.pk]
    known = {*names.whole, *names.parts, *other_names(world).get(city.pk, ())}
    known |= {*districts_by_semt(world).get(city.pk, ())}
    places = {key_of(one.name) for one in world.townships[city.pk]} | {key_of(city.name)}
    if key in known | places or world.is_place(name):
        return False
    far = min(3, 1 + len(key) // 3)
    return not any(
        OSA.distance(key, one, score_cutoff=far) < far
        or (len(one) > 3 and (one in key or key in one))
        for one in known | places
    )
