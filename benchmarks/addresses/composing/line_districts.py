"""Address lines by what is done to the district: misspelt, shortened, a village, one of two."""

from __future__ import annotations

import re

from benchmarks.addresses.composing.pieces import (
    Kind,
    draw_pieces,
    ending,
    inside,
    pieces_of,
    recase,
    usual,
)
from benchmarks.addresses.composing.places import (
    Rng,
    World,
    bare,
    chance,
    determined,
    key_of,
    pick,
    title,
)
from benchmarks.addresses.composing.streets import door, number, road
from benchmarks.addresses.inputs import Address
from benchmarks.names.errors import LETTER_EDITS
from geodistricts.basics.letters import lower, upper
from geodistricts.records import District

NUMBERS = {
    "100. Yıl": ("Yüzüncü Yıl", "Yüzüncüyıl", "100.Yıl", "100 Yıl", "100.YIL"),
    "75. Yıl": ("Yetmişbeşinci Yıl", "Yetmiş Beşinci Yıl", "75.Yıl", "75 yıl"),
    "50. Yıl": ("Ellinci Yıl", "50.Yıl", "50 Yıl", "ELLİNCİYIL"),
    "60. Yıl": ("Altmışıncı Yıl", "60 Yıl"),
    "19 Mayıs": ("Ondokuz Mayıs", "Ondokuzmayıs", "On Dokuz Mayıs", "19MAYIS", "19.Mayıs"),
    "15 Temmuz": ("Onbeş Temmuz", "On Beş Temmuz", "15Temmuz"),
    "29 Ekim": ("Yirmidokuz Ekim", "Yirmi Dokuz Ekim", "29EKİM"),
    "30 Ağustos": ("Otuz Ağustos", "30Ağustos"),
    "23 Nisan": ("Yirmiüç Nisan", "Yirmi Üç Nisan", "23NİSAN"),
    "4 Eylül": ("Dört Eylül", "4Eylül"),
    "5 Nisan": ("Beş Nisan", "5Nisan"),
    "7 Eylül": ("Yedi Eylül",),
    "9 Eylül": ("Dokuz Eylül",),
    "17 Eylül": ("Onyedi Eylül", "On Yedi Eylül"),
    "14 Nisan": ("Ondört Nisan",),
    "500 Evler": ("Beşyüzevler", "Beş Yüz Evler", "500Evler"),
    "2000 Evler": ("İkibin Evler", "2000Evler"),
    "Yüzüncüyıl": ("100. Yıl", "100.Yıl", "Yüzüncü Yıl"),
    "Yüzüncü Yıl": ("100. Yıl", "100.YIL"),
    "Beşeylül": ("5 Eylül", "Beş Eylül"),
    "Üçeylül": ("3 Eylül", "Üç Eylül"),
    "Yedi Eylül": ("7 Eylül", "Yedieylül"),
    "Üçevler": ("3 Evler", "Üç Evler"),
    "Beşevler": ("5 Evler", "Beş Evler"),
    "Ondokuzmayıs": ("19 Mayıs", "On Dokuz Mayıs"),
    "Ondokuz Mayıs": ("19 Mayıs", "19Mayıs"),
}
"""Names with a number, in figures or words, and other ways to write them."""

SHORT = (
    ("Mustafa Kemal", ("M.Kemal", "M. Kemal")),
    ("Fatih Sultan Mehmet", ("FSM", "F.S.M.", "Fatih S. Mehmet")),
    ("Fevzi Çakmak", ("F.Çakmak", "F. Çakmak")),
    ("Fevziçakmak", ("F.Çakmak", "Fevzi Çakmak")),
    ("Mehmet Akif", ("M.Akif", "M. Akif")),
    ("Gazi Osman Paşa", ("G.O.P.", "Gop", "G.Osman Paşa")),
    ("Gaziosmanpaşa", ("GOP", "G.O.P", "G.Osmanpaşa")),
    ("Kazım Karabekir", ("K.Karabekir", "K. Karabekir")),
    ("Namık Kemal", ("N.Kemal", "N. Kemal")),
    ("Yunus Emre", ("Y.Emre", "Yunusemre")),
    ("Mimar Sinan", ("M.Sinan", "Mimarsinan")),
    ("Şehit", ("Şht.", "Şht", "Şeh.")),
    ("Yukarı", ("Yuk.", "Y.")),
    ("Aşağı", ("Aş.", "Aşağı ", "A.")),
    ("Küçük", ("K.", "Küç.")),
    ("Büyük", ("B.", "Büy.")),
    ("Hacı", ("H.",)),
    ("Doktor", ("Dr.",)),
)
"""Beginnings of names, and what is written for short."""

SPOTS = (
    "Harmanyeri", "Köy İçi", "Dereboyu", "Bağ Yolu", "Değirmenyanı", "Kuzuyatağı", "Çayırlık",
    "Okul Yanı", "Taşocağı", "Eskimezarlık", "Kavaklıdere", "Üzümlük", "Köprübaşı",
)  # fmt: skip
LANDMARKS = ("Mah. muhtarlığı karşısı", "Mah. girişi", "Mah. Camii arkası", "Mah. yolu üzeri")


def misspelt(world: World, rng: Rng) -> Address | None:
    """Cafreağa Mah. Moda Cd. No:45 Kadıköy/İstanbul: one error."""
    p = draw_pieces(world, rng)
    if len(world.keys[p.meant.pk]) < 5:
        return None
    spelling = pick(rng, LETTER_EDITS)(lower(p.name), rng)
    if key_of(spelling) == world.keys[p.meant.pk] or not world.is_distinct(spelling, p.meant):
        return None
    typed = p.typed.replace(p.name, title(spelling), 1)
    return inside(world, recase(rng, usual(rng, p._replace(typed=typed))), p)


def numbers(world: World, rng: Rng) -> Address | None:
    """Yüzüncü Yıl for 100. Yıl, 19 Mayıs for Ondokuzmayıs."""
    written = pick(rng, list(NUMBERS))
    alike = [one for one in world.in_country.whole[key_of(written)] if bare(one) == written]
    if not alike:
        return None
    p = pieces_of(rng, pick(rng, alike))
    p = p._replace(typed=p.typed.replace(p.name, pick(rng, NUMBERS[written]), 1))
    return inside(world, recase(rng, usual(rng, p)), p)


def shortened(world: World, rng: Rng) -> Address | None:
    """M.Kemal for Mustafa Kemal, Şht. for Şehit; only one name of the township may be meant."""
    whole, shorts = pick(rng, SHORT)
    p = pieces_of(rng, pick(rng, _beginning(world, whole)))
    rest = p.name.removeprefix(whole).strip()
    if "(" in p.meant.name or (not rest and len(whole) < 8) or len(world.siblings(p.meant)) > 1:
        return None
    end = key_of(rest or whole.split()[-1])
    names = world.in_township[p.meant.township.pk].whole
    alike = [key for key in names if key.startswith(key_of(whole)[:1]) and key.endswith(end)]
    if len(alike) != 1:
        return None
    short = pick(rng, shorts)
    spelling = f"{short}{'' if short.endswith('.') and chance(rng, 0.4) else ' '}{rest}".strip()
    if spelling == p.name:
        return None
    p = p._replace(typed=p.typed.replace(p.name, spelling, 1))
    return inside(world, recase(rng, usual(rng, p)), p)


def _beginning(world: World, words: str) -> list[District]:
    cities = list(world.mahalle_of.values())
    return [one for of_city in cities for one in of_city if bare(one).startswith(words)]


def village(world: World, rng: Rng) -> Address | None:
    """Kurtlar Köyü No:5 Merkez/Bolu."""
    p = pieces_of(rng, pick(rng, world.villages))
    if len({one.kind for one in world.siblings(p.meant)}) > 1:
        return None
    text = pick(
        rng,
        (
            f"{p.typed} No:{number(rng, 200)} {ending(rng, p)}",
            f"{p.typed} {ending(rng, p)}",
            f"{p.typed} Küme Evler No:{number(rng, 200)} {ending(rng, p)}",
            f"{p.typed} Köyün Kendisi No:{number(rng, 90)} {ending(rng, p)}",
            f"{p.township} {p.typed} no {number(rng, 90)} {p.city}",
            f"{p.typed} muhtarlığı {p.township}/{p.city}",
            f"{p.name} köyü köy konağı yanı {p.township} {p.city}",
        ),
    )
    return inside(world, recase(rng, text), p)


def village_spot(world: World, rng: Rng) -> Address | None:
    """Kurtlar köyü Harmanyeri mevkii no 5."""
    p = pieces_of(rng, pick(rng, world.villages))
    spot = pick(rng, SPOTS)
    if len({one.kind for one in world.siblings(p.meant)}) > 1:
        return None
    if world.names_in(spot, p.meant.township):
        return None
    word = pick(rng, ("mevkii", "Mevkii", "mevki", "Mvk.", "mevkisi"))
    text = f"{p.typed} {spot} {word} no {number(rng, 150)} {ending(rng, p)}"
    return inside(world, recase(rng, text), p)


def village_part(world: World, rng: Rng) -> Address | None:
    """Kurtlar Köyü Yüzüncü Yıl Mah. No:5: the part of a village, and the village."""
    meant = pick(rng, world.parts)
    key, whole = world.keys[meant.pk], key_of(meant.village or "")
    alike = world.in_township[meant.township.pk].parts[key]
    candidates = [one for one in alike if key_of(one.village or "") == whole]
    if key == whole:
        return None
    name, settlement = bare(meant), title(meant.village or "")
    house = f"No:{number(rng, 150)}"
    place = f"{meant.township.display_name}{pick(rng, ('/', ' / ', ' '))}{meant.city.display_name}"
    text = pick(
        rng,
        (
            f"{settlement} {name} Mah. {house} {place}",
            f"{settlement} {name} mahallesi {house} {place}",
            f"{name} Mah. {settlement} {house} {place}",
            f"{name} Mah. ({settlement}) {house} {place}",
            f"{settlement}, {name} Mh. {house}, {place}",
            f"{settlement} {name} mevkii {house} {place}",
        ),
    )
    return determined(recase(rng, text), candidates, meant)


def village_of_parts(world: World, rng: Rng) -> Address | None:
    """Belenli Köyü No:5, of which the list has the parts only: any of them fits."""
    meant = pick(rng, world.parts)
    township, whole = meant.township, key_of(meant.village or "")
    names = world.in_township[township.pk]
    fitting = [one for one in names.parts[whole] if key_of(one.village or "") == whole]
    if whole in names.whole or "KÖYÜ" not in (meant.village or ""):
        return None
    # Another village's part may bear the name, and a part of the name is the village proper.
    if len(names.parts[whole]) != len(fitting) or whole in {world.keys[d.pk] for d in fitting}:
        return None
    place = f"{township.display_name}/{township.city.display_name}"
    text = f"{title(meant.village or '')} No:{number(rng, 150)} {place}"
    district = fitting[0].pk if len(fitting) == 1 else None
    return Address(
        "",
        recase(rng, text),
        township.city.pk,
        township.pk,
        district,
        tuple(sorted(one.pk for one in fitting)),
        None,
    )


def two_districts(world: World, rng: Rng) -> Address | None:
    """Two districts in one line, of which the street line repeats one."""
    p = draw_pieces(world, rng)
    names = world.in_township[p.meant.township.pk].whole
    other = pick(rng, names[pick(rng, list(names))])
    again = pieces_of(rng, p.meant)
    second = pieces_of(rng, other)
    if {p.meant.kind, other.kind} != {"mahalle"} or world.keys[other.pk] == world.keys[p.meant.pk]:
        return None
    text = pick(
        rng,
        (
            f"{p.typed} {again.typed} {p.street} {second.typed} {ending(rng, p)}",
            f"{second.typed} {p.typed} {p.street} {again.typed} {ending(rng, p)}",
            f"{p.typed} {second.typed} {again.typed} {p.street} {ending(rng, p)}",
            f"{second.typed} / {p.township} / {p.city} {p.typed} {p.street} {again.typed}",
            f"{p.typed} {p.street} {p.township} {p.city} {second.typed} {again.typed}",
        ),
    )
    return inside(world, recase(rng, text), p)


def landmark(world: World, rng: Rng) -> Address | None:
    """Caferağa Mah. Moda Cd. No:45 (Osmanağa Mah. muhtarlığı karşısı): a district to find it by."""
    p = draw_pieces(world, rng)
    names = world.in_township[p.meant.township.pk].whole
    other = pick(rng, names[pick(rng, list(names))])
    if {p.meant.kind, other.kind} != {"mahalle"} or world.keys[other.pk] == world.keys[p.meant.pk]:
        return None
    near = f"{bare(other)} {pick(rng, LANDMARKS)}"
    text = pick(
        rng,
        (
            f"{p.typed} {p.street} ({near}) {ending(rng, p)}",
            f"{p.typed} {p.street} {near} {ending(rng, p)}",
            f"{usual(rng, p)} ({near})",
        ),
    )
    return inside(world, recase(rng, text), p)


def of_one_name(world: World, rng: Rng) -> Address | None:
    """Two districts of the township bear the name: either fits."""
    doubled = [
        found[0]
        for names in world.in_township.values()
        for found in names.whole.values()
        if len(found) > 1 and len({one.kind for one in found}) == 1
    ]
    p = pieces_of(rng, pick(rng, doubled))
    # Without a postal code, which may tell them apart.
    return inside(world, recase(rng, f"{p.typed} {p.street} {p.township}/{p.city}"), p)


def accented(world: World, rng: Rng) -> Address | None:
    """Circumflexes, apostrophes, combining dots, wrong dots: letters of other keyboards."""
    p = draw_pieces(world, rng)
    text = usual(rng, p._replace(street=f"{road(rng, 'Âşık Veysel')} {door(rng)}"))
    changed = pick(
        rng,
        (
            lower(text).replace("i", "i̇"),
            text.upper(),
            text.lower(),
            re.sub(r"a(?=[lğ])", "â", text),
            upper(text).replace("İ", "I"),
            lower(text).replace("ı", "i"),
            text.replace(p.city, f"{p.city}'da").replace(p.township, f"{p.township}'de"),
        ),
    )
    return None if changed == text else inside(world, changed, p)


KINDS: dict[str, Kind] = {
    "district misspelt": misspelt,
    "figures and words": numbers,
    "district shortened": shortened,
    "village": village,
    "spot in a village": village_spot,
    "part of a village": village_part,
    "village without a row of its own": village_of_parts,
    "two districts, one repeated": two_districts,
    "another district as landmark": landmark,
    "two districts of one name": of_one_name,
    "letters of other keyboards": accented,
}
