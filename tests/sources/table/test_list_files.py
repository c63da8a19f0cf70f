"""Lists in files: the same cells, whatever the file is."""

from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodistricts.errors import SourceError
from geodistricts.sources.table.files import Listing, read_listings

HEADINGS = ["id", "mahalle", "ilçe"]
ROWS = [["1", "IĞDIR; ŞİRİN MAH", "ÇAYIRLI"], ["2", "19 Mayıs\nMah", "Gölbaşı"]]


def cells(listing: Listing) -> list[list[object]]:
    columns = [listing.column(place) for place in range(len(listing.headings))]
    return [list(row) for row in zip(*columns, strict=True)]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1254", "iso-8859-9", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [HEADINGS, *([f'"{cell}"' for cell in row] for row in ROWS)]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    (listing,) = read_listings(written(tmp_path / "list.csv", f"\r\n{text}\r\n\r\n", encoding))
    assert (listing.headings, cells(listing)) == (HEADINGS, ROWS)
    assert listing.rows == [3, 5]
    family = "cp1254" if encoding == "iso-8859-9" else encoding.removesuffix("-sig")
    assert f"text in {family}, " in listing.how


def test_an_encoding_that_was_said(tmp_path: Path) -> None:
    path = written(tmp_path / "list.txt", "id,ad\n1,ÇİĞDEM\n", "cp857")
    (listing,) = read_listings(path, "cp857")
    assert cells(listing) == [["1", "ÇİĞDEM"]]
    with pytest.raises(SourceError, match="there is no encoding 'x1'"):
        read_listings(path, "x1")
    with pytest.raises(SourceError, match="no text in ascii; name its --encoding"):
        read_listings(path, "ascii")


def test_spreadsheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("List")
    for row in ([], HEADINGS, [1, *ROWS[0][1:]], [], [2.0, *ROWS[1][1:]]):
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    (listing,) = read_listings(tmp_path / "list.xlsx")
    assert (listing.headings, listing.rows) == (HEADINGS, [3, 5])
    assert cells(listing) == [[1, *ROWS[0][1:]], [2, *ROWS[1][1:]]]
    assert listing.how == "sheet 'List'"


def test_parquet(tmp_path: Path) -> None:
    columns: list[Any] = [[1, None], [row[1] for row in ROWS], [row[2] for row in ROWS]]
    table = pa.table(dict(zip(HEADINGS, columns, strict=True)))
    pq.write_table(table, tmp_path / "list.parquet")
    (listing,) = read_listings(tmp_path / "list.parquet")
    assert (listing.headings, list(listing.rows)) == (HEADINGS, [1, 2])
    assert cells(listing) == [[1, *ROWS[0][1:]], [None, *ROWS[1][1:]]]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("list.json", b"[]", "of no kind that can be read"),
        ("list.csv", b"", "no rows"),
        ("list.csv", b"\n \n", "no rows"),
        ("list.csv", b"id,ad\n", "no rows"),
        ("list.csv", b"id,ad\n1,A\n2,B,C\n", "row 3 has 3 cells under 2 headings"),
        ("list.csv", b'id,ad\n1,"A\n2,B\n', "line 3: unexpected end of data; is a quotation mark"),
        ("list.csv", b"i\0d\n1\0", "name its --encoding"),
        ("list.xlsx", b"id,ad\n1,A\n", "not a spreadsheet that can be read"),
        ("list.parquet", b"id,ad\n1,A\n", "not Parquet that can be read"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError) as raised:
        read_listings(tmp_path / name)
    assert str(raised.value).startswith(f"{tmp_path / name}: ")
    assert problem in str(raised.value)


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx", "list.parquet"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        read_listings(tmp_path / name)
    assert raised.value.filename == str(tmp_path / name)
