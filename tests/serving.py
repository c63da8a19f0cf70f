"""A service on loopback, in a thread of the test's own process."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from geodistricts.gazetteer import Gazetteer
from geodistricts.service import Settings, create_app


@contextmanager
def serving(gazetteer: Gazetteer, settings: Settings | None = None) -> Iterator[str]:
    """Serve until the block ends, and yield the address, without a slash at its end."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(gazetteer, settings)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
