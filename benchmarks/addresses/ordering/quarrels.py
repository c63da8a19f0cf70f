"""Orders whose parts name different places, so that no program should take them unasked."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from benchmarks.addresses.composing.places import Rng, World, bare, chance, pick
from benchmarks.addresses.order_inputs import Order
from benchmarks.addresses.ordering.clerk import has_other_name, in_semt, reading_of
from benchmarks.addresses.ordering.facts import former_names
from benchmarks.addresses.ordering.pools import Pools
from benchmarks.addresses.ordering.scenes import SOME_SCRIPTS, Scene
from benchmarks.addresses.ordering.writing import (
    Draft,
    alike,
    in_script,
    order_of,
    other_district,
    road,
    tail_of,
    typed,
)
from geodistricts.records import District

BETWEEN = (" / ", "; ", " veya ", " teslimat adresi: ", " - fatura: ", " , eski adres: ")


def _are_apart(world: World, one: District, other: District) -> bool:
    """Tell whether nobody would take one district for the other, or for a part of it."""
    key, second = world.keys[one.pk], world.keys[other.pk]
    if one == other or alike(key, second) or OSA.distance(key, second) < 3:
        return False
    if has_other_name(world, one.city.pk, key) or has_other_name(world, other.city.pk, second):
        return False
    return not (in_semt(world, one, second) or in_semt(world, other, key))


def _order(draft: Draft, fitting: list[District], meant: District) -> Order:
    answer = reading_of(fitting)
    return order_of(
        draft._replace(street=None),
        city_pk=answer.city,
        township_pk=answer.township,
        district_pk=None,
        acceptable=answer.acceptable,
        meant=meant.pk,
        contradicts=True,
    )


def _two(world: World, pools: Pools, rng: Rng) -> tuple[District, District] | None:
    one = pools["mahalle"].draw(rng)
    other = pools["mahalle"].draw(rng)
    if chance(rng, 0.6):
        township = pools.beside(rng, one.township)
        here = world.mahalle_of[one.city.pk]
        there = [d for d in here if township is not None and d.township == township]
        other = pick(rng, there) if there else one
    if one.township == other.township or not _are_apart(world, one, other):
        return None
    first = world.in_township[one.township.pk].all(world.keys[other.pk])
    second = world.in_township[other.township.pk].all(world.keys[one.pk])
    names = {
        name
        for district in (one, other)
        for merkez in (True, False)
        for name in former_names(world, district.township, merkez)
    }
    formerly = {one.township.display_name, other.township.display_name} & names
    if first or second or formerly or "Merkez" in (one.township.display_name,
                                                   other.township.display_name):  # fmt: skip
        return None
    return one, other


def fields_against_line(world: World, pools: Pools, rng: Rng) -> Order | None:
    """Kadıköy and İstanbul in the fields, a whole address in Çankaya/Ankara in the line."""
    two = _two(world, pools, rng)
    if two is None:
        return None
    one, other = two
    if len(world.siblings(one)) > 1 or len(world.siblings(other)) > 1:
        return None
    with_district = chance(rng, 0.45)
    line = f"{typed(rng, other)} {road(world, rng, 'plain', other)} " + tail_of(
        rng, other.township.display_name, other.city.display_name
    )
    draft = Draft(
        one.city.display_name,
        one.township.display_name,
        bare(one) if with_district else None,
        one.postal_code if chance(rng, 0.2) else None,
        line,
        None,
    )
    fitting = [one, other] if with_district else [other]
    order = _order(in_script(rng, draft, pick(rng, SOME_SCRIPTS)), fitting, pick(rng, fitting))
    same = one.city == other.city
    return order._replace(city_pk=one.city.pk if same else None, township_pk=None)


def two_addresses(world: World, pools: Pools, rng: Rng) -> Order | None:
    """Two whole addresses in one line, of which the fields name neither or one city."""
    two = _two(world, pools, rng)
    if two is None or any(len(world.siblings(one)) > 1 for one in two):
        return None
    wholes = [
        f"{typed(rng, one)} {road(world, rng, 'plain', one)} "
        + tail_of(rng, one.township.display_name, one.city.display_name)
        for one in two
    ]
    same = two[0].city == two[1].city
    city = two[0].city.display_name if same and chance(rng, 0.5) else None
    draft = Draft(city, None, None, None, pick(rng, BETWEEN).join(wholes), None)
    return _order(in_script(rng, draft, pick(rng, SOME_SCRIPTS)), list(two), pick(rng, two))


def two_districts(world: World, pools: Pools, rng: Rng) -> Order | None:
    """One district in its field, another of the township in the line."""
    one = pools["mahalle"].draw(rng)
    other = other_district(world, rng, one)
    if one.township != other.township or not _are_apart(world, one, other):
        return None
    if len(world.siblings(one)) > 1 or len(world.siblings(other)) > 1:
        return None
    city, township = one.city.display_name, one.township.display_name
    tail = tail_of(rng, township, city) if chance(rng, 0.4) else ""
    line = f"{typed(rng, other)} {road(world, rng, 'plain', other)} {tail}".strip()
    draft = Draft(city, township, pick(rng, (bare(one), typed(rng, one))), None, line, None)
    meant = pick(rng, (one, other))
    return _order(in_script(rng, draft, pick(rng, SOME_SCRIPTS)), [one, other], meant)


QUARRELS: dict[str, Scene] = {
    "fields against line": fields_against_line,
    "two addresses": two_addresses,
    "two districts": two_districts,
}
