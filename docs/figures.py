"""Figures of the pages: whatever is measured is read out of ``benchmarks/results/``.

A page writes ``{{ nearest.md | geodistricts | One call, µs }}`` for one cell of a table (file, row,
column), and ``{{ nearest.md }}`` or ``{{ names.md # Inside the township }}`` in a line of its own
for a whole file, or what stands under one of its headings.
"""

from __future__ import annotations

import re

from benchmarks.common.results import RESULTS
from benchmarks.common.tables import read_tables

ASKED = re.compile(r"\{\{ *(?P<file>[\w.-]+\.md)(?: *(?P<how>[|#]) *(?P<rest>[^}]*?))? *\}\}")


class MissingFigureError(LookupError):
    """What a page asks for is not in the results."""


def cell(file: str, row: str, column: str) -> str:
    """Read one cell of a table.

    Parameters
    ----------
    file : str
        Name of a file of ``benchmarks/results/``.
    row : str
        What the row's first cell says, in the first table that has it; ``heading # row`` is looked
        for under that heading only.
    column : str
        What the head of the column says, the last of several that say so, as of heads that say
        nothing.

    Returns
    -------
    str
        As it is written there.

    Raises
    ------
    MissingFigureError
        Nothing is there.

    Examples
    --------
    >>> cell("names.md", "Inside the township # two lists", "Questions")
    '348'
    """
    heading, _, name = row.rpartition("#")
    for title, table in read_tables(_read(file)).items():
        if column not in table.heads or heading.strip() not in ("", title):
            continue
        place = -1 - table.heads[::-1].index(column)
        for cells in table.rows:
            if cells[0].strip("`") == name.strip().strip("`"):
                return cells[place]
    raise MissingFigureError(
        f"benchmarks/results/{file} has no row {row!r} with a column {column!r}"
    )


def section(file: str, heading: str) -> str:
    """Read what stands under a heading, up to the next one.

    Raises
    ------
    MissingFigureError
        The file has no such heading.
    """
    found = re.search(
        rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", _read(file), re.MULTILINE | re.DOTALL
    )
    if not found:
        raise MissingFigureError(f"benchmarks/results/{file} has no heading {heading!r}")
    return found[1].strip("\n")


def filled(markdown: str) -> str:
    """Fill in every figure that a page asks for.

    Parameters
    ----------
    markdown : str
        The page.

    Returns
    -------
    str
        The page with what the results say; a result's links are relative to ``docs/..`` as before.

    Raises
    ------
    MissingFigureError
        One of them is not there.
    """
    return ASKED.sub(_figure, markdown)


def _figure(asked: re.Match[str]) -> str:
    file, how, rest = asked["file"], asked["how"], asked["rest"]
    if how == "|":
        row, _, column = rest.rpartition("|")
        return cell(file, row.strip(), column.strip())
    if how == "#":
        return section(file, rest.strip())
    return _one_level_down(_read(file).partition("\n")[2].strip("\n"))


def _one_level_down(markdown: str) -> str:
    return re.sub(r"^(#+ )", r"#\1", markdown, flags=re.MULTILINE)


def _read(file: str) -> str:
    path = RESULTS / file
    if not path.is_file():
        raise MissingFigureError(f"benchmarks/results/{file} does not exist")
    return path.read_text(encoding="utf-8")
