"""What a spelling means."""

from __future__ import annotations

from geodistricts.gazetteer import Gazetteer
from geodistricts.names import normalize as normalized
from geodistricts.records import District, Match
from geodistricts.service.v1.arguments import (
    City,
    CityPk,
    Count,
    Name,
    Prefix,
    Score,
    Township,
    TownshipPk,
)
from geodistricts.service.v1.questions.places import chosen


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

    Several that share a name are all returned: never one of them silently.
    """
    places = chosen(gazetteer, city, township, city_pk, township_pk)
    return gazetteer.match(name, *places, limit=limit, min_score=min_score)


def suggest(
    gazetteer: Gazetteer,
    prefix: Prefix,
    city: City | None = None,
    township: Township | None = None,
    limit: Count = 10,
    city_pk: CityPk | None = None,
    township_pk: TownshipPk | None = None,
) -> list[District]:
    """Complete what has been typed of a district's name; a typo is forgiven."""
    places = chosen(gazetteer, city, township, city_pk, township_pk)
    return gazetteer.suggest(prefix, *places, limit=limit)


def normalize(gazetteer: Gazetteer, name: Name) -> str:
    """Reduce a district's name to its key, which is equal for every spelling of one name."""
    return normalized(name)
