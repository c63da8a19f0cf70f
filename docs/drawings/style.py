"""What all pictures share: size, colours, words on top, and files that are the same every time."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.common.plots import save_picture
from geodistricts.basics.geodesy import great_circle_distance

WIDTH = 8.0
"""Inches; a page shows them in 760 pixels, so that a text of 9 points is 12 pixels high."""
MARGIN = 0.15
SMALL, NORMAL, LARGE, TITLE = 8.5, 9.5, 11.0, 13.0
"""Sizes of text, points."""

INK, MUTED, LINE, PALE = "#15222e", "#546373", "#c3ccd5", "#eef1f4"
BLUE, ORANGE, GREEN, RED, SKY = "#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9"
"""Colours that people with any colour vision tell apart (Okabe and Ito, 2008)."""
LIGHT_BLUE, LIGHT_ORANGE, LIGHT_GREEN = "#d3e7f3", "#fbe7bd", "#d0ece3"
SEA = "#eef2f5"

_DPI = 150
_COLOURS = 128


def new_figure(height: float, title: str, subtitle: str = "") -> Figure:
    """Begin a picture: white, as wide as all are, with its point in a sentence on top.

    Parameters
    ----------
    height : float
        Inches.
    title, subtitle : str
        The point, and what is to be known beside it.

    Returns
    -------
    Figure
        With these texts; the rest begins 0.75 inches from the top.
    """
    figure = Figure(figsize=(WIDTH, height), facecolor="white")
    left = MARGIN / WIDTH
    figure.text(left, 1 - 0.12 / height, title, size=TITLE, weight="bold", color=INK, va="top")
    if subtitle:
        figure.text(left, 1 - 0.42 / height, subtitle, size=NORMAL, color=MUTED, va="top")
    return figure


def axes_at(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Add axes at a place in inches, from the figure's lower left corner.

    Parameters
    ----------
    figure : Figure
        The picture.
    left, bottom, width, height : float
        Inches.

    Returns
    -------
    Axes
        Empty.
    """
    across, down = figure.get_size_inches()
    return figure.add_axes((left / across, bottom / down, width / across, height / down))


def sheet(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Add axes without a frame, whose units are inches: to write and draw on.

    Parameters
    ----------
    figure : Figure
        The picture.
    left, bottom, width, height : float
        Inches.

    Returns
    -------
    Axes
        From 0 to its width and height.
    """
    axes = axes_at(figure, left, bottom, width, height)
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.set_axis_off()
    return axes


def metres(west: float, south: float, step: float) -> str:
    """Say how large a cell is, on the ground.

    Parameters
    ----------
    west, south, step : float
        Its corner and its side, degrees.

    Returns
    -------
    str
        From west to east, and from south to north.
    """
    across = great_circle_distance(south, west, south, west + step)
    up = great_circle_distance(south, west, south + step, west)
    return f"{across:.0f} × {up:,.0f} m"


def plain_frame(axes: Axes) -> None:
    """Leave axes the lines at the left and the bottom, thin, and small figures beside them."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(LINE)
    axes.tick_params(color=LINE, labelcolor=MUTED, labelsize=SMALL)


def save(figure: Figure, path: Path) -> None:
    """Write a picture into a file, with nothing in it that another run would write otherwise.

    Parameters
    ----------
    figure : Figure
        The picture.
    path : Path
        Of an SVG file, whose letters are shapes, or a PNG file, whose colours are few.
    """
    if path.suffix == ".svg":
        with mpl.rc_context({"svg.hashsalt": "geodistricts", "svg.fonttype": "path"}):
            figure.savefig(path, metadata={"Date": None, "Creator": None})
        return
    save_picture(figure, path, _DPI, _COLOURS)
