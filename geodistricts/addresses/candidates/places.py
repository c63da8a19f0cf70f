"""What fields and line say of a city and a township, whichever district is meant."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from geodistricts.addresses.candidates.evidence import Seen
from geodistricts.addresses.candidates.weights import WEIGHTS
from geodistricts.addresses.reading import highest
from geodistricts.names import CENTRE, place_key
from geodistricts.records import City, Township

if TYPE_CHECKING:
    from geodistricts.addresses.reading import Line, Mention, Order


def weight_of(seen: Seen) -> float:
    """Return what evidence weighs in all."""
    total = 0.0
    for kind, value in seen:
        total += WEIGHTS[kind] * value
    return total


class PlaceEvidence:
    """What an order says of cities and townships; of each once.

    Parameters
    ----------
    order : Order
        The order.
    former : mapping of int to float
        By the pk of a township that has become of parts of others: how likely the line means
        the likeliest of these.
    centres : set of int
        Pks of townships that people call by their city's name.
    code_townships : container of int
        Pks of the postal code's townships.
    """

    __slots__ = (
        "_centres",
        "_code_townships",
        "_former",
        "_known",
        "_order",
        "_other_city",
        "_other_township",
    )

    def __init__(
        self,
        order: Order,
        former: dict[int, float],
        centres: set[int],
        code_townships: Container[int],
    ) -> None:
        self._order = order
        self._centres = centres
        self._code_townships = code_townships
        self._former = former
        self._known: dict[tuple[int, int], tuple[float, Seen]] = {}
        places = order.line.places if order.line is not None else None
        self._other_city = highest(places.cities) if places is not None else 0.0
        self._other_township = 0.0 if order.line is None else _highest_named(order.line)

    def of(self, city: City, township: Township | None) -> tuple[float, Seen]:
        """Return what speaks for a place, and against it, and what that weighs."""
        key = city.pk, 0 if township is None else township.pk
        known = self._known.get(key)
        if known is None:
            seen = tuple(self._see(city, township))
            known = self._known[key] = weight_of(seen), seen
        return known

    def of_nothing(self) -> tuple[float, Seen]:
        """Return what speaks against no place at all."""
        fields = self._order.fields
        seen = []
        if fields.city is not None:
            of_city = "CITY_FIELD_OTHER", "CITY_FIELD_UNREADABLE"
            seen.append((of_city[not fields.places.cities], 1.0))
        if fields.township is not None and not fields.places.is_vague:
            of_township = "TOWNSHIP_FIELD_OTHER", "TOWNSHIP_FIELD_UNREADABLE"
            is_readable = fields.places.townships or fields.places.semt_townships
            seen.append((of_township[not is_readable], 1.0))
        return weight_of(tuple(seen)), tuple(seen)

    def _see(self, city: City, township: Township | None) -> list[tuple[str, float]]:
        fields, line = self._order.fields, self._order.line
        seen: list[tuple[str, float]] = []
        if fields.city is not None or fields.township is not None:
            self._see_in_fields(city, township, seen)
        if line is not None:
            found = line.places.cities.get(city.pk)
            if found is not None:
                seen.append(("CITY_LINE", found[0].weight))
            elif self._other_city:
                seen.append(("CITY_LINE_OTHER", self._other_city))
            if township is not None:
                of_township = line.places.townships.get(township.pk)
                if of_township is not None and is_named_centre(line, township, of_township[0]):
                    seen.append(("CENTRE_OF_CITY", of_township[0].weight))
                elif of_township is not None:
                    seen.append(("TOWNSHIP_LINE", of_township[0].weight))
                else:
                    if self._other_township:
                        seen.append(("TOWNSHIP_LINE_OTHER", self._other_township))
                    if found is not None and township.pk in self._centres:
                        seen.append(("CENTRE_OF_CITY", found[0].weight))
                if self._former and township.pk in self._former:
                    seen.append(("TOWNSHIP_LINE_FORMER", self._former[township.pk]))
                    seen.append(("WAS_A_PART", 1.0))
        if township is not None and township.pk in self._code_townships:
            seen.append(("CODE_OF_TOWNSHIP", 1.0))
        if fields.pin is not None and fields.pin.place is not None:
            at = fields.pin.place.district
            if at.township == township:
                seen.append(("PIN_IN_TOWNSHIP", 1.0))
            else:
                seen.append(("PIN_IN_CITY" if at.city == city else "PIN_ELSEWHERE", 1.0))
        return seen

    def _see_in_fields(
        self, city: City, township: Township | None, seen: list[tuple[str, float]]
    ) -> None:
        fields = self._order.fields
        places = fields.places
        swapped = places.swapped.get(township.pk) if township is not None else None
        if fields.city is not None:
            quality = places.city_quality.get(city.pk) or swapped
            if quality:
                seen.append(("CITY_FIELD", quality))
            elif places.cities:
                seen.append(("CITY_FIELD_OTHER", 1.0))
            else:
                seen.append(("CITY_FIELD_UNREADABLE", 1.0))
        if fields.township is not None or places.townships:
            quality = places.township_quality.get(township.pk) if township is not None else None
            quality = quality or swapped
            if quality:
                seen.append(("TOWNSHIP_FIELD", quality))
            elif places.is_vague:
                if township is not None and township.pk in self._centres:
                    seen.append(("CENTRE_OF_CITY", 1.0))
            elif township is not None and township.pk in places.semt_townships:
                seen.append(("SEMT_FIELD_TOWNSHIP", 1.0))
            elif places.townships or places.semt_townships:
                seen.append(("TOWNSHIP_FIELD_OTHER", 1.0))
            else:
                seen.append(("TOWNSHIP_FIELD_UNREADABLE", 1.0))


def is_named_centre(line: Line, township: Township, mention: Mention) -> bool:
    """Tell whether a line names a township "Merkez" that is not called so any more."""
    is_centre = line.tokens[mention.first].key == CENTRE and mention.last == mention.first + 1
    return is_centre and place_key(township.name) != CENTRE


def _highest_named(line: Line) -> float:
    """Return how likely the likeliest township is meant that a line has by its name."""
    most = 0.0
    for mentions in line.places.townships.values():
        mention = mentions[0]
        if mention.weight > most and line.tokens[mention.first].key != CENTRE:
            most = mention.weight
    return most
