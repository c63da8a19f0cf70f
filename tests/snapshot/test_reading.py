"""Damaged snapshots: each is an error that names the file."""

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import shapely

from geodistricts.errors import GeodistrictsError, SnapshotError
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot.format import (
    ALIASES,
    BOUNDARIES,
    CITY_BOUNDARIES,
    FILES,
    FORMAT_VERSION,
    MANIFEST,
    REVERSE,
    SHAPES,
    TOWNSHIP_BOUNDARIES,
)
from geodistricts.snapshot.reading import manifest_checksum, verify
from small_snapshots import write_polygons

LAZY = (ALIASES, *SHAPES, REVERSE)
OPENED = [MANIFEST, *(name for name in FILES if name not in LAZY)]


def damage(file: Path, how: str) -> None:
    data = bytearray(file.read_bytes())
    if how == "missing":
        file.unlink()
        return
    if how == "empty":
        data.clear()
    elif how == "truncated":
        del data[len(data) // 2 :]
    elif how == "one byte short":
        del data[-1:]
    elif how == "longer":
        data += b"x"
    elif how == "other content":
        data[:] = os.urandom(len(data))
    file.write_bytes(data)


@pytest.mark.parametrize(
    "how", ["missing", "empty", "truncated", "one byte short", "longer", "other content"]
)
@pytest.mark.parametrize("name", OPENED)
def test_damaged_files(small_snapshot: Path, name: str, how: str) -> None:
    damage(small_snapshot / name, how)
    with pytest.raises(SnapshotError, match=name):
        Gazetteer.open(small_snapshot)
    assert dict(verify(small_snapshot))[name]


@pytest.mark.parametrize("name", [MANIFEST, *FILES])
def test_any_flipped_bit_is_seen(small_snapshot: Path, name: str) -> None:
    file = small_snapshot / name
    whole = file.read_bytes()
    choose = random.Random(name)
    for _ in range(60):
        data = bytearray(whole)
        data[choose.randrange(len(data))] ^= 1 << choose.randrange(8)
        file.write_bytes(data)
        assert any(problem and name in problem for _, problem in verify(small_snapshot)), data
        if name not in LAZY:
            with pytest.raises(SnapshotError, match=name):
                Gazetteer.open(small_snapshot)


@pytest.mark.parametrize("how", ["missing", "truncated", "other content"])
@pytest.mark.parametrize("name", LAZY)
def test_a_damaged_file_stops_only_its_own_questions(tmp_path: Path, name: str, how: str) -> None:
    path = tmp_path / "snapshot"
    write_polygons(path, [shapely.box(29, 41, 29.1, 41.1)])
    damage(path / name, how)
    gazetteer = Gazetteer.open(path)
    village = gazetteer.district(1)
    questions: list[tuple[set[str], Callable[[], object]]] = [
        ({ALIASES}, lambda: gazetteer.match("other")),
        ({BOUNDARIES}, lambda: gazetteer.boundary(village)),
        ({BOUNDARIES}, lambda: gazetteer.boundaries("district")),
        ({BOUNDARIES, REVERSE}, lambda: gazetteer.reverse(41.05, 29.05)),
        ({TOWNSHIP_BOUNDARIES}, lambda: gazetteer.boundary(village.township)),
        ({TOWNSHIP_BOUNDARIES}, lambda: gazetteer.boundaries("township")),
        ({CITY_BOUNDARIES}, lambda: gazetteer.boundary(village.city)),
        ({CITY_BOUNDARIES}, lambda: gazetteer.boundaries("city")),
    ]
    for files, question in questions:
        if name in files:
            with pytest.raises(SnapshotError, match=name):
                question()
        else:
            assert question()


def test_damaged_boundaries_do_not_stop_nearest(small_snapshot: Path) -> None:
    damage(small_snapshot / BOUNDARIES, "missing")
    assert Gazetteer.open(small_snapshot).nearest(41, 29) is not None


def test_newer_format(small_snapshot: Path) -> None:
    file = small_snapshot / MANIFEST
    manifest = json.loads(file.read_text("utf-8"))
    manifest["format_version"] = FORMAT_VERSION + 1
    manifest["checksum"] = manifest_checksum(manifest)
    file.write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(SnapshotError, match=r"manifest\.json.*newer.*upgrade geodistricts"):
        Gazetteer.open(small_snapshot)


def test_manifest_that_is_no_manifest(small_snapshot: Path) -> None:
    for text in ("[]", "{}", "null", '{"format_version": "1"}', '{"format_version": 1}'):
        (small_snapshot / MANIFEST).write_text(text)
        with pytest.raises(SnapshotError, match=MANIFEST):
            Gazetteer.open(small_snapshot)


def test_no_snapshot_there(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere", Path(__file__)):
        with pytest.raises(SnapshotError, match=r"manifest\.json: missing"):
            Gazetteer.open(path)
    assert issubclass(SnapshotError, GeodistrictsError)


def test_opening_takes_text_too(small_snapshot: Path) -> None:
    assert len(Gazetteer.open(str(small_snapshot)).table) == 3


def test_pages_carry_checksums(small_snapshot: Path) -> None:
    """A page altered behind the manifest's back: Parquet's own checksum sees it."""
    file = small_snapshot / "districts.parquet"
    data = bytearray(file.read_bytes())
    start = pq.ParquetFile(file).metadata.row_group(0).column(0).data_page_offset
    data[start + 60] ^= 1
    damaged = small_snapshot / "damaged.parquet"
    damaged.write_bytes(data)
    with pytest.raises(OSError, match=r"(?i)crc|checksum|corrupt|thrift"):
        pq.ParquetFile(damaged, page_checksum_verification=True).read()
