"""The verdict: what became of each field, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geodistricts.addresses.fields.evidence import Evidence, Pin
from geodistricts.addresses.fields.hypotheses import Hypothesis
from geodistricts.addresses.fields.place_readings import MISSPELT, OTHER_NAME, SPLIT, Reading
from geodistricts.addresses.fields.weighing import Weighed
from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.records import ALIAS, FUZZY, City, District, Township
from geodistricts.verdicts import (
    ACCEPT,
    CONFIRM,
    CONFIRMED,
    FIX,
    PLAUSIBLE,
    SUSPICIOUS,
    Component,
    Validation,
)

if TYPE_CHECKING:
    from geodistricts.snapshot import DistrictRows

_CLEAR, _CLEAR_NEAR = 0.01, 0.05
_ALL_CONFIRMED = [CONFIRMED] * 3
_SURE_NAME, _CLOSE_NAME = 91.0, 80.0
_NEIGHBOURS = 8
_VICINITY = 10_000.0
_new_tuple = tuple.__new__


class Judge:
    """Turns the best answer into a verdict.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    """

    def __init__(self, rows: DistrictRows) -> None:
        self._rows = rows

    def judge(self, evidence: Evidence, weighed: Weighed) -> Validation:
        """Give the verdict on an answer.

        Parameters
        ----------
        evidence : Evidence
            The fields.
        weighed : Weighed
            The best answer, and the others.

        Returns
        -------
        Validation
            The verdict.
        """
        best, margin, others = weighed
        components = {
            **_place_components(evidence, best.city, best.township),
            "district": _district_component(evidence, best, others),
        }
        if evidence.postal_code is not None:
            components["postal_code"] = _code_component(evidence, best.district)
        if evidence.pin is not None:
            components["pin"] = self._pin_component(evidence.pin, best)
        every = tuple(components.values())
        district = best.district
        levels = [one.confirmation_level for one in every]
        unconfirmed = len(levels) - levels.count(CONFIRMED)
        given = [one for one in every if one.input is not None]
        known = district is not None and None not in [one.value for one in given]
        if district is None:
            action = FIX
        elif (
            levels[:3] == _ALL_CONFIRMED
            and SUSPICIOUS not in levels
            and len(given) - unconfirmed > 1
            and margin > (_CLEAR_NEAR if best.kind == FUZZY else _CLEAR)
        ):
            action = ACCEPT
        else:
            action = CONFIRM
        return _new_tuple(
            Validation,
            (
                best.city,
                best.township,
                district,
                evidence.code if district is None else district.postal_code or evidence.code,
                components,
                action,
                _granularity(best),
                known,
                True in [one.replaced for one in every],
                True in [one.inferred for one in every],
                unconfirmed > 0,
                True in [one.spell_corrected for one in every],
                others,
            ),
        )

    def _pin_component(self, pin: Pin, best: Hypothesis) -> Component:
        place, district = pin.place, best.district
        at = place.district if place is not None else None
        if at is None or best.city is None:
            return Component(pin.given, at, SUSPICIOUS)
        if district is None:
            return Component(pin.given, at, PLAUSIBLE if at.city == best.city else SUSPICIOUS)
        assert place is not None
        if district in (at, *place.others):
            level = CONFIRMED if place.method == "boundary" else PLAUSIBLE
        elif self._are_neighbours(pin, at, district):
            level = PLAUSIBLE
        else:
            level = SUSPICIOUS
        return Component(pin.given, at, level)

    def _are_neighbours(self, pin: Pin, at: District, named: District) -> bool:
        """Tell whether the named district's centre is among the nearest ones to the pin.

        One in the same city may also be a few kilometres away.
        """
        if named.latitude is None or named.longitude is None:
            return at.township == named.township
        metres = float(great_circle_distance(pin.lat, pin.lon, named.latitude, named.longitude))
        if at.city == named.city and metres <= _VICINITY:
            return True
        around = [
            row
            for township in {at.township, named.township}
            for row in self._rows.active_inside(township.pk)
        ]
        distances = great_circle_distance(
            pin.lat, pin.lon, self._rows.latitudes[around], self._rows.longitudes[around]
        )
        return len(set(distances[distances < metres].tolist())) < _NEIGHBOURS


def _place_components(
    evidence: Evidence, city: City | None, township: Township | None
) -> dict[str, Component]:
    of_city = of_township = None
    is_swapped = was_split = False
    places = evidence.places
    if city is not None:
        of_city = places.city_quality.get(city.pk)
    if township is not None:
        of_township = places.township_quality.get(township.pk)
        is_swapped = township.pk in places.swapped
        was_split = _was_split(evidence, township, of_township)
    return {
        "city": _place_component(evidence.city, city, places.cities, of_city, is_swapped, False),
        "township": _place_component(
            evidence.township, township, places.townships, of_township, is_swapped, was_split
        ),
    }


def _place_component(
    given: Any,
    place: City | Township | None,
    readings: Sequence[Reading[City]] | Sequence[Reading[Township]],
    quality: float | None,
    is_swapped: bool,
    was_split: bool,
) -> Component:
    others = _other_places(readings, place)
    if place is None:
        return Component(given, None, SUSPICIOUS, alternatives=others)
    if given is None:
        return _new_tuple(Component, (None, place, CONFIRMED, True, False, False, others))
    if quality is None:
        level = CONFIRMED if is_swapped else PLAUSIBLE
        return Component(given, place, level, replaced=True, alternatives=others)
    misspelt = quality == MISSPELT
    return _new_tuple(Component, (given, place, CONFIRMED, False, misspelt, was_split, others))


def _was_split(evidence: Evidence, township: Township, quality: float | None) -> bool:
    """Tell whether the field names what has become several townships, of which this is one."""
    return quality == SPLIT or (
        quality == OTHER_NAME
        and sum(
            other == OTHER_NAME and place.city == township.city
            for place, other in evidence.places.townships
        )
        > 1
    )


def _other_places(readings: Any, chosen: City | Township | None) -> tuple[Any, ...]:
    if len(readings) == 1 and readings[0].place is chosen:
        return ()
    return tuple(reading.place for reading in readings if reading.place != chosen)


def _district_component(
    evidence: Evidence, best: Hypothesis, others: tuple[District, ...]
) -> Component:
    given, district = evidence.district, best.district
    if district is None:
        return Component(given, None, SUSPICIOUS, alternatives=others)
    if given is None:
        return Component(None, district, PLAUSIBLE, inferred=True, alternatives=others)
    if not best.score:
        return Component(given, district, PLAUSIBLE, replaced=True, alternatives=others)
    is_misspelt = best.kind == FUZZY
    is_sure = best.score >= (_CLOSE_NAME if is_misspelt else _SURE_NAME)
    if best.kind == ALIAS and _has_sister(district, others):
        is_sure = False
    level = CONFIRMED if is_sure else PLAUSIBLE
    return _new_tuple(Component, (given, district, level, False, is_misspelt, False, others))


def _has_sister(district: District, others: tuple[District, ...]) -> bool:
    """Tell whether another part of the same village may be meant."""
    return district.village is not None and any(
        other.village == district.village and other.township == district.township
        for other in others
    )


def _code_component(evidence: Evidence, district: District | None) -> Component:
    code = evidence.code
    if code is None:
        return Component(evidence.postal_code, None, SUSPICIOUS)
    if district is None or district.postal_code is None:
        return Component(evidence.postal_code, code, PLAUSIBLE)
    right = district.postal_code
    if right == code:
        return Component(evidence.postal_code, code, CONFIRMED)
    level = PLAUSIBLE if right[:2] == code[:2] else SUSPICIOUS
    return Component(evidence.postal_code, right, level, replaced=True)


def _granularity(best: Hypothesis) -> str:
    if best.district is not None:
        return "DISTRICT"
    if best.township is not None:
        return "TOWNSHIP"
    return "OTHER" if best.city is None else "CITY"
