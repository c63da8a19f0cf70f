"""Names of places abroad that say little by themselves, as data.

They count beside their country, or beside another place of it that is not among them.
"""

PLACES_IN_TURKEY = """
    Akabe, Akdoğan, Akmescit, Alsancak, Bağdat, Bakı, Bali, Bosna, Bosna Hersek, Buhara, Burgaz,
    Çatalköy, Çin, Dağıstan, Dedeağaç, Değirmenlik, Dikmen, Drama, Elbasan, Eski Cuma, Gaza, Girit,
    Girne, Güzelyurt, Hama, Hamitköy, Hankendi, Hasköy, İskele, Kabul, Kalkandelen, Kalkanlı,
    Kamışlı, Kandahar, Karadağ, Karaoğlanoğlu, Karakas, Kavala, Kazan, Kerkük, Kırcaali, Kırcali,
    Kırım, Köprülü, Kore, Kosova, Köstence, Lefkoşe, Liban, Lozan, Magosa, Mali, Malta, Manastır,
    Mehmetçik, Mestanlı, Midilli, Milan, Nahçıvan, Oran, Ozanköy, Paşaköy, Pire, Plevne, Rabat, Şam,
    Saraybosna, Şeki, Selanik, Semerkant, Serdarlı, Şiraz, Şirvan, Sofya, Süleymaniye, Taşkent,
    Tunus, Türkistan, Türkmenköy, Tuzla, Üsküp, Yeni Pazar
"""
"""Also districts, villages, semts or townships of Turkey."""

WORDS = """
    Aden, Ahıska, Al Ain, Arabistan, Baf, Bar, Bari, Bath, Batum, Benin, Brest, Bruges, Chile, Como,
    Cork, Derby, Essen, Fas, Faro, Fes, Florida, Gana, Gence, Gine, Granada, Guba, Gümrü, Hagen,
    Halle, Hamm, Haspolat, Herne, Hoy, Humus, İbiza, İştip, Jordan, Kandiye, Kano, Katar, Kent,
    Kiel, Konstantin, Konstanz, Kos, Kotor, Lima, Marl, Medine, Mekke, Merv, Mısır, Milano, Mons,
    Namen, Nancy, Necef, Nevada, Nice, Nijer, Niş, Oman, Oss, Oş, Panama, Parma, Perth, Peru,
    Phoenix, Pisa, Porto, Poti, Pula, Queens, Reading, Refah, Rio, Roma, Ruse, Sakız Adası, Salamis,
    Samara, Sana, Sayda, Serez, Sidney, Sisam, Split, Sudan, Swiss, Şarika, Tanca, Togo, Tours,
    Turku, Ufa, Ulm, Umman, Unna, Vadili, Valencia, Veles, Verona, Virginia, Wels, Witten, Worms,
    York, Zaho, Zug, Azez, Sofia, Bergen, Hanya, Yanya, BiH, PRC, RSA, Haiti, Kenya
"""
"""Also words, first names, surnames, or often the name of a shop or a house."""

SHOPS = """
    apartman apartmani apart apt ap site sitesi sit blok plaza residence rezidans konak konaklari
    evler villa villalari hotel otel oteli motel pansiyon cafe kafe restaurant restoran lokanta bar
    pub club kulup pastane firin bufe kuafor berber market magaza butik moda optik eczane otogar
    terminal avm han hani is merkezi mobilya ticaret
"""
"""Words before a name that is then a house's or a shop's: "Hotel Berlin"."""
