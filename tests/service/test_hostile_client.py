"""A client that means no good: the service refuses it, and answers others as before."""

import contextlib
import os
import resource
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from serving_processes import Process, serving_processes
from small_snapshots import write_points

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")
from geodistricts.service.running.connections import (
    HEAD_BYTES,
    HEAD_SECONDS,
    LINGER_SECONDS,
    MOST_HEADERS,
)

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork") or not Path("/proc").exists(), reason="needs Linux's processes"
)

LIMIT = 2 << 20
SECONDS = 3.0


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    path = tmp_path_factory.mktemp("hostile") / "snapshot"
    write_points(path, [(41.0, 29.0), (41.1, 29.1)])
    limits = ["--max-bytes", str(LIMIT), "--timeout", str(SECONDS)]
    with serving_processes("--snapshot", path, *limits) as service:
        yield service


@pytest.fixture(autouse=True)
def unharmed(service: Process) -> Iterator[None]:
    """After each attack the same worker answers at once, and has given its memory back."""
    ready, before = service.times_ready(), memory(service)
    yield
    start = time.monotonic()
    answer = httpx.get(f"{service.address}/v1/nearest?lat=41&lon=29", timeout=5)
    assert answer.json()["district"]["pk"] == 1
    assert time.monotonic() - start < 2
    assert service.times_ready() == ready
    assert "a worker has died" not in service.log
    assert memory(service) < before + 64e6


def memory(service: Process) -> float:
    return sum(
        int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
        for pid in service.workers
    )


@contextlib.contextmanager
def connected(service: Process, patience: float = 30) -> Iterator[socket.socket]:
    port = int(service.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as connection:
        yield connection


def answer_of(connection: socket.socket) -> bytes:
    """Return what comes until the service closes the connection."""
    parts = []
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(65_536):
            parts.append(part)
    return b"".join(parts)


def send_all(connection: socket.socket, data: bytes) -> None:
    """Send as much as is taken."""
    with contextlib.suppress(ConnectionError):
        connection.sendall(data)


GET = b"GET /v1/cities HTTP/1.1\r\nhost: x\r\n"
POST = b"POST /v1/validate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (GET + b"x: " + b"y" * HEAD_BYTES + b"\r\n\r\n", 431),
        (GET + b"x: y\r\n" * (MOST_HEADERS + 1) + b"\r\n", 431),
        (GET + b"x: " + b"y" * (1 << 22), 431),  # a head without an end
        (GET + b"x: y\r\n" * 100_000, 431),
        (b"GET /v1/match?name=" + b"y" * 20_000 + b" HTTP/1.1\r\nhost: x\r\n\r\n", 414),
        (b"GET /" + b"y" * (1 << 22), 431),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100, 400),  # TLS
        (b"nonsense\r\n\r\n", 400),
        (b"GET /v1/cities HTTP/9.9\r\n\r\n", 400),
        (b"\x00" * 1000, 400),
        (GET + b"content-length: 5\r\ncontent-length: 6\r\n\r\nhello", 400),
        (GET + b"content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (GET + b"content-length: -5\r\n\r\n", 400),
        (GET + b"content-length: 99999999999999999999\r\n\r\n", 400),
        (POST + b"transfer-encoding: chunked\r\n\r\nzz\r\n", 400),
        (GET + b"na me: x\r\n\r\n", 400),
    ],
)
def test_heads_that_are_no_request(service: Process, request_: bytes, status: int) -> None:
    with connected(service) as connection:
        send_all(connection, request_)
        answer = answer_of(connection)
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert answer.count(b"HTTP/1.1") == 1


def test_a_head_that_comes_letter_by_letter(service: Process) -> None:
    start = time.monotonic()
    with connected(service) as connection:
        with contextlib.suppress(ConnectionError):
            for letter in GET + b"x: " + b"y" * 10_000:
                connection.sendall(bytes([letter]))
                time.sleep(0.1)
                if time.monotonic() - start > 2 * HEAD_SECONDS:
                    break
        assert answer_of(connection)[:12] in (b"HTTP/1.1 408", b"")
    assert time.monotonic() - start < 2 * HEAD_SECONDS


def test_a_body_that_comes_letter_by_letter(service: Process) -> None:
    start = time.monotonic()
    with connected(service) as connection:
        connection.sendall(POST + b"content-length: 1000\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            for _ in range(1000):
                connection.sendall(b" ")
                time.sleep(0.1)
        assert answer_of(connection)[:12] in (b"HTTP/1.1 408", b"")
    assert time.monotonic() - start < SECONDS + LINGER_SECONDS + 3


def test_bodies_without_an_end(service: Process) -> None:
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    for head in (b"content-length: 1000000000\r\n\r\n", b"transfer-encoding: chunked\r\n\r\n"):
        with connected(service) as connection:
            send_all(connection, POST + head)
            send_all(connection, chunk * (8 * LIMIT // len(chunk)))
            assert answer_of(connection).startswith(b"HTTP/1.1 413")


def test_a_body_that_nobody_asked_for(service: Process) -> None:
    with connected(service) as connection:
        send_all(connection, GET + b"content-length: 1000000000\r\n\r\n" + b" " * (8 << 20))
        assert answer_of(connection).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "body",
    [
        b"[" * LIMIT,
        b'{"a":' * (LIMIT // 5),
        b"[" + b"{}," * (LIMIT // 4) + b"{}]",
        b"[" + b"1," * (LIMIT // 3) + b"1]",
        b'[{"name": "' + b"x" * (LIMIT - 100) + b'"}]',
        b'[{"name": "\\ud800"}]',
        b'[{"name": "\xff\xfe"}]',
        b'[{"name": ' + b"9" * 100_000 + b"}]",
        b'[{"name": 1e999}]',
        b"\x00" * 1000,
        "[{}]".encode("utf-16"),
    ],
    ids=range(11),
)
def test_json_that_nobody_would_write(service: Process, body: bytes) -> None:
    for path in ("/v1/match/batch", "/v1/match/batch?errors=null", "/v1/validate"):
        headers = {"content-type": "application/json"}
        answer = httpx.post(f"{service.address}{path}", content=body, headers=headers, timeout=30)
        assert answer.status_code in (200, 400, 413, 422)
        assert len(answer.content) < 100_000


@pytest.mark.parametrize(
    "query",
    [
        b"name=%ff%fe",
        b"name=%00",
        b"name=%",
        b"name=%zz",
        b"name=\xc4\xb1",
        b"&&&=&=&",
        b"name=a&" * 1_000,
        b"name[]=a&name[b]=c",
        b"name=%F0%9F%92%A9&limit=99999999999999999999",
        b"name=x&min_score=1e400",
    ],
)
def test_queries_that_nobody_would_write(service: Process, query: bytes) -> None:
    with connected(service) as connection:
        send_all(connection, b"GET /v1/match?" + query + b" HTTP/1.1\r\nconnection: close\r\n\r\n")
        answer = answer_of(connection)
    assert answer[9:12] in (b"200", b"400", b"422")


def test_requests_in_one_go(service: Process) -> None:
    """All are answered, in order; what follows the last is not."""
    with connected(service) as connection:
        some = b"".join(
            b"GET /v1/nearest?lat=41.%d&lon=29 HTTP/1.1\r\nhost: x\r\n\r\n" % number
            for number in (0, 1) * 100
        )
        send_all(connection, some + GET + b"connection: close\r\n\r\n")
        answer = answer_of(connection)
    assert answer.count(b"HTTP/1.1 200") == 201


def test_more_requests_in_one_go_than_a_head_is_long(service: Process) -> None:
    """They come cut anywhere; what is read at once holds hundreds of them, and half of one."""
    ask = b"GET /v1/nearest?lat=41&lon=29 HTTP/1.1\r\nhost: x\r\n\r\n"
    body = b'{"city": "Ankara"}'.ljust(3 * HEAD_BYTES)
    post = POST + b"content-length: %d\r\n\r\n" % len(body) + body
    count = 2_000
    sent = ask * count + (post + ask) * 10 + GET + b"connection: close\r\n\r\n"
    with connected(service) as connection:
        sending = threading.Thread(target=send_all, args=(connection, sent))
        sending.start()
        answer = answer_of(connection)
        sending.join()
    assert answer.count(b"HTTP/1.1 200") == count + 21
    assert answer.count(b"HTTP/1.1") == count + 21


def test_nonsense_after_a_request(service: Process) -> None:
    """Whatever becomes of the request, no answer breaks into another."""
    batch = b"[" + b'{"name": "x"},' * 50 + b'{"name": "y"}]'
    head = POST.replace(b"validate", b"match/batch") + b"content-length: %d\r\n\r\n" % len(batch)
    for data in (GET + b"\r\n", head + batch):
        for pause in (0.0, 0.002, 0.02):
            with connected(service) as connection:
                send_all(connection, data)
                time.sleep(pause)
                send_all(connection, b"nonsense\r\n\r\n")
                answer = answer_of(connection)
            first, *more = answer.split(b"HTTP/1.1 ")[1:]
            assert first[:3] in (b"200", b"400")
            assert len(more) <= (first[:3] == b"200")
            assert all(one.startswith(b"400") for one in more)


def test_a_client_that_reads_nothing(service: Process) -> None:
    with connected(service) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        for _ in range(2_000):
            try:
                connection.settimeout(0.2)
                connection.sendall(GET + b"\r\n")
            except TimeoutError:
                break
        time.sleep(1)


def test_clients_that_go_in_the_middle(service: Process) -> None:
    beginnings = [GET, GET + b"\r\n", POST + b"content-length: 100\r\n\r\n{", b"", b"G"]
    for _ in range(40):
        for data in beginnings:
            with connected(service) as connection:
                send_all(connection, data)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    for data in beginnings:
        with connected(service) as connection:
            send_all(connection, data)
            connection.shutdown(socket.SHUT_WR)
            answer_of(connection)


def test_connections_that_are_opened_and_left(service: Process) -> None:
    """Ten thousand, or as many as the system lets one process have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    count = min(10_000, hard - 500)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, count + 400), hard))
    port = int(service.address.rpartition(":")[2])
    with contextlib.ExitStack() as opened:
        opened.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        for _ in range(count):
            connection = opened.enter_context(socket.socket())
            connection.setblocking(False)
            connection.connect_ex(("127.0.0.1", port))
        start = time.monotonic()
        answer = httpx.get(f"{service.address}/healthz", timeout=60)
        assert answer.status_code in (200, 503)
        # Those that ask nothing are closed, and others are let in again.
        time.sleep(max(0.0, start + HEAD_SECONDS + 3 - time.monotonic()))
        assert httpx.get(f"{service.address}/healthz", timeout=30).status_code == 200
    time.sleep(1)


def test_upgrades_and_methods(service: Process) -> None:
    for head in (
        GET + b"connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\r\n",
        GET + b"connection: upgrade\r\nupgrade: h2c\r\n\r\n",
        b"CONNECT 127.0.0.1:22 HTTP/1.1\r\n\r\n",
        b"GET http://example.com/v1/cities HTTP/1.1\r\nhost: x\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET //v1//cities HTTP/1.1\r\nhost: x\r\n\r\n",
        b"GET /../../etc/passwd HTTP/1.1\r\nhost: x\r\n\r\n",
        b"HEAD /v1/cities HTTP/1.1\r\nhost: x\r\n\r\n",
    ):
        with connected(service, patience=1) as connection:
            send_all(connection, head)
            with contextlib.suppress(TimeoutError):
                answer_of(connection)
