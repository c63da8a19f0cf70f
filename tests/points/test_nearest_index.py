"""The nearest district, against brute force."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geodistricts as gd
from geodistricts.basics.arrays import Float64
from geodistricts.basics.arrow import numbers
from geodistricts.gazetteer import Gazetteer
from geodistricts.points.nearest_index import NearestIndex
from geodistricts.snapshot import CellGrid
from oracle import chords, distances, vectors
from small_snapshots import MakeGazetteer, Point

# Boxes that hold a border, a coast or an edge of the country; a data refresh does not move them.
REGIONS = {
    "Edirne and Greece": (25.6, 40.5, 27.0, 42.2),
    "Black Sea": (30.0, 41.0, 36.0, 44.0),
    "Georgia and Armenia": (41.0, 39.5, 45.5, 42.5),
    "Iran": (43.5, 37.0, 46.0, 40.0),
    "Syria and Iraq": (36.0, 35.5, 44.0, 37.5),
    "Mediterranean": (28.0, 34.0, 36.5, 37.0),
    "Aegean": (24.0, 36.0, 28.0, 40.0),
    "İstanbul": (28.5, 40.8, 29.5, 41.3),
    "Inland": (31.0, 38.0, 36.0, 40.0),
    "Far away": (-180.0, -90.0, 180.0, 90.0),
}


def located(gazetteer: Gazetteer) -> tuple[Float64, Float64]:
    """Coordinates of the districts that may be answers."""
    latitudes = numbers(gazetteer.table, "latitude")
    valid = ~np.isnan(latitudes) & numbers(gazetteer.table, "is_active")
    return latitudes[valid], numbers(gazetteer.table, "longitude")[valid]


def assert_nearest(
    gazetteer: Gazetteer, lat: float, lon: float, sites: tuple[Float64, Float64]
) -> None:
    found = gazetteer.nearest(lat, lon)
    assert found is not None
    least = distances(lat, lon, *sites).min()
    # The haversine keeps nanometres near by; next to the antipode it keeps half a metre.
    assert found.distance == pytest.approx(least, abs=1e-5 if least < 1e7 else 1.0)


@pytest.mark.parametrize("region", REGIONS.values(), ids=REGIONS.keys())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(across=st.floats(0, 1), up=st.floats(0, 1))
def test_nearest_is_nearest(
    bundled: Gazetteer, region: tuple[float, float, float, float], across: float, up: float
) -> None:
    west, south, east, north = region
    point = south + up * (north - south), west + across * (east - west)
    assert_nearest(bundled, *point, located(bundled))


def test_nearest_many_is_nearest_everywhere(bundled: Gazetteer) -> None:
    """Two thousand points near each border and inland against all districts."""
    rng = np.random.default_rng(20261123)
    latitudes, longitudes = located(bundled)
    sites = vectors(latitudes, longitudes)
    for west, south, east, north in REGIONS.values():
        lats, lons = rng.uniform(south, north, 200), rng.uniform(west, east, 200)
        pks, metres = bundled.nearest_many(lats, lons)
        chord = np.sqrt(chords(lats, lons, sites).min(axis=1))
        expected = 2 * 6_371_008.8 * np.arcsin(np.minimum(chord / 2, 1))
        assert np.abs(metres - expected).max() < 1e-3
        assert (pks > 0).all()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(35, 43), st.floats(25, 45)), min_size=1, max_size=50))
def test_one_and_many_agree(bundled: Gazetteer, points: list[Point]) -> None:
    lats, lons = zip(*points, strict=True)
    pks, metres = bundled.nearest_many(lats, lons)
    assert pks.dtype == np.int32
    assert metres.dtype == np.float64
    for point, pk, distance in zip(points, pks, metres, strict=True):
        found = bundled.nearest(*point)
        assert found is not None
        assert pk == found.district.pk
        assert found.distance == pytest.approx(distance, abs=1e-6)


@settings(
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    sites=st.lists(
        st.tuples(
            st.sampled_from([36.0, 36.5, 38.0, 38.001, 41.9]) | st.floats(36, 42),
            st.sampled_from([26.0, 30.0, 30.001, 44.0]) | st.floats(26, 45),
        ),
        min_size=1,
        max_size=30,
    ),
    points=st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=5),
)
def test_any_sites(make_gazetteer: MakeGazetteer, sites: list[Point], points: list[Point]) -> None:
    gazetteer = make_gazetteer(sites)
    at = np.array(sites)
    for point in [*points, *sites]:
        assert_nearest(gazetteer, *point, (at[:, 0], at[:, 1]))


def test_a_point_on_a_district_is_that_district(bundled: Gazetteer) -> None:
    district = bundled.district("Caferağa", township="Kadıköy", city="İstanbul")
    assert district.latitude is not None
    assert district.longitude is not None
    assert bundled.nearest(district.latitude, district.longitude) == (district, 0.0)


@pytest.mark.parametrize(
    ("points", "sources", "ask", "pk"),
    [
        pytest.param([(40, 30), (40, 30)], ["source"] * 2, (40.1, 30), 1, id="same point: pk"),
        pytest.param(
            [(40, 30), (40, 30)], ["village", "boundary"], (40.1, 30), 2, id="same point: source"
        ),
        pytest.param(
            [(40, 29.9), (40, 30.1)], ["source"] * 2, (40, 30), 1, id="mirrored in longitude: pk"
        ),
        pytest.param(
            [(40, 29.9), (40, 30.1)],
            ["boundary", "source"],
            (40, 30),
            2,
            id="mirrored in longitude: source",
        ),
        pytest.param([(39, 30), (41, 30)], ["village", "boundary"], (40, 30), 2, id="north, south"),
    ],
)
def test_ties(
    make_gazetteer: MakeGazetteer, points: list[Point], sources: list[str], ask: Point, pk: int
) -> None:
    gazetteer = make_gazetteer(points, sources)
    found = gazetteer.nearest(*ask)
    assert found is not None
    assert found.district.pk == pk
    pks, _ = gazetteer.nearest_many([ask[0]], [ask[1]])
    assert pks.tolist() == [pk]
    assert [neighbor.district.pk for neighbor in gazetteer.neighbors(*ask)] == [pk, 3 - pk]


def test_inactive_and_unplaced_districts_are_no_answers(make_gazetteer: MakeGazetteer) -> None:
    gazetteer = make_gazetteer([(40, 30), (41, 31), None], active=[False, True, True])
    found = gazetteer.nearest(40, 30)
    assert found is not None
    assert found.district.pk == 2
    assert [neighbor.district.pk for neighbor in gazetteer.neighbors(40, 30)] == [2]
    assert [d.pk for d in gazetteer.within(west=29, south=39, east=32, north=42)] == [2]
    assert gazetteer.nearest_many([40], [30])[0].tolist() == [2]


def test_no_sites_no_answers(make_gazetteer: MakeGazetteer) -> None:
    gazetteer = make_gazetteer([None])
    assert gazetteer.nearest(40, 30) is None
    assert gazetteer.neighbors(40, 30) == []
    assert gazetteer.within(west=-180, south=-90, east=180, north=90) == []
    rows, metres = gazetteer.nearest_many([40], [30])
    assert rows.tolist() == [-1]
    assert np.isnan(metres).all()


def test_a_cell_without_candidates_has_no_answer(bundled: Gazetteer) -> None:
    """One and many say the same, whether the empty list is the first, the last or between."""
    district = bundled.districts([int(numbers(bundled.table, "pk")[0])])[0]
    assert district is not None
    degrees = np.array([40.0, 41.0])
    lats, lons = np.full(4, 40.5), np.array([30.5, 31.5, 32.5, 60.0])
    for sizes in ([0, 1, 2, 0], [1, 0, 0, 2], [2, 0, 1, 0], [0, 0, 0, 0]):
        offsets = np.cumsum([0, *sizes]).astype(np.int32)
        candidates = np.array([0, 0, 1], dtype=np.int32)[: offsets[-1]]
        lists = np.arange(3, dtype=np.int32)
        grid = CellGrid(30.0, 40.0, 1.0, 3, 1, lists, offsets, candidates)
        index = NearestIndex(grid, degrees, degrees - 10, [district, district].__getitem__)
        rows, metres = index.nearest_many(lats, lons, np.inf)
        assert (rows >= 0).tolist() == [size > 0 for size in sizes]
        for lat, lon, row, distance in zip(lats, lons, rows, metres, strict=True):
            found = index.nearest(float(lat), float(lon))
            assert (found is None) == (row < 0) == np.isnan(distance)
            assert found is None or found.distance == pytest.approx(distance, abs=1e-6)


def test_max_distance_is_a_closed_limit(make_gazetteer: MakeGazetteer) -> None:
    gazetteer = make_gazetteer([(40, 30)])
    found = gazetteer.nearest(40.1, 30)
    assert found is not None
    for limit, expected in ((found.distance, [1]), (found.distance - 1e-3, [-1]), (0, [-1])):
        assert (gazetteer.nearest(40.1, 30, max_distance=limit) is None) == (expected == [-1])
        pks, metres = gazetteer.nearest_many([40.1], [30], max_distance=limit)
        assert pks.tolist() == expected
        assert np.isnan(metres).tolist() == [expected == [-1]]
        assert len(gazetteer.neighbors(40.1, 30, max_distance=limit)) == (expected != [-1])


def test_nothing_asked_nothing_answered(bundled: Gazetteer) -> None:
    rows, metres = bundled.nearest_many([], [])
    assert rows.shape == metres.shape == (0,)


def test_functions_ask_the_bundled_gazetteer(bundled: Gazetteer) -> None:
    assert gd.nearest(41.0636, 28.8515) == bundled.nearest(41.0636, 28.8515)
    assert gd.neighbors(41.0636, 28.8515, k=3) == bundled.neighbors(41.0636, 28.8515, k=3)
    box = {"west": 28.8, "south": 41.0, "east": 28.9, "north": 41.1}
    assert gd.within(**box) == bundled.within(**box)
    assert gd.nearest_many([41], [29])[0] == bundled.nearest_many([41], [29])[0]
