"""Probes, metrics and the log: what they say, and that they hold nobody up."""

import asyncio
import json
import logging
import os
import random
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from geodistricts.gazetteer import Gazetteer
from serving import serving
from serving_processes import serving_processes
from small_snapshots import MakeGazetteer, write_points

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from geodistricts.service import Settings, create_app
from geodistricts.service.operations import AccessLog, log_in_lines

needs_processes = pytest.mark.skipif(
    not hasattr(os, "fork") or not Path("/proc").exists(), reason="needs Linux's processes"
)


@pytest.fixture(scope="module")
def client(bundled: Gazetteer) -> Iterator[httpx.Client]:
    with serving(bundled) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def metrics(client: httpx.Client) -> dict[str, Metric]:
    text = client.get("/metrics").text
    return {family.name: family for family in text_string_to_metric_families(text)}


def counted(client: httpx.Client, **labels: str) -> float:
    return sum(
        sample.value
        for sample in metrics(client)["geodistricts_requests"].samples
        if sample.name.endswith("_total") and labels.items() <= sample.labels.items()
    )


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/healthz", 200),
        ("GET", "/v1/cities", 200),
        ("GET", "/v1/reverse?lat=141&lon=29", 422),
        ("GET", "/nowhere", 404),
        ("DELETE", "/v1/cities", 405),
        ("POST", "/v1/validate", 400),
    ],
)
def test_each_answer_says_of_which_data_it_is(
    client: httpx.Client, bundled: Gazetteer, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path, content=b"{" if method == "POST" else None)
    assert answer.status_code == status
    assert answer.headers["x-geodistricts-version"] == bundled.version


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/v1/reverse?lat=41&lon=29", "/v1/reverse", "200"),
        ("/v1/reverse?lat=91&lon=29", "/v1/reverse", "422"),
        ("/v1/cities/40", "/v1/cities/{pk}", "200"),
        ("/v1/cities/99", "/v1/cities/{pk}", "404"),
        ("/nowhere/at/all", "none", "404"),
        ("/healthz", "/healthz", "200"),
    ],
)
def test_requests_are_counted_by_their_route(
    client: httpx.Client, path: str, route: str, status: str
) -> None:
    labels = {"route": route, "method": "GET", "status": status}
    before = counted(client, **labels)
    for _ in range(3):
        client.get(path)
    assert counted(client, **labels) == before + 3
    seconds = metrics(client)["geodistricts_request_seconds"].samples
    (count,) = [
        one.value for one in seconds if one.name.endswith("_count") and one.labels["route"] == route
    ]
    assert count == counted(client, route=route)


def test_what_is_asked_makes_no_new_series(client: httpx.Client) -> None:
    """Whoever asks for a thousand addresses by a thousand methods takes no memory with it."""

    def ask(number: int) -> None:
        client.request(f"X{number}", f"/v1/{number}/{number}")
        client.request(f"X{number}", f"/v1/cities/{number}")
        client.get(f"/v1/districts/{number}?x={number}")
        client.get(f"/akinon{number}/%ff%00/..%2f{number}")

    def series() -> int:
        return sum(len(family.samples) for family in metrics(client).values())

    ask(0)
    series()
    before = series()
    for number in range(1, 50):
        ask(number)
    assert series() == before


def test_rows_of_batches_are_counted(client: httpx.Client) -> None:
    def rows() -> float:
        return sum(
            sample.value
            for sample in metrics(client)["geodistricts_batch_rows"].samples
            if sample.name.endswith("_total")
        )

    body = [{"lat": 41.0, "lon": 29.0}] * 7
    assert client.post("/v1/nearest/batch", json=body).status_code == 200
    before = rows()
    client.post("/v1/nearest/batch", json=body)
    assert rows() == before + 7


def test_memory_and_version_are_shown(client: httpx.Client, bundled: Gazetteer) -> None:
    shown = metrics(client)
    (memory,) = shown["geodistricts_worker_resident_bytes"].samples
    assert memory.value > 10e6
    (data,) = shown["geodistricts_data_info"].samples
    assert (data.labels["version"], data.value) == (bundled.version, 1)


def test_a_fault_is_logged_without_what_was_asked(
    make_gazetteer: MakeGazetteer, capsys: pytest.CaptureFixture[str]
) -> None:
    app = create_app(make_gazetteer([(41.0, 29.0)]), Settings())

    @app.get("/broken")
    def broken(secret: str) -> None:
        raise RuntimeError(secret)

    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        log_in_lines()
        root.setLevel(logging.ERROR)  # httpx, which asks, says what
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)

        async def ask() -> httpx.Response:
            async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
                return await client.get("/broken?secret=Gizlisokak")

        answer = asyncio.run(ask())
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        logging.getLogger("uvicorn.error").disabled = False
    said = capsys.readouterr().err
    assert answer.status_code == 500
    assert "Gizlisokak" not in said + answer.text
    line = json.loads(said)
    assert line["error"] == "RuntimeError"
    assert line["at"][-1].endswith(" broken")


def written_by(log: AccessLog, name: str, count: int, seed: int) -> None:
    """Write lines of different lengths, some now and some then."""
    choose = random.Random(seed)

    async def write() -> None:
        for number in range(count):
            log.write(name=name, number=number, filling="x" * choose.randrange(300))
            if not choose.randrange(50):
                log.flush()
                await asyncio.sleep(0)
        while log._lines:
            log.flush()
            await asyncio.sleep(0.001)

    asyncio.run(write())


def test_no_span_has_what_was_asked(bundled: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    """FastAPI traces requests, with their query, wherever OpenTelemetry is set up."""
    trace = pytest.importorskip("opentelemetry.trace", reason="this FastAPI traces nothing")
    asked: list[str] = []

    class Recording(trace.TracerProvider):  # type: ignore[misc, name-defined]
        def get_tracer(self, name: str, *arguments: object, **options: object) -> object:
            asked.append(name)
            return trace.NoOpTracer()

    monkeypatch.setattr(trace, "_TRACER_PROVIDER", Recording())
    with serving(bundled) as address:
        assert httpx.get(f"{address}/v1/normalize?name=gizli").status_code == 200
    assert not asked


def test_lines_of_several_processes_stay_whole() -> None:
    """In a pipe, as containers have it."""
    reading, writing = os.pipe()
    count = 3_000
    writers = [
        threading.Thread(target=written_by, args=(AccessLog(writing), f"w{number}", count, number))
        for number in range(4)
    ]

    def end() -> None:
        for writer in writers:
            writer.join()
        os.close(writing)

    for writer in writers:
        writer.start()
    ending = threading.Thread(target=end)
    ending.start()
    with os.fdopen(reading, "rb") as file:
        lines = [json.loads(line) for line in file]
    ending.join()
    for number in range(4):
        numbers = [line["number"] for line in lines if line["name"] == f"w{number}"]
        assert numbers == list(range(count))


def test_a_log_that_nobody_reads_holds_nobody_up() -> None:
    reading, writing = os.pipe()
    log = AccessLog(writing)

    async def write() -> float:
        start = time.monotonic()
        for number in range(50_000):
            log.write(number=number, filling="x" * 200)
            if number % 1_000 == 0:
                log.flush()
        return time.monotonic() - start

    assert asyncio.run(write()) < 5
    assert len(log._lines) <= 20_000
    os.set_blocking(reading, False)
    text = b""
    while log._lines:
        text += os.read(reading, 1 << 20)
        log.flush()
    text += os.read(reading, 1 << 20)
    lines = [json.loads(line)["number"] for line in text.splitlines()]
    assert lines[-1] == 49_999
    assert lines == sorted(lines)
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize("close", ["reader", "writer"])
def test_a_log_that_is_closed_is_no_fault(close: str) -> None:
    reading, writing = os.pipe()
    log = AccessLog(writing)

    async def write() -> None:
        os.close(reading if close == "reader" else writing)
        for number in range(10):
            log.write(number=number)
            log.flush()

    asyncio.run(write())
    os.close(writing if close == "reader" else reading)


@needs_processes
def test_not_ready_while_it_ends(tmp_path: Path) -> None:
    """A connection that is kept is answered, and told that it ends; its counts go away with it."""
    write_points(tmp_path / "snapshot", [(41.0, 29.0)])
    with serving_processes("--snapshot", tmp_path / "snapshot") as service:
        port = int(service.address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as kept:
            ask = b"GET /readyz HTTP/1.1\r\nhost: x\r\n\r\n"
            kept.sendall(ask)
            before = b""
            while not before.endswith(b"ready\n"):
                before += kept.recv(4096)
            service.send(signal.SIGTERM)
            time.sleep(0.5)
            kept.sendall(ask)
            answer = b"".join(iter(lambda: kept.recv(4096), b""))
        assert answer.startswith(b"HTTP/1.1 503")
        assert b"connection: close" in answer
        assert service.process.wait(10) == -signal.SIGTERM


@needs_processes
def test_counts_do_not_grow_with_refreshes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_points(tmp_path / "snapshot", [(41.0, 29.0)])
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with serving_processes("--snapshot", tmp_path / "snapshot", "--workers", "2") as service:
        sizes = []
        for _ in range(4):
            ready = service.times_ready()
            service.send(signal.SIGHUP)
            service.wait_for_another(ready)
            service.wait_for(lambda: len(service.workers) == 2, "the end of the old ones")
            sizes.append(len(list(temporary.glob("geodistricts-counts-*/*"))))
        assert sizes[0] == sizes[-1] > 0
        service.send(signal.SIGTERM)
        service.process.wait(30)
    assert list(temporary.glob("geodistricts-counts-*")) == []
