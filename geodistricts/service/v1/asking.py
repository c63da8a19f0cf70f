"""A question's address: its parameters read, the question asked, the answer written."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from functools import cache, partial
from typing import Any, get_type_hints
from urllib.parse import unquote_to_bytes

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from starlette.types import Receive, Scope, Send

from geodistricts.gazetteer import Gazetteer
from geodistricts.service.core import Core
from geodistricts.service.encoding import encode
from geodistricts.service.headers import JSON
from geodistricts.service.v1.answers import shape_of
from geodistricts.service.v1.problems import (
    Problem,
    ProblemError,
    read_wrongly,
    refused,
)
from geodistricts.service.v1.questions import QUESTIONS
from geodistricts.service.v1.sending import Short

Question = Callable[..., Any]
REFERENCE = "#/components/schemas/{model}"
_LONGEST_BODY = 1 << 18
POSTED = ("validate", "parse")
"""Questions that may also be asked by POST: addresses are too long, and too private, for a URL."""


@cache
def model_of(question: Question, *, with_missing: bool = False) -> type[BaseModel]:
    """Make a model of a question's arguments, for those who send them as JSON.

    Parameters
    ----------
    question : callable
        The question.
    with_missing : bool
        True where what is needed may be null, as in a batch.

    Returns
    -------
    type
        With a field for each argument, and no other.
    """
    hints = get_type_hints(question, include_extras=True)
    _, *parameters = inspect.signature(question).parameters.values()
    fields: dict[str, Any] = {}
    for one in parameters:
        is_needed = one.default is one.empty
        kind = hints[one.name] | None if is_needed and with_missing else hints[one.name]
        fields[one.name] = (kind, ... if is_needed else one.default)
    name = f"{question.__name__.title()}{'Row' if with_missing else 'Question'}"
    said = inspect.getdoc(question) or ""
    return create_model(name, __config__=ConfigDict(extra="forbid"), __doc__=said, **fields)


def ask(question: Question, gazetteer: Gazetteer, arguments: Mapping[str, Any]) -> Any:
    """Ask a question.

    Parameters
    ----------
    question : callable
        The question.
    gazetteer : Gazetteer
        Answers.
    arguments : mapping of str to object
        By name.

    Returns
    -------
    object
        The gazetteer's answer.

    Raises
    ------
    ProblemError
        Where the gazetteer refuses an argument; names it.
    """
    try:
        return question(gazetteer, **arguments)
    except (KeyError, IndexError):
        raise
    except (LookupError, TypeError, ValueError) as error:
        raise refused(error, arguments) from None


class DirectRoute(APIRoute):
    """A route whose endpoint reads the request itself.

    FastAPI documents it, and does nothing before it or after it: to read parameter by parameter,
    and to care for dependencies that there are none of, takes longer than the answer.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        endpoint: Callable[[Request], Awaitable[Response]] = self.endpoint

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            response = await endpoint(Request(scope, receive))
            await response(scope, receive, send)

        self.app = app


def add_questions(router: APIRouter, core: Core) -> None:
    """Add the address of every question.

    Parameters
    ----------
    router : APIRouter
        Of the application.
    core : Core
        Answers.
    """
    for name, question in QUESTIONS.items():
        shape: dict[int | str, dict[str, Any]] = {
            200: {"model": shape_of(get_type_hints(question)["return"])},
            422: {"model": Problem, "description": "An argument cannot be used."},
        }
        add = partial(
            router.add_api_route,
            f"/v1/{name}",
            responses=shape,
            tags=[question.__module__.rpartition(".")[2]],
            response_class=Response,
            response_model=None,
            route_class_override=DirectRoute,
        )
        model = model_of(question)
        add(
            endpoint=_asking(core, question),
            operation_id=name,
            openapi_extra={"parameters": _described(model)},
        )
        if name in POSTED:
            add(
                endpoint=_reading(core, question),
                methods=["POST"],
                operation_id=f"{name}_posted",
                openapi_extra=body_of({JSON: {"schema": reference_to(model)}}),
            )


def reference_to(model: type[BaseModel]) -> dict[str, str]:
    """Return the reference to a model's schema in the OpenAPI document."""
    return {"$ref": REFERENCE.format(model=model.__name__)}


def body_of(content: dict[str, Any]) -> dict[str, Any]:
    """Describe a body that is read by ourselves, by media type."""
    return {"requestBody": {"required": True, "content": content}}


def _described(model: type[BaseModel]) -> list[dict[str, Any]]:
    """Describe the fields of a model as parameters of a query."""
    schema = model.model_json_schema()
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": next(
                one["description"]
                for one in (field, *field.get("anyOf", ()))
                if "description" in one
            ),
            "schema": field,
        }
        for name, field in schema["properties"].items()
    ]


def _asking(core: Core, question: Question) -> Callable[[Request], Awaitable[Response]]:
    """Make the handler of a question; its query is read in one step, by the model."""
    gazetteer = core.gazetteer
    fields = model_of(question).model_fields
    optional = frozenset(name for name, field in fields.items() if not field.is_required())
    read = model_of(question).model_validate

    async def answer(request: Request) -> Response:
        query = read_query(request.scope["query_string"])
        if "" in query.values():  # an optional field that a form leaves empty was not given
            query = {name: text for name, text in query.items() if text or name not in optional}
        try:
            asked = read(query)
        except ValidationError as error:
            raise read_wrongly(error.errors(include_url=False)) from None
        return Short(encode(ask(question, gazetteer, asked.__dict__)))

    answer.__name__, answer.__doc__ = question.__name__, inspect.getdoc(question)
    return answer


def read_query(query: bytes) -> dict[str, str]:
    """Read a query string; of a name that is there twice, the last.

    Examples
    --------
    >>> read_query(b"city=%C4%B0zmir&name=100.+y%C4%B1l")
    {'city': 'İzmir', 'name': '100. yıl'}
    """
    pairs = [part.partition(b"=") for part in query.replace(b"+", b" ").split(b"&") if part]
    return {_text_of(name): _text_of(value) for name, _, value in pairs}


def _text_of(part: bytes) -> str:
    return (unquote_to_bytes(part) if b"%" in part else part).decode(errors="replace")


def _reading(core: Core, question: Question) -> Callable[[Request], Awaitable[Response]]:
    read = model_of(question).model_validate_json

    async def answer(request: Request) -> Response:
        check_media_type(request, JSON)
        body = await request.body()
        if len(body) > _LONGEST_BODY:
            raise ProblemError(
                413, f"a question has {_LONGEST_BODY:,} bytes at most; many go to /batch"
            )
        try:
            asked = read(body)
        except ValidationError as error:
            raise read_wrongly(error.errors(include_url=False)) from None
        found = ask(question, core.gazetteer, asked.__dict__)
        return Short(encode(found))

    answer.__name__, answer.__doc__ = question.__name__, inspect.getdoc(question)
    return answer


def check_media_type(request: Request, *accepted: str) -> str:
    """Return the media type of a body; the first of those accepted, where none is said.

    Raises
    ------
    ProblemError
        Where it is of another, or compressed.
    """
    said = request.headers.get("content-type", accepted[0]).partition(";")[0].strip().lower()
    # What curl says where nobody says anything.
    kind = accepted[0] if said == "application/x-www-form-urlencoded" else said
    if kind not in accepted:
        raise ProblemError(415, f"the body is {said}; send {' or '.join(accepted)}")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise ProblemError(415, "the body is compressed; send it as it is")
    return kind
