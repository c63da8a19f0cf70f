"""Draw a map of how much of each township's published population the list's districts have."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from geodistricts.shared import shared_gazetteer

from . import maps, style

CLASSES = maps.classes(0.99, 0.95, 0.90, 0.80)
_WORST = 12


def population_of_districts() -> pd.Series:
    """Add up the published population of the districts of each township.

    Returns
    -------
    Series
        People, by the township's pk: the districts' own, and that of villages which the list
        has in parts only, as the table of boundaries tells it.
    """
    districts = maps.districts("population")
    own = districts.population.groupby(districts.township).sum()
    table = shared_gazetteer().boundaries("district").select(["pk", "township", "population"])
    around = table.to_pandas()
    villages = around[around.pk.isna()].groupby("township").population.sum()
    people: pd.Series = own.add(villages, fill_value=0)
    return people


def draw() -> Figure:
    """Draw the districts' share of the published population, by township, and name the least.

    Returns
    -------
    Figure
        The picture.
    """
    frame = maps.townships()
    people = population_of_districts().reindex(frame.index)
    published = frame.population
    share = people / published
    figure = style.new_figure(
        5.9,
        f"The districts’ figures add up to {people.sum() / published.sum():.1%} of the population",
        f"Sum of a township’s districts, as a share of what is published for it (TÜİK, end of "
        f"2023); in {(share == 1).sum()} of {len(share)}\nthey are equal to the last inhabitant. "
        f"{published.sum() - people.sum():,.0f} people are missing, most of them in mahalle that "
        "the list lacks.",
    )
    axes = maps.map_at(figure, 1.55)
    maps.draw_classes(axes, frame, share, CLASSES)
    maps.name_least(
        figure, axes, frame, share, _WORST, "Where the largest share is missing",
        lambda pk: f"{share[pk]:.0%} of {published[pk]:,.0f}",
    )  # fmt: skip
    return figure
