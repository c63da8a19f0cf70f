"""A list in a file: text, a spreadsheet or Parquet, as headings and columns of cells."""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from geodistricts.errors import SourceError
from geodistricts.sources.spreadsheet import read_sheets

_TEXT = (".csv", ".tsv", ".txt")
_SPREADSHEET = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_PARQUET = (".parquet", ".pq")
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_ENCODINGS = ("utf-8-sig", "cp1254", "iso-8859-9")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KINDS = ".csv, .tsv, .xlsx, .ods or .parquet"


class Listing(NamedTuple):
    """A table in a file.

    Attributes
    ----------
    path : Path
        The file.
    how : str
        As what it was read.
    headings : list of str
        Of its columns.
    rows : sequence of int
        The file's own number of each row, as an editor or a spreadsheet counts.
    column : callable
        Returns the cells of a column by its place, a cell for each row.
    """

    path: Path
    how: str
    headings: list[str]
    rows: Sequence[int]
    column: Callable[[int], list[object]]


_Rows = list[tuple[int, Sequence[object]]]


def read_listings(path: Path, encoding: str | None = None) -> list[Listing]:
    """Read a file.

    Parameters
    ----------
    path : Path
        Text (.csv, .tsv, .txt), a spreadsheet (.xlsx, .xlsm, .xlsb, .xls, .ods) or Parquet.
    encoding : str, optional
        Of a text file; without it, UTF-16 by its byte order mark, else UTF-8, else the Turkish
        one of Windows.

    Returns
    -------
    list of Listing
        One for each sheet that has rows under its headings; of other files, one.

    Raises
    ------
    SourceError
        Where the file is of another kind, cannot be read as that, or has no rows.
    OSError
        Where it cannot be opened.
    """
    kind = path.suffix.lower()
    if kind in _TEXT:
        listings = [_read_text(path, encoding)]
    elif kind in _SPREADSHEET:
        listings = list(_read_sheets(path))
    elif kind in _PARQUET:
        listings = [_read_parquet(path)]
    else:
        raise SourceError(f"{path}: of no kind that can be read; name a file that ends in {_KINDS}")
    filled = [listing for listing in listings if listing.rows]
    if not filled:
        raise SourceError(f"{path}: no rows; the first must be headings, and a district a row")
    return filled


def _read_text(path: Path, encoding: str | None) -> Listing:
    text, encoding = _decode(path, path.read_bytes(), encoding)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=lambda one: _count_fields(first, one))
    # Fields may hold ends of lines, so only the reader knows where a row ends.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows: _Rows = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise SourceError(
            f"{path}: line {reader.line_num}: {error}; is a quotation mark missing or too many?"
        ) from None
    how = f"text in {encoding.removesuffix('-sig')}, parted by {_DELIMITERS[delimiter]}"
    return _listing(path, how, rows)


def _decode(path: Path, content: bytes, encoding: str | None) -> tuple[str, str]:
    wide = content.startswith(_WIDE)
    for name in [encoding] if encoding else ["utf-16"] if wide else _ENCODINGS:
        try:
            text = content.decode(name)
        except UnicodeError:
            continue
        except LookupError:
            raise SourceError(f"there is no encoding {encoding!r}; try utf-8 or cp1254") from None
        if "\0" not in text:
            return text.removeprefix("\ufeff"), name
    raise SourceError(
        f"{path}: no text in {encoding or 'any encoding that was tried'}; name its --encoding, "
        f"or save it as {_KINDS}"
    )


def _count_fields(line: str, delimiter: str) -> int:
    return len(next(csv.reader([line], delimiter=delimiter), []))


def _read_sheets(path: Path) -> Iterator[Listing]:
    with path.open("rb"):
        pass
    for name, cells in read_sheets(path, "save it again, or as .csv"):
        yield _listing(path, f"sheet {name!r}", list(enumerate(cells, start=1)))


def _read_parquet(path: Path) -> Listing:
    with path.open("rb"):
        pass
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise SourceError(
            f"{path}: not Parquet that can be read ({error}); save it again"
        ) from None

    def column(place: int) -> list[object]:
        try:
            return list(file.read(columns=[headings[place]]).column(0).to_pylist())
        except (pa.ArrowException, OSError) as error:
            raise SourceError(
                f"{path}: column {headings[place]!r} cannot be read ({error}); save it again"
            ) from None

    headings = list(file.schema_arrow.names)
    return Listing(path, "Parquet", headings, range(1, file.metadata.num_rows + 1), column)


def _listing(path: Path, how: str, rows: _Rows) -> Listing:
    """Take the first row that is not blank for headings, and all others for rows."""
    filled = [(number, cells) for number, cells in rows if not _are_blank(cells)]
    if not filled:
        return Listing(path, how, [], [], lambda place: [])
    headings = ["" if cell is None else str(cell).strip() for cell in filled[0][1]]
    width = len(headings)
    for number, cells in filled[1:]:
        if not _are_blank(cells[width:]):
            raise SourceError(
                f"{path}: row {number} has {len(cells)} cells under {width} headings; "
                "put cells that hold a delimiter in quotation marks"
            )

    def column(place: int) -> list[object]:
        return [cells[place] if place < len(cells) else None for _, cells in filled[1:]]

    return Listing(path, how, headings, [number for number, _ in filled[1:]], column)


def _are_blank(cells: Iterable[object]) -> bool:
    return not any(cell is not None and str(cell).strip() for cell in cells)
