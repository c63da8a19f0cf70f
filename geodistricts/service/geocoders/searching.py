"""Which places a text may mean: the likeliest first, and how likely."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import pyarrow.compute as pc

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City, District, ParsedAddress, Township
from geodistricts.service.geocoders.locating import Place
from geodistricts.service.geocoders.naming import PlaceNames, most_people_first, without_country
from geodistricts.verdicts import ABROAD, AMBIGUOUS

_POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_LONGEST = 1_000
NAMED, EQUAL, PARTLY, NAMESAKE = 1.0, 0.5, 0.4, 0.3
"""How likely: what the text names; one of several that it names; what is around something that
nobody knows; another place of that name."""
_LEAST_SCORE = 85
"""Of the name of one district, misspelt, with nothing beside it that would tell."""


class Found(NamedTuple):
    """A place that may be meant, and how likely.

    Attributes
    ----------
    place : City, Township or District
        The place.
    confidence : float
        0 to 1.
    """

    place: Place
    confidence: float


def search(names: PlaceNames, text: str) -> list[Found]:
    """Return the places that a text may mean.

    Parameters
    ----------
    names : PlaceNames
        Of the gazetteer that reads it.
    text : str
        An address or a part of one, in any order and spelling; a postal code; a latitude and a
        longitude.

    Returns
    -------
    list of Found
        The likeliest first; what is abroad is none.
    """
    gazetteer = names.gazetteer
    pin = _POINT.fullmatch(text)
    if pin is not None:
        return _at(gazetteer, float(pin[1]), float(pin[2]))
    text = without_country(text[:_LONGEST]).strip()
    if not text:
        return []
    called = [Found(place, NAMED) for place in names.called(text)]
    read = gazetteer.parse(text)
    return distinct([*called, *_told(gazetteer, text, read)]) or _nearly(names, text)


def _told(gazetteer: Gazetteer, text: str, read: ParsedAddress) -> list[Found]:
    """Return what a line that has been read means, and what else it may mean."""
    namesakes = [Found(one, NAMESAKE) for one in read.alternatives]
    if read.district is not None:
        return [Found(read.district, read.confidence), *namesakes]
    around = read.township or read.city
    if read.postal_code is not None:
        coded = [Found(one, EQUAL) for one in of_code(gazetteer, read.postal_code, around)]
        if coded:
            return coded
    whole = [] if around is None else [Found(around, PARTLY if read.remainder else NAMED)]
    if namesakes and (around is None or _is_of_district(gazetteer, text)):
        whole = [Found(one.place, NAMESAKE) for one in whole]
        return [*(Found(one.place, EQUAL) for one in namesakes), *whole]
    return [*whole, *namesakes]


def _is_of_district(gazetteer: Gazetteer, text: str) -> bool:
    """Tell whether a line names a district that several places have."""
    return gazetteer.validate(address=text).components["district"].reason == AMBIGUOUS


def _nearly(names: PlaceNames, text: str) -> list[Found]:
    """Return what a misspelt name means that stands alone."""
    gazetteer = names.gazetteer
    if not any(map(str.isalpha, text)) or is_abroad(gazetteer, text):
        return []
    places = names.inside(text, None)
    if places:
        return [Found(place, PARTLY) for place in places]
    matches = gazetteer.match(text, min_score=_LEAST_SCORE)
    return [Found(match.district, match.score / 100 * PARTLY) for match in matches]


def is_abroad(gazetteer: Gazetteer, text: str) -> bool:
    """Tell whether a line names a place in another country."""
    said = gazetteer.validate(address=text).components.get("address")
    return said is not None and said.reason == ABROAD


def of_code(
    gazetteer: Gazetteer, postal_code: str, around: City | Township | None
) -> list[District]:
    """Return the districts of a postal code, those first where most people live."""
    table = gazetteer.table
    pks = table.filter(pc.equal(table["postal_code"], postal_code))["pk"]
    districts = [one for one in gazetteer.districts(pks) if one is not None and one.is_active]
    return most_people_first(
        one for one in districts if around is None or around in (one.township, one.city)
    )


def _at(gazetteer: Gazetteer, latitude: float, longitude: float) -> list[Found]:
    if abs(latitude) > 90 or abs(longitude) > 180:
        return []
    found = gazetteer.reverse(latitude, longitude)
    return [] if found is None else [Found(found.district, NAMED)]


def nearby(
    gazetteer: Gazetteer, at: tuple[float, float], metres: float, neighbors: int
) -> list[Found]:
    """Return the district that a point is in, and so many neighbors as are near, each once."""
    inside = gazetteer.reverse(*at, max_distance=metres)
    near = gazetteer.neighbors(*at, k=neighbors, max_distance=metres) if neighbors else []
    first = [] if inside is None else [inside.district]
    return distinct(Found(place, NAMED) for place in (*first, *(one.district for one in near)))


def distinct(found: Iterable[Found]) -> list[Found]:
    """Return each place once, as it was found first."""
    kept: dict[Place, Found] = {}
    for one in found:
        kept.setdefault(one.place, one)
    return [*kept.values()]
