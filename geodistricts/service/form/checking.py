"""What was sent, checked anew: what is chosen, what is asked, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NamedTuple, TypeVar

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City, District, Township
from geodistricts.service.form.reading import Sent
from geodistricts.verdicts import ACCEPT, CONFIRMED, SUSPICIOUS, Validation

_Place = TypeVar("_Place", City, Township, District)
_MOST_OFFERED = 8
LEVELS = ("city", "township", "district")


class Checked(NamedTuple):
    """What became of what was sent.

    Attributes
    ----------
    city, township, district : record or None
        What is chosen; each lies in the one before.
    problems : mapping of str to str
        By field, the name of the text that says what is wrong.
    offered : tuple of District
        What may be meant, to be asked.
    verdict : Validation or None
        The gazetteer's; None while there is nothing to judge.
    pinned : District or None
        Where the pin is, if that is not the district that is chosen.
    """

    city: City | None = None
    township: Township | None = None
    district: District | None = None
    problems: Mapping[str, str] = {}
    offered: tuple[District, ...] = ()
    verdict: Validation | None = None
    pinned: District | None = None

    @property
    def is_done(self) -> bool:
        """True where city, township and district are known, and judged."""
        return self.district is not None and self.verdict is not None


def look_up(gazetteer: Gazetteer, sent: Sent) -> Checked:
    """Return the places that were chosen by number, as far as they belong together.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the pks.
    sent : Sent
        What was sent.

    Returns
    -------
    Checked
        A place that does not lie in the one above it is not chosen.
    """
    problems: dict[str, str] = {}
    city = _found(gazetteer.city, sent.city_pk, "city", problems)
    township = _found(gazetteer.township, sent.township_pk, "township", problems)
    district = _found(gazetteer.district, sent.district_pk, "district", problems)
    if district is not None and sent.township_pk is None:
        township = district.township
    if township is not None and sent.city_pk is None:
        city = township.city
    if township is not None and township.city != city:
        township = None
        problems.setdefault("township", "elsewhere")
    if district is not None and (township is None or district.township != township):
        district = None
        problems.setdefault("district", "elsewhere")
    return Checked(city, township, district, problems)


def _found(
    find: Callable[[int], _Place], pk: int | None, level: str, problems: dict[str, str]
) -> _Place | None:
    if pk is None:
        return None
    with suppress(LookupError):
        place = find(pk)
        if place.is_active:
            return place
    problems[level] = "unknown"
    return None


def check(gazetteer: Gazetteer, sent: Sent) -> Checked:
    """Judge what was sent.

    Parameters
    ----------
    gazetteer : Gazetteer
        Judges.
    sent : Sent
        Numbers of what was chosen count; where there are none, what was written does.

    Returns
    -------
    Checked
        Done, or with what is to be asked or put right.
    """
    if sent.line:
        return _judged(Checked(), gazetteer.validate(address=sent.line))
    chosen = look_up(gazetteer, sent)
    pin = (sent.latitude or None, sent.longitude or None)
    if chosen.district is not None:
        return _as_chosen(chosen, sent, gazetteer.validate(
            chosen.city, chosen.township, chosen.district, None, *pin, address=sent.address or None
        ))  # fmt: skip
    missing = [level for level in LEVELS if getattr(chosen, level) is None]
    if chosen.problems or not any(getattr(sent, level) for level in missing):
        problems = dict(chosen.problems)
        problems.setdefault(missing[0], "missing")
        return chosen._replace(problems=problems)
    verdict = gazetteer.validate(
        chosen.city or sent.city or None,
        chosen.township or sent.township or None,
        sent.district or None,
        None,
        *pin,
        address=sent.address or None,
    )
    return _judged(chosen, verdict)


def _as_chosen(chosen: Checked, sent: Sent, verdict: Validation) -> Checked:
    """Let what was chosen by hand stand, and say where the pin contradicts it."""
    district = chosen.district
    assert district is not None
    if verdict.district != district:
        verdict = verdict._replace(
            city=chosen.city,
            township=chosen.township,
            district=district,
            postal_code=district.postal_code,
            street_line=sent.address,
        )
    pin = verdict.components.get("pin")
    if pin is None or pin.confirmation_level == CONFIRMED or pin.value == district:
        return chosen._replace(verdict=verdict)
    pinned = pin.value if isinstance(pin.value, District) else None
    return chosen._replace(verdict=verdict, pinned=pinned)


def _judged(chosen: Checked, verdict: Validation) -> Checked:
    """Take what is sure, offer what is likely, and say what is missing."""
    if verdict.possible_next_action == ACCEPT:
        return Checked(verdict.city, verdict.township, verdict.district, verdict=verdict)
    offered = tuple(filter(None, (verdict.district, *verdict.alternatives)))[:_MOST_OFFERED]
    unsure = [
        level
        for level in ("city", "township")
        if verdict.components[level].confirmation_level == SUSPICIOUS
    ]
    city = chosen.city or (None if "city" in unsure else verdict.city)
    township = chosen.township or (None if "township" in unsure else verdict.township)
    if township is not None and township.city != city:
        township = None
    return chosen._replace(
        city=city,
        township=township,
        problems={
            level: "missing" if verdict.components[level].input is None else "unclear"
            for level, place in zip(LEVELS, (city, township, None), strict=True)
            if place is None
        },
        offered=offered,
        verdict=verdict,
    )
