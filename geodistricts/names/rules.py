"""How people write names of districts: the rules of the fold, as data.

Every word here is already folded to small ASCII letters. To teach the fold another
spelling, add it to the table that it belongs to.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MAHALLE_WORDS = frozenset(
    # as they should be, as they are shortened, and as they are mistyped
    [
        "mahallesi",
        "mahalle",
        "mahallesinde",
        "mah",
        "mh",
        "mhl",
        "mhll",
        "mahalesi",
        "mahale",
        "mahallasi",
        "mahalla",
        "mahelle",
        "mahellesi",
        "mahhalle",
        "mahhallesi",
        "mahalllesi",
        "mahallesii",
        "mahallessi",
        "mahallei",
        "mahallsi",
        "mahalles",
        "maahallesi",
        "mahllesi",
        "mahlle",
        "mahaallesi",
        "mhallesi",
        "mhalle",
        "mahalelsi",
        "mahallis",
        "mahallesy",
        "mahlesi",
        "mahakkesi",
        "mahalleis",
        "mahalleri",
        "mahaleesi",
        "amh",
        "mha",
        "hmah",
        "maah",
        "mahh",
        "mahs",
        "mahl",
        "mhal",
        "mhle",
        "neighborhood",
        "neighbourhood",
        "neighborhod",
        "neighbourhod",
        "nbhd",
        "quarter",
    ]
)
"""Words for mahalle; they say nothing wherever they stand."""

VILLAGE_WORDS = frozenset(["koyu", "koy", "koyy", "kouy", "koyui", "kyu", "koyuu", "village"])
"""Words for köy; they say nothing at the end of a name."""

TOWN_WORDS = frozenset(["beldesi", "belde", "bld", "beld", "bldsi", "belediyesi", "kasabasi"])
"""Words for belde; they say nothing at the end of a name."""

TRAILING_LETTERS = frozenset("mk")
"""M. and K. after a name: mahalle and köy."""

GLUED_TYPES = (
    "mahallesi",
    "mahalle",
    "mahellesi",
    "mahelle",
    "mahalesi",
    "mahalllesi",
    "mah",
    "mhl",
    "mh",
)
"""Type words that are also written as the end of a name's last word (YENİMAHALLE)."""

BARE_TYPE_WORDS = frozenset({"mahalle", "koy"})
"""Type words that are a part of a street's name when its word follows: "Yeni Mahalle Cad."."""

STREET_WORDS = _words(
    """
    cadde caddesi caddes cadd cad cd cds caddesinde cadesi caddde sokak sokagi soka sokag sokk
    sok sk skk sokagin sokakta skak sokkak bulvar bulvari bulv bul blv blvd bulvarinda yol
    yolu asfalti asfalt cevreyolu karayolu otoyolu otoban cikmaz cikmazi cik aralik araligi
    gecit gecidi meydan meydani mey yokus yokusu merdiven merdiveni kaldirim parki parsel
    street str st avenue ave boulevard bvd road lane square alley highway
    """
)
"""Words after the name of a street."""

LEADING_AWAY_WORDS = _words(
    """
    yolu asfalti yaylasi yaylalari merasi deresi cayi irmagi nehri golu goleti baraji selalesi
    pinari tepesi dagi ovasi vadisi bogazi ormani korusu adasi sahili plaji kumsali magarasi
    """
)
"""Roads and places in nature that a village or district gives its name to: "… Köyü Yaylası"."""

FILLERS = (
    ("bucak", "merkezi"),
    ("merkez", "bucagi"),
    ("bucagi", "merkezi"),
    ("b", "m"),
)
"""Words that only say that a village was a sub-district's centre."""

ONES = ("", "bir", "iki", "uc", "dort", "bes", "alti", "yedi", "sekiz", "dokuz")
TENS = ("", "on", "yirmi", "otuz", "kirk", "elli", "altmis", "yetmis", "seksen", "doksan")
HUNDRED, THOUSAND, ZERO = "yuz", "bin", "sifir"
LARGEST_NUMBER = 9999
"""A larger number is no name's; its digits stay."""

ORDINAL_ENDINGS = ("inci", "uncu", "nci", "ncu")
"""-inci and its forms; dört becomes dörd- before them."""

ROMAN = {
    "ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12,
}  # fmt: skip
"""Roman numerals that can be nothing else."""

ROMAN_AT_THE_EDGE = {"i": 1, "v": 5, "x": 10}
"""Roman numerals that are also letters: only as the first or last of several words."""

ROMAN_BEFORE = frozenset({"organize", "osb", "kisim", "etap", "bolge", "kume"})
"""Words before which such a letter is a number too."""

ABBREVIATIONS = {
    "sht": "sehit", "shit": "sehit", "sehid": "sehit", "sh": "sehit",
    "hz": "hazreti", "hzr": "hazreti",
    "dr": "doktor", "prof": "profesor", "av": "avukat", "muh": "muhendis",
    "ogrt": "ogretmen", "ord": "ordinaryus",
    "mrs": "maresal", "mar": "maresal", "marasal": "maresal",
    "org": "orgeneral", "gen": "general", "korg": "korgeneral", "tumg": "tumgeneral",
    "alb": "albay", "yrb": "yarbay", "bnb": "binbasi", "yzb": "yuzbasi",
    "utgm": "ustegmen", "ustgm": "ustegmen", "ustegm": "ustegmen", "tgm": "tegmen",
    "tegm": "tegmen", "astsb": "astsubay", "onb": "onbasi",
    "cvs": "cavus", "uzm": "uzman", "plt": "pilot",
    "yk": "yukari", "yuk": "yukari", "asg": "asagi", "as": "asagi", "kc": "kucuk",
    "byk": "buyuk", "kck": "kucuk", "mz": "mezrasi", "mez": "mezrasi",
    "mvk": "mevki", "mev": "mevki", "evl": "evleri", "yay": "yaylasi",
    "sb": "serbestbolgesi", "sbolgesi": "serbestbolgesi",
    "mhmt": "mehmet", "mst": "mustafa",
    "must": "mustafa", "abd": "abdul", "cumh": "cumhuriyet", "hurr": "hurriyet",
    "kzm": "kazim", "sul": "suleyman", "ibr": "ibrahim",
}  # fmt: skip
"""Short forms of titles and other words; read so beside another word only."""

PHRASES = {
    "organize sanayi bolgesi": "osb",
    "organize sanayii bolgesi": "osb",
    "organize san bolgesi": "osb",
    "organize san bol": "osb",
    "org sanayi bolgesi": "osb",
    "org san bolgesi": "osb",
    "org san bol": "osb",
    "org san bolg": "osb",
    "o s b": "osb",
}
"""Several words that are one."""

ORGANIZED = "organizesanayibolgesi"
"""Its words written together; they are osb too."""

WHOLE_NAMES = {
    "gop": "gaziosmanpasa",
    "gosmanpasa": "gaziosmanpasa",
    "gazios": "gaziosmanpasa",
    "makifersoy": "mehmetakifersoy",
    "makif": "mehmetakif",
    "mfevzicakmak": "maresalfevzicakmak",
    "fsm": "fatihsultanmehmet",
    "fatihsmehmet": "fatihsultanmehmet",
    "mkemalpasa": "mustafakemalpasa",
    "mkp": "mustafakemalpasa",
    "mkemal": "mustafakemal",
    "ksultansuleyman": "kanunisultansuleyman",
}
"""Abbreviations of whole names."""

INITIALS = {
    "a": ("asagi", "ahmet", "ali", "abdullah"),
    "b": ("buyuk",),
    "c": ("celal", "cemal"),
    "d": ("dogu", "dis"),
    "e": ("eski",),
    "f": ("fatih", "fevzi"),
    "g": ("gazi", "guney"),
    "h": ("haci", "hasan", "huseyin"),
    "i": ("ismet", "ibrahim", "ic"),
    "k": ("kucuk", "kara", "kazim", "kuzey"),
    "m": ("mehmet", "mustafa", "maresal", "merkez", "mimar"),
    "n": ("namik", "necip"),
    "o": ("orta", "osman"),
    "p": ("piri",),
    "s": ("sehit", "suleyman", "sultan"),
    "y": ("yeni", "yukari", "yunus", "yavuz"),
    "z": ("ziya",),
}
"""What an initial may stand for; read so where it is unambiguous inside the township."""

COMMON_WORDS = frozenset(
    [
        "yeni",
        "eski",
        "asagi",
        "yukari",
        "orta",
        "buyuk",
        "kucuk",
        "merkez",
        "dere",
        "tepe",
        "kale",
        "cami",
        "pinar",
        "cumhuriyet",
        "fatih",
        "haci",
        "gazi",
        "ali",
        "mehmet",
        "mustafa",
        "ahmet",
        "hasan",
        "huseyin",
        "osman",
        "kemal",
        "pasa",
        "bey",
        "aga",
        "sultan",
        "sehit",
        "sehitler",
        "yayla",
        "yaylasi",
        "evler",
        "evleri",
        "mevki",
        "mezra",
        "mezrasi",
        "karsi",
        "kuzey",
        "guney",
        "dogu",
        "bati",
        "bahce",
        "bahceli",
        "yil",
        "dag",
        "koy",
        "sanayi",
        "osb",
        "konak",
        "saray",
        "hisar",
        "yesil",
        "kara",
        "ak",
        "kizil",
        "sari",
        "emre",
        "sinan",
        "kadi",
        "molla",
        "baba",
        "dede",
        "efendi",
        "seyh",
        "pazar",
        "carsi",
        "han",
        "hamam",
        "kiran",
        "bucak",
        "bucagi",
        "mayis",
        "nisan",
        "ekim",
        "eylul",
        "kasim",
        "agustos",
        "temmuz",
        "haziran",
        "mart",
        "subat",
        "ocak",
        "aralik",
    ]
)
"""Words of so many names that one of them alone is no name's short form."""
