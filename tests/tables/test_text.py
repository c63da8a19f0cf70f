"""Tables as text: every field as it was, whatever stands in it; and faults named by their line."""

import csv
import gzip
import io
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodistricts.tables.batches import BATCH_ROWS
from geodistricts.tables.formatting import format_header, format_rows
from geodistricts.tables.text import DELIMITERS, TextReader

cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.text(
    "\"',;\t|\r\n\ufeff ", max_size=4
)
delimiters = st.sampled_from(DELIMITERS)


def read(path: Path, *arguments: str) -> list[list[str]]:
    """Read a file's rows."""
    reader = TextReader(path, *arguments)
    batches = [[column.to_pylist() for column in batch] for batch in reader]
    return [list(row) for columns in batches for row in zip(*columns, strict=True)]


def table_of(rows: list[list[str]]) -> pa.RecordBatch:
    """Make a batch of rows."""
    names = [str(number) for number in range(len(rows[0]))]
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    return pa.RecordBatch.from_arrays(columns, names)


@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=6
        )
    ),
    delimiters,
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read(tmp_path: Path, rows: list[list[str]], delimiter: str) -> None:
    batch = table_of(rows)
    text = b"".join(
        map(bytes, (format_header(batch.schema.names, delimiter), format_rows(batch, delimiter)))
    )
    strict = csv.reader(io.StringIO(text.decode(), newline=""), delimiter=delimiter, strict=True)
    assert list(strict)[1:] == rows
    path = tmp_path / "table.csv"
    path.write_bytes(text)
    assert read(path, delimiter) == rows
    assert read(path) == rows


def test_only_fields_that_must_be_are_in_quotes() -> None:
    rows = [["a", ""], ["b,c", 'd "e"'], ["f;g", "h\ri"], [" ", "'"]]
    expected = 'a,\n"b,c","d ""e"""\nf;g,"h\ri"\n ,\'\n'
    assert bytes(format_rows(table_of(rows), ",")).decode() == expected


def test_a_part_of_a_batch_is_written_alone() -> None:
    rows = [["a", "b"], ['"', "c"], ["d", "e"]]
    assert bytes(format_rows(table_of(rows).slice(2), ",")) == b"d,e\n"
    assert bytes(format_rows(table_of(rows).slice(3), ",")) == b""


def test_numbers_and_nulls() -> None:
    batch = pa.RecordBatch.from_pydict(
        {
            "number": pa.array([1.0, None, 0.25]),
            "text": pa.array([None, "x,y", ""]).dictionary_encode(),
            "truth": pa.array([True, False, None]),
        }
    )
    assert bytes(format_rows(batch, ",")) == b'1,,true\n,"x,y",false\n0.25,,\n'


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1;2,3\n", ","),
        ("a;b\n1,5;2,5\n", ";"),
        ("a\tb,c\td\n1\t2\t3\n", "\t"),
        ('"a, b";"c, d"\n1;2\n', ";"),
        ('"a\n,,b";c\n1;2\n', ";"),
        ("a\n1\n", ","),
    ],
)
def test_the_delimiter_is_found(tmp_path: Path, text: str, delimiter: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    assert TextReader(path).delimiter == delimiter
    assert len(read(path)) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1254", "utf-16"])
@pytest.mark.parametrize("ending", [".csv", ".csv.gz", ".CSV.GZ"])
def test_encodings(tmp_path: Path, encoding: str, ending: str) -> None:
    path = tmp_path / f"table{ending}"
    text = "şehir,no\nMuğla,0048\nİzmir,\n".encode(encoding)
    path.write_bytes(gzip.compress(text) if path.suffix.lower() == ".gz" else text)
    reader = TextReader(path, ",", encoding)
    assert reader.schema.names == ["şehir", "no"]
    assert read(path, ",", encoding) == [["Muğla", "0048"], ["İzmir", ""]]
    assert sum(batch.num_rows for batch in reader) == 2
    assert reader.position == reader.total


def test_an_empty_line_is_a_row_of_a_single_column_only(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a\nx\n\ny\n", encoding="utf-8")
    assert read(path) == [["x"], [""], ["y"]]
    path.write_text("a,b\nx,1\n\ny,2\n\n", encoding="utf-8")
    assert read(path) == [["x", "1"], ["y", "2"]]


MANY = "1,2\n" * 600_000


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty in its first line"),
        ("\na,b\n", "empty in its first line"),
        ("a,b\n1,2\n1\n", "line 3 has 1 fields where the header has 2"),
        ('a,b\n"x\n\ny",2\n1,2,3\n', "line 5 has 3 fields where the header has 2"),
        (f"a,b\n{MANY}1,2,3\n", "line 600002 has 3 fields"),
        ('a,b\n1,2\n1,"2\n3,4\n', "the row that starts in line 3 has a fault, .*; check its quo"),
        (f'a,b\n1,2\n1,"2\n{MANY}', "the row that starts in line 3 has a fault"),
        (f"a,b\n1,{'x' * 200_000}\n1\n", "line 3 has 1 fields where the header has 2"),
        (
            f"a,b\n1,2\n1,{'x' * 140_000_000}\n3,4\n",
            "the row that starts in line 3 is longer than 64 MB",
        ),
        (f'a,b\n1,2\n1,"{"x," * (1 << 26)}\n3,4\n', "the row that starts in line 3 is longer than"),
        (f"a,b\n1,2\n{'x,' * (1 << 26)}\n3,4\n", "the row that starts in line 3 is longer than"),
        (f"{'x,' * (1 << 26)}", "the row that starts in line 1 is longer than 64 MB"),
        ('a,"b', "the row that starts in line 1 has a fault"),
        ("a,b\n1,2\n1,\udcfe\n", "cannot be read in its encoding .*windows-1254"),
        (f"a,b\n{MANY}1,\udcfe\n", "cannot be read in its encoding"),
    ],
    ids=lambda text: text[:40] if isinstance(text, str) else None,
)
def test_faults_are_named(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(ValueError, match=rf"table.csv: {problem}"):
        read(path, ",")


LONG = "x" * 3_000_000
AWKWARD = '"\n", ' * 500_000


@pytest.mark.parametrize("ending", [".csv", ".csv.gz"])
@pytest.mark.parametrize(
    "rows",
    [
        [["1", "x" * 200_000], ["2", ""]],
        [["1", "x" * 200_000], ["2", "two\nlines"]],
        [*[[str(number), "a"] for number in range(200_000)], ["1", LONG], ["2", ""]],
        [["1", "a"], [AWKWARD, LONG], *[[str(number), "b"] for number in range(200_000)]],
    ],
    ids=["long", "long before lines", "longer than a block", "quoted and longer than a block"],
)
def test_long_fields(tmp_path: Path, rows: list[list[str]], ending: str) -> None:
    path = tmp_path / f"table{ending}"
    limit = csv.field_size_limit()
    with (gzip.open if ending.endswith("gz") else open)(
        path, "wt", encoding="utf-8", newline=""
    ) as file:
        csv.writer(file).writerows([["a", "b"], *rows])
    assert read(path) == rows
    assert max(batch.num_rows for batch in TextReader(path)) <= BATCH_ROWS
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize("length", [200_000, 3_000_000])
def test_a_long_header(tmp_path: Path, length: int) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"a,{'b' * length}\n1,2\n", encoding="utf-8")
    assert TextReader(path).schema.names == ["a", "b" * length]
    assert read(path) == [["1", "2"]]


@pytest.mark.parametrize("text", ["a,b", "a,b\n", "a,b\r\n", "\ufeffa,b", '"a","b"', "a,b\n\n\n"])
@pytest.mark.parametrize("ending", [".csv", ".csv.gz"])
def test_a_header_alone(tmp_path: Path, text: str, ending: str) -> None:
    path = tmp_path / f"table{ending}"
    packed = gzip.compress(text.encode()) if ending.endswith("gz") else text.encode()
    path.write_bytes(packed)
    assert TextReader(path).schema.names == ["a", "b"]
    assert read(path) == []


def test_a_quote_at_the_end_may_close(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('a,b\n1,"2\n3"', encoding="utf-8")
    assert read(path) == [["1", "2\n3"]]


def test_damaged_packed_files(tmp_path: Path) -> None:
    path = tmp_path / "table.csv.gz"
    packed = gzip.compress(f"a,b\n{MANY}".encode())
    for damaged in (packed[: len(packed) // 2], packed[:-4], b"a,b\n1,2\n"):
        path.write_bytes(damaged)
        with pytest.raises(ValueError, match=r"table.csv.gz: cannot be unpacked"):
            read(path, ",")


def test_unknown_encoding(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="unknown encoding: x-none"):
        TextReader(tmp_path / "table.csv", ",", "x-none")
