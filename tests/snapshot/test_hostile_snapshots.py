"""Snapshots with the right checksums and wrong content: all is answered, or SnapshotError."""

import copy
import hashlib
import json
import pickle
import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodistricts.errors import SnapshotError
from geodistricts.gazetteer import Gazetteer
from geodistricts.records import Level
from geodistricts.snapshot import (
    ALIASES,
    BOUNDARIES,
    CITIES,
    CITY_BOUNDARIES,
    DISTRICTS,
    FILES,
    MANIFEST,
    NEAREST,
    REVERSE,
    SHAPES,
    TOWNSHIP_BOUNDARIES,
    TOWNSHIPS,
    manifest_checksum,
)
from geodistricts.tables import export
from small_snapshots import write_points, write_polygons

SQUARES = [shapely.box(32 + x / 50, 39, 32.02 + x / 50, 39.02) for x in range(3)]
LEVELS: tuple[Level, ...] = ("district", "township", "city")
POINTS = [(39.01, 32.01), (39.01, 32.02), (39.02, 32.04), (39.5, 32.5), (-80.0, 170.0)]
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), st.text(),
    st.sampled_from(["", "0", "\ud800", "../manifest.json", "0" * 8, 0, 1, -1, 2**31, 10**400]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
BYTES = st.binary(min_size=1, max_size=4)
BOX = shapely.box(0, 0, 1, 1)
MULTI = struct.pack("<BII", 1, 6, 1)
NO_POLYGONS = [
    None,
    b"",
    b"\x01",
    shapely.Point(32, 39).wkb,
    BOX.exterior.wkb,
    shapely.GeometryCollection([BOX]).wkb,
    shapely.Polygon().wkb,
    shapely.MultiPolygon().wkb,
    MULTI + shapely.Polygon().wkb,
    MULTI + shapely.Point(32, 39).wkb,
    MULTI * 300_000 + BOX.wkb,
    MULTI + struct.pack("<BII", 1, 7, 1) * 300_000 + BOX.wkb,
    struct.pack("<BII", 1, 3, 2**32 - 1),
    struct.pack("<BIII", 1, 3, 1, 2**32 - 1) + bytes(64),
    shapely.to_wkb(BOX, byte_order=0),
    shapely.to_wkb(shapely.force_3d(BOX), byte_order=1),
    shapely.to_wkb(shapely.set_srid(BOX, 4326), include_srid=True),
    BOX.wkb + b"\x00",
    BOX.wkb[:-16],
    BOX.wkb[:9] + struct.pack("<I", 2) + BOX.wkb[13:45],
    shapely.box(0, 0, 1, 91).wkb,
    shapely.box(-1e300, 0, 1, 1).wkb,
    BOX.wkb[:13] + b"\xff" * (len(BOX.wkb) - 13),
]
"""Also a polygon that is not closed, is cut short, goes on, or is nested until a parser dies."""
PATIENT = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a snapshot of three villages, one with parts."""
    path = tmp_path_factory.mktemp("whole") / "snapshot"
    write_polygons(path, SQUARES, [0, 2, 0])
    return path


def ask_everything(path: Path) -> None:
    """Open a snapshot and put every kind of question to it."""
    gazetteer = Gazetteer.open(path)
    for lat, lon in POINTS:
        gazetteer.nearest(lat, lon)
        gazetteer.neighbors(lat, lon, k=3)
        gazetteer.reverse(lat, lon)
        gazetteer.reverse(lat, lon, max_distance=None)
        gazetteer.within(west=lon - 1, south=lat - 1, east=lon + 1, north=lat + 1)
    lats, lons = np.array(POINTS).T
    gazetteer.nearest_many(lats, lons)
    gazetteer.reverse_many(lats, lons)
    for name in ("village 1", "part 1", "VILLAGE 0 KÖYÜ", "other", "x"):
        gazetteer.match(name)
        gazetteer.suggest(name)
        gazetteer.validate("city", "township", name, "06000", 39.01, 32.01)
        gazetteer.parse(f"{name} no 3 Township/City 06000")
    gazetteer.match_many(["village 1", None, "x"])
    for city in gazetteer.cities:
        gazetteer.boundary(city)
        for township in gazetteer.townships_of(city):
            gazetteer.boundary(township)
            for district in gazetteer.districts_of(township):
                gazetteer.district(district.pk).to_dict()
                gazetteer.boundary(district)
    for level in LEVELS:
        gazetteer.boundaries(level).validate(full=True)
    repr(gazetteer)
    json.dumps(gazetteer.manifest)
    pickle.dumps(gazetteer)


def refused_or_right(path: Path, name: str | None = None) -> bool:
    """Return whether it was refused, by an error that names the file and what to do."""
    try:
        ask_everything(path)
    except SnapshotError as error:
        told = str(error)
    else:
        return False
    assert name in told if name else ".parquet" in told or MANIFEST in told
    assert "build the snapshot again" in told or "upgrade geodistricts" in told
    assert told.encode()
    return True


def write_manifest(path: Path, manifest: Any) -> None:
    if isinstance(manifest, dict):
        try:
            manifest["checksum"] = manifest_checksum(manifest)
        except ValueError:
            manifest["checksum"] = "00000000"
    (path / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def write_table(path: Path, name: str, table: pa.Table) -> None:
    """Put a table into the place of a file, and into the manifest as if a build had made it."""
    pq.write_table(table, path / name)
    data = (path / name).read_bytes()
    manifest = json.loads((path / MANIFEST).read_text("utf-8"))
    manifest["files"][name] = {
        "rows": table.num_rows,
        "bytes": len(data),
        "crc32": f"{zlib.crc32(data):08x}",
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    write_manifest(path, manifest)


@pytest.fixture
def changed(whole: Path, tmp_path: Path) -> Callable[[], Path]:
    """Make a fresh copy, to be damaged."""

    def copied() -> Path:
        path = tmp_path / "changed"
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(whole, path)
        return path

    return copied


def test_the_whole_one_answers_everything(whole: Path) -> None:
    assert not refused_or_right(whole)


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value inside one."""
    found = [path]
    if isinstance(value, dict | list):
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for key, member in members:
            found += places_in(member, (*path, key))
    return found


@PATIENT
@given(data=st.data())
def test_any_change_of_the_manifest(changed: Callable[[], Path], data: st.DataObject) -> None:
    path = changed()
    manifest = json.loads((path / MANIFEST).read_text("utf-8"))
    for _ in range(data.draw(st.integers(1, 2))):
        *way, last = data.draw(st.sampled_from(places_in(manifest)[1:]))
        owner = manifest
        for key in way:
            owner = owner[key]
        if data.draw(st.booleans()):
            del owner[last]
            break
        owner[last] = data.draw(VALUES)
    write_manifest(path, manifest)
    refused_or_right(path)


@PATIENT
@given(value=VALUES)
def test_any_manifest_at_all(changed: Callable[[], Path], value: Any) -> None:
    path = changed()
    write_manifest(path, value)
    assert refused_or_right(path, MANIFEST)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"format_version": 1, "x": ' + "[" * 900 + "]" * 900 + "}",
        '{"format_version": 1, "x": "\\ud800"}',
        '{"format_version": "\\ud800"}',
        '{"format_version": true}',
        '{"format_version": 0}',
        '{"format_version": 1e999}',
        '{"format_version": ' + "9" * 5_000 + "}",
        " " * (5 << 20),
        "\x00",
        '"\\ud800"',
    ],
    ids=lambda text: text[:30],
)
def test_manifests_made_to_hurt(changed: Callable[[], Path], text: str) -> None:
    path = changed()
    (path / MANIFEST).write_text(text, "utf-8")
    assert refused_or_right(path, MANIFEST)


def test_a_deep_field_that_nobody_reads(changed: Callable[[], Path]) -> None:
    for depth in (10, 100, 500, 900):
        path = changed()
        manifest = json.loads((path / MANIFEST).read_text("utf-8"))
        for _ in range(depth):
            manifest["x"] = [manifest.get("x")]
        write_manifest(path, manifest)
        assert refused_or_right(path) == (depth > 10)


def replaced(table: pa.Table, name: str, values: list[Any]) -> pa.Table:
    place = table.schema.get_field_index(name)
    return table.set_column(place, name, pa.array(values, table.schema.field(name).type))


VALUES_OF = {
    pa.int32(): st.none() | st.integers(-(2**31), 2**31 - 1) | st.integers(-2, 7),
    pa.float64(): st.none() | st.floats() | st.sampled_from([0.0, 91.0, -181.0, 39.01, 1e-300]),
    pa.string(): st.none() | st.text(max_size=8) | st.sampled_from(["", "mahalle", "part", "0600"]),
    pa.bool_(): st.none() | st.booleans(),
    pa.timestamp("us", "UTC"): st.none(),
}


@PATIENT
@given(data=st.data())
@pytest.mark.parametrize("name", FILES)
def test_any_change_of_a_table(changed: Callable[[], Path], name: str, data: st.DataObject) -> None:
    """Values out of range, null, twice, in another order; indexes that point beyond."""
    path = changed()
    table = pq.read_table(path / name)
    column = data.draw(st.sampled_from(table.schema.names))
    values = table[column].to_pylist()
    row = data.draw(st.integers(0, len(values) - 1))
    kind = table.schema.field(column).type
    if pa.types.is_binary(kind):
        content = bytearray(values[row])
        for _ in range(data.draw(st.integers(1, 3))):
            at = data.draw(st.integers(0, max(len(content) - 1, 0)))
            how = data.draw(st.sampled_from(["change", "insert", "cut"]))
            more = data.draw(BYTES)
            content[at : at + {"change": len(more), "insert": 0, "cut": len(more)}[how]] = (
                b"" if how == "cut" else more
            )
        values[row] = bytes(content)
        table = replaced(table, column, values)
    else:
        how = data.draw(st.sampled_from(["value", "order", "fewer", "twice", "type", "gone"]))
        if how == "value":
            values[row] = data.draw(VALUES_OF[kind])
            table = replaced(table, column, values)
        elif how == "type":
            table = table.set_column(0, table.schema.names[0], pa.array(["1"] * len(table)))
        elif how == "gone":
            table = table.drop_columns([column])
        else:
            rows = list(range(len(values)))
            rows = {"order": rows[::-1], "fewer": rows[:row], "twice": [row, *rows]}[how]
            table = table.take(pa.array(rows, pa.int64()))
    write_table(path, name, table)
    refused_or_right(path)


@pytest.mark.parametrize(
    ("name", "column", "row", "value"),
    [
        (CITIES, "pk", 0, -1),
        (CITIES, "name", 0, None),
        (CITIES, "latitude", 0, 41.0),
        (TOWNSHIPS, "city", 0, 2),
        (TOWNSHIPS, "is_active", 0, None),
        (DISTRICTS, "pk", 1, 1),
        (DISTRICTS, "pk", 1, 99),
        (DISTRICTS, "township", 0, 2),
        (DISTRICTS, "city", 0, 2),
        (DISTRICTS, "boundary", 0, 3),
        (DISTRICTS, "boundary", 0, -1),
        (DISTRICTS, "latitude", 0, 91.0),
        (DISTRICTS, "longitude", 0, float("nan")),
        (DISTRICTS, "longitude", 0, None),
        (NEAREST, "step", 0, 0.0),
        (NEAREST, "columns", 0, 1),
        (NEAREST, "candidates", 0, b"\xff" * 8),
        (NEAREST, "offsets", 0, b"\x01"),
        (NEAREST, "west", 0, None),
        (REVERSE, "boundaries", 0, 4),
        (REVERSE, "run_starts", 0, b"\x00" * 4),
        (REVERSE, "base", 0, b""),
        (ALIASES, "pk", 0, 99),
        (ALIASES, "name", 0, None),
        (CITY_BOUNDARIES, "pk", 0, 2),
        (CITY_BOUNDARIES, "pk", 0, None),
        (TOWNSHIP_BOUNDARIES, "pk", 0, -1),
        *((name, "geometry", 0, wkb) for name in SHAPES for wkb in NO_POLYGONS),
    ],
)
def test_what_contradicts_is_named(
    changed: Callable[[], Path], name: str, column: str, row: int, value: object
) -> None:
    path = changed()
    table = pq.read_table(path / name)
    values = table[column].to_pylist()
    values[row] = value
    write_table(path, name, replaced(table, column, values))
    assert refused_or_right(path, name)


@pytest.mark.parametrize("kind", ["geojson", "geoparquet"])
@pytest.mark.parametrize("wkb", NO_POLYGONS)
@pytest.mark.parametrize(("level", "name"), list(zip(LEVELS, SHAPES, strict=True)))
def test_no_shape_is_exported_that_is_no_polygon(
    changed: Callable[[], Path], tmp_path: Path, level: Level, name: str, wkb: bytes, kind: str
) -> None:
    path = changed()
    table = pq.read_table(path / name)
    values = [wkb, *table["geometry"].to_pylist()[1:]]
    write_table(path, name, replaced(table, "geometry", values))
    with pytest.raises(SnapshotError, match=f"{name}: damaged"):
        export(Gazetteer.open(path), tmp_path / "out", level, kind)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        *((name, "geometry", pa.scalar(1)) for name in SHAPES),
        *((name, "geometry", pa.scalar(BOX.wkb, pa.large_binary())) for name in SHAPES),
        *((name, "geometry", pa.scalar("x" * 100)) for name in SHAPES),
        (CITY_BOUNDARIES, "pk", pa.scalar(1.5)),
        (CITY_BOUNDARIES, "pk", pa.scalar(1, pa.int64())),
        (TOWNSHIP_BOUNDARIES, "pk", pa.scalar("1")),
        (BOUNDARIES, "population", pa.scalar("1")),
        (BOUNDARIES, "population", pa.scalar(2**40)),
    ],
)
def test_shapes_of_other_types(
    changed: Callable[[], Path], name: str, column: str, value: pa.Scalar
) -> None:
    path = changed()
    table = pq.read_table(path / name)
    values = pa.array([value] * len(table), value.type)
    place = table.schema.get_field_index(column)
    write_table(path, name, table.set_column(place, column, values))
    assert refused_or_right(path, name)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("more", [-1, 1])
def test_as_many_shapes_as_the_manifest_counts(
    changed: Callable[[], Path], name: str, more: int
) -> None:
    path = changed()
    manifest = json.loads((path / MANIFEST).read_text("utf-8"))
    manifest["files"][name]["rows"] += more
    write_manifest(path, manifest)
    assert refused_or_right(path)


def test_a_snapshot_without_shapes(tmp_path: Path) -> None:
    """Its tables have the columns of all others, and no rows."""
    write_points(tmp_path / "points", [(41.0, 29.0)])
    write_polygons(tmp_path / "polygons", SQUARES)
    bare, whole = Gazetteer.open(tmp_path / "points"), Gazetteer.open(tmp_path / "polygons")
    for place in (bare.district(1), bare.township(1), bare.city(1)):
        assert bare.boundary(place) is None
    for level in LEVELS:
        table = bare.boundaries(level)
        assert table.num_rows == 0
        assert table.schema == whole.boundaries(level).schema


def test_text_that_is_no_unicode(changed: Callable[[], Path]) -> None:
    path = changed()
    table = pq.read_table(path / DISTRICTS)
    broken = pa.array([b"\xff\xfe"] * len(table), pa.binary()).view(pa.string())
    place = table.schema.get_field_index("name")
    write_table(path, DISTRICTS, table.set_column(place, "name", broken))
    assert refused_or_right(path, DISTRICTS)


def test_boundaries_that_are_cut_short(changed: Callable[[], Path]) -> None:
    path = changed()
    table = pq.read_table(path / BOUNDARIES)
    geometries = [value[:20] for value in table["geometry"].to_pylist()]
    write_table(path, BOUNDARIES, replaced(table, "geometry", geometries))
    assert refused_or_right(path, BOUNDARIES)


def test_the_manifest_is_read_only_at_any_depth(whole: Path) -> None:
    manifest: Any = Gazetteer.open(whole).manifest
    before = json.dumps(manifest)
    changes: tuple[Callable[[], object], ...] = (
        lambda: manifest.update(x=1),
        lambda: manifest.pop("files"),
        lambda: manifest["files"].clear(),
        lambda: manifest["files"][CITIES].__setitem__("rows", 0),
        lambda: manifest["files"][CITIES].setdefault("x", 0),
        lambda: manifest["files"].__delitem__(CITIES),
        lambda: manifest["sources"][0].__ior__({"name": "x"}),
        lambda: manifest["sources"][0].popitem(),
        lambda: manifest["sources"].__setitem__(0, None),
    )
    for change in changes:
        with pytest.raises((TypeError, AttributeError)):
            change()
    assert json.dumps(manifest) == before
    assert json.loads(before) == json.loads((whole / MANIFEST).read_text("utf-8"))
    assert pickle.loads(pickle.dumps(manifest)) == copy.deepcopy(manifest) == manifest
