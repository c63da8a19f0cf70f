"""Requests made of the committed points, names and orders: all different."""

from __future__ import annotations

from itertools import islice
from urllib.parse import urlencode

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.addresses.order_inputs import ORDERS
from benchmarks.common.points import POINTS
from benchmarks.names.inputs import ABSENT, read_questions

QUESTIONS = ("reverse", "match", "validate")
_FIELDS = ("city", "township", "district", "address")


def paths_of(question: str, count: int) -> list[str]:
    """Return the addresses of requests.

    Parameters
    ----------
    question : {"reverse", "match", "validate"}
        What is asked; every order that is validated has a line.
    count : int
        How many at most.

    Returns
    -------
    list of str
        From the slash on.
    """
    asked = {"reverse": _points, "match": _names, "validate": _orders}[question]()
    return [f"/v1/{question}?{urlencode(one)}" for one in islice(asked, count)]


def _points() -> list[dict[str, str]]:
    rows = pq.read_table(POINTS).to_pylist()
    return [{"lat": f"{row['latitude']:.6f}", "lon": f"{row['longitude']:.6f}"} for row in rows]


def _names() -> list[dict[str, str]]:
    of_each = [asked for kind, asked in read_questions().items() if kind != ABSENT]
    return [
        {"name": one.spelling, "city": one.city, "township": one.township}
        for row in zip(*of_each, strict=False)
        for one in row
    ]


def _orders() -> list[dict[str, str]]:
    rows = pq.read_table(ORDERS, columns=[*_FIELDS]).to_pylist()
    return [{name: row[name] for name in _FIELDS if row[name]} for row in rows if row["address"]]


def points_as_columns(count: int) -> pa.RecordBatch:
    """Return the committed points, over and over, as columns ``lat`` and ``lon``."""
    points = pq.read_table(POINTS)
    many = pa.concat_tables([points] * -(-count // points.num_rows)).slice(0, count)
    lat, lon = (many[name].combine_chunks() for name in ("latitude", "longitude"))
    return pa.RecordBatch.from_arrays([lat, lon], names=["lat", "lon"])
