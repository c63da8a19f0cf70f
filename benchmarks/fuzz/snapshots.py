"""Snapshots that are damaged, or contradict themselves: they answer, or raise SnapshotError."""

from __future__ import annotations

import atexit
import hashlib
import json
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from hypothesis import strategies as st

from benchmarks.common.results import ROOT
from benchmarks.fuzz.asking import SNAPSHOTS, Refused, Target, ask
from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City, District, Level, Township
from geodistricts.snapshot import FILES, MANIFEST, manifest_checksum

# The tests are no package.
sys.path.append(str(ROOT / "tests"))

from small_snapshots import write_polygons

_DEEP = 100_000
_LEVELS: tuple[Level, ...] = ("district", "township", "city")
_QUESTIONS: tuple[Callable[[Gazetteer], Any], ...] = (
    lambda gazetteer: gazetteer.nearest(41.05, 29.05),
    lambda gazetteer: gazetteer.nearest_many([41.05], [29.05]),
    lambda gazetteer: gazetteer.reverse(41.05, 29.05, max_distance=None),
    lambda gazetteer: gazetteer.reverse_many([41.05, 39.0], [29.05, 30.0], max_distance=None),
    lambda gazetteer: gazetteer.neighbors(41.05, 29.05),
    lambda gazetteer: gazetteer.within(west=20, south=30, east=50, north=50),
    lambda gazetteer: [gazetteer.boundary(place) for place in _places(gazetteer)],
    lambda gazetteer: [gazetteer.boundaries(level).validate(full=True) for level in _LEVELS],
    lambda gazetteer: gazetteer.match("village 1"),
    lambda gazetteer: gazetteer.match("other"),
    lambda gazetteer: gazetteer.suggest("vil"),
    lambda gazetteer: gazetteer.validate(city="city", district="village 1"),
    lambda gazetteer: gazetteer.parse("Village 1 köyü Township/City"),
    lambda gazetteer: gazetteer.match("other name"),
    lambda gazetteer: gazetteer.cities,
    lambda gazetteer: repr(gazetteer) + str(dict(gazetteer.manifest)),
)


def _places(gazetteer: Gazetteer) -> list[City | Township | District]:
    """List the cities and what is in them."""
    townships = [one for city in gazetteer.cities for one in gazetteer.townships_of(city)]
    districts = [one for township in townships for one in gazetteer.districts_of(township)]
    return [*gazetteer.cities, *townships, *districts]


@cache
def _whole() -> Path:
    """Write a snapshot of four villages, once."""
    folder = Path(tempfile.mkdtemp(prefix="geodistricts-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    boxes = [shapely.box(29 + x / 10, 41 + y / 10, 29.1 + x / 10, 41.1 + y / 10)
             for x in (0, 1) for y in (0, 1)]  # fmt: skip
    write_polygons(folder / "whole", boxes, [0, 2, 0, 1])
    return folder / "whole"


def _copied(folder: str) -> Path:
    return Path(shutil.copytree(_whole(), Path(folder, "snapshot")))


def _ask_all(path: Path) -> None:
    """Open a snapshot and ask it everything."""
    gazetteer = ask(Gazetteer.open, path, refusals=SNAPSHOTS)
    if isinstance(gazetteer, Refused):
        assert str(path) in str(gazetteer.error)
        return
    for question in _QUESTIONS:
        ask(question, gazetteer, refusals=SNAPSHOTS)


def _sign(path: Path, manifest: Any) -> None:
    # What is no Unicode has no checksum, and keeps the one that it had.
    with suppress(UnicodeEncodeError):
        if isinstance(manifest, dict):
            manifest = {**manifest, "checksum": manifest_checksum(manifest)}
    (path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8", errors="surrogatepass")


def _put(path: Path, name: str, content: bytes, rows: int) -> None:
    """Write a file as if it belonged there."""
    (path / name).write_bytes(content)
    manifest = json.loads((path / MANIFEST).read_bytes())
    manifest["files"][name] = {
        "rows": rows,
        "bytes": len(content),
        "crc32": f"{zlib.crc32(content):08x}",
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    _sign(path, manifest)


def _check_bytes(drawn: tuple[str, float, bytes, int, bool]) -> None:
    name, place, put, taken, signed = drawn
    with tempfile.TemporaryDirectory() as folder:
        path = _copied(folder)
        content = (path / name).read_bytes()
        at = int(place * len(content))
        content = content[:at] + put + content[at + taken :]
        if signed and name != MANIFEST:
            _put(path, name, content, 4)
        else:
            (path / name).write_bytes(content)
        _ask_all(path)


def _check_missing(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = _copied(folder)
        (path / name).unlink()
        _ask_all(path)
        (path / name).mkdir()
        _ask_all(path)


def _check_manifest(drawn: tuple[list[str], Any]) -> None:
    way, value = drawn
    with tempfile.TemporaryDirectory() as folder:
        path = _copied(folder)
        manifest = json.loads((path / MANIFEST).read_bytes())
        inner, last = manifest, way[-1] if way else ""
        for step in way[:-1]:
            inner = inner[step]
        if not way:
            manifest = value
        elif value is _check_manifest:
            del inner[last]
        else:
            inner[last] = value
        _sign(path, manifest)
        _ask_all(path)


def _check_text(drawn: tuple[str, int]) -> None:
    piece, times = drawn
    with tempfile.TemporaryDirectory() as folder:
        path = _copied(folder)
        (path / MANIFEST).write_text(piece * times, encoding="utf-8", errors="surrogatepass")
        _ask_all(path)


def _check_tables(drawn: tuple[str, int, float, Any]) -> None:
    name, column, place, value = drawn
    with tempfile.TemporaryDirectory() as folder:
        path = _copied(folder)
        table = pq.read_table(path / name)
        at = column % table.num_columns
        field = table.schema.field(at)
        values = table.column(at).to_pylist()
        row = min(int(place * len(values)), len(values) - 1)
        values[row] = value(values[row])
        try:
            changed = pa.array(values, field.type)
        except (pa.ArrowException, OverflowError, TypeError, ValueError):
            return
        sink = pa.BufferOutputStream()
        pq.write_table(table.set_column(at, field, changed), sink, write_page_checksum=True)
        _put(path, name, sink.getvalue().to_pybytes(), table.num_rows)
        _ask_all(path)


def _changes() -> Any:
    """Draw what happens to one value of a table."""
    numbers = st.sampled_from([0, -1, 1, 2, 5, 99, 1 << 30, -(1 << 31), 1e300, float("nan"), 1e-9])

    def wrong_bytes(place: float, put: bytes) -> Callable[[Any], Any]:
        def change(value: Any) -> Any:
            if not isinstance(value, bytes):
                return None
            at = int(place * len(value))
            return value[:at] + put + value[at + len(put) :]

        return change

    return st.one_of(
        st.just(lambda value: None),
        numbers.map(lambda number: lambda value: number),
        st.booleans().map(lambda truth: lambda value: truth),
        st.text(max_size=5).map(lambda text: lambda value: text),
        st.builds(wrong_bytes, st.floats(0, 1), st.binary(max_size=8)),
        st.just(lambda value: value[: len(value) // 2] if isinstance(value, bytes) else value),
        st.just(lambda value: value * 2 if isinstance(value, bytes) else value),
    )


def targets() -> list[Target]:
    """List what may be wrong with a snapshot."""
    files = st.sampled_from([*FILES, MANIFEST])
    places = st.floats(0, 1, exclude_max=True)
    scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    values = st.recursive(
        scalars | st.sampled_from(["\ud800", 1 << 80, -1]),
        lambda some: (
            st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=3), some, max_size=3)
        ),
        max_leaves=5,
    )
    keys = ["format_version", "data_version", "created", "sources", "files", "checksum", "more"]
    entries = st.tuples(
        st.just("files"),
        st.sampled_from(FILES),
        st.sampled_from(["rows", "bytes", "crc32", "sha256", "more"]),
    ).map(list)
    ways: Any = st.one_of(
        st.just([]),
        st.sampled_from(keys).map(lambda key: [key]),
        st.sampled_from(FILES).map(lambda name: ["files", name]),
        entries,
    )
    deep = st.tuples(
        st.sampled_from(["[", '{"a":', "[]", "null", "\ufeff{}", "1"]),
        st.sampled_from([0, 1, 50, _DEEP]),
    )
    return [
        Target(
            "bytes of a snapshot",
            st.tuples(files, places, st.binary(max_size=8), st.integers(0, 9), st.booleans()),
            _check_bytes,
        ),
        Target("files of a snapshot", files, _check_missing),
        Target("values of a manifest", st.tuples(ways, values), _check_manifest),
        Target("text of a manifest", deep | st.tuples(st.text(), st.just(1)), _check_text),
        Target(
            "values of tables and indexes",
            st.tuples(st.sampled_from(FILES), st.integers(0, 17), places, _changes()),
            _check_tables,
        ),
    ]
