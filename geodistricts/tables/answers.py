"""The questions, asked of Arrow columns and answered in structs, for engines and the service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from geodistricts.basics.arrow import from_numbers, from_rows, from_texts
from geodistricts.names import normalize
from geodistricts.tables.places import (
    NAMES,
    PLACE_COLUMNS,
    PlaceColumns,
    Places,
    plain_kind,
)
from geodistricts.tables.values import (
    as_degrees,
    as_places,
    as_places_or_texts,
    as_texts,
    as_written,
)

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Bool, Float64, Int32
    from geodistricts.gazetteer import Gazetteer

_DISTANCE = {"distance": pa.float64()}
_REASONS = pa.struct(
    dict.fromkeys(("city", "township", "district", "postal_code", "pin", "address"), NAMES)
)
STRUCTS: Mapping[str, pa.DataType] = {
    "nearest": pa.struct({**PLACE_COLUMNS, **_DISTANCE}),
    "reverse": pa.struct({**PLACE_COLUMNS, "method": NAMES, **_DISTANCE}),
    "match": pa.struct({**PLACE_COLUMNS, "score": pa.float64()}),
    "parse": pa.struct({**PLACE_COLUMNS, "confidence": pa.float64(), "street_line": pa.string()}),
    "validate": pa.struct(
        {
            **PLACE_COLUMNS,
            "confidence": pa.float64(),
            "next_action": NAMES,
            "granularity": NAMES,
            "street_line": pa.string(),
            "formatted_address": pa.string(),
            "reasons": _REASONS,
        }
    ),
    "normalize": pa.string(),
}
"""What each question is answered with; names are by code."""
_METHODS = from_texts(["boundary", "nearest"])


class Answers:
    """Answers the questions.

    Columns may have any type that a value can be written in: numbers as text, places by name,
    plate codes as numbers. Missing in, missing out: where every argument is null, so is the
    answer; an impossible coordinate is a missing one.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the districts.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._places = PlaceColumns(gazetteer)

    def nearest(self, latitudes: pa.Array, longitudes: pa.Array) -> pa.StructArray:
        """Find the district whose coordinates are nearest to each point; null for none."""
        lats, lons = as_degrees(latitudes), as_degrees(longitudes)
        pks, distances = self._gazetteer.nearest_many(lats, lons, errors="null")
        return _struct("nearest", [*self._around(pks), _metres(distances)], pks >= 0)

    def reverse(self, latitudes: pa.Array, longitudes: pa.Array) -> pa.StructArray:
        """Find the district that each point is in; null for none."""
        lats, lons = as_degrees(latitudes), as_degrees(longitudes)
        pks, distances = self._gazetteer.reverse_many(lats, lons, errors="null")
        codes = (distances > 0).astype(np.int32)
        methods = pa.DictionaryArray.from_arrays(from_rows(codes), _METHODS, safe=False)
        return _struct("reverse", [*self._around(pks), methods, _metres(distances)], pks >= 0)

    def match(
        self,
        name: pa.Array,
        *,
        city: pa.Array | None = None,
        township: pa.Array | None = None,
        city_pk: pa.Array | None = None,
        township_pk: pa.Array | None = None,
    ) -> pa.StructArray:
        """Find the district of each name; null for none, a score alone where several fit."""
        known = self._gazetteer
        pks, scores = known.match_many(
            as_texts(name),
            city=as_places_or_texts(city, city_pk, known.city),
            township=as_places_or_texts(township, township_pk, known.township),
        )
        columns = [*self._around(pks), from_numbers(scores, pa.float64())]
        return _struct("match", columns, ~np.isnan(scores))

    def parse(self, address: pa.Array) -> pa.StructArray:
        """Find what each line of free text names; null for null."""
        found = self._gazetteer.parse_many(as_texts(address))
        columns = [
            *self._named(found.districts, found.townships, found.cities),
            from_numbers(found.confidences, pa.float64()),
            from_texts(found.remainders),
        ]
        return _struct("parse", columns, _any_there([address]))

    def validate(self, **columns: pa.Array | None) -> pa.StructArray:
        """Judge each order, its fields and its line; null where nothing of it is there.

        Parameters
        ----------
        **columns : pyarrow.Array
            ``city``, ``township``, ``district``, ``address``, ``postal_code``, ``latitude``,
            ``longitude``, ``city_pk``, ``township_pk``.
        """
        given = {role: values for role, values in columns.items() if values is not None}
        known = self._gazetteer
        fields: dict[str, object] = {
            role: as_texts(values) if role == "address" else as_written(values)
            for role, values in given.items()
            if role in ("city", "township", "district", "postal_code", "address")
        }
        for role in given.keys() & {"latitude", "longitude"}:
            fields[role] = as_degrees(given[role])
        if "city_pk" in given:
            fields["city"] = as_places(given["city_pk"], known.city)
        if "township_pk" in given:
            fields["township"] = as_places(given["township_pk"], known.township)
        found = known.validate_many(**fields)
        answers = [
            *self._named(found.districts, found.townships, found.cities),
            from_numbers(found.confidences, pa.float64()),
            from_texts(found.possible_next_actions).dictionary_encode(),
            from_texts(found.granularities).dictionary_encode(),
            from_texts(found.street_lines),
            from_texts(found.formatted_addresses),
            pa.StructArray.from_arrays(
                [from_texts(found.reasons[field.name]).dictionary_encode() for field in _REASONS],
                fields=[*_REASONS],
            ),
        ]
        return _struct("validate", answers, _any_there([*given.values()]))

    @staticmethod
    def normalize(name: pa.Array) -> pa.StringArray:
        """Reduce each district's name to its key."""
        coded = as_texts(name).dictionary_encode()
        return from_texts([*map(normalize, coded.dictionary.to_pylist())]).take(coded.indices)

    def _around(self, pks: Int32) -> list[pa.Array]:
        return self._places.columns(self._places.around(pks))

    def _named(self, districts: Int32, townships: Int32, cities: Int32) -> list[pa.Array]:
        return self._places.columns(Places(districts, townships, cities))


def written_out(values: pa.Array) -> pa.Array:
    """Write names by code out as texts, for engines that know no codes.

    Parameters
    ----------
    values : pyarrow.Array
        An answer.

    Returns
    -------
    pyarrow.Array
        The same values, of the type that ``plain_struct`` makes of theirs.
    """
    if pa.types.is_dictionary(values.type):
        return values.dictionary_decode()
    if not pa.types.is_struct(values.type):
        return values
    children = [written_out(values.field(place)) for place in range(values.type.num_fields)]
    return pa.Array.from_buffers(
        plain_struct(values.type), len(values), [values.buffers()[0]], children=children
    )


def plain_struct(kind: pa.DataType) -> pa.DataType:
    """Return the type of an answer whose names are written out as texts."""
    if not pa.types.is_struct(kind):
        return plain_kind(kind)
    return pa.struct([(field.name, plain_struct(field.type)) for field in kind])


def _metres(distances: Float64) -> pa.Array:
    return from_numbers(distances, pa.float64())


def _any_there(columns: Sequence[pa.Array]) -> Bool:
    """Tell which rows have a value in any column."""
    there = np.zeros(len(columns[0]), dtype=np.bool_)
    for values in columns:
        there |= ~_is_null(values)
    return there


def _is_null(values: pa.Array) -> Bool:
    nulls = values.is_null()
    bits = np.frombuffer(nulls.buffers()[1], np.uint8)
    found: Bool = np.unpackbits(bits, bitorder="little")[nulls.offset :][: len(nulls)] > 0
    return found


def _struct(question: str, columns: Sequence[pa.Array], there: Bool) -> pa.StructArray:
    valid = pa.py_buffer(np.packbits(there, bitorder="little"))
    return pa.Array.from_buffers(STRUCTS[question], len(there), [valid], children=[*columns])
