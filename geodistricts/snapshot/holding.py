"""The files of a snapshot's folder, all of one version, however often the folder is replaced.

A build renames a whole folder into the place of the old one, which it then deletes. Whoever
opened the old one before keeps its files by their descriptors: their bytes stay on the disk for
as long as these are open. What is read is read into memory, never mapped: a mapped file that
somebody cuts short ends the process.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from geodistricts.errors import SnapshotError
from geodistricts.snapshot.format import FILES, MANIFEST, aside

_TRIES = 8
_FIRST_PAUSE = 0.001
_LONGEST_READ = 1 << 30
# Windows renames no folder that has an open file: there, files are read when they are opened.
_CAN_HOLD = os.open in os.supports_dir_fd and hasattr(os, "pread")
_TO_READ = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)  # or a FIFO would be waited for
)
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0) | _TO_READ


class OpenFile(Protocol):
    """A file that stays what it was when it was opened."""

    @property
    def size(self) -> int:
        """How many bytes it has."""

    def read(self) -> bytes:
        """Return all of them."""


Opener = Callable[[Path], OpenFile]


class _Descriptor:
    """An open file, closed when nobody has it any more.

    A program may close descriptors that it did not open (daemons do), and the number is then
    another file's: it is only used while it is still this file's.
    """

    __slots__ = ("_identity", "_number", "size")

    def __init__(self, number: int) -> None:
        self._number = number
        found = os.fstat(number)
        self._identity = (found.st_dev, found.st_ino)
        self.size = found.st_size
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "no regular file")

    # Their functions by default, as an interpreter that ends takes the modules away first.
    def is_open(self, _fstat: Callable[[int], os.stat_result] = os.fstat) -> bool:
        try:
            found = _fstat(self._number)
        except OSError:
            return False
        return self._identity == (found.st_dev, found.st_ino)

    def read(self) -> bytes:
        pieces: list[bytes] = []
        done = 0
        while piece := self._piece(done):
            pieces.append(piece)
            done += len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _piece(self, start: int) -> bytes:
        most = min(self.size - start, _LONGEST_READ)
        if hasattr(os, "pread"):  # the place in the file is shared with forked processes
            return os.pread(self._number, most, start)
        os.lseek(self._number, start, os.SEEK_SET)
        return os.read(self._number, most)

    def __del__(self, _close: Callable[[int], None] = os.close) -> None:
        if self.is_open():
            _close(self._number)


class _Content(NamedTuple):
    """The bytes of a file."""

    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    def read(self) -> bytes:
        return self.content


def open_file(file: Path) -> OpenFile:
    """Open a file by its path.

    Parameters
    ----------
    file : Path
        Any regular file.

    Returns
    -------
    OpenFile
        Closed when it is no longer referred to.

    Raises
    ------
    OSError
        Where it is not there, not readable or no regular file.
    """
    return _Descriptor(os.open(file, _TO_READ))


class HeldFiles:
    """All files of a snapshot, as they were when this was made.

    Parameters
    ----------
    path : Path
        The snapshot's folder. One that is being exchanged for another is tried again.

    Raises
    ------
    SnapshotError
        Where the folder is exchanged again and again.
    """

    __slots__ = ("_held",)

    def __init__(self, path: Path) -> None:
        for attempt in range(_TRIES):
            held = _hold(path) if _CAN_HOLD else _hold_contents(path)
            if held is not None:
                self._held = held
                return
            time.sleep(_FIRST_PAUSE * 2**attempt)
        raise SnapshotError(
            f"{path}: replaced while it was opened, {_TRIES} times in a row; open it once the "
            f"build is done, or, if none is under way, rename {_old_one(path)} to it"
        )

    def open(self, file: Path) -> OpenFile:
        """Return a file of the folder; raises as ``open_file`` does."""
        held = self._held[file.name]
        if isinstance(held, _Descriptor) and not held.is_open():
            return open_file(file)
        if isinstance(held, OSError):
            raise held.with_traceback(None)
        return held


_Held = dict[str, OpenFile | OSError]


def _hold(path: Path) -> _Held | None:
    """Open every file of a folder; None where the folder went away meanwhile."""
    try:
        folder = os.open(path, _FOLDER)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and (_old_one(path).is_dir() or path.is_dir()):
            return None
        return dict.fromkeys((MANIFEST, *FILES), error.with_traceback(None))
    try:
        held = {name: _open_inside(folder, name) for name in (MANIFEST, *FILES)}
        whole = all(isinstance(file, _Descriptor) for file in held.values())
        return held if whole or _is_at(folder, path) else None
    finally:
        os.close(folder)


def _old_one(path: Path) -> Path:
    """Return where an exchange in two steps puts the old folder for a moment."""
    return aside(Path(os.path.realpath(path)))


def _open_inside(folder: int, name: str) -> OpenFile | OSError:
    try:
        return _Descriptor(os.open(name, _TO_READ, dir_fd=folder))
    except OSError as error:
        return error.with_traceback(None)


def _is_at(folder: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(folder), path.stat())
    except OSError:
        return False


def _hold_contents(path: Path) -> _Held | None:
    """Read every file of a folder; None where another one took its place meanwhile."""
    before = _state(path)
    held = {name: _content(path / name) for name in (MANIFEST, *FILES)}
    lacking = [name for name, file in held.items() if isinstance(file, OSError)]
    if lacking and _old_one(path).is_dir():
        return None
    if any(not isinstance(_content(path / name), OSError) for name in lacking):
        return None
    # Manifests that are equal are not enough: an old version may have come back.
    return held if before == _state(path) else None


def _state(path: Path) -> tuple[int, ...] | None:
    """Tell one folder from another that was there before or after, and a changed one too."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_ctime_ns, found.st_mtime_ns


def _content(file: Path) -> OpenFile | OSError:
    try:
        return _Content(open_file(file).read())
    except OSError as error:
        return error.with_traceback(None)
