"""Draw two maps: which districts have a boundary of their own, and which have no place at all."""

from __future__ import annotations

from matplotlib.figure import Figure

from . import maps, style

OWN = maps.classes(0.75, 0.50, 0.25, 0.10)
LOCATED = maps.classes(0.99, 0.97, 0.95, 0.90)
_WORST = 9


def draw() -> Figure:
    """Draw the shares of districts with a boundary of their own, and with any, by township.

    Returns
    -------
    Figure
        The picture.
    """
    frame = maps.townships()
    districts = maps.districts("coordinate_source", "latitude")
    own = (districts.coordinate_source == "boundary").astype(bool)
    located = districts.latitude.notna()
    own_share, _, _ = maps.shares(own, districts.township)
    share, counts, missing = maps.shares(located, districts.township)
    parts = int((districts.coordinate_source == "village").sum())
    figure = style.new_figure(
        9.75,
        f"{located.mean():.1%} of the districts lie in a boundary: {own.mean():.0%} in their own",
        f"{parts:,} are parts of a village or a small town, and lie in its boundary.\n"
        "Share with a boundary of their own, by township:",
    )
    maps.draw_classes(maps.map_at(figure, 5.4), frame, own_share, OWN)
    below = maps.map_at(figure, 1.3)
    across, down = figure.get_size_inches()
    figure.text(
        style.MARGIN / across, 4.95 / down,
        f"{missing.sum()} districts, in {(missing > 0).sum()} townships, have neither, and so no "
        "coordinates. Share that has them:",
        size=style.NORMAL, color=style.MUTED, va="top",
    )  # fmt: skip
    maps.draw_classes(below, frame, share, LOCATED)
    maps.name_least(
        figure, below, frame, share, _WORST, maps.HAVE_NONE,
        lambda pk: f"{missing[pk]} of {counts[pk]}",
    )  # fmt: skip
    return figure
