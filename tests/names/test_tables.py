"""The tables of names: whatever is looked up in them is folded first, so they hold folds only."""

from collections.abc import Iterable, Iterator, Mapping

import pytest

from geodistricts import Gazetteer
from geodistricts.addresses.reading import words
from geodistricts.names import fold_letters, normalize, place_key, place_rules, rules

PLACES = [
    *((city, names) for city, names in place_rules.CITY_ALIASES.items()),
    *((city, names) for city, names in place_rules.CENTRES.items()),
    *(
        (f"{city} {township}", names)
        for table in (place_rules.TOWNSHIP_ALIASES, place_rules.SUCCESSORS)
        for (city, township), names in table.items()
    ),
]
G = Gazetteer.open()
CITIES = {place_key(city.name): city for city in G.cities}


def texts(value: object) -> Iterator[str]:
    """Yield every text of a table, keys and values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts(list(value.items()))
    elif isinstance(value, Iterable):
        for one in value:
            yield from texts(one)


def tables_of(module: object) -> list[tuple[str, object]]:
    return [(name, table) for name, table in vars(module).items() if name.isupper()]


@pytest.mark.parametrize(("own", "others"), PLACES)
def test_names_of_places_are_their_own_keys(own: str, others: str) -> None:
    names = [*own.split(), *others.split()]
    assert [name for name in names if place_key(name) != rules.WHOLE_NAMES.get(name, name)] == []


@pytest.mark.parametrize(("name", "table"), [*tables_of(rules), *tables_of(words)])
def test_words_are_folded_letters(name: str, table: object) -> None:
    words = [word for text in texts(table) for word in text.split()]
    assert [fold_letters(word) for word in words] == words


def test_keys_of_whole_names_are_their_own_keys() -> None:
    keys = [*rules.COMMON_WORDS, *rules.WHOLE_NAMES.values(), *texts(rules.INITIALS)]
    assert [normalize(key) for key in keys] == keys
    assert [normalize(key) for key in rules.WHOLE_NAMES] == [*rules.WHOLE_NAMES.values()]


LISTED = [
    *place_rules.TOWNSHIP_ALIASES,
    *place_rules.SUCCESSORS,
    *((city, name) for city, names in place_rules.CENTRES.items() for name in names.split()),
    *((pair[0], name) for pair, names in place_rules.SUCCESSORS.items() for name in names.split()),
]


@pytest.mark.parametrize(("city", "township"), LISTED)
def test_places_of_the_tables_are_in_the_list(city: str, township: str) -> None:
    townships = {place_key(one.name) for one in G.townships_of(CITIES[city])}
    assert township in townships


@pytest.mark.parametrize(
    ("spelling", "city", "name"),
    [
        ("Sincanlı", "Afyonkarahisar", "SİNANPAŞA"),
        ("Doğubeyazıt", "Ağrı", "DOĞUBAYAZIT"),
        ("D. Beyazıt", "Ağrı", "DOĞUBAYAZIT"),
        ("G.Hacıköy", "Amasya", "GÜMÜŞHACIKÖY"),
        ("Kazan", "Ankara", "KAHRAMANKAZAN"),
        ("Ş.Koçhisar", "Ankara", "ŞEREFLİKOÇHİSAR"),
        ("Kale", "Antalya", "DEMRE"),
        ("Aydınkent", "Antalya", "İBRADI"),
        ("Göktaş", "Artvin", "MURGUL"),
        ("Yenihisar", "Aydın", "DİDİM"),
        ("Aydın Merkez", "Aydın", "EFELER"),
        ("Hart", "Bayburt", "AYDINTEPE"),
        ("Norşin", "Bitlis", "GÜROYMAK"),
        ("Dirmil", "Burdur", "ALTINYAYLA"),
        ("M. Kemalpaşa", "Bursa", "MUSTAFAKEMALPAŞA"),
        ("İmroz", "Çanakkale", "GÖKÇEADA"),
        ("Akköy", "Denizli", "PAMUKKALE"),
        ("Kızılhisar", "Denizli", "SERİNHİSAR"),
        ("Guleman", "Elazığ", "ALACAKAYA"),
        ("Eğin", "Erzincan", "KEMALİYE"),
        ("Cimin", "Erzincan", "ÜZÜMLÜ"),
        ("Ilıca", "Erzurum", "AZİZİYE"),
        ("Hasankale", "Erzurum", "PASİNLER"),
        ("Ş.Karahisar", "Giresun", "ŞEBİNKARAHİSAR"),
        ("Gever", "Hakkari", "YÜKSEKOVA"),
        ("Uluçınar", "Hatay", "ARSUZ"),
        ("Ş.Karaağaç", "Isparta", "ŞARKİKARAAĞAÇ"),
        ("B.Evler", "İstanbul", "BAHÇELİEVLER"),
        ("B.Paşa", "İstanbul", "BAYRAMPAŞA"),
        ("B.Düzü", "İstanbul", "BEYLİKDÜZÜ"),
        ("Eyüp", "İstanbul", "EYÜPSULTAN"),
        ("Eminönü", "İstanbul", "FATİH"),
        ("GOP", "İstanbul", "GAZİOSMANPAŞA"),
        ("G.O.Paşa", "İstanbul", "GAZİOSMANPAŞA"),
        ("Z.Burnu", "İstanbul", "ZEYTİNBURNU"),
        ("Cumaovası", "İzmir", "MENDERES"),
        ("Saraybahçe", "Kocaeli", "İZMİT"),
        ("Bekirpaşa", "Kocaeli", "İZMİT"),
        ("Konya Ereğlisi", "Konya", "EREĞLİ"),
        ("Eski Malatya", "Malatya", "BATTALGAZİ"),
        ("Namrun", "Mersin", "ÇAMLIYAYLA"),
        ("Haruniye", "Osmaniye", "DÜZİÇİ"),
        ("Engiz", "Samsun", "19 MAYIS"),
        ("19 Mayıs (Ballıca)", "Samsun", "19 MAYIS"),
        ("Altınbaşak", "Şanlıurfa", "HARRAN"),
        ("Aydınlar", "Siirt", "TİLLO"),
        ("M.Ereğlisi", "Tekirdağ", "MARMARAEREĞLİSİ"),
        ("Karamağara", "Yozgat", "SARAYKENT"),
        ("Karadeniz Ereğlisi", "Zonguldak", "EREĞLİ"),
        ("Tefen", "Zonguldak", "GÖKÇEBEY"),
    ],
)
def test_other_names_lead_to_the_township(spelling: str, city: str, name: str) -> None:
    assert G.township(spelling, city=city).name == name


@pytest.mark.parametrize(
    ("district", "township", "city", "name"),
    [
        ("Maslak", "Şişli", "İstanbul", "SARIYER"),
        ("Çayyolu", "Yenimahalle", "Ankara", "ÇANKAYA"),
        ("Menderes", "Güngören", "İstanbul", "ESENLER"),
        ("Osmaniye", "Hopa", "Artvin", "KEMALPAŞA"),
        ("Gelişen", "Şemdinli", "Hakkari", "DERECİK"),
    ],
)
def test_a_part_that_has_become_another_township_is_found_there(
    district: str, township: str, city: str, name: str
) -> None:
    verdict = G.validate(city=city, township=township, district=district)
    assert verdict.township is not None
    assert verdict.township.name == name


def test_no_former_name_is_another_townships_own() -> None:
    own = {(city, place_key(one.name)) for city, of in CITIES.items() for one in G.townships_of(of)}
    former = [
        (city, name)
        for (city, _), names in place_rules.TOWNSHIP_ALIASES.items()
        for name in names.split()
    ]
    assert len(set(former)) == len(former)
    assert own.isdisjoint(former)


def test_every_township_that_was_the_centre_is_read_as_it() -> None:
    verdict = G.validate(city="Ankara", township="Merkez", district="Batı Sitesi")
    assert verdict.township is not None
    assert verdict.township.name == "YENİMAHALLE"
