"""Batches of columns, as an Arrow IPC stream."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pyarrow as pa

from geodistricts.basics.arguments import Errors
from geodistricts.service.v1.batches.limits import Limits
from geodistricts.service.v1.problems import Fault, ProblemError, unprocessable
from geodistricts.tables import Answers, as_degrees, can_be_read, compacted

_POINT = {"lat": "latitudes", "lon": "longitudes"}
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "nearest": _POINT,
    "reverse": _POINT,
    "match": {one: one for one in ("name", "city", "township", "city_pk", "township_pk")},
    "normalize": {"name": "name"},
    "parse": {"text": "address"},
    "validate": {
        one: one
        for one in (
            *("city", "township", "district", "postal_code", "latitude", "longitude"),
            *("address", "city_pk", "township_pk"),
        )
    },
}
"""The columns of each question that can be asked so, and what ``Answers`` calls them."""
_NEEDED = {
    **dict.fromkeys(("nearest", "reverse"), ("lat", "lon")),
    "parse": ("text",),
} | dict.fromkeys(("match", "normalize"), ("name",))
_LIMITS = {"lat": 90.0, "lon": 180.0}
_CHUNK = 8_192


def answer_columns(
    answers: Answers,
    question: str,
    body: bytes,
    chosen: Sequence[str],
    errors: Errors,
    limits: Limits,
) -> tuple[int, list[bytes]]:
    """Answer a batch of columns.

    Parameters
    ----------
    answers : Answers
        Of the gazetteer.
    question : str
        Its name.
    body : bytes
        An Arrow IPC stream with columns that are called as the question's arguments.
    chosen : sequence of str
        Columns of the answer; without any, all of them.
    errors : {"raise", "null"}
        What an impossible coordinate is: a problem, or a missing one.
    limits : Limits
        What the batch may use.

    Returns
    -------
    int, list of bytes
        How many rows there are, and an Arrow IPC stream of the answers.

    Raises
    ------
    ProblemError
        Where the body cannot be read, a column is missing, unknown or of a type that cannot be
        used, or it is all too much.
    """
    asked = _read(body, limits)
    _check_columns(question, asked.schema)
    if errors == "raise":
        _check_degrees(asked)
    ask = getattr(answers, question)
    found = []
    done = 0
    for rows in _parts(question, asked):
        limits.check_progress(done, asked.num_rows)
        found.append(_flat(question, _answer(ask, question, rows), chosen))
        done += rows.num_rows
    return asked.num_rows, [_written(pa.Table.from_batches(found))]


def _parts(question: str, asked: pa.Table) -> list[pa.RecordBatch]:
    """Cut what takes long, so that the time can be looked at in between."""
    rows = _CHUNK if question in ("parse", "validate") else asked.num_rows
    whole = asked.combine_chunks()
    return whole.to_batches(max(1, rows)) or [pa.RecordBatch.from_pylist([], asked.schema)]


def _written(answers: pa.Table) -> bytes:
    """Write answers as one batch, each name in its dictionary once."""
    whole = answers.unify_dictionaries().combine_chunks().to_batches()
    batch = whole[0] if whole else pa.RecordBatch.from_pylist([], answers.schema)
    columns = [
        compacted(column) if pa.types.is_dictionary(column.type) else column
        for column in batch.columns
    ]
    batch = pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
    target = pa.BufferOutputStream()
    with pa.ipc.new_stream(target, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(target.getvalue())


def _read(body: bytes, limits: Limits) -> pa.Table:
    batches = []
    count = 0
    try:
        with pa.ipc.open_stream(body) as reader:
            for batch in reader:
                count += batch.num_rows
                limits.check_rows(count)
                # Nothing is taken on trust: offsets may point anywhere.
                batch.validate(full=True)
                batches.append(batch)
            return pa.Table.from_batches(batches, reader.schema).unify_dictionaries()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ProblemError(400, f"the body is not an Arrow IPC stream: {error}") from None


def _check_columns(question: str, schema: pa.Schema) -> None:
    known = COLUMNS[question]
    takes = f"{question} takes {', '.join(known)}"
    faults = [
        Fault(name, f"the column is there {schema.names.count(name)} times; once will do")
        for name in dict.fromkeys(schema.names)
        if schema.names.count(name) > 1
    ]
    faults += [
        Fault(name, f"no such column; {takes}") for name in schema.names if name not in known
    ]
    faults += [
        Fault(name, f"the column is missing; {takes}")
        for name in _NEEDED.get(question, ())
        if name not in schema.names
    ]
    faults += [
        Fault(field.name, f"a column of {field.type} cannot be used; send text or numbers")
        for field in schema
        if field.name in known and not can_be_read(field.type)
    ]
    if not schema.names:
        faults.append(Fault("", f"there are no columns; {takes}"))
    if faults:
        raise unprocessable(faults)


def _check_degrees(asked: pa.Table) -> None:
    for name, most in _LIMITS.items():
        if name in asked.schema.names:
            column = asked[name].combine_chunks()
            impossible = np.flatnonzero(np.abs(as_degrees(column)) > most)
            if len(impossible):
                row = int(impossible[0])
                said = f"must be from -{most:.0f} to {most:.0f} degrees, not {column[row]}"
                raise unprocessable([Fault(f"[{row}].{name}", said)])


def _answer(ask: Callable[..., pa.Array], question: str, rows: pa.RecordBatch) -> pa.Array:
    known = COLUMNS[question]
    return ask(**{known[name]: rows[name] for name in rows.schema.names})


def _flat(question: str, answers: pa.Array, chosen: Sequence[str]) -> pa.RecordBatch:
    """Return a struct's fields as columns, null where it is; another answer as one column."""
    if not pa.types.is_struct(answers.type):
        names, columns = [question], [answers]
    else:
        names = [field.name for field in answers.type]
        columns = answers.flatten()
    unknown = [name for name in chosen if name not in names]
    if unknown:
        said = f"no such column of the answer; it has {', '.join(names)}"
        raise unprocessable([Fault("columns", f"{name!r}: {said}") for name in unknown])
    picked = {name: columns[names.index(name)] for name in chosen or names}
    return pa.RecordBatch.from_arrays([*picked.values()], names=[*picked])
