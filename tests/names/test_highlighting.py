"""Highlighting: which letters of an answer were typed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodistricts import Gazetteer, highlight

G = Gazetteer.open()
KADIKOY = "Caferağa Mah., Kadıköy, İstanbul"


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        (KADIKOY, "cafer", ["Cafer"]),
        (KADIKOY, "CAFERAĞA", ["Caferağa"]),
        (KADIKOY, "caferaga kadi", ["Caferağa", "Kadı"]),
        (KADIKOY, "kadıköy cafer", ["Cafer", "Kadıköy"]),
        (KADIKOY, "cafre", ["Cafer"]),
        (KADIKOY, "istanbul", ["İstanbul"]),
        (KADIKOY, "i", ["İ"]),
        (KADIKOY, "", []),
        (KADIKOY, "qwxz", []),
        ("Cafer Ağa Mah.", "caferağ", ["Cafer Ağ"]),
        ("100. Yıl Mah.", "100", ["100"]),
        ("100. Yıl Mah.", "100.yıl", ["100. Yıl"]),
        ("100. Yıl Mah.", "yüzüncü y", ["100. Y"]),
        ("Yüzüncüyıl Mah.", "yüz", ["Yüz"]),
        ("Ondokuz Mayıs Mah.", "19 may", ["Ondokuz May"]),
        ("Iğdır", "ığd", ["Iğd"]),
        ("Iğdır", "igd", ["Iğd"]),
    ],
)
def test_what_is_marked(text: str, typed: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in highlight(text, typed)] == marked


@given(st.sampled_from(G.table["display_name"].to_pylist()), st.text(max_size=20))
def test_spans_are_in_order_and_inside(text: str, typed: str) -> None:
    spans = highlight(text, typed)
    flat = [place for span in spans for place in span]
    assert flat == sorted(set(flat))
    assert all(0 <= place <= len(text) for place in flat)


@given(st.sampled_from(G.table["display_name"].to_pylist()), st.integers(1, 30))
def test_a_beginning_is_marked(text: str, letters: int) -> None:
    typed = text[:letters].rstrip(" .(")
    [first, *_] = highlight(text, typed)
    assert first[0] == 0


@pytest.mark.parametrize("arguments", [(3, "a"), ("a", None)])
def test_only_text_is_marked(arguments: Any) -> None:
    with pytest.raises(TypeError, match="must be text"):
        highlight(*arguments)
