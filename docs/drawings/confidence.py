"""Draw how well confidence is calibrated: what it says, and how many answers are right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.common.results import RESULTS
from benchmarks.common.tables import read_tables
from geodistricts.verdicts import ACCEPT, CONFIRM, SURE

from . import style

KEPT = RESULTS / "orders_whole_kept.md"
TABLE = "Mean confidence / share right"
_COLOURS = (style.BLUE, style.ORANGE, style.GREEN)
_CELL = re.compile(r"([\d.]+) / ([\d.]+) of ([\d,]+)")
_DEVIATES, _SIDE, _GAP, _TOP = 1.96, 2.0, 0.46, 1.08


class Bin(NamedTuple):
    """Answers whose confidence is nearly the same.

    Attributes
    ----------
    confidence, right : float
        Its mean, and the share of them that is right.
    answers : int
        How many.
    """

    confidence: float
    right: float
    answers: int

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share of right ones lies with 95% probability (Wilson, 1927)."""
        z, n = _DEVIATES, self.answers
        middle = (self.right + z * z / (2 * n)) / (1 + z * z / n)
        spread = z * sqrt(self.right * (1 - self.right) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return min(middle - spread, self.right), max(middle + spread, self.right)


class Series(NamedTuple):
    """The answers to one question.

    Attributes
    ----------
    title : str
        The question.
    bins : tuple of Bin
        From the least sure to the surest.
    error : float
        By how much confidence is off on average.
    """

    title: str
    bins: tuple[Bin, ...]
    error: float


def read_table(text: str) -> list[Series]:
    """Read the table of confidence and share right from the page of results.

    Parameters
    ----------
    text : str
        Markdown.

    Returns
    -------
    list of Series
        One a column.
    """
    table = read_tables(text)[TABLE]
    found = []
    for head in table.heads[1:]:
        *bins, error = table.column(head).values()
        cells = filter(None, map(_CELL.fullmatch, bins))
        found.append(
            Series(
                head,
                tuple(
                    Bin(float(cell[1]), float(cell[2]), int(cell[3].replace(",", "")))
                    for cell in cells
                ),
                float(error),
            )
        )
    return found


def draw() -> Figure:
    """Draw a panel for each question: confidence, share right, and the rule of the verdict.

    Returns
    -------
    Figure
        The picture.
    """
    series = read_table(KEPT.read_text(encoding="utf-8"))
    first = series[0]
    surest = first.bins[-1]
    answers = sum(one.answers for one in first.bins)
    figure = style.new_figure(
        4.0,
        f"Of {surest.answers} answers with a confidence of {surest.confidence:.3f} on average, "
        f"{surest.right:.1%} are right",
        f"Orders that nobody learned from, {answers:,} of them with a district. Bars: where the "
        "share may lie (95%);\nfigures: how many answers. On the diagonal, confidence is exactly "
        "what it says; above it, too modest.",
    )
    for number, one in enumerate(series):
        left = 0.58 + number * (_SIDE + _GAP)
        axes = style.axes_at(figure, left, 0.55, _SIDE, _SIDE)
        _draw_panel(axes, one, _COLOURS[number])
        if number:
            axes.tick_params(labelleft=False)
        else:
            axes.set_ylabel("share of answers that are right", size=style.SMALL, color=style.MUTED)
    return figure


def _draw_panel(axes: Axes, series: Series, colour: str) -> None:
    axes.axvspan(0, SURE, color=style.PALE, zorder=0)
    axes.axvspan(SURE, 1, color=style.LIGHT_GREEN, zorder=0)
    axes.plot([0, 1], [0, 1], color=style.MUTED, lw=1, ls=(0, (4, 3)), zorder=1)
    for one in series.bins:
        axes.plot([one.confidence] * 2, one.interval, color=colour, lw=1.6, zorder=2,
                  solid_capstyle="butt")  # fmt: skip
        axes.plot(one.confidence, one.right, "o", ms=2 * _radius(one), color=colour, zorder=3,
                  markeredgecolor="white", clip_on=False)  # fmt: skip
    for one, (right, up) in zip(series.bins, _label_places(series.bins), strict=True):
        axes.annotate(
            f"{one.answers}", (one.confidence, one.right), (right, up), zorder=4,
            textcoords="offset points", size=style.SMALL, color=style.INK, ha="center",
            va="center_baseline",
        )  # fmt: skip
    axes.text(SURE - 0.03, 0.03, f"{CONFIRM} (or FIX)", size=style.SMALL, color=style.MUTED,
              ha="right")  # fmt: skip
    axes.text(SURE + 0.052, 0.04, f"may {ACCEPT}", size=style.SMALL, color=style.INK, ha="center",
              rotation=90)  # fmt: skip
    axes.set(xlim=(0, 1.0), ylim=(0, _TOP), xticks=[0, 0.25, 0.5, 0.75, SURE], yticks=[0, 0.5, 1])
    axes.set_xticklabels(["0", "0.25", "0.5", "0.75", f"{SURE}"])
    axes.set_xlabel("confidence", size=style.SMALL, color=style.MUTED)
    axes.set_title(f"{series.title}\noff by {series.error:.1%} on average", loc="left",
                   size=style.NORMAL, color=style.INK, linespacing=1.3)  # fmt: skip
    style.plain_frame(axes)


def _radius(one: Bin) -> float:
    """Points: the area of a dot goes with the root of its answers."""
    return 1.6 * sqrt(sqrt(one.answers))


def _label_places(bins: Sequence[Bin]) -> list[tuple[float, float]]:
    """Choose where figures stand, in points from their dots, apart from bars and each other."""
    scale = _SIDE * 72, _SIDE * 72 / _TOP
    taken: list[tuple[float, float, float, float]] = []
    for one in bins:
        x, y, radius = one.confidence * scale[0], one.right * scale[1], _radius(one)
        low, high = (end * scale[1] for end in one.interval)
        taken += [(x - 1, low, x + 1, high), (x - radius, y - radius, x + radius, y + radius)]
    places = []
    for one in bins:
        x, y, radius = one.confidence * scale[0], one.right * scale[1], _radius(one)
        half = 0.32 * style.SMALL * len(str(one.answers))
        aside = radius + half + 1.5
        sides = [(aside, 0.0), (-aside, 0.0)] if one is bins[-1] else [
            (-aside, 4.0), (aside, 4.0), (-aside, -4.0), (aside, -4.0), (-aside, 9.0), (aside, 9.0),
            (-aside, -10.0), (aside, -10.0),
        ]  # fmt: skip
        boxes = [
            (x + right - half, y + up - 4.5, x + right + half, y + up + 4.5) for right, up in sides
        ]
        free = [number for number, box in enumerate(boxes) if not _meets_any(box, taken)]
        chosen = free[0] if free else 0
        taken.append(boxes[chosen])
        places.append(sides[chosen])
    return places


def _meets_any(
    box: tuple[float, float, float, float], others: Sequence[tuple[float, float, float, float]]
) -> bool:
    west, south, east, north = box
    return any(
        west < right and left < east and south < top and bottom < north
        for left, bottom, right, top in others
    )
