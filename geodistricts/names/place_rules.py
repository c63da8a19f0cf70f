"""Other names of cities and townships, and the place that a misspelt name means.

Every name here is a key: what ``place_key`` makes of it ("sirt" of Siirt, "yeni" of Yenimahalle),
or, for the words of a line, an abbreviation that it writes out ("gop").
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from geodistricts.basics.forking import loading
from geodistricts.names.fold import LONGEST_REMEMBERED, ends_of, fold_words
from geodistricts.names.rules import INITIALS

PLATES = (
    "Adana", "Adıyaman", "Afyonkarahisar", "Ağrı", "Amasya", "Ankara", "Antalya", "Artvin",
    "Aydın", "Balıkesir", "Bilecik", "Bingöl", "Bitlis", "Bolu", "Burdur", "Bursa",
    "Çanakkale", "Çankırı", "Çorum", "Denizli", "Diyarbakır", "Edirne", "Elazığ", "Erzincan",
    "Erzurum", "Eskişehir", "Gaziantep", "Giresun", "Gümüşhane", "Hakkari", "Hatay", "Isparta",
    "Mersin", "İstanbul", "İzmir", "Kars", "Kastamonu", "Kayseri", "Kırklareli", "Kırşehir",
    "Kocaeli", "Konya", "Kütahya", "Malatya", "Manisa", "Kahramanmaraş", "Mardin", "Muğla",
    "Muş", "Nevşehir", "Niğde", "Ordu", "Rize", "Sakarya", "Samsun", "Siirt",
    "Sinop", "Sivas", "Tekirdağ", "Tokat", "Trabzon", "Tunceli", "Şanlıurfa", "Uşak",
    "Van", "Yozgat", "Zonguldak", "Aksaray", "Bayburt", "Karaman", "Kırıkkale", "Batman",
    "Şırnak", "Bartın", "Ardahan", "Iğdır", "Yalova", "Karabük", "Kilis", "Osmaniye",
    "Düzce",
)  # fmt: skip
"""The cities by plate code, from 01 on."""

CITY_ALIASES = {
    "afyonkarahisar": "afyon afyonk akarahisar",
    "ankara": "ank",
    "gaziantep": "antep gantep",
    "hakkari": "colemerik",
    "hatay": "antakya",
    "istanbul": "ist istanbulavrupa istanbulanadolu istanbulasya",
    "izmir": "izm",
    "kahramanmaras": "maras kmaras",
    "kocaeli": "izmit",
    "mersin": "icel",
    "sakarya": "adapazari",
    "sanliurfa": "urfa surfa",
    "tunceli": "dersim",
    "diyarbakir": "diyarbekir dbakir",
    "elazig": "elaziz",
    "eskisehir": "esehir",
    "tekirdag": "tekfurdagi tdag",
    "kirklareli": "kirkkilise klareli",
    "canakkale": "ckale",
    "kirikkale": "kkale",
    "kirsehir": "ksehir",
    "nevsehir": "nsehir",
    "gumushane": "ghane",
}
"""Folded names of cities, and their former and short names."""

TOWNSHIP_ALIASES = {
    ("afyonkarahisar", "sinanpasa"): "sincanli",
    ("agri", "dogubayazit"): "dogubeyazit dbeyazit",
    ("amasya", "gumushacikoy"): "ghacikoy",
    ("ankara", "kahramankazan"): "kazan",
    ("ankara", "sereflikochisar"): "skochisar kochisar",
    ("antalya", "demre"): "kale",
    ("antalya", "ibradi"): "aydinkent",
    ("artvin", "murgul"): "goktas",
    ("aydin", "didim"): "yenihisar",
    ("bayburt", "aydintepe"): "hart",
    ("bitlis", "guroymak"): "norsin",
    ("burdur", "altinyayla"): "dirmil",
    ("bursa", "mustafakemalpasa"): "mkpasa kemalpasa",
    ("canakkale", "gokceada"): "imroz",
    ("denizli", "pamukkale"): "akkoy",
    ("denizli", "serinhisar"): "kizilhisar",
    ("elazig", "alacakaya"): "guleman",
    ("erzincan", "kemaliye"): "egin",
    ("erzincan", "uzumlu"): "cimin",
    ("erzurum", "aziziye"): "ilica",
    ("erzurum", "pasinler"): "hasankale",
    ("giresun", "sebinkarahisar"): "skarahisar",
    ("hakkari", "yuksekova"): "gever",
    ("hatay", "arsuz"): "ulucinar",
    ("isparta", "sarkikaraagac"): "skaraagac",
    ("istanbul", "bahcelievler"): "bevler",
    ("istanbul", "bayrampasa"): "bpasa",
    ("istanbul", "beylikduzu"): "bduzu",
    ("istanbul", "buyukcekmece"): "bcekmece",
    ("istanbul", "eyupsultan"): "eyup",
    ("istanbul", "fatih"): "eminonu",
    ("istanbul", "gaziosmanpasa"): "gop gopasa gosmanpasa",
    ("istanbul", "kucukcekmece"): "kcekmece",
    ("istanbul", "zeytinburnu"): "zburnu",
    ("izmir", "menderes"): "cumaovasi",
    ("kocaeli", "izmit"): "saraybahce bekirpasa",
    ("konya", "eregli"): "konyaeregli konyaereglisi",
    ("malatya", "battalgazi"): "eskimalatya",
    ("mersin", "camliyayla"): "namrun",
    ("osmaniye", "duzici"): "haruniye",
    ("samsun", "ondokuzmayis"): "engiz ballica ondokuzmayisballica",
    ("sanliurfa", "harran"): "altinbasak",
    ("sirt", "tillo"): "aydinlar",
    ("tekirdag", "marmaraereglisi"): "meregli mereglisi marmaraeregli",
    ("yozgat", "saraykent"): "karamagara",
    ("zonguldak", "eregli"): "kdzeregli karadenizeregli karadenizereglisi keregli",
    ("zonguldak", "gokcebey"): "tefen",
}
"""Folded city and township, and the township's former and short names."""

CENTRES = {
    "adana": "cukurova saricam seyhan yuregir",
    "ankara": "altindag cankaya etimesgut kecioren mamak sincan yeni",
    "antalya": "aksu dosemealti kepez konyaalti muratpasa",
    "aydin": "efeler",
    "balikesir": "altieylul karesi",
    "bursa": "nilufer osmangazi yildirim",
    "denizli": "merkezefendi pamukkale",
    "diyarbakir": "baglar kayapinar sur yenisehir",
    "erzurum": "aziziye palandoken yakutiye",
    "eskisehir": "odunpazari tepebasi",
    "gaziantep": "sahinbey sehitkamil",
    "hatay": "antakya defne",
    "izmir": "balcova bayrakli bornova buca cigli gaziemir karabaglar karsiyaka konak",
    "kahramanmaras": "dulkadiroglu onikisubat",
    "kayseri": "kocasinan melikgazi",
    "kocaeli": "izmit",
    "konya": "karatay meram selcuklu",
    "malatya": "battalgazi yesilyurt",
    "manisa": "sehzadeler yunusemre",
    "mardin": "artuklu",
    "mersin": "akdeniz mezitli toroslar yenisehir",
    "mugla": "mentese",
    "ordu": "altinordu",
    "sakarya": "adapazari",
    "samsun": "atakum canik ilkadim",
    "sanliurfa": "eyyubiye haliliye karakopru",
    "tekirdag": "suleymanpasa",
    "trabzon": "ortahisar",
    "van": "edremit ipekyolu tusba",
}
"""Cities without a township called Merkez, and the townships that were it."""

SUCCESSORS = {
    ("adana", "seyhan"): "cukurova",
    ("adana", "yuregir"): "saricam",
    ("aksaray", "merkez"): "sultanhani",
    ("ankara", "altindag"): "pursaklar",
    ("ankara", "kecioren"): "pursaklar",
    ("artvin", "hopa"): "kemalpasa",
    ("hakkari", "semdinli"): "derecik",
    ("hatay", "antakya"): "defne",
    ("hatay", "dortyol"): "payas",
    ("hatay", "iskenderun"): "arsuz",
    ("istanbul", "bakirkoy"): "bagcilar bahcelievler esenler gungoren",
    ("istanbul", "buyukcekmece"): "basaksehir beylikduzu esenyurt",
    ("istanbul", "catalca"): "arnavutkoy",
    ("istanbul", "esenler"): "basaksehir",
    ("istanbul", "eyupsultan"): "bayrampasa sultangazi",
    ("istanbul", "gaziosmanpasa"): "arnavutkoy sultangazi",
    ("istanbul", "gungoren"): "esenler",
    ("istanbul", "kadikoy"): "atasehir",
    ("istanbul", "kartal"): "maltepe sancaktepe sultanbeyli",
    ("istanbul", "kucukcekmece"): "avcilar basaksehir",
    ("istanbul", "pendik"): "sultanbeyli tuzla",
    ("istanbul", "sisli"): "sariyer",
    ("istanbul", "umraniye"): "atasehir cekmekoy sancaktepe",
    ("istanbul", "uskudar"): "atasehir",
    ("izmir", "bornova"): "bayrakli",
    ("izmir", "karsiyaka"): "bayrakli cigli",
    ("izmir", "konak"): "balcova gaziemir karabaglar",
    ("kocaeli", "gebze"): "cayirova darica dilovasi",
    ("kocaeli", "izmit"): "basiskele kartepe",
    ("kocaeli", "korfez"): "derince",
    ("mugla", "fethiye"): "seydikemer",
    ("sakarya", "adapazari"): "arifiye erenler serdivan",
    ("tekirdag", "cerkezkoy"): "kapakli",
    ("tekirdag", "corlu"): "ergene",
    ("zonguldak", "merkez"): "kilimli kozlu",
}
"""Folded city and township, and the townships that parts of it have become since."""

CENTRE = "merkez"
_SAY_NOTHING = frozenset(
    ["ili", "il", "ilcesi", "ilce", "sehri", "buyuksehir", "belediyesi", "belediye"]
)


def place_key(name: str) -> str:
    """Fold a city's or township's name; "ili", "ilçesi" and the like say nothing.

    Parameters
    ----------
    name : str
        Any text.

    Returns
    -------
    str
        The key.

    Examples
    --------
    >>> place_key("19 Mayıs İlçesi"), place_key("Merkez / Bolu")
    ('ondokuzmayis', 'merkezbolu')
    """
    return _remembered(name) if len(name) <= LONGEST_REMEMBERED else _fold_place(ends_of(name))


def _fold_place(name: str) -> str:
    key, words = fold_words(name)
    if len(words) > 1 and not _SAY_NOTHING.isdisjoint(words):
        kept = [word for word in words if word not in _SAY_NOTHING]
        return fold_words(" ".join(kept))[0] if kept else key
    return key


_remembered = lru_cache(maxsize=1 << 14)(_fold_place)


def city_aliases(key: str) -> list[str]:
    """Return the other names of a city, folded.

    Parameters
    ----------
    key : str
        The city's folded name.

    Returns
    -------
    list of str
        Former and short names; may be empty.

    Examples
    --------
    >>> city_aliases("mersin")
    ['icel']
    """
    return CITY_ALIASES.get(key, "").split()


def township_aliases(city: str, key: str) -> list[str]:
    """Return the other names of a township, folded.

    Parameters
    ----------
    city, key : str
        Folded names of the city and the township.

    Returns
    -------
    list of str
        Former and short names, and for a city's centre the city's names.

    Examples
    --------
    >>> township_aliases("istanbul", "eyupsultan")
    ['eyup']
    >>> township_aliases("bolu", "merkez")
    ['bolu', 'bolumerkez', 'merkezbolu']
    """
    names = TOWNSHIP_ALIASES.get((city, key), "").split()
    if key == CENTRE or key in CENTRES.get(city, "").split():
        for name in (city, *city_aliases(city)):
            names += [name, f"{name}{CENTRE}", f"{CENTRE}{name}"]
        if key != CENTRE:
            names += [CENTRE, f"{key}{CENTRE}", f"{CENTRE}{key}"]
    for meant in INITIALS.get(key[:1], ()):
        if key.startswith(meant) and len(key) > len(meant) + 3:
            names.append(key[0] + key[len(meant) :])
    return [name for name in dict.fromkeys(names) if name != key]


def successors(city: str, key: str) -> list[str]:
    """Return the townships that parts of one have become.

    Parameters
    ----------
    city, key : str
        Folded names of the city and the township.

    Returns
    -------
    list of str
        Folded names; may be empty.

    Examples
    --------
    >>> successors("izmir", "bornova")
    ['bayrakli']
    """
    return SUCCESSORS.get((city, key), "").split()


def nearest_keys(key: str, keys: Iterable[str]) -> list[str]:
    """Find what a misspelt place name may mean: the nearest keys, if near enough.

    Parameters
    ----------
    key : str
        The folded name.
    keys : iterable of str
        The folded names that there are.

    Returns
    -------
    list of str
        The nearest, several where they are equally near; empty where none is near.

    Examples
    --------
    >>> nearest_keys("istambul", ["istanbul", "isparta"])
    ['istanbul']
    """
    with loading:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

    most = (len(key) >= 4) + (len(key) >= 7)
    if not most:
        return []
    found = process.extract(key, list(keys), scorer=OSA.distance, score_cutoff=most, limit=None)
    return [near for near, errors, _ in found if errors == found[0][1]]
