"""The nearest district with corrections, against brute force: exact, and ties as promised."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodistricts.basics.arrays import Float64
from geodistricts.basics.arrow import numbers
from geodistricts.gazetteer import Gazetteer
from oracle import chords, distances, vectors
from small_snapshots import Point, write_points

OWN = 10_000_000
RANKS = {"source": 0, "boundary": 1, "village": 2}
SOURCES = list(RANKS)

# A lattice, so that districts share points, and are equally far from many.
near = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda p: (38 + p[0] / 8, 30 + p[1] / 8))
anywhere = st.tuples(st.floats(-80, 80), st.floats(-179, 179))
places = st.one_of(near, near, near, anywhere)
in_turkey = st.tuples(st.floats(35.5, 42.5), st.floats(25.5, 45))
corrected = st.one_of(near, near, near, in_turkey)


def write_overlay(path: Path, lines: Iterable[Sequence[object]]) -> Path:
    """Write corrections: action, pk, name, township, latitude, longitude."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("action", "pk", "name", "township", "latitude", "longitude"))
        writer.writerows(lines)
    return path


def moved_line(pk: int, point: Point) -> tuple[object, ...]:
    return ("move", pk, "", "", *map(repr, point))


def added_line(pk: int, point: Point) -> tuple[object, ...]:
    return ("add", pk, f"NEW {pk} MAH", "TOWNSHIP", *map(repr, point))


def expected(gazetteer: Gazetteer, lat: float, lon: float) -> tuple[set[int], float]:
    """Find the pks that may be the answer, by brute force, and how far it is."""
    table = gazetteer.table
    there = numbers(table, "is_active") & ~np.isnan(numbers(table, "latitude"))
    rows = np.flatnonzero(there)
    metres = distances(lat, lon, *(numbers(table, n)[rows] for n in ("latitude", "longitude")))
    least = metres.min()
    sources, pks = table["coordinate_source"].to_pylist(), numbers(table, "pk")
    at_least = [rows[place] for place in np.flatnonzero(metres <= least + 1e-5)]
    points = {(numbers(table, "latitude")[r], numbers(table, "longitude")[r]) for r in at_least}
    best = {
        min(
            (RANKS[sources[r]], pks[r])
            for r in at_least
            if (numbers(table, "latitude")[r], numbers(table, "longitude")[r]) == point
        )[1]
        for point in points
    }
    return {int(pk) for pk in best}, float(least)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nearest_is_nearest_with_any_corrections(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("sites")
    points = data.draw(st.lists(st.one_of(places, st.none()), min_size=1, max_size=25))
    sources = [data.draw(st.sampled_from(SOURCES)) for _ in points]
    write_points(folder / "snapshot", points, sources)
    lines: list[tuple[object, ...]] = []
    for pk in range(1, len(points) + 1):
        action = data.draw(st.sampled_from(["move", "deactivate", "none", "none"]))
        if action == "move":
            lines.append(moved_line(pk, data.draw(corrected)))
        elif action == "deactivate":
            lines.append(("deactivate", pk, "", "", "", ""))
    lines += [
        added_line(OWN + number, point)
        for number, point in enumerate(data.draw(st.lists(corrected, max_size=6)))
    ]
    overlay = write_overlay(folder / "overlay.csv", lines)
    gazetteer = Gazetteer.open(folder / "snapshot", overlay)
    asked = [
        *data.draw(st.lists(st.one_of(near, anywhere), min_size=3, max_size=12)),
        *(point for point in points if point),
        *((float(str(line[4])), float(str(line[5]))) for line in lines if line[4]),
    ]
    pks, metres = gazetteer.nearest_many([lat for lat, _ in asked], [lon for _, lon in asked])
    if not any(
        active and lat is not None
        for active, lat in zip(
            gazetteer.table["is_active"].to_pylist(),
            gazetteer.table["latitude"].to_pylist(),
            strict=True,
        )
    ):
        assert (pks == -1).all()
        assert gazetteer.nearest(*asked[0]) is None
        return
    for (lat, lon), pk, distance in zip(asked, pks.tolist(), metres.tolist(), strict=True):
        found = gazetteer.nearest(lat, lon)
        assert found is not None
        assert found.district.pk == pk
        assert found.distance == pytest.approx(distance, abs=1e-6)
        best, least = expected(gazetteer, lat, lon)
        assert found.distance == pytest.approx(least, abs=1e-4 if least < 1e7 else 1.0)
        if least < 1e7:
            assert pk in best
        assert gazetteer.neighbors(lat, lon, k=1)[0].distance == pytest.approx(distance, abs=1e-6)


@pytest.mark.parametrize(
    "of_fourth",
    [("deactivate", 4, "", "", "", ""), moved_line(4, (38.0, 30.0)), moved_line(4, (38.0, 30.125))],
    ids=["deactivated", "moved there", "moved beside"],
)
def test_one_is_left_of_districts_around_the_world(
    of_fourth: tuple[object, ...], tmp_path: Path
) -> None:
    """An empty cell, a worse source and a farther one were the answers once."""
    points: list[Point] = [*[(38.0, 30.0)] * 4, (0.0, 154.0), (1.0, -71.0)]
    write_points(tmp_path / "snapshot", points)
    gone = [("deactivate", pk, "", "", "", "") for pk in (1, 2, 5, 6)]
    overlay = write_overlay(tmp_path / "overlay.csv", [*gone, of_fourth])
    gazetteer = Gazetteer.open(tmp_path / "snapshot", overlay)
    pks, metres = gazetteer.nearest_many([38.0] * 3, [30.0] * 3)
    assert pks.tolist() == [3] * 3
    assert metres.tolist() == [0.0] * 3
    assert gazetteer.nearest(38.0, 30.0) == (gazetteer.districts([3])[0], 0.0)


def located(gazetteer: Gazetteer) -> tuple[Float64, Float64]:
    latitudes = numbers(gazetteer.table, "latitude")
    there = numbers(gazetteer.table, "is_active") & ~np.isnan(latitudes)
    return latitudes[there], numbers(gazetteer.table, "longitude")[there]


@pytest.mark.parametrize(("count", "spot"), [(10, 1.0), (120, 1.0), (200, 0.05)])
def test_nearest_is_nearest_where_the_bundled_list_is_corrected(
    bundled: Gazetteer, tmp_path: Path, count: int, spot: float
) -> None:
    """Districts scattered over the country, and many side by side."""
    random = np.random.default_rng(count)
    table = bundled.table
    latitudes, longitudes = numbers(table, "latitude"), numbers(table, "longitude")
    centre = (40.99, 29.03) if spot < 1 else (39.0, 35.0)
    about = np.hypot(latitudes - centre[0], longitudes - centre[1])
    rows = np.flatnonzero(about < (spot * 10 if spot == 1 else 0.35))
    chosen = random.choice(rows, count, replace=False)
    pks = numbers(table, "pk")[chosen].tolist()
    places = np.column_stack([latitudes[chosen], longitudes[chosen]])
    places = places + random.normal(0, spot / 3, places.shape)
    places = np.clip(places, (35.5, 25.5), (42.5, 45.0))
    lines: list[tuple[object, ...]] = []
    for number, (pk, point) in enumerate(zip(pks, places.tolist(), strict=True)):
        if number % 3 == 0:
            lines.append(("deactivate", pk, "", "", "", ""))
        elif number % 3 == 1:
            lines.append(moved_line(pk, (point[0], point[1])))
        else:
            lines.append(("add", OWN + pk, f"YENİ {pk} MAH", "Kadıköy", *map(repr, point)))
    gazetteer = Gazetteer.open(overlay=write_overlay(tmp_path / "overlay.csv", lines))
    old = np.column_stack([latitudes[chosen], longitudes[chosen]])
    around = np.concatenate(
        [old, places, old, places, random.uniform((35, 25), (43, 45), (500, 2))]
    )
    around = around + random.normal(0, 0.01, around.shape)
    found, metres = gazetteer.nearest_many(around[:, 0], around[:, 1])
    sites = vectors(*located(gazetteer))
    least = np.concatenate(
        [
            chords(block[:, 0], block[:, 1], sites).min(axis=1)
            for block in np.array_split(around, 1 + count // 10)
        ]
    )
    expected = 2 * 6_371_008.8 * np.arcsin(np.sqrt(least) / 2)
    assert np.abs(metres - expected).max() < 1e-3
    assert not np.isin(found, pks[::3]).any()
    assert (found >= OWN).any()


def test_a_country_may_lose_nearly_all_its_districts(tmp_path: Path) -> None:
    points = [(38 + row / 20, 30 + column / 20) for row in range(30) for column in range(30)]
    write_points(tmp_path / "snapshot", points)
    lines = [("deactivate", pk, "", "", "", "") for pk in range(2, 900)]
    overlay = write_overlay(tmp_path / "overlay.csv", lines)
    gazetteer = Gazetteer.open(tmp_path / "snapshot", overlay)
    for lat, lon in [*points[::37], (0.0, 0.0), (60.0, 100.0)]:
        found = gazetteer.nearest(lat, lon)
        best, least = expected(gazetteer, lat, lon)
        assert found is not None
        assert found.district.pk in best
        assert found.distance == pytest.approx(least, abs=1e-4)


def test_the_better_source_wins_where_a_district_is_moved_onto_others(tmp_path: Path) -> None:
    write_points(tmp_path / "snapshot", [(39.0, 32.0)] * 3, ["village", "village", "boundary"])
    for lines, pk in (
        ([], 3),
        ([("deactivate", 3, "", "", "", "")], 1),
        ([moved_line(2, (39.0, 32.0))], 2),
        ([added_line(OWN, (39.0, 32.0))], OWN),
        ([moved_line(3, (39.5, 32.0)), moved_line(1, (39.5, 32.0))], 2),
    ):
        overlay = write_overlay(tmp_path / "overlay.csv", lines)
        found = Gazetteer.open(tmp_path / "snapshot", overlay).nearest(39.0, 32.0)
        assert found is not None
        assert found.district.pk == pk
