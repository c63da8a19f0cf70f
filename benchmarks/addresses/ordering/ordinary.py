"""Most orders: fields and a line, each part right or with the fault that was dealt to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from benchmarks.addresses.composing.places import Rng, World, chance, key_of, pick
from benchmarks.addresses.order_inputs import Order
from benchmarks.addresses.ordering.clerk import Reading, Said, in_semt, read, reading_of
from benchmarks.addresses.ordering.facts import MERKEZ, districts_by_semt
from benchmarks.addresses.ordering.faults import (
    CITY_ONLY,
    DISTRICT_TOO,
    JOINED,
    LINE_ONLY,
    RIGHT,
    STREET_ONLY,
    SWAPPED,
    TOWNSHIP_ONLY,
)
from benchmarks.addresses.ordering.places_written import (
    Spelt,
    Written,
    named_so,
    township_text,
    write_city,
    write_district,
    write_township,
)
from benchmarks.addresses.ordering.pools import Pools
from benchmarks.addresses.ordering.writing import (
    Draft,
    beside,
    building_named,
    in_script,
    line_of,
    order_of,
    road,
    tail_of,
)
from geodistricts.records import District

PLAIN_FAULTS = {RIGHT, "none", "nothing", "plain", "as it is"}
IN_STREET = {"nothing", "building's name"}
"""What may stand beside the address and leave no doubt of the street line."""
BY_WEIGHT = ("township", "district", "city", "layout", "postal code", "road", "beside", "repeated",
             "script")  # fmt: skip
"""Faults by weight: the first that an order has is its kind."""


class Plan(NamedTuple):
    """An order before its line is put together.

    Attributes
    ----------
    city, township : Written
        What stands for them, in fields or line.
    tail : tuple of (str or None, str or None)
        Township and city that the line repeats or has alone.
    townships : frozenset of int or None
        Those that the township may be, all mentions together.
    knows_city : bool
        Whether fields or line name it.
    """

    city: Written
    township: Written
    tail: tuple[str | None, str | None]
    townships: frozenset[int] | None
    knows_city: bool


def pool_of(hand: Mapping[str, str]) -> str:
    """Name the pool whose districts suit the faults."""
    rules = []
    if hand["township"] in ("former", "merkez", "semt"):
        rules.append(hand["township"])
    if hand["township"] == "city's name":
        rules.append("no Merkez")
    if hand["city"] == "other name":
        rules.append("other name")
    if hand["city"] == "with its side":
        rules.append("İstanbul")
    if hand["beside"] == "semt":
        rules.append("semt")
    if hand["district"] == "as a village":
        rules.append("village once")
    return " & ".join(dict.fromkeys(rules)) or "all"


def tags_of(hand: Mapping[str, str]) -> tuple[str, ...]:
    """List the faults of an order, the weightiest first."""
    tags = [
        f"{field}: {hand[field]}"
        for field in BY_WEIGHT
        if hand[field] not in PLAIN_FAULTS or (field == "district" and hand[field] == "none")
    ]
    return tuple(tag for tag in tags if tag != "layout: line beside two fields")


def ordinary(world: World, pools: Pools, rng: Rng, hand: Mapping[str, str]) -> Order | None:
    """Compose one order.

    Parameters
    ----------
    world, pools : World, Pools
        The list.
    rng : numpy.random.Generator
        Draws.
    hand : mapping of str to str
        The fault of each field.

    Returns
    -------
    Order or None
        None where what was drawn does not suit the faults.
    """
    meant = pools[pool_of(hand)].draw(rng)
    plan = _plan(world, pools, rng, hand, meant)
    if plan is None:
        return None
    spelt = None
    if hand["district"] != "none":
        sure = plan.townships is not None and len(plan.townships) == 1 and not plan.township.wrong
        scope = None if sure else meant.city
        spelt = write_district(world, pools, rng, hand["district"], meant, scope)
        if spelt is None:
            return None
    semt = pick(rng, pools.semts(meant)) if hand["beside"] == "semt" else ""
    code = _code(world, pools, rng, hand["postal code"], meant)
    if code is None and hand["postal code"] != "none":
        return None
    own = code if code == meant.postal_code else None
    semts = (
        *plan.township.semts,
        *(spelt.semts if spelt else ()),
        *([key_of(semt)] if semt else ()),
    )
    answer = _answer(world, plan, spelt, meant, semts, own)
    wrong = plan.city.wrong or plan.township.wrong or bool(spelt and spelt.elsewhere)
    if answer is None or (not wrong and _strays(world, answer, code, own)):
        return None
    draft = _draft(world, rng, hand, meant, plan, spelt, semt, code)
    if draft is None:
        return None
    tags = tags_of(hand)
    plain_street = hand["beside"] in IN_STREET and answer.settled and not wrong
    plain_street &= hand["district"] in (RIGHT, "misspelt") and hand["city"] == RIGHT
    draft = in_script(rng, draft, hand["script"])
    if not plain_street:
        draft = draft._replace(street=None)
    return order_of(
        draft,
        kind=tags[0] if tags else "nothing wrong",
        tags=tags,
        city_pk=answer.city,
        township_pk=answer.township,
        district_pk=answer.district,
        acceptable=answer.acceptable,
        meant=None if spelt is not None and spelt.wrong else meant.pk,
        settled=answer.settled and not wrong,
        contradicts=wrong,
    )


def _plan(
    world: World, pools: Pools, rng: Rng, hand: Mapping[str, str], meant: District
) -> Plan | None:
    layout = hand["layout"]
    city = write_city(world, pools, rng, hand["city"], meant)
    township = write_township(world, pools, rng, hand["township"], meant)
    if city is None or township is None:
        return None
    townships = township.townships
    right, town = meant.city.display_name, township.text
    if town == right and hand["township"] == RIGHT and layout in (LINE_ONLY, CITY_ONLY):
        # In a line the city's name says nothing of the township.
        town = MERKEZ
    tail: tuple[str | None, str | None] = (None, None)
    knows_city = layout != TOWNSHIP_ONLY and hand["city"] != "its township's"
    if hand["repeated"] != "nothing" or layout in (LINE_ONLY, CITY_ONLY):
        tail = town, right
        if hand["township"] not in (RIGHT, "misspelt") and layout not in (LINE_ONLY, CITY_ONLY):
            tail = pick(rng, ((township_text(rng, meant.township), right), (town, right)))
        elif hand["township"] == "misspelt" and layout not in (LINE_ONLY, CITY_ONLY):
            tail = township_text(rng, meant.township), right
        if tail[0] not in (None, town):
            townships = frozenset({meant.township.pk})
        if tail[0] == right:
            tail = None, right
        if layout in (LINE_ONLY, CITY_ONLY):
            tail = tail[0], city.text
        if layout == CITY_ONLY and chance(rng, 0.25):
            # Most lines name the township, some leave it to the reader.
            tail, townships, township = (None, tail[1]), None, Written(None, None)
            if hand["township"] != RIGHT:
                return None
        elif layout == CITY_ONLY and chance(rng, 0.5):
            tail = tail[0], None
        knows_city = knows_city or tail[1] is not None
    if not knows_city:
        if hand["township"] != RIGHT or town is None or key_of(town) == key_of("Merkez"):
            return None
        townships = named_so(world, town)
    return Plan(city, township, tail, townships, knows_city)


def _answer(
    world: World,
    plan: Plan,
    spelt: Spelt | None,
    meant: District,
    semts: tuple[str, ...],
    code: str | None,
) -> Reading | None:
    city = meant.city.pk if plan.knows_city else None
    townships = plan.townships
    unsupported = plan.township.wrong and townships == plan.township.townships
    if unsupported:
        townships = None
    if spelt is not None and spelt.elsewhere:
        return Reading(city, None, None, reading_of(spelt.elsewhere).acceptable, False)
    if spelt is None or spelt.wrong:
        town = next(iter(townships)) if townships and len(townships) == 1 else None
        if city is None and town is None:
            return None
        fitting: tuple[int, ...] = ()
        if spelt is None and semts and town is not None:
            here = world.in_township[town].whole.values()
            fitting = tuple(
                sorted(one.pk for found in here for one in found if in_semt(world, one, semts[-1]))
            )
        return Reading(meant.city.pk, town, None, fitting, False)
    said = Said(world.keys[meant.pk], city, townships, semts, code)
    answer = read(world, said, meant)
    if answer is not None and unsupported:
        # Either the township is wrong, or the district's name: nothing says which.
        return answer._replace(township=None, district=None, settled=False)
    return answer


def _code(world: World, pools: Pools, rng: Rng, fault: str, meant: District) -> str | None:
    own = meant.postal_code
    if fault in (RIGHT, "in the line"):
        return own
    here = [one for found in world.in_township[meant.township.pk].whole.values() for one in found]
    if fault == "township's":
        code = Counter(one.postal_code for one in here).most_common(1)[0][0]
    elif fault == "city's":
        code = f"{meant.city.official_code:02}000"
    elif fault == "wrong":
        other = pools.beside(rng, meant.township) if chance(rng, 0.4) else None
        names = world.in_township[(other or meant.township).pk].whole
        code = pick(rng, [one.postal_code for found in names.values() for one in found])
        if chance(rng, 0.2) and own is not None:
            code = f"{own[:2]}{int(rng.integers(1000)):03}"
    else:
        return None
    return None if code == own else code


def _strays(world: World, answer: Reading, code: str | None, own: str | None) -> bool:
    # A wrong code may speak for a township or a namesake where the names leave it open.
    if code is None or own is not None or answer.township is not None:
        return False
    here = {one.pk for one in world.townships[answer.city]} if answer.city else set[int]()
    townships = {one.township.pk for one in world.districts if one.postal_code == code}
    return not here.isdisjoint(townships)


def _draft(
    world: World,
    rng: Rng,
    hand: Mapping[str, str],
    meant: District,
    plan: Plan,
    spelt: Spelt | None,
    semt: str,
    code: str | None,
) -> Draft | None:
    layout, what = hand["layout"], hand["beside"]
    street = road(world, rng, hand["road"], meant)
    if what == "building's name":
        street = f"{street.split(' No')[0]} {building_named(world, rng, meant)}"
    extra = "" if what in (*IN_STREET, "semt") else beside(world, rng, what, meant)
    in_line = None if spelt is None else spelt.typed
    field = None
    if layout in (DISTRICT_TOO, STREET_ONLY):
        assert spelt is not None
        field = pick(rng, (spelt.typed, spelt.bare))
        if layout == STREET_ONLY:
            in_line = None
    if hand["township"] == "district's name" and chance(rng, 0.4) and layout != LINE_ONLY:
        if any(meant.pk != pk for pk in _semt_of(world, meant)):
            return None
        in_line = None
    tail = tail_of(rng, *plan.tail, code if hand["postal code"] == "in the line" else None)
    address = line_of(rng, in_line, street, tail, extra, semt)
    if hand["repeated"] == "everything":
        front = " ".join(part for part in (plan.tail[1], plan.tail[0], in_line) if part)
        address = f"{front} {address}".strip()
    city, township = plan.city.text, plan.township.text
    if layout == LINE_ONLY:
        city = township = None
    elif layout == CITY_ONLY:
        township = None
    elif layout == TOWNSHIP_ONLY:
        city = None
    elif layout == JOINED:
        joined = tail_of(rng, township, city)
        city, township = pick(rng, ((None, joined), (joined, None), (city, joined)))
    elif layout == SWAPPED:
        city, township = township, city
    elif hand["city"] == "its township's" and chance(rng, 0.4):
        township = None
    code = None if hand["postal code"] == "in the line" else code
    return Draft(city, township, field, code, address, street)


def _semt_of(world: World, meant: District) -> frozenset[int]:
    return districts_by_semt(world).get(meant.city.pk, {}).get(world.keys[meant.pk], frozenset())
