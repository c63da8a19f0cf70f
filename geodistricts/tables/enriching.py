"""Enriching: what a gazetteer knows of the coordinates or the addresses of a table's rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodistricts.basics.arrow import from_numbers, from_rows, from_texts, numbers, single_chunk
from geodistricts.records import DEFAULT_MAX_DISTANCE
from geodistricts.tables.fields import is_text
from geodistricts.verdicts import ACCEPT, CONFIRM, FIX

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32
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
ACTIONS = (ACCEPT, CONFIRM, FIX)
SURE = 0.9
"""Confidence in an address above which it needs no question."""
OUTSIDE = 0.8
"""Confidence in the nearest boundary where it is close; it falls to 0 at the farthest."""
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
    swapped : int
        How many points are in no district, and in one with latitude and longitude swapped.
    """

    districts: Int32
    townships: Int32
    cities: Int32
    confidences: Float64
    actions: Int32
    swapped: int = 0


class Enricher:
    """Adds columns to batches of rows.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the districts.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
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
            falling to 0 at the farthest that ``reverse`` looks for. FIX where there is none,
            and where the coordinates are missing or none.
        """
        lats, lons = _read_numbers(latitudes), _read_numbers(longitudes)
        districts, distances = self._gazetteer.reverse_many(lats, lons, errors="null")
        outside = OUTSIDE * (1 - distances / DEFAULT_MAX_DISTANCE)
        confidences = np.where(districts < 0, 0.0, np.where(distances > 0, outside, 1.0))
        actions = np.where(districts < 0, 2, distances > 0).astype(np.int32)
        swapped = self._count_swapped(lats[districts < 0], lons[districts < 0])
        return self._solved(districts, confidences, actions)._replace(swapped=swapped)

    def _count_swapped(self, lats: Float64, lons: Float64) -> int:
        west, south, east, north = self._box
        likely = (lats >= west) & (lats <= east) & (lons >= south) & (lons <= north)
        districts, _ = self._gazetteer.reverse_many(lons[likely], lats[likely])
        return int((districts >= 0).sum())

    def parse(
        self,
        texts: pa.Array,
        cities: pa.Array | None = None,
        townships: pa.Array | None = None,
        city_pks: pa.Array | None = None,
        township_pks: pa.Array | None = None,
    ) -> Solved:
        """Parse addresses.

        Parameters
        ----------
        texts : pyarrow.Array
            The addresses.
        cities, townships : pyarrow.Array or None
            What other columns say of their places, as somebody wrote it, whatever type the
            column has: digits are the plate code of a city.
        city_pks, township_pks : pyarrow.Array or None
            The same by pk, in the place of what was written.

        Returns
        -------
        Solved
            ACCEPT where the confidence is over ``SURE``, FIX where there is no district.
        """
        found = self._gazetteer.parse_many(
            _texts(texts),
            city=_written(cities) if city_pks is None else _pks(city_pks),
            township=_written(townships) if township_pks is None else _pks(township_pks),
        )
        districts = found.districts
        unsure = np.where(districts < 0, 2, found.confidences <= SURE).astype(np.int32)
        return Solved(districts, found.townships, found.cities, found.confidences, unsure)

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
            One for each of ``COLUMNS``.
        """
        columns = ["pk", "name", "postal_code"]
        districts = self._gazetteer.take(solved.districts, columns)
        pks, names, codes = (single_chunk(districts[name]) for name in columns)
        townships, cities = from_rows(solved.townships), from_rows(solved.cities)
        actions = from_texts(ACTIONS)
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


def _pks(values: pa.Array) -> pa.Array:
    """Return pks: whole numbers, which a column with nulls may hold as floats, or as text."""
    pks = _read_numbers(values)
    is_pk = (pks >= 0) & (pks < 2**31) & (pks == np.floor(pks))
    return from_rows(np.where(is_pk, pks, -1).astype(np.int32))


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
