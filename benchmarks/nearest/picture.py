"""The comparison's results as a picture: a call and a batch, as they were saved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from benchmarks.common.ours import OURS
from benchmarks.common.plots import (
    OTHER_LOOK,
    OUR_LOOK,
    SLATE,
    Dot,
    Look,
    add_legend,
    add_panel,
    draw_dots,
    new_picture,
    set_powers_of_ten,
    set_rows,
    write,
)
from benchmarks.common.results import RESULTS
from benchmarks.common.tables import beside_ours, figure

INEXACT = Look(SLATE, filled=False)
CALL, BATCH = "one_call_us", "batch_s"


def draw_nearest(folder: Path = RESULTS) -> Figure:
    """Draw what was saved in ``nearest.json``.

    Parameters
    ----------
    folder : Path, optional
        Where it is.

    Returns
    -------
    Figure
        A row a contender, the quickest call first; the batch beside it in the same order.
    """
    saved: dict[str, Any] = json.loads((folder / "nearest.json").read_text(encoding="utf-8"))
    medians: dict[str, dict[str, float]] = saved["medians"]
    exact = medians["exact_share"]
    names = sorted(medians[CALL], key=medians[CALL].__getitem__)
    looks = {name: OTHER_LOOK if exact[name] == 1 else INEXACT for name in names}
    looks[OURS] = OUR_LOOK
    picture = new_picture(
        3.75,
        f"The nearest is found {_ahead(medians[CALL]):.1f}× as fast as by the next best, "
        f"{_ahead(medians[BATCH]):.1f}× in a batch",
        "From a point to the nearest of all districts' centres; less is better.\n"
        "The axes are logarithmic; in brackets, how many times ours.",
    )
    for left, measure, heading in (
        (2.3, CALL, "One call, µs"),
        (5.0, BATCH, f"{saved['batch_points']:,} points, s"),
    ):
        write(picture, left, 0.95, heading, weight="bold")
        panel = add_panel(picture, left, 1.2, 2.45, 1.9)
        set_rows(panel, names)
        if left > 3:
            panel.set_yticklabels([])
        set_powers_of_ten(panel, medians[measure].values(), beyond=20)
        ours = medians[measure][OURS]
        draw_dots(
            panel,
            [
                Dot(row, value, looks[name],
                    figure(value) if name == OURS else beside_ours(value, ours))
                for row, name in enumerate(names)
                for value in [medians[measure][name]]
            ],
        )  # fmt: skip
    least = min(exact.values())
    legend = [
        ("always the nearest", OTHER_LOOK),
        (f"the nearest at {least:.1%} of points", INEXACT),
    ]
    add_legend(picture, 2.3, 3.45, legend)
    return picture


def _ahead(medians: dict[str, float]) -> float:
    """Return how many times ours the best of the others takes."""
    return min(value for name, value in medians.items() if name != OURS) / medians[OURS]
