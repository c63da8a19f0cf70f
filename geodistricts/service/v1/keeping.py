"""Answers that only change with the data: kept by clients, and asked for again by ETag."""

from __future__ import annotations

from fastapi import Request, Response

from geodistricts.service.core import Core
from geodistricts.service.v1.sending import send

_SECONDS = 3600


class Kept:
    """Answers with what only changes with the data.

    Parameters
    ----------
    core : Core
        Has the version of the data.
    """

    def __init__(self, core: Core) -> None:
        # Weak, for an answer is the same whether it is compressed or not.
        self._tag = f'W/"{core.gazetteer.version}"'
        visible = "private" if core.tokens else "public"
        self._headers = {"etag": self._tag, "cache-control": f"{visible}, max-age={_SECONDS}"}

    def is_known(self, request: Request) -> bool:
        """Tell whether the client has the answer already."""
        asked = request.headers.get("if-none-match")
        if asked is None:
            return False
        tags = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
        return "*" in tags or self._tag.removeprefix("W/") in tags

    def not_modified(self) -> Response:
        """Say that the client has it."""
        return Response(status_code=304, headers=self._headers)

    def answer(self, body: bytes, media_type: str) -> Response:
        """Answer with it."""
        return send([body], media_type, self._headers)
