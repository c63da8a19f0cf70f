"""An order, read: its fields, and its line in the light of them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from geodistricts.addresses.abroad import Abroad, abroad_in_field
from geodistricts.addresses.postal_codes import PostalCodes, read_postal_code
from geodistricts.addresses.reading.fields import (
    Fields,
    Pin,
    PlaceFields,
    SaysAbroad,
    coordinate,
    find_swapped,
)
from geodistricts.addresses.reading.lines import Line, read_line
from geodistricts.addresses.reading.place_readings import MISSPELT, PlaceReader, Reading
from geodistricts.addresses.reading.words import COUNTRY_WORDS
from geodistricts.basics.arguments import as_field, as_whole, plain, shown
from geodistricts.names import (
    CENTRE,
    ends_of,
    fold_letters,
    is_long,
    normalize,
    place_argument,
    place_key,
)
from geodistricts.records import City, District, Place, Township
from geodistricts.snapshot import DistrictRows

if TYPE_CHECKING:
    from geodistricts.names import Matcher

_REMEMBERED = 1 << 14
_MOST_OF_SEMT = 60
_WORTH_HEARING = 0.4
_MERSIN_10 = re.compile(r"(?i)mersin\D{0,3}10\b")
_Reverse = Callable[[float, float], Place | None]


class Order(NamedTuple):
    """An order, read.

    Attributes
    ----------
    fields : Fields
        Its fields.
    line : Line or None
        Its line; None where it has none.
    code : str or None
        The postal code, of the field or else of the line.
    abroad : tuple of SaysAbroad
        What in it names a place abroad.
    """

    fields: Fields
    line: Line | None
    code: str | None
    abroad: tuple[SaysAbroad, ...]


class Reader:
    """Reads orders.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    matcher : Matcher
        Knows the names of districts and places.
    codes : PostalCodes
        Knows the postal codes.
    reverse : callable
        Finds the place of a point.

    Attributes
    ----------
    nowhere : PlaceFields
        What fields say that are not given.
    """

    def __init__(
        self, rows: DistrictRows, matcher: Matcher, codes: PostalCodes, reverse: _Reverse
    ) -> None:
        self._rows = rows
        self._matcher = matcher
        self._codes = codes
        self._reverse = reverse
        self._reader = PlaceReader(matcher.places)
        self._places: dict[tuple[int | str | None, int | str | None], PlaceFields] = {}
        self.nowhere = self.read_places(None, None)
        self._no_fields = Fields(None, None, None, None, self.nowhere, None, None)

    def read(
        self,
        city: Any = None,
        township: Any = None,
        district: Any = None,
        postal_code: Any = None,
        latitude: Any = None,
        longitude: Any = None,
        address: Any = None,
    ) -> Order:
        """Read the fields and the line of an order; see ``Addresses.validate``."""
        city, township = _written("city", city, City), _written("township", township, Township)
        district = _written("district", district, District)
        if isinstance(district, District):
            district = district.name
        code = pin = line = None
        if postal_code is not None:
            postal_code = as_field(postal_code)
            code = None if postal_code is None else read_postal_code(postal_code)
        if plain(latitude) is not None or plain(longitude) is not None:
            pin = self._read_pin(latitude, longitude)
        places = self.read_places(city, township)
        fields = Fields(city, township, district, postal_code, places, code, pin)
        if address is not None:
            address = as_field(address)
            if not (address is None or isinstance(address, str)):
                raise TypeError(f"address must be text, not {shown(address)}")
            line = None if address is None else self._read_line(address, places)
        abroad = places.abroad
        if district is not None and not places.cities:
            abroad += _abroad_in("district", district)
        if line is None:
            return Order(fields, line, code, abroad)
        return Order(fields, line, code or line.code, abroad + _abroad_in_line(line))

    def read_line(self, text: str, places: PlaceFields) -> Order:
        """Read a line alone, whose city and township may be known."""
        if places is self.nowhere:
            fields, line = self._no_fields, read_line(text, self._matcher.places, self._codes)
        else:
            city = places.cities[0].place if places.cities else None
            township = places.townships[0].place if places.townships else None
            fields = Fields(city, township, None, None, places, None, None)
            line = self._read_line(text, places)
        return Order(fields, line, line.code, _abroad_in_line(line))

    def _read_line(self, text: str, places: PlaceFields) -> Line:
        return read_line(text, self._matcher.places, self._codes, *places.certain())

    def read_places(self, city: Any, township: Any) -> PlaceFields:
        """Read the fields for city and township; what was read once is remembered."""
        if not (city is None or city.__class__ is str):
            city = place_argument("city", city)
        if not (township is None or township.__class__ is str):
            township = place_argument("township", township)
        key = city, township
        known = self._places.get(key)
        if known is None:
            known = self._read_places(city, township)
            if len(self._places) < _REMEMBERED and not any(map(is_long, key)):
                self._places[key] = known
        return known

    def _read_places(self, city: int | str | None, township: int | str | None) -> PlaceFields:
        if isinstance(city, str) and fold_letters(city) in COUNTRY_WORDS:
            city = None
        reader = self._reader
        cities = () if city is None else reader.cities(city)
        if not cities and isinstance(township, str) and (city is None or isinstance(city, str)):
            crossed = self._crossed(city, township)
            if crossed is not None:
                return crossed
        townships: tuple[Reading[Township], ...] = ()
        swapped: dict[int, float] = {}
        if township is not None:
            townships = reader.townships(township, cities)
        elif isinstance(city, str):
            if cities:
                townships = reader.townships_beside(city, cities)
            else:
                swapped = find_swapped((), reader.townships(city, ()), (), is_alone=True)
        city_quality = {place.pk: quality for place, quality in cities}
        named: frozenset[int] = frozenset()
        of_semt: frozenset[int] = frozenset()
        is_vague = isinstance(township, str) and self._is_vague(township, city_quality)
        if (
            is_vague
            and place_key(str(township)) != CENTRE
            and (sum(place.city.pk in city_quality for place, _ in townships) != 1)
        ):
            townships = ()
        is_inside = any(
            place.city.pk in city_quality and quality != MISSPELT for place, quality in townships
        )
        if not (is_inside or is_vague) and isinstance(township, str):
            if isinstance(city, str):
                other = reader.cities(township)
                swapped = find_swapped(other, reader.townships(city, other), townships)
            if not swapped:
                named, of_semt = self._districts_in_place_of(township, cities)
                if named or of_semt:
                    townships = tuple(one for one in townships if one.quality != MISSPELT)
        township_quality = {place.pk: quality for place, quality in townships}
        of_rows = frozenset(self._rows.township_of(row).pk for row in named | of_semt)
        abroad = _abroad_in("city", city) + _abroad_in("township", township)
        if isinstance(city, str) and isinstance(township, str) and _MERSIN_10.search(city):
            abroad += _abroad_in("township", f"{township}, {city}")
        return PlaceFields(
            cities,
            townships,
            city_quality,
            township_quality,
            swapped,
            named,
            of_semt,
            of_rows,
            abroad,
            is_vague,
        )

    def _crossed(self, city: str | None, township: str) -> PlaceFields | None:
        """Read the fields the other way round, where the township's is a city, and no township."""
        key = place_key(ends_of(township))
        if key in self._matcher.places.townships_by_name or not any(
            reading.quality > MISSPELT for reading in self._reader.cities(township)
        ):
            return None
        read = self._read_places(township, city)
        return read._replace(is_crossed=True) if city is None or read.semt_townships else None

    def _is_vague(self, township: str, cities: Collection[int]) -> bool:
        """Tell whether the field for the township says but the city, or its centre."""
        places = self._matcher.places
        key = place_key(ends_of(township))
        is_own = any(one.city.pk in cities for one in places.townships_by_name.get(key, ()))
        if is_own or not cities:
            return False
        return key == CENTRE or any(
            city.pk in cities for city in places.cities_by_name.get(key, ())
        )

    def _districts_in_place_of(
        self, township: str, cities: Sequence[Reading[City]]
    ) -> tuple[frozenset[int], frozenset[int]]:
        """Find districts and semts that stand in the field for the township."""
        key = normalize(ends_of(township))
        named: set[int] = set()
        of_semt: set[int] = set()
        for reading in cities:
            scope = self._matcher.scope_of(reading.place)
            rows = scope.by_key.get(key)
            if rows and not self._matcher.finder.are_parts(rows):
                named.update(rows)
            of_semt.update(scope.semts.get(key)[:_MOST_OF_SEMT])
        return frozenset(named), frozenset(of_semt)

    def _read_pin(self, latitude: Any, longitude: Any) -> Pin:
        lat, lon = coordinate(latitude), coordinate(longitude)
        if abs(lat) <= 90 and abs(lon) <= 180:
            return Pin((latitude, longitude), lat, lon, self._reverse(lat, lon))
        return Pin((latitude, longitude), math.nan, math.nan, None)


def _abroad_in(component: str, text: object) -> tuple[SaysAbroad, ...]:
    found = abroad_in_field(text) if isinstance(text, str) else None
    return _heard(component, found)


def _abroad_in_line(line: Line) -> tuple[SaysAbroad, ...]:
    return () if line.abroad is None else _heard("address", line.abroad)


def _heard(component: str, found: Abroad | None) -> tuple[SaysAbroad, ...]:
    if found is None or found.certainty < _WORTH_HEARING:
        return ()
    return (SaysAbroad(component, found.country, found.certainty),)


def _written(level: str, value: Any, kind: type[City | Township | District]) -> Any:
    """Return a field as somebody wrote or chose it; None where it is blank or missing."""
    if value.__class__ is str:
        return value if value and not value.isspace() else None
    value = as_field(value)
    if value is None or isinstance(value, (str, kind)):
        return value
    number = as_whole(value)
    if number is None:
        raise TypeError(f"{level} must be text or a record, not {shown(value)}")
    written = shown(number)
    plate = f', as a plate code give "{written}"' if level == "city" else ""
    raise TypeError(
        f"{level} must be text or a record, not {written}: as a pk give g.{level}({written}){plate}"
    )
