"""Proven with ourselves: ``geodistricts build akinon`` of the service gives what it serves."""

import json
from pathlib import Path

import pytest

import akinon_server
from akinon_builds import Build
from akinon_lists import platform_list
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot import MANIFEST
from serving import serving

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")

OF_THE_API = (
    *("pk", "name", "city", "township", "is_active", "latitude", "longitude"),
    *("created_date", "modified_date", "omnitron_id", "mapping"),
)


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Build:
    return Build(monkeypatch, capsys)


def test_a_platform_s_snapshot_comes_back_byte_for_byte(build: Build, tmp_path: Path) -> None:
    """All files are the same, and so is the version; the manifest names another origin."""
    first, again = tmp_path / "first", tmp_path / "again"
    platform = platform_list(3, misspelt=0.02, located=0.1, cities={40, 74})
    for number, row in enumerate(platform.districts[::7]):
        row["mapping"] = {"codes": [number, "x\u0131"]}
        row["is_active"] = False
    with akinon_server.serving(platform.districts, platform.townships, platform.cities) as server:
        assert build(server, first).code == 0
    served = Gazetteer.open(first)
    with serving(served) as address:
        assert build(address, again).code == 0
    manifests = [json.loads((one / MANIFEST).read_text(encoding="utf-8")) for one in (first, again)]
    for file in first.iterdir():
        if file.name != MANIFEST:
            assert (again / file.name).read_bytes() == file.read_bytes(), file.name
    assert manifests[0]["files"] == manifests[1]["files"]
    crawled = Gazetteer.open(again)
    assert crawled.version == served.version
    assert {"mapping", "created_date"} <= set(crawled.table.drop_null().schema.names)


def test_the_bundled_snapshot_comes_back(build: Build, bundled: Gazetteer, tmp_path: Path) -> None:
    """All 73,305 rows, in all columns that the API has, and those that are recognised by name."""
    with serving(bundled) as address:
        assert build(address, tmp_path / "crawled").code == 0
    crawled = Gazetteer.open(tmp_path / "crawled")
    recognised = ("kind", "village", "postal_code", "semt", "official_code", "population")
    for column in (*OF_THE_API, *recognised):
        assert crawled.table[column].equals(bundled.table[column]), column
    assert crawled.cities == bundled.cities
    for city in bundled.cities[::10]:
        assert crawled.townships_of(city.pk) == bundled.townships_of(city.pk)
