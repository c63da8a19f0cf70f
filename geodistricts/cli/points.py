"""The commands about points: nearest, reverse, neighbors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodistricts.cli.output import (
    FOUND,
    NOTHING_FOUND,
    chosen_places,
    common_options,
    district_json,
    open_snapshot,
    place_options,
    print_districts,
    print_json,
)
from geodistricts.cli.streams import complain
from geodistricts.records import DEFAULT_MAX_DISTANCE, Neighbor

if TYPE_CHECKING:
    from geodistricts.gazetteer import Gazetteer

_POINT = {"ignore_unknown_options": True}


class _Number(type(click.FLOAT)):  # type: ignore[misc]
    """A number with a point or a comma, as in files."""

    def convert(self, value: Any, *more: Any) -> Any:
        """Return the number."""
        return super().convert(value.replace(",", ".") if isinstance(value, str) else value, *more)


NUMBER = _Number()


@click.command(context_settings=_POINT)
@click.argument("lat", type=NUMBER)
@click.argument("lon", type=NUMBER)
@click.option(
    "--max-distance", type=NUMBER, metavar="METRES", help="The farthest that an answer may be."
)
@common_options
def nearest(
    lat: float,
    lon: float,
    max_distance: float | None,
    snapshot: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> int:
    """Print the district whose centre is nearest to LAT LON.

    LAT and LON are degrees, WGS 84. Near a border the answer may be the neighbour of the district
    that the point is in; that one is what `reverse` prints.

    Example: geodistricts nearest 41.0636 28.8515
    """
    gazetteer = open_snapshot(snapshot, overlay)
    found = gazetteer.nearest(lat, lon, max_distance)
    hint_at_swap(gazetteer, lat, lon)
    if as_json:
        print_json(_neighbor_json(found) if found else None)
    else:
        _print_neighbors([found] if found else [])
    return FOUND if found else NOTHING_FOUND


@click.command(context_settings=_POINT)
@click.argument("lat", type=NUMBER)
@click.argument("lon", type=NUMBER)
@click.option(
    "--max-distance",
    type=NUMBER,
    default=DEFAULT_MAX_DISTANCE,
    show_default=True,
    metavar="METRES",
    help="How far a point outside every boundary may be from the nearest one.",
)
@common_options
def reverse(
    lat: float,
    lon: float,
    max_distance: float,
    snapshot: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> int:
    """Print the district whose boundary contains LAT LON.

    LAT and LON are degrees, WGS 84. Outside every boundary, the district of the nearest one is
    printed. Districts that share the boundary, as the parts of a village do, follow.

    Example: geodistricts reverse 41.0636 28.8515
    """
    gazetteer = open_snapshot(snapshot, overlay)
    found = gazetteer.reverse(lat, lon, max_distance)
    hint_at_swap(gazetteer, lat, lon)
    if as_json:
        print_json(
            district_json(
                found.district,
                method=found.method,
                distance=round(found.distance, 3),
                others=[district_json(other) for other in found.others],
            )
            if found
            else None
        )
    else:
        rows = [(found.district, [found.method, f"{found.distance:,.0f} m"])] if found else []
        rows += [(other, ["shares it", ""]) for other in (found.others if found else ())]
        print_districts(rows, "By", "Distance")
    return FOUND if found else NOTHING_FOUND


@click.command(context_settings=_POINT)
@click.argument("lat", type=NUMBER)
@click.argument("lon", type=NUMBER)
@click.option("-k", type=int, default=5, show_default=True, help="How many districts at most.")
@click.option(
    "--max-distance", type=NUMBER, metavar="METRES", help="The farthest that an answer may be."
)
@place_options
@common_options
def neighbors(
    lat: float,
    lon: float,
    k: int,
    max_distance: float | None,
    city: str | None,
    city_pk: int | None,
    township: str | None,
    township_pk: int | None,
    snapshot: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> int:
    """Print the districts whose centres are nearest to LAT LON.

    LAT and LON are degrees, WGS 84.

    Example: geodistricts neighbors 41.0636 28.8515 -k 3 --city istanbul
    """
    gazetteer = open_snapshot(snapshot, overlay)
    places = chosen_places(gazetteer, city, city_pk, township, township_pk)
    found = gazetteer.neighbors(lat, lon, k, max_distance, *places)
    hint_at_swap(gazetteer, lat, lon)
    if as_json:
        print_json([_neighbor_json(neighbor) for neighbor in found])
    else:
        _print_neighbors(found)
    return FOUND if found else NOTHING_FOUND


def hint_at_swap(gazetteer: Gazetteer, lat: float, lon: float) -> None:
    """Say so where a point is far from every district, and in one the other way round."""
    if abs(lon) > 90 or gazetteer.nearest(lat, lon, DEFAULT_MAX_DISTANCE):
        return
    if not gazetteer.reverse(lat, lon) and (other := gazetteer.reverse(lon, lat)):
        complain(
            f"geodistricts: lat {lat} and lon {lon} are not in Turkey; the other way round they "
            f"are in {other.district.township.display_name}: are they swapped?"
        )


def _print_neighbors(neighbors: Sequence[Neighbor]) -> None:
    print_districts(
        [(district, [f"{distance:,.0f} m"]) for district, distance in neighbors], "Distance"
    )


def _neighbor_json(neighbor: Neighbor) -> dict[str, Any]:
    return district_json(neighbor.district, distance=round(neighbor.distance, 3))
