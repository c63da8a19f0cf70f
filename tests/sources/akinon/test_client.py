"""The client: patient and polite with a server that fails, and bounded all the same."""

import datetime
import email.utils
from pathlib import Path

import pytest

from akinon_crawls import QUICK, assert_complete, kinds, read
from akinon_lists import PlatformList
from akinon_server import TOKEN, Fault, serving
from geodistricts.errors import SourceError
from geodistricts.sources.akinon.checkpoint import Checkpoint
from geodistricts.sources.akinon.client import AkinonClient, check_address, check_token
from geodistricts.sources.akinon.crawl import crawl


@pytest.mark.parametrize("concurrency", [1, 3, 8])
def test_requests_under_way_are_bounded(
    made: PlatformList, tmp_path: Path, concurrency: int
) -> None:
    with serving(made.districts, page_size=20) as server:
        found = read(server, tmp_path, QUICK._replace(concurrency=concurrency))
        assert server.most_at_once <= concurrency
    assert_complete(found, made.districts)


def test_the_rate_is_kept(made: PlatformList, tmp_path: Path) -> None:
    with serving(made.districts[:50], page_size=10) as server:
        start = datetime.datetime.now()
        read(server, tmp_path, QUICK._replace(rate=50, concurrency=8))
        seconds = (datetime.datetime.now() - start).total_seconds()
        assert seconds >= (len(server.seen) - 1) / 50


ONE_FAULT: dict[str, Fault] = {
    "too many requests": ("status", (429, {})),
    "retry after zero": ("status", (429, {"Retry-After": "0"})),
    "retry after nonsense": ("status", (429, {"Retry-After": "soon"})),
    "server error": ("status", (500, {})),
    "bad gateway": ("status", (502, {"Retry-After": "0"})),
    "unavailable": ("status", (503, {})),
    "reset": ("reset", None),
    "truncated": ("truncated", None),
    "half of the JSON": ("half", None),
    "garbled": ("garbled", None),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_what_passes_is_tried_again(made: PlatformList, tmp_path: Path, name: str) -> None:
    """One page in three fails, up to four times; five are asked again at most."""
    failures = {page: page % 5 for page in range(1, 1000, 3)}

    def fault(request: int, path: str, page: int) -> Fault:
        failures[page] = failures.get(page, 0) - 1
        return ONE_FAULT[name] if failures[page] >= 0 else None

    with serving(made.districts, made.townships, page_size=50) as server:
        server.fault = fault
        found = read(server, tmp_path)
    assert_complete(found, made.districts)
    assert set(kinds(found)) == {"asked again, as an answer failed"}


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_kept(made: PlatformList, tmp_path: Path, form: str) -> None:
    """All requests wait, not only the one that was told to."""
    times: list[datetime.datetime] = []

    def fault(request: int, path: str, page: int) -> Fault:
        times.append(datetime.datetime.now())
        if request != 2:
            return None
        later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=2)
        date = email.utils.format_datetime(later, usegmt=True)
        return "status", (429, {"Retry-After": "1" if form == "seconds" else date})

    with serving(made.districts, page_size=50) as server:
        server.fault = fault
        read(server, tmp_path, QUICK._replace(concurrency=1))
    assert (times[2] - times[1]).total_seconds() >= 0.9


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (("status", (503, {})), "answers 503, 6 times in a row"),
        (("reset", None), "the connection failed"),
        (("garbled", None), "no JSON"),
        (("status", (429, {"Retry-After": "86400"})), "would exceed"),
        (("hang", 0.6), "no answer within 0.2 s"),
    ],
)
def test_what_does_not_pass_ends_the_crawl(
    made: PlatformList, tmp_path: Path, fault: Fault, reason: str
) -> None:
    with serving(made.districts) as server:
        server.fault = lambda request, path, page: fault if page == 4 else None
        with pytest.raises(SourceError, match=reason) as raised:
            read(server, tmp_path, QUICK._replace(timeout=0.2))
    assert "--resume" in str(raised.value)


def test_the_whole_crawl_is_bounded(made: PlatformList, tmp_path: Path) -> None:
    with serving(made.districts, page_size=10) as server:
        with pytest.raises(SourceError, match="longer than 1 s"):
            read(server, tmp_path, QUICK._replace(total=1, rate=20))
        assert len(server.seen) <= 25


def test_nobody_there(tmp_path: Path) -> None:
    with serving([]) as server:
        url = server.url
    with Checkpoint(tmp_path / "crawl", url) as checkpoint:
        checkpoint.start()
        with pytest.raises(SourceError, match=r"the connection failed \(ConnectError\)"):
            crawl(AkinonClient(url, TOKEN, QUICK), checkpoint)


@pytest.mark.parametrize(
    "address",
    ["", "oms.example.com", "ftp://oms.example.com", "https://", "https://a:b@oms.example.com",
     "https://oms.example.com?token=x", "https://oms.example.com#x", "https://oms:port",
     "https://[oms"],
)  # fmt: skip
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(SourceError):
        check_address(address)


def test_addresses_have_one_form() -> None:
    assert check_address("https://OMS.Example.com/") == "https://oms.example.com"
    assert check_address("http://127.0.0.1:8000/shop/") == "http://127.0.0.1:8000/shop"


@pytest.mark.parametrize("token", ["", " \n", "a b", "a\nb", "ş", "a\x00b"])
def test_tokens_that_are_none_are_not_shown(token: str) -> None:
    with pytest.raises(SourceError) as raised:
        check_token(token)
    assert token.strip() not in str(raised.value).split()
    assert check_token(f" {TOKEN}\n") == TOKEN
