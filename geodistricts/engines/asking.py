"""What is asked of a frame, and how it is answered: the part that all kinds of frame share."""

from __future__ import annotations

import logging
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import tee
from typing import TypeAlias

import pyarrow as pa

from geodistricts.tables import (
    Enricher,
    check_columns,
    check_kind,
    columns_added,
    compacted,
    gathered,
    joined,
    solve_each,
)

_log = logging.getLogger(__name__)

Column: TypeAlias = pa.Array | pa.ChunkedArray
FRAME = "the frame"
"""What a frame is called in errors."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a frame.

    Attributes
    ----------
    roles : mapping of str to hashable
        The frame's columns, by what they hold.
    enricher : Enricher
        Answers.
    prefix : str
        Put before the names of the added columns.
    workers : int
        How many processes solve the rows.
    """

    roles: Mapping[str, Hashable]
    enricher: Enricher
    prefix: str = ""
    workers: int = 1

    @property
    def added(self) -> dict[str, pa.DataType]:
        """The columns to add, by name."""
        return {f"{self.prefix}{name}": kind for name, kind in columns_added(self.roles).items()}

    def check(self, names: Sequence[Hashable]) -> None:
        """Check that a frame has the columns, and room for what is added.

        Raises
        ------
        ValueError
            Where it does not.
        """
        check_columns(FRAME, names, [*self.roles.values()], [*self.added], "prefix")

    def check_kinds(self, kinds: Mapping[str, pa.DataType]) -> None:
        """Check that columns, by what they hold, can be read.

        Raises
        ------
        ValueError
            Where one cannot.
        """
        for role, kind in kinds.items():
            check_kind(FRAME, self.roles.get(role, role), kind)

    def answer(self, columns: Mapping[str, Column]) -> dict[str, pa.Array]:
        """Answer all rows of a frame.

        Parameters
        ----------
        columns : mapping of str to pyarrow.Array or pyarrow.ChunkedArray
            The frame's columns, by what they hold.

        Returns
        -------
        dict of str to pyarrow.Array
            The columns to add, by name; dictionaries have what the rows have, and no more.
        """
        self.check_kinds({role: values.type for role, values in columns.items()})
        table = pa.table({role: _decoded(values) for role, values in columns.items()})
        batches = map(_by_role, _batches(table))
        found = joined([*solve_each(self.enricher, batches, self.workers)])
        if found.swapped:
            _log.warning(
                "%d rows would be in Turkey the other way round; are latitude and longitude "
                "swapped?",
                found.swapped,
            )
        return {
            name: compacted(values) if pa.types.is_dictionary(values.type) else values
            for name, values in zip(self.added, self.enricher.columns(found), strict=True)
        }

    def answer_each(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Add the columns to batches of rows, as they come.

        Parameters
        ----------
        batches : iterable of pyarrow.RecordBatch
            Rows, with the frame's own columns.

        Yields
        ------
        pyarrow.RecordBatch
            The same rows, with the columns added.
        """

        def columns_of(rows: pa.RecordBatch) -> dict[str, pa.Array]:
            return {role: rows[name] for role, name in self.roles.items()}

        read, again = tee(batches)
        solved = solve_each(self.enricher, map(columns_of, again), self.workers)
        for rows, found in zip(read, solved, strict=True):
            schema = pa.schema([*rows.schema, *self.added.items()], rows.schema.metadata)
            columns = [*rows.columns, *self.enricher.columns(found)]
            yield pa.RecordBatch.from_arrays(columns, schema=schema)


def _decoded(values: Column) -> Column:
    """Return dictionaries as plain values: those of several chunks may differ."""
    if not pa.types.is_dictionary(values.type):
        return values
    return values.cast(values.type.value_type)


def _batches(table: pa.Table) -> Iterator[pa.RecordBatch]:
    if not table.num_rows:
        yield pa.RecordBatch.from_pylist([], table.schema)
    yield from gathered(table.to_batches())


def _by_role(rows: pa.RecordBatch) -> dict[str, pa.Array]:
    return dict(zip(rows.schema.names, rows.columns, strict=True))
