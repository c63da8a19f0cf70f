"""The commands about names: normalize, match, suggest."""

from __future__ import annotations

from pathlib import Path

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


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def normalize(name: str, as_json: bool) -> int:
    """Print the key of NAME, equal for every spelling of one name.

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
    "--min-score", type=float, default=70, show_default=True, help="Nothing less sure, 0 to 100."
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
@common_options
def suggest(
    prefix: str,
    city: str | None,
    city_pk: int | None,
    township: str | None,
    township_pk: int | None,
    limit: int,
    snapshot: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> int:
    """Print the districts whose names begin with PREFIX; a typo is forgiven.

    Example: geodistricts suggest cafer --city istanbul
    """
    gazetteer = open_snapshot(snapshot, overlay)
    places = chosen_places(gazetteer, city, city_pk, township, township_pk)
    found = gazetteer.suggest(prefix, *places, limit)
    if as_json:
        print_json([district_json(district) for district in found])
    else:
        print_districts([(district, [district.name]) for district in found], "In the list")
    return FOUND if found else NOTHING_FOUND
