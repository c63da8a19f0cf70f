"""Enriching: what a gazetteer knows of the coordinates or the addresses of a table's rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodistricts.basics.arrow import from_numbers, from_rows, from_texts, numbers, single_chunk
from geodistricts.records import DEFAULT_MAX_DISTANCE, City, Township
from geodistricts.tables.fields import is_text
from geodistricts.verdicts import ACCEPT, CONFIRM, FIX, SURE

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Bool, Float64, Int32
    from geodistricts.gazetteer import Gazetteer

COLUMNS = {
    "district_pk": pa.int32(),
    "district": pa.string(),
    "township_pk": pa.int32(),
    "township": pa.string(),
    "city_pk": pa.int32(),
    "city": pa.string(),
    "postal_code": pa.string(),
    "confidence": pa.float64(),
    "next_action": pa.string(),
}
"""What is added to every row."""
LINE_COLUMNS = {"street_line": pa.string()}
"""What is added after it where rows have a line of address."""
ACTIONS = (ACCEPT, CONFIRM, FIX)
OUTSIDE = 0.8
"""Confidence in the nearest boundary where it is close; it falls to 0 at the farthest."""
_Place = TypeVar("_Place", City, Township)
_EMPTY, _NOTHING = from_texts(["", None])
_LONGEST_EXACT = 2**53
_NUMBER = r"^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$"


class Solved(NamedTuple):
    """What was found for some rows.

    Attributes
    ----------
    districts, townships, cities : ndarray of int32
        Pks; -1 for none.
    confidences : ndarray of float64
        0 to 1.
    actions : ndarray of int32
        Places in ``ACTIONS``.
    street_lines : list of str or None
        What is left of the lines; None where rows have no line.
    swapped : int
        How many points are in no district, and in one with latitude and longitude swapped.
    """

    districts: Int32
    townships: Int32
    cities: Int32
    confidences: Float64
    actions: Int32
    street_lines: list[str] | None = None
    swapped: int = 0


class Enricher:
    """Adds columns to batches of rows.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the districts.
    min_confidence : float, default 0.9
        The least confidence to accept.

    Raises
    ------
    ValueError
        Where that is no number from 0 to 1.
    """

    def __init__(self, gazetteer: Gazetteer, min_confidence: float = SURE) -> None:
        if not 0 <= min_confidence <= 1:
            raise ValueError(f"min_confidence must be 0 to 1, not {min_confidence}")
        self._gazetteer = gazetteer
        self._min_confidence = min_confidence
        table = gazetteer.table
        self._box = [
            pick.reduce(degrees, initial=farthest)
            for pick, farthest in ((np.fmin, np.inf), (np.fmax, -np.inf))
            for degrees in (numbers(table, "longitude"), numbers(table, "latitude"))
        ]
        cities = gazetteer.cities
        townships = [one for city in cities for one in gazetteer.townships_of(city)]
        self._city_names = _names_by_pk([(city.pk, city.name) for city in cities])
        self._township_names = _names_by_pk([(one.pk, one.name) for one in townships])

    def locate(self, latitudes: pa.Array, longitudes: pa.Array) -> Solved:
        """Find the district that each point is in.

        Parameters
        ----------
        latitudes, longitudes : pyarrow.Array
            Degrees: numbers, or text with a point or a comma.

        Returns
        -------
        Solved
            Confidence 1 inside a boundary; outside, ``OUTSIDE`` at the nearest boundary,
            falling to 0 at the farthest that ``reverse`` looks for. ACCEPT from the least
            confidence on; FIX where there is no boundary, and where the coordinates are missing
            or none.
        """
        lats, lons = _read_numbers(latitudes), _read_numbers(longitudes)
        districts, distances = self._gazetteer.reverse_many(lats, lons, errors="null")
        outside = OUTSIDE * (1 - distances / DEFAULT_MAX_DISTANCE)
        confidences = np.where(districts < 0, 0.0, np.where(distances > 0, outside, 1.0))
        actions = self._actions(districts, confidences, confidences > SURE)
        swapped = self._count_swapped(lats[districts < 0], lons[districts < 0])
        return self._solved(districts, confidences, actions)._replace(swapped=swapped)

    def _count_swapped(self, lats: Float64, lons: Float64) -> int:
        west, south, east, north = self._box
        likely = (lats >= west) & (lats <= east) & (lons >= south) & (lons <= north)
        districts, _ = self._gazetteer.reverse_many(lons[likely], lats[likely])
        return int((districts >= 0).sum())

    def parse(self, address: pa.Array) -> Solved:
        """Parse addresses that are one line each.

        Parameters
        ----------
        address : pyarrow.Array
            The lines.

        Returns
        -------
        Solved
            ACCEPT from the least confidence on, FIX where there is no district.
        """
        found = self._gazetteer.parse_many(_texts(address))
        return Solved(
            found.districts,
            found.townships,
            found.cities,
            found.confidences,
            self._actions(found.districts, found.confidences, found.confidences > SURE),
            found.remainders,
        )

    def validate(
        self,
        *,
        city: pa.Array | None = None,
        township: pa.Array | None = None,
        district: pa.Array | None = None,
        postal_code: pa.Array | None = None,
        address: pa.Array | None = None,
        city_pk: pa.Array | None = None,
        township_pk: pa.Array | None = None,
    ) -> Solved:
        """Validate orders, one a row: their fields, and their lines.

        Parameters
        ----------
        city, township, district, postal_code : pyarrow.Array, optional
            The fields as somebody wrote them, whatever type the column has: digits are the
            plate code of a city.
        address : pyarrow.Array, optional
            The lines beside the fields.
        city_pk, township_pk : pyarrow.Array, optional
            Cities and townships by pk, in the place of what was written; one that nobody has
            was not given.

        Returns
        -------
        Solved
            What ``validate`` says. With another least confidence than its own, ``SURE``,
            ACCEPT begins there; but what it does not accept in spite of such confidence, for
            something contradicts it, stays CONFIRM.
        """
        known = self._gazetteer
        found = known.validate_many(
            city=_written(city) if city_pk is None else _records(city_pk, known.city),
            township=(
                _written(township) if township_pk is None else _records(township_pk, known.township)
            ),
            district=_written(district),
            postal_code=_written(postal_code),
            address=None if address is None else _texts(address),
        )
        accepted = np.array([action == ACCEPT for action in found.possible_next_actions], np.bool_)
        return Solved(
            found.districts,
            found.townships,
            found.cities,
            found.confidences,
            self._actions(found.districts, found.confidences, accepted),
            None if address is None else found.street_lines,
        )

    def _actions(self, districts: Int32, confidences: Float64, accepted: Bool) -> Int32:
        """Decide what to do, where answers below ``SURE`` and those accepted can be accepted."""
        is_sure = confidences >= self._min_confidence
        is_sure &= accepted | (confidences < SURE)
        return np.where(districts < 0, 2, np.where(is_sure, 0, 1)).astype(np.int32)

    def _solved(self, districts: Int32, confidences: Float64, actions: Int32) -> Solved:
        places = self._gazetteer.take(districts, columns=["township", "city"])
        townships, cities = (
            np.nan_to_num(numbers(places, level), nan=-1).astype(np.int32)
            for level in places.column_names
        )
        return Solved(districts, townships, cities, confidences, actions)

    def columns(self, solved: Solved) -> list[pa.Array]:
        """Write out what was found.

        Parameters
        ----------
        solved : Solved
            What was found.

        Returns
        -------
        list of pyarrow.Array
            One for each of ``COLUMNS``; and of ``LINE_COLUMNS``, where there are lines.
        """
        columns = ["pk", "name", "postal_code"]
        districts = self._gazetteer.take(solved.districts, columns)
        pks, names, codes = (single_chunk(districts[name]) for name in columns)
        townships, cities = from_rows(solved.townships), from_rows(solved.cities)
        actions = from_texts(ACTIONS)
        lines = [] if solved.street_lines is None else [from_texts(solved.street_lines)]
        return [
            pks,
            names,
            townships,
            self._township_names.take(townships),
            cities,
            self._city_names.take(cities),
            codes,
            from_numbers(solved.confidences.round(3), pa.float64()),
            actions.take(from_numbers(solved.actions, pa.int32())),
            *lines,
        ]


def _names_by_pk(names: Sequence[tuple[int, str]]) -> pa.Array:
    """Return an array in which a pk's name stands at the pk."""
    by_pk: list[str | None] = [None] * (max((pk for pk, _ in names), default=0) + 1)
    for pk, name in names:
        by_pk[pk] = name
    return from_texts(by_pk)


def can_be_read(kind: pa.DataType) -> bool:
    """Tell whether a column of a type can be read as coordinates, or as addresses and places."""
    tests = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_null)
    return _is_text(kind) or any(test(kind) for test in tests)


def _is_text(kind: pa.DataType) -> bool:
    return _is_text(kind.value_type) if pa.types.is_dictionary(kind) else is_text(kind)


def _texts(values: pa.Array) -> pa.Array:
    """Return values as text."""
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    return pc.cast(values, pa.string())


def _written(values: pa.Array | None) -> pa.Array | None:
    """Return what somebody wrote as text, where the column's type may have made it a number."""
    if values is None or _is_text(values.type):
        return values if values is None else _texts(values)
    numbers_written = _read_numbers(values)
    whole = np.abs(numbers_written) < _LONGEST_EXACT
    whole &= numbers_written == np.floor(numbers_written)
    return from_texts(
        [
            str(int(number)) if is_whole else None
            for number, is_whole in zip(numbers_written.tolist(), whole.tolist(), strict=True)
        ]
    )


def _records(values: pa.Array, find: Callable[[int], _Place]) -> list[_Place | None]:
    """Find the places of pks, which a column with nulls may hold as floats, or as text."""
    pks = _read_numbers(values)
    is_pk = (pks >= 0) & (pks < 2**31) & (pks == np.floor(pks))
    listed = np.where(is_pk, pks, -1).astype(np.int32).tolist()
    known: dict[int, _Place | None] = {}
    for pk in set(listed):
        try:
            known[pk] = find(pk)
        except LookupError:
            known[pk] = None
    return [known[pk] for pk in listed]


def _read_numbers(values: pa.Array) -> Float64:
    """Read numbers, NaN for what is none."""
    if _is_text(values.type):
        plain = pc.replace_substring(pc.ascii_trim_whitespace(_texts(values)), ",", ".")
        plain = pc.if_else(pc.equal(plain, _EMPTY), _NOTHING, plain)
        try:
            values = pc.cast(plain, pa.float64())
        except pa.ArrowInvalid:
            is_number = pc.match_substring_regex(plain, _NUMBER)
            values = pc.cast(pc.if_else(is_number, plain, _NOTHING), pa.float64())
    else:
        values = pc.cast(values, pa.float64(), safe=False)
    read: Float64 = numbers(pa.table({"numbers": values}), "numbers")
    return read
