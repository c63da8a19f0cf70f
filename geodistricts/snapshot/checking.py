"""Whether tables fit each other and their indexes: what is loaded can be asked anything."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from geodistricts.basics.arrow import numbers
from geodistricts.errors import SnapshotError
from geodistricts.snapshot.boundary_cells import MOST_CANDIDATES, BoundaryGrid
from geodistricts.snapshot.cells import CellGrid
from geodistricts.snapshot.format import INDEXES, REPETITIVE, SCHEMAS
from geodistricts.snapshot.polygons import begin_as_polygons

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Int32, NDArray

_REQUIRED = ("pk", "name", "display_name", "is_active", "city", "township", "kind")
_VERTEX = 16
_SMALLEST_STEP = 1e-6


class _ContradictionError(Exception):
    """What does not fit."""


@contextmanager
def fitting(file: Path) -> Iterator[None]:
    """Turn whatever does not fit while a file is made use of into an error that names it.

    Parameters
    ----------
    file : Path
        The file.

    Raises
    ------
    SnapshotError
        Where its content contradicts itself, or the other files.
    """
    try:
        yield
    except (
        _ContradictionError,
        ArithmeticError,
        AttributeError,
        LookupError,
        MemoryError,
        TypeError,
        ValueError,
        pa.ArrowException,
    ) as error:
        raise SnapshotError(
            f"{file}: damaged, its content does not fit together ({error}); restore it, "
            "reinstall geodistricts, or build the snapshot again"
        ) from error


def _must(holds: Any, what: str) -> None:
    if not holds:
        raise _ContradictionError(what)


def check_types(name: str, table: pa.Table) -> None:
    """Check that columns of a file are of the format's types, and an index has one row of them.

    Parameters
    ----------
    name : str
        The file.
    table : pyarrow.Table
        As read.
    """
    for column in table.column_names:
        kind, expected = table.schema.field(column).type, SCHEMAS[name].field(column).type
        if column in REPETITIVE and pa.types.is_dictionary(kind):
            kind = kind.value_type
        _must(kind == expected, f"{column} is {kind}, not {expected}")
    if name in INDEXES:
        _must(table.num_rows == 1, f"{table.num_rows:,} rows instead of one")
        _must(not any(column.null_count for column in table.columns), "a column is null")


def check_count(rows: int, counted: int) -> None:
    """Check that a file has as many rows as the manifest counts.

    Parameters
    ----------
    rows, counted : int
        How many there are, and how many there should be.
    """
    _must(rows == counted, f"{rows:,} rows where the manifest counts {counted:,}")


def check_table(name: str, table: pa.Table, rows: int) -> None:
    """Check what a table of places must be by itself.

    Parameters
    ----------
    name : str
        The file.
    table : pyarrow.Table
        Cities, townships or districts.
    rows : int
        How many the manifest counts.
    """
    check_count(table.num_rows, rows)
    for column in _REQUIRED:
        is_there = column not in table.schema.names or not table[column].null_count
        _must(is_there, f"{column} is null somewhere")
    table.validate(full=True)
    pks = numbers(table, "pk")
    _must((pks[:1] >= 0).all() and (pks[1:] > pks[:-1]).all(), "pks are not in order, each once")
    latitudes, longitudes = numbers(table, "latitude"), numbers(table, "longitude")
    lacking = np.isnan(latitudes)
    _must(
        np.array_equal(lacking, np.isnan(longitudes))
        and lacking.sum() == table["latitude"].null_count == table["longitude"].null_count,
        "a latitude or longitude stands alone, or is no number",
    )
    _must(
        (lacking | ((np.abs(latitudes) <= 90) & (np.abs(longitudes) <= 180))).all(),
        "coordinates are out of range",
    )


def check_owner(table: pa.Table, name: str, owners: pa.Table) -> NDArray[np.int64]:
    """Check that every row is in a place that there is; return the rows of these places.

    Parameters
    ----------
    table : pyarrow.Table
        Townships or districts.
    name : str
        The column with the pk of the place.
    owners : pyarrow.Table
        The places.

    Returns
    -------
    ndarray of int64
        Of ``owners``, one for each row of ``table``.
    """
    pks, wanted = numbers(owners, "pk"), numbers(table, name)
    rows = np.searchsorted(pks, wanted)
    known = rows < len(pks)
    _must(known.all() and (pks[rows] == wanted).all(), f"a {name} that there is not")
    return rows


def check_districts(districts: pa.Table, townships: pa.Table, boundaries: int) -> None:
    """Check that the districts fit the townships and the boundaries.

    Parameters
    ----------
    districts, townships : pyarrow.Table
        The districts, and townships that fit their cities.
    boundaries : int
        How many boundaries there are.
    """
    rows = check_owner(districts, "township", townships)
    cities = numbers(townships, "city")[rows]
    _must((cities == numbers(districts, "city")).all(), "a district is not in its township's city")
    boundary = numbers(districts, "boundary")
    within = (boundary >= 0) & (boundary < boundaries)
    _must((np.isnan(boundary) | within).all(), "a boundary that there is not")


def check_aliases(aliases: pa.Table, districts: pa.Table) -> None:
    """Check that other names are whole, and of districts that there are.

    Parameters
    ----------
    aliases, districts : pyarrow.Table
        The other names, and districts that fit their townships.
    """
    _must(not any(column.null_count for column in aliases.columns), "a column is null somewhere")
    aliases.validate(full=True)
    pks = numbers(aliases, "pk")
    _must((pks[1:] >= pks[:-1]).all(), "pks are not in order")
    check_owner(aliases, "pk", districts)


def check_shapes(shapes: pa.Table, pks: Collection[int]) -> None:
    """Check that shapes of places are each of one that there is.

    Parameters
    ----------
    shapes : pyarrow.Table
        With their pks.
    pks : collection of int
        Those of the places.
    """
    _must(not shapes["pk"].null_count, "pk is null somewhere")
    own = numbers(shapes, "pk")
    _must((own[1:] > own[:-1]).all(), "pks are not in order, each once")
    _must(all(pk in pks for pk in own.tolist()), "a shape of a place that there is not")


def check_polygons(content: NDArray[np.uint8], offsets: Int32) -> None:
    """Check that geometries begin as polygons do.

    Parameters
    ----------
    content : ndarray of uint8
        The geometries, end to end.
    offsets : ndarray of int32
        Where each begins.
    """
    wrong = np.flatnonzero(~begin_as_polygons(content, offsets)).tolist()
    _must(not wrong, f"geometry {wrong[:1]} is no polygon")


def check_nearest(grid: CellGrid, is_located: NDArray[np.bool_]) -> None:
    """Check the cells that ``nearest`` looks into.

    Parameters
    ----------
    grid : CellGrid
        As read.
    is_located : ndarray of bool, shape (districts,)
        True for those that may be answers.
    """
    _check_cells(grid, len(grid.offsets) - 1)
    offsets, candidates = grid.offsets, grid.candidates
    _must(len(offsets) >= 2 and offsets[0] == 0, "lists do not begin at the beginning")
    _must(offsets[-1] == len(candidates), "lists do not end where the candidates do")
    least = 1 if len(candidates) else 0
    _must((offsets[1:] - offsets[:-1] >= least).all(), "a list of no candidates")
    _must(bool(len(candidates)) == is_located.any(), "no candidates, or none with coordinates")
    _must(
        _within(candidates, len(is_located)) and is_located[candidates].all(),
        "a candidate that is no active district with coordinates",
    )


def check_boundaries(grid: BoundaryGrid, boundaries: int) -> None:
    """Check the cells that ``reverse`` looks into.

    Parameters
    ----------
    grid : BoundaryGrid
        As read.
    boundaries : int
        How many there are.
    """
    borders, cells = len(grid.base), grid.cells
    lists = len(cells.offsets) - 1
    _must(lists == borders + boundaries + 1, f"it is not of {boundaries:,} boundaries")
    _check_cells(cells, lists)
    counts = np.diff(cells.offsets[: borders + 1])
    _must(((counts >= 1) & (counts <= MOST_CANDIDATES)).all(), "too few or too many candidates")
    of_borders = cells.candidates[: cells.offsets[borders]]
    _must(len(cells.candidates) == cells.offsets[-1], "lists do not end where the candidates do")
    _must(_within(of_borders, boundaries), "a candidate that there is not")
    _must(_within(grid.outer_rows, boundaries), "an outer edge of a boundary that there is not")
    _must(len(grid.outer_rows) == len(grid.outer_starts), "outer edges are not all told")
    runs = np.diff(grid.run_offsets)
    _must(len(runs) == borders and (runs >= 1).all(), "a cell at a border without a border")
    _must(
        grid.run_offsets[-1] == len(grid.run_starts) == len(grid.run_lengths) == len(grid.run_bits),
        "stretches of border are not all told",
    )
    _must((grid.run_lengths >= 2).all(), "a stretch of border of one vertex")
    beyond = np.int32(-1) << counts
    _must(not (grid.base & beyond).any(), "a mask of more candidates than there are")
    if borders:
        turned = np.bitwise_or.reduceat(grid.run_bits, grid.run_offsets[:-1])
        _must(not (turned & beyond).any(), "a stretch of border of more candidates than there are")


def check_vertices(grid: BoundaryGrid, content: NDArray[np.uint8]) -> None:
    """Check that the stretches of border are where there are vertices.

    Parameters
    ----------
    grid : BoundaryGrid
        That ``check_boundaries`` found right.
    content : ndarray of uint8
        The geometries, end to end.
    """
    longest = _VERTEX * int(grid.run_lengths.max(initial=2))
    late = np.flatnonzero(grid.run_starts > len(content) - longest)
    ends = grid.run_starts[late].astype(np.int64) + _VERTEX * grid.run_lengths[late].astype(
        np.int64
    )
    _must(
        grid.run_starts.min(initial=0) >= 0
        and ends.max(initial=0) <= len(content)
        and _within(grid.outer_starts, len(content) - 2 * _VERTEX + 1),
        "a vertex beyond the boundaries' end",
    )
    if len(grid.outer_starts):
        vertices = np.ndarray(
            len(content) - _VERTEX + 1, dtype=f"V{_VERTEX}", buffer=content, strides=(1,)
        )
        for starts in (grid.outer_starts, grid.outer_starts + _VERTEX):
            degrees = np.abs(vertices[starts].view("<f8"))
            _must((degrees <= 180).all(), "an outer edge out of range")


def _check_cells(grid: CellGrid, lists: int) -> None:
    _must(abs(grid.west) <= 360 and abs(grid.south) <= 180, "cells that are nowhere")
    _must(_SMALLEST_STEP <= grid.step <= 360, "cells without a size")
    _must(grid.columns >= 0 and grid.rows >= 0, "fewer than no cells")
    _must(grid.columns * grid.rows == len(grid.list_of_cell), "cells are not all told")
    _must(_within(grid.list_of_cell, lists), "a cell with a list that there is not")


def _within(values: NDArray[Any], end: int) -> bool:
    return not len(values) or bool(values.min() >= 0 and values.max() < end)
