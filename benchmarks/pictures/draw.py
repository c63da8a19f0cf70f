"""Draw the pictures of the results anew, from what was saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from matplotlib.figure import Figure

from benchmarks.addresses.picture import draw_addresses
from benchmarks.common.options import HELP, quick_option, save_option
from benchmarks.common.plots import save_picture
from benchmarks.common.progress import progress
from benchmarks.common.results import RESULTS
from benchmarks.names.picture import draw_accuracy, draw_speed
from benchmarks.nearest.picture import draw_nearest
from benchmarks.reverse.map import draw_map

PICTURES: dict[str, Callable[[Path], Figure]] = {
    "nearest.png": draw_nearest,
    "reverse_map.png": lambda folder: draw_map(folder=folder)[0],
    "names.png": draw_accuracy,
    "names_speed.png": draw_speed,
    "addresses.png": draw_addresses,
}
"""By file, what draws it from a folder of results."""


@click.command(context_settings=HELP)
@quick_option("Draws all, too")
@save_option("all pictures of results")
def main(save: bool) -> None:
    """Draw the pictures of the results anew, from what was saved. Takes some ten seconds."""
    for name, draw in PICTURES.items():
        progress(name)
        figure = draw(RESULTS)
        if save:
            save_picture(figure, RESULTS / name)


if __name__ == "__main__":
    main()
