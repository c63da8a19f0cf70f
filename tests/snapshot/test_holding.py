"""A folder that is replaced: who opened it keeps it, and who opens it gets one or the other."""

import gc
import os
import pickle
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import shapely

from geodistricts.errors import SnapshotError
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot import FILES, MANIFEST, aside, holding
from geodistricts.sources import write
from small_snapshots import write_polygons

LEFT, RIGHT = (shapely.box(32 + x, 39, 33 + x, 40) for x in (0, 2))
IN_LEFT, IN_RIGHT = (39.5, 32.5), (39.5, 34.5)
BETWEEN = (39.5, 33.01)
OPENED = 3_000


@pytest.fixture(params=["held", "read at once"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a snapshot of one square, to be replaced by one of another; on either system."""
    monkeypatch.setattr(holding, "_CAN_HOLD", holding._CAN_HOLD and request.param == "held")
    path = tmp_path / "snapshot"
    write_polygons(path, [LEFT])
    return path


def answers(gazetteer: Gazetteer) -> list[bool]:
    return [gazetteer.reverse(*at, max_distance=0) is not None for at in (IN_LEFT, IN_RIGHT)]


def test_all_answers_are_of_the_version_that_was_opened(folder: Path) -> None:
    gazetteer = Gazetteer.open(folder)
    for polygon in (RIGHT, LEFT, RIGHT):
        write_polygons(folder, [polygon])
    assert answers(gazetteer) == [True, False]
    assert answers(Gazetteer.open(folder)) == [False, True]
    near = gazetteer.reverse(*BETWEEN)
    assert near is not None
    assert near.method == "nearest"


def test_a_folder_that_is_gone_answers_on(folder: Path) -> None:
    gazetteer = Gazetteer.open(folder)
    shutil.rmtree(folder)
    assert answers(gazetteer) == [True, False]


def test_a_link_that_is_turned(folder: Path, tmp_path: Path) -> None:
    write_polygons(tmp_path / "next", [RIGHT])
    link, fresh = tmp_path / "current", tmp_path / "fresh"
    link.symlink_to(folder)
    gazetteer = Gazetteer.open(link)
    fresh.symlink_to(tmp_path / "next")
    fresh.rename(link)
    assert answers(gazetteer) == [True, False]
    assert answers(Gazetteer.open(link)) == [False, True]


@contextmanager
def exchanging(folder: Path, exchange: Callable[[Path, Path], object]) -> Iterator[list[int]]:
    """Replace a folder by one with the other square, over and over, as a build does it."""
    stores = [folder.parent / name for name in ("left", "right")]
    for store, polygon in zip(stores, (LEFT, RIGHT), strict=True):
        write_polygons(store, [polygon])
    done, times = threading.Event(), [0]

    def replace() -> None:
        while not done.is_set():
            fresh = folder.parent / f".fresh-{times[0]}"
            shutil.copytree(stores[times[0] % 2], fresh)
            exchange(fresh, folder)
            shutil.rmtree(fresh, ignore_errors=True)
            times[0] += 1

    thread = threading.Thread(target=replace)
    thread.start()
    try:
        yield times
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize("atomic", [True, False], ids=["at one stroke", "in two steps"])
def test_an_open_that_meets_an_exchange(
    folder: Path, atomic: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not atomic:
        monkeypatch.setattr(write, "_exchange", lambda first, second: False)
    with exchanging(folder, write._put_in_place) as times:
        for _ in range(OPENED if atomic else OPENED // 3):
            held = holding.HeldFiles(folder)
            assert all(held.open(folder / name).read() for name in (MANIFEST, *FILES))
        for _ in range(60):
            assert answers(Gazetteer.open(folder)) in ([True, False], [False, True])
    assert times[0] > 10


def test_an_old_version_that_comes_back_while_others_are_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its manifest is equal, but what was read between was the other version's."""
    again, other = tmp_path / "again", tmp_path / "other"
    shutil.copytree(folder, again)
    write_polygons(other, [RIGHT])
    read, seen = holding._content, []

    def content(file: Path) -> object:
        seen.append(file.name)
        if len(seen) in (2, 4):
            shutil.rmtree(folder)
            (other if len(seen) == 2 else again).rename(folder)
        return read(file)

    monkeypatch.setattr(holding, "_content", content)
    assert answers(Gazetteer.open(folder)) == [True, False]
    assert len(seen) in (0, 2 * len([MANIFEST, *FILES]))


def test_an_exchange_that_never_ends_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "_FIRST_PAUSE", 0.0)
    folder.rename(aside(folder))
    with pytest.raises(SnapshotError, match=r"8 times in a row.*rename .*-old to it"):
        Gazetteer.open(folder)


def test_reopening_after_a_refresh_says_so(folder: Path) -> None:
    gazetteer = Gazetteer.open(folder)
    frozen = pickle.dumps(gazetteer)
    write_polygons(folder, [RIGHT])
    with pytest.raises(SnapshotError, match=r"has version .* now.*was pickled"):
        pickle.loads(frozen)
    assert answers(gazetteer) == [True, False]


def descriptors() -> int:
    gc.collect()
    return len(os.listdir("/dev/fd"))


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="needs /dev/fd")
def test_descriptors_are_given_back(folder: Path) -> None:
    before = descriptors()
    kept = [Gazetteer.open(folder) for _ in range(5)]
    each = (descriptors() - before) / len(kept)
    for _ in range(300):
        assert answers(Gazetteer.open(folder)) == [True, False]
    assert descriptors() <= before + len(kept) * each
    kept.clear()
    for _ in range(20):
        with pytest.raises(SnapshotError):
            Gazetteer.open(folder.parent)
    assert descriptors() == before


def test_a_program_that_closes_every_descriptor(folder: Path) -> None:
    """Neither does the gazetteer lose its boundaries, nor whoever has its numbers next a file."""
    script = (
        "import os, sys\n"
        "from geodistricts.gazetteer import Gazetteer\n"
        "gazetteer = Gazetteer.open(sys.argv[1])\n"
        "os.closerange(3, 100)\n"
        "others = [os.open(os.devnull, os.O_RDONLY) for _ in range(40)]\n"
        "assert gazetteer.reverse(39.5, 32.5, max_distance=0) is not None\n"
        "del gazetteer\n"
        "for other in others: os.fstat(other)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, str(folder)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_fork_reads_what_its_parent_opened(folder: Path) -> None:
    """Both read at once, with one place in the file between them."""
    gazetteer = Gazetteer.open(folder)
    write_polygons(folder, [RIGHT])
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            os._exit(0 if answers(gazetteer) == [True, False] else 1)
        children.append(child)
    assert answers(gazetteer) == [True, False]
    assert all(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0 for child in children)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
@pytest.mark.parametrize("name", [MANIFEST, "districts.parquet", "boundaries.parquet"])
def test_what_is_no_file_is_not_waited_for(folder: Path, name: str) -> None:
    for make in (os.mkfifo, os.mkdir, lambda at: os.symlink("/dev/zero", at)):
        (folder / name).unlink() if not (folder / name).is_dir() else (folder / name).rmdir()
        make(folder / name)
        with pytest.raises(SnapshotError, match=name):
            Gazetteer.open(folder).reverse(39.5, 32.5)
