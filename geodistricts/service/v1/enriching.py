"""Files: CSV in, the same CSV with what the gazetteer knows of its rows out."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, get_type_hints

from anyio import open_file, to_thread
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from geodistricts.service.core import Core
from geodistricts.service.headers import NOT_KEPT
from geodistricts.service.v1.asking import body_of, check_media_type
from geodistricts.service.v1.problems import Problem, refused
from geodistricts.tables import (
    Enricher,
    check_roles,
    enriched_rows,
    enriched_schema,
    format_header,
    format_rows,
    open_table,
)

CSV = "text/csv"
_END = object()


_HELD = {
    "latitude": "latitudes",
    "longitude": "longitudes",
    "address": "lines of address",
    "city": "cities; digits are plate codes",
    "township": "townships",
    "district": "districts",
    "postal_code": "postal codes",
    "city_pk": "cities' pks",
    "township_pk": "townships' pks",
}
Confidence = Annotated[
    float,
    Query(description="The least confidence to accept.", json_schema_extra={"maximum": 1}),
]
Prefix = Annotated[str, Query(description="Put before the names of the added columns.")]
Delimiter = Annotated[
    str | None, Query(description="What parts the fields: , ; | or tab; found, if not said.")
]
Encoding = Annotated[str, Query(description="Of the file.", examples=["windows-1254"])]


def add_files(router: APIRouter, core: Core) -> None:
    """Add the address that enriches files.

    Parameters
    ----------
    router : APIRouter
        Of the application.
    core : Core
        Answers.
    """

    async def enrich(
        request: Request,
        min_confidence: Confidence = 0.9,
        prefix: Prefix = "",
        delimiter: Delimiter = None,
        encoding: Encoding = "utf-8",
        **columns: str | None,
    ) -> Response:
        """Add the district of every row of a CSV file.

        As `geodistricts enrich`: a row has coordinates; or one line of address; or it is an
        order of fields, with or without a line beside them. Every row and column stays, in
        order and as it was. The answer is sent as it is made.
        """
        check_media_type(request, CSV)
        folder = TemporaryDirectory(prefix="geodistricts-")
        try:
            path = Path(folder.name) / "body.csv"
            await _save(request, path)
            roles = {role: name for role, name in columns.items() if name is not None}
            enricher = partial(Enricher, core.gazetteer, min_confidence)
            work = partial(_answer, path, roles, enricher, prefix, delimiter, encoding)
            parts = await to_thread.run_sync(work)
        except BaseException:
            folder.cleanup()
            raise
        return StreamingResponse(
            _sent(parts, folder), headers=NOT_KEPT, media_type=f"{CSV}; charset=utf-8"
        )

    enrich.__signature__ = _signature(enrich)  # type: ignore[attr-defined]
    router.add_api_route(
        "/v1/enrich",
        enrich,
        methods=["POST"],
        responses={
            200: {"content": {CSV: {"schema": {"type": "string"}}}, "description": "The file."},
            413: {"model": Problem, "description": "Too many bytes."},
            415: {"model": Problem, "description": "The body is of another media type."},
            422: {"model": Problem, "description": "The file, or what is said of it, is wrong."},
        },
        tags=["files"],
        response_class=Response,
        response_model=None,
        operation_id="enrich",
        openapi_extra=body_of({CSV: {"schema": {"type": "string"}}}),
    )


def _signature(enrich: Callable[..., Any]) -> inspect.Signature:
    """Return its signature with a parameter for each of the columns."""
    hints = get_type_hints(enrich, include_extras=True)
    parameters = [*inspect.signature(enrich).parameters.values()][:-1]
    own = [one.replace(annotation=hints[one.name]) for one in parameters]
    columns = [
        inspect.Parameter(
            role,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[str | None, Query(description=f"The column of {held}.")],
        )
        for role, held in _HELD.items()
    ]
    return inspect.Signature([*own, *columns])


async def _save(request: Request, path: Path) -> None:
    async with await open_file(path, "wb") as file:
        async for part in request.stream():
            await file.write(part)


def _answer(
    path: Path,
    roles: Mapping[str, str],
    make_enricher: partial[Enricher],
    prefix: str,
    delimiter: str | None,
    encoding: str,
) -> Iterator[bytes]:
    """Check the whole file, and return the answer's parts, which nothing can stop then."""
    try:
        check_roles(roles, str)
        reader = open_table(
            path, {"\\t": "\t", "tab": "\t"}.get(delimiter or "", delimiter), encoding
        )
        schema = enriched_schema("the file", reader.schema, roles, prefix, "prefix")
        enricher = make_enricher()
        for _ in reader:
            pass
    except (LookupError, ValueError) as error:
        said = str(error.args[0] if error.args else error).replace(str(path), "the file")
        names = (*roles, "delimiter", "encoding", "prefix")
        raise refused(ValueError(said), dict.fromkeys(names)) from None

    def parts() -> Iterator[bytes]:
        yield bytes(format_header(schema.names, reader.delimiter))
        for rows in reader:
            solved = enricher.solve({role: rows[name] for role, name in roles.items()})
            whole = enriched_rows(rows, enricher.columns(solved), schema)
            yield bytes(format_rows(whole, reader.delimiter))

    return parts()


async def _sent(parts: Iterator[bytes], folder: TemporaryDirectory[str]) -> AsyncIterator[bytes]:
    try:
        while (part := await to_thread.run_sync(next, parts, _END)) is not _END:
            assert isinstance(part, bytes)
            yield part
    finally:
        folder.cleanup()
