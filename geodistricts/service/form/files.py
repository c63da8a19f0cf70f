"""The files of the element, as they are."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

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
    tag = f'W/"{sha256(content).hexdigest()[:16]}"'
    # Modules import each other by name: none may be older than the others.
    headers = {"etag": tag, "cache-control": "no-cache", "x-content-type-options": "nosniff"}

    async def answer(request: Request) -> Response:
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(content, headers=headers, media_type=_MEDIA_TYPES[path.suffix])

    return Route(address, answer)
