"""Orders that go abroad or to Northern Cyprus: in Turkish and English, in any of the fields."""

from __future__ import annotations

from benchmarks.addresses.composing.pieces import PLAIN
from benchmarks.addresses.composing.places import Rng, World, chance, pick
from benchmarks.addresses.composing.streets import door, number, road
from benchmarks.addresses.order_inputs import Order
from benchmarks.addresses.ordering.pools import Pools
from benchmarks.addresses.ordering.scenes import SOME_SCRIPTS, Scene
from benchmarks.addresses.ordering.writing import Draft, in_script, order_of

CYPRUS = {
    "Lefkoşa": ("Göçmenköy", "Hamitköy", "Küçük Kaymaklı", "Ortaköy", "Gönyeli", "Kumsal",
                "Taşkınköy", "Yenişehir", "Marmara"),
    "Girne": ("Karaoğlanoğlu", "Alsancak", "Çatalköy", "Ozanköy", "Lapta", "Bellapais", "Zeytinlik",
              "Doğanköy"),
    "Gazimağusa": ("Sakarya", "Karakol", "Baykal", "Çanakkale", "Tuzla", "Yeniboğaziçi", "Maraş"),
    "Güzelyurt": ("İsmet Paşa", "Lala Mustafa Paşa", "Piyalepaşa", "Bostancı"),
    "İskele": ("Cevizli", "Long Beach", "Boğaz", "Bahçeler", "Mehmetçik"),
    "Lefke": ("Gemikonağı", "Cengizköy", "Yeşilyurt"),
}  # fmt: skip
"""Towns of Northern Cyprus and what is in them."""
CYPRUS_NAMES = (
    "KKTC",
    "K.K.T.C.",
    "Kıbrıs",
    "Kuzey Kıbrıs",
    "KIBRIS",
    "Kuzey Kıbrıs Türk Cumhuriyeti",
)
CYPRUS_ENGLISH = ("North Cyprus", "TRNC", "Northern Cyprus", "Cyprus")
CYPRUS_ROADS = ("Atatürk", "Dr. Fazıl Küçük", "Şehit Mustafa", "Bedrettin Demirel", "Salamis")
DOORS = ("c/o Yılmaz", "bei Demir", "Apt 3", "2. Stock", "kat 2", "Zili: Kaya")
ENGLISH_TOWNS = {
    "Lefkoşa": "Nicosia", "Girne": "Kyrenia", "Gazimağusa": "Famagusta", "Güzelyurt": "Morphou",
    "İskele": "Iskele", "Lefke": "Lefke",
}  # fmt: skip

COUNTRIES: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    ("Almanya", "Germany", (
        ("Berlin", "Kottbusser Damm 23", "10967"), ("Köln", "Keupstraße 88", "51063"),
        ("Hamburg", "Steindamm 41", "20099"), ("Duisburg", "Weseler Str. 112", "47169"),
        ("München", "Landwehrstr. 17", "80336"), ("Stuttgart", "Neckarstrasse 5", "70190"),
        ("Mannheim", "Jungbuschstr 9", "68159"), ("Frankfurt", "Münchener Straße 33", "60329"),
    )),
    ("Hollanda", "Netherlands", (
        ("Rotterdam", "West-Kruiskade 60", "3014 AN"), ("Amsterdam", "Javastraat 101", "1094 HB"),
        ("Den Haag", "Hoefkade 220", "2526 CB"),
    )),
    ("Fransa", "France", (
        ("Paris", "12 Rue du Faubourg Saint-Denis", "75010"),
        ("Lyon", "4 Rue de Marseille", "69007"),
        ("Strasbourg", "31 Route des Romains", "67200"),
    )),
    ("Avusturya", "Austria", (
        ("Viyana", "Brunnengasse 40/7", "1160"), ("Linz", "Wiener Straße 77", "4020"),
    )),
    ("Belçika", "Belgium", (
        ("Brüksel", "Chaussée de Haecht 115", "1030"), ("Gent", "Sleepstraat 60", "9000"),
    )),
    ("İngiltere", "United Kingdom", (
        ("Londra", "45 Green Lanes", "N16 9BS"),
        ("London", "210 Stoke Newington High St", "N16 7HU"),
    )),
    ("Azerbaycan", "Azerbaijan", (
        ("Bakü", "Nizami küçəsi 103", "AZ1000"), ("Gence", "Atatürk prospekti 25", "AZ2000"),
    )),
    ("Bulgaristan", "Bulgaria", (
        ("Kırcaali", "Bulgaria Blvd 44", "6600"), ("Şumnu", "ul. Tsar Osvoboditel 9", "9700"),
        ("Sofya", "Vitosha Blvd 18", "1000"),
    )),
    ("Yunanistan", "Greece", (
        ("Gümülcine", "Orfeos 22", "69132"), ("Selanik", "Tsimiski 54", "54623"),
    )),
    ("ABD", "USA", (
        ("New Jersey", "980 Main Street, Paterson", "07503"),
        ("New York", "1725 Ave U Brooklyn", "11229"),
    )),
    ("İsviçre", "Switzerland", (("Zürih", "Langstrasse 120", "8004"),)),
    ("Irak", "Iraq", (("Erbil", "60 Meter Street near Family Mall", "44001"),)),
    ("Kosova", "Kosovo", (("Prizren", "Rr. Adem Jashari 14", "20000"),)),
    ("Kazakistan", "Kazakhstan", (("Almatı", "Abay Ave 52", "050008"),)),
    ("Birleşik Arap Emirlikleri", "UAE", (("Dubai", "Al Rigga Road 18, Deira", ""),)),
    ("Kuzey Makedonya", "North Macedonia", (("Üsküp", "Ul. Bit Pazar 7", "1000"),)),
)  # fmt: skip
"""Countries in Turkish and English, with towns, streets and codes."""


def _order(rng: Rng, draft: Draft) -> Order:
    return order_of(in_script(rng, draft, pick(rng, SOME_SCRIPTS)), abroad=True)


def cyprus(world: World, pools: Pools, rng: Rng) -> Order | None:
    """Karaoğlanoğlu Cad. No:5 Girne / KKTC, also by way of Mersin 10."""
    town = pick(rng, list(CYPRUS))
    quarter, country = pick(rng, CYPRUS[town]), pick(rng, CYPRUS_NAMES)
    name = f"{quarter} {pick(rng, ('Mah.', 'Mahallesi', 'Mah', ''))}".strip()
    street = f"{road(rng, pick(rng, CYPRUS_ROADS))} {door(rng)}"
    if chance(rng, 0.3):
        place = ENGLISH_TOWNS[town]
        english = pick(rng, CYPRUS_ENGLISH)
        line = f"{quarter}, Ataturk Street {number(rng, 80)}, {place}, {english}"
        draft = pick(
            rng,
            (
                Draft(None, None, None, None, line, None),
                Draft(english, place, None, None, line, None),
                Draft(place, None, None, None, f"{line} Mersin 10 Turkey", None),
            ),
        )
        return _order(rng, draft._replace(address=(draft.address or "").translate(PLAIN)))
    line = f"{name} {street}"
    draft = pick(
        rng,
        (
            Draft(country, town, None, None, line, None),
            Draft(country, town, None, None, f"{line} {town}", None),
            Draft(country, town, quarter, "99300", line, None),
            Draft(town, pick(rng, (town, "Merkez", None)), None, None, f"{line} {country}", None),
            Draft(None, None, None, None, f"{line} {town} / {country}", None),
            Draft(None, None, None, None, f"{line} {town} - Mersin 10 {country}", None),
            Draft("Mersin", None, None, None, f"{line} {town} KKTC Mersin 10", None),
            Draft("Mersin 10", town, None, None, f"{line} {town} {country}", None),
            Draft(None, town, None, None, f"{line}, {town}, {country}", None),
        ),
    )
    return _order(rng, draft)


def elsewhere(world: World, pools: Pools, rng: Rng) -> Order | None:
    """Kottbusser Damm 23, 10967 Berlin, with Almanya and Berlin in the fields."""
    turkish, english, towns = pick(rng, (*COUNTRIES[:3], *COUNTRIES))
    town, street, code = pick(rng, towns)
    country = pick(rng, (turkish, turkish, english))
    if chance(rng, 0.4):
        street = f"{street} {pick(rng, DOORS)}"
    whole = pick(rng, (f"{street}, {code} {town}, {country}", f"{street} {code} {town} {country}"))
    draft = pick(
        rng,
        (
            Draft(country, town, None, code or None, street, None),
            Draft(country, town, None, None, whole, None),
            Draft(None, None, None, None, whole, None),
            Draft(town, None, None, code or None, f"{street} {country}", None),
            Draft(town, country, None, None, street, None),
            Draft("Yurtdışı", country, None, None, f"{street} {code} {town}", None),
            Draft(country, None, None, None, f"{street} {code} {town}", None),
            Draft(town, town, None, None, whole, None),
        ),
    )
    return _order(rng, draft)


ABROAD: dict[str, Scene] = {"Northern Cyprus": cyprus, "abroad": elsewhere}
