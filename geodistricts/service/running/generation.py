"""A generation: loads the data once, and forks the workers that answer from it."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from geodistricts.errors import GeodistrictsError
from geodistricts.service.operations import AccessLog, count_in
from geodistricts.service.running.saying import FAILED
from geodistricts.service.settings import Settings

_OWN = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(
    settings: Settings,
    listening: socket.socket,
    lifeline: int,
    places: Sequence[tuple[int, int]],
    counts: Path,
) -> NoReturn:
    """Be a generation, in a process that was forked for it; never returns.

    Parameters
    ----------
    settings : Settings
        What to load.
    listening : socket
        Where to answer.
    lifeline : int
        Descriptor of the pipe that ends when the generation is to end.
    places : sequence of (int, int)
        Of each worker its slot, and the descriptor of its status pipe.
    counts : Path
        The folder in which workers count.
    """
    code = 1
    try:
        for number in _OWN:  # a terminal sends them to all; the supervisor acts on them
            signal.signal(number, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        # Arrow's own pool keeps 30 MB of what was read; it is chosen when Arrow is imported, which
        # the supervisor therefore does not do.
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
        gc.disable()  # nothing is garbage while the data are loaded
        from geodistricts.gazetteer import Gazetteer
        from geodistricts.service.app import create_app
        from geodistricts.service.running.worker import work

        count_in(counts, places[0][0])
        log = AccessLog(sys.stderr.fileno() if settings.access_log else None)
        try:
            gazetteer = Gazetteer.open(settings.snapshot, settings.overlay).preload()
            app = create_app(gazetteer, settings, log)
        except (GeodistrictsError, OSError, ValueError) as error:
            os.write(places[0][1], FAILED + str(error).encode())
            os._exit(1)
        # The collector would write into what workers share.
        gc.freeze()
        gc.enable()
        slot, status = _fork(places)
        count_in(counts, slot)
        work(app, listening, lifeline, status, log)
        with contextlib.suppress(ChildProcessError):
            while os.wait():
                pass
        code = 0
    except BaseException:  # the process is a copy of the supervisor, whose end is not its own
        import logging

        logging.getLogger(__name__).exception("a worker failed")
    os._exit(code)


def _fork(places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Fork a worker for each place but the first; return the place of this process."""
    for place in places[1:]:
        if os.fork() == 0:
            mine = place
            break
    else:
        mine = places[0]
    for _, status in places:
        if status != mine[1]:
            os.close(status)
    return mine
