"""The checkpoint: whatever is cut off or altered, what comes back is what was saved."""

import base64
import json
import os
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodistricts.errors import SourceError
from geodistricts.sources.akinon.checkpoint import Checkpoint, SavedPage

ADDRESS = "https://oms.example.com"
PAGES = [SavedPage("districts", number, b'{\n "page": %d}' % number) for number in (1, 2, 3)]
BYTES = st.integers(0, 2**20)


def save(path: Path, pages: list[SavedPage]) -> None:
    with Checkpoint(path, ADDRESS) as checkpoint:
        checkpoint.start()
        for page in pages:
            checkpoint.save(page)


def resume(path: Path, address: str = ADDRESS) -> list[SavedPage]:
    with Checkpoint(path, address) as checkpoint:
        return list(checkpoint.resume())


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "crawl"
    save(path, PAGES)
    assert resume(path) == PAGES
    with Checkpoint(path, ADDRESS) as checkpoint:
        assert list(checkpoint.resume()) == PAGES
        checkpoint.save(PAGES[0])
    assert resume(path) == [*PAGES, PAGES[0]]
    save(path, PAGES[:1])
    assert resume(path) == PAGES[:1]


def test_two_crawls_do_not_share_a_file(tmp_path: Path) -> None:
    with Checkpoint(tmp_path / "crawl", ADDRESS) as first:
        first.start()
        with pytest.raises(SourceError, match="another crawl into the same folder"):
            Checkpoint(tmp_path / "crawl", ADDRESS)
        first.save(PAGES[0])
    assert resume(tmp_path / "crawl") == PAGES[:1]


@given(st.data())
def test_any_cut_leaves_a_beginning(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("cut") / "crawl"
    save(path, PAGES)
    whole = path.read_bytes()
    kept = data.draw(BYTES) % (len(whole) + 1)
    path.write_bytes(whole[:kept] + data.draw(st.binary(max_size=20)))
    with Checkpoint(path, ADDRESS) as checkpoint:
        pages = list(checkpoint.resume())
        assert pages == PAGES[: len(pages)]
        assert len(pages) >= whole[:kept].count(b"\n") - 1
        checkpoint.save(PAGES[2])
    assert resume(path) == [*pages, PAGES[2]]


@given(st.data())
def test_any_flipped_bit_ends_it(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("flip") / "crawl"
    save(path, PAGES)
    content = bytearray(path.read_bytes())
    content[data.draw(BYTES) % len(content)] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    pages = resume(path)
    assert pages == PAGES[: len(pages)]
    assert len(pages) < len(PAGES)


def test_another_platforms_is_refused(tmp_path: Path) -> None:
    save(tmp_path / "crawl", PAGES)
    with pytest.raises(SourceError, match=r"crawl of https://oms\.example\.com, not of"):
        resume(tmp_path / "crawl", "https://other.example.com")
    assert resume(tmp_path / "crawl") == PAGES


@pytest.mark.parametrize("later", [2 * 24 * 3600.0, -3600.0])
def test_an_old_one_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: float
) -> None:
    save(tmp_path / "crawl", PAGES)
    clock: Callable[[], float] = time.time
    monkeypatch.setattr(time, "time", lambda: clock() + later)
    assert resume(tmp_path / "crawl") == []


def test_one_without_pages_is_not_left_behind(tmp_path: Path) -> None:
    save(tmp_path / "deeper" / "crawl", [])
    assert list((tmp_path / "deeper").iterdir()) == []
    save(tmp_path / "crawl", PAGES)
    with Checkpoint(tmp_path / "crawl", ADDRESS) as checkpoint:
        assert list(checkpoint.resume())
        checkpoint.remove()
    assert not (tmp_path / "crawl").exists()


@pytest.mark.parametrize("target", ["there", "not there", "a folder"])
def test_a_link_is_not_followed(tmp_path: Path, target: str) -> None:
    """Whoever can write beside the snapshot must not choose what the crawl overwrites."""
    precious = tmp_path / "precious"
    if target == "there":
        precious.write_text("precious", "utf-8")
    elif target == "a folder":
        precious.mkdir()
    (tmp_path / "crawl").symlink_to(precious)
    with pytest.raises(SourceError, match=r"crawl: cannot be used .*symbolic link.*delete it"):
        Checkpoint(tmp_path / "crawl", ADDRESS)
    assert precious.exists() == (target != "not there")
    assert target != "there" or precious.read_text("utf-8") == "precious"


def test_what_is_no_file_of_its_own_is_refused(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious", "utf-8")
    for make in (os.mkfifo, os.mkdir, lambda at: os.link(precious, at)):
        make(tmp_path / "crawl")
        with pytest.raises(SourceError, match="cannot be used for the pages"):
            Checkpoint(tmp_path / "crawl", ADDRESS)
        (tmp_path / "crawl").rmdir() if make is os.mkdir else (tmp_path / "crawl").unlink()
    assert precious.read_text("utf-8") == "precious"


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    save(tmp_path / "crawl", PAGES)
    assert (tmp_path / "crawl").stat().st_mode & 0o077 == 0


def line(content: object) -> bytes:
    text = json.dumps(content).encode() if not isinstance(content, bytes) else content
    return b"%08x %s\n" % (zlib.crc32(text), text)


@pytest.mark.parametrize(
    "content",
    [
        b"no JSON",
        b"[" * 100_000,
        [],
        {},
        {"format": 1},
        {"format": 1, "address": ADDRESS, "started": "yesterday"},
    ],
    ids=str,
)
def test_a_header_that_is_none_begins_anew(tmp_path: Path, content: object) -> None:
    (tmp_path / "crawl").write_bytes(line(content))
    assert resume(tmp_path / "crawl") == []


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"endpoint": "districts", "number": 1},
        {"endpoint": "districts", "number": 1, "body": 7},
        {"endpoint": "districts", "number": 1, "body": "no Base64"},
        {"endpoint": ["districts"], "number": 1, "body": "eJwDAAAAAAE="},
        {
            "endpoint": "districts",
            "number": 1,
            "body": base64.b64encode(zlib.compress(bytes(1 << 28), 9)).decode(),
        },
    ],
    ids=lambda content: str(content)[:60],
)
def test_a_page_that_is_none_ends_it(tmp_path: Path, content: object) -> None:
    save(tmp_path / "crawl", PAGES)
    with (tmp_path / "crawl").open("ab") as file:
        file.write(line(content))
    assert resume(tmp_path / "crawl") == PAGES
