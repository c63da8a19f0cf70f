"""A file that takes its place only when it is whole."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Let a file be written beside its place, and put it there at the end.

    Parameters
    ----------
    path : Path
        The file. Where it is a link, the file that it leads to is replaced; a file that is
        there hands on its mode, and its owner where the system allows it.

    Yields
    ------
    Path
        An empty file to be written. Whatever ends the block early leaves what was there.

    Raises
    ------
    ValueError
        Where something other than a file is there.
    OSError
        Where it cannot be written; names the file.
    """
    target = _resolved(path)
    if not target.parent.is_dir():
        raise FileNotFoundError(f"{target}: its folder does not exist; make it first")
    before = check_file(target) if target.exists() else None
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    mode = 0o666 if before is None else stat.S_IMODE(before.st_mode) & 0o666
    try:
        with naming(path):
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode))
            yield part
            if before is not None:
                _hand_on(before, part)
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _resolved(path: Path) -> Path:
    """Follow links, also one that leads to nothing; a circle of them is an error."""
    with suppress(RuntimeError):
        target = path.resolve()
        if not target.is_symlink():
            return target
    return path.resolve(strict=True) if path.stat() else path


def check_file(path: Path) -> os.stat_result:
    """Make sure that a path leads to a file that can be read more than once.

    Parameters
    ----------
    path : Path
        Any path.

    Returns
    -------
    os.stat_result
        What the system knows of the file.

    Raises
    ------
    ValueError
        Where something else is there, such as a pipe.
    OSError
        Where nothing is there.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe or device"
        raise ValueError(f"{path} is {kind}; name a file")
    return found


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an error of the system that names no file name this one."""
    try:
        yield
    except OSError as error:
        if error.errno is None or error.filename is not None:
            raise
        raise OSError(error.errno, os.strerror(error.errno), str(path)) from error


def _hand_on(before: os.stat_result, part: Path) -> None:
    with suppress(OSError, AttributeError):
        os.chown(part, before.st_uid, before.st_gid)
    with suppress(OSError):
        part.chmod(stat.S_IMODE(before.st_mode))
