"""Several processes for one table: the same answers in order, and an error where one dies."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import geodistricts as gd
from geodistricts import Gazetteer, SnapshotError, WorkerError
from geodistricts.cli import cli
from geodistricts.tables import workers
from geodistricts.tables.enriching import Enricher
from geodistricts.tables.workers import check_workers, joined, solve_each
from small_snapshots import write_points

LINES = ["Caferağa Mh. Moda Cd. {} Kadıköy", "Kızılay Mah. {} Çankaya/Ankara", "nowhere {}", None]


def lines(count: int) -> pa.Array:
    listed = (LINES[number % len(LINES)] for number in range(count))
    return pa.array([line and line.format(number) for number, line in enumerate(listed)])


def children() -> set[int]:
    """Return the processes that this one has started and not yet waited for."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(pid) for task in tasks for pid in task.read_text().split()}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["enrich", *map(str, arguments)], standalone_mode=False)


def test_a_file_is_the_same_for_any_number(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    table = pa.table({"n": range(9000), "adres": lines(9000), "il": ["Ankara", None, ""] * 3000})
    rows = [
        ",".join("" if one is None else str(one) for one in row.values())
        for row in table.to_pylist()
    ]
    source.write_text("\n".join(["n,adres,il", *rows]) + "\n", encoding="utf-8")
    for ending, asked in (("csv", ["--address", "adres"]), ("parquet", ["--city", "il"])):
        written = []
        for number in (1, 3):
            target = tmp_path / f"{number}.{ending}"
            done = run(source, target, *asked, "--workers", number)
            assert done.exception is None
            written.append(target.read_bytes())
        assert written[0] == written[1]


def test_frames_with_workers() -> None:
    table = pa.table({"adres": lines(5000)})
    assert gd.enrich(table, address="adres", workers=2).equals(gd.enrich(table, address="adres"))
    points = pa.table({"lat": [41.0636, None] * 3000, "lon": [28.8515, 1.0] * 3000})
    one, two = (gd.enrich(points, latitude="lat", longitude="lon", workers=n) for n in (1, 2))
    assert one.equals(two)
    reader = gd.enrich(table.to_reader(700), address="adres", workers=2)
    assert reader.read_all().to_pylist() == gd.enrich(table, address="adres").to_pylist()
    assert gd.enrich(table.slice(0, 0), address="adres", workers=2).num_rows == 0


def test_processes_end_with_their_work() -> None:
    before = children()
    gd.enrich(pa.table({"adres": lines(10)}), address="adres", workers=3)
    assert children() <= before
    reader = gd.enrich(pa.table({"adres": lines(100)}).to_reader(), address="adres", workers=2)
    reader.read_next_batch()
    del reader
    deadline = time.monotonic() + 20
    while children() - before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert children() <= before


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the process in /proc")
def test_a_process_that_dies_is_an_error(bundled: Gazetteer, tmp_path: Path) -> None:
    """Killed in the middle, as where memory runs out: no row is lost silently, no file appears."""
    killed: list[int] = []
    before = children()

    def batches() -> Iterator[dict[str, pa.Array]]:
        for number in range(50):
            if number == 4:
                (victim, *_) = children() - before
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)
            yield {"address": lines(2000)}

    with pytest.raises(WorkerError, match=r"worker process \d+ was killed by signal 9 before"):
        [*solve_each(Enricher(bundled), batches(), 2)]
    assert killed
    assert children() <= before


def kill_the_first(before: set[int]) -> None:
    while not (started := children() - before):
        time.sleep(0.01)
    time.sleep(0.3)
    os.kill(min(started), signal.SIGKILL)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the process in /proc")
def test_no_file_appears_where_one_dies(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    rows = [f"Moda Cd. {number} Caferağa Kadıköy" for number in range(60_000)]
    source.write_text("\n".join(["adres", *rows]), encoding="utf-8")
    killer = threading.Thread(target=kill_the_first, args=[children()])
    killer.start()
    done = run(source, target, "--address", "adres", "--workers", 2)
    killer.join()
    assert isinstance(done.exception, WorkerError)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_what_a_process_raises_is_raised(bundled: Gazetteer) -> None:
    bad = {"address": pa.array([b"\xff"], pa.binary())}
    with pytest.raises(Exception, match=r"[Uu][Tt][Ff]") as here:
        Enricher(bundled).solve(bad)
    with pytest.raises(type(here.value), match=r"[Uu][Tt][Ff]"):
        [*solve_each(Enricher(bundled), [bad], 2)]


def test_a_snapshot_that_is_another_now(tmp_path: Path) -> None:
    path = tmp_path / "snapshot"
    write_points(path, [(41.0, 29.0)])
    enricher = Enricher(Gazetteer.open(path))
    for file in path.iterdir():
        file.unlink()
    with pytest.raises(SnapshotError, match="snapshot"):
        [*solve_each(enricher, [{"address": lines(1)}], 2)]


SCRIPT = """
import pyarrow as pa
import geodistricts as gd

table = pa.table({"adres": ["Moda Cd. 5 Caferağa Kadıköy"] * 10})
print(gd.enrich(table, address="adres", workers=2)["district_pk"].to_pylist() == [35760] * 10)
"""


@pytest.mark.parametrize("way", ["file", "standard input", "-c"])
def test_a_script_needs_no_main(way: str, tmp_path: Path) -> None:
    """Processes that import the script again would need ``if __name__ == "__main__"``."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    ways: dict[str, tuple[list[str], str | None]] = {
        "file": ([str(script)], None),
        "standard input": (["-"], SCRIPT),
        "-c": (["-c", SCRIPT], None),
    }
    arguments, text = ways[way]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *arguments],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("True\n", "")


@pytest.mark.parametrize("count", [0, -1, 1.5, "two", None])
def test_how_many(count: Any) -> None:
    with pytest.raises(ValueError, match="workers must be a number of processes, 1 or more"):
        check_workers(count)
    assert check_workers(2.0) == 2


@given(st.lists(st.integers(0, 3), min_size=1, max_size=5))
@settings(max_examples=20)
def test_pieces_are_the_whole(sizes: list[int]) -> None:
    enricher = Enricher(Gazetteer.open())
    address = lines(sum(sizes))
    ends = np.cumsum([0, *sizes]).tolist()
    parts = [address.slice(start, end - start) for start, end in pairwise(ends)]
    whole, pieces = enricher.parse(address), joined([enricher.parse(part) for part in parts])
    for column, other in zip(enricher.columns(whole), enricher.columns(pieces), strict=True):
        assert column.equals(other)


def test_memory_is_bounded(bundled: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches are drawn a few ahead of what has been answered, however slow the reader is."""
    monkeypatch.setattr(workers, "_PIECE", 4)
    drawn: list[int] = []

    def batches() -> Iterator[dict[str, pa.Array]]:
        for number in range(20):
            drawn.append(number)
            yield {"address": lines(8)}

    for number, _ in enumerate(solve_each(Enricher(bundled), batches(), 2)):
        assert len(drawn) <= number + 4
