"""A question's address: its parameters read, the question asked, the answer written."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from enum import Enum
from functools import cache
from typing import Any, get_type_hints
from urllib.parse import unquote_plus

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from geodistricts.gazetteer import Gazetteer
from geodistricts.service.core import Core
from geodistricts.service.v1.answers import shape_of
from geodistricts.service.v1.problems import (
    Fault,
    ProblemError,
    read_wrongly,
    refused,
    unprocessable,
)
from geodistricts.service.v1.questions import QUESTIONS

Question = Callable[..., Any]
JSON = "application/json"
NOT_KEPT = {"cache-control": "no-store"}
"""Answers to addresses are nobody else's."""
POSTED = ("validate", "parse")
"""Questions that may also be asked by POST: addresses are too long, and too private, for a URL."""


def parameters_of(question: Question) -> list[inspect.Parameter]:
    """Return a question's parameters after the gazetteer, with their types."""
    hints = get_type_hints(question, include_extras=True)
    return [
        one.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[one.name])
        for one in [*inspect.signature(question).parameters.values()][1:]
    ]


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
    fields: dict[str, Any] = {}
    for one in parameters_of(question):
        is_needed = one.default is one.empty
        kind = one.annotation | None if is_needed and with_missing else one.annotation
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


class StrictRoute(APIRoute):
    """A route that refuses parameters which it does not have: a misspelt one is no answer.

    An optional one that is left empty, as forms send it, was not given.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, with the check before it."""
        handle = super().get_route_handler()
        fields = self.dependant.query_params
        known = {one.alias for one in fields}
        optional = {one.alias for one in fields if not one.field_info.is_required()}

        async def checked(request: Request) -> Response:
            query = request.scope["query_string"]
            if query:
                pairs = [part.partition(b"=") for part in query.split(b"&")]
                if not known.issuperset([name.decode("latin-1") for name, _, _ in pairs]):
                    _refuse_unknown([name for name, _, _ in pairs], known)
                if not all(value for _, _, value in pairs):
                    request.scope["query_string"] = b"&".join(
                        name + equals + value
                        for name, equals, value in pairs
                        if value or name.decode("latin-1") not in optional
                    )
            return await handle(request)

        return checked


def _refuse_unknown(written: Iterable[bytes], known: set[str]) -> None:
    names = dict.fromkeys(unquote_plus(name.decode("latin-1")) for name in written)
    takes = f"this address takes {', '.join(sorted(known))}" if known else "it takes none"
    unknown = [name for name in names if name and name not in known]
    if unknown:
        raise unprocessable([Fault(name, f"no such parameter; {takes}") for name in unknown])


def add_questions(router: APIRouter, core: Core) -> None:
    """Add the address of every question.

    Parameters
    ----------
    router : APIRouter
        Of the interface.
    core : Core
        Answers.
    """
    for name, question in QUESTIONS.items():
        shape: dict[int | str, dict[str, Any]] = {
            200: {"model": shape_of(get_type_hints(question)["return"])}
        }
        tags: list[str | Enum] = [question.__module__.rpartition(".")[2]]
        router.add_api_route(
            f"/{name}",
            _asking(core, question),
            operation_id=name,
            responses=shape,
            tags=tags,
            response_class=Response,
            response_model=None,
        )
        if name in POSTED:
            router.add_api_route(
                f"/{name}",
                _reading(core, question),
                methods=["POST"],
                operation_id=f"{name}_posted",
                responses=shape,
                tags=tags,
                response_class=Response,
                response_model=None,
                openapi_extra={"requestBody": _body(model_of(question))},
            )


def _body(model: type[BaseModel]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"required": True, "content": {JSON: {"schema": schema}}}


def _asking(core: Core, question: Question) -> Callable[..., Awaitable[Response]]:
    gazetteer, encode = core.gazetteer, core.encoder.encode

    async def answer(**arguments: Any) -> Response:
        found = ask(question, gazetteer, arguments)
        return Response(encode(found), headers=NOT_KEPT, media_type=JSON)

    answer.__name__, answer.__doc__ = question.__name__, inspect.getdoc(question)
    answer.__signature__ = inspect.Signature(parameters_of(question))  # type: ignore[attr-defined]
    return answer


def _reading(core: Core, question: Question) -> Callable[..., Awaitable[Response]]:
    model = model_of(question)

    async def answer(request: Request) -> Response:
        check_media_type(request, JSON)
        try:
            asked = model.model_validate_json(await request.body())
        except ValidationError as error:
            raise read_wrongly(error.errors(include_url=False)) from None
        found = ask(question, core.gazetteer, dict(asked))
        return Response(core.encoder.encode(found), headers=NOT_KEPT, media_type=JSON)

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
