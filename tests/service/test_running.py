"""Processes: ready, refreshed, missed when they die, and ended, without a lost request."""

import os
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from serving_processes import Process, serving_processes, started
from small_snapshots import write_points

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork") or not Path("/proc").exists(), reason="needs Linux's processes"
)
pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")

ONE, OTHER = [(41.0, 29.0), (41.1, 29.1)], [(41.5, 29.5), (41.1, 29.1), (40.0, 30.0)]


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    path = tmp_path / "snapshot"
    write_points(path, ONE)
    return path


@pytest.fixture
def service(snapshot: Path) -> Iterator[Process]:
    with serving_processes("--snapshot", snapshot, "--workers", "2") as service:
        yield service


def replace(snapshot: Path, points: list[tuple[float, float]]) -> None:
    """Put another snapshot in its place, as a build does."""
    other, old = snapshot.with_name("other"), snapshot.with_name("old")
    write_points(other, points)
    snapshot.rename(old)
    other.rename(snapshot)
    shutil.rmtree(old)


class Asking(threading.Thread):
    """Asks over and over, on a connection that is kept, and notes what comes back."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.versions: dict[str, int] = {}
        self.failures: list[str] = []
        self.stop = False
        self.start()

    def run(self) -> None:
        with httpx.Client(base_url=self.address) as client:
            while not self.stop:
                try:
                    answer = client.get("/v1/nearest?lat=41&lon=29")
                except httpx.HTTPError as error:
                    self.failures.append(repr(error))
                    continue
                version = answer.headers["x-geodistricts-version"]
                self.versions[version] = self.versions.get(version, 0) + 1
                if answer.status_code != 200:
                    self.failures.append(answer.text)


@pytest.mark.parametrize("way", ["signal", "change"])
def test_a_refresh_loses_no_request(service: Process, snapshot: Path, way: str) -> None:
    before = service.version()
    asking = [Asking(service.address) for _ in range(4)]
    for number in range(3):
        ready = service.times_ready()
        if way == "change":
            replace(snapshot, [ONE, OTHER][(number + 1) % 2])
        else:
            service.send(signal.SIGHUP)
        service.wait_for_another(ready)
    time.sleep(0.5)
    for one in asking:
        one.stop = True
        one.join()
    assert [failure for one in asking for failure in one.failures] == []
    assert sum(sum(one.versions.values()) for one in asking) > 100
    assert len({version for one in asking for version in one.versions}) == (
        2 if way == "change" else 1
    )
    assert (service.version() != before) is (way == "change")


def test_an_answer_is_of_the_version_it_says(service: Process, snapshot: Path) -> None:
    expected, before = {}, service.version()
    for points in (OTHER, ONE):
        replace(snapshot, points)
        service.wait_for_other_data(before)
        before = service.version()
        answer = httpx.get(f"{service.address}/v1/nearest?lat=41.4&lon=29.4")
        expected[answer.headers["x-geodistricts-version"]] = answer.json()["distance"]
    assert len(set(expected.values())) == 2


def test_a_snapshot_that_is_damaged_changes_nothing(service: Process, snapshot: Path) -> None:
    before = service.version()
    (snapshot / "districts.parquet").write_bytes(b"nothing")
    service.send(signal.SIGHUP)
    service.wait_for(lambda: "not refreshed" in service.log, "the refusal")
    assert "districts.parquet" in service.log
    assert service.version() == before
    replace(snapshot, OTHER)
    service.wait_for(lambda: service.version() != before, "the new snapshot")


def test_a_worker_that_dies_is_replaced(service: Process) -> None:
    ready = service.times_ready()
    os.kill(service.workers[-1], signal.SIGKILL)
    service.wait_for_another(ready)
    assert "a worker has died" in service.log
    assert httpx.get(f"{service.address}/readyz").status_code == 200
    service.wait_for(lambda: len(service.workers) == 2, "the old generation's end")


def test_workers_end_with_their_supervisor(service: Process) -> None:
    """Also with one that is killed, and can tell them nothing."""
    workers = service.workers
    assert len(workers) == 2
    service.process.kill()
    service.process.wait()
    end = time.monotonic() + 30
    while any(is_alive(pid) for pid in workers):
        assert time.monotonic() < end
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_requests_in_hand_are_answered_at_the_end(service: Process, number: signal.Signals) -> None:
    port = int(service.address.rpartition(":")[2])
    body = b'{"city": "Ankara"}'
    head = b"POST /v1/validate HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n" % len(body)
    with socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(head + body[:5])
        time.sleep(0.3)
        service.send(number)
        time.sleep(0.5)
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{service.address}/healthz")
        slow.sendall(body[5:])
        answer = slow.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"connection: close" in answer
    assert service.process.wait(30) == -number


def test_a_second_signal_ends_it_at_once(service: Process) -> None:
    port = int(service.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(b"POST /v1/validate HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n")
        time.sleep(0.3)
        service.send(signal.SIGTERM)
        time.sleep(0.3)
        start = time.monotonic()
        service.send(signal.SIGTERM)
        service.process.wait(30)
        assert time.monotonic() - start < 5


def test_tokens_are_exchanged_too(snapshot: Path, tmp_path: Path) -> None:
    tokens = tmp_path / "tokens"
    tokens.write_text("old\n")
    with serving_processes("--snapshot", snapshot, "--token-file", tokens) as service:

        def status(token: str) -> int:
            headers = {"authorization": f"Bearer {token}"}
            return httpx.get(f"{service.address}/v1/cities", headers=headers).status_code

        assert [status("old"), status("new")] == [200, 401]
        tokens.write_text("new\n")
        service.wait_for(lambda: [status("old"), status("new")] == [401, 200], "new tokens")
        assert httpx.get(f"{service.address}/healthz").status_code == 200
        assert httpx.get(f"{service.address}/metrics").status_code == 401


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--snapshot", "nowhere"], "nowhere"),
        (["--overlay", "nowhere.csv"], "nowhere.csv"),
        (["--token-file", "nowhere"], "nowhere"),
        (["--host", "256.1.1.1"], "give another --host"),
        (["--workers", "0"], "--workers"),
        (["--cors"], "--cors"),
    ],
)
def test_what_cannot_start_says_why(options: list[str], said: str) -> None:
    with started(*options) as service:
        assert service.process.wait(60) == 2
        last = service.log.splitlines()[-1]
        assert said in service.log
        assert "Traceback" not in service.log
        assert not last.startswith("{")


def test_a_port_that_is_taken(service: Process) -> None:
    with started("--port", service.address.rpartition(":")[2]) as other:
        assert other.process.wait(60) == 2
        assert "stop what listens there" in other.log


def test_the_log_has_nothing_of_what_is_asked(service: Process) -> None:
    secrets = ["Gizlisokak", "41.0123", "29.0456", "gizlitoken", "gizliadres"]
    client = httpx.Client(base_url=service.address, headers={"authorization": "Bearer gizlitoken"})
    client.get("/v1/reverse?lat=41.0123&lon=29.0456")
    client.get("/v1/reverse?lat=41.0123&lon=x29.0456")
    client.get("/v1/match?name=Gizlisokak&city=gizliadres")
    client.post("/v1/validate", json={"address": "Gizlisokak 5", "city": "gizliadres"})
    client.post("/v1/validate", content=b"{Gizlisokak")
    client.get("/gizliadres/Gizlisokak")
    client.request("GIZLITOKEN", "/gizliadres")
    client.get("/v1/districts/1")
    service.wait_for(lambda: "/v1/districts/{pk}" in service.log, "the log")
    requests = [line for line in service.lines if "route" in line]
    assert {"/v1/reverse", "/v1/match", "/v1/validate", "none"} <= {
        one["route"] for one in requests
    }
    assert {"time", "method", "status", "ms", "bytes", "rows"} <= requests[0].keys()
    for secret in secrets:
        assert secret.lower() not in service.log.lower()


def test_metrics_of_all_workers_and_generations(service: Process) -> None:
    def counted() -> float:
        text = httpx.get(f"{service.address}/metrics").text
        name = 'geodistricts_requests_total{method="GET",route="/v1/cities",status="200"}'
        return sum(float(line.split()[-1]) for line in text.splitlines() if line.startswith(name))

    for _ in range(20):
        httpx.get(f"{service.address}/v1/cities")  # a connection each, to any worker
    assert counted() == 20
    ready = service.times_ready()
    service.send(signal.SIGHUP)
    service.wait_for_another(ready)
    service.wait_for(lambda: len(service.workers) == 2, "the old generation's end")
    httpx.get(f"{service.address}/v1/cities")
    assert counted() == 21
    text = httpx.get(f"{service.address}/metrics").text
    alive = [line for line in text.splitlines() if line.startswith("geodistricts_worker_resident")]
    assert len(alive) == 2
    assert f'geodistricts_data_info{{version="{service.version()}"}} 2.0' in text


def test_help_says_what_matters() -> None:
    import subprocess

    command = [sys.executable, "-m", "geodistricts", "serve", "--help"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for word in ("SIGHUP", "/docs", "/metrics", "--token-file", "--cors", "--workers"):
        assert word in shown
