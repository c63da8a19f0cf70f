"""Draw a map of how many of each township's districts have an official code."""

from __future__ import annotations

from matplotlib.figure import Figure

from . import maps, style

CLASSES = maps.classes(0.98, 0.95, 0.90, 0.80)
_WORST = 9


def draw() -> Figure:
    """Draw the share of districts with a code, by township, and name the least.

    Returns
    -------
    Figure
        The picture.
    """
    frame = maps.townships()
    districts = maps.districts("official_code")
    known = districts.official_code.notna()
    share, counts, missing = maps.shares(known, districts.township)
    figure = style.new_figure(
        5.7,
        f"{known.mean():.1%} of the districts have their official code",
        f"Share with their number in the national address register (UAVT), by township; in "
        f"{(share == 1).sum()} of {len(share)} all have it.\n"
        f"{missing.sum():,} of {len(known):,} districts have none: their row in the "
        "register is missing, or could be several.",
    )
    axes = maps.map_at(figure, 1.35)
    maps.draw_classes(axes, frame, share, CLASSES)
    maps.name_least(
        figure, axes, frame, share, _WORST, maps.HAVE_NONE,
        lambda pk: f"{missing[pk]} of {counts[pk]}",
    )  # fmt: skip
    return figure
