"""Address lines typed by hand, each in the way of a real one, with what a reader makes of it."""

from __future__ import annotations

from benchmarks.addresses.composing.places import World, code_in, key_of
from benchmarks.addresses.inputs import Address

KIND = "typed by hand"
LINES = (
    ("Caferağa Mh Caferağa Mah Moda Cad No 45 D 3 Kadıköy / İstanbul KADIKÖY İSTANBUL",
     "İstanbul", "Kadıköy", "Caferağa"),
    ("Esentepe Mah. Büyükdere Cad. No:199 Levent 199 Şişli İstanbul",
     "İstanbul", "Şişli", "Esentepe"),
    ("Barbaros mah. Halk cad. no 8/2 palladium tower ataşehir", "İstanbul", "Ataşehir", "Barbaros"),
    ("Kızılay Mah. Atatürk Bulv. No:65 Çankaya/Ankara", "Ankara", "Çankaya", "Kızılay"),
    ("kültür mah atatürk cad no 174 alsancak konak izmir", "İzmir", "Konak", "Kültür"),
    ("İçerenköy mh. kayışdağı cd. no.1 ataşehir/ist", "İstanbul", "Ataşehir", "İçerenköy"),
    ("Üniversiteler Mah. 1598. Cad. Bilkent Şehir Hastanesi Çankaya ANKARA",
     "Ankara", "Çankaya", "Üniversiteler"),
    ("Mustafa Kemal Mah. Dumlupınar Bulvarı 9. km No:254 06510 Çankaya",
     "Ankara", "Çankaya", "Mustafa Kemal"),
    ("FENER MAH. TEKELİOĞLU CAD. NO 64 LARA MURATPAŞA ANTALYA", "Antalya", "Muratpaşa", "Fener"),
    ("Altınkum mah. 430 sk. no 3 Konyaaltı antalya", "Antalya", "Konyaaltı", "Altınkum"),
    ("Odunluk mah. akademi cad. no 10 nilüfer bursa", "Bursa", "Nilüfer", "Odunluk"),
    ("Kükürtlü mah. çekirge cd. osmangazi Bursa", "Bursa", "Osmangazi", "Kükürtlü"),
    ("CUMHURİYETMAH. SİLAHŞÖR CAD BOMONTİ ŞİŞLİ İST.", "İstanbul", "Şişli", "Cumhuriyet"),
    ("Meşrutiyet Mah. Konur Sk. 12/5 Kızılay Çankaya", "Ankara", "Çankaya", "Meşrutiyet"),
    ("Yıldız Mah. Çırağan Cad No: 32 Beşiktaş/ İSTANBUL", "İstanbul", "Beşiktaş", "Yıldız"),
    ("Sinanpaşa mh. ortabahçe cad no22 beşiktaş", "İstanbul", "Beşiktaş", "Sinanpaşa"),
    ("Hasanpaşa Mah. Fahrettin Kerim Gökay Cd. No:2 34722 Kadıköy/İstanbul",
     "İstanbul", "Kadıköy", "Hasanpaşa"),
    ("Kozyatağı Mah. Değirmen Sok. Nida Kule No:18 kat 7 Kadıköy İst",
     "İstanbul", "Kadıköy", "Kozyatağı"),
    ("Merkez Mah. Abide-i Hürriyet Cad. No:211 Şişli", "İstanbul", "Şişli", "Merkez"),
    ("Atakent Mah. 221. Sk. Rota Office A blok no:3 Halkalı Küçükçekmece",
     "İstanbul", "Küçükçekmece", "Atakent"),
    ("Halkalı Merkez Mah. Basın Ekspres Cd. No 9 K.Çekmece İstanbul",
     "İstanbul", "Küçükçekmece", "Halkalı Merkez"),
    ("Şerifali Mah. Bayraktar Bulvarı Söyleşi Sk. No:2 Ümraniye/İSTANBUL",
     "İstanbul", "Ümraniye", "Şerifali"),
    ("Saray Mah. Dr. Adnan Büyükdeniz Cad. No:4 Akkom Ofis Park Ümraniye",
     "İstanbul", "Ümraniye", "Saray"),
    ("Göztepe mah. Tütüncü Mehmet Efendi Cad. 110/5 Kadıköy", "İstanbul", "Kadıköy", "Göztepe"),
    ("Bahçelievler Mah. Adnan Kahveci Bulv. No 227 Bahçelievler İSTANBUL",
     "İstanbul", "Bahçelievler", "Bahçelievler"),
    ("siyavuşpaşa mah. çamlık caddesi 44/2 b.evler ist", "İstanbul", "Bahçelievler", "Siyavuşpaşa"),
    ("Yenişehir Mah. Osmanlı Bulvarı no:9 Kurtköy Pendik İST", "İstanbul", "Pendik", "Yenişehir"),
    ("Huzur Mah. Azerbaycan Cad. 4b Seyrantepe Sarıyer", "İstanbul", "Sarıyer", "Huzur"),
    ("Maslak Mah. AOS 55. Sok. 42 Maslak No:2 Sarıyer/İstanbul", "İstanbul", "Sarıyer", "Maslak"),
    ("Akdeniz Mah. Şehit Fethi Bey Cad. No:55 Pasaport Konak-İZMİR", "İzmir", "Konak", "Akdeniz"),
    ("Adalet Mah. Manas Bulvarı Folkart Towers No:39 Bayraklı İzmir",
     "İzmir", "Bayraklı", "Adalet"),
    ("Erzene Mah. 116/16 sk. bornova", "İzmir", "Bornova", "Erzene"),
    ("Mansuroğlu mh. 286/3 sok no 3 Bayraklı izmr", "İzmir", "Bayraklı", "Mansuroğlu"),
    ("KAZIMDİRİK MAH.ÜNİVERSİTE CAD.NO:78 BORNOVA/İZMİR", "İzmir", "Bornova", "Kazımdirik"),
    ("Reşatbey Mah. Cumhuriyet Cad. No 15 Seyhan Adana", "Adana", "Seyhan", "Reşatbey"),
    ("Limonluk mah. 2412 sk Mersin yenişehir", "Mersin", "Yenişehir", "Limonluk"),
    ("İncilipınar Mah. Gazi Muhtar Paşa Blv. Şehitkamil G.Antep",
     "Gaziantep", "Şehitkamil", "İncilipınar"),
    ("Musalla Bağları Mah. Belh Cad. No:14 Selçuklu / Konya",
     "Konya", "Selçuklu", "Musalla Bağları"),
    ("Alpaslan Mah. Mustafa Kemal Paşa Bulv. melikgazi KAYSERİ",
     "Kayseri", "Melikgazi", "Alpaslan"),
    ("Kemalpaşa Mah. Ankara Cad. No 12 İzmit", "Kocaeli", "İzmit", "Kemalpaşa"),
    ("Hoşnudiye Mah. İsmet İnönü-1 Cad. No:2 Tepebaşı Eskişehir",
     "Eskişehir", "Tepebaşı", "Hoşnudiye"),
    ("Vişnelik mah. Atatürk bulv 45 eskişehir merkez", "Eskişehir", "Odunpazarı", "Vişnelik"),
    ("Kınıklı Mah. Hüseyin Yılmaz Cad. Pamukkale/Denizli",
     "Denizli", "Pamukkale", "Kınıklı"),
    ("Sırakapılar mah. 1520 sk. no3 merkez denizli", "Denizli", "Merkezefendi", "Sırakapılar"),
    ("Mimarsinan Mah. 109. Sk No 4 Atakum Samsun", "Samsun", "Atakum", "Mimar Sinan"),
    ("alibeyköy mh. atatürk cd eyüp ist", "İstanbul", "Eyüpsultan", "Alibeyköy"),
    ("Rasimpaşa mah. rıhtım cad. Kadıköy 34716 İSTANBUL TÜRKİYE",
     "İstanbul", "Kadıköy", "Rasimpaşa"),
    ("Bahçelievler Mah. 7. Cad (Aşkabat Cad.) No 30/4 Çankaya Ankara",
     "Ankara", "Çankaya", "Bahçelievler"),
    ("İşçi Blokları Mah. Muhsin Yazıcıoğlu Cad. 100. Yıl Çankaya ANK",
     "Ankara", "Çankaya", "İşçi Blokları"),
    ("Kavaklıdere Mah. Tunalı Hilmi Cad. 88/12 06680 Kavaklıdere / Çankaya",
     "Ankara", "Çankaya", "Kavaklıdere"),
    ("Özel Güven Hastanesi, Remzi Oğuz Arık Mah. Şimşek Sk. No:29 Çankaya",
     "Ankara", "Çankaya", "Remzi Oğuz Arık"),
    ("FSM mah. Poligon cad. Buyaka 2 sitesi kule 3 ümraniye ist",
     "İstanbul", "Ümraniye", "Fatih Sultan Mehmet"),
    ("M.Akif Ersoy mah. bağdat cad. 306. sk. yenimahalle/ankara",
     "Ankara", "Yenimahalle", "Mehmet Akif Ersoy"),
    ("Gümüşpala Mah. E-5 yanyol üzeri Ambarlı / AVCILAR - ISTANBUL tel 0212 509 00 00",
     "İstanbul", "Avcılar", "Gümüşpala"),
)  # fmt: skip
"""The line, and the folded way to its district: city, township, district."""


def lines_by_hand(world: World) -> list[Address]:
    """Look the districts up.

    Parameters
    ----------
    world : World
        Where they are.

    Returns
    -------
    list of Address
        One for each of ``LINES``.

    Raises
    ------
    LookupError
        Where the snapshot has not exactly one such district.
    """
    addresses = []
    for text, city, township, name in LINES:
        found = [
            one
            for one in world.in_country.whole[key_of(name)]
            if (one.city.display_name, one.township.display_name) == (city, township)
        ]
        if len(found) != 1:
            raise LookupError(
                f"{len(found)} districts are called {name!r} in {township} / {city}; "
                "correct LINES in addresses/composing/lines_by_hand.py"
            )
        place = found[0].city.pk, found[0].township.pk, found[0].pk
        addresses.append(Address(KIND, text, *place, (found[0].pk,), code_in(text, found[0])))
    return addresses
