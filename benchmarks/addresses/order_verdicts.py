"""What ``validate`` says of orders whose district is misspelt, by class of error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import geodistricts
from benchmarks.common.tables import Grid
from benchmarks.names.inputs import ABSENT, Question

HEADS = [
    "Class",
    "Orders",
    "ACCEPT, right",
    "ACCEPT, wrong",
    "CONFIRM, right",
    "CONFIRM, wrong",
    "FIX",
]


def verdict_of(question: Question) -> tuple[str, bool]:
    """Validate an order.

    Parameters
    ----------
    question : Question
        City and township as they are, the district as it is spelt.

    Returns
    -------
    action : str
        The next action.
    is_right : bool
        True where the district is the one that is meant; never where the township has none.
    """
    verdict = geodistricts.validate(question.city, question.township, question.spelling)
    found = verdict.district
    is_right = (
        found is not None
        and (found.name, found.township.name, found.city.name)
        == (question.name, question.township, question.city)
        and question.kind != ABSENT
    )
    return verdict.possible_next_action, is_right


def order_table(questions: Mapping[str, Sequence[Question]]) -> Grid:
    """Make the table of shares.

    Parameters
    ----------
    questions : mapping of str to sequence of Question
        By class.

    Returns
    -------
    Grid
        A line a class.
    """
    rows = []
    for kind, asked in questions.items():
        counts = Counter(map(verdict_of, asked))
        wrong_or_none = counts["FIX", False] + counts["FIX", True]
        shares = [
            *(counts[action, right] for action in ("ACCEPT", "CONFIRM") for right in (True, False)),
            wrong_or_none,
        ]
        rows.append([kind, f"{len(asked):,}", *(f"{share / len(asked):.2%}" for share in shares)])
    return Grid("Verdicts on orders with one spelling wrong", HEADS, rows)


def wrongly_accepted(questions: Mapping[str, Sequence[Question]]) -> Iterator[tuple[str, ...]]:
    """List the orders that are accepted with another district than is meant."""
    for kind, asked in questions.items():
        for one in asked:
            if verdict_of(one) == ("ACCEPT", False):
                yield kind, one.spelling, one.name, one.township, one.city
