"""The committed orders that fields and line are measured with."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from benchmarks.addresses.inputs import Address

ORDERS = Path(__file__).with_name("orders.parquet")
LEARN, KEPT = "learn", "kept"
HALVES = (LEARN, KEPT)
"""One to improve on; the other for the last measurement, which nobody looks at before."""


class Order(NamedTuple):
    """An order's address as somebody might write it, and what it says.

    Attributes
    ----------
    half : {"learn", "kept"}
        Which half it belongs to.
    kind : str
        The fault that weighs most, or the way of writing.
    tags : tuple of str
        All faults and ways of writing, such as ``"township: former"``.
    city, township, district, postal_code : str or None
        The fields as given; None where the order has none.
    address : str or None
        The line.
    city_pk, township_pk, district_pk : int or None
        What fields and line determine together; None where they leave several, or none.
    acceptable : tuple of int
        Districts that fit: the expected one or, where the order leaves it open, all that it may
        mean. Empty where it names none.
    meant : int or None
        The district that the order was made for, whether or not it says so; None where there is
        none in the list.
    settled : bool
        Whether a careful clerk with the official list would write its number without a call.
    contradicts : bool
        Whether its parts name different places that cannot both be right.
    abroad : bool
        Whether it goes abroad or to Northern Cyprus.
    street : str or None
        What is left of the line without the places; None where that is a matter of taste.
    """

    half: str
    kind: str
    tags: tuple[str, ...]
    city: str | None
    township: str | None
    district: str | None
    postal_code: str | None
    address: str | None
    city_pk: int | None
    township_pk: int | None
    district_pk: int | None
    acceptable: tuple[int, ...]
    meant: int | None
    settled: bool
    contradicts: bool
    abroad: bool
    street: str | None

    @property
    def fields(self) -> tuple[str | None, ...]:
        """The fields, in the order in which ``validate`` takes them."""
        return self.city, self.township, self.district, self.postal_code

    @property
    def joined(self) -> str:
        """Fields and line as one text, in the order in which an envelope has them."""
        parts = self.address, self.district, self.postal_code, self.township, self.city
        return " ".join(part for part in parts if part)

    @property
    def wanted(self) -> Address:
        """The answer in the shape that the scores of lines take."""
        return Address(
            self.kind,
            self.joined,
            self.city_pk,
            self.township_pk,
            self.district_pk,
            self.acceptable,
            None,
        )


def read_orders(half: str) -> list[Order]:
    """Read one half of the orders.

    Parameters
    ----------
    half : {"learn", "kept"}
        Which.

    Returns
    -------
    list of Order
        In the file's order.

    Examples
    --------
    >>> orders = read_orders("learn")
    >>> {one.half for one in orders}
    {'learn'}
    """
    rows = pq.read_table(ORDERS, filters=[("half", "=", half)]).to_pylist()
    return [
        Order(**row | {"tags": tuple(row["tags"]), "acceptable": tuple(row["acceptable"])})
        for row in rows
    ]
