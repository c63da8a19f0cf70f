"""What a clerk knows beside the list: former townships, other names of cities, semts.

The semts are read once from the published boundaries, which have more of them than the list:

    python -m benchmarks.addresses.ordering.facts BOUNDARIES.parquet
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.addresses.composing.places import World, key_of
from benchmarks.common.options import HELP
from geodistricts.basics.letters import lower
from geodistricts.records import City, Township

SEMTS = Path(__file__).with_name("semts.parquet")
MERKEZ = "Merkez"
NO_SEMTS = {"merkez", "beldeler", "çarşı", "sanayi", "hükümet", "pazar", "istasyon", "yeni"}
"""What the sources write where they have no name."""

SPLIT: dict[str, dict[str, tuple[str, ...]]] = {
    "İstanbul": {
        "Eminönü": ("Fatih",),
        "Gaziosmanpaşa": ("Sultangazi", "Arnavutköy"),
        "Büyükçekmece": ("Esenyurt", "Beylikdüzü"),
        "Küçükçekmece": ("Başakşehir",),
        "Kadıköy": ("Ataşehir",),
        "Ümraniye": ("Çekmeköy", "Sancaktepe", "Ataşehir"),
        "Kartal": ("Sancaktepe",),
        "Esenler": ("Başakşehir",),
        "Şişli": ("Sarıyer",),
        "Eyüp": ("Eyüpsultan",),
    },
    "Ankara": {"Altındağ": ("Pursaklar",), "Keçiören": ("Pursaklar",), "Kazan": ("Kahramankazan",)},
    "İzmir": {"Konak": ("Karabağlar",), "Bornova": ("Bayraklı",), "Karşıyaka": ("Bayraklı",)},
    "Antalya": {MERKEZ: ("Aksu", "Döşemealtı", "Kepez", "Konyaaltı", "Muratpaşa")},
    "Adana": {"Seyhan": ("Çukurova",), "Yüreğir": ("Sarıçam",)},
    "Mersin": {MERKEZ: ("Akdeniz", "Mezitli", "Toroslar", "Yenişehir")},
    "Diyarbakır": {MERKEZ: ("Bağlar", "Kayapınar", "Sur", "Yenişehir")},
    "Eskişehir": {MERKEZ: ("Odunpazarı", "Tepebaşı")},
    "Denizli": {MERKEZ: ("Merkezefendi", "Pamukkale")},
    "Samsun": {MERKEZ: ("Atakum", "Canik", "İlkadım", "Tekkeköy")},
    "Sakarya": {
        "Adapazarı": ("Serdivan", "Erenler", "Arifiye"),
        MERKEZ: ("Adapazarı", "Serdivan", "Erenler", "Arifiye"),
    },
    "Kocaeli": {
        "İzmit": ("Başiskele", "Kartepe"),
        "Gebze": ("Darıca", "Çayırova", "Dilovası"),
        MERKEZ: ("İzmit", "Başiskele", "Kartepe"),
    },
    "Erzurum": {MERKEZ: ("Yakutiye", "Palandöken", "Aziziye")},
    "Hatay": {
        "Antakya": ("Defne",),
        MERKEZ: ("Antakya", "Defne"),
        "İskenderun": ("Arsuz",),
        "Dörtyol": ("Payas",),
    },
    "Malatya": {MERKEZ: ("Battalgazi", "Yeşilyurt")},
    "Manisa": {MERKEZ: ("Yunusemre", "Şehzadeler")},
    "Balıkesir": {MERKEZ: ("Altıeylül", "Karesi")},
    "Kahramanmaraş": {MERKEZ: ("Onikişubat", "Dulkadiroğlu")},
    "Van": {MERKEZ: ("İpekyolu", "Tuşba", "Edremit")},
    "Şanlıurfa": {MERKEZ: ("Eyyübiye", "Haliliye", "Karaköprü")},
    "Tekirdağ": {MERKEZ: ("Süleymanpaşa",), "Çorlu": ("Ergene",), "Çerkezköy": ("Kapaklı",)},
    "Trabzon": {MERKEZ: ("Ortahisar",)},
    "Ordu": {MERKEZ: ("Altınordu",)},
    "Muğla": {MERKEZ: ("Menteşe",), "Fethiye": ("Seydikemer",)},
    "Aydın": {MERKEZ: ("Efeler",)},
    "Mardin": {MERKEZ: ("Artuklu",)},
    "Konya": {MERKEZ: ("Selçuklu", "Meram", "Karatay")},
    "Kayseri": {MERKEZ: ("Melikgazi", "Kocasinan", "Talas", "Hacılar", "İncesu")},
    "Gaziantep": {MERKEZ: ("Şahinbey", "Şehitkamil", "Oğuzeli")},
    "Bursa": {MERKEZ: ("Osmangazi", "Nilüfer", "Yıldırım", "Gürsu", "Kestel")},
    "Zonguldak": {MERKEZ: ("Kozlu", "Kilimli")},
}
"""By city, a township of before 2008 or 2014, and those that were made of it, or its new name."""

OTHER_CITY_NAMES = {
    "İstanbul": ("İst.", "İST", "Istanbul"),
    "Ankara": ("Ank.", "ANK"),
    "İzmir": ("İzm.", "Izmir"),
    "Gaziantep": ("Antep", "G.Antep", "G. Antep"),
    "Şanlıurfa": ("Urfa", "Ş.Urfa", "Ş. Urfa"),
    "Kahramanmaraş": ("Maraş", "K.Maraş", "K. Maraş"),
    "Afyonkarahisar": ("Afyon",),
    "Mersin": ("İçel", "Mersin (İçel)"),
    "Kocaeli": ("İzmit", "Kocaeli (İzmit)"),
    "Sakarya": ("Adapazarı", "Sakarya (Adapazarı)"),
    "Hatay": ("Antakya", "Hatay (Antakya)"),
    "Diyarbakır": ("D.Bakır", "Diyarbekir"),
    "Çanakkale": ("Ç.Kale",),
    "Tekirdağ": ("T.Dağ",),
    "Balıkesir": ("B.Kesir",),
    "Eskişehir": ("Esk.", "E.Şehir"),
}
"""Former names, and what people write for short."""
SIDES = {
    "Anadolu": {
        "Adalar", "Ataşehir", "Beykoz", "Çekmeköy", "Kadıköy", "Kartal", "Maltepe", "Pendik",
        "Sancaktepe", "Sultanbeyli", "Şile", "Tuzla", "Ümraniye", "Üsküdar",
    }
}  # fmt: skip
"""İstanbul's townships in Asia; the others are in Europe."""


def township_named(world: World, city: City, name: str) -> Township | None:
    """Return a city's township by its name to show."""
    return next((one for one in world.townships[city.pk] if one.display_name == name), None)


@cache
def _former(world: World) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for city in world.cities:
        for name, made in SPLIT.get(city.display_name, {}).items():
            for one in made:
                township = township_named(world, city, one)
                if township is None:
                    raise LookupError(f"no township {one!r} in {city.label}; correct SPLIT")
                found[township.pk].append(name)
    return dict(found)


def former_names(world: World, township: Township, merkez: bool) -> list[str]:
    """Return what a township belonged to, or was called: "Merkez", or the others."""
    names = _former(world).get(township.pk, [])
    return [name for name in names if (name == MERKEZ) == merkez]


def heirs(world: World, city: City, name: str) -> frozenset[int]:
    """Return the townships that a former one became, with the one that has its name today."""
    made = SPLIT.get(city.display_name, {}).get(name, ())
    found = (township_named(world, city, one) for one in (*made, name))
    return frozenset(one.pk for one in found if one is not None)


@cache
def semts_by_district() -> dict[int, tuple[str, ...]]:
    """Read the semts that each district belongs to, as the two sources have them."""
    table = pq.read_table(SEMTS).to_pydict()
    return {pk: tuple(names) for pk, names in zip(table["pk"], table["semts"], strict=True)}


@cache
def districts_by_semt(world: World) -> dict[int, dict[str, frozenset[int]]]:
    """Gather each city's districts by folded semt."""
    found: defaultdict[int, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    known = semts_by_district()
    for one in world.districts:
        for name in known.get(one.pk, ()):
            found[one.city.pk][key_of(name)].add(one.pk)
    return {
        city: {key: frozenset(pks) for key, pks in semts.items()} for city, semts in found.items()
    }


def _said(names: str | None) -> list[str]:
    parts = re.split(r"\s*[,;/(]\s*", (names or "").replace(")", ""))
    return [
        part
        for part in parts
        if len(part) > 3 and lower(part) not in NO_SEMTS and "köyler" not in lower(part)
    ]


@click.command(context_settings=HELP)
@click.argument("boundaries", type=click.Path(exists=True, dir_okay=False))
def main(boundaries: str) -> None:
    """Read the semts of the published BOUNDARIES and of the list, and write semts.parquet."""
    world = World()
    places = {
        (key_of(city.name), key_of(one.name)): one.pk
        for city in world.cities
        for one in world.townships[city.pk]
    }
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for one in world.districts:
        if one.kind != "part":
            found[one.pk].update(dict.fromkeys(_said(world.semts[one.pk])))
    columns = ["name", "semt", "town_name", "city_name"]
    for row in pq.read_table(boundaries, columns=columns).to_pylist():
        if row["town_name"] is None:
            continue
        city, town = key_of(row["city_name"]), key_of(row["town_name"])
        pk = places.get((city, town))
        if pk is None and "Merkez" in row["town_name"]:
            pk = places.get((city, key_of("MERKEZ")))
        if pk is None:
            continue
        same = world.in_township[pk].whole.get(key_of(row["name"]), [])
        if len(same) == 1:
            keys = {key_of(name) for name in found[same[0].pk]}
            new = [name for name in _said(row["semt"]) if key_of(name) not in keys]
            found[same[0].pk].update(dict.fromkeys(new))
    rows = [(pk, list(names)) for pk, names in sorted(found.items()) if names]
    table = pa.table(
        {
            "pk": pa.array([pk for pk, _ in rows], pa.int32()),
            "semts": pa.array([names for _, names in rows], pa.list_(pa.string())),
        }
    )
    pq.write_table(table, SEMTS, compression="zstd")
    print(f"semts of {table.num_rows:,} districts in {SEMTS}")


if __name__ == "__main__":
    main()
