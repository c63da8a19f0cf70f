"""The grid of candidates against every site's great-circle distance."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geodistricts.basics.arrays import Float64
from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.snapshot.cells import CellGrid, grid_from_table
from geodistricts.sources.nearest_grid import build_nearest_grid

EXACT = 1e-6
# The haversine keeps half a metre next to the antipode.
AROUND_THE_WORLD = 1.0


def random_sites(kind: str, count: int, seed: int) -> Float64:
    """Sites (latitude, longitude) of one kind, no two alike."""
    chance = np.random.default_rng(seed)
    south, west = chance.uniform(35, 40), chance.uniform(25, 40)
    if kind == "uniform":
        sites = np.column_stack([chance.uniform(35, 43, count), chance.uniform(25, 46, count)])
    elif kind == "clusters":
        centres = np.column_stack([chance.uniform(35, 43, 4), chance.uniform(25, 46, 4)])
        scale = 10.0 ** chance.uniform(-5, -1, (count, 1))
        sites = centres[chance.integers(0, 4, count)] + scale * chance.normal(size=(count, 2))
    elif kind == "parallel":
        sites = np.column_stack([np.full(count, south), chance.uniform(25, 46, count)])
    elif kind == "meridian":
        sites = np.column_stack([chance.uniform(35, 43, count), np.full(count, west)])
    elif kind == "diagonal":
        along = chance.uniform(0, 5, count)
        sites = np.column_stack([south + along, west + along])
    elif kind == "lattice":
        side = int(np.ceil(np.sqrt(count)))
        up, across = np.divmod(np.arange(count), side)
        sites = np.column_stack([south + up * 0.05, west + across * 0.05])
    else:
        angles = chance.uniform(0, 2 * np.pi, count)
        sites = np.column_stack([south + np.sin(angles), west + np.cos(angles)])
    unique: Float64 = np.unique(np.round(sites, 6), axis=0)
    return unique


def probes(grid: CellGrid, sites: Float64, seed: int) -> Float64:
    """Points inside, on edges and corners of cells, at and beside sites, and outside."""
    chance = np.random.default_rng(seed)
    columns = chance.integers(0, grid.columns + 1, 40)
    rows = chance.integers(0, grid.rows + 1, 40)
    corners = np.column_stack([grid.south + rows * grid.step, grid.west + columns * grid.step])
    edges = corners + chance.uniform(0, grid.step, (40, 2)) * chance.permuted([[0, 1]] * 40, axis=1)
    inside = np.column_stack(
        [chance.uniform(grid.south, grid.north, 60), chance.uniform(grid.west, grid.east, 60)]
    )
    around = np.column_stack([chance.uniform(20, 60, 60), chance.uniform(5, 70, 60)])
    anywhere = np.column_stack([chance.uniform(-90, 90, 20), chance.uniform(-180, 180, 20)])
    some = sites[chance.integers(0, len(sites), 20)]
    beside = some + chance.normal(scale=1e-5, size=some.shape)
    midway = (some + sites[chance.integers(0, len(sites), 20)]) / 2
    points: Float64 = np.concatenate(
        [corners, edges, inside, around, anywhere, some, beside, midway]
    )
    return points


def worst_miss(grid: CellGrid, sites: Float64, points: Float64) -> float:
    """By how many metres the best candidate is farther than the nearest site, at worst."""
    lists = grid.lists_at(points[:, 0], points[:, 1])
    misses = []
    for (latitude, longitude), number in zip(points, lists, strict=True):
        distances = great_circle_distance(latitude, longitude, sites[:, 0], sites[:, 1])
        candidates = grid.candidates[grid.offsets[number] : grid.offsets[number + 1]]
        misses.append(float(distances[candidates].min() - distances.min()))
    return max(misses)


def build(sites: Float64) -> CellGrid:
    rows = np.arange(len(sites), dtype=np.int32)
    return build_nearest_grid(sites[:, 0].copy(), sites[:, 1].copy(), rows)


@settings(max_examples=120)
@given(
    kind=st.sampled_from(
        ["uniform", "clusters", "parallel", "meridian", "diagonal", "lattice", "circle"]
    ),
    count=st.integers(1, 150),
    seed=st.integers(0, 2**32 - 1),
)
def test_candidates_hold_the_nearest_site(kind: str, count: int, seed: int) -> None:
    sites = random_sites(kind, count, seed)
    grid = build(sites)
    assert worst_miss(grid, sites, probes(grid, sites, seed)) <= EXACT


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.floats(35, 43), st.floats(25, 46)), min_size=1, max_size=12, unique=True)
)
def test_candidates_hold_the_nearest_of_adversarial_sites(sites: list[tuple[float, float]]) -> None:
    places = np.array(sites)
    grid = build(places)
    assert worst_miss(grid, places, probes(grid, places, len(sites))) <= EXACT


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(st.floats(-80, 80), st.floats(-179, 179)), min_size=1, max_size=12, unique=True
    )
)
@example([(38.0, 30.0), (0.0, 154.0), (1.0, -71.0)])
def test_candidates_hold_the_nearest_of_sites_around_the_world(
    sites: list[tuple[float, float]],
) -> None:
    places = np.array(sites)
    grid = build(places)
    points = probes(grid, places, len(sites))
    on_earth = (np.abs(points) <= (90, 180)).all(axis=1)
    assert worst_miss(grid, places, points[on_earth]) <= AROUND_THE_WORLD


def test_a_country_of_sites_leaves_few_candidates() -> None:
    sites = random_sites("uniform", 3000, 1)
    grid = build(sites)
    assert worst_miss(grid, sites, probes(grid, sites, 1)) <= EXACT
    used = np.diff(grid.offsets)[grid.list_of_cell]
    assert used.mean() < 5


@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_sites(count: int) -> None:
    sites = np.array([[39.0, 35.0], [39.0, 35.00001]])[:count]
    grid = build(sites)
    assert worst_miss(grid, sites, probes(grid, sites, 3)) <= EXACT


def test_no_site_gives_an_empty_list_everywhere() -> None:
    grid = build(np.zeros((0, 2)))
    (number,) = grid.lists_at(np.array([39.0]), np.array([35.0]))
    assert grid.offsets[number] == grid.offsets[number + 1]


def test_candidates_are_the_rows_given_best_rank_first() -> None:
    sites = random_sites("uniform", 50, 2)
    rows = np.random.default_rng(2).permutation(500)[: len(sites)].astype(np.int32)
    grid = build_nearest_grid(sites[:, 0], sites[:, 1], rows)
    rank = {row: place for place, row in enumerate(rows.tolist())}
    for start, end in zip(grid.offsets[:-1], grid.offsets[1:], strict=True):
        ranks = [rank[row] for row in grid.candidates[start:end].tolist()]
        assert ranks == sorted(set(ranks))


def test_a_grid_survives_its_table() -> None:
    grid = build(random_sites("clusters", 40, 4))
    again = grid_from_table(grid.to_table())
    assert again[:5] == grid[:5]
    for before, after in zip(grid[5:], again[5:], strict=True):
        np.testing.assert_array_equal(before, after)
