"""Threads, processes and pickle; what a fork meets half-way is in test_forks."""

import multiprocessing
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import geodistricts as gd
from geodistricts.errors import SnapshotError
from geodistricts.gazetteer import Gazetteer
from small_snapshots import write_points

POINTS = [(36.5 + step * 0.037, 27.0 + step * 0.11) for step in range(120)]
SPELLINGS = [("cumhuriyet", "Antalya"), ("caferga", "istanbul"), ("100.yıl", None), ("x", "Bolu")]
Answers = list[tuple[int, list[int], int]]


def answers(gazetteer: Gazetteer) -> Answers:
    found = []
    for lat, lon in POINTS:
        neighbor = gazetteer.nearest(lat, lon)
        near = [n.district.pk for n in gazetteer.neighbors(lat, lon, k=4)]
        box = gazetteer.within(west=lon, south=lat, east=lon + 0.1, north=lat + 0.1)
        found.append((neighbor.district.pk if neighbor else 0, near, len(box)))
    for spelling, city in SPELLINGS:
        matched = [match.district.pk for match in gazetteer.match(spelling, city)]
        found.append((0, matched, len(gazetteer.suggest(spelling[:3], city))))
    return found


def shared_answers(_: int) -> list[int]:
    found = [gd.nearest(lat, lon) for lat, lon in POINTS]
    return [neighbor.district.pk for neighbor in found if neighbor]


def test_threads_share_a_gazetteer() -> None:
    gazetteer = Gazetteer.open()
    start = threading.Barrier(8)

    def ask(_: int) -> Answers:
        start.wait()
        return answers(gazetteer)

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(ask, range(8)))
    assert all(result == results[0] for result in results)
    assert results[0] == answers(Gazetteer.open())


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes(method: str, bundled: Gazetteer) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this platform cannot {method}")
    expected = answers(bundled)
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(answers, [bundled, bundled]) == [expected, expected]
        assert pool.map(shared_answers, [1, 2]) == [shared_answers(0)] * 2


def test_pickle_is_path_and_version(bundled: Gazetteer, tmp_path: Path) -> None:
    assert len(pickle.dumps(bundled)) < 300
    assert pickle.loads(pickle.dumps(bundled)).version == bundled.version
    path = tmp_path / "mine"
    write_points(path, [(40, 30)])
    mine = Gazetteer.open(path)
    copy = pickle.loads(pickle.dumps(mine))
    assert (copy.path, copy.version) == (mine.path, mine.version)
    frozen = pickle.dumps(mine)
    write_points(path, [(40, 31)])
    with pytest.raises(SnapshotError, match="open the same snapshot in every process"):
        pickle.loads(frozen)


def test_records_pickle(bundled: Gazetteer) -> None:
    neighbor = bundled.nearest(41, 29)
    assert pickle.loads(pickle.dumps(neighbor)) == neighbor
