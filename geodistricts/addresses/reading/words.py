"""How people write address lines: words that are no names of places, as data.

Every word here is already folded to small ASCII letters.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPOT_WORDS = _words("mevki mevkii mevkisi mvk mezra mezrasi yaylasi kume kumeevler")
"""Words after the name of a spot in a village."""

LANDMARK_WORDS = _words(
    """
    karsisi karsi yani yaninda arkasi onu ustu alti kosesi uzeri civari girisi
    muhtarligi muhtarlik camii
    """
)
"""Words that make of what stands before them a direction."""

BUILDING_WORDS = _words(
    """
    apartman apartmani apart apt ap site sitesi sit siteleri blok bloklari bl blk
    plaza residence rezidans konutlari konut konaklari evleri villa villalari towers kule kuleleri
    hani is ishani ishmerkezi ismerkezi merkezi carsi carsisi pasaji pasaj avm market magazasi
    otel oteli hotel hastane hastanesi klinik klinigi poliklinigi eczane eczanesi okulu lisesi
    ilkokulu ortaokulu universitesi fakultesi kampusu kampus yurdu camii cami camisi
    kebap lokantasi restoran restaurant cafe kafe pastanesi firini bufe kuafor berber
    ticaret sanayi ltd sti as insaat gida tekstil otomotiv nakliyat kargo petrol
    fabrikasi deposu subesi sube belediyesi kaymakamligi valiligi mudurlugu adliyesi
    stadi havalimani otogar otogari gari istasyonu limani duragi kavsagi koprusu tip
    havaalani yerleskesi teknopark teknokent teknoparki outlet tower mall center centre park
    airport university campus technopark hospital school building bldg block apartment residences
    """
)
"""Words after the name of a building, a shop or an office."""

LONG_NAMED_WORDS = _words(
    """
    osb serbestbolgesi sanayisitesi sanayibolgesi avm mall outlet universitesi university
    kampusu kampus campus yerleskesi havalimani havaalani airport teknopark teknoparki teknokent
    technopark
    """
)
"""Words that end names of several words: what stands two or three words before is part of it."""

NAMED_AFTER_CITIES_WORDS = LONG_NAMED_WORDS | _words(
    """
    park plaza tower towers residence rezidans center centre otel oteli hotel hastanesi hospital
    lisesi fakultesi stadi gari otogari limani istasyonu ticaret magazasi belediyesi
    """
)
"""Words that end the name of a business or an institution that has a city's name in it."""

AMONG_NAMES_WORDS = _words("meydani meydan sehir buyuksehir devlet")
"""Words that may stand between a city's name and such a word: "Bursa Kent Meydanı AVM"."""

CITY_FOLLOWS_WORDS = _words(
    "mallof forum vadi optimum agora piazza hilton sheraton ramada novotel ibis"
)
"""Words that a city's name follows in that of a business, as in "Forum Mersin"."""

DETAIL_WORDS = _words(
    """
    no numara nu num kapi kap dis ic daire d da kat k ada pafta zemin bodrum giris asma
    kati bina bin ofis dukkan oda tel telefon cep gsm fax faks alici adres adresi sayin
    karsisi karsi yani yaninda arkasi onu ustu alti kosesi uzeri civari
    number floor flat door unit suite room phone address
    """
)
"""Words of house numbers, directions and the like."""

COUNTRY_WORDS = _words("turkiye turkey tr turkei tc trky")
"""The country."""

POSTAL_WORDS = _words("posta kodu kod pk postakodu zip code postcode postal")
"""Words before a postal code."""

TITLE_WORDS = _words(
    """
    maresal mrs mar sehit sht sh haci gazi hazreti hz doktor dr profesor prof general gen
    orgeneral org albay alb seyh molla yeni eski asagi yukari orta buyuk kucuk merkez
    """
)
"""Words that names of districts begin with in lines, whether in the list or not."""

LEVEL_WORDS = _words(
    """
    il ili ilce ilcesi sehir sehri semt semti buyuksehir belde beldesi bucak bucagi
    province prov county district dist municipality city town levelof
    """
)
"""Words beside the name of a city, a township or a quarter."""

EITHER_WORDS = _words("district dist")
"""Words of English beside the name of a mahalle, or of the township that it lies in."""

_ORGANIZED = "organize org organized organised"
_INDUSTRIAL = "sanayi sanayii san industrial"
_ZONE = "bolgesi bolge bol bolg blg zone area region"
_SITE = "sitesi siteleri sit estate site"
_LEVEL = "province city district county municipality town"

PHRASES = tuple(
    (key, kind, tuple(map(_words, words)))
    for key, kind, *words in (
        ("osb", "zone", _ORGANIZED, _INDUSTRIAL, _ZONE),
        ("osb", "zone", _ORGANIZED, _INDUSTRIAL),
        ("osb", "zone", "industrial", _ZONE),
        ("serbestbolgesi", "zone", "serbest", _ZONE),
        ("serbestbolgesi", "zone", "s", _ZONE),
        ("serbestbolgesi", "zone", "sb"),
        ("serbestbolgesi", "zone", "free", "trade", "zone"),
        ("serbestbolgesi", "zone", "free", "zone"),
        ("sanayisitesi", "building", _INDUSTRIAL, _SITE),
        ("sanayibolgesi", "building", _INDUSTRIAL, _ZONE),
        ("mallof", "building", "mall", "of"),
        ("citycenter", "building", "city town", "center centre"),
        ("levelof", "label", _LEVEL, "of"),
    )
)
"""Words that are one together: its key, what it is, and the words for each place."""

IN_PHRASES = _words("sanayi sanayii san industrial bolgesi serbest sb free of center centre")
"""Words that only those beside them explain; each phrase has one."""
