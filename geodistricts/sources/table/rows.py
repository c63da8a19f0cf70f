"""The rows of a list, by field: those that are whole, each once, and faults named by their row."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from geodistricts.basics.arguments import shown
from geodistricts.errors import SourceError
from geodistricts.sources.platform import Note
from geodistricts.sources.table.cells import LARGEST, text, whole
from geodistricts.sources.table.files import Listing, read_listings
from geodistricts.sources.table.headings import Field, choose_columns

_LEFT_OUT_AT_MOST = 0.02
_FEW = 20
_NEEDED = ("pk", "name", "township", "city")
_Value = TypeVar("_Value")


class PlaceColumn(NamedTuple):
    """The places that rows are in: names, or numbers."""

    values: list[Any]
    is_named: bool


class ListRows(NamedTuple):
    """The rows of a list.

    Attributes
    ----------
    path : Path
        Its file.
    rows : list of int
        The file's own number of each row.
    cells : mapping of str to list
        The cells of each field that the list has.
    fields : mapping of str to Field
        What they are, and the options that say so.
    """

    path: Path
    rows: list[int]
    cells: Mapping[str, list[object]]
    fields: Mapping[str, Field]

    def fault(self, place: int, problem: str) -> SourceError:
        """Return an error that names the file and the row."""
        return SourceError(f"{self.path}: row {self.rows[place]}: {problem}")

    def read(self, field: str, reader: Callable[[object], _Value]) -> list[_Value]:
        """Read the cells of a field; the reader's ValueError says what a cell should hold."""
        values = []
        for place, cell in enumerate(self.cells[field]):
            try:
                values.append(reader(cell))
            except ValueError as error:
                raise self.fault(
                    place,
                    f"{field} is {shown(cell)}, not {error}; correct it, or name the right "
                    f"column as {self.fields[field].option}",
                ) from None
        return values

    def pks(self) -> list[int]:
        """Read the numbers of the rows themselves."""
        return self.read("pk", _number)

    def texts(self, field: str) -> list[str | None]:
        """Read text, None for nothing."""
        return self.read(field, text)

    def places(self, field: str) -> PlaceColumn:
        """Read the places that the rows are in, all by number or all by name."""
        numbers = [whole(cell) for cell in self.cells[field]]
        missing = [place for place, number in enumerate(numbers) if number is None]
        if not missing:
            return PlaceColumn(numbers, False)
        if len(missing) < len(numbers):
            numbered = next(place for place, number in enumerate(numbers) if number is not None)
            name, number = (shown(self.cells[field][place]) for place in (missing[0], numbered))
            raise self.fault(
                missing[0],
                f"{field} is {name}, a name, and in row {self.rows[numbered]} {number}, "
                "a number; write either in all rows",
            )
        return PlaceColumn(self.texts(field), True)

    def only(self, places: list[int]) -> "ListRows":
        """Return some of the rows."""
        cells = {field: [own[place] for place in places] for field, own in self.cells.items()}
        return self._replace(rows=[self.rows[place] for place in places], cells=cells)


def _number(cell: object) -> int:
    number = whole(cell)
    if number is None:
        raise ValueError(f"a whole number from 1 to {LARGEST:,}")
    return number


def read_rows(
    path: Path,
    fields: Mapping[str, Field],
    said: Mapping[str, str],
    encoding: str | None,
    notes: dict[Note, None],
) -> ListRows:
    """Read a list.

    Parameters
    ----------
    path : Path
        Its file; of a spreadsheet, the first sheet that has the columns.
    fields : mapping of str to Field
        What may be in it.
    said : mapping of str to str
        Headings by the option that says them.
    encoding : str, optional
        Of a text file.
    notes : dict of Note to None
        Takes what was read as what, and what was left out.

    Returns
    -------
    ListRows
        Those with a number, a name and a place to be in, each number once.

    Raises
    ------
    SourceError
        Where a column is not clear, more than a few rows would be left out, or one number
        has two rows that differ.
    """
    listing, places = _choose(read_listings(path, encoding), fields, said)
    taken = f"columns of {path.name}, {listing.how}"
    for field, place in places.items():
        notes[Note(taken, f"{fields[field].what}: {shown(listing.headings[place])}")] = None
    cells = {field: listing.column(place) for field, place in places.items()}
    return _each_once(_whole_rows(ListRows(path, list(listing.rows), cells, fields), notes), notes)


def _choose(
    listings: list[Listing], fields: Mapping[str, Field], said: Mapping[str, str]
) -> tuple[Listing, dict[str, int]]:
    problems = []
    for listing in listings:
        try:
            return listing, choose_columns(listing, fields, said)
        except SourceError as error:
            problems.append(error)
    raise problems[0]


def _whole_rows(found: ListRows, notes: dict[Note, None]) -> ListRows:
    """Leave out the rows that lack what a row must have, as far as they are few."""
    missing: dict[int, str] = {}
    for field in _NEEDED:
        for place, cell in enumerate(found.cells.get(field, ())):
            if _is_missing(cell):
                missing.setdefault(place, field)
    if len(missing) > max(_FEW, _LEFT_OUT_AT_MOST * len(found.rows)) or len(missing) == len(
        found.rows
    ):
        first, field = min(missing.items())
        raise found.fault(
            first,
            f"no {field}, and {len(missing):,} of {len(found.rows):,} rows lack something; "
            f"fill them in, or name the column as {found.fields[field].option}",
        )
    for place, field in sorted(missing.items()):
        row = f"{found.path.name}: row {found.rows[place]}"
        filled = [own[place] for own in found.cells.values() if not _is_missing(own[place])]
        row += f" ({', '.join(map(shown, filled[:2]))})" if filled else ""
        notes[Note(f"row left out: no {field}", row)] = None
    return found.only([place for place in range(len(found.rows)) if place not in missing])


def _is_missing(cell: object) -> bool:
    try:
        return text(cell) is None
    except ValueError:
        return False


def _each_once(found: ListRows, notes: dict[Note, None]) -> ListRows:
    first: dict[int, int] = {}
    kept = []
    for place, pk in enumerate(found.pks()):
        before = first.setdefault(pk, place)
        if before == place:
            kept.append(place)
        elif all(own[before] == own[place] for own in found.cells.values()):
            row = f"{found.path.name}: row {found.rows[place]} (number {pk})"
            notes[Note("row left out: there already, with the same content", row)] = None
        else:
            raise found.fault(
                place,
                f"number {pk} is row {found.rows[before]}'s too, with other content; remove one, "
                f"or name the column of the numbers as {found.fields['pk'].option}",
            )
    return found.only(kept) if len(kept) < len(found.rows) else found
