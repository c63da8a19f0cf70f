"""Other official names, official codes, and equals in order of population."""

from itertools import groupby

import pyarrow.compute as pc
import pytest

import geodistricts as gd
from geodistricts.names import normalize

G = gd.Gazetteer.open()
ALIASES = [one for one in G._rows.aliases.to_pylist() if one["kind"] != "semt"]
COMMON = ["Cumhuriyet Mah", "Yeni Mah", "Fatih Mah", "Merkez Mah", "Atatürk", "Bahçelievler"]


def test_every_other_name_finds_its_district() -> None:
    lost = []
    for alias in ALIASES:
        district = G.district(alias["pk"])
        is_village = district.kind == "köy" or alias["kind"] == "village"
        asked = f"{alias['name']} Köyü" if is_village else alias["name"]
        found = G.match(asked, district.city, district.township, limit=400)
        ours = [match for match in found if match.district is district and not match.outside]
        # "Yeniköy Karaova" is what the index makes of "YENİKÖY MAH (KARAOVA MAH)" by itself.
        if not any(match.kind == "alias" or match.score == 96 for match in ours or found[:1]):
            lost.append((alias, found[:2]))
    assert not lost


def test_other_names_complete_too() -> None:
    for alias in ALIASES[::29]:
        district = G.district(alias["pk"])
        typed = alias["name"][:-1] if len(alias["name"]) > 5 else alias["name"]
        assert district in G.suggest(typed, district.city, district.township, limit=1000)


def test_no_name_is_taken_from_a_district_that_bears_it() -> None:
    bearers = {
        (district.township.pk, normalize(district.name)): district
        for district in G.districts(G.table["pk"])
        if district is not None and district.kind != "part"
    }
    others = {(alias["pk"], normalize(alias["name"])) for alias in ALIASES}
    taken = [(pk, key) for pk, key in others if (G.district(pk).township.pk, key) in bearers]
    assert not taken


@pytest.mark.parametrize(
    ("old", "today", "city", "township"),
    [
        ("İlbistanlı", "Elbistanlı", "Osmaniye", "Kadirli"),
        ("Kurtlugelik", "Kutlugelik", "Kastamonu", "Pınarbaşı"),
        ("Sultaniçe", "Sultaniça", "Edirne", "Enez"),
        ("Mülkköy", "Mülk", "Adıyaman", "Kahta"),
    ],
)
def test_renamed_villages_are_found_by_both_names(
    old: str, today: str, city: str, township: str
) -> None:
    for name in (old, today):
        first = G.match(f"{name} köyü", city, township)[0]
        assert old in (first.district.display_name + str(first.district.village).title())
        assert not first.outside


def test_a_village_that_was_asked_for_comes_before_parts_called_so() -> None:
    """Güney of Kargı has no row of its own, and other villages have parts called Güney."""
    found = G.match("Güney köyü", "Çorum", "Kargı", limit=50)
    of_village = [match.district.village == "GÜNEY KÖYÜ" for match in found]
    assert of_village[0]
    assert False in of_village
    assert of_village == sorted(of_village, reverse=True)


@pytest.mark.parametrize("name", COMMON)
def test_of_equals_the_place_with_most_people_comes_first(name: str) -> None:
    found = G.match(name, limit=60)
    for _, equals in groupby(found, lambda match: (match.score, match.district.kind == "part")):
        people = [match.district.population or 0 for match in equals]
        assert people == sorted(people, reverse=True)
    largest = found[0].district
    assert largest.population == max(
        one.population or 0
        for one in G.districts(G.table["pk"])
        if one is not None and one.kind != "part" and normalize(one.name) == normalize(name)
    )
    assert G.suggest(name, limit=1) == [largest]


def test_what_a_line_may_mean_is_listed_the_largest_first() -> None:
    found = gd.parse("Cumhuriyet Mah. Atatürk Cad. No 5").alternatives
    people = [one.population or 0 for one in found if one.kind != "part"]
    assert len(people) > 100
    assert people == sorted(people, reverse=True)


def test_a_hamlet_called_alike_does_not_hold_a_mahalle_back() -> None:
    """A part of a village that the line does not name is no rival."""
    rows = [
        one
        for one in G.districts(G.table["pk"])
        if one is not None and one.kind in ("mahalle", "part")
    ]
    parts = {
        (one.township.pk, normalize(one.name.partition("(")[0])) for one in rows if one.village
    }
    shared = [
        one
        for one in rows
        if one.kind == "mahalle"
        and one.population
        and (one.township.pk, normalize(one.name)) in parts
        and "(" not in one.name
        and len(normalize(one.name)) > 4
    ]
    assert len(shared) > 50
    doubted = [
        one
        for one in shared
        if (
            found := gd.parse(
                f"{one.display_name} Lale Sk. No:5 {one.township.display_name}/"
                f"{one.city.display_name}"
            )
        ).confidence
        < 0.9
        and found.district is one
    ]
    assert len(doubted) <= 0.1 * len(shared), doubted[:5]


def test_official_codes_lead_to_their_places() -> None:
    coded = G.table.filter(pc.is_valid(G.table["official_code"]))
    for row in coded.to_pylist()[::97]:
        assert gd.district(official_code=row["official_code"]).pk == row["pk"]
    for city in G.cities:
        assert gd.city(f"{city.official_code:02}") == city
        for township in G.townships_of(city):
            assert gd.township(official_code=township.official_code) == township


@pytest.mark.parametrize("code", [0, -1, 10**20, 999_999_999])
def test_codes_that_nobody_has(code: int) -> None:
    with pytest.raises(LookupError, match=r"no district has the official code .*UAVT"):
        gd.district(official_code=code)
    with pytest.raises(LookupError, match=r"no township has the official code .*UAVT"):
        gd.township(official_code=code)


def test_a_code_stands_alone() -> None:
    with pytest.raises(TypeError, match="give official_code or district, not both"):
        gd.district(5, official_code=40567)
    with pytest.raises(TypeError, match="give official_code or city, not both"):
        gd.township(city="34", official_code=1421)
    with pytest.raises(TypeError, match="official_code must be a whole number, not 'x'"):
        gd.district(official_code="x")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="township must be a pk, a name or a record, not None"):
        gd.township()
    with pytest.raises(TypeError, match="district must be a pk, a name or a record, not None"):
        gd.district()
