"""Draw how ``reverse`` works: cells in one district, and cells with stretches of border."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import ConnectionPatch, Patch, Rectangle
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from geodistricts.records import District
from geodistricts.shared import shared_gazetteer
from geodistricts.snapshot import BoundaryGrid, Snapshot, bundled_path, rank_by_boundary

from . import style

POINT = 41.1614, 29.1263
"""Latitude and longitude of what is asked for, in Beykoz."""
WEST, SOUTH, EAST, NORTH = 29.0615, 41.1500, 29.1570, 41.2310
"""What is shown; the cells that lie in it as a whole."""
INSIDE, CROSSED, OUTSIDE = 0, 1, 2
"""The kinds of cells: in one district, crossed by a border, in none."""
_COLOURS = (style.LIGHT_BLUE, style.LIGHT_ORANGE, style.SEA)
_SMALLEST, _LETTER, _APART = 0.004, 0.62, 0.5
"""Square inches that a name needs to stand in, the width of a letter beside its height, and how
far from what is drawn a name stands, beside half its length."""
_HALO = [withStroke(linewidth=3, foreground="white", alpha=0.8)]

Run = NDArray[np.float64]


class Cell(NamedTuple):
    """A cell that borders cross.

    Attributes
    ----------
    west, south, step : float
        Its corner and its side, degrees.
    districts : tuple of District
        Those that touch it.
    runs : tuple of ndarray of float64, shape (vertices, 2)
        The stretches of border that the index has for it, degrees.
    """

    west: float
    south: float
    step: float
    districts: tuple[District, ...]
    runs: tuple[Run, ...]

    @property
    def edges(self) -> int:
        """How many edges its stretches have."""
        return sum(len(run) - 1 for run in self.runs)


def kinds_of_cells(grid: BoundaryGrid) -> NDArray[np.int8]:
    """Tell the kind of every cell.

    Parameters
    ----------
    grid : BoundaryGrid
        The index.

    Returns
    -------
    ndarray of int8, shape (rows, columns)
        ``INSIDE``, ``CROSSED`` or ``OUTSIDE``, from south to north.
    """
    lists, cells = grid.cells.list_of_cell, grid.cells
    last = len(cells.offsets) - 2
    kinds = np.where(lists < len(grid.base), CROSSED, np.where(lists == last, OUTSIDE, INSIDE))
    return kinds.astype(np.int8).reshape(cells.rows, cells.columns)


def cell_at(snapshot: Snapshot, grid: BoundaryGrid, lat: float, lon: float) -> Cell:
    """Read a point's cell from the index, as it is stored.

    Parameters
    ----------
    snapshot : Snapshot
        The districts and their boundaries.
    grid : BoundaryGrid
        The index.
    lat, lon : float
        Degrees, in a cell that a border crosses.

    Returns
    -------
    Cell
        The cell with its stretches.
    """
    cells = grid.cells
    row, column = int((lat - cells.south) / cells.step), int((lon - cells.west) / cells.step)
    number = cells.list_of_cell[row * cells.columns + column]
    rows, offsets = rank_by_boundary(snapshot.rows.table, len(cells.offsets) - 2 - len(grid.base))
    boundaries = cells.candidates[cells.offsets[number] : cells.offsets[number + 1]]
    districts = tuple(snapshot.rows.record(rows[offsets[one]]) for one in boundaries)
    content = snapshot.vertices(grid)
    runs = []
    for run in range(grid.run_offsets[number], grid.run_offsets[number + 1]):
        start, length = grid.run_starts[run], 16 * int(grid.run_lengths[run])
        runs.append(content[start : start + length].copy().view("<f8").reshape(-1, 2))
    west, south = cells.west + column * cells.step, cells.south + row * cells.step
    return Cell(west, south, cells.step, districts, tuple(runs))


def crossings(cell: Cell, lat: float, lon: float) -> list[tuple[float, float]]:
    """Find where a ray from a point to the west meets the stretches of its cell.

    Parameters
    ----------
    cell : Cell
        The cell.
    lat, lon : float
        The point, in it.

    Returns
    -------
    list of (float, float)
        Longitudes and latitudes.
    """
    found = []
    for run in cell.runs:
        for (x1, y1), (x2, y2) in zip(run[:-1].tolist(), run[1:].tolist(), strict=True):
            if (y1 <= lat) != (y2 <= lat):
                east = x1 + (lat - y1) * (x2 - x1) / (y2 - y1)
                if cell.west <= east <= lon:
                    found.append((east, lat))
    return found


def draw() -> Figure:
    """Draw the cells over real boundaries, and one cell in large with what is stored for it.

    Returns
    -------
    Figure
        The picture.
    """
    snapshot = Snapshot(bundled_path())
    grid = snapshot.boundary_grid()
    kinds = kinds_of_cells(grid)
    cell = cell_at(snapshot, grid, *POINT)
    in_country = _shares(kinds)
    figure = style.new_figure(
        7.25,
        f"reverse answers {in_country[INSIDE]:.0%} of the country without looking at any border",
        f"Cells of {grid.cells.step:.4f}°, here {style.metres(cell.west, cell.south, cell.step)}. "
        "Where a border crosses one, only the stretches in it are tested.",
    )
    west, south, shown = _cells_shown(grid, kinds)
    rows, columns = shown.shape
    step, aspect = grid.cells.step, np.cos(np.radians(POINT[0]))
    height = 5.3
    width = height * columns * aspect / rows
    axes = style.axes_at(figure, style.MARGIN, 1.15, width, height)
    extent = (west, west + columns * step, south, south + rows * step)
    axes.set_facecolor(style.SEA)
    axes.imshow(shown, origin="lower", extent=extent, cmap=ListedColormap(_COLOURS), vmin=0, vmax=2)
    axes.set(xlim=extent[:2], ylim=extent[2:], aspect=1 / aspect, xticks=[], yticks=[])
    axes.spines[:].set_color(style.LINE)
    for column in range(columns + 1):
        axes.axvline(west + column * step, color="white", lw=0.8)
    for row in range(rows + 1):
        axes.axhline(south + row * step, color="white", lw=0.8)
    shapes = _shapes(extent)
    _draw_borders(axes, list(shapes.values()), extent)
    _name_districts(axes, shapes, style.SMALL, shapely.box(*_corners(cell)))
    side = (cell.west, cell.south), cell.step, cell.step
    axes.add_patch(Rectangle(*side, fill=False, edgecolor=style.RED, linewidth=2.2, zorder=6))
    left = style.MARGIN + width + 0.25
    zoom = style.axes_at(figure, left, 2.7, style.WIDTH - left - style.MARGIN, 3.75)
    _draw_cell(zoom, cell, aspect)
    for corner in (0, 1):
        at = cell.west + cell.step, cell.south + corner * cell.step
        figure.add_artist(
            ConnectionPatch(
                at, (0, corner), "data", "axes fraction", axesA=axes, axesB=zoom,
                color=style.RED, linewidth=0.8,
            )
        )  # fmt: skip
    _tell(figure, cell, left)
    _add_legend(figure, in_country, shown)
    return figure


def _shares(kinds: NDArray[np.int8], with_outside: bool = False) -> list[float]:
    """Return the share of each kind of cell; of those in a district, if nothing else is asked."""
    counts = np.bincount(kinds.ravel(), minlength=3).astype(float)
    whole = counts.sum() if with_outside else counts[:OUTSIDE].sum()
    return [float(count) / whole for count in counts]


def _cells_shown(
    grid: BoundaryGrid, kinds: NDArray[np.int8]
) -> tuple[float, float, NDArray[np.int8]]:
    """Return the corner of the cells that are shown as a whole, and their kinds."""
    cells = grid.cells
    first_row = int(np.ceil((SOUTH - cells.south) / cells.step))
    first_column = int(np.ceil((WEST - cells.west) / cells.step))
    last_row = int((NORTH - cells.south) / cells.step)
    last_column = int((EAST - cells.west) / cells.step)
    west, south = cells.west + first_column * cells.step, cells.south + first_row * cells.step
    return west, south, kinds[first_row:last_row, first_column:last_column]


def _corners(cell: Cell) -> tuple[float, float, float, float]:
    return cell.west, cell.south, cell.west + cell.step, cell.south + cell.step


def _shapes(extent: tuple[float, float, float, float]) -> dict[str, shapely.Geometry]:
    """Collect what is shown of the boundaries of districts, by the name to show."""
    west, east, south, north = extent
    gazetteer = shared_gazetteer()
    lats, lons = np.meshgrid(np.linspace(south, north, 60), np.linspace(west, east, 60))
    pks, _ = gazetteer.reverse_many(lats.ravel(), lons.ravel(), max_distance=0)
    found = [one for one in gazetteer.districts(np.unique(pks[pks >= 0])) if one is not None]
    return {one.display_name.removesuffix(" Mah."): gazetteer.boundary(one) for one in found}


def _draw_borders(
    axes: Axes, shapes: Sequence[shapely.Geometry], extent: tuple[float, float, float, float]
) -> None:
    west, east, south, north = extent
    frame = shapely.box(west, south, east, north)
    borders = shapely.intersection(shapely.union_all(shapely.boundary(shapes)), frame)
    lines = [shapely.get_coordinates(one) for one in shapely.get_parts(borders)]
    axes.add_collection(LineCollection(lines, colors=style.INK, linewidths=1.1, zorder=3))


def _name_districts(
    axes: Axes, shapes: dict[str, shapely.Geometry], size: float, taken: shapely.Geometry
) -> None:
    """Write the names of districts where they have most room, and all of the name is shown."""
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    of_inch = (east - west) / (axes.bbox.width / axes.figure.dpi)
    for name, shape in shapes.items():
        half = len(name) * size / 72 * _LETTER / 2 * of_inch
        room = shapely.box(west + half, south + half / 2, east - half, north - half / 2)
        room = shapely.difference(room, shapely.buffer(taken, half * _APART, join_style="mitre"))
        parts = shapely.get_parts(shapely.intersection(shape, room))
        shown = max(parts, key=shapely.area, default=shapely.Polygon())
        if shown.area < _SMALLEST * of_inch**2:
            continue
        at = shapely.maximum_inscribed_circle(shown, tolerance=of_inch / 100)
        x, y = at.coords[0]
        axes.text(x, y, name, ha="center", va="center", size=size, color=style.INK, zorder=9,
                  path_effects=_HALO)  # fmt: skip


def _draw_cell(axes: Axes, cell: Cell, aspect: float) -> None:
    lat, lon = POINT
    step = cell.step
    middle = cell.west + 0.63 * step, cell.south + 0.62 * step
    half_height = 0.82 * step
    width, height = axes.get_position().size * axes.figure.get_size_inches()  # type: ignore[union-attr]
    half_width = half_height * width / height / aspect
    axes.set(
        xlim=(middle[0] - half_width, middle[0] + half_width),
        ylim=(middle[1] - half_height, middle[1] + half_height),
        xticks=[], yticks=[],
    )  # fmt: skip
    axes.spines[:].set(color=style.RED, linewidth=0.8)
    frame = (axes.get_xlim()[0], axes.get_xlim()[1], axes.get_ylim()[0], axes.get_ylim()[1])
    shapes = _shapes(frame)
    _draw_borders(axes, list(shapes.values()), frame)
    side = (cell.west, cell.south), step, step
    axes.add_patch(Rectangle(*side, facecolor=style.LIGHT_ORANGE, zorder=1))
    axes.add_patch(Rectangle(*side, fill=False, edgecolor=style.RED, linewidth=2.2, zorder=4))
    axes.add_collection(LineCollection(cell.runs, colors=style.BLUE, linewidths=4, zorder=5))
    ends = np.concatenate([run[[0, -1]] for run in cell.runs])
    axes.plot(*ends.T, "o", ms=7, color=style.BLUE, markeredgecolor="white", zorder=6)
    axes.plot([cell.west, lon], [lat, lat], color=style.RED, lw=1.6, ls=(0, (3, 1.5)), zorder=6)
    for at in crossings(cell, lat, lon):
        axes.plot(*at, "o", ms=9, color="white", markeredgecolor=style.RED, mew=2, zorder=7)
    axes.plot(lon, lat, "*", color=style.RED, ms=18, markeredgecolor="white", zorder=8)
    taken = shapely.union_all(
        [
            shapely.box(*_corners(cell)).exterior,
            shapely.linestrings([(cell.west, lat), (lon, lat)]),
            *map(shapely.linestrings, cell.runs),
        ]
    )
    _name_districts(axes, shapes, style.NORMAL, taken)


def _tell(figure: Figure, cell: Cell, left: float) -> None:
    answer = shared_gazetteer().reverse(*POINT)
    met = len(crossings(cell, *POINT))
    name = "none" if answer is None else answer.district.display_name
    across, down = figure.get_size_inches()
    lines = (
        f"This cell has {len(cell.runs)} stretches of border,",
        f"{cell.edges} edges in all. A ray from the point",
        f"to the west crosses {met}: the parity tells",
        "the side of the border, and so",
    )
    figure.text(left / across, 2.62 / down, "\n".join(lines), va="top", size=style.NORMAL,
                color=style.INK, linespacing=1.35)  # fmt: skip
    figure.text(left / across, 1.72 / down, f"the point is in {name}", va="top",
                size=style.LARGE, weight="bold", color=style.INK)  # fmt: skip


def _add_legend(figure: Figure, country: Sequence[float], shown: NDArray[np.int8]) -> None:
    here = _shares(shown, with_outside=True)
    handles = [
        Patch(facecolor=_COLOURS[INSIDE], edgecolor=style.LINE,
              label=f"in one district, answered at once: {here[INSIDE]:.0%} of the cells shown, "
              f"{country[INSIDE]:.0%} of all that are in a district"),
        Patch(facecolor=_COLOURS[CROSSED], edgecolor=style.LINE,
              label=f"crossed by a border, stretches tested: {here[CROSSED]:.0%} of the cells "
              f"shown, {country[CROSSED]:.0%} of all that are in a district"),
        Patch(facecolor=_COLOURS[OUTSIDE], edgecolor=style.LINE,
              label=f"in no district (sea): {here[OUTSIDE]:.0%} of the cells shown"),
        Line2D([], [], color=style.BLUE, lw=4, label="stretch of border that the cell stores"),
        Line2D([], [], color=style.INK, lw=1.1, label="border of districts"),
    ]  # fmt: skip
    figure.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(style.MARGIN / style.WIDTH - 0.01, 0.0),
        frameon=False, fontsize=style.SMALL, labelcolor=style.INK, labelspacing=0.3,
        handlelength=1.6,
    )  # fmt: skip
