"""Names and lines as people write them, and then damaged."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from benchmarks.addresses.inputs import read_addresses
from benchmarks.fuzz.values import texts
from geodistricts.gazetteer import Gazetteer

_PIECES = [
    *("mah", "MAH.", "Mahallesi", "köyü", "Cad.", "Sokak", "No:5", "D:3", "/", "-", ",", "(", ")"),
    *("merkez", "Merkez", "aşağı", "eski", "1a", "100.", "yüzüncü", "34710", "TR-34", "İ", "i̇"),
    *("\u0130", "\u0131", "\u200b", "\u202e", "\x00", "\x1b[31m", "\n", "\t", "[red]", "%s", "'"),
    *("ß", "ﬁ", "Ǆ", "\ud800", "𝔐", "１２", "٣", "🏠", "..", "((", "))", " ( ", "&amp;", "..."),
]
pieces = st.sampled_from(_PIECES)


@cache
def asked() -> Gazetteer:
    """Return the gazetteer that is attacked, with everything loaded, and every record made."""
    gazetteer = Gazetteer.open().preload()
    gazetteer.within(west=-180, south=-90, east=180, north=90)
    return gazetteer


@cache
def district_names() -> list[str]:
    """Return the names of all districts."""
    names: list[str] = asked().table["name"].to_pylist()
    return names


@cache
def place_names() -> list[str]:
    """Return the names of all cities and townships."""
    cities = asked().cities
    townships = [one for city in cities for one in asked().townships_of(city)]
    return [one.name for one in cities] + [one.name for one in townships]


@cache
def lines() -> list[str]:
    """Return the committed address lines."""
    return [one.text for one in read_addresses()]


def _damage(text: str, place: float, piece: str, how: int) -> str:
    at = int(place * len(text))
    return [
        text,
        text.lower(),
        text.upper(),
        text[:at] + piece + text[at:],
        text[:at] + text[at + 1 :],
        text[:at],
        f"{text} {piece}",
        f"{piece} {text}",
        text[::-1],
        text * 2,
        text.replace(" ", ""),
        text[:at] + text[at : at + 1] * 3 + text[at + 1 :],
    ][how]


def damaged(whole: Any) -> Any:
    """Draw texts, and what is left of them after up to three mishaps."""
    mishaps = st.lists(st.tuples(st.floats(0, 1), pieces, st.integers(0, 11)), max_size=3)

    def apply(text: str, happened: list[tuple[float, str, int]]) -> str:
        for mishap in happened:
            text = _damage(text, *mishap)
        return text

    return st.builds(apply, whole, mishaps)


joined = st.lists(pieces | texts, max_size=8).map(" ".join)


def names() -> Any:
    """Draw what may stand in a field for a district."""
    return st.one_of(damaged(st.sampled_from(district_names())), texts, joined)


def places() -> Any:
    """Draw what may stand in a field for a city or a township."""
    plates = st.integers(-1, 100).map(str)
    return st.one_of(damaged(st.sampled_from(place_names())), plates, texts, joined)


def addresses() -> Any:
    """Draw what may stand in a field for a whole address."""
    some = st.sampled_from(lines())
    three = st.tuples(names(), places(), places()).map(" ".join)
    return st.one_of(damaged(some), st.tuples(some, some).map(" ".join), three, texts, joined)


def inside() -> tuple[Any, Any]:
    """Draw pks, names, records and missing values: arguments for a city, and for a township."""
    gazetteer = asked()
    pks = st.sampled_from([0, 1, 40, 81, 82, 452, 5_000, -1])
    some = st.one_of(st.none(), places(), pks, pks.map(float))
    return some | st.just(gazetteer.city(40)), some | st.just(gazetteer.township(452))
