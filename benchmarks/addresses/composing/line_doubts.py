"""Address lines that speak against themselves: another city, a second address, a street's name."""

from __future__ import annotations

from benchmarks.addresses.composing.pieces import (
    SEPARATORS,
    Kind,
    draw_pieces,
    inside,
    pieces_of,
    recase,
    usual,
)
from benchmarks.addresses.composing.places import Rng, World, bare, common, pick
from benchmarks.addresses.composing.streets import number
from benchmarks.addresses.inputs import Address

STREETS = (
    "Mahalle Cad.",
    "Mahalle Sk.",
    "Köy Yolu Cad.",
    "Köyü Yolu",
    "Köy Yolu Sk.",
    "Köy Yaylası",
)
BETWEEN = (" ", " / ", ", ", "; ", " veya ", " teslimat: ")


def other_city(world: World, rng: Rng) -> Address | None:
    """Cumhuriyet Mah. Karşıyaka/Şırnak: the township is in another city."""
    p = draw_pieces(world, rng)
    city = pick(rng, world.cities)
    known = {one.name for one in world.townships[city.pk]} | {city.name, "MERKEZ"}
    if city == p.meant.city or p.meant.township.name in known:
        return None
    text = pick(
        rng,
        (
            f"{p.typed} {p.street} {p.township}{pick(rng, SEPARATORS)}{city.display_name}",
            f"{city.display_name} {p.township} {p.typed} {p.street}",
            f"{p.typed}, {p.street}, {p.township}, {city.display_name}",
        ),
    )
    there = world.in_city[city.pk].all(world.keys[p.meant.pk])
    fitting = {one.pk for one in (*world.siblings(p.meant), *there)}
    return Address("", recase(rng, text), None, None, None, tuple(sorted(fitting)), None)


def two_addresses(world: World, rng: Rng) -> Address | None:
    """Two whole addresses in one line: either may be meant."""
    first = draw_pieces(world, rng)
    names = world.in_city[first.meant.city.pk].whole
    near = pieces_of(rng, pick(rng, names[pick(rng, list(names))]))
    second = pick(rng, (draw_pieces(world, rng), near))
    if world.keys[first.meant.pk] == world.keys[second.meant.pk]:
        return None
    text = f"{usual(rng, first)}{pick(rng, BETWEEN)}{usual(rng, second)}"
    fitting = [one for p in (first, second) for one in world.siblings(p.meant)]
    city = common(one.city.pk for one in fitting)
    township = common(one.township.pk for one in fitting)
    pks = tuple(sorted(one.pk for one in fitting))
    return Address("", recase(rng, text), city, township, None, pks, None)


def typed_street(world: World, rng: Rng) -> Address | None:
    """Büyükdere, Yeni Mahalle Cad. No:8: a street that another district gives its name to."""
    p = draw_pieces(world, rng)
    names = world.in_township[p.meant.township.pk].whole
    other = pick(rng, names[pick(rng, list(names))])
    if world.keys[other.pk] == world.keys[p.meant.pk]:
        return None
    street = f"{bare(other)} {pick(rng, STREETS)} No:{number(rng, 90)}"
    text = pick(
        rng,
        (
            f"{p.typed} {street} {p.township}/{p.city}",
            f"{street} {p.typed} {p.township} {p.city}",
            f"{street} {p.name} / {p.township} / {p.city}",
        ),
    )
    return inside(world, recase(rng, text), p)


KINDS: dict[str, Kind] = {
    "another city": other_city,
    "two addresses": two_addresses,
    "street named with a type word": typed_street,
}
