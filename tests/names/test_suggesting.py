"""Suggesting: what a checkout form shows while somebody types."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodistricts import Gazetteer
from geodistricts.basics.letters import lower
from geodistricts.names.fold import normalize

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
    ("arguments", "error"),
    [((3,), TypeError), (("x", None, None, 0), ValueError), (("x", "Atlantis"), LookupError)],
)
def test_bad_arguments(arguments: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        G.suggest(*arguments)
