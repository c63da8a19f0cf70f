"""Validation: the one answer that the fields of an address agree on best."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from geodistricts.addresses.fields.evidence import (
    Evidence,
    Pin,
    PlaceFields,
    coordinate,
    find_swapped,
)
from geodistricts.addresses.fields.hypotheses import Hypothesis, HypothesisFinder, hypothesis_of
from geodistricts.addresses.fields.judging import Judge
from geodistricts.addresses.fields.place_readings import PlaceReader
from geodistricts.addresses.fields.weighing import Weighed, choose
from geodistricts.addresses.postal_codes import PostalCodes, read_postal_code
from geodistricts.basics.arguments import as_field, as_whole, plain, shown
from geodistricts.errors import AddressNotResolved
from geodistricts.names import ends_of, is_long, place_argument
from geodistricts.records import City, District, Place, Township
from geodistricts.snapshot import DistrictRows
from geodistricts.verdicts import ACCEPT, Resolved, Validation

if TYPE_CHECKING:
    from geodistricts.names import Matcher

_REMEMBERED = 1 << 14
_ALMOST = 0.94
_Reverse = Callable[[float, float], Place | None]


class Validator:
    """Answers ``validate`` and ``resolve`` for one gazetteer.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    matcher : Matcher
        Finds districts by name.
    codes : PostalCodes
        Finds them by postal code.
    reverse : callable
        Finds the place of a point.
    """

    def __init__(
        self, rows: DistrictRows, matcher: Matcher, codes: PostalCodes, reverse: _Reverse
    ) -> None:
        self._rows = rows
        self._matcher = matcher
        self._reverse = reverse
        self._reader = PlaceReader(matcher.places)
        self._finder = HypothesisFinder(rows, matcher, codes)
        self._judge = Judge(rows)
        self._places: dict[tuple[int | str | None, int | str | None], PlaceFields] = {}

    def validate(
        self,
        city: Any,
        township: Any,
        district: Any,
        postal_code: Any,
        latitude: Any,
        longitude: Any,
    ) -> Validation:
        """Judge the fields of an address; see ``Addresses.validate``."""
        evidence = self._read(city, township, district, postal_code, latitude, longitude)
        only = self._only_answer(evidence)
        if only is not None:
            return self._judge.judge(evidence, Weighed(only, math.inf, ()))
        weighed = choose(self._finder.find(evidence), evidence)
        if weighed.best.district is None and not weighed.others and evidence.district is not None:
            near = self._finder.nearest_names(weighed.best, evidence.district)
            weighed = weighed._replace(others=tuple(one.district for one in near if one.district))
        return self._judge.judge(evidence, weighed)

    def resolve(self, city: Any, township: Any, district: Any) -> Resolved:
        """Return the three pks of an address; see ``Addresses.resolve``."""
        verdict = self.validate(city, township, district, None, None, None)
        found = verdict.district
        if verdict.possible_next_action == ACCEPT and found is not None:
            return Resolved(found.city.pk, found.township.pk, found.pk)
        raise AddressNotResolved(_problem(verdict), verdict)

    def _read(
        self,
        city: Any,
        township: Any,
        district: Any,
        postal_code: Any,
        latitude: Any,
        longitude: Any,
    ) -> Evidence:
        city, township = _written("city", city, City), _written("township", township, Township)
        district = _written("district", district, District)
        if isinstance(district, District):
            district = district.name
        code = pin = None
        if postal_code is not None:
            postal_code = as_field(postal_code)
            code = None if postal_code is None else read_postal_code(postal_code)
        if plain(latitude) is not None or plain(longitude) is not None:
            pin = self._read_pin(latitude, longitude)
        places = self.read_places(city, township)
        return Evidence(city, township, district, postal_code, places, code, pin)

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
        reader = self._reader
        cities = () if city is None else reader.cities(city)
        townships = () if township is None else reader.townships(township, cities)
        city_quality = {place.pk: quality for place, quality in cities}
        swapped = {}
        if not any(place.city.pk in city_quality for place, _ in townships) and (
            isinstance(city, str) and isinstance(township, str)
        ):
            other = reader.cities(township)
            swapped = find_swapped(other, reader.townships(city, other), townships)
        township_quality = {place.pk: quality for place, quality in townships}
        return PlaceFields(cities, townships, city_quality, township_quality, swapped)

    def _read_pin(self, latitude: Any, longitude: Any) -> Pin:
        lat, lon = coordinate(latitude), coordinate(longitude)
        if abs(lat) <= 90 and abs(lon) <= 180:
            return Pin((latitude, longitude), lat, lon, self._reverse(lat, lon))
        return Pin((latitude, longitude), math.nan, math.nan, None)

    def _only_answer(self, evidence: Evidence) -> Hypothesis | None:
        """Return the district where all three names are right and mean one; most orders are so."""
        name, cities = evidence.district, evidence.places.cities
        if name is None or len(cities) != 1 or cities[0].quality < _ALMOST:
            return None
        city = cities[0].place
        inside = [
            township
            for township, quality in evidence.places.townships
            if quality > _ALMOST and township.city is city
        ]
        if len(inside) != 1:
            return None
        match = self._matcher.only_match(self._matcher.scope_of(inside[0]), ends_of(name))
        return None if match is None else hypothesis_of(*match[:3])


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


def _problem(verdict: Validation) -> str:
    said = ", ".join(
        f"{name} {shown(component.input)}"
        for name, component in verdict.components.items()
        if component.input is not None
    )
    meant = verdict.district or next(iter(verdict.alternatives), None)
    closest = (
        f"; the likeliest is {meant.pk} {meant.display_name} in "
        f"{meant.township.display_name}, {meant.city.display_name}"
        if meant is not None
        else ""
    )
    return (
        f"no district is surely meant by {said or 'an empty address'}{closest}; "
        "see .validation for what to put right"
    )
