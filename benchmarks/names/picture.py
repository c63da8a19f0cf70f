"""The results as pictures: how often the right name comes first, and what one call takes."""

from __future__ import annotations

import json
from pathlib import Path

from matplotlib.figure import Figure

from benchmarks.common.ours import OURS
from benchmarks.common.plots import (
    BLUE,
    MARGIN,
    OTHER_LOOK,
    OUR_LOOK,
    PALE,
    SLATE,
    WIDTH,
    Dot,
    Look,
    add_legend,
    add_panel,
    draw_dots,
    new_picture,
    set_groups,
    set_percent,
    set_powers_of_ten,
    set_rows,
    write,
)
from benchmarks.common.results import RESULTS
from benchmarks.common.tables import figure, read_tables, shares
from benchmarks.common.timing import medians

INSIDE = "Inside the township"
ABSENT = "absent: false acceptance"
BEST = "WRatio, default_process"
LEFT, RIGHT = 2.05, 6.85
"""Inches, of the panels of shares; figures stand beyond."""
LOOKS = {
    "ratio": Look(PALE, "s"),
    "WRatio": Look(SLATE, "^"),
    BEST: Look(BLUE, "D"),
    OURS: OUR_LOOK,
}
COUNTRY = "match fuzzy, country"
CALLS = {
    INSIDE: {
        "match exact, township": "name as it is listed",
        "match normalized, township": "in other letters",
        "match fuzzy, township": "misspelt",
    },
    "Over the country": {
        COUNTRY: "misspelt",
        "rapidfuzz extractOne (ratio), country": "misspelt, ratio",
        "rapidfuzz extractOne (WRatio), country": "misspelt, WRatio",
    },
}


def draw_accuracy(folder: Path = RESULTS) -> Figure:
    """Draw the first table that was saved in ``names.md``.

    Parameters
    ----------
    folder : Path, optional
        Where it is.

    Returns
    -------
    Figure
        A row a class of error; names that the township does not have in a panel of their own.
    """
    table = read_tables((folder / "names.md").read_text(encoding="utf-8"))[INSIDE]
    first = {
        name: {kind: shares(cell)[0] for kind, cell in table.column(name).items()}
        for name in LOOKS
    }  # fmt: skip
    kinds = [kind for kind in first[OURS] if kind != ABSENT]
    least = min(first[OURS][kind] for kind in kinds)
    picture = new_picture(
        5.45,
        f"However it is misspelt, the right name comes first in {least:.1f}% or more",
        "Names with an error, by its class, looked for inside the township, by us and by "
        "rapidfuzz.",
    )
    looks = list(reversed(LOOKS.items()))
    add_legend(picture, MARGIN, 0.72, [(_called(name), look) for name, look in looks])
    write(picture, LEFT, 1.05, "The right name comes first: more is better", weight="bold")
    panel = add_panel(picture, LEFT, 1.28, RIGHT - LEFT, 2.25)
    set_rows(panel, kinds)
    set_percent(panel)
    draw_dots(
        panel,
        [
            Dot(row, first[name][kind], look, _beside(name, first[name][kind]), name != OURS)
            for row, kind in enumerate(kinds)
            for name, look in LOOKS.items()
        ],
    )
    heading = "A name that the township does not have is taken for another: less is better"
    write(picture, LEFT, 3.88, heading, weight="bold")
    panel = add_panel(picture, LEFT, 4.11, RIGHT - LEFT, 1.0)
    set_rows(panel, [name for name, _ in looks])
    set_percent(panel)
    draw_dots(
        panel,
        [
            Dot(row, first[name][ABSENT], look, f"{first[name][ABSENT]:.1f}%")
            for row, (name, look) in enumerate(looks)
        ],
    )
    return picture


def _called(name: str) -> str:
    return name if name == OURS else f"rapidfuzz {name}"


def _beside(name: str, share: float) -> str:
    return f"{share:.1f}%" if name in (OURS, BEST) else ""


def draw_speed(folder: Path = RESULTS) -> Figure:
    """Draw some of what was saved in ``names_speed.json``.

    Parameters
    ----------
    folder : Path, optional
        Where it is.

    Returns
    -------
    Figure
        A row a call; rapidfuzz's with how many times ours over the country.
    """
    saved = json.loads((folder / "names_speed.json").read_text(encoding="utf-8"))
    taken = medians(
        {name: saved["microseconds"][name] for calls in CALLS.values() for name in calls}
    )
    ours = taken[COUNTRY]
    others = [value for name, value in taken.items() if not name.startswith("match")]
    picture = new_picture(
        3.45,
        f"A misspelt name takes {ours:.0f} µs in the whole country, "
        f"{min(others) / ours:.0f}× as fast as rapidfuzz",
        "One call, µs; less is better. The axis is logarithmic; in brackets, how many times ours.",
    )
    add_legend(picture, MARGIN, 0.72, [(OURS, OUR_LOOK), ("rapidfuzz extractOne", OTHER_LOOK)])
    panel = add_panel(picture, 2.0, 1.0, WIDTH - 2.0 - MARGIN, 2.1)
    rows = set_groups(panel, {where: list(calls.values()) for where, calls in CALLS.items()})
    set_powers_of_ten(panel, taken.values(), beyond=15)
    draw_dots(
        panel,
        [
            Dot(row, value, OUR_LOOK, figure(value))
            if name.startswith("match")
            else Dot(row, value, OTHER_LOOK, f"{figure(value)} ({value / ours:.0f}×)")
            for row, (name, value) in zip(rows, taken.items(), strict=True)
        ],
    )
    return picture
