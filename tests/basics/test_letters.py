"""Turkish letters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodistricts.basics.letters import collation_key, fold, lower, upper

TURKISH = st.text("abcçdefgğhıijklmnoöprsştuüvyz ", max_size=30)


@pytest.mark.parametrize(
    ("capital", "small"),
    [("IĞDIR", "ığdır"), ("İSTANBUL", "istanbul"), ("ÇÖŞĞÜ", "çöşğü"), ("", "")],
)
def test_case(capital: str, small: str) -> None:
    assert lower(capital) == small
    assert upper(small) == capital


@given(TURKISH)
def test_case_round_trip(text: str) -> None:
    assert lower(upper(text)) == text


@pytest.mark.parametrize(
    "spelling",
    [
        "HACI İSMAİL",
        "hacı ismail",
        "HACI ISMAIL",
        "Hacı-İsmail",
        "hacı  i\u0307smail",
        "HÂCI İSMÂİL",
        unicodedata.normalize("NFD", "HACI İSMAİL"),
        "\uff28\uff21\uff23\uff29 ismail",
    ],
)
def test_fold_sees_one_name(spelling: str) -> None:
    assert fold(spelling) == "haci ismail"


@given(st.text(max_size=40))
def test_fold_is_total_and_idempotent(text: str) -> None:
    folded = fold(text)
    assert set(folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert fold(folded) == folded


@given(TURKISH)
def test_fold_forgets_case_and_form(text: str) -> None:
    assert fold(text) == fold(upper(text)) == fold(unicodedata.normalize("NFD", text))


def test_collation_follows_the_turkish_alphabet() -> None:
    names = ["Zonguldak", "Şırnak", "Sinop", "İzmir", "Iğdır", "Çorum", "Bolu", "Isparta"]
    expected = ["Bolu", "Çorum", "Iğdır", "Isparta", "İzmir", "Sinop", "Şırnak", "Zonguldak"]
    assert sorted(names, key=collation_key) == expected
