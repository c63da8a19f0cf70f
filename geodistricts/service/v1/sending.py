"""Long answers, sent in parts, so that whoever packs them does not keep others waiting."""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi import Response
from fastapi.responses import StreamingResponse

_PART = 1 << 20


def send(body: bytes, media_type: str, headers: dict[str, str]) -> Response:
    """Return the answer with a body of any length.

    Parameters
    ----------
    body : bytes
        All of it.
    media_type : str
        What it is.
    headers : dict of str to str
        Of the answer.

    Returns
    -------
    Response
        That says how long it is, and sends a long body in parts.
    """
    if len(body) <= _PART:
        return Response(body, headers=headers, media_type=media_type)

    async def parts() -> AsyncIterator[memoryview]:
        whole = memoryview(body)
        for start in range(0, len(body), _PART):
            yield whole[start : start + _PART]

    length = {"content-length": str(len(body))}
    return StreamingResponse(parts(), headers={**headers, **length}, media_type=media_type)
