"""The committed names that matching is measured with."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

NAMES = Path(__file__).with_name("names.parquet")
ABSENT = "absent"
"""Class of the names that the township does not have."""
LETTER_ERRORS = ("letter more", "letter less", "other letter", "letters swapped", "key beside")


class Question(NamedTuple):
    """A spelling, and the district that it was made from.

    Attributes
    ----------
    kind : str
        Class of the difference, such as ``"two lists"`` or ``"swap"``.
    spelling : str
        What is asked.
    name : str
        The list's name of the district that is meant; of ``"absent"`` questions, of the
        district elsewhere that the spelling is.
    city, township : str
        Where it is asked for, in the list's spelling.
    """

    kind: str
    spelling: str
    name: str
    city: str
    township: str


def read_questions() -> dict[str, list[Question]]:
    """Read the questions.

    Returns
    -------
    dict of str to list of Question
        By class, in the file's order.
    """
    by_kind: dict[str, list[Question]] = {}
    for row in pq.read_table(NAMES).to_pylist():
        by_kind.setdefault(row["kind"], []).append(Question(**row))
    return by_kind


def of_all_classes(questions: dict[str, list[Question]], count: int) -> list[Question]:
    """Take every seventh question, up to so many."""
    return [one for asked in questions.values() for one in asked][::7][:count]


def with_a_letter_wrong(questions: dict[str, list[Question]], count: int) -> list[Question]:
    """Take the first questions of each class of one wrong letter, so many in all."""
    each = count // len(LETTER_ERRORS)
    return [one for kind in LETTER_ERRORS for one in questions[kind][:each]]
