"""Requests made of the committed points, names and orders: all different."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from urllib.parse import urlencode

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.addresses.order_inputs import ORDERS
from benchmarks.common.points import POINTS
from benchmarks.names.inputs import LETTER_ERRORS, read_questions

QUESTIONS = ("reverse", "match", "match, misspelt", "validate")
_RIGHT = ("two lists", "Turkish letters", "spacing")
_MISSPELT = (*LETTER_ERRORS, "two errors")
_FIELDS = ("city", "township", "district", "address")


def paths_of(question: str, count: int) -> list[str]:
    """Return the addresses of requests.

    Parameters
    ----------
    question : {"reverse", "match", "match, misspelt", "validate"}
        What is asked: names spelt otherwise than in the list, and names with a letter or two that
        are wrong; every order that is validated has a line.
    count : int
        How many at most.

    Returns
    -------
    list of str
        From the slash on.
    """
    makers: dict[str, Callable[[], list[dict[str, str]]]] = {
        "reverse": _points,
        "match": partial(_names, _RIGHT),
        "match, misspelt": partial(_names, _MISSPELT),
        "validate": _orders,
    }
    path = question.partition(",")[0]
    return [f"/v1/{path}?{urlencode(one)}" for one in islice(makers[question](), count)]


def _points() -> list[dict[str, str]]:
    rows = pq.read_table(POINTS).to_pylist()
    return [{"lat": f"{row['latitude']:.6f}", "lon": f"{row['longitude']:.6f}"} for row in rows]


def _names(kinds: Iterable[str]) -> list[dict[str, str]]:
    questions = read_questions()
    asked = [one for kind in kinds for one in questions[kind]]
    random.Random(0).shuffle(asked)
    return [{"name": one.spelling, "city": one.city, "township": one.township} for one in asked]


def _orders() -> list[dict[str, str]]:
    rows = pq.read_table(ORDERS, columns=[*_FIELDS]).to_pylist()
    return [{name: row[name] for name in _FIELDS if row[name]} for row in rows if row["address"]]


def points_as_columns(count: int) -> pa.RecordBatch:
    """Return the committed points, over and over, as columns ``lat`` and ``lon``."""
    points = pq.read_table(POINTS)
    many = pa.concat_tables([points] * -(-count // points.num_rows)).slice(0, count)
    lat, lon = (many[name].combine_chunks() for name in ("latitude", "longitude"))
    return pa.RecordBatch.from_arrays([lat, lon], names=["lat", "lon"])
