"""The files of the element, as they are."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geodistricts.service.kept import Tagged

FOLDER = Path(__file__).parent / "static"
_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".ts": "text/plain; charset=utf-8",
    "": "text/plain; charset=utf-8",
}


def file_routes() -> Iterator[Route]:
    """Yield the route of every file; each is read now, once."""
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            yield _route(f"/form/{path.relative_to(FOLDER).as_posix()}", path)


def _route(address: str, path: Path) -> Route:
    content = path.read_bytes()
    # Modules import each other by name: none may be older than the others.
    kept = Tagged(sha256(content).hexdigest()[:16], "no-cache")
    headers = {**kept.headers, "x-content-type-options": "nosniff"}

    async def answer(request: Request) -> Response:
        if kept.is_known(request):
            return kept.not_modified()
        return Response(content, headers=headers, media_type=_MEDIA_TYPES[path.suffix])

    return Route(address, answer)
