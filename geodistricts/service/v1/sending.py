"""Answers as they are sent: one question's at once, long ones in parts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from fastapi import Response
from fastapi.responses import StreamingResponse

from geodistricts.service.headers import JSON, NOT_KEPT

_PART = 1 << 20
"""Bytes; whoever packs them all at once keeps others waiting."""
_OF_SHORT = (
    (b"content-type", JSON.encode()),
    *((name.encode(), value.encode()) for name, value in NOT_KEPT.items()),
)


class Short(Response):
    """The answer to one question, made in less time than Starlette makes it.

    Parameters
    ----------
    body : bytes
        JSON.
    """

    def __init__(self, body: bytes) -> None:
        self.status_code, self.background, self.body = 200, None, body
        self.raw_headers = [*_OF_SHORT, (b"content-length", b"%d" % len(body))]


def send(pieces: Sequence[bytes], media_type: str, headers: dict[str, str]) -> Response:
    """Return the answer with a body of any length.

    Parameters
    ----------
    pieces : sequence of bytes
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
    size = sum(map(len, pieces))
    if size <= _PART:
        return Response(b"".join(pieces), headers=headers, media_type=media_type)

    async def parts() -> AsyncIterator[memoryview]:
        for piece in pieces:
            whole = memoryview(piece)
            for start in range(0, len(piece), _PART):
                yield whole[start : start + _PART]

    length = {"content-length": str(size)}
    return StreamingResponse(parts(), headers={**headers, **length}, media_type=media_type)
