"""Corrections: what a line of the file says, and whether it can be said at all."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import NamedTuple

from geodistricts.basics.arguments import shown
from geodistricts.basics.letters import fold
from geodistricts.errors import OverlayError
from geodistricts.names import normalize
from geodistricts.overlay.reading import Line

ADD, RENAME, ALIAS, MOVE, DEACTIVATE = "add", "rename", "alias", "move", "deactivate"
FIRST_OWN = 10_000_000
"""Numbers of added districts start here."""

_LARGEST = 2**31 - 1
_LONGEST_NAME = 200
_DEGREES = ("latitude", "longitude")
_NEEDED = {ADD: ("name",), RENAME: ("name",), ALIAS: ("name",), MOVE: _DEGREES, DEACTIVATE: ()}
_WITHOUT_USE = {
    ADD: (),
    RENAME: (*_DEGREES, "postal_code"),
    ALIAS: (*_DEGREES, "postal_code"),
    MOVE: ("postal_code",),
    DEACTIVATE: (*_DEGREES, "postal_code"),
}
# "35.000" is 35 thousand to whoever writes it so, and no number of a district.
_WHOLE = re.compile(r"([0-9]{1,12})(?:\.0{1,2})?")
_POSTAL_CODE = re.compile(r"([0-9]{4,5})(?:\.0)?")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,3}(?:[.,][0-9]*)?")
_COUNTRY = (35.5, 42.5, 25.5, 45.0)
"""South, north, west and east of Turkey, with some room, in degrees."""


class Correction(NamedTuple):
    """A correction: one line of the overlay.

    Attributes
    ----------
    where : str
        The file and the line.
    action : {"add", "rename", "alias", "move", "deactivate"}
        What is to be done.
    pk : int
        Of the district.
    name : str or None
        The new or the other name; with ``move`` and ``deactivate``, the district's own, to check.
    city, township : int, str or None
        A pk, or what somebody wrote.
    latitude, longitude : float or None
        Degrees, WGS 84.
    postal_code : str or None
        Five digits.
    """

    where: str
    action: str
    pk: int
    name: str | None
    city: int | str | None
    township: int | str | None
    latitude: float | None
    longitude: float | None
    postal_code: str | None


def read_correction(line: Line) -> Correction:
    """Read what a line says.

    Parameters
    ----------
    line : Line
        Of a file of corrections.

    Returns
    -------
    Correction
        Its fields as numbers and text.

    Raises
    ------
    OverlayError
        Where a field is missing, out of place, or cannot be read.
    """
    where, fields = line
    action = fold(fields.get("action", ""))
    if action not in _NEEDED:
        raise OverlayError(
            f"{where}: unknown action {shown(fields.get('action', ''))}; say "
            f"{', '.join(list(_NEEDED)[:-1])} or {DEACTIVATE}"
        )
    if "pk" not in fields:
        raise OverlayError(f"{where}: {action} has no pk; {_pk_remedy(action)}")
    for column in _NEEDED[action]:
        if column not in fields:
            raise OverlayError(f"{where}: {action} has no {column}; give it")
    for column in _WITHOUT_USE[action]:
        if column in fields:
            raise OverlayError(
                f"{where}: {action} takes no {column}, here {shown(fields[column])}; leave it "
                "empty, or say it in a line of its own"
            )
    latitude, longitude = _point(where, fields)
    return Correction(
        where,
        action,
        _pk(where, "pk", fields["pk"]),
        _name(where, fields.get("name")),
        _place(where, "city", fields),
        _place(where, "township", fields),
        latitude,
        longitude,
        _postal_code(where, fields.get("postal_code")),
    )


def _pk_remedy(action: str) -> str:
    if action == ADD:
        return f"give a number of your own, {FIRST_OWN} or more"
    return "give the district's, as match or nearest print it"


def _pk(where: str, column: str, text: str) -> int:
    whole = _WHOLE.fullmatch(text)
    if not whole:
        raise OverlayError(f"{where}: {column} must be a whole number, not {shown(text)}")
    if int(whole[1]) > _LARGEST:
        raise OverlayError(f"{where}: {column} must be {_LARGEST} at most, not {shown(text)}")
    return int(whole[1])


def _name(where: str, name: str | None) -> str | None:
    if name is None:
        return None
    if len(name) > _LONGEST_NAME:
        raise OverlayError(
            f"{where}: the name {shown(name)} has {len(name)} letters; give {_LONGEST_NAME} at most"
        )
    if not name.isprintable() or not normalize(name):
        raise OverlayError(f"{where}: {shown(name)} is not a name; write it with letters")
    return name


def _place(where: str, level: str, fields: dict[str, str]) -> int | str | None:
    written, pk = fields.get(level), fields.get(f"{level}_pk")
    if written is not None and pk is not None:
        raise OverlayError(f"{where}: {level} and {level}_pk are both given; give one of them")
    return written if pk is None else _pk(where, f"{level}_pk", pk)


def _point(where: str, fields: dict[str, str]) -> tuple[float | None, float | None]:
    texts = [fields.get(column) for column in _DEGREES]
    if texts == [None, None]:
        return None, None
    degrees = []
    for column, text, limit in zip(_DEGREES, texts, (90, 180), strict=True):
        if text is None:
            raise OverlayError(f"{where}: no {column}; give both coordinates, or none")
        if not _DECIMAL.fullmatch(text):
            raise OverlayError(
                f"{where}: {column} must be degrees, such as 41.0636, not {shown(text)}"
            )
        degrees.append((column, float(text.replace(",", ".")), limit))
    latitude, longitude = (value for _, value, _ in degrees)
    if _is_in_the_country(longitude, latitude) and not _is_in_the_country(latitude, longitude):
        raise OverlayError(
            f"{where}: latitude {latitude} and longitude {longitude} would be in Turkey the other "
            "way round; swap them"
        )
    for column, value, limit in degrees:
        if abs(value) > limit:
            raise OverlayError(f"{where}: {column} must be from -{limit} to {limit}, not {value}")
    if not _is_in_the_country(latitude, longitude):
        raise OverlayError(
            f"{where}: latitude {latitude} and longitude {longitude} are not in Turkey; check them"
        )
    return latitude, longitude


def _is_in_the_country(latitude: float, longitude: float) -> bool:
    south, north, west, east = _COUNTRY
    return south <= latitude <= north and west <= longitude <= east


def _postal_code(where: str, text: str | None) -> str | None:
    if text is None:
        return None
    digits = _POSTAL_CODE.fullmatch(text.replace(" ", ""))
    if not digits or not 1 <= int(digits[1]) // 1000 <= 81:
        raise OverlayError(
            f"{where}: postal_code must be five digits that begin with a plate code, not "
            f"{shown(text)}"
        )
    return digits[1].zfill(5)


def fingerprint(corrections: Sequence[Correction]) -> str:
    """Return eight hexadecimal digits that differ where the corrections do.

    Parameters
    ----------
    corrections : sequence of Correction
        In order. Where they stand in which file, and the notes beside them, do not count.

    Returns
    -------
    str
        The beginning of a SHA-256.
    """
    said = json.dumps([correction[1:] for correction in corrections])
    return hashlib.sha256(said.encode()).hexdigest()[:8]
