"""Batches of rows, as JSON: each is the single question, and gets the single answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    FailFast,
    Field,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from geodistricts.basics.arguments import Errors, is_missing
from geodistricts.service.core import Core
from geodistricts.service.encoding import encode
from geodistricts.service.v1.asking import Question, ask, model_of
from geodistricts.service.v1.batches.limits import Limits
from geodistricts.service.v1.problems import Fault, ProblemError, read_wrongly, unprocessable

_CHUNK = 500
_VALUES_A_ROW = 16
"""Far more values than a row has: what has more is many more rows, or none of ours."""
_OF_VALUES = frozenset(
    (
        *("float_parsing", "float_type", "int_parsing", "int_type", "int_from_float"),
        *("string_type", "too_long", "string_too_long", "string_unicode"),
    )
)
"""What pydantic calls the faults of a value, not of its name or of the row."""


def answer_rows(
    core: Core, question: Question, body: bytes, errors: Errors, limits: Limits
) -> tuple[int, list[bytes]]:
    """Answer a batch of rows.

    Parameters
    ----------
    core : Core
        Answers.
    question : callable
        The question.
    body : bytes
        A JSON array of objects with the question's arguments.
    errors : {"raise", "null"}
        What an argument that cannot be used is: a problem, or a missing one.
    limits : Limits
        What the batch may use.

    Returns
    -------
    int, list of bytes
        How many rows there are, and the JSON array of their answers, in pieces; null for a row
        whose needed arguments are missing.

    Raises
    ------
    ProblemError
        Where the body cannot be read, an argument cannot be used, or it is all too much.
    """
    rows = _read(question, body, errors, limits)
    needed = [
        name for name, field in model_of(question).model_fields.items() if field.is_required()
    ]
    pieces: list[bytes] = [b"["]
    size = 0
    for start in range(0, len(rows), _CHUNK):
        answers = []
        for place, row in enumerate(rows[start : start + _CHUNK], start):
            limits.check_progress(place, len(rows), size)
            found = None
            if row is not None and not any(is_missing(getattr(row, name)) for name in needed):
                try:
                    found = ask(question, core.gazetteer, row.__dict__)
                except ProblemError as problem:
                    if errors == "raise":
                        raise _in_row(place, problem) from None
            answers.append(encode(found))
            size += len(answers[-1])
        pieces.append((b"," if start else b"") + b",".join(answers))
    limits.check_progress(len(rows), len(rows), size)
    return len(rows), [*pieces, b"]"]


def _read(
    question: Question, body: bytes, errors: Errors, limits: Limits
) -> Sequence[BaseModel | None]:
    if body.count(b",") > _VALUES_A_ROW * limits.rows:
        raise limits.too_many_rows()
    try:
        return _rows_of(question, limits.rows).validate_json(body)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    if faults[0]["type"] == "too_long" and not faults[0]["loc"]:
        raise limits.too_many_rows()
    if errors == "raise" or not _OF_VALUES.issuperset(one["type"] for one in faults):
        raise read_wrongly(faults)
    try:
        return _each_of(question, limits.rows).validate_json(body)
    except ValidationError as error:
        raise read_wrongly(error.errors(include_url=False)) from None


@cache
def _rows_of(question: Question, most: int) -> TypeAdapter[list[BaseModel | None]]:
    """Read rows, up to the first that cannot be read."""
    rows: Any = list[model_of(question, with_missing=True)]  # type: ignore[misc]
    return TypeAdapter(Annotated[rows, Field(max_length=most), FailFast()])


@cache
def _each_of(question: Question, most: int) -> TypeAdapter[list[BaseModel | None]]:
    """Read rows, None for those with a value that cannot be read."""
    model: Any = model_of(question, with_missing=True)
    rows: Any = list[Annotated[model | None, WrapValidator(_or_none)]]
    return TypeAdapter(Annotated[rows, Field(max_length=most), FailFast()])


def _or_none(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        return read(value)
    except ValidationError as error:
        if _OF_VALUES.issuperset(one["type"] for one in error.errors()):
            return None
        raise


def _in_row(place: int, problem: ProblemError) -> ProblemError:
    return unprocessable(
        [
            Fault(f"[{place}].{fault.field}" if fault.field else f"[{place}]", fault.detail)
            for fault in problem.faults
        ]
    )
