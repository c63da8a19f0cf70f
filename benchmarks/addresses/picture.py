"""The results as a picture: lines beside plain baselines, and whole orders that were kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from matplotlib.figure import Figure

from benchmarks.common.ours import OURS
from benchmarks.common.plots import (
    BLUE,
    GREY,
    HEADING,
    MARGIN,
    OTHER_LOOK,
    OUR_LOOK,
    Dot,
    Look,
    add_panel,
    draw_dots,
    new_picture,
    set_groups,
    set_percent,
    write,
)
from benchmarks.common.results import RESULTS
from benchmarks.common.tables import Grid, read_tables, shares

PICTURE = "![Lines beside plain baselines, and whole orders](addresses.png)"
"""What the pages show it with."""
LEVELS = ("City", "Township", "District")
WRONG = "Of accepted ones, wrong"
TAKEN = {
    "Of settled ones, accepted with the right pks": (
        "Accepted right, of those that settle a district: more is better"
    ),
    WRONG: "Wrong, of those accepted: less is better",
    "Contradictions accepted": "Accepted though parts contradict each other: less is better",
}
BEST = "validate, fields and line"
OTHER_WAYS = {"validate, fields alone": Look(BLUE, "D"), "parse, one text": Look(BLUE, "D")}
LEFT, RIGHT, ROW = 2.05, 6.0, 0.235
"""Inches, of the panels and of a row; figures stand beyond."""


def draw_addresses(folder: Path = RESULTS) -> Figure:
    """Draw what ``addresses.md`` says of lines, and ``orders_whole_kept.md`` of orders.

    Parameters
    ----------
    folder : Path, optional
        Where they are.

    Returns
    -------
    Figure
        A group of rows a level of the lines, and one a figure of the orders.
    """
    lines = next(iter(_tables(folder / "addresses.md").values()))
    whole = _tables(folder / "orders_whole_kept.md")
    levels, taken = next(iter(whole.values())), whole["What is accepted"]
    wrong = shares(taken.column(BEST)[WRONG])[0]
    picture = new_picture(
        7.55,
        f"Of the orders that validate accepts by fields and line, {wrong:.1f}% are wrong",
        "Red is geodistricts, blue the same asked with less; grey are plain baselines.",
    )
    note = "nothing wrong with the level: more is better; known while the rules were written"
    _write_heading(picture, 0.75, _counted(lines), note)
    _draw_groups(picture, 1.0, {level: lines.column(level) for level in LEVELS})
    _write_heading(picture, 4.2, _counted(levels), "kept aside, for one last measurement")
    groups = {
        heading: {name: taken.column(name)[row] for name in taken.heads[1:]}
        for row, heading in TAKEN.items()
    }
    _draw_groups(picture, 4.45, groups)
    return picture


def _tables(page: Path) -> dict[str, Grid]:
    return read_tables(page.read_text(encoding="utf-8"))


def _counted(table: Grid) -> str:
    """Return how many there are, such as "2,134 lines", from a title that says "All"."""
    return table.title.removeprefix("All ").partition(":")[0]


def _write_heading(picture: Figure, top: float, what: str, known: str) -> None:
    write(picture, MARGIN, top, what, size=HEADING, weight="bold")
    write(picture, LEFT, top + 0.01, known, color=GREY)


def _draw_groups(picture: Figure, top: float, groups: Mapping[str, Mapping[str, str]]) -> None:
    """Draw a row a cell, by what it begins with; the text stays as it is but for brackets."""
    count = sum(1 + len(cells) for cells in groups.values())
    panel = add_panel(picture, LEFT, top, RIGHT - LEFT, count * ROW)
    rows = set_groups(
        panel, {heading: list(cells) for heading, cells in groups.items()}, ours=(OURS, BEST)
    )
    set_percent(panel)
    cells = [pair for of_group in groups.values() for pair in of_group.items()]
    draw_dots(
        panel,
        [
            Dot(row, shares(cell)[0], _look(name), _text(cell))
            for row, (name, cell) in zip(rows, cells, strict=True)
        ],
    )


def _look(name: str) -> Look:
    if name in (OURS, BEST):
        return OUR_LOOK
    return OTHER_WAYS.get(name, OTHER_LOOK)


def _text(cell: str) -> str:
    """Return a share with its counts, without precision and recall."""
    share, _, more = cell.partition(" (")
    return cell if " of " in more else share
