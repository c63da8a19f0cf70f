"""What is wrong with a request, as ``application/problem+json`` (RFC 9457)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException

from geodistricts.basics.arguments import shown

MEDIA_TYPE = "application/problem+json"
_MOST_NAMED = 20


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    field: str = Field(description="Its name; of a batch with its row, `[17].lat`.")
    detail: str = Field(description="What is wrong, and what to do.")


class Problem(BaseModel):
    """What is wrong with a request (RFC 9457)."""

    type: str = Field(description="A URI of the kind of problem; `about:blank`: its status.")
    title: str = Field(description="The kind of problem.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong, and what to do.")
    errors: list[FieldProblem] = Field(description="The fields at fault.")


class Fault(NamedTuple):
    """A field at fault, and what is wrong with it."""

    field: str
    detail: str


class ProblemError(Exception):
    """A request that cannot be answered.

    Attributes
    ----------
    status : int
        The HTTP status.
    detail : str
        What is wrong, and what to do.
    faults : tuple of Fault
        The fields at fault.
    headers : dict of str to str
        Of the answer.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        faults: Iterable[Fault] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = headers or {}


def unprocessable(faults: Sequence[Fault]) -> ProblemError:
    """Return the error of a request whose fields cannot be used."""
    named = [
        fault.detail if fault.detail.startswith(fault.field) else f"{fault.field}: {fault.detail}"
        for fault in faults
    ]
    more = f"; and {len(named) - 3} more" if len(named) > 3 else ""
    return ProblemError(422, "; ".join(named[:3]) + more, faults[:_MOST_NAMED])


def refused(error: Exception, arguments: Mapping[str, Any]) -> ProblemError:
    """Return the error of a question that the gazetteer refuses.

    Parameters
    ----------
    error : LookupError, TypeError or ValueError
        What the gazetteer says; it names the argument.
    arguments : mapping of str to object
        The question's arguments.

    Returns
    -------
    ProblemError
        With the field at fault.
    """
    detail = str(error.args[0]) if error.args else str(error)
    words = re.findall(r"\w+", detail.replace("cities", "city").replace("townships", "township"))
    field = next((word for word in words if word in arguments), "")
    if arguments.get(f"{field}_pk") is not None:
        field = f"{field}_pk"
    return unprocessable([Fault(field, detail)])


def read_wrongly(errors: Sequence[ErrorDetails | dict[str, Any]]) -> ProblemError:
    """Return the error of a body that is no JSON, or of fields that are not what they must be.

    Parameters
    ----------
    errors : sequence of dict
        What pydantic says.

    Returns
    -------
    ProblemError
        With the fields at fault.
    """
    first = errors[0]
    if first["type"] == "json_invalid":
        return ProblemError(400, f"the body is not JSON: {first['ctx']['error']}")
    return unprocessable([*dict.fromkeys(map(_fault, errors))])


def _fault(error: ErrorDetails | dict[str, Any]) -> Fault:
    path = [part for part in error["loc"] if part not in ("query", "path", "body")]
    if path and path[-1] in ("float", "str"):  # which member of a union
        path.pop()
    field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    if error["type"] == "missing":
        detail = "missing"
    elif error["type"] in ("too_long", "string_too_long"):
        detail = f"longer than {error['ctx']['max_length']:,} letters, the most"
    elif error["type"] == "extra_forbidden":
        detail = "nothing is called so here; see /docs for the names"
    else:
        said = re.sub("^Input should ", "must ", error["msg"])
        detail = f"{said[:1].lower()}{said[1:]}, not {shown(error['input'])}"
    return Fault(field.lstrip("."), detail)


def answer_problem(problem: ProblemError) -> Response:
    """Write a problem down."""
    title = HTTPStatus(problem.status).phrase
    document = {
        "type": "about:blank",
        "title": title,
        "status": problem.status,
        "detail": problem.detail,
        "errors": [fault._asdict() for fault in problem.faults],
    }
    return Response(
        orjson.dumps(document), problem.status, problem.headers or None, media_type=MEDIA_TYPE
    )


def refuse(detail: str) -> Response:
    """Return the answer to a request without its token."""
    return answer_problem(ProblemError(401, detail, (), {"www-authenticate": "Bearer"}))


def handle_problems(app: FastAPI) -> None:
    """Let an application answer with problems what goes wrong."""

    async def problem(_: Request, error: Exception) -> Response:
        assert isinstance(error, ProblemError)
        return answer_problem(error)

    async def invalid(_: Request, error: Exception) -> Response:
        assert isinstance(error, (RequestValidationError, ValidationError))
        return answer_problem(read_wrongly([*error.errors()]))

    async def http(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        detail = _DETAILS.get(error.status_code, str(error.detail))
        headers = dict(error.headers or {})
        return answer_problem(ProblemError(error.status_code, detail, (), headers))

    async def failed(_: Request, __: Exception) -> Response:
        return answer_problem(ProblemError(500, _DETAILS[500]))

    app.add_exception_handler(ProblemError, problem)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(Exception, failed)


_DETAILS = {
    404: "nothing is at this address; see /docs",
    405: "this address does not take this method; see /docs",
    500: "the service has failed; its log says where",
}
