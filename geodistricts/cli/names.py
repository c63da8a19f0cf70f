"""The commands about names: normalize, match, suggest."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

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
from geodistricts.cli.streams import say
from geodistricts.records import District, Level


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def normalize(name: str, as_json: bool) -> int:
    """Print the key of NAME, equal for all spellings of a name.

    Example: geodistricts normalize "100.yıl mh."
    """
    from geodistricts.names import normalize as fold

    key = fold(name)
    print_json(key) if as_json else say(key)
    return FOUND if key else NOTHING_FOUND


@click.command()
@click.argument("name")
@place_options
@click.option("--limit", type=int, default=5, show_default=True, help="How many at most.")
@click.option(
    "--min-score", type=float, default=70, show_default=True, help="Lowest score, 0 to 100."
)
@common_options
def match(
    name: str,
    city: str | None,
    city_pk: int | None,
    township: str | None,
    township_pk: int | None,
    limit: int,
    min_score: float,
    snapshot: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> int:
    """Print the districts that NAME may mean, the surest first.

    Example: geodistricts match "100.yıl mh" --city ankara --township cankaya
    """
    gazetteer = open_snapshot(snapshot, overlay)
    places = chosen_places(gazetteer, city, city_pk, township, township_pk)
    found = gazetteer.match(name, *places, limit, min_score)
    if as_json:
        print_json(
            [
                district_json(one.district, score=one.score, kind=one.kind, outside=one.outside)
                for one in found
            ]
        )
    else:
        print_districts(
            [
                (one.district, [f"{one.score:.0f}", one.kind, "outside" if one.outside else ""])
                for one in found
            ],
            "Score",
            "Kind",
            "",
        )
    return FOUND if found else NOTHING_FOUND


@click.command()
@click.argument("prefix")
@place_options
@click.option("--limit", type=int, default=10, show_default=True, help="How many at most.")
@click.option(
    "--level",
    "levels",
    type=click.Choice(get_args(Level)),
    multiple=True,
    default=["district"],
    show_default=True,
    help="Level to suggest places of; repeat it for several.",
)
@click.option("--lat", type=float, help="Latitude of the person typing, for nearer places first.")
@click.option("--lon", type=float, help="Longitude of the person typing.")
@common_options
def suggest(
    prefix: str,
    city: str | None,
    city_pk: int | None,
    township: str | None,
    township_pk: int | None,
    limit: int,
    levels: tuple[Level, ...],
    lat: float | None,
    lon: float | None,
    snapshot: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> int:
    """Print the places whose names begin with PREFIX.

    Typos are forgiven, and the name of the township or city may stand beside it.

    \b
    geodistricts suggest cafer --city istanbul
    geodistricts suggest "bahçelievler ankara"
    geodistricts suggest kad --level township --level city
    """  # noqa: D301
    gazetteer = open_snapshot(snapshot, overlay)
    places = chosen_places(gazetteer, city, city_pk, township, township_pk)
    found = gazetteer.suggest(prefix, *places, limit, levels=levels, lat=lat, lon=lon)
    if as_json:
        print_json(
            [
                district_json(place)
                if isinstance(place, District)
                else {"level": type(place).__name__.lower(), **place.as_dict()}
                for place in found
            ]
        )
    else:
        districts = [place for place in found if isinstance(place, District)]
        for place in found[: len(found) - len(districts)]:
            say(place.label)
        if districts or not found:
            print_districts([(district, [district.name]) for district in districts], "In the list")
    return FOUND if found else NOTHING_FOUND
