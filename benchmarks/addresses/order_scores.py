"""How right answers to orders are: by level, what is accepted, and against confidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from benchmarks.addresses.calibration import Bin, in_bins
from benchmarks.addresses.order_inputs import Order
from benchmarks.addresses.scores import LEVELS, Answer, Places, is_hit, is_open_guess, share_of
from geodistricts.basics.letters import fold


class Verdict(NamedTuple):
    """What somebody answers to an order.

    Attributes
    ----------
    city, township, district : int or None
        The pks; None where it names none.
    accepted : bool
        Whether it would take them without asking.
    confidence : float or None
        How sure it is of all three, 0 to 1; None where it does not say.
    is_other : bool
        Whether it says that this is no place of the list.
    street : str or None
        What it leaves of the line; None where it does not say.
    """

    city: int | None
    township: int | None
    district: int | None
    accepted: bool
    confidence: float | None
    is_other: bool
    street: str | None

    @property
    def answer(self) -> Answer:
        """The same in the shape that the scores of lines take."""
        return Answer(self.city, self.township, self.district, self.confidence or 0.0)


class Share(NamedTuple):
    """A part of a whole.

    Attributes
    ----------
    part, whole : int
        How many of how many.
    """

    part: int
    whole: int

    @property
    def of_one(self) -> float:
        """The share of 1; NaN of nothing."""
        return share_of(self.part, self.whole)


class Level(NamedTuple):
    """How right one level is.

    Attributes
    ----------
    precision : Share
        Of what was answered, how much is right. A guess at what an order leaves open counts
        only if it cannot be meant.
    recall : Share
        Of what orders determine, how much was answered right.
    """

    precision: Share
    recall: Share


class Taken(NamedTuple):
    """What was accepted.

    Attributes
    ----------
    accepted : Share
        Of all orders.
    settled : Share
        Of settled orders, those accepted with the right pks.
    wrong : Share
        Of accepted ones, those with a district that the order does not determine.
    contradictions : Share
        Of orders that contradict themselves, those accepted.
    unrecognised : Share
        Of orders abroad, those that were taken for a place of the list.
    streets : Share
        Of the street lines that are expected, those that came out equal.
    """

    accepted: Share
    settled: Share
    wrong: Share
    contradictions: Share
    unrecognised: Share
    streets: Share


def score_level(
    orders: Sequence[Order], verdicts: Sequence[Verdict], level: str, places: Places
) -> Level:
    """Count one level.

    Parameters
    ----------
    orders : sequence of Order
        What was asked.
    verdicts : sequence of Verdict
        One for each.
    level : {"city", "township", "district"}
        What to count.
    places : Places
        Where districts are.

    Returns
    -------
    Level
        Of orders that contradict themselves, a level that they leave open is not counted.
    """
    expected = given = hits = 0
    for order, verdict in zip(orders, verdicts, strict=True):
        wanted, answer = order.wanted, verdict.answer
        is_open = getattr(wanted, level) is None
        free = is_open and (order.contradicts or is_open_guess(wanted, answer, level, places))
        expected += not is_open
        given += getattr(answer, level) is not None and not free
        hits += is_hit(wanted, answer, level)
    return Level(Share(hits, given), Share(hits, expected))


def is_right(order: Order, verdict: Verdict) -> bool:
    """Tell whether a verdict names the district that the order determines."""
    return is_hit(order.wanted, verdict.answer, "district")


def is_meant(order: Order, verdict: Verdict) -> bool:
    """Tell whether a verdict names the district that the order was made for, said or not."""
    return verdict.district == order.meant or is_right(order, verdict)


def letters(text: str) -> str:
    """Fold a text to its letters and digits."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _share(chosen: Iterable[bool]) -> Share:
    flags = list(chosen)
    return Share(sum(flags), len(flags))


def score_taken(orders: Sequence[Order], verdicts: Sequence[Verdict]) -> Taken:
    """Count what was accepted, and what should not have been.

    Parameters
    ----------
    orders : sequence of Order
        What was asked.
    verdicts : sequence of Verdict
        One for each.

    Returns
    -------
    Taken
        The shares.
    """
    pairs = list(zip(orders, verdicts, strict=True))
    return Taken(
        _share(verdict.accepted for _, verdict in pairs),
        _share(v.accepted and is_right(o, v) for o, v in pairs if o.settled),
        _share(not is_right(o, v) for o, v in pairs if v.accepted),
        _share(v.accepted for o, v in pairs if o.contradicts),
        _share(not v.is_other for o, v in pairs if o.abroad),
        _share(
            letters(o.street) == letters(v.street)
            for o, v in pairs
            if o.street is not None and v.street is not None
        ),
    )


def calibration(orders: Sequence[Order], verdicts: Sequence[Verdict]) -> list[Bin]:
    """Compare confidence with what came true, in bins of a tenth.

    Parameters
    ----------
    orders : sequence of Order
        What was asked.
    verdicts : sequence of Verdict
        One for each; those without a district or a confidence do not count.

    Returns
    -------
    list of Bin
        Ten, from the least confidence to the most; 0 belongs to the first. Right is what the
        order was made for: a guess may be right by luck, and who says so of it is right.
    """
    return in_bins(
        (verdict.confidence, is_meant(order, verdict))
        for order, verdict in zip(orders, verdicts, strict=True)
        if verdict.district is not None and verdict.confidence is not None
    )


def by_tag(orders: Sequence[Order]) -> dict[str, list[int]]:
    """Gather the places of the orders that bear each tag, the most frequent tags first."""
    found: dict[str, list[int]] = {}
    for place, order in enumerate(orders):
        for tag in order.tags or ("nothing wrong",):
            found.setdefault(tag, []).append(place)
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))


def fault_of(order: Order, verdict: Verdict, places: Places) -> str | None:
    """Say what is worst about a verdict; None where nothing is.

    Parameters
    ----------
    order : Order
        What was asked.
    verdict : Verdict
        What was answered.
    places : Places
        Where districts are.

    Returns
    -------
    str or None
        In a few words.
    """
    if verdict.accepted and order.contradicts:
        return "contradiction accepted"
    if verdict.accepted and not is_right(order, verdict):
        return "accepted, wrong"
    if order.abroad and not verdict.is_other:
        return "abroad not recognised"
    if order.settled and not is_right(order, verdict):
        return "settled, not found"
    if order.settled and not verdict.accepted:
        return "settled, not accepted"
    for level in LEVELS:
        score = score_level([order], [verdict], level, places)
        if score.precision.part != score.precision.whole:
            return f"another {level}"
        if score.recall.part != score.recall.whole:
            return f"no {level}"
    return None
