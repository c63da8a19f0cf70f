"""What a spelling means."""

from __future__ import annotations

from typing import Any

from geodistricts.gazetteer import Gazetteer
from geodistricts.names import normalize as normalized
from geodistricts.records import District, Match
from geodistricts.service.v1.arguments import (
    City,
    CityPk,
    Count,
    FromLat,
    FromLon,
    Levels,
    Name,
    Prefix,
    Score,
    Township,
    TownshipPk,
)
from geodistricts.service.v1.questions.places import chosen
from geodistricts.service.v1.suggestion import Suggestion


def match(
    gazetteer: Gazetteer,
    name: Name,
    city: City | None = None,
    township: Township | None = None,
    limit: Count = 5,
    min_score: Score = 70,
    city_pk: CityPk | None = None,
    township_pk: TownshipPk | None = None,
) -> list[Match]:
    """Find the districts that a spelling may mean, the likeliest first.

    All districts that share a name are returned, never one of them silently.
    """
    places = chosen(gazetteer, city, township, city_pk, township_pk)
    return gazetteer.match(name, *places, limit=limit, min_score=min_score)


def suggest(
    gazetteer: Gazetteer,
    prefix: Prefix,
    city: City | None = None,
    township: Township | None = None,
    limit: Count = 10,
    levels: Levels | None = None,
    lat: FromLat | None = None,
    lon: FromLon | None = None,
    city_pk: CityPk | None = None,
    township_pk: TownshipPk | None = None,
) -> list[District] | list[Suggestion]:
    """Complete what has been typed of a name; a typo is forgiven.

    Answers are districts. With `levels`, they may be townships and cities too; then each has its
    `level`, and in `matched` the letters of its `label` that were typed. Among equals the most
    populous come first, or, with `lat` and `lon`, the nearest.
    """
    places = chosen(gazetteer, city, township, city_pk, township_pk)
    if levels is None:
        return gazetteer.suggest(prefix, *places, limit=limit, lat=lat, lon=lon)
    wanted: list[Any] = [level.strip() for level in levels.split(",")]
    found = gazetteer.suggest(prefix, *places, limit=limit, levels=wanted, lat=lat, lon=lon)
    return [Suggestion.of(place, prefix) for place in found]


def normalize(gazetteer: Gazetteer, name: Name) -> str:
    """Reduce a district's name to its key, which is equal for every spelling of one name."""
    return normalized(name)
