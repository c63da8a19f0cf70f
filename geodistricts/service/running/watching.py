"""The files that a service answers from, looked at for changes."""

from __future__ import annotations

from pathlib import Path

from geodistricts.service.settings import Settings

_MANIFEST = "manifest.json"
Look = tuple[tuple[int, int, int] | None, ...]
"""How files looked: inode, size, and time of change of each; None where it is not."""


def look_at(settings: Settings) -> Look:
    """Look at the snapshot's manifest, the overlay and the file of tokens.

    The bundled snapshot only changes with the package, which asks for a restart.
    """
    manifest = None if settings.snapshot is None else settings.snapshot / _MANIFEST
    files = (manifest, settings.overlay, settings.token_file)
    return tuple(None if file is None else _look(file) for file in files)


def _look(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
