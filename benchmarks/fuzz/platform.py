"""A hostile platform: the crawl ends with a snapshot that opens, or with SourceError."""

from __future__ import annotations

import gzip
import random
import resource
import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from benchmarks.crawl.server import TOKEN, serving
from benchmarks.fuzz.asking import PLATFORMS, Refused, Target, ask
from geodistricts.gazetteer import Gazetteer
from geodistricts.sources.akinon import AkinonClient, Manners, build_akinon

_DISTRICTS = "/api/v1/oms/districts/"
_MANNERS = Manners(rate=10_000, first_wait=0.001, longest_wait=0.005, tries=3, timeout=1, total=2)
_FIELDS = ["pk", "id", "name", "city", "township", "is_active", "latitude", "longitude", "mapping"]
_SECONDS = 10
_BOMB = 500_000_000
_MEMORY = 300e6
"""That a crawl of a few rows may take, whatever the server sends."""


@cache
def _rows() -> list[dict[str, Any]]:
    choose = random.Random(1)
    return [
        {
            "pk": 10 * number + 3,
            "name": f"DISTRICT {number} MAH",
            "city": 1,
            "township": 1 + number % 2,
            "is_active": True,
            "latitude": f"{41 + choose.random():.8f}",
            "longitude": f"{29 + choose.random():.8f}",
            "created_date": "2021-07-06T13:00:00.000000Z",
            "modified_date": "2021-07-06T13:00:00.000000Z",
            "omnitron_id": number,
            "mapping": {},
        }
        for number in range(12)
    ]


@cache
def _bombs() -> list[tuple[str, Any]]:
    """Make answers that are small when they are sent."""
    packer = zlib.compressobj(wbits=31)
    zeros = bytes(1_000_000)
    once = b"".join(packer.compress(zeros) for _ in range(_BOMB // len(zeros))) + packer.flush()
    twice = gzip.compress(once)
    return [
        ("status", (200, {"Content-Encoding": "gzip"}, once)),
        ("status", (200, {"Content-Encoding": "gzip, gzip"}, twice)),
        ("status", (200, {"Content-Encoding": "deflate"}, once)),
    ]


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Plan:
    """What goes wrong, and when.

    Parameters
    ----------
    faults : list
        For each request, by its number: a fault of the server, or None.
    page, row : int
        Which page and which row of it is rewritten.
    field : str
        Which field of the row.
    value : object
        What it becomes.
    how : {"row", "document", "body"}
        Whether the value stands in a row, for the document, or for its bytes.
    """

    def __init__(
        self, faults: list[Any], page: int, row: int, field: str, value: Any, how: str
    ) -> None:
        self.faults, self.page, self.row = faults, page, row
        self.field, self.value, self.how = field, value, how

    def __repr__(self) -> str:
        """Write out all of it, for the example of a failure."""
        return f"Plan({self.__dict__})"

    def fault(self, request: int, path: str, page: int) -> Any:
        """Return what goes wrong with a request."""
        fault = self.faults[request] if request < len(self.faults) else None
        return _bombs()[fault[1]] if fault and fault[0] == "bomb" else fault

    def rewrite(self, path: str, page: int, document: dict[str, Any]) -> Any:
        """Return the document that is sent, or its bytes."""
        if page != self.page or not path.startswith(_DISTRICTS):
            return document
        if self.how == "body":
            return (
                self.value
                if isinstance(self.value, bytes)
                else str(self.value).encode(errors="replace")
            )
        if self.how == "document":
            return {**document, self.field: self.value}
        rows = [dict(row) for row in document["results"]]
        if rows:
            rows[self.row % len(rows)][self.field] = self.value
        return {**document, "results": rows}


def _check(plan: Plan) -> None:
    places = [{"pk": pk, "name": f"PLACE {pk}", "city": 1, "is_active": True} for pk in (1, 2)]
    with serving(_rows(), places, places[:1], page_size=5) as server, \
            tempfile.TemporaryDirectory() as folder:  # fmt: skip
        server.fault, server.rewrite = plan.fault, plan.rewrite
        out = Path(folder, "snapshot")
        client = AkinonClient(server.url, TOKEN, _MANNERS)
        before = _most_memory()
        built = ask(build_akinon, client, out, None, refusals=PLATFORMS, seconds=_SECONDS)
        assert _most_memory() - before <= _MEMORY
        left = {path.name for path in Path(folder).iterdir()}
        if isinstance(built, Refused):
            assert TOKEN not in str(built.error)
            assert not out.exists()
            return
        assert left == {"snapshot"}
        gazetteer = Gazetteer.open(out)
        assert gazetteer.table.num_rows <= len(_rows()) + 1
        gazetteer.match("district 1")
        gazetteer.nearest(41, 29)


def _values() -> Any:
    scalars = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(["41.0", "\x1b[31m", "\ud800", "[/b]", "a\nb", 1 << 70, "9" * 5_000]),
    )
    return st.recursive(
        scalars,
        lambda some: (
            st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=3), some, max_size=3)
        ),
        max_leaves=5,
    )


def targets() -> list[Target]:
    """List what a platform does."""
    headers = st.dictionaries(
        st.sampled_from(["Retry-After", "Content-Encoding", "Location", "Set-Cookie", "Link"]),
        st.sampled_from(["gzip", "gzip, gzip", "0", "-1", "1e9", "/", "x" * 1_000, "br"]),
        max_size=2,
    )
    faults = st.one_of(
        st.none(),
        st.none(),
        st.tuples(
            st.just("status"),
            st.tuples(
                st.sampled_from([200, 204, 301, 302, 400, 401, 403, 404, 429, 500, 503]), headers
            ),
        ),
        st.sampled_from(
            [
                *(("bomb", number) for number in range(3)),
                ("reset", None),
                ("truncated", None),
                ("garbled", None),
                ("half", None),
            ]
        ),
    )
    fields = st.sampled_from([*_FIELDS, "count", "next", "results", "previous", "more"])
    bodies = st.one_of(
        st.binary(max_size=40),
        st.sampled_from([b"[" * 100_000, b'{"count": 1e999}', b"\xef\xbb\xbf{}", b"NaN", b""]),
    )
    plans = st.one_of(
        st.builds(Plan, st.lists(faults, max_size=8), st.integers(1, 3), st.integers(0, 4), fields,
                  _values(), st.sampled_from(["row", "row", "document"])),
        st.builds(Plan, st.just([]), st.integers(1, 3), st.just(0), st.just("pk"), bodies,
                  st.just("body")),
    )  # fmt: skip
    return [Target("a platform's lists", plans, _check)]
