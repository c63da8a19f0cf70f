"""The committed orders hold together, and answers to them are counted as they should."""

from collections import Counter
from math import isnan
from types import SimpleNamespace

import numpy as np
import pytest

import geodistricts
from benchmarks.addresses.calibration import Bin, calibration_error
from benchmarks.addresses.make_orders import COUNT, key_of_order
from benchmarks.addresses.order_inputs import HALVES, Order, read_orders
from benchmarks.addresses.order_scores import (
    Share,
    Taken,
    Verdict,
    by_tag,
    calibration,
    fault_of,
    letters,
    score_level,
    score_taken,
)
from benchmarks.addresses.ordering.faults import FAULTS, IMPOSSIBLE, SCENES, dealt
from benchmarks.addresses.orders import answerers
from benchmarks.addresses.scores import Places
from geodistricts import normalize
from geodistricts.gazetteer import Gazetteer

PLACES = Places(city_of={100: 1, 101: 1, 200: 2}, township_of={100: 10, 101: 11, 200: 20})
NOTHING = Verdict(None, None, None, False, 0.1, True, None)
RIGHT = Verdict(1, 10, 100, True, 0.95, False, "Moda cad no 5")
OTHER = Verdict(1, 11, 101, True, 0.95, False, None)


def made(
    pks: tuple[int | None, int | None, int | None],
    acceptable: tuple[int, ...],
    *,
    meant: int | None = None,
    settled: bool = False,
    contradicts: bool = False,
    abroad: bool = False,
    street: str | None = None,
) -> Order:
    texts = ("A", "B", None, None, "c")
    flags = (settled, contradicts, abroad)
    return Order("learn", "kind", ("tag",), *texts, *pks, acceptable, meant, *flags, street)


SETTLED = made((1, 10, 100), (100,), meant=100, settled=True, street="Moda Cad. No:5")
OPEN = made((1, None, None), (100, 101), meant=101)
QUARREL = made((1, None, None), (101,), meant=101, contradicts=True)
ABROAD = made((None, None, None), (), abroad=True)


@pytest.mark.parametrize(
    ("order", "verdict", "level", "precision", "recall"),
    [
        (SETTLED, RIGHT, "district", (1, 1), (1, 1)),
        (SETTLED, OTHER, "township", (0, 1), (0, 1)),
        (SETTLED, OTHER, "city", (1, 1), (1, 1)),
        (SETTLED, NOTHING, "district", (0, 0), (0, 1)),
        # A guess that fits is neither right nor wrong; one that does not is wrong.
        (OPEN, OTHER, "district", (0, 0), (0, 0)),
        (OPEN, Verdict(2, 20, 200, False, 0.5, False, None), "district", (0, 1), (0, 0)),
        # Who takes either side of a contradiction is not wrong at a level that it leaves open.
        (QUARREL, RIGHT, "township", (0, 0), (0, 0)),
        (QUARREL, NOTHING, "city", (0, 0), (0, 1)),
        (ABROAD, RIGHT, "city", (0, 1), (0, 0)),
    ],
)
def test_level_is_counted(
    order: Order,
    verdict: Verdict,
    level: str,
    precision: tuple[int, int],
    recall: tuple[int, int],
) -> None:
    counted = score_level([order], [verdict], level, PLACES)
    assert counted == (Share(*precision), Share(*recall))


def test_what_is_taken_is_counted() -> None:
    orders = [SETTLED, SETTLED, OPEN, QUARREL, ABROAD]
    verdicts = [RIGHT, OTHER, OTHER, OTHER, NOTHING]
    assert score_taken(orders, verdicts) == Taken(
        accepted=Share(4, 5),
        settled=Share(1, 2),
        wrong=Share(3, 4),
        contradictions=Share(1, 1),
        unrecognised=Share(0, 1),
        streets=Share(1, 1),
    )
    assert isnan(score_taken([], []).accepted.of_one)


@pytest.mark.parametrize(
    ("order", "verdict", "fault"),
    [
        (SETTLED, RIGHT, None),
        (SETTLED, OTHER, "accepted, wrong"),
        (SETTLED, RIGHT._replace(accepted=False), "settled, not accepted"),
        (SETTLED, NOTHING, "settled, not found"),
        (QUARREL, OTHER, "contradiction accepted"),
        (QUARREL, OTHER._replace(accepted=False), None),
        (OPEN, OTHER._replace(accepted=False), None),
        (OPEN, NOTHING, "no city"),
        (ABROAD, NOTHING, None),
        (ABROAD, RIGHT._replace(accepted=False), "abroad not recognised"),
    ],
)
def test_the_worst_fault_is_named(order: Order, verdict: Verdict, fault: str | None) -> None:
    assert fault_of(order, verdict, PLACES) == fault


def test_calibration_counts_answers_with_a_district_once() -> None:
    confidences = [0.0, 0.1, 0.100001, 0.5, 0.9, 0.95, 1.0]
    verdicts = [RIGHT._replace(confidence=one) for one in confidences]
    verdicts[-1] = OTHER._replace(confidence=1.0)
    silent = [NOTHING, RIGHT._replace(confidence=None)]
    bins = calibration([SETTLED] * 9, [*verdicts, *silent])
    assert [one.answers for one in bins] == [2, 1, 0, 0, 1, 0, 0, 0, 1, 2]
    assert bins[-1].share == 0.5
    assert bins[-1].mean == pytest.approx(0.975)
    assert isnan(bins[2].share)
    # By luck right is right; what no order was made for is wrong.
    assert calibration([OPEN], [OTHER])[-1].share == 1.0
    assert calibration([ABROAD], [OTHER])[-1].share == 0.0


def test_calibration_error_weighs_bins() -> None:
    nan = float("nan")
    bins = [Bin(0.0, 0.1, 0, nan, nan), Bin(0.8, 0.9, 3, 0.85, 0.95), Bin(0.9, 1.0, 1, 0.9, 0.5)]
    assert calibration_error(bins) == pytest.approx((3 * 0.1 + 0.4) / 4)
    assert isnan(calibration_error(bins[:1]))


def test_fields_and_line_are_asked_where_validate_takes_a_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fields_alone = geodistricts.validate(city="Ankara")

    def with_line(*, address: str | None = None, **fields: str | None) -> object:
        return SimpleNamespace(
            **fields_alone._asdict() | {"confidence": 0.25, "street_line": address}
        )

    def without_line(*, city: str | None = None) -> object:
        return fields_alone

    monkeypatch.setattr(geodistricts, "validate", with_line)
    asked = list(answerers().values())
    assert len(asked) == 3
    verdict = asked[0](SETTLED)
    assert (verdict.confidence, verdict.street, verdict.accepted) == (0.25, "c", False)
    monkeypatch.setattr(geodistricts, "validate", without_line)
    assert len(answerers()) == 2


def test_letters_are_what_counts() -> None:
    assert letters("Moda Cad. No:5/A") == letters("MODA CAD NO 5 A") == "modacadno5a"


def test_faults_are_dealt_as_often_as_they_should() -> None:
    count = 400
    hands = dealt(count, np.random.default_rng(1))
    for field, shares in FAULTS.items():
        assert sum(shares.values()) == pytest.approx(1.0), field
        dealt_so = Counter(hand[field] for hand in hands)
        for fault, share in shares.items():
            assert abs(dealt_so[fault] - share * count) <= 1, (field, fault)
    for hand in hands:
        tags = {f"{field}: {fault}" for field, fault in hand.items()}
        assert not any(faults <= tags for faults in IMPOSSIBLE), hand


@pytest.fixture(scope="module")
def halves() -> dict[str, list[Order]]:
    return {half: read_orders(half) for half in HALVES}


def test_halves_are_whole_and_disjoint(halves: dict[str, list[Order]]) -> None:
    keys = [{key_of_order(order) for order in orders} for orders in halves.values()]
    assert [len(known) for known in keys] == [COUNT, COUNT]
    assert not keys[0] & keys[1]
    assert {half: {order.half for order in orders} for half, orders in halves.items()} == {
        half: {half} for half in HALVES
    }


@pytest.mark.parametrize("half", HALVES)
def test_frequencies_are_as_seen(halves: dict[str, list[Order]], half: str) -> None:
    orders = halves[half]
    tags = {tag: len(places) for tag, places in by_tag(orders).items()}
    for scene, share in SCENES.items():
        assert tags[scene] == round(share * COUNT), scene
    ordinary = [one for one in orders if one.kind not in {*SCENES, "typed by hand"}]
    for low, high, wanted in (
        (0.045, 0.055, ("township: former", "township: merkez")),
        (0.02, 0.03, ("township: another",)),
        (0.05, 0.07, ("district: none",)),
        (0.10, 0.12, ("district: misspelt", "district: place in front", "district: gone",
                      "district: another township's")),
    ):  # fmt: skip
        assert low <= sum(tags[tag] for tag in wanted) / len(ordinary) <= high, wanted
    assert 0.02 <= sum(one.abroad for one in orders) / COUNT <= 0.04
    assert 0.05 <= sum(one.contradicts for one in orders) / COUNT <= 0.09
    assert 0.7 <= sum(one.settled for one in orders) / COUNT <= 0.9
    large = sum(tags_city(one) for one in orders) / COUNT
    assert 0.1 <= large <= 0.25, "İstanbul has about a sixth of the people"


def tags_city(order: Order) -> bool:
    return normalize(order.city or "").startswith("istanbul")


@pytest.mark.parametrize("half", HALVES)
def test_committed_orders_hold_together(
    bundled: Gazetteer, halves: dict[str, list[Order]], half: str
) -> None:
    for one in halves[half]:
        assert one.address, one
        assert not (one.settled and (one.contradicts or one.abroad)), one
        assert one.tags[0] == one.kind if one.tags else one.kind == "nothing wrong", one
        if one.abroad:
            assert one.wanted[2:6] == (None, None, None, ()), one
        fitting = [bundled.district(pk) for pk in one.acceptable]
        assert all(district.is_active for district in fitting), one
        if one.district_pk is not None:
            district = bundled.district(one.district_pk)
            assert (one.city_pk, one.township_pk) == (district.city.pk, district.township.pk), one
            assert one.acceptable == (one.meant,) == (one.district_pk,), one
        else:
            assert not one.settled, one
        if one.township_pk is not None:
            assert bundled.township(one.township_pk).city.pk == one.city_pk, one
            assert {found.township.pk for found in fitting} <= {one.township_pk}, one
        if one.settled:
            assert one.district_pk is not None, one
        if one.street is not None:
            assert one.settled, one
            assert letters(one.street) in letters(one.address), one


@pytest.mark.parametrize("half", HALVES)
def test_settled_orders_leave_one_district(
    bundled: Gazetteer, halves: dict[str, list[Order]], half: str
) -> None:
    """Where several districts of the township bear the name, something tells them apart."""
    by_name: dict[tuple[int, str], list[int]] = {}
    columns = bundled.table.select(["pk", "name", "township", "kind"]).to_pydict()
    for pk, name, township, kind in zip(*columns.values(), strict=True):
        if kind != "part":
            by_name.setdefault((township, normalize(name).partition(" (")[0]), []).append(pk)
    for one in halves[half]:
        if one.district_pk is None or not one.settled or "part of a village" in one.tags:
            continue
        own = bundled.district(one.district_pk)
        name = normalize(own.name).partition(" (")[0]
        alike = [bundled.district(pk) for pk in by_name[own.township.pk, name] if pk != own.pk]
        code, people = own.postal_code or "?", own.population or 0
        others = [district for district in alike if district.kind == own.kind]
        is_told_by_code = code in f"{one.postal_code} {one.address}" and all(
            district.postal_code != code for district in others
        )
        is_told_by_semt = any("semt" in tag or "place in front" in tag for tag in one.tags)
        is_far_larger = people >= 100 * sum(district.population or 0 for district in others)
        assert not others or is_told_by_code or is_told_by_semt or is_far_larger, one


@pytest.mark.parametrize("half", HALVES)
def test_gone_names_are_in_no_township_of_the_city(
    bundled: Gazetteer, halves: dict[str, list[Order]], half: str
) -> None:
    known: dict[int, set[str]] = {}
    columns = bundled.table.select(["name", "city"]).to_pydict()
    for name, city in zip(columns["name"], columns["city"], strict=True):
        known.setdefault(city, set()).add(normalize(name).partition(" (")[0])
    gone = [one for one in halves[half] if "district: gone" in one.tags and one.district]
    assert gone
    for one in gone:
        names = known.get(one.city_pk or 0, set())
        assert normalize(one.district or "") not in names, one
        assert (one.meant, one.acceptable) == (None, ()), one
