"""Reverse geocoding against containment, as shapely sees it on the same boundaries."""

import subprocess
import sys
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from shapely import MultiPolygon, Point, Polygon, box

import geodistricts as gd
from geodistricts.basics.arrow import numbers
from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot.folder import bundled_path
from geodistricts.snapshot.format import BOUNDARIES
from geodistricts.snapshot.reading import read_manifest, read_table
from oracle import distances as oracle_distances
from small_snapshots import write_polygons

METRE = 1e-5
MICROMETRE = 2e-11


class Containment:
    """The committed boundaries of active districts, and which have a point."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        manifest = read_manifest(bundled_path())
        wkb = read_table(bundled_path(), manifest, BOUNDARIES)["geometry"].to_pylist()
        self.shapes: NDArray[Any] = shapely.from_wkb(wkb)
        boundary = numbers(gazetteer.table, "boundary")
        active = numbers(gazetteer.table, "is_active")
        self.pks = defaultdict(set)
        for row in np.flatnonzero(~np.isnan(boundary) & active).tolist():
            self.pks[int(boundary[row])].add(gazetteer.table["pk"][row].as_py())
        self.used = np.array(sorted(self.pks))
        self._tree = shapely.STRtree(self.shapes[self.used])

    def containing(self, lat: float, lon: float) -> list[int]:
        """Return the boundaries that have a point in their interior."""
        found: list[int] = self.used[self._tree.query(Point(lon, lat), "within")].tolist()
        return sorted(found)

    def touching(self, lat: float, lon: float) -> list[int]:
        """Return the boundaries that have a point, or whose border is within a micrometre."""
        found = self._tree.query(Point(lon, lat), "dwithin", distance=MICROMETRE)
        return sorted(self.used[found].tolist())

    def pks_of(self, boundaries: list[int]) -> set[int]:
        """Return the districts of some boundaries."""
        return set().union(*(self.pks[boundary] for boundary in boundaries))


@pytest.fixture(scope="module")
def containment(bundled: Gazetteer) -> Containment:
    """Index the committed boundaries."""
    return Containment(bundled)


def check(gazetteer: Gazetteer, containment: Containment, lat: float, lon: float) -> None:
    place = gazetteer.reverse(lat, lon, max_distance=None)
    assert place is not None
    inside = containment.containing(lat, lon)
    touching = containment.touching(lat, lon)
    answer = {place.district.pk, *(other.pk for other in place.others)}
    if inside:
        assert (place.method, place.distance) == ("boundary", 0.0)
        assert answer == containment.pks[inside[0]]
    elif touching:
        assert place.distance <= 3e-6
        assert answer <= containment.pks_of(touching)
    else:
        assert place.method == "nearest"
        assert place.distance > 0
    pks, distances = gazetteer.reverse_many([lat], [lon], max_distance=None)
    assert gazetteer.districts(pks) == [place.district]
    assert distances[0] == pytest.approx(place.distance, abs=1e-6)


@given(st.floats(35.5, 42.5), st.floats(25.5, 45.0))
@settings(max_examples=300)
def test_any_point_of_the_country(
    bundled: Gazetteer, containment: Containment, lat: float, lon: float
) -> None:
    check(bundled, containment, lat, lon)


@given(st.data())
@settings(max_examples=500)
def test_points_on_and_around_a_border(
    bundled: Gazetteer, containment: Containment, data: st.DataObject
) -> None:
    shape = containment.shapes[data.draw(st.sampled_from(containment.used.tolist()))]
    vertices = shapely.get_coordinates(shape)
    place = data.draw(st.integers(0, len(vertices) - 2))
    share = data.draw(st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0, 1))
    step = st.sampled_from([0.0, -METRE, METRE]) | st.floats(-METRE, METRE)
    lon, lat = vertices[place] + share * (vertices[place + 1] - vertices[place])
    check(bundled, containment, float(lat) + data.draw(step), float(lon) + data.draw(step))


def test_a_point_that_rounding_put_beside_an_outer_edge(
    bundled: Gazetteer, containment: Containment
) -> None:
    check(bundled, containment, 36.550415, 35.333995)


def test_a_hole_belongs_to_the_municipality_inside(
    bundled: Gazetteer, containment: Containment
) -> None:
    with_holes = [
        row
        for row in containment.used.tolist()
        if any(part.interiors for part in shapely.get_parts(containment.shapes[row]))
    ]
    assert with_holes
    for row in with_holes[:200]:
        for part in shapely.get_parts(containment.shapes[row]):
            for ring in part.interiors:
                point = Polygon(ring).representative_point()
                check(bundled, containment, point.y, point.x)


COLUMNS, LINES = 4, 3
SQUARES = [
    box(30 + x / 8, 40 + y / 8, 30 + (x + 1) / 8, 40 + (y + 1) / 8)
    for y in range(LINES)
    for x in range(COLUMNS)
]


@pytest.fixture(scope="module")
def make_polygons(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Make a gazetteer of polygons."""

    def make(polygons: list[Any], parts: list[int] | None = None) -> Gazetteer:
        path = tmp_path_factory.mktemp("polygons") / "snapshot"
        write_polygons(path, polygons, parts)
        return Gazetteer.open(path)

    return make


def test_every_point_of_a_border_has_one_district(make_polygons: Any) -> None:
    gazetteer = make_polygons(SQUARES)
    for x in range(1, COLUMNS):
        for y in range(LINES):
            place = gazetteer.reverse(40.05 + y / 8, SQUARES[x].bounds[0])
            assert place.district.pk == y * COLUMNS + x + 1
            assert place.distance == 0
    for y in range(1, LINES):
        for x in range(COLUMNS):
            place = gazetteer.reverse(SQUARES[y * COLUMNS].bounds[1], 30.05 + x / 8)
            assert place.district.pk == y * COLUMNS + x + 1


def test_holes_islands_and_overlaps(make_polygons: Any) -> None:
    outer = Polygon(box(30, 40, 31, 41).exterior, [box(30.4, 40.4, 30.6, 40.6).exterior])
    inner = box(30.4, 40.4, 30.6, 40.6)
    islands = MultiPolygon([box(32, 40, 32.1, 40.1), box(32.3, 40, 32.4, 40.1)])
    over = box(30.9, 40.9, 31.1, 41.1)
    gazetteer = make_polygons([outer, inner, islands, over])
    for lat, lon, pk in [
        (40.2, 30.2, 1), (40.5, 30.5, 2), (40.05, 32.05, 3), (40.05, 32.35, 3), (40.95, 30.95, 1),
        (41.05, 31.05, 4),
    ]:  # fmt: skip
        place = gazetteer.reverse(lat, lon)
        assert (place.district.pk, place.method) == (pk, "boundary")


def test_a_shared_boundary_answers_with_the_village_and_offers_its_parts(
    make_polygons: Any,
) -> None:
    gazetteer = make_polygons(SQUARES[:2], [2, 0])
    place = gazetteer.reverse(40.05, 30.05)
    assert place.district.kind == "köy"
    assert [other.kind for other in place.others] == ["part", "part"]
    assert gazetteer.reverse(40.05, 30.15).others == ()


def test_outside_the_nearest_boundary_answers_within_the_limit(make_polygons: Any) -> None:
    gazetteer = make_polygons(SQUARES)
    lat, lon = 40.05, 29.99
    expected = great_circle_distance(lat, lon, lat, 30.0)
    place = gazetteer.reverse(lat, lon)
    assert (place.district.pk, place.method) == (1, "nearest")
    assert place.distance == pytest.approx(expected, rel=1e-4)
    assert gazetteer.reverse(lat, lon, max_distance=expected - 1) is None
    assert gazetteer.reverse(lat, 20.0) is None
    assert gazetteer.reverse(lat, 20.0, max_distance=None).distance > 500_000
    pks, distances = gazetteer.reverse_many([lat, lat], [lon, 20.0])
    assert pks.tolist() == [1, -1]
    assert np.isnan(distances[1])


def test_a_district_point_without_a_boundary_answers_where_it_is_nearer(
    bundled: Gazetteer,
) -> None:
    lat, lon = 41.0, 28.5 - 12
    place = bundled.reverse(lat, lon, max_distance=None)
    near = bundled.nearest(lat, lon)
    assert place is not None and near is not None  # noqa: PT018
    assert place.distance <= near.distance
    assert oracle_distances(lat, lon, [41.0], [26.0])[0] * 0.5 < place.distance


@pytest.mark.parametrize(
    ("lat", "lon", "limit", "error", "text"),
    [
        (float("nan"), 29.0, 1.0, ValueError, "lat must be a finite"),
        (41.0, float("inf"), 1.0, ValueError, "lon must be a finite"),
        (95.0, 29.0, 1.0, ValueError, "lat must be"),
        ("north", 29.0, 1.0, TypeError, "lat"),
        (41.0, 29.0, -1.0, ValueError, "max_distance"),
        (41.0, 29.0, "far", TypeError, "max_distance"),
    ],
)
def test_bad_arguments(
    bundled: Gazetteer, lat: Any, lon: Any, limit: Any, error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=text):
        bundled.reverse(lat, lon, max_distance=limit)
    if lat == lat:  # NaN is missing in a batch
        with pytest.raises(error):
            bundled.reverse_many([lat], [lon], max_distance=limit)


def test_many_is_one_for_each(bundled: Gazetteer) -> None:
    rng = np.random.default_rng(1)
    lats, lons = rng.uniform(36, 42, 2000), rng.uniform(26, 45, 2000)
    pks, distances = bundled.reverse_many(lats, lons)
    districts = bundled.districts(pks)
    for lat, lon, district, distance in zip(
        lats.tolist(), lons.tolist(), districts, distances.tolist(), strict=True
    ):
        place = bundled.reverse(lat, lon)
        assert district == (place.district if place else None)
        assert place is None or distance == pytest.approx(place.distance, abs=1e-6)


POINTS = [(36.5 + step * 0.037, 27.0 + step * 0.11) for step in range(120)]


def answers(gazetteer: Gazetteer | None) -> list[int]:
    reverse = gd.reverse if gazetteer is None else gazetteer.reverse
    return [place.district.pk if (place := reverse(lat, lon)) else 0 for lat, lon in POINTS]


def test_threads_share_the_boundaries() -> None:
    gazetteer = Gazetteer.open()
    start = threading.Barrier(4)

    def ask(_: int) -> list[int]:
        start.wait()
        return answers(gazetteer)

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(ask, range(4)))
    assert all(result == answers(None) for result in results)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes(method: str, bundled: Gazetteer) -> None:
    if method not in get_all_start_methods():
        pytest.skip(f"this platform cannot {method}")
    expected = answers(bundled)
    with get_context(method).Pool(2) as pool:
        assert pool.map(answers, [bundled, None]) == [expected, expected]


def test_the_boundaries_load_with_the_first_reverse(tmp_path: Path) -> None:
    script = (
        "import geodistricts as gd, sys\n"
        "gd.nearest(41, 29)\n"
        "assert 'geodistricts.points.boundary_index' not in sys.modules\n"
        "assert gd.reverse(41.0, 29.0)\n"
        "assert 'shapely' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["boundaries.parquet", "reverse.parquet"])
@pytest.mark.parametrize("damage", ["missing", "cut", "altered"])
def test_damaged_files_are_named(make_polygons: Any, name: str, damage: str) -> None:
    path = make_polygons(SQUARES).path
    content = (path / name).read_bytes()
    if damage == "missing":
        (path / name).unlink()
    elif damage == "cut":
        (path / name).write_bytes(content[: len(content) // 2])
    else:
        middle = len(content) // 2
        (path / name).write_bytes(
            content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        )
    gazetteer = Gazetteer.open(path)
    with pytest.raises(gd.SnapshotError, match=name):
        gazetteer.reverse(40.05, 30.05)
