"""Bodies made to hurt: bombs, endless ones, drips; every one ends with a sentence, soon."""

import gzip
import json
import re
import subprocess
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile_server import OK, answer, gzipped, hostile, twice_gzipped, zeros

from akinon_crawls import QUICK
from akinon_server import TOKEN
from geodistricts.errors import SourceError
from geodistricts.sources.akinon.body import MOST_BYTES
from geodistricts.sources.akinon.checkpoint import Checkpoint
from geodistricts.sources.akinon.client import AkinonClient
from geodistricts.sources.akinon.crawl import crawl

IMPATIENT = QUICK._replace(tries=2, timeout=1.0)
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
EMPTY = json.dumps({"count": 0, "next": None, "previous": None, "results": []}).encode()
_MOST_MEGABYTES = 300


class Endless:
    """The same pieces for ever."""

    def __init__(self, first: bytes, then: bytes) -> None:
        self._first, self._then = first, then

    def __iter__(self) -> Iterator[bytes]:
        yield self._first
        while True:
            yield self._then


def why(pieces: Iterable[bytes], folder: Path, pause: float = 0.0) -> str:
    with hostile(pieces, pause) as url, Checkpoint(folder / "crawl", url) as checkpoint:
        checkpoint.start()
        with pytest.raises(SourceError) as raised:
            crawl(AkinonClient(url, TOKEN, IMPATIENT), checkpoint)
    return str(raised.value)


def gz(body: bytes, *more: str) -> list[bytes]:
    return [answer(body, "Content-Encoding: gzip", *more)]


@pytest.mark.parametrize("encoding", ["gzip, gzip", "deflate", "br", "zstd", "gzip, identity"])
def test_one_encoding_is_taken(tmp_path: Path, encoding: str) -> None:
    told = why([answer(gzip.compress(EMPTY), f"Content-Encoding: {encoding}")], tmp_path)
    assert f"comes encoded as '{encoding}', where gzip alone was asked for" in told
    twice = ["Content-Encoding: gzip", "Content-Encoding: gzip"]
    assert "encoded as 'gzip, gzip'" in why([answer(EMPTY, *twice)], tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(EMPTY),
        gzip.compress(EMPTY[:9]) + gzip.compress(b"") + gzip.compress(EMPTY[9:]),
        gzip.compress(b"\n" * 100_000 + EMPTY),
    ],
    ids=["one member", "three members", "long"],
)
def test_gzip_is_read(tmp_path: Path, body: bytes) -> None:
    for headers in (["Content-Encoding: gzip"], ["Content-Encoding: X-GZIP"]):
        assert "list of districts is empty" in why([answer(body, *headers)], tmp_path)


@pytest.mark.parametrize(
    ("pieces", "reason"),
    [
        ([answer(b" " * (MOST_BYTES + 2))], "more than 16 MB"),
        (Endless(OK + b"\r\n", b" " * 65536), "more than 16 MB"),
        (Endless(CHUNKED, b"4000\r\n" + b" " * 0x4000 + b"\r\n"), "more than 16 MB"),
        (gz(gzipped(zeros(1 << 28))), "more than 16 MB"),
        (gz(gzip.compress(b"") * (MOST_BYTES // 18)), "more than 16 MB|no answer within 1 s"),
        (gz(gzip.compress(EMPTY)[:-4]), "gzip that is cut off, 2 times"),
        (gz(gzip.compress(EMPTY) + b"rubbish"), "no gzip, though it says so"),
        (gz(EMPTY), "no gzip, though it says so"),
        (gz(zlib.compress(EMPTY)), "no gzip, though it says so"),
        (Endless(OK, b"X-More: 1\r\n"), "connection failed"),
        (Endless(OK + b"X-More: ", b"1" * 4096), "connection failed"),
        (Endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "no answer within 1 s"),
        (Endless(CHUNKED, b"1;" + b"x" * 4096), "connection failed"),
        (Endless(CHUNKED + b"0\r\n", b"X-More: 1\r\n"), "connection failed"),
        ([b"nonsense\r\n\r\n"], "connection failed"),
        ([b""], "connection failed"),
        ([OK + b"Content-Length: 99\r\nContent-Length: 7\r\n\r\n"], "connection failed"),
    ],
)  # fmt: skip
def test_no_body_is_endless(tmp_path: Path, pieces: Iterable[bytes], reason: str) -> None:
    start = time.monotonic()
    assert re.search(reason, why(pieces, tmp_path))
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("first", [b"", OK, OK + b"\r\n", CHUNKED], ids=repr)
def test_drips_end(tmp_path: Path, first: bytes) -> None:
    """Each byte comes soon enough, all of them never would."""
    drip = b"1\r\n \r\n" if first == CHUNKED else b"X" if not first else b" "
    start = time.monotonic()
    assert "no answer within 1 s, 2 times" in why(Endless(first, drip), tmp_path, pause=0.05)
    assert time.monotonic() - start < 20


def nested(depth: int, opening: str = "[", closing: str = "]") -> str:
    return opening * depth + "1" + closing * depth


def page_with(**changes: Any) -> bytes:
    row = {"pk": 1, "name": "X MAH", "city": 1, "township": 1, "is_active": True,
           "longitude": None, "latitude": None, **changes}  # fmt: skip
    return json.dumps({"count": 1, "next": None, "previous": None, "results": [row]}).encode()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (nested(100_000).encode(), "no JSON"),
        (nested(100_000, '{"a":', "}").encode(), "no JSON"),
        (b'{"results": [' + nested(700).encode() + b"]}", "the page has no count"),
        (b"[" * (MOST_BYTES - 1), "more than 524,288 objects and lists"),
        (b"[" + b"{}," * 600_000 + b"{}]", "more than 524,288 objects and lists"),
        (b"9" * 5_000, "no JSON"),
        (b'{"count": 1e400, "next": null, "previous": null, "results": []}', "count is inf"),
        (b'{"count": NaN, "next": null, "previous": null, "results": []}', "count is nan"),
        (b'{"count": 1' + b"0" * 4_000 + b', "next": null, "previous": null, "results": []}',
         "count is 1000"),
        (b'{"count": 0, "count": 1, "next": null, "previous": null, "results": []}',
         "an object has 'count' twice"),
        (page_with().replace(b'"city": 1', b'"city": 1, "city": 2'), "has 'city' twice"),
        (page_with(pk=10**400), "pk is 1000"),
        (page_with(pk=True), "pk is True"),
        (EMPTY.decode().encode("utf-16"), "list of districts is empty"),
        (b"\xef\xbb\xbf" + EMPTY, "list of districts is empty"),
        (b"\xff" + EMPTY, "no JSON"),
    ],
)  # fmt: skip
def test_json_made_to_hurt(tmp_path: Path, body: bytes, reason: str) -> None:
    assert reason in why([answer(body)], tmp_path)


@pytest.mark.parametrize("depth", range(100, 1_000, 100))
def test_any_depth_ends_with_a_sentence(tmp_path: Path, depth: int) -> None:
    """Also one that can be parsed, but neither written down nor shown."""
    mapping = page_with(id=1, mapping=0).replace(
        b'"mapping": 0', b'"mapping": %s' % nested(depth).encode()
    )
    assert why([answer(mapping)], tmp_path)


MEASURED = """
import sys
from pathlib import Path
from geodistricts.errors import SourceError
from geodistricts.sources.akinon.checkpoint import Checkpoint
from geodistricts.sources.akinon.client import AkinonClient, Manners
from geodistricts.sources.akinon.crawl import crawl

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])

url, folder = sys.argv[1:]
before = peak()
with Checkpoint(Path(folder) / "measured", url) as checkpoint:
    checkpoint.start()
    try:
        crawl(AkinonClient(url, "0123456789", Manners(tries=2, timeout=20)), checkpoint)
    except SourceError as error:
        print(peak() - before, error)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="measures by /proc")
@pytest.mark.parametrize(
    "pieces",
    [
        [answer(twice_gzipped(1 << 30), "Content-Encoding: gzip, gzip")],
        gz(gzipped(zeros(1 << 30))),
        Endless(OK + b"\r\n", b" " * 65536),
        [answer(b'{"results": [' + b"[],{}," * (MOST_BYTES // 8) + b"0]}")],
        [answer(b'{"results": [' + b"[[1]]," * 170_000 + b"0]}")],
        [answer(b'["' + b'a","b' * 3_000_000 + b'"]')],
    ],
    ids=["gzip of gzip", "gzip", "endless", "many lists", "lists just few enough", "many texts"],
)
def test_memory_stays_low(tmp_path: Path, pieces: Iterable[bytes]) -> None:
    with hostile(pieces) as url:
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, url, str(tmp_path)],
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
    kilobytes, _, told = done.stdout.partition(" ")
    assert url in told
    assert int(kilobytes) < _MOST_MEGABYTES << 10, told
