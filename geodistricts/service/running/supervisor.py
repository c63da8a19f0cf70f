"""The supervisor: holds the socket, starts generations, and lets the old ones end."""

from __future__ import annotations

import contextlib
import logging
import os
import select
import signal
import socket
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import FrameType

from geodistricts.service.operations import end_of
from geodistricts.service.running.generation import run
from geodistricts.service.running.notifying import notify
from geodistricts.service.running.saying import FAILED, READY
from geodistricts.service.running.watching import look_at
from geodistricts.service.settings import Settings

_log = logging.getLogger(__name__)
_POLL_SECONDS = 1.0
_LONGEST_PAUSE = 30.0


class StartError(Exception):
    """The first generation could not start; says why."""


@dataclass(eq=False, slots=True)
class _Generation:
    """The processes that answer from one version of the data.

    Attributes
    ----------
    pid : int
        Of the process that loaded the data.
    lifeline : int or None
        Descriptor; closed, it lets them end.
    slots : dict of int to int
        By the descriptor of its status pipe, the slot of each worker that lives.
    said : dict of int to bytes
        What each has said there.
    """

    pid: int
    lifeline: int | None
    slots: dict[int, int]
    said: dict[int, bytes] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        return all(READY in self.said.get(status, b"") for status in self.slots)

    @property
    def problem(self) -> str | None:
        """Why it could not start, if it could not."""
        for words in self.said.values():
            if words.startswith(FAILED):
                return words.removeprefix(FAILED).decode(errors="replace")
        return None

    def end(self) -> None:
        """Let it end: what is in hand is finished."""
        if self.lifeline is not None:
            os.close(self.lifeline)
            self.lifeline = None


class Supervisor:
    """Keeps one generation answering, until a signal ends it.

    Parameters
    ----------
    settings : Settings
        What the operator decided.
    listening : socket
        For workers to inherit.
    counts : Path
        The folder in which workers count.

    Notes
    -----
    SIGHUP, or a change of the snapshot, the overlay or the tokens, starts a new generation
    beside the old one; the old one ends when the new one is ready. One that cannot start is
    told in the log, and changes nothing. One of whose workers dies is replaced as a whole.
    """

    def __init__(self, settings: Settings, listening: socket.socket, counts: Path) -> None:
        self._settings = settings
        self._listening = listening
        self._counts = counts
        self._current: _Generation | None = None
        self._coming: _Generation | None = None
        self._ending: list[_Generation] = []
        self._free: list[int] = []
        self._fresh = count()
        self._stops = 0
        self._is_asked_to_refresh = False
        self._has_answered = False
        self._pause = 1.0
        self._ready_since = self._not_before = 0.0
        self._wake, self._waking = os.pipe()

    def run(self) -> int:
        """Answer until a signal ends it.

        Returns
        -------
        int
            The signal.

        Raises
        ------
        StartError
            Where the first generation cannot start.
        """
        numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        before = {number: signal.signal(number, self._hear) for number in numbers}
        os.set_blocking(self._waking, False)
        signal.set_wakeup_fd(self._waking, warn_on_full_buffer=False)
        self._stopped_by = 0
        try:
            self._keep_answering()
        finally:
            for generation in self._all():
                generation.end()
            signal.set_wakeup_fd(-1)
            for number, handler in before.items():
                signal.signal(number, handler)
        return self._stopped_by

    def _hear(self, number: int, _: FrameType | None) -> None:
        if number == signal.SIGHUP:
            self._is_asked_to_refresh = True
        else:
            self._stops += 1
            self._stopped_by = number

    def _keep_answering(self) -> None:
        seen = looked = look_at(self._settings)
        self._coming = self._start()
        while not self._stops:
            self._hear_workers(_POLL_SECONDS)
            self._take_over()
            now = look_at(self._settings)
            # Stable for one look: whoever replaces a snapshot may not have finished.
            has_changed = now != seen and now == looked
            looked = now
            if (self._is_asked_to_refresh or has_changed) and self._coming is None:
                self._is_asked_to_refresh, seen = False, now
                notify("RELOADING=1")
                self._coming = self._start()
            if self._coming is None and not self._is_whole(self._current):
                self._start_again()
        self._finish()

    def _start(self) -> _Generation:
        """Fork a generation."""
        wanted = max(1, self._settings.workers)
        slots = [self._free.pop() if self._free else next(self._fresh) for _ in range(wanted)]
        lifeline, held = os.pipe()
        pipes = [os.pipe() for _ in slots]
        pid = os.fork()
        if pid == 0:
            os.setpgid(0, 0)  # a terminal's signals are for the supervisor
            signal.set_wakeup_fd(-1)
            for descriptor in (held, self._wake, self._waking, *self._descriptors()):
                os.close(descriptor)
            for status, _ in pipes:
                os.close(status)
            places = [(slot, said) for slot, (_, said) in zip(slots, pipes, strict=True)]
            run(self._settings, self._listening, lifeline, places, self._counts)
        os.close(lifeline)
        for _, said in pipes:
            os.close(said)
        return _Generation(
            pid, held, {status: slot for slot, (status, _) in zip(slots, pipes, strict=True)}
        )

    def _all(self) -> list[_Generation]:
        ones = (self._current, self._coming, *self._ending)
        return [one for one in ones if one is not None]

    def _descriptors(self) -> list[int]:
        """Return what belongs to other generations, and would keep them from ending."""
        found: list[int] = []
        for generation in self._all():
            found += generation.slots
            if generation.lifeline is not None:
                found.append(generation.lifeline)
        return found

    def _hear_workers(self, seconds: float) -> None:
        """Wait for workers to say something, to end, or for a signal."""
        owners = {status: one for one in self._all() for status in one.slots}
        heard, _, _ = select.select([self._wake, *owners], [], [], seconds)
        for descriptor in heard:
            words = os.read(descriptor, 4096)
            if descriptor == self._wake:
                continue
            generation = owners[descriptor]
            if words:
                generation.said[descriptor] = generation.said.get(descriptor, b"") + words
                continue
            os.close(descriptor)
            slot = generation.slots.pop(descriptor)
            end_of(self._counts, slot)
            self._free.append(slot)
        for generation in [one for one in self._ending if not one.slots]:
            self._ending.remove(generation)
        _bury()

    def _take_over(self) -> None:
        """Let the coming generation take over, or say why it cannot."""
        coming, current = self._coming, self._current
        if current is not None and not current.slots:
            current = self._current = None
        if coming is None:
            return
        if not self._is_whole(coming):
            problem = coming.problem or "a worker ended while it started; the log says why"
            self._coming = None
            self._leave(coming)
            if not self._has_answered:
                raise StartError(problem)
            _log.error("not refreshed: %s", problem)
            notify("READY=1")
        elif coming.is_ready:
            self._current, self._coming = coming, None
            if current is not None:
                self._leave(current)
            self._has_answered, self._ready_since = True, time.monotonic()
            _log.info("ready")
            notify("READY=1")

    def _is_whole(self, generation: _Generation | None) -> bool:
        """Tell whether all of its workers live."""
        return generation is not None and len(generation.slots) == max(1, self._settings.workers)

    def _start_again(self) -> None:
        """Start a generation in the place of one whose workers died, each time a little later."""
        if time.monotonic() < self._not_before:
            return
        now = time.monotonic()
        has_lasted = now > self._ready_since + self._pause + _LONGEST_PAUSE
        self._pause = 1.0 if has_lasted else min(self._pause * 2, _LONGEST_PAUSE)
        self._not_before = now + self._pause
        _log.error("a worker has died; all are replaced")
        self._coming = self._start()

    def _leave(self, generation: _Generation) -> None:
        generation.end()
        if generation.slots:
            self._ending.append(generation)

    def _finish(self) -> None:
        """Let all end; a second signal ends them at once."""
        notify("STOPPING=1")
        self._listening.close()
        for generation in (self._current, self._coming):
            if generation is not None:
                self._leave(generation)
        self._current = self._coming = None
        while self._ending:
            if self._stops > 1:
                for generation in self._ending:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(generation.pid, signal.SIGKILL)
                return
            self._hear_workers(_POLL_SECONDS)


def _bury() -> None:
    """Take leave of processes that have ended; in a container, of others' children as well."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
