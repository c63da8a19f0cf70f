"""Files to enrich: every row and column stays where it was, or one error and no file."""

from __future__ import annotations

import csv
import datetime
import gzip
import tempfile
import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from benchmarks.fuzz.asking import Target
from benchmarks.fuzz.program import BAD_INPUT, run
from benchmarks.fuzz.spellings import lines, names

_ADDED = 9
_WAYS = [
    ["--latitude", "lat", "--longitude", "lon"],
    ["--address", "address"],
    ["--address", "address", "--city", "lat", "--township", "lon"],
    ["--city", "lat", "--township", "lon", "--district", "address"],
]
_HEAD = ["id", "lat", "lon", "address"]
_DELIMITERS = ",;|\t"


def _enrich(source: Path, target: Path, way: list[str]) -> int:
    """Enrich a file, and see that nothing but a whole file is left."""
    before = {path.name for path in source.parent.iterdir()}
    content = source.read_bytes()
    ended = run(["enrich", str(source), str(target), *way], seconds=10)
    after = {path.name for path in source.parent.iterdir()}
    left = {target.name} if ended.code != BAD_INPUT else set()
    assert after == before | left, f"leaves {sorted(after ^ before)}: {ended.err}"
    assert source.read_bytes() == content
    return ended.code


def _read(path: Path, delimiter: str) -> list[list[str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def _count_added(way: list[str]) -> int:
    """Count the columns that are added: one more where there are lines."""
    return _ADDED + ("--address" in way)


def _check_rows(drawn: tuple[list[list[str]], str, list[str], str]) -> None:
    rows, delimiter, way, ending = drawn
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, f"in{ending}"), Path(folder, f"out{ending}")
        opened = gzip.open if ending.endswith("gz") else open
        with opened(source, "wt", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([_HEAD, *rows])
        code = _enrich(source, target, way)
        assert code != BAD_INPUT
        enriched = _read(target, delimiter)
    assert [row[: len(_HEAD)] for row in enriched] == [_HEAD, *rows]
    assert {len(row) for row in enriched} == {len(_HEAD) + _count_added(way)}


def _check_bytes(drawn: tuple[bytes, list[str], str]) -> None:
    content, way, ending = drawn
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"in{ending}")
        source.write_bytes(content)
        _enrich(source, Path(folder, "out.csv"), way)


_FIELDS: list[tuple[pa.DataType, Any]] = [
    (pa.string(), 'a, "b"\n'),
    (pa.large_string(), "c;d"),
    (pa.string_view(), "e,f\n"),
    (pa.binary(), b"\xff,\n"),
    (pa.binary_view(), b'g,"\n'),
    (pa.large_binary(), b"h,"),
    (pa.binary(3), b"i,j"),
    (pa.dictionary(pa.int32(), pa.string()), "k,l"),
    (pa.json_(), '{"m": [1,2]}'),
    (pa.uuid(), uuid.UUID(int=5).bytes),
    (pa.list_(pa.int64()), [1, 2]),
    (pa.struct([("n", pa.string()), ("o", pa.int8())]), {"n": "p,q", "o": 1}),
    (pa.map_(pa.string(), pa.int8()), [("r,s", 1)]),
    (pa.bool_(), True),
    (pa.int8(), -1),
    (pa.uint64(), 1 << 63),
    (pa.float16(), 1.5),
    (pa.float64(), 41.0),
    (pa.decimal128(20, 2), Decimal("41.25")),
    (pa.date32(), datetime.date(2020, 1, 1)),
    (pa.time64("us"), datetime.time(1, 2, 3)),
    (pa.timestamp("ns", "Europe/Istanbul"), datetime.datetime(2020, 1, 1)),
    (pa.timestamp("s"), datetime.datetime(2020, 1, 1)),
    (pa.duration("s"), datetime.timedelta(1)),
    (pa.null(), None),
]


def _column(kind: pa.DataType, value: Any, rows: list[bool]) -> pa.Array:
    storage = kind.storage_type if isinstance(kind, pa.BaseExtensionType) else kind
    array = pa.array([value if there else None for there in rows], storage)
    return array if storage is kind else pa.ExtensionArray.from_storage(kind, array)


def _check_types(drawn: tuple[list[tuple[int, list[bool]]], list[str], str]) -> None:
    chosen, way, ending = drawn
    count = len(chosen[0][1])
    columns = [_column(*_FIELDS[number], rows) for number, rows in chosen]
    heads = [f"column {number}" for number in range(len(columns))]
    asked = [heads[0] if one in _HEAD else one for one in way]
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.parquet"), Path(folder, f"out{ending}")
        try:
            pq.write_table(pa.table(columns, heads), source)
        except (pa.ArrowException, NotImplementedError):
            return
        if _enrich(source, target, asked) == BAD_INPUT:
            return
        if ending == ".parquet":
            before, after = pq.read_table(source), pq.read_table(target)
            assert after.select(heads).equals(before)
            return
        rows = _read(target, ",")
    assert len(rows) == count + 1
    assert {len(row) for row in rows} == {len(columns) + _count_added(way)}
    for place, (number, there) in enumerate(chosen):
        kind, value = _FIELDS[number]
        if isinstance(value, str):
            expected = [value if one else "" for one in there]
            assert [row[place] for row in rows[1:]] == expected, f"{kind} has changed"


def targets() -> list[Target]:
    """List the kinds of files."""
    ways = st.sampled_from(_WAYS)
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    cells = st.one_of(
        text,
        st.sampled_from(
            ["41.0636", "28,8515", "", '"', "a;b", "x\r\ny", "\t", "1e5", "=1+1", "\0"]
        ),
        st.sampled_from(lines()),
        names().map(lambda name: name.encode(errors="replace").decode()),
    )
    rows = st.lists(st.lists(cells, min_size=4, max_size=4), min_size=1, max_size=6)
    plain = ",".join(_HEAD).encode() + b"\n1,41.0,29.0,Moda\n2,,,\n"
    mutated = st.lists(
        st.tuples(st.integers(0, len(plain)), st.binary(max_size=3), st.integers(0, 4)), max_size=6
    ).map(_mutate(plain))
    head = ",".join(_HEAD).encode()
    raw = st.one_of(
        mutated, st.binary(max_size=60).map(lambda some: head + b"\n" + some), st.binary()
    )
    endings = st.sampled_from([".csv", ".tsv", ".csv.gz", ".parquet", ".txt"])
    columns = st.integers(0, 3).flatmap(
        lambda size: st.lists(
            st.tuples(
                st.integers(0, len(_FIELDS) - 1),
                st.lists(st.booleans(), min_size=size, max_size=size),
            ),
            min_size=1,
            max_size=4,
        )
    )
    return [
        Target(
            "rows of text",
            st.tuples(
                rows,
                st.sampled_from(_DELIMITERS),
                ways,
                st.sampled_from([".csv", ".csv.gz"]),
            ),
            _check_rows,
        ),
        Target("bytes as a file", st.tuples(raw, ways, endings), _check_bytes),
        Target(
            "columns of Parquet",
            st.tuples(columns, ways, st.sampled_from([".csv", ".parquet", ".csv.gz"])),
            _check_types,
        ),
    ]


def _mutate(content: bytes) -> Any:
    def apply(changes: list[tuple[int, bytes, int]]) -> bytes:
        changed = content
        for place, put, taken in changes:
            changed = changed[:place] + put + changed[place + taken :]
        return changed

    return apply
