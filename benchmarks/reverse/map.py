"""Draw where the nearest centre and the boundary name different districts, in Kadıköy."""

from __future__ import annotations

from pathlib import Path

import click
import numpy as np
import pyarrow.parquet as pq
import shapely
from matplotlib.figure import Figure

import geodistricts
from benchmarks.common.options import HELP, quick_option, save_option
from benchmarks.common.plots import save_picture
from benchmarks.common.results import RESULTS
from geodistricts.basics.arrow import numbers
from geodistricts.shared import shared_gazetteer
from geodistricts.snapshot import BOUNDARIES, bundled_path

WEST, SOUTH, EAST, NORTH = 29.015, 40.955, 29.095, 41.01


@click.command(context_settings=HELP)
@quick_option("A coarse map", across=80)
@click.option("--across", type=click.IntRange(2), default=640, show_default=True,
              help="Points asked about from west to east.")  # fmt: skip
@save_option("reverse_map.png")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path),
              help="File to draw it in instead, also of a quick run.")  # fmt: skip
def main(across: int, save: bool, out: Path | None) -> None:
    """Draw boundaries, centres, and in red the places where the nearest centre is wrong.

    Prints how much of the land shown that is. Takes a few seconds.
    """
    aspect = np.cos(np.radians((SOUTH + NORTH) / 2))
    down = round(across * (NORTH - SOUTH) / ((EAST - WEST) * aspect))
    lons, lats = np.meshgrid(np.linspace(WEST, EAST, across), np.linspace(SOUTH, NORTH, down))
    inside, distances = geodistricts.reverse_many(lats.ravel(), lons.ravel(), max_distance=None)
    nearest, _ = geodistricts.nearest_many(lats.ravel(), lons.ravel())
    wrong = ((inside != nearest) & (distances == 0)).reshape(lats.shape)
    on_land = (distances == 0).sum()
    figure = Figure(figsize=(9, 8))
    axes = figure.subplots()
    axes.imshow(
        np.where(wrong, 1.0, np.nan), origin="lower", extent=(WEST, EAST, SOUTH, NORTH),
        cmap="autumn", alpha=0.45, interpolation="nearest", aspect=1 / aspect,
    )  # fmt: skip
    geometries = pq.read_table(bundled_path() / BOUNDARIES)["geometry"].to_pylist()
    frame = shapely.box(WEST, SOUTH, EAST, NORTH)
    used = np.unique(inside[inside >= 0])
    boundary = numbers(shared_gazetteer().take(used, columns=["boundary"]), "boundary").astype(int)
    for shape in shapely.from_wkb([geometries[row] for row in boundary]):
        for part in shapely.get_parts(shapely.intersection(shape, frame)):
            axes.plot(*shapely.get_coordinates(shapely.get_exterior_ring(part)).T,
                      color="#345", linewidth=0.9)  # fmt: skip
    centres = geodistricts.within(west=WEST, south=SOUTH, east=EAST, north=NORTH)
    for one in centres:
        at = one.longitude or 0.0, one.latitude or 0.0
        axes.plot(*at, "o", color="#123", markersize=3)
        name = one.display_name.removesuffix(" Mah.")
        axes.text(at[0], at[1] + 0.0004, name, ha="center", fontsize=7)
    axes.set(xlim=(WEST, EAST), ylim=(SOUTH, NORTH), xlabel="Longitude, degrees",
             ylabel="Latitude, degrees")  # fmt: skip
    axes.set_title(
        "Kadıköy, İstanbul: in red, the nearest centre is not the district of the point\n"
        f"({wrong.sum() / on_land:.0%} of the land shown)"
    )
    figure.tight_layout()
    print(f"{wrong.sum() / on_land:.1%} of the land shown differs")
    if out or save:
        save_picture(figure, out or RESULTS / "reverse_map.png", dpi=110)


if __name__ == "__main__":
    main()
