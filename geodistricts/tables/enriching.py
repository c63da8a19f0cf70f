"""Enriching: what a gazetteer knows of the coordinates or the addresses of a table's rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from geodistricts.basics.arrow import from_numbers, from_rows, from_texts, numbers
from geodistricts.records import DEFAULT_MAX_DISTANCE
from geodistricts.tables.asking import check_columns, check_kind
from geodistricts.tables.places import NAMES, PLACE_COLUMNS, PlaceColumns, Places, plain_kind
from geodistricts.tables.values import as_degrees, as_places_or_texts, as_texts, as_written
from geodistricts.verdicts import ACCEPT, CONFIRM, FIX, SURE

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Bool, Float64, Int32
    from geodistricts.gazetteer import Gazetteer

COLUMNS = {**PLACE_COLUMNS, "confidence": pa.float64(), "next_action": NAMES}
"""What is added to every row."""
LINE_COLUMNS = {"street_line": pa.string()}
"""What is added after it where rows have a line of address."""
ACTIONS = (ACCEPT, CONFIRM, FIX)
OUTSIDE = 0.8
"""Confidence in the nearest boundary where it is close; it falls to 0 at the farthest."""


class Solved(NamedTuple):
    """What was found for some rows.

    Attributes
    ----------
    places : Places
        Their districts, townships and cities.
    confidences : ndarray of float64
        0 to 1.
    actions : ndarray of int32
        Places in ``ACTIONS``.
    street_lines : pyarrow.StringArray or None
        What is left of the lines; None where rows have no line.
    swapped : int
        How many points are in no district, and in one with latitude and longitude swapped.
    """

    places: Places
    confidences: Float64
    actions: Int32
    street_lines: pa.Array | None = None
    swapped: int = 0


class Enricher:
    """Finds what columns to add to batches of rows.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the districts.
    min_confidence : float, default 0.9
        The least confidence to accept.

    Attributes
    ----------
    gazetteer, min_confidence
        As given; a pickle has these alone.

    Raises
    ------
    ValueError
        Where that is no number from 0 to 1.
    """

    def __init__(self, gazetteer: Gazetteer, min_confidence: float = SURE) -> None:
        if not 0 <= min_confidence <= 1:
            raise ValueError(f"min_confidence must be 0 to 1, not {min_confidence}")
        self.gazetteer = gazetteer
        self.min_confidence = min_confidence
        table = gazetteer.table
        self._box = [
            pick.reduce(degrees, initial=farthest)
            for pick, farthest in ((np.fmin, np.inf), (np.fmax, -np.inf))
            for degrees in (numbers(table, "longitude"), numbers(table, "latitude"))
        ]
        self._places = PlaceColumns(gazetteer)

    def __reduce__(self) -> tuple[object, ...]:
        return Enricher, (self.gazetteer, self.min_confidence)

    def solve(self, columns: Mapping[str, pa.Array]) -> Solved:
        """Find what the columns of some rows mean.

        Parameters
        ----------
        columns : mapping of str to pyarrow.Array
            By what they hold: ``latitude`` and ``longitude``, or what ``validate`` takes.

        Returns
        -------
        Solved
            As ``locate`` finds it for coordinates, ``parse`` for lines alone, and ``validate``
            for orders.
        """
        if "latitude" in columns:
            return self.locate(columns["latitude"], columns["longitude"])
        if columns.keys() == {"address"}:
            return self.parse(columns["address"])
        return self.validate(**columns)

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
        lats, lons = as_degrees(latitudes), as_degrees(longitudes)
        districts, distances = self.gazetteer.reverse_many(lats, lons, errors="null")
        confidences = np.ones(len(districts))
        outside = np.flatnonzero(distances != 0)
        confidences[outside] = OUTSIDE * (1 - distances[outside] / DEFAULT_MAX_DISTANCE)
        nowhere = np.flatnonzero(districts < 0)
        confidences[nowhere] = 0.0
        actions = self._actions(districts, confidences, confidences > SURE)
        swapped = self._count_swapped(lats[nowhere], lons[nowhere]) if len(nowhere) else 0
        return Solved(self._places.around(districts), confidences, actions, swapped=swapped)

    def _count_swapped(self, lats: Float64, lons: Float64) -> int:
        west, south, east, north = self._box
        likely = (lats >= west) & (lats <= east) & (lons >= south) & (lons <= north)
        districts, _ = self.gazetteer.reverse_many(lons[likely], lats[likely])
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
        found = self.gazetteer.parse_many(as_texts(address))
        return Solved(
            Places(found.districts, found.townships, found.cities),
            found.confidences,
            self._actions(found.districts, found.confidences, found.confidences > SURE),
            from_texts(found.remainders),
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
        known = self.gazetteer
        found = known.validate_many(
            city=as_places_or_texts(city, city_pk, known.city),
            township=as_places_or_texts(township, township_pk, known.township),
            district=_written(district),
            postal_code=_written(postal_code),
            address=None if address is None else as_texts(address),
        )
        accepted = np.array([action == ACCEPT for action in found.possible_next_actions], np.bool_)
        return Solved(
            Places(found.districts, found.townships, found.cities),
            found.confidences,
            self._actions(found.districts, found.confidences, accepted),
            None if address is None else from_texts(found.street_lines),
        )

    def _actions(self, districts: Int32, confidences: Float64, accepted: Bool) -> Int32:
        """Decide what to do, where answers below ``SURE`` and those accepted can be accepted."""
        is_sure = confidences >= self.min_confidence
        is_sure &= accepted | (confidences < SURE)
        actions = 1 - is_sure.astype(np.int32)
        actions[districts < 0] = 2
        return actions

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
        lines = [] if solved.street_lines is None else [solved.street_lines]
        return [
            *self._places.columns(solved.places),
            from_numbers(solved.confidences.round(3), pa.float64()),
            pa.DictionaryArray.from_arrays(from_rows(solved.actions), from_texts(ACTIONS)),
            *lines,
        ]


def _written(values: pa.Array | None) -> pa.Array | None:
    return None if values is None else as_written(values)


def columns_added(roles: Iterable[str]) -> dict[str, pa.DataType]:
    """Say which columns are added to rows whose columns hold something, with their types."""
    return {**COLUMNS, **LINE_COLUMNS} if "address" in roles else dict(COLUMNS)


def enriched_schema(
    table: str, schema: pa.Schema, roles: Mapping[str, str], prefix: str, option: str
) -> pa.Schema:
    """Check that a table has the columns that are asked, and return its own and those added.

    Parameters
    ----------
    table : str
        What it is called in an error.
    schema : pyarrow.Schema
        Its columns.
    roles : mapping of str to str
        Those that are asked, by what they hold.
    prefix, option : str
        Put before the names of those added, and what says so, for an error.

    Returns
    -------
    pyarrow.Schema
        Names are written out as texts.

    Raises
    ------
    ValueError
        Where a column is missing or cannot be read, or one that is added is there already.
    """
    added = {f"{prefix}{name}": plain_kind(kind) for name, kind in columns_added(roles).items()}
    check_columns(table, schema.names, [*roles.values()], [*added], option)
    for name in roles.values():
        check_kind(table, name, schema.field(name).type)
    return pa.schema([*schema, *added.items()], schema.metadata)


def enriched_rows(
    rows: pa.RecordBatch, columns: Iterable[pa.Array], schema: pa.Schema
) -> pa.RecordBatch:
    """Return rows with the columns that ``Enricher.columns`` found, in an ``enriched_schema``."""
    found = map(pa.Array.cast, columns, schema.types[rows.num_columns :])
    return pa.RecordBatch.from_arrays([*rows.columns, *found], schema=schema)
