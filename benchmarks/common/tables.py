"""Tables and pages: shown by rich on the terminal, written as Markdown into files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.common.ours import OURS

WIDTH = 130
"""At least; a pipe has no width of its own, and 80 columns would cut the tables."""


class Grid(NamedTuple):
    """A table of texts.

    Attributes
    ----------
    title : str
        What it shows; empty where the page's title says it.
    heads : list of str
        The columns; the first is of names, the others of figures.
    rows : list of list of str
        The cells.
    """

    title: str
    heads: list[str]
    rows: list[list[str]]

    @property
    def markdown(self) -> str:
        """The table under its title."""
        lines = [self.heads, *self.rows]
        head, *rows = ("| " + " | ".join(line) + " |" for line in lines)
        titles = [f"## {self.title}", ""] if self.title else []
        return "\n".join([*titles, head, "|---|" + "---:|" * (len(self.heads) - 1), *rows])

    def column(self, head: str) -> dict[str, str]:
        """Return the cells under a head, by what their rows are called."""
        place = self.heads.index(head)
        return {row[0]: row[place] for row in self.rows}


def read_tables(page: str) -> dict[str, Grid]:
    """Read the tables of a page, as ``Grid.markdown`` writes them.

    Parameters
    ----------
    page : str
        Markdown.

    Returns
    -------
    dict of str to Grid
        By their titles; one without a title by an empty text.
    """
    tables: dict[str, Grid] = {}
    title = ""
    for line in page.splitlines():
        if line.startswith("## "):
            title = line.removeprefix("## ")
        elif line.startswith("|"):
            parts = line.removeprefix("|").removesuffix("|").split("|")
            cells = [part.removeprefix(" ").removesuffix(" ") for part in parts]
            if title not in tables:
                tables[title] = Grid(title, cells, [])
            elif not line.startswith("|---"):
                tables[title].rows.append(cells)
    return tables


def shares(cell: str) -> list[float]:
    """Return the percentages of a cell, in percent."""
    return [float(found) for found in re.findall(r"([\d.]+)%", cell)]


def markdown(title: str, blocks: Sequence[str | Grid]) -> str:
    """Write a page.

    Parameters
    ----------
    title : str
        Of the page.
    blocks : sequence of str or Grid
        Paragraphs and tables.

    Returns
    -------
    str
        Markdown.
    """
    texts = (block if isinstance(block, str) else block.markdown for block in blocks)
    return "\n\n".join([f"# {title}", *texts]) + "\n"


def show(*blocks: str | Grid) -> None:
    """Print paragraphs and tables, the row of ours in bold."""
    console = Console(highlight=False)
    console.width = max(console.width, WIDTH)
    for block in blocks:
        console.print(block if isinstance(block, str) else _rich(block), markup=False)


def _rich(grid: Grid) -> Table:
    table = Table(box=box.SIMPLE, title=grid.title or None)
    for place, head in enumerate(grid.heads):
        table.add_column(head, justify="right" if place else "left", no_wrap=True)
    for row in grid.rows:
        table.add_row(*row, style="bold" if row[0] == OURS else None)
    return table


def figure(value: float) -> str:
    """Write a figure in three digits, or with all those before the point."""
    return f"{value:.3g}" if value < 100 else f"{value:,.0f}"


def beside_ours(value: float, ours: float) -> str:
    """Write a figure, and how many times ours it is."""
    return f"{figure(value)} ({value / ours:,.1f}×)"
