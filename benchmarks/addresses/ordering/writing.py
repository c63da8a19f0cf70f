"""How the parts of an order are written: roads, doors, what stands beside them, capitals."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from benchmarks.addresses.composing.pieces import PLAIN, TYPE_WORDS
from benchmarks.addresses.composing.places import Rng, World, bare, chance, key_of, pick
from benchmarks.addresses.composing.streets import (
    AVENUE,
    BUSINESSES,
    NOTES,
    PEOPLE,
    STREET,
    door,
    number,
    phone,
    street_line,
)
from benchmarks.addresses.order_inputs import Order
from geodistricts.basics.letters import lower, upper
from geodistricts.records import District

PLACE_ROADS = (
    "Ankara", "İstanbul", "İzmir", "Bağdat", "Bursa", "Konya", "Sivas", "Edirne", "Trabzon",
    "Erzurum", "Adana", "Mersin", "Samsun", "Kütahya", "Malatya", "Kars", "Çanakkale", "Eski Bursa",
    "Ankara Asfaltı", "Eski Konya", "Kadıköy", "Üsküdar", "Beşiktaş", "Kızılay", "Bornova",
    "Karşıyaka", "Çankaya", "Erenköy", "Bostancı", "Taksim", "Gölbaşı", "Polatlı", "Silifke",
)  # fmt: skip
"""Roads called after a place that is somewhere else."""
FOREIGN_ROADS = (
    "Kıbrıs Şehitleri", "Bakü", "Azerbaycan", "Almanya", "Lefkoşa", "Girne", "Paris", "Taşkent",
    "Filistin", "Kosova", "Üsküp", "Tahran", "Londra", "Tunus", "Kıbrıs", "Cezayir", "Bosna",
    "Kerkük", "Mogadişu", "Hollanda", "Kırım", "Saraybosna", "Buhara", "Semerkant", "Viyana",
)  # fmt: skip
MORE_NOTES = (
    "ürünü komşuya bırakın 2. kat", "saat 18den sonra gelin", "aramadan gelmeyin",
    "mavi kapılı ev", "eczane üstü", "lütfen zile basmayın bebek uyuyor", "caminin yanı",
    "kargo şubesinden alınacak", "sarı bina", "köşedeki bakkala bırakılsın", "muhtarlık yanı",
    "İŞ YERİ HAFTA SONU KAPALI", "hediye paketi olsun", "ara sokak", "fatura ayrı gönderilsin",
    "metro çıkışı", "asansör yok", "okul karşısı", "otopark girişi", "yeni bina",
)  # fmt: skip
LANDMARKS = ("Mah. muhtarlığı karşısı", "Mah. Camii arkası", "Mah. sağlık ocağı yanı",
             "mahallesi girişi")  # fmt: skip
JOINTS = ("/", "/", " / ", " ", " ", "-", " - ", ", ")

SCRIPTS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": upper,
    "small": lower,
    "capitals, no Turkish letters": lambda text: upper(text).translate(PLAIN),
    "small, no Turkish letters": lambda text: lower(text).translate(PLAIN),
}


class Draft(NamedTuple):
    """The texts of an order, before they are written in one script.

    Attributes
    ----------
    city, township, district, postal_code, address : str or None
        Fields and line.
    street : str or None
        What is left of the line.
    """

    city: str | None
    township: str | None
    district: str | None
    postal_code: str | None
    address: str | None
    street: str | None


def in_script(rng: Rng, draft: Draft, script: str) -> Draft:
    """Write the line in a script; the fields too, where no list to choose from wrote them."""
    write = SCRIPTS[script]
    address = draft.address and write(draft.address)
    street = draft.street and write(draft.street)
    if chance(rng, 0.45):
        fields = (draft.city, draft.township, draft.district)
    else:
        fields = tuple(
            text and write(text) for text in (draft.city, draft.township, draft.district)
        )  # type: ignore[assignment]
    return Draft(*fields, draft.postal_code, address, street)


def typed(rng: Rng, district: District, name: str | None = None) -> str:
    """Write a district's name, or another in its place, with a type word."""
    return f"{name or bare(district)} {pick(rng, TYPE_WORDS[district.kind])}"


def road(world: World, rng: Rng, style: str, meant: District) -> str:
    """Write road and door: a common name, a place's, a foreign one's, or another district's."""
    if style == "plain":
        return street_line(rng)
    if style == "place's name":
        name = pick(rng, PLACE_ROADS)
    elif style == "foreign name":
        name = pick(rng, FOREIGN_ROADS)
    else:
        name = bare(other_district(world, rng, meant))
    if name.endswith("Asfaltı"):
        return f"{name} {door(rng)}"
    return f"{name} {pick(rng, (*AVENUE, *STREET))} {door(rng)}"


def other_district(world: World, rng: Rng, meant: District, most: int | None = None) -> District:
    """Draw another mahalle of the township, of the nearest few; of the city, where it has none."""
    names = world.in_township[meant.township.pk].whole
    here = [one for found in names.values() for one in found]
    for places in (here, world.mahalle_of[meant.city.pk]):
        others = [
            one
            for one in places
            if one.kind == "mahalle"
            and "(" not in one.name
            and not alike(world.keys[one.pk], world.keys[meant.pk])
        ]
        if others:
            return pick(rng, sorted(others, key=lambda one: apart(one, meant))[:most])
    return meant


def apart(one: District, other: District) -> float:
    """Return roughly how far two districts are from each other, in degrees."""
    if one.latitude is None or one.longitude is None:
        return 9.0
    if other.latitude is None or other.longitude is None:
        return 9.0
    return abs(one.latitude - other.latitude) + abs(one.longitude - other.longitude)


def alike(one: str, other: str) -> bool:
    """Tell whether two folded names are the same, or one holds the other."""
    return one in other or other in one


def beside(world: World, rng: Rng, what: str, meant: District) -> str:
    """Write what stands beside the address and is no place's name."""
    if what == "note":
        return pick(rng, (*NOTES, *MORE_NOTES))
    if what == "person":
        return pick(rng, PEOPLE)
    if what == "phone":
        return phone(rng)
    if what == "business":
        name = pick(rng, (*PLACE_ROADS[:6], "Güneş", "Yıldız", "Kardeşler", "Öz Anadolu", "Ege"))
        return pick(rng, BUSINESSES).format(name)
    if what == "landmark":
        return f"({bare(other_district(world, rng, meant, most=4))} {pick(rng, LANDMARKS)})"
    raise ValueError(what)


def building_named(world: World, rng: Rng, meant: District) -> str:
    """Write a building or an estate that is called like a place."""
    name = pick(rng, (pick(rng, PLACE_ROADS[:6]), bare(other_district(world, rng, meant))))
    kind = pick(rng, ("Apt.", "Apartmanı", "Sitesi", "Konutları", "İş Merkezi", "Plaza"))
    return f"{name} {kind} No:{number(rng, 90)} D:{number(rng, 30)}"


def line_of(
    rng: Rng, name: str | None, street: str, tail: str, extra: str = "", semt: str = ""
) -> str:
    """Put a line together.

    Parameters
    ----------
    rng : numpy.random.Generator
        Draws the arrangement.
    name : str or None
        The district, with its type word; None where the line has none.
    street, tail, extra, semt : str
        Road and door; township and city; a note; a semt. Empty for none.

    Returns
    -------
    str
        Its parts with single spaces, or commas, between.
    """
    body = [name or "", street]
    if name and chance(rng, 0.14):
        body.reverse()
    if semt:
        body.insert(pick(rng, (len(body), len(body), 0)), semt)
    if extra:
        body.insert(pick(rng, (len(body), 0, len(body))), extra)
    whole = [*body, tail]
    if chance(rng, 0.07):
        whole = [tail, *body]
    elif extra and chance(rng, 0.3):
        body.remove(extra)
        whole = [*body, tail, extra]
    between = pick(rng, (" ", " ", " ", " ", ", ", " - "))
    return re.sub(r"\s+", " ", between.join(part for part in whole if part))


def tail_of(rng: Rng, township: str | None, city: str | None, code: str | None = None) -> str:
    """Write township and city at the end of a line."""
    places = [part for part in (township, city) if part]
    return " ".join(part for part in (code, pick(rng, JOINTS).join(places)) if part)


def edited(rng: Rng, name: str, edits: Sequence[object]) -> str:
    """Misspell a name, and write its words after capitals."""
    edit = pick(rng, edits)
    text = str(edit(lower(name), rng))  # type: ignore[operator]
    return re.sub(r"[^\W\d_]+", lambda word: upper(word[0][0]) + word[0][1:], text)


def order_of(draft: Draft, **answer: object) -> Order:
    """Join texts and answer."""
    empty: dict[str, object] = {
        "half": "",
        "kind": "",
        "tags": (),
        "city_pk": None,
        "township_pk": None,
        "district_pk": None,
        "acceptable": (),
        "meant": None,
        "settled": False,
        "contradicts": False,
        "abroad": False,
    }
    return Order(**(empty | draft._asdict() | answer))  # type: ignore[arg-type]


def is_plain_name(world: World, name: str) -> bool:
    """Tell whether a name means neither a city nor a township."""
    return not world.is_place(name) and len(key_of(name)) > 2
