"""Semts: the list's own and those of other lists, by place."""

import pytest

import geodistricts as gd
from geodistricts.names import normalize
from geodistricts.names.matching import Matcher
from geodistricts.names.places import PlaceNames

G = gd.Gazetteer.open()
MATCHER = Matcher(G._rows, PlaceNames(G._rows.places))
FOLDED = MATCHER.index.folded
SEMTS = [one for one in G.aliases.to_pylist() if one["kind"] == "semt"]


def townships_of(semt: str, city: str) -> set[str]:
    rows = MATCHER.scope_of(G.city(city)).semts.get(normalize(semt))
    return {G._rows.record(row).township.display_name for row in rows}


@pytest.mark.parametrize(
    ("semt", "city", "townships"),
    [
        ("Batıkent", "Ankara", {"Yenimahalle"}),
        ("Kızılay", "Ankara", {"Çankaya"}),
        ("Çayyolu", "Ankara", {"Çankaya"}),
        ("Lara", "Antalya", {"Muratpaşa"}),
        ("Bostancı", "İstanbul", {"Kadıköy"}),
        ("Erenköy", "İstanbul", {"Kadıköy"}),
        ("Moda", "İstanbul", {"Kadıköy"}),
        ("Merter", "İstanbul", {"Güngören", "Zeytinburnu"}),
        ("Florya", "İstanbul", {"Bakırköy"}),
        ("İkitelli", "İstanbul", {"Başakşehir"}),
        ("Eminönü", "İstanbul", {"Fatih"}),
        ("Sirkeci", "İstanbul", {"Fatih"}),
        ("Taksim", "İstanbul", {"Beyoğlu"}),
        ("Alaçatı", "İzmir", {"Çeşme"}),
        ("Merkezköyler", "Tokat", set()),
        ("Ankara", "Ankara", set()),
    ],
)
def test_a_semt_leads_to_its_townships(semt: str, city: str, townships: set[str]) -> None:
    assert townships_of(semt, city) == townships


@pytest.mark.parametrize(
    ("semt", "city"), [("Batıkent", "Ankara"), ("Merter", "İstanbul"), ("Lara", "Antalya")]
)
def test_districts_of_a_semt_are_found_the_largest_first(semt: str, city: str) -> None:
    found = G.match(semt, city, limit=100)
    assert {(one.score, one.kind, one.outside) for one in found} == {(82.0, "alias", False)}
    people = [one.district.population or 0 for one in found]
    assert people == sorted(people, reverse=True)
    rows = MATCHER.scope_of(G.city(city)).semts.get(normalize(semt))
    assert [one.district for one in found] == [G._rows.record(row) for row in rows]


def test_semts_are_no_names() -> None:
    second = FOLDED.second_names
    named = {
        (one["pk"], normalize(one["name"]))
        for one in G.aliases.to_pylist()
        if one["kind"] != "semt"
    }
    for semt in SEMTS:
        [row] = G._rows.rows_of([semt["pk"]]).tolist()
        key = normalize(semt["name"])
        assert FOLDED.is_of_semt(row, key)
        assert not FOLDED.is_of_semt(row, f"{key}x")
        assert key not in second.get(row, ()) or (semt["pk"], key) in named


def test_semts_say_something_new_of_whole_districts() -> None:
    rows = G._rows.rows_of([semt["pk"] for semt in SEMTS]).tolist()
    for semt, row in zip(SEMTS, rows, strict=True):
        district, key = G._rows.record(row), normalize(semt["name"])
        known = [district.name, district.city.name, district.township.name]
        assert district.kind != "part"
        assert key not in {"", "merkez", "koyler", FOLDED.semts.key(row), *map(normalize, known)}


def test_semts_of_a_place_are_those_of_its_districts() -> None:
    for city in G.cities[::9]:
        semts = MATCHER.scope_of(city).semts
        rank = FOLDED.rank
        for key in semts:
            rows = semts.get(key)
            assert [*rows] == sorted(rows, key=rank.__getitem__)
            assert all(FOLDED.is_of_semt(row, key) for row in rows)
            assert not any(FOLDED.is_part[row] for row in rows)
