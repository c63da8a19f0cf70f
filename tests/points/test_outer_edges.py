"""The nearest of some edges, against every edge tried one by one."""

import numpy as np
import pytest
from numpy.typing import NDArray

from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.points.outer_edges import OuterEdges

SHARES = np.linspace(0, 1, 2001)


def distances_to(edges: NDArray[np.float64], lat: float, lon: float) -> NDArray[np.float64]:
    """Return the metres to the nearest of many places of each edge."""
    (x1, y1, x2, y2) = edges.T[:, :, None]
    apart = great_circle_distance(lat, lon, y1 + SHARES * (y2 - y1), x1 + SHARES * (x2 - x1))
    least: NDArray[np.float64] = apart.min(axis=1)
    return least


@pytest.mark.parametrize("spread", [0.02, 0.5, 3.0])
def test_each_point_has_a_limit_of_its_own(spread: float) -> None:
    rng = np.random.default_rng(5)
    first = rng.uniform([28.0, 39.0], [28.0 + spread, 39.0 + spread], (40, 2))
    edges = np.hstack([first, first + rng.uniform(-0.01, 0.01, (40, 2))])
    rows = rng.permutation(40).astype(np.int32)
    lats, lons = rng.uniform(38.5, 39.5 + spread, 60), rng.uniform(27.5, 28.5 + spread, 60)
    exact = np.array([distances_to(edges, *at) for at in zip(lats, lons, strict=True)])
    nearest = exact.min(axis=1)
    limits = nearest * rng.choice([0.5, 1.001, 3.0, np.inf], 60)
    found, metres = OuterEdges(edges[:, :2], edges[:, 2:], rows).nearest(lats, lons, limits)
    there = limits > nearest
    assert found.tolist() == np.where(there, rows[exact.argmin(axis=1)], -1).tolist()
    assert metres[there] == pytest.approx(nearest[there], rel=1e-3, abs=1)
    assert np.isnan(metres[~there]).all()


def test_of_equally_near_ones_the_smallest_row() -> None:
    twice = np.array([[29.0, 40.0], [29.0, 40.0]])
    edges = OuterEdges(twice, twice + 0.1, np.array([7, 3], dtype=np.int32))
    found, metres = edges.nearest(*np.array([[40.0, 39.9], [29.0, 29.0], [0.0, np.inf]]))
    assert found.tolist() == [3, 3]
    assert metres[0] == 0


def test_no_edges() -> None:
    none = np.zeros((0, 2))
    found, metres = OuterEdges(none, none, np.zeros(0, dtype=np.int32)).nearest(
        *np.array([[40.0], [29.0], [np.inf]])
    )
    assert found.tolist() == [-1]
    assert np.isnan(metres).all()
