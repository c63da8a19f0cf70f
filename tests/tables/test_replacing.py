"""Files that take their place only when they are whole."""

import errno
import os
import stat
from pathlib import Path

import pyarrow as pa
import pytest

from geodistricts.tables.files import create_table, open_table
from geodistricts.tables.replacing import check_file, naming, replaced

only_posix = pytest.mark.skipif(os.name != "posix", reason="modes and pipes are POSIX's")


def write(path: Path, text: str = "new") -> None:
    """Write a file in its place."""
    with replaced(path) as part:
        assert part.parent == path.resolve().parent
        part.write_text(text, encoding="utf-8")


def write_half(path: Path, problem: type[BaseException]) -> None:
    """Begin to write a file, and fail."""
    with replaced(path) as part:
        part.write_text("half", encoding="utf-8")
        raise problem


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@only_posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444, 0o755])
def test_a_file_hands_on_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "file"
    path.write_text("old", encoding="utf-8")
    path.chmod(mode)
    owner = path.stat()
    with replaced(path) as part:
        assert mode_of(part) & 0o077 & ~mode == 0
        part.chmod(0o600)
        part.write_text("new", encoding="utf-8")
    assert (path.read_text(encoding="utf-8"), mode_of(path)) == ("new", mode)
    assert (path.stat().st_uid, path.stat().st_gid) == (owner.st_uid, owner.st_gid)


@only_posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
def test_a_file_hands_on_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old", encoding="utf-8")
    os.chown(path, 12345, 23456)
    write(path)
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 23456)


@only_posix
def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write(tmp_path / "file")
    assert mode_of(tmp_path / "file") == mode_of(tmp_path / "other")


def test_links(tmp_path: Path) -> None:
    real = tmp_path / "folder" / "real"
    real.parent.mkdir()
    link, further = tmp_path / "link", tmp_path / "further"
    link.symlink_to(real)
    further.symlink_to(link)
    for path in (link, further):
        write(path, path.name)
        assert path.is_symlink()
        assert real.read_text(encoding="utf-8") == path.name
    assert [one.name for one in real.parent.iterdir()] == ["real"]
    circle = tmp_path / "circle.csv"
    circle.symlink_to(circle)
    for opened in (write, open_table):
        with pytest.raises(OSError, match="circle") as caught:
            opened(circle)
        assert (caught.value.errno, caught.value.filename) == (errno.ELOOP, str(circle))


@only_posix
def test_what_is_no_file(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe.csv", tmp_path / "folder.csv"
    os.mkfifo(pipe)
    folder.mkdir()
    for path, kind in ((pipe, "a pipe or device"), (folder, "a folder")):
        for opened in (open_table, check_file, write):
            with pytest.raises(ValueError, match=rf"{path.name} is {kind}; name a file"):
                opened(path)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_an_early_end_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for before in (None, "old"):
        if before:
            path.write_text(before, encoding="utf-8")
        for problem in (KeyboardInterrupt, SystemExit, ValueError):
            with pytest.raises(problem):
                write_half(path, problem)
        assert [one.read_text(encoding="utf-8") for one in tmp_path.iterdir()] == (
            [before] if before else []
        )


def test_errors_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    with pytest.raises(OSError, match="No space left") as caught, replaced(path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert caught.value.filename == str(path)
    with pytest.raises(FileNotFoundError) as missing, naming(path):
        (tmp_path / "other").read_bytes()
    assert missing.value.filename == str(tmp_path / "other")
    with pytest.raises(FileNotFoundError) as absent:
        open_table(tmp_path / "none.parquet")
    assert absent.value.filename == str(tmp_path / "none.parquet")


@pytest.mark.parametrize("ending", [".csv", ".csv.gz", ".parquet"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is Linux's /dev/full")
def test_a_full_disk(tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"out{ending}"
    batch = pa.RecordBatch.from_pydict({"a": [os.urandom(5_000).hex() for _ in range(500)]})
    part = tmp_path / f".out{ending}.{os.getpid()}.part"
    part.symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as caught:  # noqa: PT012, SIM117
        with create_table(path, batch.schema) as write_batch:
            for _ in range(100):
                write_batch(batch)
    assert caught.value.filename == str(path)
    assert list(tmp_path.iterdir()) == []
