"""Snapshots written: same bytes, all or nothing, and readable by others."""

import datetime
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geodistricts.errors import SnapshotError
from geodistricts.snapshot.format import (
    ALIASES,
    BOUNDARIES,
    CITIES,
    CITY_BOUNDARIES,
    DISTRICTS,
    FILES,
    MANIFEST,
    REVERSE,
    SCHEMAS,
    TOWNSHIP_BOUNDARIES,
    TOWNSHIPS,
)
from geodistricts.snapshot.reading import read_manifest, read_table, verify
from geodistricts.sources import write
from geodistricts.sources.write import PreparedFile, Source, write_snapshot

SOURCES = [Source("a list", "https://example.org", "MIT", "2025-05-02", "0" * 64)]
CREATED = datetime.datetime(2025, 5, 2, 18, 26, 13, tzinfo=datetime.UTC)
SQUARES = [shapely.box(32 + x / 100, 39, 32.01 + x / 100, 39.01) for x in range(3)]


def tables(*names: str) -> dict[str, pa.Table]:
    """Districts of one township, each with a square of its own."""
    place = {"pk": 1, "name": "ANKARA", "display_name": "Ankara", "is_active": True}
    districts = [
        {
            "pk": number + 1,
            "name": name,
            "city": 1,
            "township": 1,
            "is_active": True,
            "latitude": 39.005,
            "longitude": 32.005 + number / 100,
            "display_name": name.title(),
            "kind": "mahalle",
            "coordinate_source": "boundary",
            "boundary": number,
        }
        for number, name in enumerate(names)
    ]
    boundaries = [
        {
            "source_id": number,
            "name": name,
            "city": 1,
            "township": 1,
            "geometry": shapely.to_wkb(SQUARES[number]),
        }
        for number, name in enumerate(names)
    ]
    shape = {"pk": 1, "name": "ANKARA", "geometry": shapely.to_wkb(SQUARES[0])}
    alias = {"pk": 1, "name": "Other", "kind": "name", "source": "test"}
    return {
        ALIASES: pa.Table.from_pylist([alias], SCHEMAS[ALIASES]),
        TOWNSHIP_BOUNDARIES: pa.Table.from_pylist([shape], SCHEMAS[TOWNSHIP_BOUNDARIES]),
        CITY_BOUNDARIES: pa.Table.from_pylist([shape], SCHEMAS[CITY_BOUNDARIES]),
        CITIES: pa.Table.from_pylist([place], SCHEMAS[CITIES]),
        TOWNSHIPS: pa.Table.from_pylist([{**place, "city": 1}], SCHEMAS[TOWNSHIPS]),
        DISTRICTS: pa.Table.from_pylist(districts, SCHEMAS[DISTRICTS]),
        BOUNDARIES: pa.Table.from_pylist(boundaries, SCHEMAS[BOUNDARIES]),
    }


def contents(path: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in path.iterdir()}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a snapshot that is there already."""
    path = tmp_path / "snapshot"
    write_snapshot(path, tables("TEPE"), SOURCES, CREATED)
    return path


def test_what_is_written_reads_back(old: Path) -> None:
    assert verify(old) == [(name, None) for name in (MANIFEST, *FILES)]
    manifest = read_manifest(old)
    assert manifest["created"] == CREATED.isoformat()
    assert manifest["data_version"].startswith("2025.05.02+")
    assert manifest["sources"] == [SOURCES[0]._asdict()]
    for name, table in tables("TEPE").items():
        assert read_table(old, manifest, name).cast(SCHEMAS[name]).equals(table)
        assert manifest["files"][name]["rows"] == table.num_rows
        assert manifest["files"][name]["bytes"] == (old / name).stat().st_size


def test_the_same_tables_give_the_same_bytes(old: Path, tmp_path: Path) -> None:
    again = tmp_path / "deeper" / "again"
    write_snapshot(again, tables("TEPE"), SOURCES, CREATED)
    assert contents(again) == contents(old)
    write_snapshot(old, tables("TEPE"), SOURCES, CREATED)
    assert contents(again) == contents(old)


def test_other_tables_give_another_version(old: Path) -> None:
    before = read_manifest(old)["data_version"]
    write_snapshot(old, tables("TEPE", "DERE"), SOURCES, CREATED)
    assert read_manifest(old)["data_version"] != before
    assert read_manifest(old)["files"][DISTRICTS]["rows"] == 2


def test_other_files_are_carried_over(old: Path) -> None:
    (old / "README.md").write_text("about the data", encoding="utf-8")
    (old / "notes").mkdir()
    (old / "notes" / "one.txt").write_text("a note", encoding="utf-8")
    write_snapshot(old, tables("DERE"), SOURCES, CREATED)
    assert (old / "README.md").read_text(encoding="utf-8") == "about the data"
    assert (old / "notes" / "one.txt").read_text(encoding="utf-8") == "a note"
    assert all(problem is None for _, problem in verify(old))


def failing_write(*arguments: Any, **options: Any) -> None:
    raise OSError("no space left on device")


def failing_verify(path: Path, files: list[str]) -> list[tuple[str, str | None]]:
    return [(DISTRICTS, f"{path / DISTRICTS}: altered")]


@pytest.mark.parametrize(
    ("place", "name", "failure", "error"),
    [
        (pq, "write_table", failing_write, OSError),
        (os, "fsync", failing_write, OSError),
        (write, "verify", failing_verify, SnapshotError),
        (write, "build_nearest_grid", failing_write, OSError),
        (write, "_put_in_place", failing_write, OSError),
    ],
    ids=["a file", "the disk", "the check", "the index", "the swap"],
)
def test_a_failure_leaves_the_old_snapshot_whole(
    old: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: Any,
    name: str,
    failure: Callable[..., Any],
    error: type[Exception],
) -> None:
    before = contents(old)
    monkeypatch.setattr(place, name, failure)
    with pytest.raises(error):
        write_snapshot(old, tables("DERE"), SOURCES, CREATED)
    monkeypatch.undo()
    assert contents(old) == before
    assert [entry.name for entry in old.parent.iterdir()] == [old.name]


def test_folders_are_swapped_by_renaming_where_the_system_cannot(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "_exchange", lambda first, second: False)
    write_snapshot(old, tables("DERE"), SOURCES, CREATED)
    assert read_table(old, read_manifest(old), DISTRICTS)["name"].to_pylist() == ["DERE"]
    assert [entry.name for entry in old.parent.iterdir()] == [old.name]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "snapshot"
    path.write_text("precious", encoding="utf-8")
    with pytest.raises(SnapshotError, match="not a folder"):
        write_snapshot(path, tables("TEPE"), SOURCES, CREATED)
    assert path.read_text(encoding="utf-8") == "precious"
    assert [entry.name for entry in tmp_path.iterdir()] == ["snapshot"]


def test_a_link_to_the_folder_stays_a_link(old: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(old)
    write_snapshot(link, tables("DERE"), SOURCES, CREATED)
    assert link.is_symlink()
    assert read_table(old, read_manifest(old), DISTRICTS)["name"].to_pylist() == ["DERE"]


@pytest.mark.parametrize("name", FILES)
def test_pages_have_checksums(old: Path, name: str) -> None:
    """Flip bytes of the first page; the reader notices only where the page has a checksum."""
    path = old / name
    data = bytearray(path.read_bytes())
    first = pq.ParquetFile(path).metadata.row_group(0).column(0)
    end = first.data_page_offset + first.total_compressed_size
    if first.has_dictionary_page:
        end = first.dictionary_page_offset + first.total_compressed_size
    data[end - 1] ^= 0xFF
    with pytest.raises(OSError, match=r"(?i)crc"):
        pq.ParquetFile(pa.BufferReader(bytes(data)), page_checksum_verification=True).read()


def test_boundaries_open_in_geopandas(tmp_path: Path) -> None:
    write_snapshot(tmp_path / "snapshot", tables("TEPE", "DERE"), SOURCES, CREATED)
    frame = geopandas.read_parquet(tmp_path / "snapshot" / BOUNDARIES)
    assert frame.crs == "OGC:CRS84"
    assert frame["name"].tolist() == ["TEPE", "DERE"]
    assert shapely.equals_exact(frame.geometry.to_numpy(), SQUARES[:2]).all()


def test_boundaries_open_in_duckdb(old: Path) -> None:
    """DuckDB without extensions reads the column as WKB or as a geometry of its own."""
    query = f"SELECT name, CAST(geometry AS VARCHAR) IS NOT NULL FROM '{old / BOUNDARIES}'"
    assert duckdb.connect().execute(query).fetchall() == [("TEPE", True)]


def test_boundaries_open_in_duckdb_spatial(old: Path) -> None:
    connection = duckdb.connect()
    try:
        connection.execute("LOAD spatial")
    except duckdb.Error as error:
        pytest.skip(f"DuckDB's spatial extension is not installed: {error}")
    query = f"SELECT ST_Area(geometry) FROM '{old / BOUNDARIES}'"
    ((area,),) = connection.execute(query).fetchall()
    assert area == pytest.approx(shapely.area(SQUARES[0]))


def test_an_empty_snapshot_can_be_written(tmp_path: Path) -> None:
    write_snapshot(tmp_path / "empty", tables(), SOURCES, None)
    assert read_manifest(tmp_path / "empty")["data_version"].startswith("undated+")
    assert len(geopandas.read_parquet(tmp_path / "empty" / BOUNDARIES)) == 0


def prepared(folder: Path) -> dict[str, PreparedFile]:
    files = read_manifest(folder)["files"]
    return {name: PreparedFile(folder / name, files[name]) for name in (BOUNDARIES, REVERSE)}


def test_prepared_files_are_taken_over_byte_for_byte(old: Path, tmp_path: Path) -> None:
    fewer = {name: table for name, table in tables("TEPE").items() if name != BOUNDARIES}
    other = tmp_path / "other"
    write_snapshot(other, fewer, SOURCES, CREATED, prepared=prepared(old))
    assert contents(other) == contents(old)
    write_snapshot(other, fewer, SOURCES, CREATED, prepared=prepared(old), level=1)
    assert (other / REVERSE).read_bytes() == (old / REVERSE).read_bytes()
    assert verify(other) == [(name, None) for name in (MANIFEST, *FILES)]


@pytest.mark.parametrize("name", [BOUNDARIES, REVERSE])
def test_a_damaged_prepared_file_is_refused(old: Path, tmp_path: Path, name: str) -> None:
    files = prepared(old)
    data = bytearray((old / name).read_bytes())
    data[len(data) // 2] ^= 1
    (old / name).write_bytes(data)
    with pytest.raises(SnapshotError, match=name):
        write_snapshot(tmp_path / "other", tables("TEPE"), SOURCES, CREATED, prepared=files)
    assert [entry.name for entry in tmp_path.iterdir()] == [old.name]


def test_files_of_a_folder_that_is_no_snapshot_are_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / CITIES).write_text("precious")
    with pytest.raises(SnapshotError, match=r"cities\.parquet and no manifest\.json, so it is no"):
        write_snapshot(folder, tables("TEPE"), SOURCES, CREATED)
    assert contents(folder) == {CITIES: b"precious"}
