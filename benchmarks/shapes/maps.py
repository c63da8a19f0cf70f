"""Draw who lives where: by township over the country, and by district in İstanbul.

Nothing but the library and GeoPandas: what an analyst needs for a map.
"""

from __future__ import annotations

import click
import geopandas
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure

import geodistricts as gd
from benchmarks.common.options import HELP, quick_option, save_option
from benchmarks.common.plots import save_picture
from benchmarks.common.results import RESULTS

LAMBERT = "+proj=lcc +lat_1=37.5 +lat_2=40.5 +lat_0=39 +lon_0=35 +datum=WGS84 +units=m"
CITY = "İstanbul"


@click.command(context_settings=HELP)
@quick_option("Draws both, too", dpi=60)
@click.option("--dpi", type=click.IntRange(20), default=130, show_default=True,
              help="Dots for each inch.")  # fmt: skip
@save_option("population_townships.png and population_istanbul.png")
def main(dpi: int, save: bool) -> None:
    """Draw two maps of the population for each square kilometre. Takes some ten seconds."""
    townships = _with_density(geopandas.GeoDataFrame.from_arrow(gd.boundaries("township")))
    districts = geopandas.GeoDataFrame.from_arrow(gd.boundaries("district"))
    inside = _with_density(districts[districts.city_display_name == CITY])
    pictures = {
        "population_townships.png": _draw(
            townships, "People for each km², by township, end of 2023", (12, 5.6), (1, 20_000)
        ),
        "population_istanbul.png": _draw(
            inside, f"People for each km² in {CITY}, by district, end of 2023", (12, 6.4),
            (10, 60_000),
        ),
    }  # fmt: skip
    for name, (figure, missing) in pictures.items():
        print(f"{name}: {missing} without a figure")
        if save:
            save_picture(figure, RESULTS / name, dpi=dpi)


def _with_density(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    frame = frame.to_crs(LAMBERT)
    return frame.assign(density=frame.population / (frame.area / 1e6))


def _draw(
    frame: geopandas.GeoDataFrame,
    title: str,
    size: tuple[float, float],
    least_most: tuple[int, int],
) -> tuple[Figure, int]:
    """Colour each shape by its density; what has no figure is grey."""
    figure = Figure(figsize=size, layout="constrained")
    axes = figure.subplots()
    frame.plot(
        ax=axes, column="density", cmap="viridis", norm=LogNorm(*least_most), legend=True,
        linewidth=0.1, edgecolor="white", missing_kwds={"color": "#ccc"},
        legend_kwds={"shrink": 0.7, "extend": "both"},
    )  # fmt: skip
    axes.set_title(title)
    axes.set_axis_off()
    return figure, int(frame.population.isna().sum())


if __name__ == "__main__":
    main()
