"""Names of two lists, paired one-to-one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodistricts.sources.open_data.published.pairing import Name, pair

NAMES = st.lists(
    st.builds(
        Name,
        st.text("ABİIŞ 1.", min_size=1, max_size=5),
        st.lists(st.text("ABK", min_size=1, max_size=3), max_size=1).map(tuple),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("own", "other", "rule"),
    [
        (Name("AKKAPI"), Name("AKKAPI"), "letter for letter"),
        (Name("AK KAPI"), Name("AKKAPI"), "same name and brackets"),
        (Name("YENİKAPI", ("MERKEZ",)), Name("YENİKAPI", ("MERKEZ",)), "same name and brackets"),
        (Name("UZUNTARLA", ("MERKEZ",)), Name("UZUNTARLA"), "same name"),
        (Name("BEŞEYLÜL"), Name("5 EYLÜL"), "same key"),
        (Name("PALAMUTKÖY"), Name("PALAMUT"), "filler words"),
        (Name("KİRAZLI", ("YUKARI IRGUT",)), Name("YUKARI IRGUT"), "name in brackets"),
        (Name("K.ÇUBUK"), Name("KARTAL ÇUBUK"), "initial"),
        (Name("CAMBAZLI"), Name("CANBAZLI"), "misspelt"),
    ],
)
def test_each_rule(own: Name, other: Name, rule: str) -> None:
    pairs = pair({1: own}, {2: other})
    assert pairs.partner == {1: 2}
    assert pairs.rule == {1: rule}


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("AŞAĞI DERE", "YUKARI DERE"),
        ("1. KÜME", "2. KÜME"),
        ("BÜYÜK KAYI", "KÜÇÜK KAYI"),
        ("ATA", "ASA"),
        ("KALE", "DERE"),
    ],
)
def test_other_places_are_no_pair(own: str, other: str) -> None:
    assert pair({1: Name(own)}, {2: Name(other)}).partner == {}


def test_a_name_that_two_bear_stays_open() -> None:
    pairs = pair({1: Name("YENİ"), 2: Name("YENİ")}, {7: Name("YENİ")})
    assert pairs.partner == {}
    assert pairs.contested == {1, 2}


def test_brackets_tell_namesakes_apart_and_the_last_of_them_is_left_to_the_last() -> None:
    own = {1: Name("HACILAR", ("DEREKÖY",)), 2: Name("HACILAR"), 3: Name("HACILAR", ("İSMAİLLİ",))}
    others = {
        7: Name("HACILAR", ("DEREKÖY",)),
        8: Name("HACILAR", ("İSMAİLLİ",)),
        9: Name("HACILAR"),
    }
    assert pair(own, others).partner == {1: 7, 2: 9, 3: 8}


def test_what_is_contested_is_not_guessed_at() -> None:
    """Two of one name and one of it: neither takes a near name in its place."""
    pairs = pair(
        {1: Name("CUMAYANI"), 2: Name("CUMAYANI")}, {7: Name("CUMAYANI"), 8: Name("CUMAYENI")}
    )
    assert pairs.partner == {}


@given(NAMES, NAMES)
def test_pairs_are_one_to_one_and_the_same_from_both_sides(
    own: list[Name], others: list[Name]
) -> None:
    there = pair(dict(enumerate(own)), dict(enumerate(others)))
    back = pair(dict(enumerate(others)), dict(enumerate(own)))
    assert len(set(there.partner.values())) == len(there.partner)
    assert there.partner.keys() == there.rule.keys()
    assert not there.contested & there.partner.keys()
    exact = {key: other for key, other in there.partner.items() if there.rule[key][0] == "l"}
    assert all(back.partner.get(other) == key for key, other in exact.items())
