"""``geodistricts build akinon``: whole snapshots from a server on loopback."""

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from akinon_builds import Build
from akinon_lists import PlatformList, platform_list
from akinon_server import DISTRICTS, SIMPLE, TOKEN, AkinonServer, Fault, serving
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot.format import BOUNDARIES, FILES, MANIFEST, REVERSE
from geodistricts.snapshot.reading import read_manifest, verify

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "geodistricts", "build", "akinon")
FAULTS: tuple[Fault, ...] = (
    ("status", (429, {"Retry-After": "0"})),
    ("status", (429, {})),
    ("status", (500, {})),
    ("status", (503, {})),
    ("reset", None),
    ("truncated", None),
    ("half", None),
    ("garbled", None),
)


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Build:
    """Run the command with a token in the environment."""
    return Build(monkeypatch, capsys)


@pytest.fixture(scope="module")
def made() -> PlatformList:
    """Return the list of a small platform."""
    return platform_list(cities={74, 40}, located=0.1)


@pytest.fixture(scope="module")
def country() -> PlatformList:
    """Return the list of a platform with the whole country, misspelt and scrambled."""
    return platform_list(7, misspelt=0.02, missing=0.0005, located=0.002)


def contents(path: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in path.iterdir()}


def assert_whole(path: Path) -> None:
    assert verify(path) == [(name, None) for name in (MANIFEST, *FILES)]


def assert_rows_equal_pages(server: AkinonServer, gazetteer: Gazetteer) -> None:
    """Compare every page of the API with the same rows of the snapshot."""
    for page in itertools.count(1):
        document = server.document(DISTRICTS, page)
        if document is None:
            return
        rows = document["results"]
        assert [gazetteer.district(row["pk"]).to_dict() for row in rows] == rows


def test_the_whole_country(country: PlatformList, tmp_path: Path, build: Build) -> None:
    """Recognise all townships, fill nearly all coordinates, none from another township."""
    with serving(country.districts) as server:
        done = build(server, tmp_path / "snapshot")
        assert (done.code, done.err) == (0, "")
        gazetteer = Gazetteer.open(tmp_path / "snapshot")
        assert_rows_equal_pages(server, gazetteer)
    assert done.count("Recognised townships: ") == len(country.bundled_township)
    bundled = Gazetteer.open()
    filled = 0
    for pk, bundled_pk in country.bundled_district.items():
        ours, theirs = gazetteer.district(pk), bundled.district(bundled_pk)
        assert ours.township.name == theirs.township.name
        assert ours.city.display_name == theirs.city.display_name
        if ours.coordinate_source in ("bundled", "bundled_village"):
            filled += 1
            assert (ours.latitude, ours.longitude) == (theirs.latitude, theirs.longitude)
            assert ours.postal_code == theirs.postal_code
        else:
            filled += ours.coordinate_source == "source" or theirs.latitude is None
    assert filled >= 0.99 * len(country.bundled_district)
    assert done.count("Without a counterpart in the bundled snapshot: ") <= 0.01 * filled


def test_faults_do_not_change_a_byte(made: PlatformList, tmp_path: Path, build: Build) -> None:
    choose = random.Random(11)
    with serving(made.districts, made.townships, made.cities, page_size=10) as server:
        assert build(server, tmp_path / "calm").code == 0
        server.fault = lambda *_: choose.choice(FAULTS) if choose.random() < 0.05 else None
        done = build(server, tmp_path / "stormy")
        assert done.code == 0
        assert any("asked again" in line for line in done.lines)
    assert contents(tmp_path / "calm") == contents(tmp_path / "stormy")


def test_a_snapshot_serves_the_platforms_numbers(
    made: PlatformList, tmp_path: Path, build: Build
) -> None:
    out = tmp_path / "snapshot"
    with serving(made.districts, made.townships, made.cities) as server:
        assert build(server, out).code == 0
        gazetteer = Gazetteer.open(out)
        assert_rows_equal_pages(server, gazetteer)
        source = gazetteer.manifest["sources"][0]
        assert (source["name"], source["origin"]) == ("Akinon OMS district list", server.url)
    assert_whole(out)
    assert [entry.name for entry in tmp_path.iterdir()] == ["snapshot"]
    bundled = Gazetteer.open()
    number_of = {bundled_pk: pk for pk, bundled_pk in made.bundled_district.items()}
    place = bundled.reverse(41.0636, 28.8515)
    assert place is not None
    found = gazetteer.reverse(41.0636, 28.8515)
    assert found is not None
    assert found.district.pk == number_of[place.district.pk]
    (match, *_) = gazetteer.match("caferağa mh", city="istanbul", township="kadıköy")
    assert (
        match.district.pk
        == number_of[bundled.match("caferağa", "İstanbul", "Kadıköy")[0].district.pk]
    )
    ankara = gazetteer.reverse(39.92, 32.85, max_distance=None)
    assert ankara is not None
    assert ankara.method == "nearest"
    for name in (BOUNDARIES, REVERSE):
        assert (out / name).read_bytes() == (bundled.path / name).read_bytes()
    newest = max(row["modified_date"] for row in made.districts)
    assert gazetteer.manifest["created"] == newest.replace("Z", "+00:00")


def test_without_enrichment_nothing_is_added(
    made: PlatformList, tmp_path: Path, build: Build
) -> None:
    out = tmp_path / "snapshot"
    with serving(made.districts) as server:
        done = build(server, out, "--no-enrich")
        gazetteer = Gazetteer.open(out)
        assert_rows_equal_pages(server, gazetteer)
    assert done.code == 0
    assert_whole(out)
    located = sum(row["latitude"] is not None for row in made.districts)
    sources = gazetteer.table["coordinate_source"].to_pylist()
    assert (sources.count("source"), sources.count(None)) == (located, len(sources) - located)
    assert {city.name for city in gazetteer.cities} == {"CITY 74", "CITY 40"}
    township = made.townships[0]["pk"]
    assert gazetteer.township(township).name == f"TOWNSHIP {township}"
    at = next(row for row in made.districts if row["latitude"] is not None)
    assert gazetteer.reverse(float(at["latitude"]), float(at["longitude"])) is not None
    assert read_manifest(out)["files"][BOUNDARIES]["rows"] == 0
    assert len(read_manifest(out)["sources"]) == 1


def test_the_same_server_gives_the_same_bytes(
    made: PlatformList, tmp_path: Path, build: Build
) -> None:
    with serving(made.districts, made.townships) as server:
        assert build(server, tmp_path / "one").code == 0
        first = contents(tmp_path / "one")
        server.lists[DISTRICTS] = server.lists[SIMPLE] = made.districts[::-1]
        assert build(server, tmp_path / "two").code == 0
        done = build(server, tmp_path / "one")
        assert "Changes: none" in done.lines
    assert contents(tmp_path / "one") == contents(tmp_path / "two") == first


def test_a_refresh_prints_what_changed(made: PlatformList, tmp_path: Path, build: Build) -> None:
    out = tmp_path / "snapshot"
    rows = [dict(row) for row in made.districts]
    with serving(rows, made.townships, made.cities) as server:
        assert build(server, out, "--no-enrich").code == 0
        gone, renamed, moved = rows.pop(5), rows[6], next(row for row in rows if row["latitude"])
        old_name = renamed["name"]
        renamed["name"] = "BAŞKA MAH"
        moved["latitude"] = f"{float(moved['latitude']) + 0.05:.8f}"
        rows.append({**rows[7], "pk": 999_999, "name": "YEPYENİ MAH"})
        done = build(server, out, "--no-enrich")
        assert done.code == 0
        gazetteer = Gazetteer.open(out)
        assert_rows_equal_pages(server, gazetteer)
    text = "\n".join(done.lines)
    assert f"{old_name} → BAŞKA MAH" in text
    assert ": YEPYENİ MAH" in text
    assert "added 1" not in text
    assert f": {gone['name']}" in text
    assert f"{moved['name']}, " in text
    assert not gazetteer.district(gone["pk"]).is_active


def test_shrinking_is_refused_unless_allowed(
    made: PlatformList, tmp_path: Path, build: Build
) -> None:
    out = tmp_path / "snapshot"
    rows = list(made.districts)
    with serving(rows) as server:
        assert build(server, out, "--no-enrich").code == 0
        before = contents(out)
        del rows[: len(rows) // 20]
        done = build(server, out, "--no-enrich")
        assert (done.code, done.lines) == (2, [])
        assert "districts would shrink" in done.err
        assert contents(out) == before
        assert build(server, out, "--no-enrich", "--allow-shrink", "--resume").code == 0
    assert Gazetteer.open(out).table["is_active"].to_pylist().count(False) == len(
        made.districts
    ) - len(rows)


def failing(how: str, server: AkinonServer) -> None:
    def rewrite(path: str, page: int, document: dict[str, Any]) -> Any:
        if (path, page) != (SIMPLE, 2):
            return document
        return {
            "host": {**document, "next": f"https://evil.example{SIMPLE}?page=3"},
            "loop": {**document, "next": f"{SIMPLE}?page=2"},
            "shape": [document],
            "type": {**document, "results": [{**document["results"][0], "city": "40"}]},
            "count": {**document, "count": 5},
        }.get(how, document)

    status = {
        "401": (401, {}),
        "403": (403, {}),
        "302": (302, {"Location": "https://evil.example"}),
    }
    server.rewrite = rewrite
    server.fault = lambda request, path, page: (
        ("status", status[how]) if how in status and page == 2 else None
    )


@pytest.mark.parametrize("how", ["host", "loop", "shape", "type", "count", "401", "403", "302"])
def test_what_cannot_be_trusted_leaves_the_old_snapshot(
    made: PlatformList, tmp_path: Path, build: Build, how: str
) -> None:
    out = tmp_path / "snapshot"
    with serving(made.districts) as server:
        assert build(server, out, "--no-enrich").code == 0
        before = contents(out)
        failing(how, server)
        for target in (out, tmp_path / "fresh"):
            done = build(server, target)
            assert (done.code, done.lines) == (2, [])
            assert done.err.startswith("geodistricts: ")
            assert len(done.err.splitlines()) == 1
            assert TOKEN not in done.err
    assert contents(out) == before
    assert not (tmp_path / "fresh").exists()


@pytest.mark.parametrize("other", ["platform", "sources"])
def test_a_snapshot_of_other_origin_is_refused(
    made: PlatformList, small_snapshot: Path, tmp_path: Path, build: Build, other: str
) -> None:
    out = small_snapshot
    with serving(made.districts) as first, serving(made.districts) as second:
        if other == "platform":
            out = tmp_path / "of first"
            assert build(first, out, "--no-enrich").code == 0
        before = contents(out)
        done = build(second, out)
        assert not second.seen
    assert done.code == 2
    assert "name another folder" in done.err
    assert contents(out) == before


def test_tokens(
    made: PlatformList, tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    out = tmp_path / "snapshot"
    with serving(made.districts[:500]) as server:
        monkeypatch.delenv("AKINON_TOKEN")
        assert "set AKINON_TOKEN" in build(server, out).err
        assert "missing" in build(server, out, "--token-file", str(tmp_path / "missing")).err
        assert not server.seen
        assert build(server, out, "--token-file", str(file)).code == 0
        file.write_text("wrong")
        done = build(server, out, "--token-file", str(file))
        assert "does not know the token (401)" in done.err
        assert "wrong" not in done.err
        file.write_bytes(b"\xff\xfe")
        assert build(server, out, "--token-file", str(file)).code == 2
    for path in out.iterdir():
        assert TOKEN.encode() not in path.read_bytes()


def test_coordinates_that_the_city_shows_to_be_swapped(tmp_path: Path, build: Build) -> None:
    """In the east both orders are degrees that Turkey has."""
    bundled = Gazetteer.open()
    made = platform_list(cities={bundled.city("Diyarbakır").pk}, located=1.0)
    row = next(row for row in made.districts if row["latitude"] and row["longitude"] > "40.2")
    at = bundled.district(made.bundled_district[row["pk"]])
    row["longitude"], row["latitude"] = row["latitude"], row["longitude"]
    with serving(made.districts) as server:
        done = build(server, tmp_path / "snapshot")
    assert done.code == 0
    filled = Gazetteer.open(tmp_path / "snapshot").district(row["pk"])
    assert (filled.latitude, filled.longitude) == (at.latitude, at.longitude)
    assert any("swapped" in line for line in done.lines)


def start(server: AkinonServer, out: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, "--base-url", server.url, "--out", str(out), *more],
        env={**os.environ, "AKINON_TOKEN": TOKEN},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
    )


def wait_until(there: Iterator[bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not next(there):
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.mark.parametrize("share", [0.1, 0.7])
def test_kill_and_resume(made: PlatformList, tmp_path: Path, build: Build, share: float) -> None:
    out, calm = tmp_path / "snapshot", tmp_path / "calm"
    options = ("--no-enrich", "--rate", "400")
    with serving(made.districts, page_size=20) as server:
        assert build(server, calm, "--no-enrich").code == 0
        pages = len(server.seen)
        server.seen.clear()
        with start(server, out, *options) as process:
            wait_until(len(server.seen) > share * pages for _ in itertools.count())
            process.kill()
        assert process.returncode == -signal.SIGKILL
        assert not out.exists()
        saved = tmp_path / ".snapshot-crawl"
        assert saved.stat().st_size
        assert TOKEN.encode() not in saved.read_bytes()
        server.seen.clear()
        with start(server, out, *options, "--resume") as process:
            _, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, "")
        assert len(server.seen) < pages * (1 - share) + 12
    assert contents(out) == contents(calm)
    assert not saved.exists()


def test_the_token_is_in_no_argument(made: PlatformList, tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "--help"],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    assert "AKINON_TOKEN" in done.stdout
    assert "--token " not in done.stdout
    with serving(made.districts) as server:
        server.fault = lambda *_: ("hang", 0.2)
        with start(server, tmp_path / "snapshot") as process:
            wait_until(bool(server.seen) for _ in itertools.count())
            shown = Path(f"/proc/{process.pid}/cmdline")
            if shown.exists():
                assert TOKEN.encode() not in shown.read_bytes()
            process.kill()


def test_a_name_that_many_places_have_tells_nothing(tmp_path: Path, build: Build) -> None:
    """Districts of one name in cities and townships without a name: numbers must do."""
    place = {"name": "100.YIL MAH", "is_active": True, "longitude": None, "latitude": None}
    at = {"longitude": "28.85152400", "latitude": "41.06363300"}
    rows = [
        {**place, "pk": 36064, "city": 40, "township": 482, **at},
        {**place, "pk": 5535, "city": 7, "township": 71},
        {**place, "pk": 11307, "city": 12, "township": 158},
    ]
    with serving(rows) as server:
        done = build(server, tmp_path / "snapshot")
        gazetteer = Gazetteer.open(tmp_path / "snapshot")
        assert_rows_equal_pages(server, gazetteer)
    assert done.code == 0
    assert gazetteer.district(36064).township.name == "TOWNSHIP 482"
    assert gazetteer.district(36064).city.name == "CITY 40"
    assert gazetteer.district(5535).latitude is None
    assert done.count("Without a counterpart in the bundled snapshot: ") == len(rows)


CONTROLS = {
    "escape": "A\x1b[2JB MAH",
    "NUL": "A\x00B MAH",
    "line": "A\nB MAH",
    "C1": "A\x9b31mB MAH",
    "direction": "A\u202eB MAH",
}


def test_control_characters_are_kept_and_shown(
    made: PlatformList, tmp_path: Path, build: Build
) -> None:
    out = tmp_path / "snapshot"
    rows = [dict(row) for row in made.districts]
    cities = [dict(row) for row in made.cities]
    for row, name in zip(rows, CONTROLS.values(), strict=False):
        row["name"] = name
    cities[0]["name"] += "\x1b]0;title\x07"
    with serving(rows, made.townships, cities) as server:
        done = build(server, out)
        assert_rows_equal_pages(server, Gazetteer.open(out))
        rows[9]["name"] = "YENİ\x1b[1m MAH"
        again = build(server, out)
    assert done.code == again.code == 0
    assert_whole(out)
    assert done.count("Names of districts with control characters, kept: ") == len(CONTROLS)
    assert done.count("Names of cities with control characters, kept: ") == 1
    assert again.count("Names of districts with control characters, kept: ") == len(CONTROLS) + 1
    text = "\n".join([*done.lines, *again.lines])
    assert all(line.isprintable() for line in text.split("\n"))
    assert r"A\x1b[2JB MAH" in text
    assert r"A\x00B MAH" in text
    assert r"A\nB MAH" in text
    assert r"YENİ\x1b[1m MAH" in text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_token_file_of_a_windows_editor(
    made: PlatformList, tmp_path: Path, build: Build, encoding: str
) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\r\n", encoding)
    with serving(made.districts[:20]) as server:
        assert build(server, tmp_path / "out", "--no-enrich", "--token-file", str(file)).code == 0
