"""Files over HTTP: what ``geodistricts enrich`` writes, byte for byte."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from geodistricts.gazetteer import Gazetteer
from serving import serving

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")
from geodistricts.service import Settings

CSV = {"content-type": "text/csv"}
LINES = 'no,adres\n1,"Caferağa Mh. Moda Cd. 45\nKadıköy"\n2,\n3,"Berlin, ""Mitte"""\n4,Çankaya\n'
PINS = "lat;lon;il\n41.0636;28.8515;x\n40,97;29,02;y\n;;z\n1;2;w\n"


def enriched(folder: Path, body: bytes, *options: str) -> bytes:
    source, target = folder / "in.csv", folder / "out.csv"
    source.write_bytes(body)
    files = (str(source), str(target))
    command = [sys.executable, "-m", "geodistricts", "enrich", *files, *options]
    subprocess.run(command, check=False, capture_output=True)
    return target.read_bytes()


@pytest.mark.parametrize(
    ("body", "params"),
    [
        (LINES.encode(), {"address": "adres"}),
        (LINES.encode(), {"address": "adres", "prefix": "gd_", "min_confidence": "0.5"}),
        (LINES.encode("windows-1254"), {"address": "adres", "encoding": "windows-1254"}),
        (PINS.encode(), {"latitude": "lat", "longitude": "lon"}),
        ("\ufeff".encode() + PINS.encode(), {"latitude": "lat", "longitude": "lon"}),
        (PINS.encode(), {"city": "il", "delimiter": ";"}),
        (b"adres\n", {"address": "adres"}),
        (LINES.encode() * 2 + LINES.encode()[9:] * 20_000, {"district": "adres"}),
    ],
)
def test_the_answer_is_what_the_command_writes(
    client: httpx.Client, tmp_path: Path, body: bytes, params: dict[str, str]
) -> None:
    answer = client.post("/v1/enrich", content=body, headers=CSV, params=params)
    options = [
        part for name, value in params.items() for part in (f"--{name.replace('_', '-')}", value)
    ]
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content == enriched(tmp_path, body, *options)


@pytest.mark.parametrize(
    ("body", "params", "said"),
    [
        (LINES.encode(), {}, "give either latitude and longitude"),
        (LINES.encode(), {"latitude": "adres"}, "give either latitude and longitude"),
        (LINES.encode(), {"address": "adresi"}, "no column 'adresi'; its columns are no, adres"),
        (LINES.encode(), {"address": "adres", "adress": "x"}, "no such parameter"),
        (LINES.encode() + b"5,6,7\n", {"address": "adres"}, "line 7 has 3 fields"),
        (LINES.encode("windows-1254"), {"address": "adres"}, "give the right one"),
        (LINES.encode(), {"address": "adres", "encoding": "utf-7a"}, "utf-7a"),
        (LINES.encode(), {"address": "adres", "delimiter": "x"}, "delimiter must be one of"),
        (LINES.encode(), {"address": "adres", "min_confidence": "2"}, "min_confidence must be"),
        (b"", {"address": "adres"}, "name the columns"),
    ],
)
def test_files_that_cannot_be_used(
    client: httpx.Client, body: bytes, params: dict[str, str], said: str
) -> None:
    answer = client.post("/v1/enrich", content=body, headers=CSV, params=params)
    assert answer.status_code == 422
    assert said in answer.json()["detail"]
    assert "/tmp" not in answer.text


def test_other_media_types(client: httpx.Client) -> None:
    answer = client.post("/v1/enrich?address=x", json={})
    assert (answer.status_code, "send text/csv" in answer.text) == (415, True)


def test_nothing_is_left_behind(
    bundled: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with (
        serving(bundled, Settings(max_bytes=10_000)) as address,
        httpx.Client(base_url=address) as client,
    ):
        assert (
            client.post("/v1/enrich?address=adres", content=LINES, headers=CSV).status_code == 200
        )
        large = client.post("/v1/enrich?address=adres", content=LINES * 1_000, headers=CSV)
        assert large.status_code == 413
        bad = client.post("/v1/enrich?address=x", content=LINES, headers=CSV)
        assert bad.status_code == 422
    assert [*tmp_path.iterdir()] == []
