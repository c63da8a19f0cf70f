"""Measure how right the answers to whole orders are: fields and line, fields alone, one text.

``make_orders`` says what the orders are, ``order_scores`` what is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import click

import geodistricts
from benchmarks.addresses.calibration import calibration_error
from benchmarks.addresses.order_inputs import HALVES, KEPT, LEARN, Order, read_orders
from benchmarks.addresses.order_scores import (
    Share,
    Verdict,
    by_tag,
    calibration,
    fault_of,
    score_level,
    score_taken,
)
from benchmarks.addresses.picture import PICTURE, draw_addresses
from benchmarks.addresses.report import read_places
from benchmarks.addresses.scores import LEVELS, Places
from benchmarks.common.accuracy import print_misses, save_tables
from benchmarks.common.options import HELP, misses_option, quick_option, save_option
from benchmarks.common.plots import save_picture
from benchmarks.common.progress import progress
from benchmarks.common.results import RESULTS
from benchmarks.common.tables import Grid, show

SURE = 0.9
"""A parsed line is taken above this confidence."""
PAGES = {LEARN: "orders_whole.md", KEPT: "orders_whole_kept.md"}
Verdicts = Mapping[str, Sequence[Verdict]]


def _verdict(answer: geodistricts.Validation) -> Verdict:
    return Verdict(
        answer.city and answer.city.pk,
        answer.township and answer.township.pk,
        answer.district and answer.district.pk,
        answer.possible_next_action == "ACCEPT",
        getattr(answer, "confidence", None),
        answer.granularity == "OTHER",
        getattr(answer, "street_line", None),
    )


def of_order(order: Order) -> Verdict:
    """Answer fields and line by ``validate``."""
    city, township, district, code = order.fields
    fields = {"city": city, "township": township, "district": district, "postal_code": code}
    validate: Callable[..., geodistricts.Validation] = geodistricts.validate
    return _verdict(validate(**fields, address=order.address))


def of_fields(order: Order) -> Verdict:
    """Answer the fields by ``validate``, without the line."""
    city, township, district, code = order.fields
    answer = geodistricts.validate(
        city=city, township=township, district=district, postal_code=code
    )
    return _verdict(answer)._replace(street=None)


def of_text(order: Order) -> Verdict:
    """Answer fields and line as one text by ``parse``."""
    answer = geodistricts.parse(order.joined)
    return Verdict(
        answer.city and answer.city.pk,
        answer.township and answer.township.pk,
        answer.district and answer.district.pk,
        answer.district is not None and answer.confidence > SURE,
        answer.confidence,
        answer.city is None and answer.township is None and answer.district is None,
        answer.remainder,
    )


def answerers() -> dict[str, Callable[[Order], Verdict]]:
    """Name who answers; without fields and line together where ``validate`` takes no line."""
    asked: dict[str, Callable[[Order], Verdict]] = {}
    validate: Callable[..., geodistricts.Validation] = geodistricts.validate
    try:
        validate(city="Ankara", address="")
    except TypeError:
        progress("validate takes no line: fields alone, and parse")
    else:
        asked["validate, fields and line"] = of_order
    return {**asked, "validate, fields alone": of_fields, "parse, one text": of_text}


def _percent(share: Share, digits: int = 1) -> str:
    return "" if not share.whole else f"{share.of_one:.{digits}%}"


def _of(share: Share) -> str:
    return f"{_percent(share)} ({share.part} of {share.whole:,})" if share.whole else ""


def level_table(orders: Sequence[Order], verdicts: Verdicts, places: Places) -> Grid:
    """Make the table of precision and recall, a line an answerer."""
    rows = []
    for name, given in verdicts.items():
        scores = [score_level(orders, given, level, places) for level in LEVELS]
        cells = [f"{_percent(one.precision)} / {_percent(one.recall)}" for one in scores]
        rows.append([name, *cells])
    heads = ["", *(level.capitalize() for level in LEVELS)]
    return Grid(f"All {len(orders):,} orders: precision / recall", heads, rows)


def taken_table(orders: Sequence[Order], verdicts: Verdicts) -> Grid:
    """Make the table of what is accepted, a line a figure."""
    scores = [score_taken(orders, given) for given in verdicts.values()]
    rows = [
        ["Accepted", *(_of(one.accepted) for one in scores)],
        ["Of settled ones, accepted with the right pks", *(_of(one.settled) for one in scores)],
        ["Of accepted ones, wrong", *(_of(one.wrong) for one in scores)],
        ["Contradictions accepted", *(_of(one.contradictions) for one in scores)],
        ["Abroad, not recognised", *(_of(one.unrecognised) for one in scores)],
        ["Street lines equal", *(_of(one.streets) for one in scores)],
    ]
    return Grid("What is accepted", ["", *verdicts], rows)


def calibration_table(orders: Sequence[Order], verdicts: Verdicts) -> Grid:
    """Make the table of confidence and truth, a line a bin; answers with a district only."""
    known = {
        name: calibration(orders, given)
        for name, given in verdicts.items()
        if any(one.confidence is not None for one in given)
    }
    rows = [
        [
            f"{bins[0].low:.1f} to {bins[0].high:.1f}",
            *(f"{b.mean:.3f} / {b.share:.3f} of {b.answers:,}" if b.answers else "" for b in bins),
        ]
        for bins in zip(*known.values(), strict=True)
    ]
    rows.append(["Expected error", *(f"{calibration_error(bins):.3f}" for bins in known.values())])
    return Grid("Mean confidence / share right", ["Confidence", *known], rows)


def tag_table(orders: Sequence[Order], verdicts: Verdicts) -> Grid:
    """Make the table by fault: settled ones accepted right, and accepted wrong, of how many."""
    rows = []
    for tag, members in by_tag(orders).items():
        some = [orders[place] for place in members]
        cells = []
        for given in verdicts.values():
            taken = score_taken(some, [given[place] for place in members])
            cells.append(f"{_percent(taken.settled, 0)} / {taken.wrong.part}")
        settled = sum(one.settled for one in some)
        rows.append([tag, str(len(some)), str(settled), *cells])
    return Grid(
        "By fault: settled ones accepted with the right pks / accepted wrong",
        ["Fault", "Orders", "Settled", *verdicts],
        rows,
    )


def misses(orders: Sequence[Order], given: Sequence[Verdict]) -> Iterator[tuple[str, ...]]:
    """List the orders with anything wrong, with what is expected and what came."""
    places = read_places()
    for order, verdict in zip(orders, given, strict=True):
        fault = fault_of(order, verdict, places)
        if fault is not None:
            expected = order.city_pk, order.township_pk, order.district_pk
            came = *verdict[:3], verdict.confidence
            yield (
                fault,
                ", ".join(order.tags),
                repr(order.fields),
                repr(order.address),
                str(expected),
                str(came),
            )


@click.command(context_settings=HELP)
@click.argument("half", type=click.Choice(HALVES), default=LEARN)
@quick_option("200 orders", most=200)
@click.option("--most", type=click.IntRange(1), default=1_200, show_default=True,
              help="Orders, at the most.")  # fmt: skip
@misses_option()
@save_option("orders_whole.md, of the kept half orders_whole_kept.md,")
def main(half: str, most: int, listing: bool, save: bool) -> None:
    """Count how right the answers to whole orders are, of the HALF to learn from or that kept.

    Fields and line by validate, beside the fields alone by validate and one text by parse:
    precision and recall of each level, what is accepted, confidence against truth, and by
    fault. The kept half is for the last measurement: its misses are not listed.

    Example: python -m benchmarks.addresses.orders learn --misses
    """
    if listing and half == KEPT:
        raise click.UsageError("nobody looks at the kept half; list the misses of learn")
    orders = read_orders(half)[:most]
    verdicts = {}
    for name, answer in answerers().items():
        progress(name)
        verdicts[name] = [answer(order) for order in orders]
        if listing:
            print_misses(misses(orders, verdicts[name]))
            return
    places = read_places()
    tables = [
        level_table(orders, verdicts, places),
        taken_table(orders, verdicts),
        calibration_table(orders, verdicts),
        tag_table(orders, verdicts),
    ]
    show(*tables)
    if save:
        shown = [PICTURE] if half == KEPT else []
        blocks: list[str | Grid] = [*tables[:2], *shown, *tables[2:]]
        save_tables(PAGES[half], f"Whole orders: the half {half!r}", blocks)
        if half == KEPT:
            save_picture(draw_addresses(), RESULTS / "addresses.png")


if __name__ == "__main__":
    main()
