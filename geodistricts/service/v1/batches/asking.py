"""A batch's address: its body read, the question asked for each row, the answers written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any, get_type_hints

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Query, Request, Response

from geodistricts.basics.arguments import Errors
from geodistricts.service.core import Core
from geodistricts.service.headers import JSON, NOT_KEPT
from geodistricts.service.v1.answers import shape_of
from geodistricts.service.v1.asking import (
    Question,
    body_of,
    check_media_type,
    model_of,
    reference_to,
)
from geodistricts.service.v1.batches.columns import COLUMNS, answer_columns
from geodistricts.service.v1.batches.limits import Limits
from geodistricts.service.v1.batches.rows import answer_rows
from geodistricts.service.v1.problems import Problem
from geodistricts.service.v1.questions import QUESTIONS
from geodistricts.service.v1.sending import send
from geodistricts.tables import Answers

ARROW = "application/vnd.apache.arrow.stream"
_AT_ONCE = 2
"""Batches that are computed at once; more would only slow each other, and single questions."""

ErrorsParameter = Annotated[
    Errors,
    Query(description="What an argument that cannot be used is: a problem, or a missing one."),
]
ColumnsParameter = Annotated[
    str | None,
    Query(
        description="Of Arrow, columns of the answer, with commas between; all, if not said.",
        examples=["district_pk,distance"],
    ),
]


def add_batches(router: APIRouter, core: Core) -> None:
    """Add the address of every question's batch.

    Parameters
    ----------
    router : APIRouter
        Of the application.
    core : Core
        Answers.
    """
    answers = Answers(core.gazetteer)
    waiting = _Waiting()
    for name, question in QUESTIONS.items():
        answer = shape_of(get_type_hints(question)["return"])
        row = reference_to(model_of(question, with_missing=True))
        rows = {"type": "array", "items": row}
        content: dict[str, Any] = {}
        if name in COLUMNS:
            content[ARROW] = {"schema": {"type": "string", "format": "binary"}}
        router.add_api_route(
            f"/v1/{name}/batch",
            _answering(core, answers, question, waiting),
            methods=["POST"],
            operation_id=f"{name}_batch",
            summary=f"Ask {name} for many rows at once",
            responses={
                200: {"model": list[answer | None], "content": content},  # type: ignore[valid-type]
                400: {"model": Problem, "description": "The body cannot be read."},
                413: {"model": Problem, "description": "Too many rows or bytes."},
                415: {"model": Problem, "description": "The body is of another media type."},
                422: {"model": Problem, "description": "An argument cannot be used."},
                503: {"model": Problem, "description": "It takes too long."},
            },
            tags=["batches"],
            response_class=Response,
            response_model=None,
            openapi_extra=body_of({JSON: {"schema": rows}, **content}),
        )


class _Waiting:
    """Lets few batches be computed at once; made in the loop that they run in."""

    def __init__(self) -> None:
        self._limiter: CapacityLimiter | None = None

    @property
    def limiter(self) -> CapacityLimiter:
        self._limiter = self._limiter or CapacityLimiter(_AT_ONCE)
        return self._limiter


def _answering(
    core: Core, answers: Answers, question: Question, waiting: _Waiting
) -> Callable[..., Awaitable[Response]]:
    name = question.__name__
    accepted = (JSON, ARROW) if name in COLUMNS else (JSON,)

    async def answer(
        request: Request, errors: ErrorsParameter = "raise", columns: ColumnsParameter = None
    ) -> Response:
        media_type = check_media_type(request, *accepted)
        body = await request.body()
        chosen = [part.strip() for part in columns.split(",")] if columns else []
        limits = Limits.of(core.settings)
        if media_type == ARROW:
            work = partial(answer_columns, answers, name, body, chosen, errors, limits)
        else:
            work = partial(answer_rows, core, question, body, errors, limits)
        rows, written = await to_thread.run_sync(work, limiter=waiting.limiter)
        request.state.rows = rows
        return send(written, media_type, NOT_KEPT)

    answer.__name__ = f"{name}_batch"
    answer.__doc__ = (
        f"Ask `{name}` for each row, and answer in the same order.\n\n"
        "In JSON a row is an object with the question's arguments, and its answer the single "
        "answer; null for a row that lacks what is needed."
    )
    return answer
