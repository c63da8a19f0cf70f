"""Benchmarks of the calls that matter: ``pytest benchmarks``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import geodistricts
from benchmarks.common.points import million_points, read_points
from geodistricts.gazetteer import Gazetteer
from geodistricts.shared import shared_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """Return the opened gazetteer."""
    return shared_gazetteer()


@pytest.fixture(scope="module")
def points(gazetteer: Gazetteer) -> Iterator[tuple[float, float]]:
    """Return the pinned points, over and over, after one pass that is not counted."""
    latitudes, longitudes = (degrees.tolist() for degrees in read_points())
    pairs = list(zip(latitudes, longitudes, strict=True))
    for lat, lon in pairs:
        gazetteer.nearest(lat, lon)
    return cycle(pairs)


def test_nearest(benchmark: BenchmarkFixture, points: Iterator[tuple[float, float]]) -> None:
    """One call; a new point each time."""
    found = benchmark(lambda: geodistricts.nearest(*next(points)))
    assert found is not None


def test_nearest_many(benchmark: BenchmarkFixture, gazetteer: Gazetteer) -> None:
    """A batch of 100,000 points."""
    lats, lons = (degrees[:100_000] for degrees in million_points())
    pks, distances = benchmark(gazetteer.nearest_many, lats, lons)
    assert len(pks) == len(distances) == 100_000
    assert pks.min() >= 0


def test_neighbors(benchmark: BenchmarkFixture, points: Iterator[tuple[float, float]]) -> None:
    """The five nearest; a new point each time."""
    geodistricts.neighbors(*next(points))  # the first call builds the tree
    found = benchmark(lambda: geodistricts.neighbors(*next(points), k=5))
    assert len(found) == 5


def test_within(benchmark: BenchmarkFixture, gazetteer: Gazetteer) -> None:
    """A box of one quarter of a city."""
    gazetteer.within(west=29, south=40, east=29, north=40)  # the first call builds the tree
    found = benchmark(gazetteer.within, west=29.02, south=40.97, east=29.05, north=40.99)
    assert found


def test_district(benchmark: BenchmarkFixture, gazetteer: Gazetteer) -> None:
    """A district by its pk."""
    assert benchmark(gazetteer.district, 35303).pk == 35303


def test_match(benchmark: BenchmarkFixture) -> None:
    """A name equal once folded, in its township."""
    found = benchmark(geodistricts.match, "100.yıl mh", "Ankara", "Çankaya")
    assert found[0].kind == "normalized"


def test_match_fuzzy(benchmark: BenchmarkFixture) -> None:
    """A misspelt name, over the country."""
    found = benchmark(geodistricts.match, "caferagga")
    assert found[0].kind == "fuzzy"


def test_suggest(benchmark: BenchmarkFixture) -> None:
    """Three letters, over the country."""
    assert benchmark(geodistricts.suggest, "caf")
