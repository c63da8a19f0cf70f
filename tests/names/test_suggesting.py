"""Suggesting: what a checkout form shows while somebody types."""

from itertools import groupby, pairwise
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodistricts import City, District, Gazetteer
from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.basics.letters import lower
from geodistricts.names.fold import normalize
from geodistricts.records import Level

G = Gazetteer.open()


@pytest.mark.parametrize(
    ("prefix", "city", "township", "shown"),
    [
        ("cafer", "İstanbul", None, "Caferağa Mah."),
        ("CAFERA", "İstanbul", "Kadıköy", "Caferağa Mah."),
        ("cafre", "İstanbul", "Kadıköy", "Caferağa Mah."),
        ("100", "Ankara", "Çankaya", "100. Yıl Mah."),
        ("yüzüncü y", "Ankara", "Çankaya", "100. Yıl Mah."),
        ("istik", "Ankara", None, "İstiklal Mah."),
        ("mehmet", "Ankara", "Çankaya", "Sokullu Mehmet Paşa Mah."),
        ("kozya", "İstanbul", "Kadıköy", "Kozyatağı Mah."),
        ("feneryol", "İstanbul", "Kadıköy", "Feneryolu Mah."),
        ("aferağ", "İstanbul", "Kadıköy", "Caferağa Mah."),
        ("vaferağ", "İstanbul", "Kadıköy", "Caferağa Mah."),
        ("yüzünc", "Ankara", "Çankaya", "100. Yıl Mah."),
        ("caferağa mahal", "İstanbul", None, "Caferağa Mah."),
        ("moda", "İstanbul", "Kadıköy", "Caferağa Mah."),
    ],
)
def test_a_form_shows(prefix: str, city: str, township: str | None, shown: str) -> None:
    assert shown in [one.display_name for one in G.suggest(prefix, city, township)]


def test_beginnings_come_before_words_and_words_before_typos() -> None:
    found = [normalize(one.name) for one in G.suggest("mehmet", "Ankara", limit=100)]
    begins = [key.startswith("mehmet") for key in found]
    assert begins == sorted(begins, reverse=True)
    assert any(begins)
    assert not all(begins)


@given(st.sampled_from(G.table["name"].to_pylist()), st.integers(1, 12), st.integers(1, 12))
@settings(max_examples=200)
def test_whatever_begins_so_is_found(name: str, letters: int, limit: int) -> None:
    key = normalize(name.partition("(")[0])
    prefix = key[:letters]
    found = G.suggest(prefix, limit=limit)
    assert 1 <= len(found) <= limit
    assert len({one.pk for one in found}) == len(found)
    assert all(one.is_active for one in found)
    if len(prefix) == len(key):
        assert normalize(found[0].name.partition("(")[0]) == key


def test_an_empty_prefix_lists_the_first_names() -> None:
    found = G.suggest("", "İstanbul", "Kadıköy", limit=1000)
    assert {one.pk for one in found} == {one.pk for one in G.districts_of(G.township("Kadıköy"))}


def test_a_village_suggests_its_parts() -> None:
    found = G.suggest("100. yıl (kurtlar", limit=3)
    assert found
    assert all("kurtlar" in lower(one.village or "") for one in found)


@pytest.mark.parametrize(
    ("prefix", "label"),
    [
        ("caferağa kadıköy", "Caferağa Mah., Kadıköy, İstanbul"),
        ("kadıköy cafer", "Caferağa Mah., Kadıköy, İstanbul"),
        ("caferaga kadikoy istanbul", "Caferağa Mah., Kadıköy, İstanbul"),
        ("cafreağa kadıkoy", "Caferağa Mah., Kadıköy, İstanbul"),
        ("bahçelievler ankara", "Bahçelievler Mah., Çankaya, Ankara"),
        ("100. yıl bağcılar", "100. Yıl Mah., Bağcılar, İstanbul"),
        ("kardelen yenimah", "Kardelen Mah., Yenimahalle, Ankara"),
    ],
)
def test_words_of_the_place_may_stand_beside_the_name(prefix: str, label: str) -> None:
    assert label in [one.label for one in G.suggest(prefix, limit=3)]


@pytest.mark.parametrize("prefix", ["100", "100."])
def test_a_number_leads_to_names_of_that_number(prefix: str) -> None:
    assert {normalize(one.name) for one in G.suggest(prefix, limit=5)} == {"yuzyil"}


def test_a_number_goes_on_as_digits_do() -> None:
    shown = [one.display_name for one in G.suggest("10", "Ankara", limit=50)]
    assert "100. Yıl Mah." in shown
    assert all(not name.startswith("Ön ") for name in shown[:3])


@given(st.sampled_from([*"abcdefgğhıijklmnoöprsştuüvyz", "cumhuriyet", "yeni"]))
def test_more_people_come_first(prefix: str) -> None:
    key = normalize(prefix)
    found = [one for one in G.suggest(prefix, limit=20) if one.kind != "part"]
    begun = [one for one in found if normalize(one.name).startswith(key)]
    same_name = [normalize(one.name) == key for one in begun]
    people = [one.population or 0 for one in begun]
    assert list(zip(same_name, people, strict=True)) == sorted(
        zip(same_name, people, strict=True), reverse=True
    )


@given(st.sampled_from(G.cities), st.sampled_from(["cumhuriyet", "yeni", "fatih", "atatürk"]))
@settings(max_examples=50)
def test_nearer_comes_first(city: City, prefix: str) -> None:
    """Of two districts of about as many people, the one that is much nearer."""
    [home] = G.districts([G.suggest("", city, limit=1)[0].pk])
    assert home is not None
    if home.latitude is None or home.longitude is None:
        return
    found = G.suggest(prefix, limit=30, lat=home.latitude, lon=home.longitude)
    key = normalize(prefix)
    same = [one for one in found if one.kind != "part" and normalize(one.name) == key]
    away = great_circle_distance(
        home.latitude,
        home.longitude,
        [one.latitude if one.latitude is not None else np.nan for one in same],
        [one.longitude if one.longitude is not None else np.nan for one in same],
    )
    for (one, metres), (other, other_metres) in pairwise(zip(same, away.tolist(), strict=True)):
        if (one.population or 0) <= (other.population or 0) and metres > 20 * other_metres + 2e4:
            raise AssertionError((one.label, other.label))


def test_a_point_is_given_whole() -> None:
    with pytest.raises(TypeError, match="both or neither"):
        G.suggest("x", lat=41.0)
    with pytest.raises(ValueError, match="swapped"):
        G.suggest("x", lat=129.0, lon=41.0)


@pytest.mark.parametrize(
    ("prefix", "levels", "labels"),
    [
        ("istanbul", ["city"], ["İstanbul"]),
        ("Istanbul", ["city"], ["İstanbul"]),
        ("istnabul", ["city"], ["İstanbul"]),
        ("afyon", ["city"], ["Afyonkarahisar"]),
        ("kadikoy", ["township"], ["Kadıköy, İstanbul"]),
        ("kadıköy ist", ["township"], ["Kadıköy, İstanbul"]),
        ("kadıköy", ["city", "township", "district"], ["Kadıköy, İstanbul"]),
    ],
)
def test_places_among_the_answers(prefix: str, levels: list[Level], labels: list[str]) -> None:
    found = [one.label for one in G.suggest(prefix, levels=levels)]
    assert found[: len(labels)] == labels


def test_places_leave_room_for_districts() -> None:
    found = G.suggest("a", levels=["city", "township", "district"], limit=10)
    assert sum(isinstance(one, District) for one in found) == 5
    assert [one.pk for one in G.suggest("", levels=["city"], limit=100)] == list(range(1, 82))


def test_townships_stay_inside_their_city() -> None:
    found = G.suggest("", "Bolu", levels=["township"], limit=100)
    assert found == list(G.townships_of("Bolu"))


@pytest.mark.parametrize("levels", ["district", [], ["street"], 3])
def test_levels_are_what_the_list_has(levels: Any) -> None:
    with pytest.raises((TypeError, ValueError), match="levels must be"):
        G.suggest("x", levels=levels)


@given(st.sampled_from(G.table["village"].drop_null().unique().to_pylist()))
@settings(max_examples=100)
def test_parts_of_a_village_stand_together(village: str) -> None:
    found = G.suggest(village, limit=50)
    blocks = [
        key for key, _ in groupby(found, lambda one: one.village and (one.township, one.village))
    ]
    of_villages = [block for block in blocks if block is not None]
    assert len(of_villages) == len(set(of_villages))


@given(st.text(alphabet="abcçğıiöşüAĞİIÖŞÜ 019.()'", max_size=40))
def test_whatever_is_typed_has_an_answer(prefix: str) -> None:
    found = G.suggest(prefix, levels=["city", "township", "district"], limit=7)
    assert len(found) <= 7
    assert len({(type(one), one.pk) for one in found}) == len(found)


def test_an_error_hides_few_names() -> None:
    """Issue "The form of a checkout": of 200 names the right one is among the first five."""
    chance = Random(16)
    districts = [one for one in G.districts(chance.sample(G.table["pk"].to_pylist(), 400)) if one]
    asked = [one for one in districts if one.is_active and one.kind != "part"][:200]
    found = sum(
        one.display_name
        in [
            other.display_name
            for other in G.suggest(
                with_an_error(lower(one.display_name.rpartition(" ")[0]), chance)[:6],
                one.city,
                one.township,
                limit=5,
            )
        ]
        for one in asked
    )
    assert len(asked) == 200
    assert found >= 194


def with_an_error(name: str, chance: Random) -> str:
    """Make one error in the first six letters: one other, less, more, or two swapped."""
    place = chance.randrange(min(6, len(name)))
    before, letter, after = name[:place], name[place], name[place + 1 :]
    other = chance.choice("abcçdefgğhıijklmnoöprsştuüvyz")
    return chance.choice(
        [
            before + other + after,
            before + after,
            before + other + letter + after,
            before + after[:1] + letter + after[1:],
        ]
    )


@pytest.mark.parametrize(
    ("arguments", "error"),
    [((3,), TypeError), (("x", None, None, 0), ValueError), (("x", "Atlantis"), LookupError)],
)
def test_bad_arguments(arguments: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        G.suggest(*arguments)
