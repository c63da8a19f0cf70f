"""The log: JSON, a line each; nothing in it that a request says."""

from __future__ import annotations

import logging
import os
import traceback
from asyncio import get_running_loop
from datetime import UTC, datetime
from typing import Any

import orjson

_SECONDS = 0.5
_END = b"\n"


class AccessLog:
    """Writes a line for each request, those of half a second together.

    Parameters
    ----------
    descriptor : int or None
        Of the open file; None writes nothing.
    """

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._lines: list[bytes] = []

    def write(self, **fields: Any) -> None:
        """Write a line.

        Parameters
        ----------
        **fields : object
            Numbers, and texts of our own.
        """
        if self._descriptor is None:
            return
        if not self._lines:
            get_running_loop().call_later(_SECONDS, self.flush)
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        self._lines.append(orjson.dumps({"time": now, **fields}))

    def flush(self) -> None:
        """Write what is still to be written; a log that is full or closed stops no answer."""
        if self._descriptor is None or not self._lines:
            return
        text = b"".join([*[line + _END for line in self._lines]])
        self._lines.clear()
        try:
            while text:
                text = text[os.write(self._descriptor, text) :]
        except OSError:
            pass


class _Lines(logging.Formatter):
    """Formats a record as a line of JSON; of an error its kind and places, not what it says."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line |= _error(record.exc_info[1])
        return orjson.dumps(line).decode()


def _error(error: BaseException) -> dict[str, Any]:
    places = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "at": [f"{place.filename}:{place.lineno} {place.name}" for place in places],
    }


def log_in_lines() -> None:
    """Let the process log JSON lines to standard error; uvicorn says nothing of its own."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Lines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # It would log what a failed request was about.
    logging.getLogger("uvicorn.error").disabled = True
