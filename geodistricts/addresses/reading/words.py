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
    """
)
"""Words after the name of a building, a shop or an office."""

DETAIL_WORDS = _words(
    """
    no numara nu num kapi kap dis ic daire d da kat k ada pafta zemin bodrum giris asma
    kati bina bin ofis dukkan oda tel telefon cep gsm fax faks alici adres adresi sayin
    karsisi karsi yani yaninda arkasi onu ustu alti kosesi uzeri civari
    """
)
"""Words of house numbers, directions and the like."""

COUNTRY_WORDS = _words("turkiye turkey tr turkei tc trky")
"""The country."""

POSTAL_WORDS = _words("posta kodu kod pk postakodu zip code postcode postal")
"""Words before a postal code."""

LEVEL_WORDS = _words(
    "il ili ilce ilcesi sehir sehri semt semti buyuksehir belde beldesi bucak bucagi"
)
"""Words beside the name of a city, a township or a quarter."""
