"""Answers that clients keep, and ask for again by ETag."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response


class Tagged:
    """What stays the same under one tag.

    Parameters
    ----------
    tag : str
        Changes with the content.
    cache_control : str
        How long it may be kept, and by whom.

    Attributes
    ----------
    headers : dict of str to str
        Of every answer with it.
    """

    def __init__(self, tag: str, cache_control: str) -> None:
        self._tag = f'"{tag}"'
        # Weak, for an answer is the same whether it is compressed or not.
        self.headers = {"etag": f"W/{self._tag}", "cache-control": cache_control}

    def is_known(self, request: Request) -> bool:
        """Tell whether the client has it already."""
        asked = request.headers.get("if-none-match")
        if asked is None:
            return False
        tags = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
        return "*" in tags or self._tag in tags

    def not_modified(self) -> Response:
        """Say that the client has it."""
        return Response(status_code=304, headers=self.headers)
