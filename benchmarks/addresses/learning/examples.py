"""Examples: orders with known answers, of the committed sets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from benchmarks.addresses.inputs import read_addresses
from benchmarks.addresses.order_inputs import LEARN, read_orders
from benchmarks.names.inputs import ABSENT, read_questions
from geodistricts import Gazetteer

_SPELLINGS = 150


class Example(NamedTuple):
    """An order, and what it means.

    Attributes
    ----------
    source : str
        The set that it is of.
    fields : dict of str to object
        The order, as ``Gazetteer.validate`` takes it.
    district : int or None
        The pk that it settles.
    meant : tuple of int
        The pk that it was made for, whether it settles it or not; those that it may mean, where
        that is not known.
    """

    source: str
    fields: dict[str, Any]
    district: int | None
    meant: tuple[int, ...]

    def chance_of(self, district: int) -> float:
        """Return how likely an answer is right, for all that is known."""
        return 1 / len(self.meant) if district in self.meant else 0.0


def all_examples(gazetteer: Gazetteer) -> list[Example]:
    """Make all examples: the half of the orders that is for learning, lines, spellings."""
    return list(chain(_of_orders(), _of_lines(gazetteer), _of_spellings(gazetteer)))


def _of_orders() -> Iterator[Example]:
    """Make up to three of each order: as it is, all of it in a line, and its fields alone."""
    for one in read_orders(LEARN):
        fields = dict(zip(("city", "township", "district", "postal_code"), one.fields, strict=True))
        answer = one.district_pk, () if one.meant is None else (one.meant,)
        yield Example("orders", {**fields, "address": one.address}, *answer)
        # What contradicts in fields and line may be one thing in either alone.
        if not one.contradicts:
            yield Example("orders as lines", {"address": one.joined}, *answer)
            if one.district is not None:
                yield Example("fields of orders", fields, *answer)


def _of_lines(gazetteer: Gazetteer) -> Iterator[Example]:
    """Make two of each line: alone, and with the fields for city and township filled in."""
    for one in read_addresses():
        answer = one.district, (one.district,) if one.district is not None else one.acceptable
        yield Example("lines", {"address": one.text}, *answer)
        if one.township is not None and one.city is not None and one.kind != "another city":
            known = {
                "city": gazetteer.city(one.city).name,
                "township": gazetteer.township(one.township).name,
            }
            yield Example("lines with fields", {**known, "address": one.text}, *answer)


def _of_spellings(gazetteer: Gazetteer) -> Iterator[Example]:
    for kind, asked in read_questions().items():
        for one in asked[:: max(1, len(asked) // _SPELLINGS)]:
            fields = {"city": one.city, "township": one.township, "district": one.spelling}
            township = gazetteer.township(one.township, one.city)
            meant = None
            if kind != ABSENT:
                named = [
                    district.pk
                    for district in gazetteer.districts_of(township)
                    if district.name == one.name
                ]
                meant = named[0] if len(named) == 1 else None
            known = () if meant is None else (meant,)
            yield Example(f"spelling: {kind}", fields, meant, known)
