"""Recognition: townships by the names in them, districts by theirs."""

import random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from akinon_lists import PlatformList, platform_list
from geodistricts.snapshot.folder import bundled_path
from geodistricts.snapshot.format import CITIES, DISTRICTS, TOWNSHIPS
from geodistricts.sources.platform.bundled import Bundled, read_bundled
from geodistricts.sources.platform.counterparts import find_all_counterparts, find_counterparts
from geodistricts.sources.platform.recognise import Recognised, recognise
from geodistricts.sources.platform.swapped import swapped_in_city

NOTHING_KNOWN: dict[str, dict[int, str]] = {CITIES: {}, TOWNSHIPS: {}}
KEYS = st.dictionaries(st.integers(1, 9), st.sets(st.integers(0, 12)), max_size=6)


@pytest.fixture(scope="module")
def bundled() -> Bundled:
    """Read the bundled snapshot."""
    return read_bundled(bundled_path())


def as_table(made: PlatformList) -> pa.Table:
    rows = sorted(made.districts, key=lambda row: row["pk"])
    names = ("pk", "name", "city", "township")
    return pa.table({name: [row[name] for row in rows] for name in names})


@pytest.mark.parametrize("seed", [1, 2])
def test_all_townships_of_a_scrambled_list(bundled: Bundled, seed: int) -> None:
    made = platform_list(seed, misspelt=0.02, missing=0.05)
    choose = random.Random(seed)
    cities = list(range(1, 82))
    choose.shuffle(cities)
    for row in made.districts:
        row["city"] = cities[row["city"] - 1]
    found = find_all_counterparts(as_table(made), NOTHING_KNOWN, bundled)
    assert {pk: place.pk for pk, place in found.townships.items()} == made.bundled_township
    assert {place.pk: pk for pk, place in found.cities.items()} == dict(enumerate(cities, start=1))
    assert all(place.confidence > place.rival for place in found.townships.values())

    meant = np.array([made.bundled_district[pk] for pk in sorted(made.bundled_district)])
    pks = np.append(bundled.tables[DISTRICTS]["pk"].to_pylist(), 0)[found.districts]
    matched = found.districts >= 0
    assert (pks[matched] == meant[matched]).all()
    assert matched.mean() >= 0.99


def test_a_name_settles_what_few_districts_leave_open(bundled: Bundled) -> None:
    columns = {"pk": [1], "name": ["CUMHURİYET MAH"], "city": [40], "township": [5]}
    table = pa.table(columns)
    assert not find_all_counterparts(table, NOTHING_KNOWN, bundled).cities
    known = {CITIES: {40: "İstanbul"}, TOWNSHIPS: {5: "Beylikdüzü"}}
    found = find_all_counterparts(table, known, bundled)
    assert found.cities[40].pk == 40
    names = dict(
        zip(*(bundled.tables[TOWNSHIPS][name].to_pylist() for name in ("pk", "name")), strict=True)
    )
    assert names[found.townships[5].pk] == "BEYLİKDÜZÜ"
    assert found.districts[0] >= 0


def test_strangers_are_not_recognised(bundled: Bundled) -> None:
    columns = {
        "pk": [1, 2, 3],
        "name": ["GÖNYELİ", "DEREBOYU", "KUMSAL"],
        "city": [82] * 3,
        "township": [9] * 3,
    }
    found = find_all_counterparts(pa.table(columns), NOTHING_KNOWN, bundled)
    assert (found.townships, found.districts.tolist()) == ({}, [-1] * 3)


@pytest.mark.parametrize(
    ("platform", "bundled_places", "expected"),
    [
        ({}, {1: "a"}, {}),
        ({1: "a"}, {}, {}),
        ({1: ""}, {1: "a"}, {}),
        ({1: "abc", 2: "xyz"}, {8: "xyz", 9: "abc"}, {1: 9, 2: 8}),
        ({1: "a"}, {8: "ab", 9: "ac"}, {}),
        ({1: "abc"}, {8: "abc", 9: "abc"}, {}),
        ({1: "abc", 2: "abc"}, {8: "abc"}, {}),
        ({1: "ab", 2: "abc"}, {8: "ab", 9: "abc"}, {1: 8, 2: 9}),
        ({1: "apqrstu"}, {8: "abc"}, {}),
    ],
)
def test_small_cases(
    platform: dict[int, str], bundled_places: dict[int, str], expected: dict[int, int]
) -> None:
    found = recognise(platform, bundled_places)
    assert {number: place.pk for number, place in found.items()} == expected


@given(KEYS, KEYS)
def test_pairs_are_one_to_one_and_share_names(
    platform: dict[int, set[int]], places: dict[int, set[int]]
) -> None:
    found = recognise(platform, places)
    assert len({place.pk for place in found.values()}) == len(found)
    for number, place in found.items():
        assert platform[number] & places[place.pk]
        assert 0 < place.confidence <= 1 + 1e-9
    again = recognise(dict(reversed(platform.items())), dict(reversed(places.items())))
    assert {number: place.pk for number, place in again.items()} == {
        number: place.pk for number, place in found.items()
    }


@pytest.mark.parametrize(
    ("name", "among", "expected"),
    [
        ("KAYA MAH", ["KAYA KÖYÜ", "KAYA MAH"], 1),
        ("Kaya Mahallesi", ["KAYA MAH", "TEPE MAH"], 0),
        ("Kaya", ["KAYA KÖYÜ", "KAYA MAH"], None),
        ("19 MAYIS MAH", ["ONDOKUZ MAYIS MAH"], 0),
        ("1. MAH BÜYÜKDERE", ["2. MAH BÜYÜKDERE"], None),
        ("YUKARI KAYALAR MAH", ["AŞAĞI KAYALAR MAH"], None),
        ("CUMHURİYTE MAH", ["CUMHURİYET MAH", "HÜRRİYET MAH"], 0),
        ("KAYABAŞ MAH", ["KAYABAŞI MAH", "KAYABAŞA MAH"], None),
        ("MERKZE MAH (KURT KÖYÜ)", ["MERKEZ MAH (KURT KÖYÜ)", "MERKEZ MAH (KUZU KÖYÜ)"], 0),
        ("MERKEZ MAH", ["MERKEZ MAH (KURT KÖYÜ)"], None),
        ("TEPE MAH", [], None),
    ],
)
def test_counterparts(name: str, among: list[str], expected: int | None) -> None:
    assert find_counterparts([name], among) == [expected]


def test_a_district_listed_twice_has_one_counterpart() -> None:
    assert find_counterparts(["100.YIL MAH", "100. YIL MAH"], ["100.YIL MAH"]) == [0, 0]


def test_swapped_coordinates_are_told_by_the_city(bundled: Bundled) -> None:
    columns = bundled.tables[DISTRICTS].select(["city", "latitude", "longitude"]).to_pylist()
    # Where the two degrees are near each other, both orders can be in one city.
    rows = [row for row in columns if row["latitude"] and row["longitude"] > row["latitude"] + 3.5]
    rows = rows[:: len(rows) // 200]
    cities = {row["city"]: Recognised(row["city"], 1.0, 0.0) for row in rows}
    right = pa.table({name: [row[name] for row in rows] for name in rows[0]})
    wrong = right.rename_columns(["city", "longitude", "latitude"])
    assert any(row["longitude"] <= 43 for row in rows)
    assert not swapped_in_city(right, cities, bundled).any()
    assert swapped_in_city(wrong, cities, bundled).all()
    assert not swapped_in_city(wrong, {}, bundled).any()
