"""Matching: what people write for real districts, and what must hold for every name."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geodistricts
from geodistricts import Gazetteer
from geodistricts.basics.letters import lower

G = Gazetteer.open()
LISTED = [
    (pk, name, city, township)
    for pk, name, city, township, kind, active in zip(
        *(
            G.table[column].to_pylist()
            for column in ("pk", "name", "city", "township", "kind", "is_active")
        ),
        strict=True,
    )
    if active and kind != "part"
]
FIRST = [
    # spelling, city, township, the list's name, its township, kind
    ("100. YIL MAH", "ANKARA", "ÇANKAYA", "100.YIL MAH", "ÇANKAYA", "normalized"),
    ("100.YIL MAH", "ANKARA", "ÇANKAYA", "100.YIL MAH", "ÇANKAYA", "exact"),
    ("yuzuncu yil", "ankar", "cankaya", "100.YIL MAH", "ÇANKAYA", "normalized"),
    ("Sokullu", "Ankara", "Çankaya", "SOKULLU MEHMET PAŞA MAH", "ÇANKAYA", "fuzzy"),
    ("Küçükyalı", "İstanbul", "Maltepe", "KÜÇÜKYALI MERKEZ MAH", "MALTEPE", "alias"),
    ("Halkalı", "istanbul", "k.çekmece", "HALKALI MERKEZ MAH", "KÜÇÜKÇEKMECE", "alias"),
    ("Aşağı Pazarcı", "Antalya", None, "A. PAZARCI MAH", "MANAVGAT", "alias"),
    ("Bostanli Mh", "izmir", "karsiyaka", "BOSTANLI MAH", "KARŞIYAKA", "normalized"),
    ("Camiatik", "Konya", None, "CAMİİATİK MAH", "ILGIN", "normalized"),
    ("cafreağa", "İstanbul", "Kadıköy", "CAFERAĞA MAH", "KADIKÖY", "fuzzy"),
    ("CAFER AĞA MH.", "İstanbul", "Kadıköy", "CAFERAĞA MAH", "KADIKÖY", "normalized"),
    ("Caferağa Mah. (Kadıköy)", "İstanbul", None, "CAFERAĞA MAH", "KADIKÖY", "normalized"),
    ("Cumh uriyet", "Konya", "Selçuklu", "CUMHURİYET MAH", "SELÇUKLU", "normalized"),
    ("Karaman", "Afyon", "Merkez", "KARAMAN MAH", "MERKEZ", "normalized"),
    ("Yenişehir", "İzmit", None, "YENİŞEHİR MAH", "İZMİT", "normalized"),
    ("Alibeyköy", "istanbul", "Eyüp", "ALİBEYKÖY MAH", "EYÜPSULTAN", "normalized"),
    ("engiz", "Samsun", "Ondokuz Mayıs", "ENGİZ MAH", "19 MAYIS", "normalized"),
    ("Engiz", "Samsun", "19 Mayis", "ENGİZ MAH", "19 MAYIS", "normalized"),
]


@pytest.mark.parametrize(("spelling", "city", "township", "name", "inside", "kind"), FIRST)
def test_the_first_answer(
    spelling: str, city: str, township: str | None, name: str, inside: str, kind: str
) -> None:
    first = G.match(spelling, city, township)[0]
    assert (first.district.name, first.district.township.name) == (name, inside)
    assert first.kind == kind
    assert not first.outside


CITIES = [
    ("Afyon", "AFYONKARAHİSAR"), ("İçel", "MERSİN"), ("Antep", "GAZİANTEP"), ("urfa", "ŞANLIURFA"),
    ("Ş.Urfa", "ŞANLIURFA"), ("K.Maraş", "KAHRAMANMARAŞ"), ("Maraş", "KAHRAMANMARAŞ"),
    ("istnbul", "İSTANBUL"), ("ANKAR", "ANKARA"), ("İZMİR İLİ", "İZMİR"), ("Adapazarı", "SAKARYA"),
    ("İstanbul Anadolu", "İSTANBUL"), ("i̇stanbul", "İSTANBUL"), ("Hakkari", "HAKKARİ"),
]  # fmt: skip
TOWNSHIPS = [
    ("Eyüp", "İstanbul", "EYÜPSULTAN"), ("GOP", "İstanbul", "GAZİOSMANPAŞA"),
    ("Kazan", "Ankara", "KAHRAMANKAZAN"), ("B.Çekmece", "İstanbul", "BÜYÜKÇEKMECE"),
    ("Bolu", "Bolu", "MERKEZ"), ("Bolu Merkez", "Bolu", "MERKEZ"),
    ("Merkez", "Kocaeli", "İZMİT"), ("Kadikoy", "istanbul", "KADIKÖY"),
    ("Kadıköy İlçesi", "İstanbul", "KADIKÖY"), ("Kdz. Ereğli", "Zonguldak", "EREĞLİ"),
    ("Ondokuzmayıs", "Samsun", "19 MAYIS"), ("cankya", "Ankara", "ÇANKAYA"),
]  # fmt: skip


@pytest.mark.parametrize(("spelling", "name"), CITIES)
def test_cities_as_people_write_them(spelling: str, name: str) -> None:
    assert G.city(spelling).name == name


@pytest.mark.parametrize(("spelling", "city", "name"), TOWNSHIPS)
def test_townships_as_people_write_them(spelling: str, city: str, name: str) -> None:
    assert G.township(spelling, city=city).name == name


def test_districts_that_share_a_name_are_all_returned() -> None:
    found = G.match("Cumhuriyet Mah", city="Antalya", limit=1000)
    antalya = G.city("Antalya").pk
    named = {pk for pk, name, city, _ in LISTED if name == "CUMHURİYET MAH" and city == antalya}
    assert named <= {one.district.pk for one in found}
    assert len(named) > 1


def test_a_district_outside_is_marked_and_offered_only_where_nothing_inside_is_close() -> None:
    inside = G.match("Caferağa", "İstanbul", "Kadıköy")
    assert not any(one.outside for one in inside)
    outside = G.match("Caferağa", "İstanbul", "Bakırköy")
    assert outside[0].outside
    assert outside[0].district.township.name == "KADIKÖY"


@pytest.mark.parametrize("name", ["", "  ", "!!!", "🙂", "mah", "(", "()", "x" * 10_000, "\0"])
def test_what_means_nothing_gives_nothing_or_little(name: str) -> None:
    for place in ({}, {"city": "Bolu"}, {"city": "Bolu", "township": "Merkez"}):
        assert len(G.match(name, **place)) <= 5  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ((3,), TypeError, "a name must be text, not 3"),
        ((None,), TypeError, "a name must be text"),
        (("x", None, None, 0), ValueError, "limit must be 1 or more, not 0"),
        (("x", None, None, 1.5), TypeError, "limit must be a whole number"),
        (("x", None, None, True), TypeError, "limit must be a whole number"),
        (("x", None, None, 5, 101), ValueError, "min_score must be 0 to 100, not 101"),
        (("x", None, None, 5, "70"), TypeError, "min_score must be a number"),
        (("x", "Atlantis"), LookupError, "no city is called 'Atlantis'"),
        (("x", None, "Merkez"), LookupError, "give the city too"),
        (("x", "Bolu", "Kadıköy"), LookupError, "no township is called 'Kadıköy'"),
    ],
)
def test_bad_arguments(arguments: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        G.match(*arguments)


@given(st.sampled_from(LISTED))
@settings(max_examples=300)
def test_a_name_of_the_list_is_found_exactly(listed: tuple[int, str, int, int]) -> None:
    pk, name, city, township = listed
    found = G.match(name, city, township, limit=50)
    assert pk in {one.district.pk for one in found if one.kind == "exact"}
    assert found[0].score == 100


@given(st.sampled_from(LISTED), st.data())
@settings(max_examples=300)
def test_matches_are_ranked_and_bounded(
    listed: tuple[int, str, int, int], data: st.DataObject
) -> None:
    _, name, city, township = listed
    place = data.draw(st.integers(0, len(name) - 1))
    spelling = lower(name[:place]) + data.draw(st.sampled_from("abcşğı ")) + name[place + 1 :]
    limit = data.draw(st.integers(1, 8))
    least = data.draw(st.sampled_from([0, 50, 70, 90, 99.5]))
    found = G.match(spelling, city, township, limit, least)
    scores = [one.score for one in found]
    assert len(found) <= limit
    assert scores == sorted(scores, reverse=True)
    assert len({one.district.pk for one in found}) == len(found)
    for one in found:
        assert least <= one.score <= 100
        assert one.outside == (one.district.township.pk != township)


@given(st.text(max_size=40))
@settings(max_examples=300)
def test_any_text_is_answered(text: str) -> None:
    G.match(text, "Konya", "Meram")
    G.suggest(text, "Konya")


NAMES = ["100.yıl mh", "caferga", "yok böyle", None, "100.yıl mh", float("nan"), ""]
PLACES = ["Ankara", "İstanbul", "Ankara", "Ankara", "Ankara", "Ankara", "Ankara"]
TOWNSHIPS_OF = ["Çankaya", "Kadıköy", "Çankaya", "Çankaya", "Nowhere", None, "Çankaya"]


def test_many_is_match_for_each() -> None:
    pks, scores = G.match_many(NAMES, city=PLACES, township=TOWNSHIPS_OF)
    assert pks.dtype == np.int32
    assert scores.dtype == np.float64
    assert (pks >= 0).tolist() == [True, True, False, False, False, False, False]
    assert np.isnan(scores[2:]).all()
    for place in (0, 1):
        best = G.match(NAMES[place], PLACES[place], TOWNSHIPS_OF[place])[0]  # type: ignore[arg-type]
        assert pks[place] == best.district.pk
        assert scores[place] == best.score


def test_many_takes_columns_of_any_kind_and_one_place_for_all() -> None:
    names = ["caferağa", "fenerbahçe"]
    expected = G.match_many(names, city="İstanbul", township="Kadıköy")
    for column in (np.array(names), pa.array(names), pa.chunked_array([names]), tuple(names)):
        pks, scores = geodistricts.match_many(column, city=40, township=G.township("Kadıköy"))
        assert pks.tolist() == expected[0].tolist()
        assert scores.tolist() == expected[1].tolist()


def test_many_says_where_several_fit() -> None:
    pks, scores = G.match_many(["Cumhuriyet Mah"], city="Antalya")
    assert pks.tolist() == [-1]
    assert scores[0] > 90


@pytest.mark.parametrize(
    ("names", "places", "error", "text"),
    [
        ("caferağa", {}, TypeError, "put it in a list"),
        (["a", 3], {}, TypeError, "names must be text, not 3"),
        (["a"], {"city": ["Ankara", "İzmir"]}, ValueError, "as long as names, not 2 for 1"),
        (["a"], {"city": "Atlantis"}, LookupError, "no city is called 'Atlantis'"),
    ],
)
def test_bad_columns(names: Any, places: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        G.match_many(names, **places)


@pytest.mark.parametrize("outside", ["", "Qxyzzy ", "Merkez Mah. "])
def test_several_names_in_brackets_are_ranked_together(outside: str) -> None:
    """Whatever stands in brackets, the surest come first, each once, and equals are no answer."""
    township = G.township("Tavşanlı", city="Kütahya")
    listed = [one.name.partition("(") for one in G.districts_of(township)]
    inner = [*(name for name, *_ in listed), *(rest.rstrip(")") for *_, rest in listed if rest)]
    for first, second in zip(inner, inner[7:], strict=False):
        name = f"{outside}({first}) ({second})"
        matches = G.match(name, township=township, limit=1000)
        scores = [found.score for found in matches]
        assert scores == sorted(scores, reverse=True)
        assert len({found.district.pk for found in matches}) == len(matches)
        [row], [score] = G.match_many([name], township=township)
        if scores and not matches[0].outside:
            assert score == scores[0]
            assert (row >= 0) == (scores.count(scores[0]) == 1)


@pytest.mark.parametrize("name", ["({}", "(({} mah", "{} (", "{} ()", "{})", "{} ( )) mh."])
def test_brackets_around_nothing_are_no_brackets(name: str) -> None:
    """``match`` took an opening bracket for nothing, ``match_many`` for a name left out."""
    asked = name.format("Feneryolu")
    found = G.match(asked, "İstanbul", "Kadıköy", min_score=0)[0]
    [pk], [score] = G.match_many([asked], city="İstanbul", township="Kadıköy", min_score=0)
    assert (pk, score) == (found.district.pk, found.score)
    assert score == 99
