"""Which column of a list is which, by its heading or as it is said."""

from collections.abc import Mapping
from typing import NamedTuple

from geodistricts.basics.arguments import shown
from geodistricts.basics.letters import fold
from geodistricts.errors import SourceError
from geodistricts.sources.table.files import Listing

_MOST = 30


class Field(NamedTuple):
    """What a list says of its rows.

    Attributes
    ----------
    option : str
        Names its column, such as ``--pk-column``.
    what : str
        What the column holds.
    headings : tuple of str
        Usual ones, folded and without spaces, the surest first; those in one text are as sure
        as each other.
    required : bool
        False where a list may do without it.
    """

    option: str
    what: str
    headings: tuple[str, ...]
    required: bool = False


_NUMBER = "pk id kod kodu no numara code"
_NAME = "name ad adi isim ismi"
_TOWNSHIP = (
    "townshipid townshippk townshipno townshipcode ilceid ilcepk ilceno ilcekod ilcekodu",
    "township ilce",
    "townshipname ilceadi ilcead ilceismi",
)
_CITY = (
    "cityid citypk cityno citycode ilid ilpk ilno ilkod ilkodu sehirid sehirkodu",
    "city il sehir",
    "cityname iladi ilad ilismi sehiradi",
)
_DISTRICT_NUMBER = "districtid districtpk districtcode mahalleid mahalleno mahallekod mahallekodu"
_DISTRICT_NAME = "mahalle mahalleadi mahallead mahalleismi neighborhood neighbourhood quarter"
_EITHER = "district districtname"
"""What some call a mahalle, and some an ilçe."""

DISTRICT = {
    "pk": Field(
        "--pk-column", "the districts' numbers", (f"{_NUMBER} {_DISTRICT_NUMBER}",), required=True
    ),
    "name": Field(
        "--name-column", "their names", (f"{_NAME} {_DISTRICT_NAME}", _EITHER), required=True
    ),
    "township": Field(
        "--township-column",
        "their townships (name or number)",
        (*_TOWNSHIP, _EITHER),
        required=True,
    ),
    "township_name": Field(
        "--township-name-column", "the townships' names beside their numbers", _TOWNSHIP[2:0:-1]
    ),
    "city": Field("--city-column", "their cities (name or number)", _CITY),
    "city_name": Field(
        "--city-name-column", "the cities' names beside their numbers", _CITY[2:0:-1]
    ),
    "latitude": Field("--latitude-column", "latitudes", ("latitude lat enlem",)),
    "longitude": Field("--longitude-column", "longitudes", ("longitude lon lng long boylam",)),
    "postal_code": Field(
        "--postal-code-column", "postal codes", ("postalcode postcode postakodu zipcode zip",)
    ),
    "active": Field(
        "--active-column", "which districts are active", ("isactive active aktif aktifmi",)
    ),
}
"""Of the list of districts; in this order a heading goes to the first that it could be."""

TOWNSHIP = {
    "pk": Field(
        "--townships-pk-column",
        "the townships' numbers",
        (f"{_NUMBER} {_TOWNSHIP[0]}",),
        required=True,
    ),
    "name": Field(
        "--townships-name-column",
        "the townships' names",
        (f"{_NAME} {_TOWNSHIP[1]} {_TOWNSHIP[2]}", _EITHER),
        required=True,
    ),
    "city": Field("--townships-city-column", "the townships' cities (name or number)", _CITY),
}
"""Of the list of townships."""

CITY = {
    "pk": Field(
        "--cities-pk-column", "the cities' numbers", (f"{_NUMBER} {_CITY[0]}",), required=True
    ),
    "name": Field(
        "--cities-name-column",
        "the cities' names",
        (f"{_NAME} {_CITY[1]} {_CITY[2]}",),
        required=True,
    ),
}
"""Of the list of cities."""


def choose_columns(
    listing: Listing, fields: Mapping[str, Field], said: Mapping[str, str]
) -> dict[str, int]:
    """Tell which column holds which field.

    Parameters
    ----------
    listing : Listing
        A list.
    fields : mapping of str to Field
        What may be in it.
    said : mapping of str to str
        Headings by the option that says them; they are not guessed for anything else.

    Returns
    -------
    dict of str to int
        Place of each field's column; a field that the list does without is left out.

    Raises
    ------
    SourceError
        Where a column that must be there is not, or two could be meant.
    """
    places = {
        name: _place_of(listing, said[field.option], field)
        for name, field in fields.items()
        if field.option in said
    }
    keys = [_key(heading) for heading in listing.headings]
    for name, field in fields.items():
        if name in places:
            continue
        for usual in field.headings:
            alike = [
                place
                for place, key in enumerate(keys)
                if key in usual.split() and place not in places.values()
            ]
            if len(alike) > 1:
                both = " and ".join(repr(listing.headings[place]) for place in alike)
                raise _unclear(listing, f"{both} could be {field.what}", field)
            if alike:
                places[name] = alike[0]
                break
        else:
            if field.required:
                raise _unclear(listing, f"no column is known to hold {field.what}", field)
    return places


def _place_of(listing: Listing, heading: str, field: Field) -> int:
    for found in (
        [place for place, own in enumerate(listing.headings) if own == heading],
        [place for place, own in enumerate(listing.headings) if _key(own) == _key(heading)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise _unclear(listing, f"{len(found)} columns are called {shown(heading)}", field)
    raise _unclear(listing, f"no column is called {shown(heading)}", field)


def _key(heading: str) -> str:
    return fold(heading).replace(" ", "")


def _unclear(listing: Listing, problem: str, field: Field) -> SourceError:
    some = ", ".join(shown(heading) for heading in listing.headings[:_MOST])
    rest = f" and {len(listing.headings) - _MOST} more" if len(listing.headings) > _MOST else ""
    return SourceError(
        f"{listing.path}: {problem}; the headings are {some}{rest}; name one as {field.option}"
    )
