"""The verdict: what became of each field, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodistricts.evidence import Evidence, Hypothesis, Pin
from geodistricts.geodesy import great_circle_distance
from geodistricts.place_readings import MISSPELT, OTHER_NAME, SPLIT
from geodistricts.records import City, District, Township
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
from geodistricts.weighing import Weighed

if TYPE_CHECKING:
    from geodistricts.rows import DistrictRows

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
            "city": _city_component(evidence, best),
            "township": _township_component(evidence, best),
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
            and margin > (_CLEAR_NEAR if best.kind == "fuzzy" else _CLEAR)
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


def _city_component(evidence: Evidence, best: Hypothesis) -> Component:
    given, city = evidence.city, best.city
    others = _other_places(evidence.cities, city)
    if city is None:
        return Component(given, None, SUSPICIOUS, alternatives=others)
    if given is None:
        return _new_tuple(Component, (None, city, CONFIRMED, True, False, False, others))
    quality = evidence.city_quality.get(city.pk)
    if quality is None:
        is_swapped = best.township is not None and best.township.pk in evidence.swapped
        level = CONFIRMED if is_swapped else PLAUSIBLE
        return Component(given, city, level, replaced=True, alternatives=others)
    return _new_tuple(
        Component, (given, city, CONFIRMED, False, quality == MISSPELT, False, others)
    )


def _township_component(evidence: Evidence, best: Hypothesis) -> Component:
    given, township = evidence.township, best.township
    others = _other_places(evidence.townships, township)
    if township is None:
        return Component(given, None, SUSPICIOUS, alternatives=others)
    if given is None:
        return _new_tuple(Component, (None, township, CONFIRMED, True, False, False, others))
    quality = evidence.township_quality.get(township.pk)
    if quality is None:
        level = CONFIRMED if township.pk in evidence.swapped else PLAUSIBLE
        return Component(given, township, level, replaced=True, alternatives=others)
    was_split = quality == SPLIT or (quality == OTHER_NAME and len(evidence.townships) > 1)
    if was_split and quality == OTHER_NAME:
        like = [place for place, other in evidence.townships if other == OTHER_NAME]
        was_split = sum(place.city == township.city for place in like) > 1
    return _new_tuple(
        Component, (given, township, CONFIRMED, False, quality == MISSPELT, was_split, others)
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
    is_misspelt = best.kind == "fuzzy"
    is_sure = best.score >= (_CLOSE_NAME if is_misspelt else _SURE_NAME)
    level = CONFIRMED if is_sure else PLAUSIBLE
    return _new_tuple(Component, (given, district, level, False, is_misspelt, False, others))


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
