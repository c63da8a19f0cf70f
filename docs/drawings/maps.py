"""What the maps share: townships in classes of colour, the least of them numbered and named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import geopandas
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke

from geodistricts.shared import shared_gazetteer

from . import style

LAMBERT = "+proj=lcc +lat_1=37.5 +lat_2=40.5 +lat_0=39 +lon_0=35 +datum=WGS84 +units=m"
FULL = "#e4eaef"
GAPS = ("#fde0a6", "#f5a65b", "#dd5f4b", "#a12a63", "#4a1055")
"""From a small gap to a large one: each darker than the one before, also without colours."""
HEIGHT = 3.42
"""Inches of a map as wide as the picture."""
HAVE_NONE = "Where the largest share has none: how many, of how many"
_RIM, _APART = 0.012, 60_000.0
_COLUMNS = 0.0, 2.72, 5.3


class Class(NamedTuple):
    """Townships of one colour.

    Attributes
    ----------
    least : float
        The least value of theirs.
    label : str
        For the legend.
    colour : str
        How they are drawn.
    """

    least: float
    label: str
    colour: str


def classes(*least: float) -> tuple[Class, ...]:
    """Make the classes of a share: all, those from each of four least values on, and less.

    Parameters
    ----------
    *least : float
        Four shares, from high to low.

    Returns
    -------
    tuple of Class
        From light to dark.
    """
    labels = [f"{least[0]:.0%} or more", *(f"{value:.0%}" for value in least[1:]), "less"]
    gaps = map(Class, (*least, 0.0), labels, GAPS)
    return (Class(1.0, "all", FULL), *gaps)


def townships() -> geopandas.GeoDataFrame:
    """Return the shapes of all townships, by pk, in a projection that keeps their form."""
    frame = geopandas.GeoDataFrame.from_arrow(shared_gazetteer().boundaries("township"))
    return frame.set_index("pk").to_crs(LAMBERT)


def districts(*columns: str) -> pd.DataFrame:
    """Return columns of all active districts, and their townships.

    Parameters
    ----------
    *columns : str
        Of the table of districts.

    Returns
    -------
    DataFrame
        One row a district.
    """
    table = shared_gazetteer().table.select(["township", "is_active", *columns])
    frame: pd.DataFrame = table.to_pandas()
    return frame[frame.is_active]


def shares(known: pd.Series, townships: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Count by township how many districts have something.

    Parameters
    ----------
    known : Series of bool
        Whether each district has it.
    townships : Series
        The township of each.

    Returns
    -------
    share, counts, missing : Series
        By the township's pk: the share that has it, how many districts there are, and how many
        lack it.
    """
    grouped = known.groupby(townships)
    counts = grouped.size()
    return grouped.mean(), counts, counts - grouped.sum()


def _labels() -> dict[int, str]:
    """Return what townships are called, by pk: "Kadıköy, İstanbul"."""
    gazetteer = shared_gazetteer()
    return {
        one.pk: f"{one.city.display_name} {one.display_name}"
        if one.display_name == "Merkez"
        else one.label
        for city in gazetteer.cities
        for one in gazetteer.townships_of(city)
    }


def map_at(figure: Figure, bottom: float) -> Axes:
    """Add the axes of a map, as wide as the picture.

    Parameters
    ----------
    figure : Figure
        The picture.
    bottom : float
        Inches from the picture's lower edge.

    Returns
    -------
    Axes
        Without a frame.
    """
    axes = style.axes_at(figure, style.MARGIN, bottom, style.WIDTH - 2 * style.MARGIN, HEIGHT)
    axes.set_axis_off()
    return axes


def draw_classes(
    axes: Axes, frame: geopandas.GeoDataFrame, values: pd.Series, classes: Sequence[Class]
) -> None:
    """Draw townships in the colours of their classes, the cities' borders over them, a legend.

    Parameters
    ----------
    axes : Axes
        Of the map.
    frame : GeoDataFrame
        As ``townships`` returns it.
    values : Series
        By pk.
    classes : sequence of Class
        The highest first; a value is of the first whose least it reaches.
    """
    colours, counts = [], dict.fromkeys(classes, 0)
    for value in values.reindex(frame.index):
        found = next(one for one in classes if value >= one.least)
        colours.append(found.colour)
        counts[found] += 1
    frame.plot(ax=axes, color=colours, edgecolor="white", linewidth=0.25)
    cities = geopandas.GeoDataFrame.from_arrow(shared_gazetteer().boundaries("city"))
    cities.to_crs(LAMBERT).boundary.plot(ax=axes, color=style.MUTED, linewidth=0.45)
    axes.set_aspect("equal")
    axes.margins(_RIM)
    handles = [
        Patch(facecolor=one.colour, edgecolor=style.LINE, label=f"{one.label}: {counts[one]}")
        for one in classes
    ]
    handles[0].set_label(f"{handles[0].get_label()} townships")
    axes.legend(
        handles=handles, loc="lower center", bbox_to_anchor=(0.5, -0.085), ncols=len(handles),
        frameon=False, fontsize=style.SMALL, labelcolor=style.INK, handlelength=1.3,
        columnspacing=1.2, handletextpad=0.5,
    )  # fmt: skip


def name_least(
    figure: Figure,
    axes: Axes,
    frame: geopandas.GeoDataFrame,
    share: pd.Series,
    count: int,
    title: str,
    describe: Callable[[int], str],
) -> None:
    """Write numbers on the townships of the least shares, and list them at the bottom.

    Parameters
    ----------
    figure : Figure
        The picture.
    axes : Axes
        Of the map.
    frame : GeoDataFrame
        As ``townships`` returns it.
    share : Series
        By pk.
    count : int
        How many are named.
    title : str
        What they are.
    describe : callable
        Says of a pk what stands behind the township's name.
    """
    least, names = share.sort_values().index[:count].tolist(), _labels()
    _number_places(axes, frame, least)
    _list_places(figure, title, [f"{names[pk]}: {describe(pk)}" for pk in least])


def _number_places(axes: Axes, frame: geopandas.GeoDataFrame, pks: Sequence[int]) -> None:
    """Write numbers from 1 on beside townships, apart from each other."""
    taken: list[tuple[float, float]] = []
    for number, pk in enumerate(pks, 1):
        point = frame.geometry[pk].representative_point()
        at = (point.x, point.y)
        while any(abs(at[0] - x) < _APART and abs(at[1] - y) < _APART for x, y in taken):
            at = (at[0], at[1] + _APART / 6)
        taken.append(at)
        axes.plot(point.x, point.y, "o", ms=2.5, color=style.INK, zorder=5)
        axes.annotate(
            f"{number}", at, (5, 5), textcoords="offset points", size=style.NORMAL, weight="bold",
            color=style.INK, zorder=6, path_effects=[withStroke(linewidth=2.5, foreground="white")],
        )  # fmt: skip


def _list_places(figure: Figure, title: str, lines: Sequence[str]) -> None:
    """Write the numbered townships at the bottom of the picture."""
    rows = -(-len(lines) // len(_COLUMNS))
    height = 0.19 * rows
    width = style.WIDTH - 2 * style.MARGIN
    axes = style.sheet(figure, style.MARGIN, 0.1, width, height + 0.25)
    axes.text(0, height + 0.13, title, size=style.NORMAL, weight="bold", color=style.INK,
              va="center")  # fmt: skip
    for number, line in enumerate(lines):
        column, row = divmod(number, rows)
        left, middle = _COLUMNS[column], height - 0.19 * (row + 0.5)
        axes.text(left + 0.17, middle, f"{number + 1}", size=style.SMALL, weight="bold",
                  color=style.INK, va="center_baseline", ha="right")  # fmt: skip
        axes.text(left + 0.24, middle, line, size=style.SMALL, color=style.INK,
                  va="center_baseline")  # fmt: skip
