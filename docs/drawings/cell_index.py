"""Draw how ``nearest`` works: one cell of the index, its candidates, and the distance to each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Polygon, Rectangle
from matplotlib.patheffects import withStroke

from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.gazetteer import Gazetteer
from geodistricts.records import District
from geodistricts.shared import shared_gazetteer
from geodistricts.snapshot import CellGrid, Snapshot, bundled_path

from . import style

POINT = 40.9925, 29.0349
"""Latitude and longitude of what is asked for, in Kadıköy."""
WEST, SOUTH, EAST, NORTH = 29.0047, 40.9740, 29.0661, 41.0110
_BEYOND, _BELOW = 0.05, 0.42
_LETTER = 0.0007
_HALO = [withStroke(linewidth=3, foreground="white", alpha=0.85)]


class Cell(NamedTuple):
    """A cell of the index.

    Attributes
    ----------
    west, south, step : float
        Its corner and its side, degrees.
    candidates : tuple of District
        What the index lists for it, and the metres from the point to each.
    distances : tuple of float
        Metres from the point to each candidate.
    """

    west: float
    south: float
    step: float
    candidates: tuple[District, ...]
    distances: tuple[float, ...]


def cell_at(grid: CellGrid, snapshot: Snapshot, lat: float, lon: float) -> Cell:
    """Read a point's cell from the index, as it is stored.

    Parameters
    ----------
    grid : CellGrid
        The index.
    snapshot : Snapshot
        The districts.
    lat, lon : float
        Degrees, inside the grid.

    Returns
    -------
    Cell
        The cell with its candidates.
    """
    row, column = int((lat - grid.south) / grid.step), int((lon - grid.west) / grid.step)
    number = grid.list_of_cell[row * grid.columns + column]
    rows = grid.candidates[grid.offsets[number] : grid.offsets[number + 1]].tolist()
    candidates = tuple(snapshot.rows.record(one) for one in rows)
    distances = great_circle_distance(lat, lon, *np.array([_place(one) for one in candidates]).T)
    west, south = grid.west + column * grid.step, grid.south + row * grid.step
    return Cell(west, south, grid.step, candidates, tuple(distances.tolist()))


def areas(districts: Sequence[District]) -> list[shapely.Polygon]:
    """Find the area of each district where its centre is the nearest, degrees.

    Parameters
    ----------
    districts : sequence of District
        All that are near what is shown.

    Returns
    -------
    list of Polygon
        In the order of the districts. Computed in the plane: over a few kilometres that is the
        sphere, to a metre.
    """
    shrink = np.array([np.cos(np.radians(POINT[0])), 1.0])
    centres = np.array([_place(one)[::-1] for one in districts])
    cells = shapely.voronoi_polygons(shapely.multipoints(centres * shrink), ordered=True)
    return [
        shapely.transform(one, lambda points: points / shrink) for one in shapely.get_parts(cells)
    ]


def draw() -> Figure:
    """Draw a cell of the index with its candidates, over the areas of the nearest centres.

    Returns
    -------
    Figure
        The picture.
    """
    gazetteer, snapshot = shared_gazetteer(), Snapshot(bundled_path())
    grid = snapshot.nearest_grid()
    cell = cell_at(grid, snapshot, *POINT)
    places = int(snapshot.rows.is_located().sum())
    aspect = np.cos(np.radians(POINT[0]))
    width = style.WIDTH - 2 * style.MARGIN
    height = width * (NORTH - SOUTH) / ((EAST - WEST) * aspect)
    figure = style.new_figure(
        _BELOW + height + 0.95,
        f"nearest measures {len(cell.candidates)} distances, not {places:,}",
        f"Each cell of {grid.step:.4f}° (here {style.metres(cell.west, cell.south, cell.step)}) "
        "lists every centre that is the nearest somewhere in it, and few others.\n"
        "Which cell a point is in is a division; the nearest of its candidates is the answer.",
    )
    axes = style.axes_at(figure, style.MARGIN, _BELOW, width, height)
    axes.set(xlim=(WEST, EAST), ylim=(SOUTH, NORTH), aspect=1 / aspect, xticks=[], yticks=[])
    axes.spines[:].set_color(style.LINE)
    near = gazetteer.within(
        west=WEST - _BEYOND, south=SOUTH - _BEYOND, east=EAST + _BEYOND, north=NORTH + _BEYOND
    )
    _draw_ground(axes, gazetteer)
    _draw_areas(axes, near, cell)
    _draw_cells(axes, grid, cell)
    _draw_candidates(axes, cell)
    _name_others(axes, near, cell)
    _add_legend(figure)
    return figure


def _place(district: District) -> tuple[float, float]:
    if district.latitude is None or district.longitude is None:
        raise LookupError(f"{district.label} has no coordinates")
    return district.latitude, district.longitude


def _short(district: District) -> str:
    return district.display_name.removesuffix(" Mah.")


def _draw_ground(axes: Axes, gazetteer: Gazetteer) -> None:
    axes.set_facecolor(style.SEA)
    land = gazetteer.boundary(gazetteer.city("İstanbul"))
    frame = shapely.box(WEST, SOUTH, EAST, NORTH)
    for part in shapely.get_parts(shapely.intersection(land, frame)):
        axes.add_patch(Polygon(shapely.get_coordinates(part.exterior), color="white", zorder=0))


def _draw_areas(axes: Axes, near: Sequence[District], cell: Cell) -> None:
    shapes = areas(near)
    mine = [
        Polygon(shapely.get_coordinates(shape))
        for one, shape in zip(near, shapes, strict=True)
        if one in cell.candidates
    ]
    axes.add_collection(
        PatchCollection(mine, facecolor=style.LIGHT_BLUE, edgecolor="none", zorder=1)
    )
    frame = shapely.box(WEST, SOUTH, EAST, NORTH)
    lines = [shapely.get_coordinates(shape) for shape in shapes if shape.intersects(frame)]
    axes.add_collection(LineCollection(lines, colors=style.SKY, linewidths=1.2, zorder=3))


def _draw_cells(axes: Axes, grid: CellGrid, cell: Cell) -> None:
    for column in range(int((WEST - grid.west) / grid.step), int((EAST - grid.west) / grid.step)):
        axes.axvline(
            grid.west + (column + 1) * grid.step, color=style.MUTED, lw=0.5, ls=(0, (4, 3))
        )
    for row in range(int((SOUTH - grid.south) / grid.step), int((NORTH - grid.south) / grid.step)):
        axes.axhline(grid.south + (row + 1) * grid.step, color=style.MUTED, lw=0.5, ls=(0, (4, 3)))
    axes.add_patch(
        Rectangle(
            (cell.west, cell.south), cell.step, cell.step, facecolor=style.LIGHT_ORANGE, zorder=2,
        )
    )  # fmt: skip
    axes.add_patch(
        Rectangle(
            (cell.west, cell.south), cell.step, cell.step, fill=False, edgecolor=style.RED,
            linewidth=2, zorder=3,
        )
    )  # fmt: skip


def _draw_candidates(axes: Axes, cell: Cell) -> None:
    lat, lon = POINT
    least = min(cell.distances)
    for one, distance in zip(cell.candidates, cell.distances, strict=True):
        north, east = _place(one)
        best = distance == least
        axes.plot([lon, east], [lat, north], color=style.INK, lw=2.6 if best else 1.2, zorder=4,
                  ls="-" if best else (0, (2, 1.5)))  # fmt: skip
        axes.plot(east, north, "o", color=style.BLUE, ms=11 if best else 8, zorder=5,
                  markeredgecolor="white")  # fmt: skip
        above = north > lat
        axes.annotate(
            f"{_short(one)}\n{distance:,.0f} m",
            (east, north), (0, 7 if above else -7), textcoords="offset points", ha="center",
            va="bottom" if above else "top", zorder=7, color=style.INK, linespacing=1.15,
            size=style.LARGE + 1 if best else style.NORMAL + 0.5,
            weight="bold" if best else "normal", path_effects=_HALO,
        )  # fmt: skip
    axes.plot(lon, lat, "*", color=style.RED, ms=18, markeredgecolor="white", zorder=6)


def _name_others(axes: Axes, near: Sequence[District], cell: Cell) -> None:
    for one in near:
        north, east = _place(one)
        if one in cell.candidates or not (WEST < east < EAST and SOUTH < north < NORTH):
            continue
        axes.plot(east, north, "o", color=style.MUTED, ms=5, zorder=5, markeredgecolor="white")
        half = len(_short(one)) * _LETTER / 2
        if WEST + half < east < EAST - half and north > SOUTH + _LETTER * 3:
            axes.annotate(
                _short(one), (east, north), (0, -5), textcoords="offset points", ha="center",
                va="top", size=style.SMALL, color=style.MUTED, zorder=5, path_effects=_HALO,
            )  # fmt: skip


def _add_legend(figure: Figure) -> None:
    dot = {"ls": "none", "markeredgecolor": "white"}
    handles = [
        Line2D([], [], marker="*", color=style.RED, ms=13, label="the point", **dot),  # type: ignore[arg-type]
        Patch(facecolor=style.LIGHT_ORANGE, edgecolor=style.RED, lw=1.5, label="its cell"),
        Line2D([], [], marker="o", color=style.BLUE, ms=8, label="its candidates", **dot),  # type: ignore[arg-type]
        Line2D([], [], marker="o", color=style.MUTED, ms=5, label="other centres", **dot),  # type: ignore[arg-type]
        Patch(facecolor="white", edgecolor=style.SKY, label="where each is the nearest"),
        Patch(facecolor=style.SEA, label="sea"),
        Line2D([], [], color=style.MUTED, lw=0.7, ls=(0, (4, 3)), label="cells"),
    ]
    figure.legend(
        handles=handles, loc="lower center", ncols=len(handles), frameon=False,
        fontsize=style.SMALL, labelcolor=style.INK, handlelength=1.5, columnspacing=1.2,
        handletextpad=0.5, borderaxespad=0.4,
    )  # fmt: skip
