"""Address lines by arrangement: the order of the parts, and what stands between and around."""

from __future__ import annotations

from benchmarks.addresses.composing.pieces import (
    PLAIN,
    Kind,
    Pieces,
    draw_pieces,
    ending,
    inside,
    pieces_of,
    recase,
    usual,
)
from benchmarks.addresses.composing.places import Rng, World, bare, chance, pick
from benchmarks.addresses.composing.streets import (
    AVENUE,
    BUSINESSES,
    NOTES,
    PEOPLE,
    STREETS,
    door,
    estate,
    number,
    phone,
    road,
    street_line,
)
from benchmarks.addresses.inputs import Address
from geodistricts.basics.letters import lower, upper

COUNTRY = ("TÜRKİYE", "Türkiye", "TR", "Turkey", "TURKEY", "Turkiye", "türkiye")
ODD = ("\n", "\t", "   ", " ; ", " | ", " * ", " – ", " ... ", "\r\n", "  ,, ", " // ", " \u00a0")
SIGNS = ("📍", "🏠", "📦 ", "🙏", "!!", "➡️ ", "# ", "☎")
REFERENCES = ("Sipariş No: {}", "Müşteri no {}", "Ref:{}", "Abone No {}", "kod {}", "Kargo {}")


def first(world: World, rng: Rng) -> Address | None:
    """Caferağa Mah. Moda Cd. No:45 Kadıköy / İstanbul."""
    p = draw_pieces(world, rng)
    return inside(world, f"{p.typed} {p.street} {p.township} / {p.city}", p)


def capitals(world: World, rng: Rng) -> Address | None:
    """CAFERAGA MAH. MODA CD. NO:45 KADIKOY/ISTANBUL."""
    p = draw_pieces(world, rng)
    return inside(world, upper(usual(rng, p)).translate(PLAIN), p)


def small(world: World, rng: Rng) -> Address | None:
    """Caferağa mah. moda cd. no:45 kadıköy istanbul, all of it small."""
    p = draw_pieces(world, rng)
    text = lower(usual(rng, p))
    return inside(world, text.translate(PLAIN) if chance(rng, 0.3) else text, p)


def last(world: World, rng: Rng) -> Address | None:
    """Moda Cd. No:45 Caferağa Mah. Kadıköy/İstanbul, or the district after the city."""
    p = draw_pieces(world, rng)
    text = pick(
        rng,
        (
            f"{p.street} {p.typed} {ending(rng, p)}",
            f"{p.street}, {p.typed}, {ending(rng, p)}",
            f"{p.street} {p.township}/{p.city} {p.typed}",
            f"{p.street} {p.township} {p.city} - {p.typed}",
        ),
    )
    return inside(world, recase(rng, text), p)


def city_first(world: World, rng: Rng) -> Address | None:
    """İstanbul Kadıköy Caferağa Mah. Moda Cd. No:45, or the city before the township."""
    p = draw_pieces(world, rng)
    text = pick(
        rng,
        (
            f"{p.city} {p.township} {p.typed} {p.street}",
            f"{p.city}/{p.township} {p.typed} {p.street}",
            f"{p.city}, {p.township}, {p.typed}, {p.street}",
            f"{p.typed} {p.street} {p.city}/{p.township}",
            f"{p.city} ili {p.township} ilçesi {p.typed} {p.street}",
        ),
    )
    return inside(world, recase(rng, text), p)


def separators(world: World, rng: Rng) -> Address | None:
    """Everything that stands between township and city, or nothing."""
    p = draw_pieces(world, rng)
    between = pick(rng, ("/", "-", ",", " ", "//", " | ", "\\", " – ", ".", "  ", " _ ", "/ "))
    return inside(world, recase(rng, f"{p.typed} {p.street} {p.township}{between}{p.city}"), p)


def repeated(world: World, rng: Rng) -> Address | None:
    """Caferağa Mh Caferağa Mah Moda Cd. Kadıköy / İstanbul KADIKÖY İSTANBUL."""
    p = draw_pieces(world, rng)
    again = pieces_of(rng, p.meant)
    tail = f"{upper(p.township)} {upper(p.city)}"
    text = pick(
        rng,
        (
            f"{p.typed} {again.typed} {p.street} {p.township} / {p.city} {tail}",
            f"{p.typed} {p.street} {p.township} {p.city} {again.typed} {tail}",
            f"{p.typed} {p.street} {p.township}/{p.city} {p.township}/{p.city}",
            f"{p.city} {p.township} {p.typed} {again.typed} {p.street} {tail}",
            f"{p.name} {p.typed} {p.street} {p.city} {p.township} {p.city}",
            f"{p.typed} {p.street} {p.typed} {p.street} {tail}",
        ),
    )
    return inside(world, recase(rng, text), p)


def untyped(world: World, rng: Rng) -> Address | None:
    """Caferağa Moda Cd. No:45 Kadıköy/İstanbul; a name that is also a place's is left out."""
    p = draw_pieces(world, rng)
    spelt = world.names_in(f"{p.name} {p.street} {p.name}", p.meant.township)
    if world.is_place(p.name) or spelt != {world.keys[p.meant.pk]}:
        return None
    text = pick(
        rng,
        (
            f"{p.name}, {p.street} {ending(rng, p)}",
            f"{p.name} {p.street} {ending(rng, p)}",
            f"{p.street} {p.name} {ending(rng, p)}",
            f"{p.street}, {p.name}, {ending(rng, p)}",
            f"{p.name} / {p.township} / {p.city} {p.street}",
        ),
    )
    return inside(world, recase(rng, text), p)


def no_space(world: World, rng: Rng) -> Address | None:
    """CAFERAĞA MAH.MODA CAD.NO:45 KADIKÖY/İSTANBUL."""
    p = draw_pieces(world, rng)
    if p.meant.kind != "mahalle":
        return None
    street = p.street.replace(". ", ".") if chance(rng, 0.5) else p.street
    type_word = pick(rng, ("MAH.", "MAH.", "Mah.", "mah.", "MH.", "Mh."))
    text = f"{p.name} {type_word}{street} {ending(rng, p)}"
    return inside(world, upper(text) if type_word.isupper() else text, p)


def glued(world: World, rng: Rng) -> Address | None:
    """CUMHURİYETMAH ATATÜRK CAD., CaferağaMah."""
    p = draw_pieces(world, rng)
    if p.meant.kind != "mahalle":
        return None
    type_word = pick(rng, ("Mah", "Mah.", "Mh.", "mah", "Mahallesi"))
    text = f"{p.name}{type_word} {p.street} {ending(rng, p)}"
    return inside(world, upper(text) if chance(rng, 0.6) else text, p)


def abbreviated(world: World, rng: Rng) -> Address | None:
    """Caferağa mah.atatürk cd.no5 kadıköy ist: short words, no spaces after them."""
    p = draw_pieces(world, rng)
    if p.meant.kind != "mahalle":
        return None
    street = lower(pick(rng, STREETS))
    house, flat = number(rng, 90), number(rng, 25)
    text = lower(p.name) + pick(
        rng,
        (
            f" mah.{street} cd.no{house} ",
            f" mh.{street} sk.no{house}d{flat} ",
            f" mah.{street} cad.no:{house}/{flat} ",
            f" mh.{number(rng, 2000)}.sk.no.{house} d.{flat} ",
            f" mah.{street} sok.{pick(rng, 'abcd')} blok.no{house}k2d{flat} ",
            f".mah.{street}.cd.no.{house}.",
        ),
    )
    place = lower(f"{p.township}{pick(rng, ('/', ' ', '-', '.'))}{p.city}")
    return inside(world, text + place, p)


def street_of_city(world: World, rng: Rng) -> Address | None:
    """Caferağa Mah. Ankara Caddesi No:5 Kadıköy/İstanbul."""
    p = draw_pieces(world, rng)
    other = world.draw_city(rng)
    if other == p.meant.city or world.is_township_near(other.name, p.meant.city):
        return None
    street = f"{road(rng, other.display_name)} {door(rng)}"
    return inside(world, recase(rng, usual(rng, p._replace(street=street))), p)


def street_of_district(world: World, rng: Rng) -> Address | None:
    """Cumhuriyet Mah. Fatih Cad., where Fatih is a district or township of the same city."""
    p = draw_pieces(world, rng)
    if chance(rng, 0.3):
        township = pick(rng, world.townships[p.meant.city.pk])
        if township == p.meant.township or township.name == "MERKEZ":
            return None
        name = township.display_name
    else:
        near = world.in_township[p.meant.township.pk].whole
        other = pick(rng, near[pick(rng, list(near))])
        name = bare(other)
        if other.pk in {one.pk for one in world.siblings(p.meant)}:
            return None
    street = f"{road(rng, name)} {door(rng)}"
    return inside(world, recase(rng, usual(rng, p._replace(street=street))), p)


def like_codes(world: World, rng: Rng) -> Address | None:
    """Numbers that look like postal codes of elsewhere: streets, orders, doors."""
    p = draw_pieces(world, rng)
    other = world.draw(rng).postal_code
    if other is None or p.meant.postal_code is None or other[:2] == p.meant.postal_code[:2]:
        return None
    reference = pick(rng, REFERENCES).format(other)
    text = pick(
        rng,
        (
            f"{p.typed} {other.lstrip('0')} Sk. {door(rng)} {p.township}/{p.city}",
            f"{p.typed} {other.lstrip('0')}. Sokak No:{number(rng, 90)} {p.township} {p.city}",
            f"{p.typed} {p.street} {p.township}/{p.city} {reference}",
            f"{reference} {p.typed} {p.street} {p.township}/{p.city}",
            f"{p.typed} {pick(rng, STREETS)} Cad. No:{other} {p.township} / {p.city}",
        ),
    )
    return inside(world, recase(rng, text), p)


def code_word(world: World, rng: Rng) -> Address | None:
    """Posta Kodu: with a code, and without."""
    p = draw_pieces(world, rng)
    code = p.meant.postal_code
    place = f"{p.township}/{p.city}"
    text = f"{p.typed} {p.street} " + pick(
        rng,
        (
            f"Posta Kodu: {code} {place}",
            f"{place} Posta Kodu: {code}",
            f"Posta Kodu: {place}",
            f"{place} Posta Kodu:",
            f"{place} PK:{code}",
            f"{place} posta kodu {code}",
            f"P.K. {code} {place}",
        ),
    )
    return inside(world, recase(rng, text), p)


def code_in_the_middle(world: World, rng: Rng) -> Address | None:
    """Put a postal code between the parts."""
    p = draw_pieces(world, rng)
    code = p.meant.postal_code
    text = pick(
        rng,
        (
            f"{p.typed} {p.street} {code} {p.township}/{p.city}",
            f"{p.typed} {code} {p.street} {p.township} {p.city}",
            f"{p.typed} {p.street} {p.township} {code} {p.city}",
            f"{p.street} {p.typed} {code} {p.township}-{p.city}",
            f"{p.typed} {p.street} {code}-{p.township}/{p.city}",
            f"{code} {p.typed} {p.street} {p.township}/{p.city}",
        ),
    )
    return inside(world, recase(rng, text), p)


def country(world: World, rng: Rng) -> Address | None:
    """Write the country at the end."""
    p = draw_pieces(world, rng)
    text = f"{recase(rng, usual(rng, p))}{pick(rng, (' ', ', ', '/', ' - ', ' / '))}"
    return inside(world, text + pick(rng, COUNTRY), p)


def business(world: World, rng: Rng) -> Address | None:
    """Add a shop's or hospital's name that holds another city."""
    p = draw_pieces(world, rng)
    other = world.draw_city(rng)
    if other == p.meant.city or world.is_township_near(other.name, p.meant.city):
        return None
    shop = pick(rng, BUSINESSES).format(other.display_name)
    text = pick(
        rng,
        (
            f"{shop} {usual(rng, p)}",
            f"{shop}, {usual(rng, p)}",
            f"{p.typed} {p.street} {shop} {ending(rng, p)}",
            f"{p.typed} {p.street} ({shop}) {ending(rng, p)}",
            f"{usual(rng, p)} ({shop})",
        ),
    )
    return inside(world, recase(rng, text), p)


def in_estate(world: World, rng: Rng) -> Address | None:
    """Yıldız Konutları A Blok Kat 3 Daire 12."""
    p = draw_pieces(world, rng)
    street = pick(
        rng,
        (
            estate(rng),
            f"{road(rng, pick(rng, STREETS))} {estate(rng)}",
            f"{estate(rng)} {p.street}",
        ),
    )
    return inside(world, recase(rng, usual(rng, p._replace(street=street))), p)


def industrial_zone(world: World, rng: Rng) -> Address | None:
    """Write an organised industrial zone: as the street line, or as the district itself."""
    p = draw_pieces(world, rng)
    zone = pick(rng, ("Organize Sanayi Bölgesi", "OSB", "O.S.B.", "Org. San. Bölg."))
    if chance(rng, 0.5):
        zones = [one for one in world.districts if one.kind == "mahalle" and "OSB" in one.name]
        p = pieces_of(rng, pick(rng, zones))
        if not p.name.endswith(" OSB"):
            return None
        street = f"{number(rng, 40)}. {pick(rng, AVENUE)} No:{number(rng, 60)}"
        typed = p.name.removesuffix("OSB") + zone + pick(rng, ("", " Mah.", " Mahallesi"))
        p = p._replace(street=street, typed=typed)
    elif any("osb" in key for key in world.in_township[p.meant.township.pk].whole):
        return None
    else:
        p = p._replace(street=f"{zone} {number(rng, 40)}. {pick(rng, AVENUE)} {door(rng)}")
    return inside(world, recase(rng, usual(rng, p)), p)


def odd(world: World, rng: Rng) -> Address | None:
    """Line breaks, tabs, runs of spaces, odd punctuation and signs."""
    p = draw_pieces(world, rng)
    parts = [p.typed, p.street, p.township, p.city]
    text = "".join(f"{part}{pick(rng, ODD)}" for part in parts)
    sign = pick(rng, SIGNS)
    return inside(world, recase(rng, f"{sign}{text}" if chance(rng, 0.5) else f"{text}{sign}"), p)


def contact(world: World, rng: Rng) -> Address | None:
    """Add a person's name, a telephone number, a note to the courier."""
    p = draw_pieces(world, rng)
    person, line, note = pick(rng, PEOPLE), usual(rng, p), pick(rng, NOTES)
    text = pick(
        rng,
        (
            f"Alıcı: {person} {phone(rng)} {line}",
            f"{person} - {line} Tel: {phone(rng)}",
            f"{line} ({note}) {phone(rng)}",
            f"{person}\n{line}\n{phone(rng)}",
            f"Adres: {line}, {note}",
            f"{line} Tel {phone(rng)} {person}",
        ),
    )
    return inside(world, recase(rng, text), p)


def without_district(world: World, rng: Rng) -> Address | None:
    """Street, township and city: the district stays open."""
    p: Pieces = draw_pieces(world, rng)
    text = f"{street_line(rng)} {p.township}/{p.city}"
    township = p.meant.township
    if world.names_in(text, township):
        return None
    return Address("", recase(rng, text), township.city.pk, township.pk, None, (), None)


def street_alone(world: World, rng: Rng) -> Address | None:
    """Write a street line and nothing else: no place at all."""
    text = street_line(rng)
    if any(world.is_place(word) for word in text.replace(".", " ").split()):
        return None
    return Address("", recase(rng, text), None, None, None, (), None)


KINDS: dict[str, Kind] = {
    "district first": first,
    "capitals without Turkish letters": capitals,
    "small letters": small,
    "district last": last,
    "city first": city_first,
    "between township and city": separators,
    "repeated parts": repeated,
    "no type word": untyped,
    "no space after the type word": no_space,
    "type word glued on": glued,
    "abbreviations without spaces": abbreviated,
    "street named after a city": street_of_city,
    "street named after a district": street_of_district,
    "numbers like postal codes": like_codes,
    "the words Posta Kodu": code_word,
    "postal code in the middle": code_in_the_middle,
    "country at the end": country,
    "business named after a city": business,
    "building estate": in_estate,
    "industrial zone": industrial_zone,
    "odd punctuation": odd,
    "person and telephone": contact,
    "no district": without_district,
    "street alone": street_alone,
}
