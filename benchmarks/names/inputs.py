"""The committed names that matching is measured with."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

NAMES = Path(__file__).with_name("names.parquet")


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
