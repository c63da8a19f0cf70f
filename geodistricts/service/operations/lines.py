"""The log: JSON, a line each; nothing in it that a request says."""

from __future__ import annotations

import logging
import os
import select
import time
import traceback
from asyncio import get_running_loop
from collections import deque
from datetime import UTC, datetime
from typing import Any

import orjson

_SECONDS = 0.5
_TOGETHER = getattr(select, "PIPE_BUF", 512)
"""Bytes that are written at once: in a pipe they stay together, whoever else writes to it."""
_MOST_WAITING = 20_000


class AccessLog:
    """Writes a line for each request, those of half a second together.

    A log that nobody reads, or that is closed, delays no answer: what it does not take waits,
    and what is more than can wait is not written.

    Parameters
    ----------
    descriptor : int or None
        Of the open file; None writes nothing.
    """

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._lines: deque[bytes] = deque(maxlen=_MOST_WAITING)
        self._is_due = False

    def write(self, **fields: Any) -> None:
        """Write a line.

        Parameters
        ----------
        **fields : object
            Numbers, and texts of our own.
        """
        if self._descriptor is None:
            return
        if not self._is_due:
            self._is_due = True
            get_running_loop().call_later(_SECONDS, self._flush_again)
        line = {"time": _written(time.time()), **fields}
        self._lines.append(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))

    def flush(self) -> None:
        """Write what is still to be written, as far as the log takes it."""
        if self._descriptor is None:
            return
        try:
            while self._lines and _takes_more(self._descriptor):
                os.write(self._descriptor, self._some())
        except OSError:
            self._lines.clear()

    def _flush_again(self) -> None:
        self.flush()
        self._is_due = bool(self._lines)
        if self._is_due:
            get_running_loop().call_later(_SECONDS, self._flush_again)

    def _some(self) -> bytes:
        """Take whole lines, as many as are written at once."""
        taken = [self._lines.popleft()]
        size = len(taken[0])
        while self._lines and size + len(self._lines[0]) <= _TOGETHER:
            taken.append(self._lines.popleft())
            size += len(taken[-1])
        return b"".join(taken)


def _takes_more(descriptor: int) -> bool:
    """Tell whether writing would not wait."""
    poll = select.poll()
    poll.register(descriptor, select.POLLOUT)
    return bool(poll.poll(0))


class _Lines(logging.Formatter):
    """Formats a record as a line of JSON; of an error its kind and places, not what it says."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": _written(record.created),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line |= _error(record.exc_info[1])
        return orjson.dumps(line).decode()


def _written(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


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
