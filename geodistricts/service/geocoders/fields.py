"""Which places the fields of a form may mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from geodistricts.records import City, District, Township
from geodistricts.service.geocoders.naming import PlaceNames, is_turkey
from geodistricts.service.geocoders.searching import (
    EQUAL,
    NAMED,
    PARTLY,
    Found,
    distinct,
    of_code,
    search,
)

Scope = City | Township | None


class Fields(NamedTuple):
    """The fields of a form, as somebody wrote them; those without a text were not given.

    Attributes
    ----------
    country : str
        The country.
    city : str
        The city.
    places : tuple of str
        Each a city or a township, which it is has to be found out.
    district : str
        The district.
    line : str
        The rest: street, building, perhaps the district too.
    postal_code : str
        The postal code.
    """

    country: str = ""
    city: str = ""
    places: tuple[str, ...] = ()
    district: str = ""
    line: str = ""
    postal_code: str = ""


def search_fields(names: PlaceNames, fields: Fields) -> list[Found]:
    """Return the places that the fields of a form may mean.

    Parameters
    ----------
    names : PlaceNames
        Of the gazetteer that reads them.
    fields : Fields
        As somebody wrote them.

    Returns
    -------
    list of Found
        The likeliest first; none where the fields contradict each other.
    """
    if fields.country and not is_turkey(fields.country):
        return []
    scopes = _scopes(names, fields)
    found = [one for scope in scopes for one in _in_scope(names, scope, fields)]
    if not fields.postal_code:
        return distinct(found)
    coded = of_code(names.gazetteer, fields.postal_code, None)
    named = [one for one in found if isinstance(one.place, District)]
    if named or fields.district:  # Codes are often wrong, names seldom.
        return distinct([one for one in named if one.place in coded] or named)
    return [
        Found(one, EQUAL)
        for one in coded
        if any(scope is None or scope in (one.township, one.city) for scope in scopes)
    ]


def _scopes(names: PlaceNames, fields: Fields) -> Sequence[Scope]:
    """Return where all of the places are that are named; nowhere, where they contradict."""
    scopes: list[Scope] = [None]
    if fields.city:
        scopes = [one for one in names.inside(fields.city, None) if isinstance(one, City)]
    for name in filter(None, fields.places):
        scopes = [place for scope in scopes for place in names.inside(name, scope)]
    return scopes


def _in_scope(names: PlaceNames, scope: Scope, fields: Fields) -> list[Found]:
    city = scope if isinstance(scope, City) else None
    township = scope if isinstance(scope, Township) else None
    whole = [] if scope is None else [Found(scope, NAMED)]
    if fields.district:
        matches = names.gazetteer.match(fields.district, city, township)
        return [Found(one.district, one.score / 100) for one in matches if not one.outside]
    if not fields.line:
        return whole
    if scope is None:
        return search(names, fields.line)
    read = names.gazetteer.parse(fields.line, city, township)
    if read.district is not None and scope in (read.district.township, read.district.city):
        return [Found(read.district, read.confidence)]
    inside = [one for one in read.alternatives if scope in (one.township, one.city)]
    return [
        *(Found(one, EQUAL) for one in inside),
        *(one._replace(confidence=PARTLY) for one in whole),
    ]
