"""The odd orders that are made for one district: villages, zones, namesakes, English lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from benchmarks.addresses.composing.line_districts import SPOTS
from benchmarks.addresses.composing.pieces import PLAIN
from benchmarks.addresses.composing.places import Rng, World, bare, chance, key_of, pick, title
from benchmarks.addresses.composing.streets import number
from benchmarks.addresses.order_inputs import Order
from benchmarks.addresses.ordering.clerk import Reading, Said, read, reading_of
from benchmarks.addresses.ordering.places_written import township_text
from benchmarks.addresses.ordering.pools import Pools
from benchmarks.addresses.ordering.writing import (
    SCRIPTS,
    Draft,
    in_script,
    order_of,
    road,
    tail_of,
    typed,
)
from geodistricts.records import District

Scene = Callable[[World, Pools, Rng], Order | None]
"""Composes an order; None where what was drawn does not suit it."""
SOME_SCRIPTS = ("as it is", "as it is", "as it is", *SCRIPTS)

ENGLISH_DISTRICT = ("District", "Neighborhood", "Neighbourhood", "Mahallesi", "Mah.", "Quarter")
ENGLISH_ROADS = (
    "Ataturk", "Istiklal", "Moda", "Cumhuriyet", "Inonu", "Gazi", "Baris", "Lale", "Cinar",
    "Republic", "Hurriyet", "Fatih", "Mimar Sinan", "Papatya", "Zafer",
)  # fmt: skip
ENGLISH_KINDS = ("Street", "St.", "Street", "Avenue", "Ave", "Boulevard", "Blvd")
ZONE_WORDS = {"OSB": ("OSB", "Osb", "O.S.B.", "Organize Sanayi Bölgesi", "Org. San. Böl.")}


class Envelope(NamedTuple):
    """The fields around a line.

    Attributes
    ----------
    city, township, district, postal_code : str or None
        As given.
    tail : str
        Township and city at the line's end.
    """

    city: str | None
    township: str | None
    district: str | None
    postal_code: str | None
    tail: str


def envelope(rng: Rng, meant: District, field: str | None = None) -> Envelope:
    """Write right fields: city and township, often a code, now and then the district."""
    city, township = meant.city.display_name, township_text(rng, meant.township)
    tail = tail_of(rng, township if township != city else None, city)
    if chance(rng, 0.1):
        return Envelope(None, None, None, None, tail)
    return Envelope(
        city,
        township,
        field if chance(rng, 0.25) else None,
        meant.postal_code if chance(rng, 0.2) else None,
        tail if chance(rng, 0.5) else "",
    )


def finished(
    rng: Rng,
    around: Envelope,
    line: str,
    street: str | None,
    answer: Reading,
    meant: District,
    **more: object,
) -> Order:
    """Write line and fields in a script, and join them with the answer."""
    address = " ".join(part for part in (line, around.tail) if part)
    draft = Draft(
        around.city, around.township, around.district, around.postal_code, address, street
    )
    draft = in_script(rng, draft, pick(rng, SOME_SCRIPTS))
    return order_of(
        draft if answer.settled else draft._replace(street=None),
        **{
            "city_pk": answer.city,
            "township_pk": answer.township,
            "district_pk": answer.district,
            "acceptable": answer.acceptable,
            "meant": meant.pk,
            "settled": answer.settled,
            **more,
        },
    )


def _said(world: World, meant: District, kind: str | None = None, code: str | None = None) -> Said:
    own = frozenset({meant.township.pk})
    return Said(world.keys[meant.pk], meant.city.pk, own, (), code, kind)


def _are_one_kind(world: World, meant: District) -> bool:
    return len({one.kind for one in world.siblings(meant)}) == 1


def village(world: World, pools: Pools, rng: Rng) -> Order | None:
    """Kurtlar Köyü No:5, in the fields Merkez and Bolu."""
    meant = pools["köy"].draw(rng)
    name, house = typed(rng, meant), number(rng, 200)
    around = envelope(rng, meant, pick(rng, (name, bare(meant))))
    answer = read(world, _said(world, meant, code=around.postal_code), meant)
    if answer is None or not _are_one_kind(world, meant):
        return None
    street = pick(
        rng,
        (
            f"No:{house}",
            f"Küme Evler No:{house}",
            f"Köyün Kendisi No:{house}",
            f"no {house}",
            "muhtarlığı",
            "köy konağı yanı",
            f"Köy Sokağı No:{house}",
            f"Merkez Küme Evleri No {house}",
        ),
    )
    plain = street if street.startswith(("No", "no", "Küme")) else None
    return finished(rng, around, f"{name} {street}", plain, answer, meant)


def spot(world: World, pools: Pools, rng: Rng) -> Order | None:
    """Kurtlar köyü Harmanyeri mevkii no 5."""
    meant = pools["köy"].draw(rng)
    place = pick(rng, SPOTS)
    around = envelope(rng, meant, bare(meant))
    answer = read(world, _said(world, meant, code=around.postal_code), meant)
    if answer is None or not _are_one_kind(world, meant) or world.names_in(place, meant.township):
        return None
    word = pick(rng, ("mevkii", "Mevkii", "mevki", "Mvk."))
    street = f"{place} {word} no {number(rng, 150)}"
    return finished(rng, around, f"{typed(rng, meant)} {street}", street, answer, meant)


def part(world: World, pools: Pools, rng: Rng) -> Order | None:
    """Kurtlar Köyü Yüzüncü Yıl Mah. No:5: the part of a village, and the village."""
    meant = pick(rng, world.parts)
    key, whole = world.keys[meant.pk], key_of(meant.village or "")
    names = world.in_township[meant.township.pk]
    fitting = [one for one in names.parts[key] if key_of(one.village or "") == whole]
    if key == whole or len(key) < 3 or names.whole.get(key) or "(" in bare(meant):
        return None
    settlement, house = title(meant.village or ""), f"No:{number(rng, 150)}"
    around = envelope(rng, meant)
    line = pick(
        rng,
        (
            f"{settlement} {bare(meant)} Mah. {house}",
            f"{bare(meant)} Mah. {settlement} {house}",
            f"{bare(meant)} mahallesi ({settlement}) {house}",
            f"{settlement}, {bare(meant)} Mh. {house}",
        ),
    )
    return finished(rng, around, line, house, reading_of(fitting), meant)


def two_of_one_name(world: World, pools: Pools, rng: Rng) -> Order | None:
    """Two districts of the township bear the name; a postal code may tell which."""
    doubled = [
        found
        for names in world.in_township.values()
        for found in names.whole.values()
        if len(found) > 1 and len({one.kind for one in found}) == 1
    ]
    meant = pick(rng, pick(rng, doubled))
    if "(" in meant.name:
        return None
    around = envelope(rng, meant, bare(meant))
    answer = read(world, _said(world, meant, code=around.postal_code), meant)
    if answer is None:
        return None
    street = road(world, rng, "plain", meant)
    return finished(rng, around, f"{typed(rng, meant)} {street}", street, answer, meant)


def town_and_village(world: World, pools: Pools, rng: Rng) -> Order | None:
    """Yeşilyurt Mah., where there is Yeşilyurt Köyü too: the type word tells them apart."""
    doubled = [
        found
        for names in world.in_township.values()
        for found in names.whole.values()
        if {one.kind for one in found} == {"mahalle", "köy"} and len(found) == 2
    ]
    meant = pick(rng, pick(rng, doubled))
    if "(" in meant.name:
        return None
    name = typed(rng, meant)
    around = envelope(rng, meant, name)
    answer = read(world, _said(world, meant, kind=meant.kind), meant)
    if answer is None:
        return None
    is_village = meant.kind == "köy"
    street = f"No:{number(rng, 90)}" if is_village else road(world, rng, "plain", meant)
    return finished(rng, around, f"{name} {street}", street, answer, meant)


def zone(world: World, pools: Pools, rng: Rng) -> Order | None:
    """Mutlu OSB 3. Cad. No:12, or Mutlu Organize Sanayi Bölgesi."""
    zones = [
        one
        for one in world.districts
        if one.kind == "mahalle"
        and one.name.endswith("OSB MAH")
        and "(" not in one.name
        and one.name.count("MAH") == 1
    ]
    meant = pick(rng, zones)
    short = bare(meant)[: -len("OSB")].strip()
    others = [one for one in zones if one.township == meant.township and one != meant]
    if len(short) < 3 or any(key_of(short) in world.keys[one.pk] for one in others):
        return None
    known = world.in_township[meant.township.pk]
    if known.all(key_of(short)) or known.all(key_of("Organize Sanayi Bölgesi")):
        return None
    name = f"{short} {pick(rng, ZONE_WORDS['OSB'])}"
    if chance(rng, 0.3):
        name = f"{name} {pick(rng, ('Mah.', 'Mahallesi'))}"
    around = envelope(rng, meant, name)
    street = pick(
        rng,
        (
            f"{number(rng, 40)}. Cad. No:{number(rng, 60)}",
            f"{number(rng, 40)}. Cd. {number(rng, 900)} Ada {number(rng, 20)} Parsel",
            f"{number(rng, 90)}. Sok. No:{number(rng, 40)}",
            f"Atatürk Bulvarı No:{number(rng, 90)}",
        ),
    )
    return finished(rng, around, f"{name} {street}", street, reading_of([meant]), meant)


def english(world: World, pools: Pools, rng: Rng) -> Order | None:
    """Caferaga District, Moda Street 5, Kadikoy Istanbul Turkey."""
    meant = pools["mahalle"].draw(rng)
    answer = read(world, _said(world, meant), meant)
    if answer is None or not _are_one_kind(world, meant) or meant.township.display_name == "Merkez":
        return None
    city, township = meant.city.display_name, meant.township.display_name
    road_name = f"{pick(rng, ENGLISH_ROADS)} {pick(rng, ENGLISH_KINDS)}"
    house, flat = number(rng, 90), number(rng, 30)
    street = pick(
        rng,
        (
            f"{road_name} {house}",
            f"{road_name} No: {house}, Apt {flat}",
            f"{road_name} No:{house} Floor {1 + flat % 9}",
            f"{house} {road_name} Flat {flat}",
        ),
    )
    name = f"{bare(meant)} {pick(rng, ENGLISH_DISTRICT)}"
    end = pick(rng, (f"{township} {city}", f"{township}, {city}", f"{township}/{city}"))
    country = pick(rng, (" Turkey", ", Turkey", ", TURKIYE", "", ", Türkiye", " TR"))
    code = f"{meant.postal_code} " if chance(rng, 0.3) else ""
    line = pick(
        rng,
        (
            f"{name}, {street}, {code}{end}{country}",
            f"{street}, {name}, {code}{end}{country}",
            f"{name} {street} {code}{end}{country}",
        ),
    )
    if chance(rng, 0.7):
        line, city, township = (text.translate(PLAIN) for text in (line, city, township))
    is_whole = chance(rng, 0.3)
    return order_of(
        Draft(None if is_whole else city, None if is_whole else township, None, None, line, None),
        city_pk=answer.city,
        township_pk=answer.township,
        district_pk=answer.district,
        acceptable=answer.acceptable,
        meant=meant.pk,
        settled=answer.settled,
    )


SCENES: dict[str, Scene] = {
    "village": village,
    "part of a village": part,
    "village and place in it": spot,
    "two of one name": two_of_one_name,
    "town and village of one name": town_and_village,
    "industrial zone": zone,
    "English": english,
}
