"""Names on a map: each beside its dot, none over another, none over the edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from benchmarks.common.plots import DPI, FONT, INK

if TYPE_CHECKING:
    from geodistricts.basics.arrays import NDArray

Pair = tuple[float, float]

NAME, BELOW = 8.0, 7.0
"""Points: a name, and what stands in small below it."""
GAP, AROUND = 1.0, 8.0
"""Points that stay free around a label, and around another's dot."""
HALO = [withStroke(linewidth=2.2, foreground=(1, 1, 1, 0.75))]
"""Keeps lines off the letters."""


class Label(NamedTuple):
    """What is written beside a dot.

    Attributes
    ----------
    at : tuple of float
        The dot's longitude and latitude.
    name, below : str
        Two lines.
    color : str
        Of the second one.
    home : Geometry
        The shape that it had better stay in.
    """

    at: Pair
    name: str
    below: str
    color: str
    home: shapely.Geometry


def write_labels(
    axes: Axes, labels: Sequence[Label], taken: Sequence[Bbox] = ()
) -> list[tuple[Text, Text]]:
    """Write every label where it fits: inside its home, if it can be, and above its dot.

    Parameters
    ----------
    axes : Axes
        The map, with its limits.
    labels : sequence of Label
        What is written.
    taken : sequence of Bbox, optional
        Other places that stay free, in pixels.

    Returns
    -------
    list of (Text, Text)
        The lines of each label, in the order of the labels.

    Raises
    ------
    ValueError
        Where there is no place for one of them.
    """
    scale = DPI / 72
    dots = [_pair(axes.transData.transform(one.at)) for one in labels]
    blocks = [_Block(axes, one) for one in labels]
    free = axes.get_window_extent().padded(-2 * scale)
    used = list(taken)
    # Those near the edge have the fewest places, and choose first.
    order = sorted(range(len(labels)), key=lambda one: _room(free, dots[one]))
    for one in order:
        others = (dots[other] for other in order if other != one)
        full = [*used, *(Bbox([dot, dot]).padded(AROUND * scale) for dot in others)]
        fitting = [
            box
            for box in blocks[one].places(*dots[one], scale)
            if _holds(free, box)
            if not any(map(box.padded(GAP * scale).overlaps, full))
        ]
        if not fitting:
            raise ValueError(f"no place for {labels[one].name}")
        best = min(fitting, key=blocks[one].share_abroad)
        blocks[one].move(best)
        used.append(best)
    return [(block.name, block.below) for block in blocks]


def _pair(point: NDArray[Any]) -> Pair:
    x, y = point.tolist()
    return x, y


def _room(free: Bbox, dot: Pair) -> float:
    """Return how far a dot is from the nearest edge."""
    return float(np.min([np.subtract(dot, free.min), np.subtract(free.max, dot)]))


def _holds(outer: Bbox, inner: Bbox) -> bool:
    return bool(np.all(outer.min <= inner.min) and np.all(inner.max <= outer.max))


class _Block:
    """Two lines of text, centred, that are moved together."""

    def __init__(self, axes: Axes, label: Label) -> None:
        self.axes, self.home = axes, label.home
        self.name = axes.text(
            *label.at, label.name, ha="center", va="top", fontsize=NAME, fontfamily=FONT,
            color=INK, weight="bold", zorder=6, path_effects=HALO,
        )  # fmt: skip
        self.below = axes.text(
            *label.at, label.below, ha="center", va="bottom", fontsize=BELOW, fontfamily=FONT,
            color=label.color, zorder=6, path_effects=HALO,
        )  # fmt: skip
        sizes = [one.get_window_extent() for one in (self.name, self.below)]
        self.width = max(size.width for size in sizes)
        self.height = sum(size.height for size in sizes)

    def places(self, x: float, y: float, scale: float) -> Iterator[Bbox]:
        """Offer places around a dot in pixels, the best first, then ever farther."""
        height, width = self.height, self.width
        for off in (4.5 * scale, 7 * scale, 10 * scale):
            above, below, middle = y + off, y - off - height, y - height / 2
            for aside in (0.0, 0.25, -0.25, 0.5, -0.5):
                for low in (above, below):
                    left = x - width / 2 + aside * width
                    yield Bbox.from_bounds(left, low, width, height)
            yield Bbox.from_bounds(x + off, middle, width, height)
            yield Bbox.from_bounds(x - off - width, middle, width, height)

    def share_abroad(self, box: Bbox) -> float:
        """Return how much of a box is outside its home, in tenths."""
        corners = self.axes.transData.inverted().transform(box)
        shape = shapely.box(*corners.ravel())
        return round(float(shapely.difference(shape, self.home).area / shape.area), 1)

    def move(self, box: Bbox) -> None:
        """Write the two lines into a box."""
        middle = (box.x0 + box.x1) / 2
        to_data = self.axes.transData.inverted()
        self.name.set_position(_pair(to_data.transform((middle, box.y1))))
        self.below.set_position(_pair(to_data.transform((middle, box.y0))))
