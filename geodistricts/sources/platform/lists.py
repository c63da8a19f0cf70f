"""A platform's lists, once they are read and fit together."""

from typing import NamedTuple

import pyarrow as pa


class Note(NamedTuple):
    """What was done to a list's content: ``kind`` says what, ``subject`` to what."""

    kind: str
    subject: str


class PlatformLists(NamedTuple):
    """What a platform has.

    Attributes
    ----------
    districts : pyarrow.Table
        By pk: name, city, township, is_active, latitude and longitude, and whatever other
        columns of a snapshot's districts the platform fills.
    townships, cities : pyarrow.Table or None
        By pk; None where the platform has no such list.
    notes : dict of Note to None
        What was left out, and what was done, in order.
    """

    districts: pa.Table
    townships: pa.Table | None
    cities: pa.Table | None
    notes: dict[Note, None]
