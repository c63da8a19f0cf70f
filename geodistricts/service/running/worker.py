"""A worker: answers until its generation is to end, then finishes what it has in hand."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import socket
import time
from collections.abc import Generator

import uvicorn
from fastapi import FastAPI

from geodistricts.service.operations import AccessLog
from geodistricts.service.running.connections import Connection
from geodistricts.service.running.saying import READY

_IDLE_SECONDS = 2.0
"""How long a connection that asks nothing is kept at the end: a request may be on its way."""
_LAST_SECONDS = 30.0
"""How long a request in hand may take at the end."""
_KEEP_ALIVE = 75
_TICKS = 50
"""Five seconds."""


class _Server(uvicorn.Server):
    """Answers on a socket that it shares, and ends when the lifeline does.

    Parameters
    ----------
    config : uvicorn.Config
        With the application.
    lifeline, status : int
        Descriptors: of the pipe that ends with the generation, and of the one that says that
        this worker is ready.
    access_log : AccessLog
        Written out at the end.
    """

    def __init__(
        self, config: uvicorn.Config, lifeline: int, status: int, access_log: AccessLog
    ) -> None:
        super().__init__(config)
        self.server_state.is_ending = False  # type: ignore[attr-defined]
        self._lifeline = lifeline
        self._status = status
        self._access_log = access_log

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave signals to the supervisor."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, watch the lifeline, and say so."""
        await super().startup(sockets)
        asyncio.get_running_loop().add_reader(self._lifeline, self._end)
        os.write(self._status, READY)

    async def on_tick(self, counter: int) -> bool:
        """Look at the memory now and then, beside what a server does each tenth of a second."""
        if counter % _TICKS == 0:
            self.config.app.state.metrics.measure()  # type: ignore[union-attr]
        return await super().on_tick(counter)

    def _end(self) -> None:
        asyncio.get_running_loop().remove_reader(self._lifeline)
        self.server_state.is_ending = True  # type: ignore[attr-defined]
        self.config.app.state.is_ending = True  # type: ignore[union-attr]
        self.should_exit = True
        for server in self.servers:
            server.close()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer what comes on the connections there are, and let them go."""
        for connection in [*self.server_state.connections]:
            if connection.cycle is not None and not connection.cycle.response_started:  # type: ignore[union-attr]
                connection.cycle.keep_alive = False  # type: ignore[union-attr]
        start = time.monotonic()
        while self.server_state.connections and time.monotonic() - start < _LAST_SECONDS:
            if time.monotonic() - start > _IDLE_SECONDS:
                for connection in [*self.server_state.connections]:
                    connection.shutdown()
            await asyncio.sleep(0.05)
        for connection in [*self.server_state.connections]:
            connection.transport.abort()
        self._access_log.flush()


def work(
    app: FastAPI, listening: socket.socket, lifeline: int, status: int, access_log: AccessLog
) -> None:
    """Answer until the lifeline ends.

    Parameters
    ----------
    app : FastAPI
        The application, with everything loaded.
    listening : socket
        Shared with other workers.
    lifeline, status : int
        Descriptors of pipes.
    access_log : AccessLog
        Of this worker.
    """
    _raise_open_files()
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE,
    )
    _Server(config, lifeline, status, access_log).run([listening])


def _raise_open_files() -> None:
    """Allow as many connections as the system does; the usual 1,024 are few."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
