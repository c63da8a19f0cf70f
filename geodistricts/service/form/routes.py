"""The addresses of the form: the page, the lists of its fields, the element's files."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from geodistricts.service.core import Core
from geodistricts.service.form.checking import Checked, check, look_up
from geodistricts.service.form.files import file_routes
from geodistricts.service.form.page import Look, form_page, refused_page, result_page
from geodistricts.service.form.reading import read_sent
from geodistricts.service.form.texts import TEXTS, language_of
from geodistricts.service.headers import JSON, NOT_KEPT
from geodistricts.service.kept import Tagged
from geodistricts.tables import list_of_a_township, lists_of_a_form, written_list

PATHS = "/form"
_FILES = [*file_routes()]
OPEN_PATHS = tuple(route.path for route in _FILES)
"""The element's files, which a page loads without a token; what it shows needs one."""
_LONGEST_BODY = 1 << 16


def routes(core: Core) -> list[BaseRoute]:
    """Return the routes of the form.

    Parameters
    ----------
    core : Core
        Answers.

    Returns
    -------
    list of Route
        For an application.
    """
    known = core.gazetteer
    headers = _headers(core.settings.tile_url)
    kept = Tagged(known.version, "no-cache")

    def look_of(request: Request) -> Look:
        query = request.query_params
        return Look(
            language_of(query.get("lang"), request.headers.get("accept-language")),
            query.get("api_key", "") if core.tokens else "",
            core.settings.tile_url,
            core.settings.tile_attribution,
        )

    def shown(page: str, status: int = 200, caching: dict[str, str] = NOT_KEPT) -> Response:
        return HTMLResponse(page, status, {**headers, **caching})

    async def page(request: Request) -> Response:
        look = look_of(request)
        try:
            sent = read_sent(request.scope["query_string"])
        except ValueError as error:
            return shown(refused_page(look, _unreadable(look, error)), 400)
        # Nothing of anybody is in it: a browser may keep it for the way back.
        caching = {"cache-control": "no-cache", "vary": "accept-language"}
        return shown(form_page(known, look, sent, look_up(known, sent)), caching=caching)

    async def submit(request: Request) -> Response:
        look = look_of(request)
        try:
            body = await request.body()
            if len(body) > _LONGEST_BODY:
                raise ValueError(f"it has more than {_LONGEST_BODY:,} bytes")
            sent = read_sent(body)
        except ValueError as error:
            return shown(refused_page(look, _unreadable(look, error)), 400)
        checked: Checked = await to_thread.run_sync(check, known, sent)
        if checked.is_done and not sent.line:
            return shown(result_page(look, checked))
        return shown(form_page(known, look, sent, checked))

    @cache
    def places_listed() -> bytes:
        return written_list(lists_of_a_form(known, "township"))

    async def places(request: Request) -> Response:
        if kept.is_known(request):
            return kept.not_modified()
        listed = await to_thread.run_sync(places_listed)
        return Response(listed, headers=kept.headers, media_type=JSON)

    async def districts(request: Request) -> Response:
        if kept.is_known(request):
            return kept.not_modified()
        try:
            township = known.township(request.path_params["pk"])
        except LookupError as error:
            return Response(str(error.args[0]), 404, media_type="text/plain")
        listed = written_list(list_of_a_township(known, township))
        return Response(listed, headers=kept.headers, media_type=JSON)

    return [
        Route("/form", page, methods=["GET"]),
        Route("/form", submit, methods=["POST"]),
        Route("/form/lists/places.json", places),
        Route("/form/lists/{pk:int}.json", districts),
        *_FILES,
    ]


def refuse(problem: str) -> Response:
    """Refuse a page without a token."""
    return HTMLResponse(
        refused_page(Look("tr"), problem), 401, {**_headers(""), "www-authenticate": "Bearer"}
    )


def _unreadable(look: Look, error: ValueError) -> str:
    return TEXTS[look.language]["unreadable"].format(error)


def _headers(tile_url: str) -> dict[str, str]:
    """Return headers that let a page load what is its own, and the tiles of its map."""
    tiles = urlsplit(tile_url.replace("{s}", "*"))
    images = f"data: {tiles.scheme}://{tiles.netloc}" if tiles.netloc else "data:"
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        f"img-src {images}; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    )
    return {
        "content-security-policy": policy,
        "permissions-policy": "geolocation=(self)",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }
