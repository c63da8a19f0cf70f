"""What a browser has sent: the fields of the form, whatever it says that they are."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl

_MOST_FIELDS = 40
_LONGEST = 4_000
"""Letters of a field, at most: as the service's own interface takes."""
_MOST_DIGITS = 9


class Sent(NamedTuple):
    """The fields of the form as they were sent; texts without white space around them.

    Attributes
    ----------
    city_pk, township_pk, district_pk : int or None
        What was chosen; -1 where it is no number.
    city, township, district : str
        What was written, where nothing was chosen.
    address : str
        Street, building and door.
    line : str
        A whole address, pasted.
    latitude, longitude : str
        Of the pin.
    """

    city_pk: int | None = None
    township_pk: int | None = None
    district_pk: int | None = None
    city: str = ""
    township: str = ""
    district: str = ""
    address: str = ""
    line: str = ""
    latitude: str = ""
    longitude: str = ""


def read_sent(encoded: bytes) -> Sent:
    """Read fields that are encoded as in a query.

    Parameters
    ----------
    encoded : bytes
        A query, or a body of ``application/x-www-form-urlencoded``.

    Returns
    -------
    Sent
        Of a field that is there twice, the last.

    Raises
    ------
    ValueError
        Where there are far more fields than a form has, or a field is far too long.

    Examples
    --------
    >>> read_sent(b"city_pk=40&address=Moda+Cd.").address
    'Moda Cd.'
    """
    text = encoded.decode("utf-8", errors="replace")
    fields = dict(parse_qsl(text, max_num_fields=_MOST_FIELDS))
    if any(len(value) > _LONGEST for value in fields.values()):
        raise ValueError(f"a field has more than {_LONGEST:,} letters; shorten it")
    pks = {name: _pk(fields.get(name, "")) for name in ("city_pk", "township_pk", "district_pk")}
    texts = {
        name: fields.get(name, "").replace("\x00", " ").strip()
        for name in Sent._fields
        if name not in pks
    }
    return Sent(**pks, **texts)  # type: ignore[arg-type]


def _pk(text: str) -> int | None:
    digits = text.strip()
    if not digits:
        return None
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS
    return int(digits) if is_number else -1
