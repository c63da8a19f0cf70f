"""Text that a terminal may be shown."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodistricts.basics.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("100. Yıl Mah., Iğdır/İSTANBUL", "100. Yıl Mah., Iğdır/İSTANBUL"),
        ("i\u0307 ş \xa0 \u3000 C:\\n 🏠", "i\u0307 ş \xa0 \u3000 C:\\n 🏠"),
        ("a\nb\r\tc\x00", r"a\nb\r\tc\x00"),
        ("\x1b[2J\x1b]0;x\x07\x7f", r"\x1b[2J\x1b]0;x\x07\x7f"),
        ("\x9b31m\x85", r"\x9b31m\x85"),
        ("abc\u202edcba\u2066\u200b\ufeff\xad", r"abc\u202edcba\u2066\u200b\ufeff\xad"),
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),
        ("\udcfe\ud83d\U000e0001", r"\udcfe\ud83d\U000e0001"),
    ],
    ids=ascii,
)
def test_controls_are_seen_and_letters_stay(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(), max_size=30))
def test_anything_is_one_line_that_can_be_written(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert len(shown.splitlines()) <= 1
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert visible(shown) == shown
