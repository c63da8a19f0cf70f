"""The body of an answer: as many bytes as a page can have, inflated within that, strict JSON."""

import json
import zlib
from collections import Counter
from typing import Any

import httpx

from geodistricts.errors import SourceError
from geodistricts.sources.akinon.secret import Hide, shown

MOST_BYTES = 16 << 20
_MOST_CONTAINERS = 1 << 19
_PLAIN, _GZIP = ("", "identity"), ("gzip", "x-gzip")
ACCEPTED = "gzip"
"""The one encoding that is asked for, and taken."""


class MalformedBodyError(Exception):
    """A body that is no JSON: cut off or garbled on its way, so worth asking for again."""


async def read_body(response: httpx.Response, where: str, hide: Hide) -> bytes:
    """Read an answer's body.

    Parameters
    ----------
    response : httpx.Response
        Not yet read.
    where : str
        What errors say first.
    hide : callable
        Takes the token out.

    Returns
    -------
    bytes
        Inflated.

    Raises
    ------
    SourceError
        Where it is longer than a page can be, on its way or inflated, or comes in an encoding
        that was not asked for.
    MalformedBodyError
        Where it is no gzip, or cut off.
    """
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in (*_PLAIN, *_GZIP):
        raise SourceError(
            f"{where}: the body comes encoded as {shown(encoding, hide)}, where {ACCEPTED} alone "
            "was asked for; have the platform, or the proxy on the way, send gzip or plain JSON"
        )
    gunzip = _Gunzip() if encoding in _GZIP else None
    body = bytearray()
    received = 0
    async for piece in response.aiter_raw():
        received += len(piece)
        most = MOST_BYTES + 1 - len(body)
        body += piece if gunzip is None else gunzip.inflate(piece, most)
        if max(received, len(body)) > MOST_BYTES:
            raise SourceError(
                f"{where}: more than {MOST_BYTES >> 20} MB in one page, which no list has; "
                "the crawl stopped"
            )
    if gunzip is not None and not gunzip.is_whole:
        raise MalformedBodyError("gzip that is cut off")
    return bytes(body)


class _Gunzip:
    """Inflates gzip piece by piece, never more than is asked for."""

    def __init__(self) -> None:
        self._stream = _member()

    @property
    def is_whole(self) -> bool:
        whole: bool = self._stream.eof
        return whole

    def inflate(self, piece: bytes, most: int) -> bytes:
        inflated = bytearray()
        while piece and len(inflated) < most:
            if self._stream.eof:
                self._stream = _member()
            try:
                inflated += self._stream.decompress(piece, most - len(inflated))
            except zlib.error:
                raise MalformedBodyError("no gzip, though it says so") from None
            piece = self._stream.unused_data or self._stream.unconsumed_tail
        return bytes(inflated)


def _member() -> Any:
    return zlib.decompressobj(16 + zlib.MAX_WBITS)


def parse_body(body: bytes, where: str, hide: Hide) -> Any:
    """Parse a body.

    Parameters
    ----------
    body : bytes
        JSON, as it came.
    where : str
        What errors say first.
    hide : callable
        Takes the token out.

    Returns
    -------
    object
        What it says.

    Raises
    ------
    MalformedBodyError
        Where it is no JSON.
    SourceError
        Where an object has a name twice, or there are more objects and lists than a page has:
        each is some ten times as large in memory.
    """
    if body.count(b"{") + body.count(b"[") > _MOST_CONTAINERS:
        raise SourceError(
            f"{where}: more than {_MOST_CONTAINERS:,} objects and lists in one page, which no "
            "list has; the crawl stopped"
        )
    try:
        return json.loads(body, object_pairs_hook=_each_once)
    except _TwiceError as error:
        name = error.args[0]
    except (ValueError, RecursionError) as error:
        raise MalformedBodyError(f"no JSON ({type(error).__name__})") from None
    raise SourceError(
        f"{where}: an object has {shown(name, hide)} twice, so that nobody knows which is meant; "
        "have the platform looked at"
    )


class _TwiceError(Exception):
    """A name that an object has twice."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        counts = Counter(name for name, _ in pairs)
        raise _TwiceError(counts.most_common(1)[0][0])
    return made
