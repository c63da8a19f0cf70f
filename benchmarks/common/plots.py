"""Pictures, drawn without a screen: one size, one hand, and dots in rows.

A picture is twice as fine as it is shown: 760 points wide on a page. Panels are placed in
inches from its upper left corner, so that nothing moves when a text changes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator
from matplotlib.transforms import Bbox
from PIL import Image

from benchmarks.common.ours import OURS

WIDTH = 7.6
"""Inches, of every picture."""
DPI = 200
COLORS = 256
"""At most, in a file."""
MARGIN = 0.15
"""Inches that stay free along the edges."""
FONT = "DejaVu Sans"
"""Comes with Matplotlib, so that a picture is the same everywhere."""
TITLE, HEADING, BODY, SMALL = 12.0, 10.0, 9.0, 8.0
INK, GREY, LINE = "#1d2731", "#5d6b78", "#dfe4e8"
ACCENT, BLUE, SLATE, PALE = "#c8452c", "#2f6fb0", "#66757f", "#9aa7b0"
"""Ours, and three for others; they differ in lightness, too."""


class Look(NamedTuple):
    """How a contender's dots look.

    Attributes
    ----------
    color : str
        Of the dot.
    marker : str
        Matplotlib's word for its shape.
    filled : bool
        Whether it is full.
    """

    color: str
    marker: str = "o"
    filled: bool = True


OUR_LOOK, OTHER_LOOK = Look(ACCENT), Look(SLATE)


class Dot(NamedTuple):
    """A figure in a row.

    Attributes
    ----------
    row : float
        Counted from the top.
    value : float
        Where it lies.
    look : Look
        How it looks.
    text : str
        Stands beside it.
    before : bool
        Whether the text stands to the left rather than to the right.
    """

    row: float
    value: float
    look: Look
    text: str = ""
    before: bool = False


def new_picture(height: float, title: str, subtitle: str) -> Figure:
    """Begin a picture with a sentence in bold, and what it needs to be understood.

    Parameters
    ----------
    height : float
        Inches.
    title, subtitle : str
        At the upper left; the subtitle may have several lines.

    Returns
    -------
    Figure
        Without panels.
    """
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    write(figure, MARGIN, MARGIN, title, size=TITLE, weight="bold")
    write(figure, MARGIN, MARGIN + 0.26, subtitle, color=GREY)
    return figure


def write(
    figure: Figure,
    left: float,
    top: float,
    text: str,
    *,
    size: float = BODY,
    color: str = INK,
    weight: str = "normal",
) -> Text:
    """Write on a picture, inches from its upper left corner."""
    font = font_manager.FontProperties(family=FONT, size=size, weight=weight)
    high = figure.get_figheight()
    return figure.text(
        left / WIDTH, 1 - top / high, text, va="top", color=color, fontproperties=font,
        linespacing=1.35,
    )  # fmt: skip


def add_panel(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Place a panel without a frame, inches from the upper left corner."""
    high = figure.get_figheight()
    panel = figure.add_axes((left / WIDTH, 1 - (top + height) / high, width / WIDTH, height / high))
    for side in ("top", "right", "left", "bottom"):
        panel.spines[side].set_visible(False)
    panel.tick_params(length=0, labelsize=SMALL, labelcolor=GREY, labelfontfamily=FONT)
    panel.tick_params("y", pad=8)
    return panel


def set_rows(panel: Axes, names: Sequence[str]) -> None:
    """Give a panel rows from the top down, each with a line; ours is in bold."""
    set_groups(panel, {"": names})


def set_groups(
    panel: Axes, groups: Mapping[str, Sequence[str]], ours: Collection[str] = (OURS,)
) -> list[int]:
    """Give a panel rows in groups, each under a heading.

    Parameters
    ----------
    panel : Axes
        Where.
    groups : mapping of str to sequence of str
        Names of rows by heading; an empty heading takes no place.
    ours : collection of str, optional
        Names that are in bold.

    Returns
    -------
    list of int
        The places of the rows, one after the other.
    """
    names: list[str] = []
    rows: list[int] = []
    for heading, members in groups.items():
        if heading:
            panel.text(
                0, len(names) + 0.1, heading, transform=panel.get_yaxis_transform(),
                va="center_baseline", fontsize=BODY, fontfamily=FONT, color=INK, weight="bold",
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
            )  # fmt: skip
            names.append("")
        rows += range(len(names), len(names) + len(members))
        names += members
    panel.set_ylim(len(names) - 0.5, -0.5)
    panel.set_yticks(rows, [names[row] for row in rows])
    for row, label in zip(rows, panel.get_yticklabels(), strict=True):
        label.set(color=INK, fontsize=BODY)
        if names[row] in ours:
            label.set(color=ACCENT, fontweight="bold")
        panel.axhline(row, color=LINE, linewidth=0.8, zorder=0)
    return rows


def set_percent(panel: Axes) -> None:
    """Mark a panel's values from nothing to everything."""
    panel.set_xlim(0, 100)
    ticks = range(0, 101, 20)
    _mark(panel, ticks, [f"{tick}%" for tick in ticks])


def set_powers_of_ten(panel: Axes, values: Iterable[float], beyond: float) -> None:
    """Mark a panel's values at 1, 10, 100 and so on, equal ratios equally far apart.

    Parameters
    ----------
    panel : Axes
        Where.
    values : iterable of float
        What shall fit in.
    beyond : float
        So many times the greatest value is the right edge, for the text beside the dot.
    """
    known = list(values)
    panel.set_xscale("log")
    low = math.floor(math.log10(min(known)))
    high = math.floor(math.log10(max(known)))
    panel.set_xlim(10.0**low, max(known) * beyond)
    ticks = [10.0**power for power in range(low, high + 1)]
    _mark(panel, ticks, [f"{tick:,g}" if tick < 1 else f"{tick:,.0f}" for tick in ticks])


def _mark(panel: Axes, ticks: Sequence[float], labels: Sequence[str]) -> None:
    panel.xaxis.set_major_locator(FixedLocator(list(ticks)))
    panel.xaxis.set_major_formatter(FixedFormatter(list(labels)))
    panel.xaxis.set_minor_locator(NullLocator())
    panel.grid(axis="x", color=LINE, linewidth=0.8, linestyle=(0, (2, 2)))
    panel.set_axisbelow(True)


def draw_dots(panel: Axes, dots: Sequence[Dot]) -> None:
    """Draw dots, later ones over earlier ones; they may lie on the panel's edge."""
    for dot in dots:
        panel.add_line(_marker(dot.look, [dot.value], [dot.row]))
        if dot.text:
            panel.annotate(
                dot.text, (dot.value, dot.row), (-8 if dot.before else 8, 0),
                textcoords="offset points", va="center_baseline",
                ha="right" if dot.before else "left", fontsize=BODY, fontfamily=FONT,
                color=ACCENT if dot.look.color == ACCENT else INK, annotation_clip=False,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
            )  # fmt: skip


def add_legend(figure: Figure, left: float, top: float, looks: Sequence[tuple[str, Look]]) -> None:
    """Say in a line what the dots are, inches from the upper left corner."""
    legend = figure.legend(
        [_marker(look, [], []) for _, look in looks], [name for name, _ in looks],
        loc="upper left", bbox_to_anchor=(left / WIDTH, 1 - top / figure.get_figheight()),
        ncols=len(looks), frameon=False, borderaxespad=0, borderpad=0, handletextpad=0.4,
        handlelength=1, columnspacing=1.5, prop={"family": FONT, "size": BODY},
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_color(INK)


def _marker(look: Look, values: list[float], rows: list[float]) -> Line2D:
    return Line2D(
        values, rows, linestyle="none", marker=look.marker, markersize=7.5, clip_on=False,
        markerfacecolor=look.color if look.filled else "white",
        markeredgecolor="white" if look.filled else look.color,
        markeredgewidth=0.6 if look.filled else 1.6,
        zorder=3,
    )  # fmt: skip


def texts_of(figure: Figure) -> list[tuple[str, Bbox]]:
    """Return what can be read in a picture, and where it stands, in pixels."""
    figure.draw_without_rendering()
    texts = [one for one in figure.findobj(Text) if isinstance(one, Text)]
    return [
        (one.get_text(), Text.get_window_extent(one))
        for one in texts
        if one.get_visible() and one.get_text().strip()
    ]


def save_picture(figure: Figure, path: Path, dpi: int = DPI, colors: int = COLORS) -> None:
    """Write a PNG file of few colours, which is small.

    It names no version of the software, which would make it differ.

    Parameters
    ----------
    figure : Figure
        The picture.
    path : Path
        The file.
    dpi : int, optional
        Its size: dots for each inch of the figure.
    colors : int, optional
        How many it has at most.
    """
    drawn = io.BytesIO()
    figure.savefig(drawn, dpi=dpi, format="png", metadata={"Software": None})
    few = Image.open(drawn).convert("RGB").quantize(colors, dither=Image.Dither.NONE)
    path.parent.mkdir(parents=True, exist_ok=True)
    few.save(path, format="PNG", optimize=True)
