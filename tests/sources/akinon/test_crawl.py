"""The crawl against a server on loopback that misbehaves when told to."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from akinon_crawls import QUICK, assert_complete, kinds, read
from akinon_lists import PlatformList
from akinon_server import (
    CITIES,
    DISTRICTS,
    SIMPLE,
    TOKEN,
    TOWNSHIPS,
    AkinonServer,
    Fault,
    Row,
    serving,
)
from geodistricts.errors import SourceError
from geodistricts.sources.akinon.body import MOST_BYTES
from geodistricts.sources.akinon.checkpoint import Checkpoint
from geodistricts.sources.akinon.client import AkinonClient
from geodistricts.sources.akinon.crawl import PASSES, crawl

Change = Callable[[AkinonServer], None]


@pytest.mark.parametrize("page_size", [10, 97, 5000])
def test_everything_is_read_once(made: PlatformList, tmp_path: Path, page_size: int) -> None:
    with serving(made.districts, made.townships, made.cities, page_size) as server:
        found = read(server, tmp_path)
        asked = Counter((path, page) for path, page, _ in server.seen)
    assert_complete(found, made.districts)
    assert found.townships is not None
    assert found.townships.num_rows == len(made.townships)
    assert found.cities is not None
    assert found.cities["name"].to_pylist() == [row["name"] for row in made.cities]
    assert set(asked.values()) == {1}
    assert not found.notes


def test_lists_of_places_may_be_missing(made: PlatformList, tmp_path: Path) -> None:
    with serving(made.districts) as server:
        found = read(server, tmp_path)
    assert (found.townships, found.cities) == (None, None)
    assert_complete(found, made.districts)


def rewriting(path: str, page: int, change: Callable[[Row], Any]) -> Change:
    """Change a page's document, or return another."""

    def apply(server: AkinonServer) -> None:
        def rewrite(asked: str, number: int, document: Row) -> Any:
            return (change(document) or document) if (asked, number) == (path, page) else document

        server.rewrite = rewrite

    return apply


def answering(status: int, **headers: str) -> Change:
    def apply(server: AkinonServer) -> None:
        server.fault = lambda request, path, page: (
            ("status", (status, headers)) if page == 3 else None
        )

    return apply


def duplicate(path: str, **changes: Any) -> Change:
    """Repeat a row of page 1 on a later page in the place of another."""

    def apply(server: AkinonServer) -> None:
        rows = list(server.lists[path])
        rows[150] = {**rows[3], **changes}
        server.lists[path] = rows

    return apply


def without(path: str) -> Change:
    return lambda server: server.lists.__delitem__(path)


def first_row(document: Row, **changes: Any) -> None:
    document["results"][0] |= changes


def big(document: Row) -> bytes:
    return b"[" + b" " * (MOST_BYTES + 1) + b"]"


def counting_one_more(server: AkinonServer) -> None:
    server.rewrite = lambda path, page, document: {**document, "count": document["count"] + 1}


EVIL = "http://127.0.0.1:9" + DISTRICTS
DISTRUSTED: dict[str, tuple[Change, str]] = {
    "another host": (
        rewriting(DISTRICTS, 2, lambda page: page.update(next=f"https://evil.example{DISTRICTS}?page=3")),
        "is not on",
    ),
    "another port": (
        rewriting(DISTRICTS, 2, lambda page: page.update(next=f"{EVIL}?page=3")),
        "is not on",
    ),
    "another scheme": (
        rewriting(SIMPLE, 1, lambda page: page.update(next=page["next"].replace("http", "https"))),
        "is not on",
    ),
    "a loop": (
        rewriting(DISTRICTS, 3, lambda page: page.update(next=page["previous"])),
        "in a loop",
    ),
    "a redirect": (answering(302, Location="https://evil.example/"), "redirects to"),
    "a redirect here": (answering(307, Location=DISTRICTS), "redirects to"),
    "unauthorized": (answering(401), "AKINON_TOKEN"),
    "forbidden": (answering(403), "right to view districts"),
    "a teapot": (answering(418), "answers 418"),
    "no list": (without(DISTRICTS), "not there (404)"),
    "no simple list": (without(SIMPLE), "not there (404)"),
    "an empty list": (
        lambda server: server.lists.update({DISTRICTS: [], SIMPLE: []}),
        "is empty",
    ),
    "too large": (rewriting(DISTRICTS, 2, big), "more than 16 MB"),
    "another shape": (rewriting(DISTRICTS, 2, lambda page: page["results"]), "the page is"),
    "a wrong type": (rewriting(SIMPLE, 2, lambda page: first_row(page, city="40")), "city is '40'"),
    "a missing field": (
        rewriting(TOWNSHIPS, 1, lambda page: page["results"][0].pop("name") and None),
        "has no name",
    ),
    "a contradicting row": (duplicate(DISTRICTS, name="OTHER"), "with different content"),
    "a row twice": (duplicate(DISTRICTS), "with the same content"),
    "a contradiction between the lists": (
        rewriting(SIMPLE, 2, lambda page: first_row(page, name="OTHER")),
        "listed twice, with different content",
    ),
    "a row in one list only": (
        lambda server: server.lists.update({SIMPLE: server.lists[SIMPLE][:-1]}),
        "in one of the two only",
    ),
    "a count that is too high": (
        counting_one_more,
        "are counted",
    ),
    "a count that differs by page": (
        rewriting(DISTRICTS, 2, lambda page: page.update(count=page["count"] + 1)),
        "page 2 counts",
    ),
    "a page that is not full": (
        rewriting(DISTRICTS, 2, lambda page: page["results"].pop() and None),
        "are counted",
    ),
    "an early end": (rewriting(DISTRICTS, 2, lambda page: page.update(next=None)), "ends the list"),
    "an endless list": (
        rewriting(DISTRICTS, 10, lambda page: page.update(next=f"{DISTRICTS}?page=11")),
        "ends the list",
    ),
    "an empty first page": (
        rewriting(DISTRICTS, 1, lambda page: page.update(results=[])),
        "are counted",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DISTRUSTED)
def test_what_cannot_be_trusted_ends_the_crawl(
    made: PlatformList, tmp_path: Path, name: str
) -> None:
    change, problem = DISTRUSTED[name]
    pages = 10
    with serving(made.districts[:500], made.townships, made.cities, 500 // pages) as server:
        change(server)
        with pytest.raises(SourceError) as raised:
            read(server, tmp_path)
        assert len(server.seen) <= PASSES * (4 + 2 * pages + 2)
    message = str(raised.value)
    assert problem in message
    assert "\n" not in message
    assert TOKEN not in message


def test_the_token_does_not_come_back_in_an_error(made: PlatformList, tmp_path: Path) -> None:
    with serving(made.districts) as server:
        server.fault = lambda request, path, page: (
            ("status", (301, {"Location": f"https://evil.example/?t={TOKEN}"}))
        )
        with pytest.raises(SourceError) as raised:
            read(server, tmp_path)
    assert TOKEN not in str(raised.value)
    assert "evil.example" in str(raised.value)


def test_the_token_reaches_no_other_host(made: PlatformList, tmp_path: Path) -> None:
    with serving(made.districts) as other, serving(made.districts) as server:
        for change in (
            rewriting(
                DISTRICTS, 2, lambda page: page.update(next=f"{other.url}{DISTRICTS}?page=3")
            ),
            answering(302, Location=f"{other.url}{DISTRICTS}?page=3"),
        ):
            change(server)
            with pytest.raises(SourceError):
                read(server, tmp_path)
        assert not other.seen


# A row that is renamed after both lists were read is one that the next crawl brings.
MOVES = [
    (what, when)
    for what in ("added in front", "removed", "replaced", "renamed", "shuffled")
    for when in (2, 6, 14, 19)
    if what != "renamed" or when <= 10
]


@pytest.mark.parametrize(("what", "when"), MOVES)
def test_rows_that_move_during_the_crawl(
    made: PlatformList, tmp_path: Path, what: str, when: int
) -> None:
    rows = list(made.districts[:495])
    after = {
        "added in front": [{**made.districts[495], "name": "YENİ"}, *rows],
        "removed": rows[1:],
        "replaced": [*rows[1:], {**made.districts[495], "name": "YENİ"}],
        "renamed": [{**rows[0], "name": "YENİ"}, *rows[1:]],
        "shuffled": random.Random(4).sample(rows, len(rows)),
    }[what]
    with serving(rows, made.townships, page_size=50) as server:

        def fault(request: int, path: str, page: int) -> Fault:
            if request == when:
                server.lists |= {DISTRICTS: after, SIMPLE: after}
            return None

        server.fault = fault
        found = read(server, tmp_path)
    assert_complete(found, after)


def test_a_list_that_never_holds_still(made: PlatformList, tmp_path: Path) -> None:
    with serving(made.districts[:500], page_size=50) as server:

        def fault(request: int, path: str, page: int) -> Fault:
            server.lists[DISTRICTS] = made.districts[: 500 + request % 200]
            return None

        server.fault = fault
        with pytest.raises(SourceError, match=f"in {PASSES} passes"):
            read(server, tmp_path)


def test_values_that_are_left_out_are_noted_once(made: PlatformList, tmp_path: Path) -> None:
    rows = [dict(row) for row in made.districts]
    rows[3] |= {"longitude": "0.00000000", "latitude": "0.00000000"}
    rows[4] |= {"longitude": "39.0", "latitude": "29.0"}
    with serving(rows) as server:
        server.rewrite = lambda path, page, document: {
            **document,
            "results": [{**row, "extra": 1} for row in document["results"]],
        }
        found = read(server, tmp_path)
    assert kinds(found) == {
        "coordinates left out: zero": 1,
        "coordinates left out: swapped": 1,
        "unknown field kept out": 2,
    }
    assert_complete(found, rows)


def test_a_crawl_goes_on_where_it_ended(made: PlatformList, tmp_path: Path) -> None:
    with serving(made.districts, made.townships, page_size=50) as server:
        server.fault = lambda request, path, page: ("status", (403, {})) if request == 25 else None
        with pytest.raises(SourceError):
            read(server, tmp_path, QUICK._replace(concurrency=1))
        server.fault = lambda request, path, page: None
        server.seen.clear()
        with Checkpoint(tmp_path / "crawl", server.url) as checkpoint:
            client = AkinonClient(server.url, TOKEN, QUICK)
            found = crawl(client, checkpoint, checkpoint.resume())
        lists = 4
        pages = 2 * -(-len(made.districts) // 50) + 1
        assert len(server.seen) <= pages + lists - 24 + 2
    assert_complete(found, made.districts)


@pytest.mark.parametrize("what", ["added", "renamed"])
def test_what_changed_since_is_read_again(made: PlatformList, tmp_path: Path, what: str) -> None:
    rows = list(made.districts[:700])
    after = {
        "added": [{**made.districts[700], "name": "YENİ"}, *rows],
        "renamed": [{**rows[0], "name": "YENİ"}, *rows[1:]],
    }[what]
    with serving(rows, page_size=50) as server:
        server.fault = lambda request, path, page: ("status", (403, {})) if request == 20 else None
        with pytest.raises(SourceError):
            read(server, tmp_path, QUICK._replace(concurrency=1))
        server.fault = lambda request, path, page: None
        server.lists |= {DISTRICTS: after, SIMPLE: after}
        with Checkpoint(tmp_path / "crawl", server.url) as checkpoint:
            client = AkinonClient(server.url, TOKEN, QUICK)
            found = crawl(client, checkpoint, checkpoint.resume())
    assert_complete(found, after)


def test_the_server_speaks_as_documented(made: PlatformList) -> None:
    """What the other tests rely on."""
    with serving(made.districts, made.townships, made.cities) as server:
        last = -(-len(made.districts) // 100)
        pages = [server.document(DISTRICTS, page) for page in range(1, last + 2)]
        assert pages.pop() is None
        documents = [page for page in pages if page is not None]
        assert {page["count"] for page in documents} == {len(made.districts)}
        assert [page["next"] is None for page in documents] == [*[False] * (last - 1), True]
        assert documents[1]["previous"] == f"{server.url}{DISTRICTS}?page=1"
        assert sum(len(page["results"]) for page in documents) == len(made.districts)
        assert server.document(CITIES, 2) is None
