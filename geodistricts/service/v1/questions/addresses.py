"""Which places an address means, and whether its parts agree."""

from __future__ import annotations

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import ParsedAddress
from geodistricts.service.v1.arguments import (
    AddressLine,
    City,
    CityPk,
    Coordinate,
    DistrictField,
    Line,
    PostalCode,
    Township,
    TownshipPk,
)
from geodistricts.service.v1.questions.places import chosen
from geodistricts.verdicts import Validation


def validate(
    gazetteer: Gazetteer,
    city: City | None = None,
    township: Township | None = None,
    district: DistrictField | None = None,
    postal_code: PostalCode | None = None,
    latitude: Coordinate | None = None,
    longitude: Coordinate | None = None,
    address: AddressLine | None = None,
    city_pk: CityPk | None = None,
    township_pk: TownshipPk | None = None,
) -> Validation:
    """Judge an order, its fields and its line together, and say what they should be.

    Nothing that is written in it is an error: the verdict says what is wrong, and
    `possible_next_action` what to do.
    """
    places = chosen(gazetteer, city, township, city_pk, township_pk)
    return gazetteer.validate(*places, district, postal_code, latitude, longitude, address=address)


def parse(
    gazetteer: Gazetteer,
    text: Line,
    city: City | None = None,
    township: Township | None = None,
    city_pk: CityPk | None = None,
    township_pk: TownshipPk | None = None,
) -> ParsedAddress:
    """Find the city, township and district that a line of free text names.

    Where several districts fit equally well, none is chosen and all are alternatives.
    """
    return gazetteer.parse(text, *chosen(gazetteer, city, township, city_pk, township_pk))
