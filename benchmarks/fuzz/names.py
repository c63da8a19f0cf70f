"""Questions about names: order, bounds and places of the answers, and batches of them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from hypothesis import strategies as st

import geodistricts as gd
from benchmarks.fuzz.asking import Refused, Target, ask
from benchmarks.fuzz.spellings import asked, inside, joined, names, pieces
from benchmarks.fuzz.values import Column, anything, odd_columns, text_columns, texts
from geodistricts.names import normalize
from geodistricts.records import District, Match

_KINDS = {"exact", "normalized", "alias", "fuzzy"}
_LONG = 100_000


def _check_place(district: District, city: Any, township: Any) -> None:
    if township is not None:
        try:
            assert district.township.pk == asked().township(township, city).pk
        except LookupError:  # several of that name: their city is looked through
            assert city is not None
        else:
            return
    if city is not None:
        assert district.city.pk == asked().city(city).pk


def _check_match(drawn: tuple[str, Any, Any, int, float]) -> None:
    name, city, township, limit, least = drawn
    found = ask(asked().match, name, city, township, limit, least)
    if isinstance(found, Refused):
        assert isinstance(found.error, LookupError) or not (limit > 0 and 0 <= least <= 100)
        return
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(least <= score <= 100 for score in scores)
    assert len({one.district.pk for one in found}) == len(found) <= limit
    assert {one.kind for one in found} <= _KINDS
    for one in found:
        assert one.district.is_active
        if not one.outside:
            _check_place(one.district, city, township)


def _check_match_many(drawn: tuple[Column, Any, Any, float]) -> None:
    named, city, township, least = drawn
    answer = ask(asked().match_many, named.values, city=city, township=township, min_score=least)
    if isinstance(answer, Refused):
        assert isinstance(answer.error, LookupError), answer.error
        return
    pks, scores = answer
    assert (pks.dtype, scores.dtype) == (np.int32, np.float64)
    assert len(pks) == len(scores) == len(named.means)
    for pk, score, name in zip(pks.tolist(), scores.tolist(), named.means, strict=True):
        found = [] if name is None else _inside(name, city, township, least)
        if not found:
            assert pk == -1
            assert math.isnan(score)
            continue
        assert score == found[0].score
        tied = len(found) > 1 and found[1].score == score
        assert pk == (-1 if tied else found[0].district.pk)


def _inside(name: str, city: Any, township: Any, least: float) -> list[Match]:
    """Match one name as a batch does: in its place only, and nowhere if that is unknown."""
    city, township = (
        None if isinstance(one, str) and not one.strip() else one for one in (city, township)
    )
    try:
        found = asked().match(name, city, township, 5, least)
    except LookupError:
        return []
    return [one for one in found if not one.outside]


def _check_suggest(drawn: tuple[str, Any, Any, int]) -> None:
    prefix, city, township, limit = drawn
    found = ask(asked().suggest, prefix, city, township, limit)
    if isinstance(found, Refused):
        assert isinstance(found.error, LookupError), found.error
        return
    assert len({one.pk for one in found}) == len(found) <= limit
    for one in found:
        _check_place(one, city, township)


def _check_normalize(text: str) -> None:
    key = ask(normalize, text)
    assert not isinstance(key, Refused), key.error
    assert ask(normalize, key) == key
    assert key == key.strip()
    assert ask(normalize, f" {text}\n") == key


def _check_long(drawn: tuple[str, str]) -> None:
    piece, name = drawn
    text = (piece * (_LONG // len(piece) + 1))[:_LONG]
    if name == "normalize":
        ask(normalize, text)
    elif name == "validate":
        ask(gd.validate, city=text, township=text, district=text, postal_code=text)
    else:
        ask(getattr(asked(), name), text)


def _check_refuses(drawn: tuple[str, tuple[Any, ...]]) -> None:
    name, arguments = drawn
    ask(normalize if name == "normalize" else getattr(asked(), name), *arguments)


def _check_columns(drawn: tuple[Any, Any, Any]) -> None:
    columns, city, township = drawn
    ask(asked().match_many, columns, city=city, township=township)


def targets() -> list[Target]:
    """List what is asked about names."""
    place = inside()
    scores = st.floats(0, 100) | st.sampled_from([70, 0, 100])
    columns = st.integers(0, 5).flatmap(lambda size: text_columns(names(), size))
    questions = st.sampled_from(["match", "suggest"])
    return [
        Target("match", st.tuples(names(), *place, st.integers(1, 20), scores), _check_match),
        Target("match_many", st.tuples(columns, *place, scores), _check_match_many),
        Target("suggest", st.tuples(names(), *place, st.integers(1, 20)), _check_suggest),
        Target("normalize", names() | joined, _check_normalize),
        Target(
            f"texts of {_LONG:,} characters",
            st.tuples(
                st.one_of(pieces, st.text(min_size=1, max_size=3), names().filter(bool)),
                st.sampled_from(["match", "suggest", "parse", "validate", "normalize"]),
            ),
            _check_long,
        ),
        Target(
            "names, any arguments",
            st.one_of(
                st.tuples(questions, st.tuples(anything | texts, anything, anything, anything)),
                st.tuples(st.just("normalize"), st.tuples(anything)),
            ),
            _check_refuses,
        ),
        Target(
            "names in columns, any arguments",
            st.tuples(odd_columns, anything | place[0], anything | place[1]),
            _check_columns,
        ),
    ]
