"""Tables, batches, readers and datasets of PyArrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geodistricts.tables import gathered

if TYPE_CHECKING:
    from geodistricts.engines.asking import Asked


def has_points(frame: Any) -> bool:
    """Tell whether a frame has a geometry for each row; GeoArrow's are not read."""
    return False


def add_columns(frame: Any, asked: Asked) -> Any:
    """Add the columns; see ``frames.enrich``.

    A reader is read as what comes back is read, batch by batch; a dataset is read whole, and
    comes back in memory: of one that is larger, give ``dataset.scanner().to_reader()``.
    """
    if not hasattr(frame, "schema"):
        raise TypeError(f"frame must be a table, not a {type(frame).__name__}; make a table of it")
    asked.check(frame.schema.names)
    if isinstance(frame, pa.RecordBatchReader):
        return _read(frame, asked)
    if isinstance(frame, (pa.Table, pa.RecordBatch)):
        return _with_columns(frame, asked)
    from pyarrow import dataset

    if isinstance(frame, dataset.Dataset):
        return dataset.dataset(_with_columns(frame.to_table(), asked))
    raise TypeError(f"frame must be a table, not a {type(frame).__name__}; make a table of it")


def _with_columns(frame: Any, asked: Asked) -> Any:
    added = asked.answer({role: frame[name] for role, name in asked.roles.items()})
    schema = _schema(frame.schema, asked)
    return type(frame).from_arrays([*frame.columns, *added.values()], schema=schema)


def _read(frame: pa.RecordBatchReader, asked: Asked) -> pa.RecordBatchReader:
    asked.check_kinds({role: frame.schema.field(name).type for role, name in asked.roles.items()})
    batches = asked.answer_each(gathered(frame))
    return pa.RecordBatchReader.from_batches(_schema(frame.schema, asked), batches)


def _schema(schema: pa.Schema, asked: Asked) -> pa.Schema:
    fields: Sequence[Any] = [*schema, *asked.added.items()]
    return pa.schema(fields, schema.metadata)
