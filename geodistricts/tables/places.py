"""Places as columns: the pks of districts, townships and cities, with their names by code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from geodistricts.basics.arrow import from_numbers, from_rows, from_texts, numbers, single_chunk

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Int32
    from geodistricts.gazetteer import Gazetteer

NAMES = pa.dictionary(pa.int32(), pa.string())
"""Of a column that has few distinct texts: each once, and its number in every row."""
PLACE_COLUMNS = {
    "district_pk": pa.int32(),
    "district": NAMES,
    "township_pk": pa.int32(),
    "township": NAMES,
    "city_pk": pa.int32(),
    "city": NAMES,
    "postal_code": NAMES,
}
"""What is said of the district of a row, and the Arrow types of it."""
_APART = 8
# Of an int, Arrow would make a scalar by way of pandas.
_NONE = from_numbers(np.array([-1], np.int32), pa.int32())[0]


class Places(NamedTuple):
    """The places of some rows.

    Attributes
    ----------
    districts, townships, cities : ndarray of int32, shape (rows,)
        Pks; -1 for none.
    """

    districts: Int32
    townships: Int32
    cities: Int32


class PlaceColumns:
    """Writes places out as columns.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the places.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        table = gazetteer.table
        cities = gazetteer.cities
        townships = [one for city in cities for one in gazetteer.townships_of(city)]
        self._row = _Numbering(numbers(table, "pk"))
        self._township_of, self._city_of = (
            np.append(numbers(table, level), np.int32(-1)) for level in ("township", "city")
        )
        self._district_names, self._postal_codes = (
            _Coded(single_chunk(table[name])) for name in ("name", "postal_code")
        )
        self._township = _Numbering(np.array([one.pk for one in townships], dtype=np.int32))
        self._township_names = _Coded(from_texts([one.name for one in townships]))
        self._city = _Numbering(np.array([one.pk for one in cities], dtype=np.int32))
        self._city_names = _Coded(from_texts([one.name for one in cities]))

    def around(self, districts: Int32) -> Places:
        """Add the townships and cities of districts.

        Parameters
        ----------
        districts : ndarray of int32
            Pks; -1 for none.

        Returns
        -------
        Places
            -1 where there is no district.
        """
        rows = self._row.of(districts)
        return Places(districts, self._township_of.take(rows), self._city_of.take(rows))

    def columns(self, places: Places) -> list[pa.Array]:
        """Write places out.

        Parameters
        ----------
        places : Places
            Of some rows.

        Returns
        -------
        list of pyarrow.Array
            One for each of ``PLACE_COLUMNS``, null where there is none.
        """
        districts, townships, cities = places
        rows = self._row.of(districts)
        return [
            from_rows(districts),
            self._district_names.take(rows),
            from_rows(townships),
            self._township_names.take(self._township.of(townships)),
            from_rows(cities),
            self._city_names.take(self._city.of(cities)),
            self._postal_codes.take(rows),
        ]


class _Numbering:
    """Tells which of some pks, counted from 0, a pk is; -1 for any other."""

    def __init__(self, pks: Int32) -> None:
        largest = int(pks.max(initial=0))
        self._lies_close = largest <= _APART * len(pks) + 1
        if self._lies_close:
            self._number = np.full(largest + 2, -1, dtype=np.int32)
            self._number[pks] = np.arange(len(pks), dtype=np.int32)
            return
        order = np.argsort(pks).astype(np.int32)
        self._sorted = np.append(pks[order], np.int32(-1))
        self._order = np.append(order, np.int32(-1))

    def of(self, pks: Int32) -> Int32:
        numbered: Int32
        if self._lies_close:
            numbered = self._number.take(pks, mode="wrap")
            return numbered
        place = np.searchsorted(self._sorted[:-1], pks)
        numbered = np.where(self._sorted[place] == pks, self._order[place], np.int32(-1))
        return numbered


class _Coded:
    """Texts by code: each distinct one once, and the code of every place in a list."""

    def __init__(self, texts: pa.Array) -> None:
        if not pa.types.is_dictionary(texts.type):
            texts = texts.dictionary_encode()
        self._texts = texts.dictionary.cast(pa.string())
        codes = texts.indices.cast(pa.int32()).fill_null(_NONE)
        self._codes: Int32 = np.append(_view(codes), np.int32(-1))

    def take(self, places: Int32) -> pa.DictionaryArray:
        """Return the texts of places, null for -1."""
        codes = self._codes.take(places, mode="wrap")
        return pa.DictionaryArray.from_arrays(from_rows(codes), self._texts, safe=False)


def plain_kind(kind: pa.DataType) -> pa.DataType:
    """Return the type of values that are written out, where they may lie by code."""
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def compacted(values: pa.DictionaryArray) -> pa.DictionaryArray:
    """Leave out of a dictionary what no row has.

    Parameters
    ----------
    values : pyarrow.DictionaryArray
        Indices are of int32.

    Returns
    -------
    pyarrow.DictionaryArray
        The same values.

    Examples
    --------
    >>> values = pa.DictionaryArray.from_arrays([2, None, 2], ["Bolu", "Muş", "Van"])
    >>> compacted(values).dictionary.to_pylist()
    ['Van']
    """
    codes = _view(values.indices.fill_null(_NONE))
    is_used = np.zeros(len(values.dictionary) + 1, dtype=np.bool_)
    is_used[codes] = True
    is_used[-1] = False
    number = np.where(is_used, np.cumsum(is_used, dtype=np.int32) - 1, -1).astype(np.int32)
    texts = values.dictionary.take(from_rows(np.flatnonzero(is_used).astype(np.int32)))
    return pa.DictionaryArray.from_arrays(from_rows(number[codes]), texts, safe=False)


def _view(values: pa.Array) -> Int32:
    viewed: Int32 = numbers(pa.table({"values": values}), "values")
    return viewed
