"""The arguments of questions: their types, and what is said of them in the documentation."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query
from pydantic import BeforeValidator

LONGEST = 4_000
"""Letters of a text, at most: a page of them, more than any address has."""
MOST = 1_000
"""Answers to a question, at most."""


def _written(value: Any) -> Any:
    """Take a number for the text that somebody wrote: 34 and 34.0 are both ``"34"``."""
    if type(value) is float and value.is_integer():
        value = int(value)
    return str(value) if type(value) is int else value


def _joined(value: Any) -> Any:
    """Take a list for the words that it holds, as JSON may have it."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ",".join(value)
    return value


def _text(description: str, *examples: str) -> Any:
    said = Query(description=description, examples=[*examples], max_length=LONGEST)
    return Annotated[str, BeforeValidator(_written), said]


def _number(kind: Any, description: str, *examples: float, **limits: float) -> Any:
    # The limits are for readers: the gazetteer checks them, and says what to do.
    said = Query(description=description, examples=[*examples], json_schema_extra={**limits})
    return Annotated[kind, said]


Lat = _number(float, "Latitude, degrees, WGS 84.", 41.0636, minimum=-90, maximum=90)
Lon = _number(float, "Longitude, degrees, WGS 84.", 28.8515, minimum=-180, maximum=180)
MaxDistance = _number(float, "The farthest that an answer may be, metres.", 25_000, minimum=0)
West = _number(float, "Longitude, degrees, WGS 84.", 29.02, minimum=-180, maximum=180)
South = _number(float, "Latitude, degrees, WGS 84.", 40.98, minimum=-90, maximum=90)
East = _number(float, "Longitude, degrees, WGS 84.", 29.03, minimum=-180, maximum=180)
North = _number(float, "Latitude, degrees, WGS 84.", 41.0, minimum=-90, maximum=90)
Count = Annotated[int, Query(description="How many answers at most.", examples=[5], le=MOST)]
Score = _number(float, "The lowest score to return.", 70, minimum=0, maximum=100)
Name = _text("A district's name, as somebody wrote it.", "100.yıl mh")
Prefix = _text("What has been typed of a name, with or without its place.", "cafer")
Levels = Annotated[
    str,
    BeforeValidator(_joined),
    Query(
        description="Levels to suggest places of: district, township, city, separated by commas.",
        examples=["city,township,district"],
        max_length=LONGEST,
    ),
]
FromLat = _number(float, "Latitude of the person typing, degrees, WGS 84.", 41.0636)
FromLon = _number(float, "Longitude of the person typing, degrees, WGS 84.", 28.8515)
Line = _text("A line of free text.", "Caferağa Mh. Moda Cd. No:45 Kadıköy / İstanbul")
City = _text("The city as somebody wrote it, or its plate code.", "İstanbul", "34")
Township = _text("The township as somebody wrote it.", "Kadıköy")
DistrictField = _text("The district as somebody wrote it.", "cafreağa mh")
PostalCode = _text("The postal code as somebody wrote it.", "34710")
AddressLine = _text("The line of free text beside the fields.", "Kardelen mah. 2090 sk. no:5 d:3")
Coordinate = Annotated[
    float | str,
    Query(
        description="Degrees, WGS 84; a number, or text as somebody wrote it.", examples=[41.0636]
    ),
]
CityPk = _number(int, "The city by its pk instead, which is not its plate code.", 40)
TownshipPk = _number(int, "The township by its pk instead.", 470)
