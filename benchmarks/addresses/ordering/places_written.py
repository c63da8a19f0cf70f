"""What stands for city, township and district under each fault, and what a clerk takes it for."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import OSA

from benchmarks.addresses.composing.line_districts import SHORT
from benchmarks.addresses.composing.places import Rng, World, bare, chance, key_of, pick
from benchmarks.addresses.ordering.clerk import has_other_name, is_clear, is_gone
from benchmarks.addresses.ordering.facts import (
    MERKEZ,
    OTHER_CITY_NAMES,
    SIDES,
    districts_by_semt,
    former_names,
    heirs,
    semts_by_district,
    township_named,
)
from benchmarks.addresses.ordering.faults import RIGHT
from benchmarks.addresses.ordering.pools import Pools
from benchmarks.addresses.ordering.writing import alike, edited, is_plain_name, typed
from benchmarks.names.errors import LETTER_EDITS, edit_twice
from geodistricts.records import City, District, Township


class Written(NamedTuple):
    """A name as it stands in an order.

    Attributes
    ----------
    text : str or None
        What is written.
    townships : frozenset of int or None
        Of a township, those that it may be; None where it tells nothing.
    semts : tuple of str
        Folded, where it is or holds a semt's name.
    wrong : bool
        Whether it is another place's.
    """

    text: str | None
    townships: frozenset[int] | None = None
    semts: tuple[str, ...] = ()
    wrong: bool = False


def township_text(rng: Rng, township: Township) -> str:
    """Write a township: a central one often by its city's name."""
    if township.display_name == MERKEZ:
        return pick(rng, (MERKEZ, MERKEZ, township.city.display_name))
    return township.display_name


def is_near_township(world: World, text: str, meant: Township, everywhere: bool) -> bool:
    """Tell whether a misspelling is as near to another township's or city's name."""
    key = key_of(text)
    errors = OSA.distance(key, key_of(meant.display_name))
    cities = world.cities if everywhere else [meant.city]
    names = {key_of(one.display_name) for city in cities for one in world.townships[city.pk]}
    names |= {key_of(city.name) for city in world.cities}
    names.discard(key_of(meant.display_name))
    return errors == 0 or any(OSA.distance(key, one) <= errors + 1 for one in names)


def write_city(world: World, pools: Pools, rng: Rng, fault: str, meant: District) -> Written | None:
    """Write the city; None where the fault does not suit it."""
    name = meant.city.display_name
    if fault == RIGHT:
        return Written(name)
    if fault == "misspelt":
        text = edited(rng, name, LETTER_EDITS)
        key, right = key_of(text), key_of(name)
        known = {key_of(city.name) for city in world.cities} - {right}
        if len(right) < 5 or key == right or world.is_place(text):
            return None
        return None if any(OSA.distance(key, one) < 3 for one in known) else Written(text)
    if fault == "other name":
        return Written(pick(rng, OTHER_CITY_NAMES[name])) if name in OTHER_CITY_NAMES else None
    if fault == "with its side":
        asian = meant.township.display_name in SIDES["Anadolu"]
        side = "Anadolu" if asian else "Avrupa"
        forms = ("İstanbul ({})", "İstanbul {}", "İSTANBUL({})", "İstanbul - {}",
                 "İstanbul {} Yakası")  # fmt: skip
        return Written(pick(rng, forms).format(side)) if name == "İstanbul" else None
    if fault == "its township's":
        return None if meant.township.display_name == MERKEZ else Written(
            meant.township.display_name, named_so(world, meant.township.display_name)
        )  # fmt: skip
    return _another_city(world, pools, rng, meant)


def _another_city(world: World, pools: Pools, rng: Rng, meant: District) -> Written | None:
    city = pools["all"].draw(rng).city
    known = {key_of(one.display_name) for one in world.townships[city.pk]}
    if city == meant.city or world.in_city[city.pk].all(world.keys[meant.pk]):
        return None
    if key_of(meant.township.display_name) in known or meant.township.display_name == MERKEZ:
        return None
    return Written(city.display_name, wrong=True)


def named_so(world: World, name: str) -> frozenset[int]:
    """Return the townships of the country that bear a name."""
    key = key_of(name)
    return frozenset(
        one.pk
        for city in world.cities
        for one in world.townships[city.pk]
        if key_of(one.display_name) == key
    )


def write_township(
    world: World, pools: Pools, rng: Rng, fault: str, meant: District
) -> Written | None:
    """Write what stands in the township's place; None where the fault does not suit it.

    Parameters
    ----------
    world, pools : World, Pools
        The list.
    rng : numpy.random.Generator
        Draws.
    fault : str
        From the table of faults.
    meant : District
        What is meant.

    Returns
    -------
    Written or None
        The townships are those of the city.
    """
    township, city = meant.township, meant.city
    own = frozenset({township.pk})
    if fault == RIGHT:
        return Written(township_text(rng, township), own)
    if fault in ("former", "merkez"):
        names = former_names(world, township, merkez=fault == "merkez")
        if not names:
            return None
        name = pick(rng, names)
        today = township_named(world, city, name)
        if today is not None and world.in_township[today.pk].all(world.keys[meant.pk]):
            # Who reads it finds the name in the township that is called so today.
            return None
        return Written(name, heirs(world, city, name) or own)
    if fault == "another":
        return _another_township(world, pools, rng, meant)
    if fault == "semt":
        semts = pools.semts(meant)
        if not semts:
            return None
        semt = pick(rng, semts)
        return Written(semt, None, (key_of(semt),))
    if fault == "district's name":
        return Written(bare(meant)) if is_plain_name(world, bare(meant)) else None
    if fault == "misspelt":
        text = edited(rng, township.display_name, LETTER_EDITS)
        if len(key_of(township.display_name)) < 5 or township.display_name == MERKEZ:
            return None
        if world.is_place(text) or is_near_township(world, text, township, everywhere=False):
            return None
        return None if world.in_city[city.pk].all(key_of(text)) else Written(text, own)
    if fault == "city's name":
        known = {one.display_name for one in world.townships[city.pk]}
        return None if known & {MERKEZ, city.display_name} else Written(city.display_name)
    return Written(None)


def _another_township(world: World, pools: Pools, rng: Rng, meant: District) -> Written | None:
    other = pools.beside(rng, meant.township)
    if other is None or other.display_name == MERKEZ:
        return None
    names, key = world.in_township[other.pk], world.keys[meant.pk]
    if has_other_name(world, meant.city.pk, key) or other.display_name in {
        name for merkez in (True, False) for name in former_names(world, meant.township, merkez)
    }:
        return None
    if key_of(other.display_name) in {
        key_of(name) for name in semts_by_district().get(meant.pk, ())
    }:
        return None
    if any(OSA.distance(key, one, score_cutoff=2) < 3 for one in (*names.whole, *names.parts)):
        return None
    return Written(other.display_name, frozenset({other.pk}), wrong=True)


class Spelt(NamedTuple):
    """A district's name as an order has it.

    Attributes
    ----------
    bare : str
        Without type word.
    typed : str
        With one.
    semts : tuple of str
        Folded, of a place's name in front.
    wrong : bool
        Whether it names nothing that there is in the township.
    elsewhere : tuple of District
        Where it is wrong, those of the city that it names.
    """

    bare: str
    typed: str
    semts: tuple[str, ...] = ()
    wrong: bool = False
    elsewhere: tuple[District, ...] = ()


def write_district(
    world: World, pools: Pools, rng: Rng, fault: str, meant: District, scope: City | None
) -> Spelt | None:
    """Write the district; None where the fault does not suit it.

    Parameters
    ----------
    world, pools : World, Pools
        The list.
    rng : numpy.random.Generator
        Draws.
    fault : str
        From the table of faults; not "none".
    meant : District
        What is meant.
    scope : City or None
        The city, where the township is not certain.

    Returns
    -------
    Spelt or None
        How it is written.
    """
    name = bare(meant)
    if fault == RIGHT:
        return Spelt(name, typed(rng, meant))
    if fault == "misspelt":
        twice = len(world.keys[meant.pk]) > 9 and chance(rng, 0.2)
        text = edited(rng, name, (edit_twice,) if twice else LETTER_EDITS)
        if len(world.keys[meant.pk]) < 5 or not is_clear(world, text, meant, scope):
            return None
        return Spelt(text, typed(rng, meant, text))
    if fault == "place in front":
        return _behind_a_place(world, pools, rng, meant)
    if fault == "gone":
        gone = pools.foreign_name(rng)
        return Spelt(gone, f"{gone} {pick(rng, ('Mah.', 'Mah', 'Mh.', 'Mahallesi'))}",
                     wrong=True) if is_gone(world, gone, meant.city) else None  # fmt: skip
    if fault == "another township's":
        return _anothers(world, rng, meant)
    if fault == "shortened":
        return None if scope is not None else _shortened(world, rng, meant)
    if fault == "as a village":
        return Spelt(name, f"{name} {pick(rng, ('Köyü', 'köyü', 'Köy'))}")
    return Spelt(name, name) if is_plain_name(world, name) else None


def _anothers(world: World, rng: Rng, meant: District) -> Spelt | None:
    other = pick(rng, world.mahalle_of[meant.city.pk])
    key, township = world.keys[other.pk], meant.township
    names = world.in_township[township.pk]
    near = (OSA.distance(key, one, score_cutoff=2) < 3 for one in (*names.whole, *names.parts))
    if other.township == township or has_other_name(world, meant.city.pk, key) or any(near):
        return None
    if key in districts_by_semt(world).get(meant.city.pk, {}) or not is_plain_name(
        world, bare(other)
    ):
        return None
    found = world.in_city[meant.city.pk].all(key)
    for one in found:
        former = [
            name for kind in (True, False) for name in former_names(world, one.township, kind)
        ]
        if township.display_name in former or one.township.display_name in former_names(
            world, township, merkez=False
        ):
            return None
    return Spelt(bare(other), typed(rng, other), wrong=True, elsewhere=tuple(found))


def _behind_a_place(world: World, pools: Pools, rng: Rng, meant: District) -> Spelt | None:
    former = former_names(world, meant.township, merkez=False)
    semts = pools.semts(meant)
    if not former and not semts:
        return None
    is_semt = bool(semts) and (not former or chance(rng, 0.6))
    front = pick(rng, semts if is_semt else former)
    text = f"{front} {bare(meant)}"
    key = key_of(text)
    if world.in_city[meant.city.pk].all(key) or alike(key_of(front), world.keys[meant.pk]):
        return None
    return Spelt(text, typed(rng, meant, text), (key_of(front),) if is_semt else ())


def _shortened(world: World, rng: Rng, meant: District) -> Spelt | None:
    name = bare(meant)
    fitting = [
        (whole, shorts)
        for whole, shorts in SHORT
        if name.startswith(whole)
        and (whole in ("Büyük", "Küçük") or name[len(whole) :][:1] in ("", " "))
    ]
    if not fitting:
        return None
    whole, shorts = pick(rng, fitting)
    rest = name.removeprefix(whole).strip()
    end = key_of(rest or whole.split()[-1])
    names = world.in_township[meant.township.pk].whole
    alike_ones = [key for key in names if key[:1] == key_of(whole)[:1] and key.endswith(end)]
    short = pick(rng, shorts)
    text = f"{short}{'' if short.endswith('.') and chance(rng, 0.4) else ' '}{rest}".strip()
    if len(alike_ones) != 1 or text == name or (not rest and len(whole) < 8):
        return None
    return Spelt(text, typed(rng, meant, text))
