"""Spreadsheets: every sheet with its cells, or an error that says what to do."""

from collections.abc import Sequence
from pathlib import Path

import python_calamine

from geodistricts.errors import SourceError


def read_sheets(path: Path, remedy: str) -> list[tuple[str, Sequence[Sequence[object]]]]:
    """Read all sheets of an Excel or OpenDocument file that is there.

    Parameters
    ----------
    path : Path
        The file.
    remedy : str
        What to do where it is no spreadsheet.

    Returns
    -------
    list of (str, sequence of sequence)
        Each sheet's name, and its rows, also those above and before what is filled.

    Raises
    ------
    SourceError
        Where it is no spreadsheet that can be read.
    """
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        return [
            (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in book.sheet_names
        ]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise SourceError(
            f"{path}: not a spreadsheet that can be read ({error}); {remedy}"
        ) from error
