"""Address lines by what is done to city and township: left out, misspelt, former, short."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from benchmarks.addresses.composing.pieces import (
    Kind,
    Pieces,
    draw_pieces,
    ending,
    inside,
    pieces_of,
    recase,
)
from benchmarks.addresses.composing.places import (
    DIFFERENT,
    Rng,
    World,
    chance,
    determined,
    key_of,
    pick,
)
from benchmarks.addresses.inputs import Address
from benchmarks.names.errors import LETTER_EDITS
from geodistricts.basics.letters import lower, upper
from geodistricts.names import CENTRES, SUCCESSORS
from geodistricts.records import City, District, Township

OTHER_CITY_NAMES = {
    "Afyonkarahisar": ("Afyon", "AFYON"),
    "Gaziantep": ("Antep", "G.Antep"),
    "Kahramanmaraş": ("Maraş", "K.Maraş", "K. Maraş"),
    "Şanlıurfa": ("Urfa", "Ş.Urfa"),
    "Mersin": ("İçel", "Mersin (İçel)"),
    "Kocaeli": ("İzmit", "Kocaeli (İzmit)"),
    "Sakarya": ("Adapazarı", "Sakarya (Adapazarı)"),
    "Hatay": ("Antakya",),
    "İstanbul": ("İst.", "İst", "İST"),
    "Ankara": ("Ank.", "ANK"),
    "İzmir": ("İzm.",),
    "Diyarbakır": ("D.Bakır",),
    "Eskişehir": ("E.şehir",),
}
"""Cities, and their former and short names."""

MISSPELT_CITIES = {
    "İstanbul": (
        "istnbul",
        "İstambul",
        "İSTANBLU",
        "Istanbull",
        "ISTNABUL",
        "isanbul",
        "istanbuul",
    ),
    "Ankara": ("ANKAR", "Ankra", "Akara", "Anakra", "ANKARAA", "ankata"),
    "İzmir": ("İZMR", "İzmri", "izmirr", "İZMİ", "iznir"),
    "Bursa": ("BURS", "Burssa", "brusa"),
    "Antalya": ("ANTALY", "Antlaya", "atnalya", "Antaya"),
    "Kocaeli": ("KOCAEL", "Kocaelli", "koceli"),
    "Gaziantep": ("GAZİANTE", "Gazintep", "gaziatnep"),
    "Adana": ("ADAN", "Adanna"),
    "Konya": ("KONY", "Konyya"),
}
"""Cities, and how they were seen cut off or misspelt."""

FORMER_TOWNSHIPS = {
    ("İstanbul", "Eyüpsultan"): ("Eyüp", "EYÜP", "Eyup"),
    ("İstanbul", "Fatih"): ("Eminönü", "EMİNÖNÜ"),
    ("İstanbul", "Gaziosmanpaşa"): ("GOP", "G.O.P.", "Gop"),
    ("İstanbul", "Büyükçekmece"): ("B.Çekmece", "B. ÇEKMECE"),
    ("İstanbul", "Küçükçekmece"): ("K.Çekmece", "K.ÇEKMECE"),
    ("Ankara", "Kahramankazan"): ("Kazan", "KAZAN"),
    ("Ankara", "Şereflikoçhisar"): ("Ş.Koçhisar",),
    ("Erzurum", "Aziziye"): ("Ilıca",),
    ("Aydın", "Didim"): ("Yenihisar",),
    ("Antalya", "Demre"): ("Kale",),
    ("Afyonkarahisar", "Sinanpaşa"): ("Sincanlı",),
    ("Bursa", "Mustafakemalpaşa"): ("M.Kemalpaşa", "M.K.P", "M.KEMALPAŞA"),
    ("Samsun", "19 Mayıs"): ("Ondokuz Mayıs", "On Dokuz Mayıs"),
    ("Siirt", "Tillo"): ("Aydınlar",),
    ("Zonguldak", "Ereğli"): ("Kdz. Ereğli", "Karadeniz Ereğli", "KDZ.EREĞLİ"),
    ("Konya", "Ereğli"): ("Konya Ereğlisi",),
    ("Tekirdağ", "Marmaraereğlisi"): ("M.Ereğlisi", "Marmara Ereğlisi"),
    ("Çanakkale", "Gökçeada"): ("İmroz",),
}
"""Townships, and the names that they had or are given for short."""


def city_missing(world: World, rng: Rng) -> Address | None:
    """Caferağa Mah. Moda Cd. No:45 Kadıköy."""
    p = draw_pieces(world, rng)
    if p.meant.township.name == "MERKEZ":
        return None
    name = key_of(p.meant.township.name)
    candidates = [
        one
        for one in world.in_country.all(world.keys[p.meant.pk])
        if key_of(one.township.name) == name
    ]
    comma = pick(rng, ("", ",", " /", " -"))
    return determined(recase(rng, f"{p.typed} {p.street}{comma} {p.township}"), candidates, p.meant)


def township_missing(world: World, rng: Rng) -> Address | None:
    """Caferağa Mah. Moda Cd. No:45 İstanbul; open where the city has the name twice."""
    p = draw_pieces(world, rng)
    candidates = world.in_city[p.meant.city.pk].all(world.keys[p.meant.pk])
    # A district of the name of a township leaves more open than its namesakes.
    if world.is_township_near(p.name, p.meant.city):
        return None
    text = recase(rng, f"{p.typed} {p.street}{pick(rng, ('', ',', ' /'))} {p.city}")
    return determined(text, candidates, p.meant)


def code_decides(world: World, rng: Rng) -> Address | None:
    """Fatih Mah. 1453 Sk. 34885 İstanbul: the name alone would not do, the code does."""
    p = draw_pieces(world, rng)
    of_name = world.in_city[p.meant.city.pk].all(world.keys[p.meant.pk])
    candidates = [one for one in of_name if one.postal_code == p.meant.postal_code]
    if len(candidates) != 1 or len(of_name) == 1 or world.is_township_near(p.name, p.meant.city):
        return None
    code = p.meant.postal_code
    text = pick(
        rng,
        (
            f"{p.typed} {p.street} {code} {p.city}",
            f"{p.typed} {p.street} {p.city} {code}",
            f"{p.typed} {code} {p.street} / {p.city}",
        ),
    )
    return determined(recase(rng, text), candidates, p.meant)


def _nearest_city(world: World, spelling: str) -> City | None:
    """Return the one city that a spelling is nearest to, if no township is as near."""
    key = key_of(spelling)
    errors = {city: OSA.distance(key, key_of(city.name)) for city in world.cities}
    least = min(errors.values())
    nearest = [city for city, count in errors.items() if count == least]
    return nearest[0] if len(nearest) == 1 and least < DIFFERENT else None


def _misspelt_city(world: World, rng: Rng, spelling: str, p: Pieces) -> Address | None:
    if _nearest_city(world, spelling) != p.meant.city:
        return None
    separator = pick(rng, ("/", " / ", " ", "-"))
    return inside(world, f"{p.typed} {p.street} {p.township}{separator}{spelling}", p)


def city_cut_off(world: World, rng: Rng) -> Address | None:
    """Caferağa Mah. … Kadıköy / İSTANB."""
    p = draw_pieces(world, rng)
    name = p.meant.city.display_name
    cut = name[: -pick(rng, (1, 1, 2))]
    starts = [city for city in world.cities if city.display_name.startswith(cut)]
    if len(cut) < 4 or len(starts) > 1:
        return None
    return _misspelt_city(world, rng, upper(cut) if chance(rng, 0.6) else cut, p)


def city_misspelt(world: World, rng: Rng) -> Address | None:
    """Caferağa Mah. … Kadıköy / istnbul."""
    p = draw_pieces(world, rng)
    name = p.meant.city.display_name
    seen = MISSPELT_CITIES.get(name)
    spelling = pick(rng, seen) if seen else pick(rng, LETTER_EDITS)(lower(name), rng)
    if len(name) < 4 or key_of(spelling) == key_of(name):
        return None
    return _misspelt_city(world, rng, spelling, p)


def city_by_another_name(world: World, rng: Rng) -> Address | None:
    """Afyon, İçel, Urfa, İst."""
    p = draw_pieces(world, rng)
    others = OTHER_CITY_NAMES.get(p.meant.city.display_name)
    if others is None:
        return None
    return inside(world, recase(rng, f"{p.typed} {p.street} {p.township}/{pick(rng, others)}"), p)


def township_misspelt(world: World, rng: Rng) -> Address | None:
    """Caferağa Mah. … Kadkıöy / İstanbul."""
    p = draw_pieces(world, rng)
    name = p.meant.township.display_name
    if len(name) < 5 or name == "Merkez":
        return None
    spelling = pick(rng, LETTER_EDITS)(lower(name), rng)
    key = key_of(spelling)
    if key == key_of(name) or world.is_township_near(spelling, p.meant.city, p.meant.township):
        return None
    p = p._replace(township=upper(spelling) if chance(rng, 0.4) else spelling.capitalize())
    return inside(world, f"{p.typed} {p.street} {ending(rng, p)}", p)


def centre(world: World, rng: Rng) -> Address | None:
    """MERKEZ/DENİZLİ, which is Merkezefendi and Pamukkale today."""
    city = world.draw_city(rng)
    centres = CENTRES.get(key_of(city.name), "").split()
    townships = [one for one in world.townships[city.pk] if key_of(one.name) in centres]
    if not townships:
        return None
    mahalle = [one for one in world.mahalle_of[city.pk] if one.township in townships]
    p = pieces_of(rng, pick(rng, mahalle))
    of_name = world.in_city[city.pk].all(world.keys[p.meant.pk])
    candidates = [one for one in of_name if one.township in townships]
    text = pick(
        rng,
        (
            f"{p.typed} {p.street} MERKEZ/{upper(p.city)}",
            f"{p.typed} {p.street} Merkez / {p.city}",
            f"{p.typed} {p.street} {p.city} Merkez",
            f"{p.typed} {p.street} MERKEZ {upper(p.city)}",
        ),
    )
    return determined(text, candidates, p.meant)


def _township(world: World, city: str, name: str) -> Township | None:
    """Find a township by folded names."""
    for of_city in world.cities:
        if key_of(of_city.name) == city:
            for one in world.townships[of_city.pk]:
                if key_of(one.name) == name:
                    return one
    return None


def _district_of(world: World, rng: Rng, township: Township) -> District | None:
    """Draw a whole district of a township whose name is of one kind."""
    names = world.in_township[township.pk].whole
    siblings = names[pick(rng, list(names))]
    district = pick(rng, siblings)
    same = {one.kind for one in siblings} == {district.kind}
    return district if same and "(" not in district.name else None


def township_renamed(world: World, rng: Rng) -> Address | None:
    """Alibeyköy Mah. … Eyüp/İstanbul: the same township under another name."""
    city, name = pick(rng, list(FORMER_TOWNSHIPS))
    township = _township(world, key_of(city), key_of(name))
    district = _district_of(world, rng, township) if township else None
    if district is None:
        return None
    p = pieces_of(rng, district)
    p = p._replace(township=pick(rng, FORMER_TOWNSHIPS[city, name]))
    return inside(world, recase(rng, f"{p.typed} {p.street} {ending(rng, p)}"), p)


def township_split(world: World, rng: Rng) -> Address | None:
    """İçerenköy Mah. … Kadıköy/İstanbul, which is Ataşehir's today."""
    city, former = pick(rng, list(SUCCESSORS))
    old = _township(world, city, former)
    new = _township(world, city, pick(rng, SUCCESSORS[city, former].split()))
    if old is None or new is None or (district := _district_of(world, rng, new)) is None:
        return None
    key = world.keys[district.pk]
    old_names = world.in_township[old.pk]
    near = any(
        OSA.distance(key, name, score_cutoff=DIFFERENT) < DIFFERENT
        for name in {*old_names.whole, *old_names.parts}
    )
    if near or len(world.in_city[district.city.pk].all(key)) > 1:
        return None
    p = pieces_of(rng, district)._replace(township=old.display_name)
    return inside(world, recase(rng, f"{p.typed} {p.street} {p.township}/{p.city}"), p)


def district_and_street(world: World, rng: Rng) -> Address | None:
    """Cumhuriyet Mah. Atatürk Cad. No:5 and nothing else: one district fits, or many."""
    p = draw_pieces(world, rng)
    candidates = world.in_country.all(world.keys[p.meant.pk])
    if world.is_place(p.name) or (len(candidates) == 1) != chance(rng, 0.5):
        return None
    return determined(recase(rng, f"{p.typed} {p.street}"), candidates, p.meant)


def semt_for_township(world: World, rng: Rng) -> Address | None:
    """Acıbadem Mah. … Koşuyolu/İstanbul: a semt where the township should stand."""
    p = draw_pieces(world, rng)
    semt = world.semts[p.meant.pk]
    if not is_telling(world, semt, p.meant):
        return None
    candidates = [
        one
        for one in world.in_city[p.meant.city.pk].all(world.keys[p.meant.pk])
        if world.semts[one.pk] == semt
    ]
    separator = pick(rng, ("/", " / ", " ", ", "))
    return determined(
        recase(rng, f"{p.typed} {p.street} {semt}{separator}{p.city}"), candidates, p.meant
    )


def semt_beside(world: World, rng: Rng) -> Address | None:
    """Acıbadem Mah. … Koşuyolu Kadıköy/İstanbul: a semt beside everything else."""
    p = draw_pieces(world, rng)
    semt = world.semts[p.meant.pk]
    if not is_telling(world, semt, p.meant):
        return None
    text = pick(
        rng,
        (
            f"{p.typed} {p.street} {semt} {ending(rng, p)}",
            f"{semt} {p.typed} {p.street} {ending(rng, p)}",
            f"{p.typed} {p.street} {semt}/{p.township}/{p.city}",
            f"{p.typed} ({semt}) {p.street} {ending(rng, p)}",
            f"{semt}, {p.typed}, {p.street}, {p.township}, {p.city}",
        ),
    )
    return inside(world, recase(rng, text), p)


def semt_for_district(world: World, rng: Rng) -> Address | None:
    """Moda Cd. No:5 Koşuyolu Kadıköy/İstanbul: a semt, and no district."""
    p = draw_pieces(world, rng)
    semt, township = world.semts[p.meant.pk], p.meant.township
    if not is_telling(world, semt, p.meant) or world.names_in(f"{semt} {p.street}", township):
        return None
    fitting = [
        one
        for names in world.in_township[township.pk].whole.values()
        for one in names
        if world.semts[one.pk] == semt
    ]
    text = recase(rng, f"{p.street} {semt} {p.township}/{p.city}")
    district = fitting[0].pk if len(fitting) == 1 else None
    pks = tuple(sorted(one.pk for one in fitting))
    return Address("", text, township.city.pk, township.pk, district, pks, None)


def is_telling(world: World, semt: str, district: District) -> bool:
    """Tell whether a semt says more than district and township do, and nothing against them."""
    key = key_of(semt)
    return (
        "merkez" not in key
        and district.kind == "mahalle"
        and OSA.distance(key, world.keys[district.pk]) >= DIFFERENT
        and not world.is_place(semt)
        and not world.is_township_near(semt, district.city)
    )


KINDS: dict[str, Kind] = {
    "city missing": city_missing,
    "township missing": township_missing,
    "postal code decides": code_decides,
    "city cut off": city_cut_off,
    "city misspelt": city_misspelt,
    "city by another name": city_by_another_name,
    "township misspelt": township_misspelt,
    "Merkez of a city without one": centre,
    "township renamed": township_renamed,
    "township split": township_split,
    "district and street alone": district_and_street,
    "semt beside": semt_beside,
    "semt for township": semt_for_township,
    "semt for district": semt_for_district,
}
