"""Figures of the pages: whatever is measured is read out of ``benchmarks/results/``.

A page writes ``{{ nearest.md | geodistricts | One call, µs }}`` for one cell of a table (file, row,
column), and ``{{ nearest.md }}`` or ``{{ names.md # Inside the township }}`` in a line of its own
for a whole file, or what stands under one of its headings.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"

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
    text = section(file, heading.strip()) if heading else _read(file)
    head: list[str] | None = None
    for line in text.splitlines():
        if not line.startswith("|"):
            head = None
            continue
        cells = [part.strip() for part in line.strip().strip("|").split("|")]
        if head is None:
            head = cells
        elif cells[0].strip("`") == name.strip().strip("`") and column in head:
            return cells[-1 - head[::-1].index(column)]
    raise MissingFigureError(
        f"benchmarks/results/{file} has no row {row!r} with a column {column!r}"
    )


def section(file: str, heading: str) -> str:
    """Read what stands under a heading, up to the next one of its level.

    Raises
    ------
    MissingFigureError
        The file has no such heading.
    """
    found = re.search(
        rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,2}} |\Z)",
        _read(file),
        re.MULTILINE | re.DOTALL,
    )
    if not found:
        raise MissingFigureError(f"benchmarks/results/{file} has no heading {heading!r}")
    return found[2].strip("\n")


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
