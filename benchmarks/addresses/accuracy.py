"""Measure how right the answers to orders and to address lines are.

Orders: the verdicts of ``validate`` on the spellings that ``names`` is measured with.
Lines: ours beside the plain baselines, by way of writing; ``scores`` says what is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import click

import geodistricts
from benchmarks.addresses.baseline import answers_of_longest_name, answers_of_partial_ratio
from benchmarks.addresses.inputs import Address, lines_by_kind
from benchmarks.addresses.order_verdicts import order_table, wrongly_accepted
from benchmarks.addresses.picture import PICTURE, draw_addresses
from benchmarks.addresses.report import address_tables, read_places
from benchmarks.addresses.scores import LEVELS, Answer, is_exact
from benchmarks.common.accuracy import print_misses, save_tables, some_of_each
from benchmarks.common.options import (
    HELP,
    misses_option,
    of_each_option,
    quick_option,
    save_option,
)
from benchmarks.common.ours import OURS
from benchmarks.common.plots import save_picture
from benchmarks.common.progress import progress
from benchmarks.common.results import RESULTS
from benchmarks.common.tables import Grid, show
from benchmarks.names.inputs import read_questions


def answers_of_parse(texts: Sequence[str]) -> list[Answer]:
    """Answer lines by ``geodistricts.parse``."""
    parsed = (geodistricts.parse(text) for text in texts)
    return [
        Answer(
            one.city and one.city.pk,
            one.township and one.township.pk,
            one.district and one.district.pk,
            one.confidence,
        )
        for one in parsed
    ]


PARSERS: dict[str, Callable[[Sequence[str]], list[Answer]]] = {
    OURS: answers_of_parse,
    "longest name": answers_of_longest_name,
    "partial_ratio": answers_of_partial_ratio,
}


def line_tables(addresses: Sequence[Address]) -> list[Grid]:
    """Have the lines answered by us and by the baselines, and make the tables."""
    texts = [one.text for one in addresses]
    answers = {}
    for name, parser in PARSERS.items():
        progress(f"lines: {name}")
        answers[name] = parser(texts)
    return address_tables(addresses, answers, read_places())


def line_misses(addresses: Sequence[Address]) -> Iterator[tuple[str, ...]]:
    """List the lines that we get wrong, with what is expected and what came."""
    places = read_places()
    answers = answers_of_parse([one.text for one in addresses])
    for address, answer in zip(addresses, answers, strict=True):
        wrong = [level for level in LEVELS if not is_exact(address, answer, level, places)]
        if wrong:
            expected = address.city, address.township, address.district
            yield address.kind, repr(address.text), " ".join(wrong), str(expected), str(answer)


@click.command(context_settings=HELP)
@click.argument("what", type=click.Choice(["all", "orders", "lines"]), default="all")
@quick_option("20 of each class", of_each=20)
@of_each_option()
@misses_option()
@save_option("orders.md and addresses.md")
def main(what: str, of_each: int, listing: bool, save: bool) -> None:
    """Count how right the answers to orders and to address lines are.

    Orders: the verdicts of validate, by class of the error in the district's name. Lines: the
    share with nothing wrong, ours beside plain baselines, by way of writing and against
    confidence. A full run takes about half a minute.

    Example: python -m benchmarks.addresses.accuracy lines --misses
    """
    if what != "lines":
        orders = some_of_each(read_questions(), of_each)
        if listing:
            print_misses(wrongly_accepted(orders))
        else:
            progress("orders")
            table = order_table(orders)
            show(table)
            if save:
                save_tables("orders.md", "Orders: verdicts", [table])
    if what != "orders":
        lines = list(chain.from_iterable(some_of_each(lines_by_kind(), of_each).values()))
        if listing:
            print_misses(line_misses(lines))
        else:
            tables = line_tables(lines)
            show(*tables)
            if save:
                blocks: list[str | Grid] = [tables[0], PICTURE, *tables[1:]]
                save_tables("addresses.md", "Addresses: ours and plain baselines", blocks)
                save_picture(draw_addresses(), RESULTS / "addresses.png")


if __name__ == "__main__":
    main()
