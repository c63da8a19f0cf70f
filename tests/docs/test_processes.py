"""The service of ``guides/processes.md``, in gunicorn as the page says, and its Celery tasks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from pages import DOCS, ROOT, fences

pytestmark = pytest.mark.skipif(
    not DOCS.exists() or not hasattr(os, "fork"), reason="the page is in the repository, for forks"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page's files."""
    folder = tmp_path_factory.mktemp("processes")
    for fence in fences(DOCS / "guides" / "processes.md"):
        if fence.title:
            (folder / fence.title).write_text(fence.text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    bind = f"127.0.0.1:{port}"
    worker = "uvicorn_worker.UvicornWorker"
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--bind", bind, "--config", "gunicorn.conf.py"),
            *("--worker-class", worker, "app:app"),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://{bind}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def ask_when_ready(url: str, **params: float) -> httpx.Response:
    for _ in range(600):
        try:
            return httpx.get(url, params=params)
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("gunicorn does not answer")


def test_gunicorn(address: str) -> None:
    found = ask_when_ready(f"{address}/district", lat=41.0636, lon=28.8515).json()
    assert found["district"]["label"] == "100. Yıl Mah., Bağcılar, İstanbul"
    line = {"city": "Ankara", "township": "Batıkent", "address": "Kardelen mah. 2090 sk. 5"}
    order = httpx.post(f"{address}/order", params=line).json()
    assert (order["next"], order["district"]["pk"]) == ("ACCEPT", 6560)


SETTINGS = """
broker_url = "filesystem://"
result_backend = "file://{box}/results"
broker_transport_options = {{
    "data_folder_in": "{box}/messages",
    "data_folder_out": "{box}/messages",
    "control_folder": "{box}/control",
}}
"""


def test_celery(folder: Path, tmp_path: Path) -> None:
    """The page's command takes its task from a broker in files."""
    from celery import Celery

    for name in ("messages", "results", "control"):
        (tmp_path / name).mkdir()
    settings = SETTINGS.format(box=tmp_path)
    (folder / "settings.py").write_text(settings, encoding="utf-8")
    asking = Celery()
    chosen: dict[str, object] = {}
    exec(settings, chosen)
    asking.conf.update({name: value for name, value in chosen.items() if name[0] != "_"})
    worker = subprocess.Popen(
        [
            *(sys.executable, "-m", "celery", "--app", "tasks", "--config", "settings"),
            *("worker", "--concurrency", "2"),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        order = ["istanbul", "kadikoy", "Caferağa mh. Moda Cd. 45"]
        result = asking.send_task("tasks.put_right", order)
        assert result.get(timeout=120) == [40, 470, 35760]
    finally:
        worker.terminate()
        worker.wait(60)
