"""Connections, with limits on what a client may do before it asks anything."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

HEAD_SECONDS = 10.0
"""Until a request's head has arrived, from the connection or its first byte on."""
WRITE_SECONDS = 30.0
"""Until a client that does not read its answer is given up."""
LINGER_SECONDS = 5.0
"""How long what a client still sends is read and dropped, so that it sees the answer."""
HEAD_BYTES, MOST_HEADERS, TARGET_BYTES = 32_768, 100, 16_384
MOST_CONNECTIONS = 10_000
"""Of one worker."""
_WHILE_SENDING = (414, 431)
_WITHOUT_BODY = ("GET", "HEAD")


class Connection(HttpToolsProtocol):
    """A connection: its head must come in time, and be no larger than any client's need be."""

    _timer: asyncio.TimerHandle | None = None
    _writing: asyncio.TimerHandle | None = None
    _waits_for_head = True
    _is_refused = _is_lingering = False
    _received = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request, unless there are too many connections already."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            self._refuse(503)
        else:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        for timer in (self._timer, self._writing):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, and see whether a head is complete."""
        if self._is_refused:
            return
        # Of data in which a head begins nobody knows how much belongs to it; it is not counted.
        if self._waits_for_head:
            self._received += len(data)
        super().data_received(data)
        if not self._waits_for_head or self._is_refused:
            return
        if self._received > HEAD_BYTES:
            self._refuse(431)
        elif self._timer is None:
            self._wait_for_head()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, unless an answer has begun that it would break into."""
        if self._is_refused:
            return
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            super().send_400_response(msg)
        else:
            self.transport.close()

    def on_message_begin(self) -> None:
        """Wait for the rest of the head."""
        self._waits_for_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Start to answer, if the head is one to be answered."""
        self._waits_for_head, self._received = False, 0
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        size = sum(len(name) + len(value) for name, value in self.headers)
        if len(self.url) > TARGET_BYTES:
            self._refuse(414)
        elif size > HEAD_BYTES or len(self.headers) > MOST_HEADERS:
            self._refuse(431)
        elif not self._is_refused:
            super().on_headers_complete()
            if self.scope["method"] not in _WITHOUT_BODY:
                self.cycle.transport = _Lingering(self)  # type: ignore[assignment]
            if self.server_state.is_ending and self.cycle is not None:  # type: ignore[attr-defined]
                self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """Keep what arrives for whoever reads it."""
        if not self._is_refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Wait for the next request."""
        if not self._is_refused:
            super().on_message_complete()

    def on_response_complete(self) -> None:
        """Close where a client is still sending what nobody reads."""
        # Of requests in one go, the one that is complete need not be the last.
        if self.cycle is not None and self.cycle.response_complete and self.cycle.more_body:
            self.linger()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Wait for the client to read, not for ever."""
        super().pause_writing()
        self._writing = self.loop.call_later(WRITE_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Write on."""
        super().resume_writing()
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None

    def linger(self) -> None:
        """Close, after a moment if the client is still sending: cut off, it sees no answer."""
        if self.transport.is_closing() or self._is_lingering:
            return
        if self.cycle is not None and self.cycle.more_body:
            self._close_soon()
        else:
            self.transport.close()

    def _close_soon(self) -> None:
        self._is_refused = self._is_lingering = True
        self.flow.resume_reading()
        self.transport.write_eof()
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.loop.call_later(LINGER_SECONDS, self.transport.close)

    def _wait_for_head(self) -> None:
        self._timer = self.loop.call_later(HEAD_SECONDS, self._be_late)

    def _be_late(self) -> None:
        """Give up a head that has not come, unless it is that of a request after one in hand."""
        if self.cycle is None or self.cycle.response_complete:
            self._refuse(408)
        else:
            self._wait_for_head()

    def _refuse(self, status: int) -> None:
        """Answer without asking anybody, and close."""
        if self._is_refused or self.transport.is_closing():
            return
        self._is_refused = True
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.close()
            return
        head = STATUS_LINE[status] + b"content-length: 0\r\nconnection: close\r\n\r\n"
        self.transport.write(head)
        if status in _WHILE_SENDING:
            self._close_soon()
        else:
            self.transport.close()


class _Lingering:
    """What a request that has a body is answered through: to close may take a moment."""

    __slots__ = ("close", "is_closing", "write")

    def __init__(self, connection: Connection) -> None:
        self.write = connection.transport.write
        self.is_closing = connection.transport.is_closing
        self.close = connection.linger
