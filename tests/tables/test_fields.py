"""Values of every Arrow type as text: read back as they were, or refused by their column's name."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodistricts.tables.fields import as_text, has_text
from geodistricts.tables.files import create_table, open_table
from geodistricts.tables.formatting import format_rows

AWKWARD = ["a,b", 'say "x"', "two\nlines", "", None, ";|\t\r"]
BYTES = [b"", b"\x00\xff", None, b",\n"]
ONE = UUID("12345678-1234-5678-1234-567812345678")
TEXTS = [pa.string(), pa.large_string(), pa.string_view()]
BINARIES = [pa.binary(), pa.large_binary(), pa.binary_view()]
NO_TEXT = [
    pa.month_day_nano_interval(),
    pa.dense_union([pa.field("a", pa.int8())]),
    pa.sparse_union([pa.field("a", pa.int8())]),
    pa.list_(pa.month_day_nano_interval()),
    pa.struct([("a", pa.list_(pa.dense_union([pa.field("a", pa.int8())])))]),
]


def written(values: pa.Array, delimiter: str = ",") -> list[str]:
    """Write a column between two others, and read it with the standard library."""
    count = len(values)
    sides = pa.array(["side"] * count)
    batch = pa.RecordBatch.from_arrays([sides, values, sides], ["a", "b", "c"])
    text = bytes(format_rows(batch, delimiter)).decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert [(row[0], *row[2:]) for row in rows] == [("side", "side")] * count
    return [row[1] for row in rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("kind", TEXTS, ids=str)
def test_text_of_every_type_is_in_quotes(kind: pa.DataType, delimiter: str) -> None:
    expected = [text or "" for text in AWKWARD]
    values = pa.array(AWKWARD, kind)
    assert written(values, delimiter) == expected
    assert written(values.slice(1), delimiter) == expected[1:]
    encoded = pa.array(AWKWARD).dictionary_encode()
    assert written(encoded.cast(pa.dictionary(pa.int32(), pa.string())), delimiter) == expected
    assert written(pc.run_end_encode(pa.array(AWKWARD)).slice(1), delimiter) == expected[1:]


@pytest.mark.parametrize("kind", BINARIES, ids=str)
def test_bytes_are_in_hexadecimal(kind: pa.DataType) -> None:
    expected = [(raw or b"").hex() for raw in BYTES]
    assert written(pa.array(BYTES, kind)) == expected
    assert written(pa.array(BYTES, kind).slice(1, 2)) == expected[1:3]
    assert as_text(pa.array(BYTES, kind)).to_pylist() == ["", "00ff", None, "2c0a"]


def test_bytes_of_one_length_and_numbers_by_name() -> None:
    assert written(pa.array([b"\x01,", None, b"\n\xff"], pa.binary(2))) == ["012c", "", "0aff"]
    assert written(pa.array([b"\xff", None, b"\xff"]).dictionary_encode()) == ["ff", "", "ff"]
    uuids = pa.array([ONE.bytes, None, bytes(16)], pa.uuid())
    assert written(uuids) == [str(ONE), "", str(UUID(int=0))]
    assert written(uuids.slice(1)) == ["", str(UUID(int=0))]
    assert written(pa.array(['{"a": "x,\\n"}', None], pa.json_())) == ['{"a": "x,\\n"}', ""]
    truths = pa.ExtensionArray.from_storage(pa.bool8(), pa.array([1, 0, None], pa.int8()))
    assert written(truths) == ["true", "false", ""]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pa.array([1.5, None], pa.float16()), ["1.5", ""]),
        (pa.array([1e300, float("nan"), float("-inf")]), ["1e+300", "nan", "-inf"]),
        (pa.array([2**64 - 1], pa.uint64()), ["18446744073709551615"]),
        (pa.array([Decimal("1.500"), None], pa.decimal128(10, 3)), ["1.500", ""]),
        (pa.array([Decimal("-1.50")], pa.decimal256(50, 2)), ["-1.50"]),
        (pa.array([None, None]), ["", ""]),
        (pa.array([date(1, 1, 1), date(9999, 12, 31)]), ["0001-01-01", "9999-12-31"]),
        (pa.array([time(10, 0, 0, 1)], pa.time64("us")), ["10:00:00.000001"]),
        (pa.array([datetime(2026, 1, 2)], pa.timestamp("s")), ["2026-01-02 00:00:00"]),
        (pa.array([0], pa.timestamp("s", "+03:00")), ["1970-01-01 03:00:00+0300"]),
        (pa.array([0], pa.timestamp("ms", "UTC")), ["1970-01-01 00:00:00.000Z"]),
        (pa.array([timedelta(days=1, seconds=1)], pa.duration("s")), ["PT86401S"]),
        (pa.array([-1500, 0, None, 10], pa.duration("ms")), ["-PT1.5S", "PT0S", "", "PT0.01S"]),
        (pa.array([1], pa.duration("ns")), ["PT0.000000001S"]),
    ],
    ids=str,
)
def test_numbers_and_times(values: pa.Array, expected: list[str]) -> None:
    assert written(values) == expected
    assert has_text(values.type)


NESTED: list[tuple[pa.DataType, list[Any], list[Any]]] = [
    (pa.list_(pa.string()), [["a", 'b,"'], [], None, [None]], [["a", 'b,"'], [], None, [None]]),
    (pa.large_list(pa.int8()), [[1, 2], None, [3]], [[1, 2], None, [3]]),
    (pa.list_(pa.float64()), [[1.5, float("nan"), 1e300]], [[1.5, "nan", 1e300]]),
    (pa.list_(pa.bool_(), 2), [[True, False], None], [[True, False], None]),
    (pa.list_view(pa.string()), [["a"], None, [], ["b", "c"]], [["a"], None, [], ["b", "c"]]),
    (pa.struct([("a", pa.int8()), ('"', pa.string())]), [{"a": 1, '"': "x"}, None, {"a": None}],
     [{"a": 1, '"': "x"}, None, {"a": None, '"': None}]),
    (pa.struct([]), [{}, None], [{}, None]),
    (pa.map_(pa.string(), pa.int8()), [[("a", 1)], None, [], [("b", None), ("c", 2)]],
     [{"a": 1}, None, {}, {"b": None, "c": 2}]),
    (pa.map_(pa.int8(), pa.list_(pa.string())), [[(1, ["x\ny"])]], [{"1": ["x\ny"]}]),
    (pa.list_(pa.list_(pa.struct([("d", pa.date32())]))), [[[{"d": date(2026, 1, 2)}], []], []],
     [[[{"d": "2026-01-02"}], []], []]),
    (pa.list_(pa.binary()), [[b"\xff", None]], [["ff", None]]),
    (pa.list_(pa.decimal128(5, 2)), [[Decimal("1.50")]], [[1.5]]),
    (pa.list_(pa.null()), [[None]], [[None]]),
    (pa.list_(pa.duration("s")), [[timedelta(seconds=1)]], [["PT1S"]]),
    (pa.list_(pa.dictionary(pa.int8(), pa.string())), [["x", None]], [["x", None]]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "values", "expected"), NESTED, ids=lambda one: str(one)[:40])
def test_nested_values_are_json(kind: pa.DataType, values: list[Any], expected: list[Any]) -> None:
    column = pa.array(values, kind)
    for first in range(len(values)):
        found = [json.loads(text) if text else None for text in written(column.slice(first))]
        assert found == expected[first:]


def test_nested_extension_types() -> None:
    uuids = pa.array([ONE.bytes, None], pa.uuid())
    column = pa.ListArray.from_arrays(pa.array([0, 2], pa.int32()), uuids)
    assert json.loads(written(column)[0]) == [str(ONE), None]
    documents = pa.StructArray.from_arrays([pa.array(['{"a":1}'], pa.json_())], ["j"])
    assert json.loads(written(documents)[0]) == {"j": '{"a":1}'}
    tensors = pa.fixed_shape_tensor(pa.int8(), [2])
    stored = pa.array([[1, 2], None], tensors.storage_type)
    assert written(pa.ExtensionArray.from_storage(tensors, stored)) == ["[1, 2]", ""]


texts = st.none() | st.text(max_size=4)
lists = st.none() | st.lists(st.none() | st.lists(texts, max_size=3), max_size=3)


@given(st.lists(lists, min_size=1, max_size=5))
def test_any_lists(values: list[Any]) -> None:
    column = pa.array(values, pa.list_(pa.list_(pa.string())))
    assert [json.loads(text) if text else None for text in written(column)] == values


@pytest.mark.parametrize("kind", NO_TEXT, ids=str)
def test_types_without_text(kind: pa.DataType, tmp_path: Path) -> None:
    assert not has_text(kind)
    path = tmp_path / "table.csv"
    with (
        pytest.raises(ValueError, match=r"column 'odd' holds .*, which cannot be text"),
        create_table(path, pa.schema([("odd", kind)])),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        (lambda: pa.array([0], pa.timestamp("s", "Nowhere/City")), "Nowhere/City"),
        (lambda: pa.array([2**60], pa.timestamp("s")), "too far away"),
        (lambda: pa.array([2**30], pa.int32()).cast(pa.date32()), "too far away"),
        (lambda: pa.array([[2**60]], pa.list_(pa.timestamp("s"))), "too far away"),
        (lambda: pa.array([b"\xff"]).view(pa.string()), "UTF8"),
        (lambda: pa.array([b"\xff"]).view(pa.string()).dictionary_encode(), "UTF8"),
    ],
)
def test_values_without_text_name_their_column(
    values: Callable[[], pa.Array], problem: str
) -> None:
    with pytest.raises(ValueError, match=rf"column 'b' holds .*{problem}.*\.parquet"):
        written(values())


QUERY = """
copy (
    select 41.0636 as lat, 28.8515 as lon, '{"a": "x,y", "b": "\\n"}'::json as document,
        uuid '12345678-1234-5678-1234-567812345678' as number, [1, 2] as list,
        {'a': 'x,"y"'} as struct, map {'k': 1} as map, '\\xFF'::blob as bytes,
        '1.5'::decimal(10, 3) as price, timestamp '2026-01-02 03:04:05' as moment,
        'x'::enum('x', 'y') as kind
) to '{path}'
"""


def test_what_duckdb_writes(tmp_path: Path) -> None:
    source, target = tmp_path / "in.parquet", tmp_path / "out.csv"
    duckdb.sql(QUERY.replace("{path}", str(source)))
    reader = open_table(source)
    with create_table(target, reader.schema) as write:
        for batch in reader:
            write(batch)
    with target.open(encoding="utf-8", newline="") as file:
        header, row = csv.reader(file, strict=True)
    found = dict(zip(header, row, strict=True))
    assert json.loads(found["document"]) == {"a": "x,y", "b": "\n"}
    assert found["number"] == str(ONE)
    assert (found["list"], found["map"]) == ("[1, 2]", '{"k": 1}')
    assert json.loads(found["struct"]) == {"a": 'x,"y"'}
    assert (found["bytes"], found["price"], found["kind"]) == ("ff", "1.500", "x")
    assert found["moment"] == "2026-01-02 03:04:05.000000"


def test_every_type_that_parquet_gives_back(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    kinds = [*TEXTS, *BINARIES, *(kind for kind, *_ in NESTED if kind != pa.struct([]))]
    for kind in kinds:
        pq.write_table(pa.table([pa.nulls(2, kind)], ["x"]), path)
        for batch in open_table(path):
            assert as_text(batch["x"]).to_pylist() == [None, None]
