"""A server on loopback that speaks the Akinon API, and misbehaves when told to."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "0123456789abcdef-secret"
ROOT = "/api/v1/oms/"
DISTRICTS, SIMPLE = f"{ROOT}districts/", f"{ROOT}districts/list-simple/"
TOWNSHIPS, CITIES = f"{ROOT}townships/", f"{ROOT}cities/"

Row = dict[str, Any]
Fault = tuple[str, Any] | None


class AkinonServer(ThreadingHTTPServer):
    """The platform.

    Parameters
    ----------
    districts : sequence of dict
        Rows with the fields of both lists of districts.
    townships, cities : sequence of dict, optional
        Rows of those lists; without them they answer 404.
    page_size : int
        Rows a page.

    Attributes
    ----------
    token : str
        The one that it lets in.
    lists : dict of str to list of dict
        By path; may be changed while the server runs.
    fault : callable
        Gets the number of the request, the path and the page; returns what goes wrong.
    rewrite : callable
        Gets the path, the page and the document that would be sent; returns another.
    seen : list of (str, int, str or None)
        Path, page and Authorization of every request.
    most_at_once : int
        How many requests were under way together at most.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self,
        districts: Sequence[Row],
        townships: Sequence[Row] | None = None,
        cities: Sequence[Row] | None = None,
        page_size: int = 100,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.page_size = page_size
        self.token = TOKEN
        self.lists: dict[str, Sequence[Row]] = {DISTRICTS: districts, SIMPLE: districts}
        if townships is not None:
            self.lists[TOWNSHIPS] = townships
        if cities is not None:
            self.lists[CITIES] = cities
        self.fault: Callable[[int, str, int], Fault] = lambda request, path, page: None
        self.rewrite: Callable[[str, int, Row], Any] = lambda path, page, document: document
        self.seen: list[tuple[str, int, str | None]] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count a request that is under way."""
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1

    @property
    def url(self) -> str:
        """The address to crawl."""
        return f"http://127.0.0.1:{self.server_port}"

    def document(self, path: str, page: int) -> Row | None:
        """Return a page; None where there is none."""
        rows = self.lists.get(path)
        start = (page - 1) * self.page_size
        if rows is None or page < 1 or (start >= len(rows) and page > 1):
            return None
        end = start + self.page_size
        shape = _SHAPES[path]
        return {
            "count": len(rows),
            "next": f"{self.url}{path}?page={page + 1}" if end < len(rows) else None,
            "previous": f"{self.url}{path}?page={page - 1}" if page > 1 else None,
            "results": [shape(row) for row in rows[start:end]],
        }

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of connections that clients or faults cut."""


def _plain(row: Mapping[str, Any]) -> Row:
    return {
        name: row.get(name)
        for name in ("pk", "name", "city", "township", "is_active", "longitude", "latitude")
    }


def _simple(row: Mapping[str, Any]) -> Row:
    return {
        "id": row["pk"],
        "created_date": row.get("created_date"),
        "modified_date": row.get("modified_date"),
        "omnitron_id": row.get("omnitron_id"),
        "mapping": row.get("mapping"),
        **{name: value for name, value in _plain(row).items() if name != "pk"},
    }


_SHAPES: dict[str, Callable[[Mapping[str, Any]], Row]] = {
    DISTRICTS: _plain,
    SIMPLE: _simple,
    TOWNSHIPS: dict,
    CITIES: dict,
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: AkinonServer

    def log_message(self, *arguments: object) -> None:
        """Keep tests' output clean."""

    def do_GET(self) -> None:
        with self.server.counted():
            self._answer()

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        page = int(parse_qs(parts.query).get("page", ["1"])[0])
        token = self.headers.get("Authorization")
        self.server.seen.append((parts.path, page, token))
        fault = self.server.fault(len(self.server.seen), parts.path, page)
        if fault is not None and fault[0] == "status":
            status, headers, *body = fault[1]
            return self._send(status, body[0] if body else {"detail": "no"}, headers)
        if fault is not None and fault[0] == "hang":
            time.sleep(fault[1])
        if token != f"Token {self.server.token}":
            return self._send(401, {"detail": "Invalid token."})
        document = self.server.document(parts.path, page)
        if document is None:
            return self._send(404, {"detail": "Invalid page."})
        return self._send(200, self.server.rewrite(parts.path, page, document), fault=fault)

    def _send(
        self,
        status: int,
        document: Any,
        headers: Mapping[str, str] | None = None,
        fault: Fault = None,
    ) -> None:
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        kind = fault[0] if fault else None
        if kind == "reset":
            # A linger of zero seconds turns the close into a reset.
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.close_connection = True
            self.connection.close()
            return
        if kind == "garbled":
            body = body.replace(b":", b";", 3)
        elif kind == "half":
            body = body[: len(body) // 2]
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if kind == "truncated":
            body = body[: len(body) // 2]
            self.close_connection = True
        self._headers_buffer.append(b"\r\n" + body)  # type: ignore[attr-defined]
        self.flush_headers()


@contextmanager
def serving(*arguments: Any, **options: Any) -> Iterator[AkinonServer]:
    """Run a server in threads of this process."""
    with AkinonServer(*arguments, **options) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
