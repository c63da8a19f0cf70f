"""The PTT postal-code list: a spreadsheet of city, township, semt, district and code."""

import datetime
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from geodistricts.basics.letters import fold
from geodistricts.errors import SourceError
from geodistricts.sources.spreadsheet import read_sheets

COLUMNS = {
    "city": "il",
    "township": "ilce",
    "semt": "semt bucak belde",
    "name": "mahalle",
    "postal_code": "pk",
}


class ListedDistrict(NamedTuple):
    """One row of the list, letter for letter but for outer white space."""

    city: str
    township: str
    semt: str
    name: str
    postal_code: str | None


class PostalList(NamedTuple):
    """The list and the day it was written down."""

    districts: list[ListedDistrict]
    dated: datetime.datetime | None
    notes: list[str]


def read_postal_list(path: Path) -> PostalList:
    """Read the list.

    Parameters
    ----------
    path : Path
        An Excel or OpenDocument spreadsheet; the first sheet with the columns il, ilçe,
        semt_bucak_belde, Mahalle and PK is read.

    Returns
    -------
    PostalList
        Its rows in the file's order, without exact repetitions.

    Raises
    ------
    SourceError
        Where the file is missing, no spreadsheet, empty, or lacks a column.
    """
    if not path.exists():
        raise SourceError(f"{path}: no such file; name the PTT list with --ptt")
    problems = []
    for title, rows in read_sheets(path, "download the list again"):
        filled = [
            (number, row)
            for number, row in enumerate(rows, start=1)
            if any(str(cell).strip() for cell in row)
        ]
        if not filled:
            problems.append(f'sheet "{title}" is empty')
            continue
        headings = [fold(str(cell)) for cell in filled[0][1]]
        missing = [column for column in COLUMNS.values() if column not in headings]
        if missing:
            problems.append(f'sheet "{title}" has no column {", ".join(missing)}')
        elif len(filled) == 1:
            problems.append(f'sheet "{title}" has headings but no rows')
        else:
            places = [headings.index(column) for column in COLUMNS.values()]
            return _read_rows(path, filled[1:], places, _written(path))
    raise SourceError(f"{path}: {'; '.join(problems) or 'no sheets'}; it must be the PTT list")


def _read_rows(
    path: Path,
    rows: Sequence[tuple[int, Sequence[object]]],
    places: list[int],
    dated: datetime.datetime | None,
) -> PostalList:
    notes: list[str] = []
    districts: dict[tuple[str, str, str], ListedDistrict] = {}
    for number, row in rows:
        city, township, semt, name = (str(row[place]).strip() for place in places[:4])
        if not (city and township and name):
            raise SourceError(
                f"{path}: row {number} has no city, township or district; complete or remove it"
            )
        code = postal_code(row[places[4]])
        if code is None:
            notes.append(f"row {number}: no postal code in {row[places[4]]!r} ({city}, {name})")
        key = (city, township, name)
        if key in districts:
            notes.append(f"row {number}: {name}, {township}, {city} is there already; left out")
        else:
            districts[key] = ListedDistrict(city, township, semt, name, code)
    return PostalList(list(districts.values()), dated, notes)


def postal_code(cell: object) -> str | None:
    """Five digits out of a spreadsheet's cell, which drops leading zeros.

    Parameters
    ----------
    cell : object
        A number or text.

    Returns
    -------
    str or None
        The code, or None where the cell holds none.

    Examples
    --------
    >>> postal_code(1720.0)
    '01720'
    """
    text = f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    return text.zfill(5) if text.isascii() and text.isdigit() and 4 <= len(text) <= 5 else None


def _written(path: Path) -> datetime.datetime | None:
    try:
        with zipfile.ZipFile(path) as archive:
            core = ElementTree.fromstring(archive.read("docProps/core.xml"))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return None
    stamp = core.findtext("{http://purl.org/dc/terms/}modified")
    try:
        written = datetime.datetime.fromisoformat(stamp or "")
    except ValueError:
        return None
    return written if written.tzinfo else written.replace(tzinfo=datetime.UTC)
