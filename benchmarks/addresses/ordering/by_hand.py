"""Orders typed by hand, each in the way of a real one, with what a clerk makes of it."""

from __future__ import annotations

from typing import NamedTuple

from benchmarks.addresses.composing.places import World, key_of
from benchmarks.addresses.order_inputs import LEARN, Order
from benchmarks.addresses.ordering.by_hand_kept import KEPT_ORDERS
from benchmarks.addresses.ordering.facts import township_named
from benchmarks.addresses.ordering.writing import Draft, order_of
from geodistricts.records import District

KIND = "typed by hand"
SETTLED, OPEN, CONTRADICTS, ABROAD = "settled", "open", "contradicts", "abroad"
Fields = tuple[str | None, str | None, str | None, str | None]
Place = tuple[str, ...]
"""City, township, district by name, as far as the order tells."""
Typed = tuple[Fields, str | None, Place, str]
"""Fields, line, place, outcome."""

LEARN_ORDERS: tuple[Typed, ...] = (
    (("Ankara", "Batıkent", None, None), "Kardelen mah. 2090 sk. no:5 d:3",
     ("Ankara", "Yenimahalle", "Kardelen"), SETTLED),
    (("İstanbul", "Suadiye", None, None), "Suadiye Mh. Bağdat Cad. No:412 D:8",
     ("İstanbul", "Kadıköy", "Suadiye"), SETTLED),
    (("Antalya", "Lara", None, None), "Güzeloba Mah. Yaşar Sobutay Blv. No:30 kat 2",
     ("Antalya", "Muratpaşa", "Güzeloba"), SETTLED),
    (("İzmir", "Alaçatı", None, None), "Alaçatı Mah. 11005 Sk. no 3",
     ("İzmir", "Çeşme", "Alaçatı"), SETTLED),
    (("İstanbul", "Şişli", None, None), "Kanyon AVM Büyükdere Cad. No:185 Esentepe Mah. Kat B1",
     ("İstanbul", "Şişli", "Esentepe"), SETTLED),
    (("İstanbul", "Şişli", None, "34394"), "Cevahir AVM 19 Mayıs Mah. Büyükdere Cad. No:22 Kat 3",
     ("İstanbul", "Şişli", "19 Mayıs"), SETTLED),
    (("İSTANBUL", "ARNAVUTKÖY", None, None),
     "İSTANBUL HAVALİMANI TERMİNAL CAD. NO:1 TAYAKADIN MAH. GİDEN YOLCU KAT 2",
     ("İstanbul", "Arnavutköy", "Tayakadın"), SETTLED),
    (("İstanbul", "Pendik", None, None),
     "Sabiha Gökçen Havalimanı iç hatlar geliş katı kargo ofisi", ("İstanbul", "Pendik"), OPEN),
    (("Ankara", "Çankaya", None, None),
     "ODTÜ Kampüsü Üniversiteler Mah. Dumlupınar Blv. No:1 1. yurt",
     ("Ankara", "Çankaya", "Üniversiteler"), SETTLED),
    (("Ankara", "Bilkent", None, None), "Üniversiteler Mah. 1598. Cad. Bilkent Plaza B3",
     ("Ankara", "Çankaya", "Üniversiteler"), SETTLED),
    (("İzmir", None, None, None), "Ege Üniversitesi Kampüsü Erzene Mah. Bornova",
     ("İzmir", "Bornova", "Erzene"), SETTLED),
    (("İzmir", "Gaziemir", None, None), "Adnan Menderes Havalimanı dış hatlar terminali",
     ("İzmir", "Gaziemir"), OPEN),
    (("Kocaeli", "Gebze", None, None), "GOSB 1600. Sokak No:1602", ("Kocaeli", "Gebze"), OPEN),
    (("Eskişehir", "Merkez", None, None), "Vişnelik Mah. Öğretmenler Cad. 12/4",
     ("Eskişehir", "Odunpazarı", "Vişnelik"), SETTLED),
    (("Adana", "Seyhan", None, None), "Güzelyalı Mah. Turgut Özal Blv. No 120 Çukurova",
     ("Adana", "Çukurova", "Güzelyalı"), SETTLED),
    (("İstanbul", "Kadıköy", None, None),
     "Barbaros Mah. Mor Sümbül Sk. Varyap Meridian A Blok D:44 Batı Ataşehir",
     ("İstanbul", "Ataşehir", "Barbaros"), SETTLED),
    (("İstanbul", "Eyüp", None, "34060"), "Alibeyköy Mh. Atatürk Cd. 118/2",
     ("İstanbul", "Eyüpsultan", "Alibeyköy"), SETTLED),
    (("Trabzon", "Merkez", None, None), "Kalkınma mah. Farabi Hastanesi karşısı no 3",
     ("Trabzon", "Ortahisar", "Kalkınma"), SETTLED),
    (("Muğla", "Bodrum", None, None), "Yalıkavak mah. Çökertme cd. Yalıkavak Marina No 12",
     ("Muğla", "Bodrum", "Yalıkavak"), SETTLED),
    (("istanbul", "avrupa yakası", None, None), "siyavuşpaşa mah çamlık cad 44/2 bahçelievler",
     ("İstanbul", "Bahçelievler", "Siyavuşpaşa"), SETTLED),
    (("Konya", "Selçuklu", None, None),
     "Bosna Hersek Mah. Osmanlı Cad. Selçuk Üniv. karşısı 11/6",
     ("Konya", "Selçuklu", "Bosna Hersek"), SETTLED),
    (("Kıbrıs", "Lefkoşa", None, None), "Dereboyu Caddesi No 33 Kumsal", (), ABROAD),
    (("Mersin", None, None, None),
     "Doğu Akdeniz Üniversitesi Salamis Yolu Gazimağusa KKTC via Mersin 10", (), ABROAD),
    (("Almanya", "Köln", None, "51063"), "Keupstr. 88 bei Kaya", (), ABROAD),
    (("İstanbul", "Kadıköy", None, None), "Kottbusser Damm 23 10967 Berlin Deutschland",
     (), CONTRADICTS),
    (("İzmir", "Konak", None, None), "Kıbrıs Şehitleri Cad. No:44 Alsancak Mah.",
     ("İzmir", "Konak", "Alsancak"), SETTLED),
    (("İstanbul", "Maltepe", None, None), "Girne Mah. Küçükyalı E5 yanyol no 4",
     ("İstanbul", "Maltepe", "Girne"), SETTLED),
    (("Ankara", "Keçiören", None, None), "Kanuni Mah. Kıbrıs Sk. Lefkoşa Apt. 6/3",
     ("Ankara", "Keçiören", "Kanuni"), SETTLED),
    (("Ankara", "Çankaya", None, None), "Bahçelievler Mah. 7. Cad. (Aşkabat Cad.) 30/4",
     ("Ankara", "Çankaya", "Bahçelievler"), SETTLED),
    (("İstanbul", "Esenyurt", "Fatih", None), "Ardıçlı Mah. Doğan Araslı Blv 150",
     ("İstanbul", "Esenyurt"), CONTRADICTS),
    (("Ankara", "Çankaya", None, None), "Kavaklıdere Mah. Tunalı Hilmi Cd. 88/12 Keçiören/Ankara",
     ("Ankara",), CONTRADICTS),
    (("İstanbul", "Kadıköy", None, None), "Moda Cad. No:45 D:3 zil bozuk arayın",
     ("İstanbul", "Kadıköy"), OPEN),
    (("Sakarya", "Adapazarı", None, None), "Kemalpaşa Mah. Üniversite Cad. no 9 Serdivan",
     ("Sakarya", "Serdivan", "Kemalpaşa"), SETTLED),
    (("Van", "Merkez", None, None), "BAHÇIVAN MAH. İSKELE CAD. NO 5 K 3",
     ("Van", "İpekyolu", "Bahçıvan"), SETTLED),
    (("Diyarbakır", "Ofis", None, None), "Kooperatifler Mah. Ekinciler Cad. No 20",
     ("Diyarbakır", "Yenişehir", "Kooperatifler"), SETTLED),
    (("Kayseri", "Kayseri", None, None), "Alpaslan Mah. M. Kemal Paşa Bulv. melikgazi",
     ("Kayseri", "Melikgazi", "Alpaslan"), SETTLED),
    (("Balıkesir", "Akçay", None, None), "Akçay Mah. Turgut Reis Cad. no 3",
     ("Balıkesir", "Edremit", "Akçay"), SETTLED),
    (("Tekirdağ", "Çorlu", None, None), "Velimeşe mah. Ergene yolu no 14",
     ("Tekirdağ", "Ergene", "Velimeşe"), SETTLED),
    ((None, None, None, None),
     "Kultur Mahallesi, Ataturk Caddesi 174, Alsancak, Konak, 35220 Izmir, Turkey",
     ("İzmir", "Konak", "Kültür"), SETTLED),
    (("Istanbul", "Beyoglu", None, None),
     "Cihangir Neighborhood Siraselviler Street No 60 Floor 2",
     ("İstanbul", "Beyoğlu", "Cihangir"), SETTLED),
    (("34", "Kadıköy", None, "34710"), "Osmanağa mah söğütlüçeşme cad 12",
     ("İstanbul", "Kadıköy", "Osmanağa"), SETTLED),
    (("İzmir", None, None, None), "çarşı içi no 5", ("İzmir",), OPEN),
)  # fmt: skip


class Found(NamedTuple):
    """A place by name.

    Attributes
    ----------
    city, township : int or None
        Pks.
    district : District or None
        The one that bears the name there.
    """

    city: int | None
    township: int | None
    district: District | None


def _found(world: World, place: Place) -> Found:
    if not place:
        return Found(None, None, None)
    city = next(one for one in world.cities if one.display_name == place[0])
    if len(place) == 1:
        return Found(city.pk, None, None)
    township = township_named(world, city, place[1])
    if township is None:
        raise LookupError(f"no township {place[1]!r} in {city.label}; correct the orders by hand")
    if len(place) == 2:
        return Found(city.pk, township.pk, None)
    districts = world.in_township[township.pk].whole[key_of(place[2])]
    if len(districts) != 1:
        raise LookupError(
            f"{len(districts)} districts are called {place[2]!r} in {township.label}; "
            "correct the orders by hand"
        )
    return Found(city.pk, township.pk, districts[0])


def orders_by_hand(world: World, half: str) -> list[Order]:
    """Look the places up.

    Parameters
    ----------
    world : World
        Where they are.
    half : {"learn", "kept"}
        Which half's orders.

    Returns
    -------
    list of Order
        One for each of the table.

    Raises
    ------
    LookupError
        Where the snapshot has not exactly one such district.
    """
    orders = []
    for fields, line, place, outcome in LEARN_ORDERS if half == LEARN else KEPT_ORDERS:
        city, township, district = _found(world, place)
        orders.append(
            order_of(
                Draft(*fields, line, None),
                kind=KIND,
                tags=(KIND,),
                city_pk=city,
                township_pk=township,
                district_pk=district and district.pk,
                acceptable=(district.pk,) if district else (),
                meant=district and district.pk,
                settled=outcome == SETTLED,
                contradicts=outcome == CONTRADICTS,
                abroad=outcome == ABROAD,
            )
        )
    return orders
