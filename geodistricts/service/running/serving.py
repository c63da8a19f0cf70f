"""The service, started."""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path

from geodistricts.service.operations import log_in_lines
from geodistricts.service.running.listening import listen
from geodistricts.service.running.supervisor import Supervisor
from geodistricts.service.settings import Settings

_log = logging.getLogger(__name__)


def serve(settings: Settings) -> int:
    """Answer requests until a signal ends it.

    Parameters
    ----------
    settings : Settings
        What the operator decided.

    Returns
    -------
    int
        The signal that ended it.

    Raises
    ------
    OSError
        Where nobody can listen there, or the system cannot fork.
    StartError
        Where the data or the tokens cannot be read.
    """
    if not hasattr(os, "fork"):
        raise OSError("this system cannot fork; run the service on Linux, or in a container")
    log_in_lines()
    listening = listen(settings)
    host, port, *_ = listening.getsockname()
    _log.info("listening on http://%s:%d", f"[{host}]" if ":" in host else host, port)
    with tempfile.TemporaryDirectory(prefix="geodistricts-counts-") as counts, listening:
        return Supervisor(settings, listening, Path(counts)).run()
