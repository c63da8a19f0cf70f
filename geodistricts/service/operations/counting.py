"""Counts that several processes make together, in files that they share."""

from __future__ import annotations

import os
from pathlib import Path

from prometheus_client import CollectorRegistry, multiprocess, values

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_process = {"slot": 0}


def count_in(folder: Path, slot: int) -> None:
    """Let this process count in a folder, beside others.

    Parameters
    ----------
    folder : Path
        Of all of them.
    slot : int
        Its own place there, which nobody has at the same time; whoever had it before has ended,
        and is counted on.
    """
    _process["slot"] = slot
    if os.environ.get(_FOLDER) != str(folder):
        os.environ[_FOLDER] = str(folder)
        values.ValueClass = values.MultiProcessValue(lambda: _process["slot"])  # type: ignore[no-untyped-call]


def end_of(folder: Path, slot: int) -> None:
    """Forget what only counts while the process of a slot lives."""
    multiprocess.mark_process_dead(slot, str(folder))  # type: ignore[no-untyped-call]


def counted_together(own: CollectorRegistry) -> CollectorRegistry:
    """Return what all processes have counted, or this one where it counts alone."""
    folder = os.environ.get(_FOLDER)
    if folder is None:
        return own
    together = CollectorRegistry()
    multiprocess.MultiProcessCollector(together, folder)  # type: ignore[no-untyped-call]
    return together
