"""``geodistricts serve``: what it takes, what it says, and how it ends; not what it answers."""

import os
import re
import signal
import socket
import sys
import time
import tomllib
from dataclasses import fields
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from geodistricts.cli import serve as module
from geodistricts.cli.serve import serve
from serving_processes import serving_processes
from small_snapshots import write_points

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")
from geodistricts import service
from geodistricts.service import Settings, StartError

ROOT = Path(__file__).parents[2]
needs_processes = pytest.mark.skipif(
    not hasattr(os, "fork") or not Path("/proc").exists(), reason="needs Linux's processes"
)


def settings_of(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Settings:
    """Return what the service is told, by arguments."""
    told: list[Settings] = []

    def note(settings: Settings) -> int:
        told.append(settings)
        raise StartError("noted")

    monkeypatch.setattr(service, "serve", note)
    done = CliRunner().invoke(serve, arguments)
    assert done.output == "Error: noted\n"
    return told[0]


def test_without_options_the_settings_are_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_of(monkeypatch) == Settings()


def test_each_setting_has_its_option(monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = {
        "host": "0.0.0.0",
        "port": 0,
        "workers": 3,
        "snapshot": Path("a"),
        "overlay": Path("b.csv"),
        "cors": ("https://shop.example", "https://other.example"),
        "token_file": Path("c"),
        "max_rows": 5,
        "max_bytes": 6,
        "timeout": 7.5,
        "tile_url": "https://tiles.example/{z}/{x}/{y}.png",
        "tile_attribution": "© Tiles",
    }
    written = ["--no-access-log"]
    for name, value in arguments.items():
        for one in value if isinstance(value, tuple) else [value]:
            written += [f"--{name.replace('_', '-')}", str(one)]
    told = settings_of(monkeypatch, *written)
    assert told == Settings(**arguments, access_log=False)  # type: ignore[arg-type]
    assert {one.name for one in fields(Settings)} == {*arguments, "access_log"}


def test_what_is_missing_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extra = listed["optional-dependencies"]["server"]
    names = {re.split("[<>=;]", one)[0].replace("-", "_") for one in extra}
    assert set(module._NEEDED) == names - {"uvloop"}  # quicker, but not needed
    for name in module._NEEDED:
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, name, None)
            done = CliRunner().invoke(serve)
        assert done.exit_code == 1  # the program makes a 2 of it
        assert f"{name} is not installed; run: pip install 'geodistricts[server]'" in done.output


@needs_processes
def test_systemd_is_told_how_it_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_points(tmp_path / "snapshot", [(41.0, 29.0)])
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as hearing:
        hearing.bind(str(tmp_path / "notify"))
        hearing.settimeout(30)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        with serving_processes("--snapshot", tmp_path / "snapshot") as running:
            assert hearing.recv(1024) == b"READY=1"
            assert httpx.get(f"{running.address}/readyz").status_code == 200
            before = time.monotonic_ns() // 1000
            running.send(signal.SIGHUP)
            state, _, since = hearing.recv(1024).decode().partition("\nMONOTONIC_USEC=")
            assert state == "RELOADING=1"
            assert before <= int(since) <= time.monotonic_ns() // 1000
            assert hearing.recv(1024) == b"READY=1"
            (tmp_path / "snapshot" / "manifest.json").write_text("{")
            running.send(signal.SIGHUP)
            assert hearing.recv(1024).startswith(b"RELOADING=1")
            assert hearing.recv(1024) == b"READY=1"
            running.send(signal.SIGTERM)
            while (said := hearing.recv(1024)) != b"STOPPING=1":
                assert said.startswith((b"RELOADING=1", b"READY=1"))  # the file has changed, too


def test_the_unit_and_the_image_ask_for_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    unit = (ROOT / "deploy" / "geodistricts.service").read_text()
    (started,) = re.findall(r"^ExecStart=\S+/geodistricts serve (.*) \$OPTIONS$", unit, re.M)
    (more,) = re.findall(r"^# OPTIONS=(.*)$", unit, re.M)
    assert settings_of(monkeypatch, *started.split(), *more.split()).workers == 2
    image = (ROOT / "deploy" / "Dockerfile").read_text()
    (entry,) = re.findall(r"^ENTRYPOINT \[(.*)\]$", image, re.M)
    (command,) = re.findall(r"^CMD \[(.*)\]$", image, re.M)
    arguments = re.findall(r'"(.*?)"', f"{entry} {command}")
    assert arguments[:2] == ["geodistricts", "serve"]
    told = settings_of(monkeypatch, *arguments[2:])
    assert f"127.0.0.1:{told.port}/readyz" in image
    for folder in re.findall(r"^COPY (?!--from)(.*) \S+$", image, re.M):
        assert all((ROOT / one).exists() for one in folder.split())
