"""Street lines as people in Turkey write them: streets, doors, buildings, businesses."""

from __future__ import annotations

from benchmarks.addresses.composing.places import Rng, chance, pick

STREETS = (
    "Atatürk", "Cumhuriyet", "İnönü", "Fatih", "Mimar Sinan", "Barbaros", "Gazi", "İstiklal",
    "Moda", "Mevlana", "Yunus Emre", "Fevzi Çakmak", "Kazım Karabekir", "Namık Kemal",
    "Ziya Gökalp", "Mehmet Akif Ersoy", "Turgut Özal", "Adnan Menderes", "Süleyman Demirel",
    "Alparslan Türkeş", "Necip Fazıl", "Fatih Sultan Mehmet", "Hürriyet", "Zafer", "Okul",
    "Cami", "Çeşme", "Hastane", "İstasyon", "Kültür", "Sanayi", "Lale", "Gül", "Menekşe",
    "Papatya", "Akasya", "Çınar", "Ihlamur", "Zambak", "Karanfil", "Yasemin", "Begonya",
    "Şehit Ömer Halisdemir", "Şehit Mehmet Yıldız", "Dr. Sadık Ahmet", "Prof. Aziz Sancar",
    "Uğur Mumcu", "Nazım Hikmet", "Aşık Veysel", "Hacı Bektaş", "Güneş", "Yıldız", "Bağlar",
    "Çarşı", "Değirmen", "Kurtuluş", "Bahar", "Pınar", "Orkide", "Nergis", "Sevgi", "Barış",
    "Eski Bağdat", "Tekel", "Ptt", "Hükümet", "Belediye", "Spor", "Park",
)  # fmt: skip
AVENUE = ("Cad.", "Cd.", "Caddesi", "Cad", "Cd", "Cadde", "cad.", "CAD.")
STREET = ("Sk.", "Sok.", "Sokak", "Sokağı", "Sk", "Sok", "sk.", "SOK.")
BOULEVARD = ("Bulvarı", "Bulv.", "Blv.", "Bulvar", "Blv", "BULVARI")
BUILDINGS = (
    "Yıldız", "Güneş", "Huzur", "Gül", "Deniz", "Umut", "Kardeşler", "Yılmaz", "Öztürk",
    "Aydoğan", "Saray", "Manolya", "Ege", "Akdeniz", "Kaya", "Çamlık", "Doğa", "Bereket",
    "Işık", "Mavi", "Beyaz", "Can", "Hilal", "Vatan", "Elit",
)  # fmt: skip
ESTATES = (
    "Yıldız Konutları", "Güneş Sitesi", "Park Evler Sitesi", "Çamlık Sitesi", "Mavi Kent Sitesi",
    "Toki Konutları", "Göl Konakları", "Vadi Evleri", "Öğretmenler Sitesi", "Doğa Park Sitesi",
    "Emlak Konut Evleri", "Akasya Rezidans", "Kristal Rezidans", "Bahçe Konakları Sitesi",
    "Polisler Sitesi", "Huzur Kent Sitesi", "Elit Life Residence", "Manzara Evleri Sitesi",
)  # fmt: skip
BUSINESSES = (
    "{} Kebap Salonu", "{} Tıp Merkezi karşısı", "Özel {} Hastanesi", "{} Eczanesi", "{} Market",
    "{} Simit Sarayı yanı", "{} Döner", "{} Oto Yedek Parça", "Yeni {} Lokantası",
    "{} Mobilya Mağazası", "{} Ticaret Ltd. Şti.", "{} İnşaat A.Ş.", "{} Pastanesi üstü",
    "{} Kuruyemiş", "Öz {} Turizm", "{} Gıda San. ve Tic. A.Ş.", "{} Diş Polikliniği",
    "{} Oteli karşısı", "{} Devlet Hastanesi yanı", "{} Köftecisi",
)  # fmt: skip
PEOPLE = (
    "Ayşe Yılmaz", "Mehmet Demir", "Fatma Kaya", "Mustafa Çelik", "Zeynep Şahin", "Ali Öztürk",
    "Elif Aydın", "Hüseyin Arslan", "Emine Doğan", "Murat Kılıç", "Selin Koç", "Can Özdemir",
    "Hatice Kara", "İbrahim Aslan", "Gülşen Polat", "Burak Erdoğan", "Merve Güneş", "Oğuz Tekin",
)  # fmt: skip
NOTES = (
    "kapıya bırakınız", "zil çalışmıyor arayın", "bahçe içindeki ev", "marketin üstü",
    "parkın karşısı", "okulun arkası", "site güvenliğine teslim", "benzin istasyonu yanı",
)  # fmt: skip


def number(rng: Rng, largest: int) -> int:
    """Draw a number from 1, small ones more often."""
    return 1 + int(largest * rng.random() ** 2)


def door(rng: Rng) -> str:
    """Write a door, floor and flat."""
    house, floor, flat = number(rng, 120), number(rng, 9), number(rng, 30)
    letter = pick(rng, ("", "", "", "A", "B", "/A", "/1"))
    building = pick(rng, BUILDINGS)
    return pick(
        rng,
        (
            f"No:{house}{letter} D:{flat}",
            f"No:{house}{letter}",
            f"No: {house} Daire: {flat}",
            f"no {house}/{flat}",
            f"NO:{house}/{flat}",
            f"No {house} Kat {floor} Daire {flat}",
            f"{building} Apt. No:{house} K:{floor} D:{flat}",
            f"{building} Apartmanı No:{house} Kat:{floor}",
            f"{building} Apt. K:{floor} D:{flat}",
            f"no.{house} k.{floor} d.{flat}",
            f"No:{house} {building} Apt Daire:{flat}",
            f"{house}/{flat}",
            f"Blok {pick(rng, 'ABCD')} No:{house} D:{flat}",
        ),
    )


def road(rng: Rng, name: str) -> str:
    """Write a street with its type word."""
    return f"{name} {pick(rng, (*AVENUE, *STREET, *STREET, *BOULEVARD[:2]))}"


def numbered(rng: Rng) -> str:
    """Write a street that has a number for a name."""
    digits = int(rng.integers(2, 2500))
    return pick(
        rng,
        (
            f"{digits}. {pick(rng, STREET)}",
            f"{digits} {pick(rng, STREET)}",
            f"{digits}.{pick(rng, STREET)}",
            f"{digits}/{number(rng, 9)} {pick(rng, STREET)}",
            f"{1 + digits % 90}. {pick(rng, AVENUE)}",
        ),
    )


def estate(rng: Rng) -> str:
    """Write a building estate, block and flat."""
    block, floor, flat = pick(rng, "ABCDEF"), number(rng, 14), number(rng, 60)
    return pick(rng, ESTATES) + pick(
        rng,
        (
            f" {block} Blok Kat {floor} Daire {flat}",
            f" {block} Blok D:{flat}",
            f" {block}{number(rng, 9)} Blok No:{flat}",
            f" {block}-{number(rng, 9)} K:{floor} D:{flat}",
            f" {number(rng, 40)}. Blok Daire:{flat}",
            f" no {flat}",
        ),
    )


def street_line(rng: Rng) -> str:
    """Write a whole street line in one of the usual styles."""
    if chance(rng, 0.3):
        return f"{numbered(rng)} {door(rng)}"
    if chance(rng, 0.15):
        return f"{road(rng, pick(rng, STREETS))} {estate(rng)}"
    if chance(rng, 0.1):
        return f"{road(rng, pick(rng, STREETS))} {numbered(rng)} {door(rng)}"
    return f"{road(rng, pick(rng, STREETS))} {door(rng)}"


def phone(rng: Rng) -> str:
    """Write a mobile number."""
    a, b, c, d = (int(rng.integers(low, high)) for low, high in _PHONE)
    return pick(
        rng, (f"05{a} {b} {c} {d}", f"+905{a}{b}{c}{d}", f"(05{a}) {b}-{c}-{d}", f"05{a}{b}{c}{d}")
    )


_PHONE = ((30, 60), (200, 1000), (10, 100), (10, 100))
