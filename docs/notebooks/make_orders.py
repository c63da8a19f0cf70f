"""Make ``orders.csv``: a month of a shop's orders, for the notebook beside it.

Addresses are those of ``benchmarks/addresses/orders.parquet``, composed and nobody's, without those
that have a person's name or a telephone number in the line, and without the half that is kept for
the last measurement. Drawn are how often each orders, when and for how much, and where its pin is.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import numpy as np
import pyarrow.parquet as pq
from shapely import Point

import geodistricts as gd

HERE = Path(__file__).parent
ADDRESSES = HERE.parents[1] / "benchmarks" / "addresses" / "orders.parquet"
ORDERS = HERE / "orders.csv"

SEED = 20_251_001
COUNT = 540
FIRST_NUMBER = 250_001
FIRST_DAY, DAYS = date(2025, 10, 1), 31
PERSONAL = frozenset({"beside: person", "beside: phone", "typed by hand", "abroad"})
"""Tags of addresses that may have somebody's name or telephone number in the line."""
FIELDS = ("city", "township", "district", "address", "postal_code")
COLUMNS = ("order_id", "date", *FIELDS, "latitude", "longitude", "amount_try")

SHARES = {"İstanbul": 4.0, "Ankara": 2.0, "İzmir": 2.0}
"""How often an address of a city orders. One in another city, or in none that is known, does 0.6
times; one in a part of a village 2.5 times, for there are few, and the notebook counts them."""
NEAR_SHARES = {"Kadıköy": 3.0, "Üsküdar": 2.0, "Ataşehir": 2.0, "Beşiktaş": 3.0, "Şişli": 2.5}
"""How much more often one of a township near the shop does."""
PINS = {"none": 0.4, "home": 0.51, "elsewhere": 0.06, "centre": 0.015, "swapped": 0.015}
"""Where the pin of an address is."""

Rng = np.random.Generator
Pin = tuple[float, float] | None
"""Latitude and longitude."""


def point_in(district: gd.District, rng: Rng) -> Pin:
    """Draw a point in the boundary of a district.

    Parameters
    ----------
    district : District
        Which; of a part of a village, the boundary is the village's.
    rng : numpy.random.Generator
        Draws.

    Returns
    -------
    tuple of float or None
        Latitude and longitude; None where the district has no boundary.
    """
    shape = gd.boundary(district)
    if shape is None:
        return None
    west, south, east, north = shape.bounds
    while True:
        longitude, latitude = rng.uniform(west, east), rng.uniform(south, north)
        if shape.contains(Point(longitude, latitude)):
            return latitude, longitude


def pin_of(meant: gd.District | None, rng: Rng) -> Pin:
    """Draw the pin that a customer sets for an address.

    Parameters
    ----------
    meant : District or None
        Where the address is.
    rng : numpy.random.Generator
        Draws.

    Returns
    -------
    tuple of float or None
        Latitude and longitude: mostly in the district; some elsewhere in the township, in its
        middle, where a map opens, or the wrong way round. None where there is none.
    """
    where = str(rng.choice(list(PINS), p=np.array([*PINS.values()]) / sum(PINS.values())))
    if meant is None or where == "none":
        return None
    if where == "centre":
        shape = gd.boundary(meant.township)
        middle = None if shape is None else shape.representative_point()
        return None if middle is None else (middle.y, middle.x)
    if where == "elsewhere":
        others = gd.Gazetteer.open().districts_of(meant.township)
        meant = others[int(rng.integers(len(others)))]
    pin = point_in(meant, rng)
    return pin[::-1] if pin and where == "swapped" else pin


def share_of(meant: gd.District | None) -> float:
    """Return how often an address orders, beside the others."""
    if meant is None:
        return 0.6
    if meant.village is not None:
        return 2.5
    near = NEAR_SHARES.get(meant.township.display_name, 1.0)
    return SHARES.get(meant.city.display_name, 0.6) * near


def make_orders() -> list[dict[str, object]]:
    """Make the orders.

    Returns
    -------
    list of dict
        By date; ``COLUMNS`` of each, as they are written.
    """
    rng = np.random.default_rng(SEED)
    rows: list[Mapping[str, Any]] = [
        row
        for row in pq.read_table(ADDRESSES, filters=[("half", "=", "learn")]).to_pylist()
        if not PERSONAL & {row["kind"], *row["tags"]}
    ]
    known = gd.Gazetteer.open()
    meant = known.districts([-1 if row["meant"] is None else row["meant"] for row in rows])
    pins = [pin_of(one, rng) for one in meant]
    shares = np.array([share_of(one) for one in meant])
    chosen = rng.choice(len(rows), COUNT, p=shares / shares.sum())
    days = np.sort(rng.integers(DAYS, size=COUNT))
    amounts = np.clip(rng.lognormal(6.6, 0.7, COUNT), 90, 15_000).round() - 0.1
    made: list[dict[str, object]] = []
    for number, place in enumerate(chosen.tolist()):
        latitude, longitude = pins[place] or (None, None)
        made.append(
            {
                "order_id": FIRST_NUMBER + number,
                "date": FIRST_DAY + timedelta(days=int(days[number])),
                **{field: rows[place][field] for field in FIELDS},
                "latitude": None if latitude is None else f"{latitude:.5f}",
                "longitude": None if longitude is None else f"{longitude:.5f}",
                "amount_try": f"{amounts[number]:.2f}",
            }
        )
    return made


def write_orders(path: Path) -> int:
    """Write the orders as CSV.

    Parameters
    ----------
    path : Path
        Where to.

    Returns
    -------
    int
        How many they are.
    """
    made = make_orders()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(made)
    return len(made)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=ORDERS,
              show_default="orders.csv beside the script", help="The file to write.")  # fmt: skip
def main(out: Path) -> None:
    """Make the orders anew, and write them as CSV.

    The same snapshot gives the same bytes.
    """
    print(f"{write_orders(out):,} orders in {out}")


if __name__ == "__main__":
    main()
