"""Primary keys: stable, never reused, independent of the order of the input."""

import random

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from geodistricts.snapshot.format import CITIES, DISTRICTS, SCHEMAS, TOWNSHIPS
from geodistricts.sources.numbering import PreviousPks, assign_pks, keep_gone

keys = st.sets(st.text("ABCÇIİ", min_size=1, max_size=3), max_size=12)


@given(st.lists(keys, min_size=1, max_size=8))
def test_a_number_belongs_to_one_key_for_ever(generations: list[set[str]]) -> None:
    ever: dict[str, int] = {}
    for generation in generations:
        pks = assign_pks(generation, ever, str)
        assert pks.keys() == generation
        assert all(pks[key] == ever[key] for key in generation & ever.keys())
        fresh = sorted(pks[key] for key in generation - ever.keys())
        start = max(ever.values(), default=0) + 1
        assert fresh == list(range(start, start + len(fresh)))
        ever |= pks
    assert len(set(ever.values())) == len(ever)


@given(keys, keys, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    first: set[str], second: set[str], chance: random.Random
) -> None:
    previous = assign_pks(first, {}, str)
    one, other = sorted(second), sorted(second)
    chance.shuffle(other)
    assert assign_pks(one, previous, str) == assign_pks(other, previous, str)


def test_repeated_keys_share_a_number() -> None:
    assert assign_pks(["b", "a", "b"], {}, str) == {"a": 1, "b": 2}


def test_a_gap_is_not_filled() -> None:
    assert assign_pks(["new"], {"gone": 9, "older": 2}, str) == {"new": 10}


def test_there_are_no_previous_numbers_without_a_snapshot() -> None:
    pks = PreviousPks({})
    assert (pks.cities, pks.townships, pks.districts) == ({}, {}, {})


def test_previous_numbers_are_those_of_a_name_in_its_place() -> None:
    pks = PreviousPks(
        {
            CITIES: pa.table({"pk": [1, 2], "name": ["ADANA", "BARTIN"]}),
            TOWNSHIPS: pa.table({"pk": [5, 6], "name": ["MERKEZ", "MERKEZ"], "city": [1, 2]}),
            DISTRICTS: pa.table(
                {"pk": [10, 30], "name": ["TEPE MAH", "TEPE MAH"], "township": [6, 5]}
            ),
        }
    )
    assert pks.cities == {"ADANA": 1, "BARTIN": 2}
    assert pks.townships == {("ADANA", "MERKEZ"): 5, ("BARTIN", "MERKEZ"): 6}
    assert pks.districts == {
        ("BARTIN", "MERKEZ", "TEPE MAH"): 10,
        ("ADANA", "MERKEZ", "TEPE MAH"): 30,
    }


@given(st.sets(st.integers(1, 30)), st.sets(st.integers(1, 30)))
def test_what_went_away_stays_inactive(before: set[int], now: set[int]) -> None:
    def table(pks: set[int], name: str) -> pa.Table:
        rows = [{"pk": pk, "name": name, "is_active": True, "boundary": pk} for pk in pks]
        return pa.Table.from_pylist(rows, SCHEMAS[DISTRICTS])

    assert keep_gone(DISTRICTS, table(now, "new"), {})["pk"].to_pylist() == sorted(now)
    merged = keep_gone(DISTRICTS, table(now, "new"), {DISTRICTS: table(before, "old")})
    assert merged.schema == SCHEMAS[DISTRICTS]
    expected = [
        (pk, "new", True, pk) if pk in now else (pk, "old", False, None)
        for pk in sorted(before | now)
    ]
    columns = (merged[name].to_pylist() for name in ("pk", "name", "is_active", "boundary"))
    assert list(zip(*columns, strict=True)) == expected
