"""Draw where the nearest centre and the boundary name different districts, in Kadıköy."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np
import pyarrow as pa
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

import geodistricts
from benchmarks.common.options import HELP, quick_option, save_option
from benchmarks.common.plots import (
    BODY,
    FONT,
    INK,
    MARGIN,
    SMALL,
    WIDTH,
    add_panel,
    new_picture,
    save_picture,
)
from benchmarks.common.results import RESULTS
from benchmarks.reverse.agreement import boundaries_of
from benchmarks.reverse.labels import Label, write_labels

if TYPE_CHECKING:
    from geodistricts.basics.arrays import NDArray

WEST, SOUTH, EAST, NORTH = 29.015, 40.955, 29.095, 41.01
ASPECT = float(np.cos(np.radians((SOUTH + NORTH) / 2)))
KILOMETRE = 29.052, 40.9562
"""The west end of its line."""
KM_A_DEGREE = 111.2
ACROSS = 1_460
"""As many as the map has dots."""
TOP = 0.92
"""Inches above the map."""
SEA, WRONG, BORDER = "#cfe3ee", "#e8735c", "#33414d"
TINTS = {"Kadıköy": ("#fcf8ea", "#765508"), "Üsküdar": ("#e3efdf", "#23643a"),
         "Ataşehir": ("#ebe4f4", "#5a3a8c")}  # fmt: skip
"""Of the townships' land, and of their names."""
OTHER_TINT = "#f1f1ef", INK
UNLIKE = re.compile(r"another district's than the boundary at ([\d.]+%)")


def find_wrong(across: int) -> tuple[NDArray[np.bool_], float]:
    """Ask everywhere in the area which boundary it is in, and which centre is the nearest.

    Parameters
    ----------
    across : int
        Points from west to east.

    Returns
    -------
    wrong : ndarray of bool, shape (down, across)
        Where the centre is another boundary's, the south first.
    share : float
        How much of the land that is.
    """
    down = round(across * (NORTH - SOUTH) / ((EAST - WEST) * ASPECT))
    lons, lats = np.meshgrid(_middles(WEST, EAST, across), _middles(SOUTH, NORTH, down))
    inside, distances = geodistricts.reverse_many(lats.ravel(), lons.ravel(), max_distance=None)
    nearest, _ = geodistricts.nearest_many(lats.ravel(), lons.ravel())
    on_land = distances == 0
    wrong = on_land & (boundaries_of(inside) != boundaries_of(nearest))
    return wrong.reshape(lats.shape), float(wrong.sum() / on_land.sum())


def share_over_country(folder: Path = RESULTS) -> str:
    """Return the country's share in percent, as ``compare`` saved it in ``reverse.md``."""
    found = UNLIKE.search((folder / "reverse.md").read_text(encoding="utf-8"))
    if found is None:
        raise ValueError("reverse.md says no share of the country")
    return found[1]


def draw_map(across: int = ACROSS, folder: Path = RESULTS) -> tuple[Figure, float]:
    """Draw boundaries, centres, and in red the places where the nearest centre is wrong.

    Parameters
    ----------
    across : int, optional
        Points asked about from west to east.
    folder : Path, optional
        Where ``reverse.md`` is.

    Returns
    -------
    figure : Figure
        The map.
    share : float
        How much of the land shown is red.
    """
    wrong, share = find_wrong(across)
    width = WIDTH - 2 * MARGIN
    height = width * (NORTH - SOUTH) / ((EAST - WEST) * ASPECT)
    figure = new_picture(
        TOP + height + MARGIN,
        f"On {share:.0%} of the land here, the nearest centre is another district's",
        f"Kadıköy and around, İstanbul. Over the country it is {share_over_country(folder)} of "
        "points, drawn from all districts alike;\nthat is why reverse asks which boundary a point "
        "is in.",
    )
    axes = add_panel(figure, MARGIN, TOP, width, height)
    axes.set(xlim=(WEST, EAST), ylim=(SOUTH, NORTH), xticks=[], yticks=[], facecolor=SEA)
    _draw_land(axes, wrong)
    centres = geodistricts.within(west=WEST, south=SOUTH, east=EAST, north=NORTH)
    labels = []
    for one in centres:
        at = one.longitude or 0.0, one.latitude or 0.0
        axes.plot(*at, "o", color=INK, markersize=4, markeredgecolor="white", zorder=5)
        township = one.township.display_name
        _, color = TINTS.get(township, OTHER_TINT)
        name, home = one.display_name.removesuffix(" Mah."), geodistricts.boundary(one)
        labels.append(Label(at, name, township, color, home or shapely.Point(at)))
    legend = _add_legend(axes)
    _draw_kilometre(axes)
    write_labels(axes, labels, [legend.get_window_extent()])
    return figure, share


def _middles(low: float, high: float, count: int) -> NDArray[Any]:
    """Return the middles of equal steps."""
    edges = np.linspace(low, high, count + 1)
    middles: NDArray[Any] = (edges[:-1] + edges[1:]) / 2
    return middles


def _draw_land(axes: Axes, wrong: NDArray[np.bool_]) -> None:
    townships = _shown(geodistricts.boundaries("township"))
    for name, shape in townships:
        tint, _ = TINTS.get(name, OTHER_TINT)
        for part in shapely.get_parts(shape):
            axes.fill(*shapely.get_coordinates(part.exterior).T, color=tint, linewidth=0)
    axes.imshow(
        np.where(wrong, 1.0, np.nan), origin="lower", extent=(WEST, EAST, SOUTH, NORTH),
        cmap=ListedColormap([WRONG]), interpolation="nearest", aspect="auto", zorder=2,
    )  # fmt: skip
    for _, shape in _shown(geodistricts.boundaries("district")):
        axes.add_collection(_lines(shapely.boundary(shape), 0.8))
    for (_, one), (_, other) in combinations(townships, 2):
        shared = shapely.intersection(shapely.boundary(one), shapely.boundary(other))
        axes.add_collection(_lines(shared, 2.4))


def _shown(table: pa.Table) -> list[tuple[str, Any]]:
    """Return the townships' names and the shapes of what is in the area."""
    head = "township_display_name" if "township" in table.column_names else "display_name"
    shapes = shapely.from_wkb(table["geometry"].to_pylist())
    rows = np.flatnonzero(shapely.intersects(shapes, shapely.box(WEST, SOUTH, EAST, NORTH)))
    return [(table[head][row].as_py(), shapes[row]) for row in rows.tolist()]


def _lines(shape: Any, width: float) -> LineCollection:
    parts = [part for part in shapely.get_parts(shape) if shapely.get_dimensions(part) == 1]
    return LineCollection(
        [shapely.get_coordinates(part) for part in parts], colors=BORDER, linewidths=width,
        capstyle="round", joinstyle="round", zorder=3,
    )  # fmt: skip


def _draw_kilometre(axes: Axes) -> None:
    """Draw how long a kilometre is, in the sea."""
    west, south = KILOMETRE
    long = 1 / (KM_A_DEGREE * ASPECT)
    axes.plot([west, west + long], [south, south], color=INK, linewidth=2, solid_capstyle="butt")
    axes.text(west + long / 2, south + 0.0003, "1 km", ha="center", va="bottom", fontsize=SMALL,
              fontfamily=FONT, color=INK)  # fmt: skip


def _add_legend(axes: Axes) -> Legend:
    dot = Line2D([], [], linestyle="none", marker="o", color=INK, markersize=4,
                 markeredgecolor="white")  # fmt: skip
    handles = {
        "a district's centre": dot,
        "the nearest centre is another district's": Patch(color=WRONG),
        "border of districts, coast": Line2D([], [], color=BORDER, linewidth=0.8),
        "border of townships": Line2D([], [], color=BORDER, linewidth=2.4),
    }
    return axes.legend(
        list(handles.values()), list(handles), loc="lower left", frameon=True, framealpha=1,
        edgecolor="none", facecolor="white", labelcolor=INK, fancybox=False, borderaxespad=0.8,
        prop={"family": FONT, "size": BODY},
    )  # fmt: skip


@click.command(context_settings=HELP)
@quick_option("A coarse map", across=80)
@click.option("--across", type=click.IntRange(2), default=ACROSS, show_default=True,
              help="Points asked about from west to east.")  # fmt: skip
@save_option("reverse_map.png")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path),
              help="File to draw it in instead, also of a quick run.")  # fmt: skip
def main(across: int, save: bool, out: Path | None) -> None:
    """Draw boundaries, centres, and in red the places where the nearest centre is wrong.

    Prints how much of the land shown that is. Takes a few seconds.
    """
    figure, share = draw_map(across)
    print(f"{share:.1%} of the land shown differs")
    if out or save:
        save_picture(figure, out or RESULTS / "reverse_map.png")


if __name__ == "__main__":
    main()
