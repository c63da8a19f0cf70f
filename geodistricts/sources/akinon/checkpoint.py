"""What a crawl has so far, in a file that may be cut off at any byte."""

import base64
import errno
import json
import os
import stat
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self

from geodistricts.errors import SourceError
from geodistricts.sources.akinon.body import MOST_BYTES

try:
    import fcntl
except ModuleNotFoundError:  # Windows has no such lock
    fcntl = None  # type: ignore[assignment]

_FORMAT = 1
_LASTS = 24 * 3600.0
_LONGEST_LINE = 2 * MOST_BYTES


class SavedPage(NamedTuple):
    """A page's body as the server sent it."""

    endpoint: str
    number: int
    body: bytes


class Checkpoint:
    """A file of pages, one a line, each with its checksum.

    Parameters
    ----------
    path : Path
        The file.
    address : str
        The platform that the pages are of.

    Raises
    ------
    SourceError
        Where another crawl has the file, or it is a link or no file: what a link leads to is
        somebody else's.

    Notes
    -----
    A page is appended and flushed in one write. Of a file that was cut off, everything from
    the first damaged line on is dropped: those pages are asked for again. A file that has no
    page is not left behind.
    """

    def __init__(self, path: Path, address: str) -> None:
        self._path = path
        self._header = {"format": _FORMAT, "address": address}
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = _open_own(path)
        self._is_empty = False
        self._lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._is_empty:
            self.remove()
        self._file.close()

    def _lock(self) -> None:
        """Keep the file to this crawl; the lock ends with the process, however that ends."""
        if fcntl is not None:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._file.close()
                raise SourceError(
                    f"{self._path}: another crawl into the same folder is under way; "
                    "wait for it, or name another folder as --out"
                ) from None

    def start(self) -> None:
        """Forget what is in the file."""
        self._file.truncate(0)
        self._is_empty = True
        self._write({**self._header, "started": time.time()})

    def resume(self) -> Iterator[SavedPage]:
        """Read what a crawl left, and go on from there.

        Yields
        ------
        SavedPage
            Of a page that was saved twice, the newer one comes later. Nothing where the
            file is new or older than a day.

        Raises
        ------
        SourceError
            Where the file is of another platform.
        """
        self._file.seek(0)
        header = _content(self._file.readline(_LONGEST_LINE)) or {}
        started = header.get("started")
        if header.get("format") != _FORMAT or not isinstance(started, float):
            self.start()
            return
        theirs, ours = header.get("address"), self._header["address"]
        if theirs != ours:
            raise SourceError(
                f"{self._path}: a crawl of {theirs}, not of {ours}; "
                "delete it, or leave --resume out"
            )
        if not 0 <= time.time() - started < _LASTS:
            self.start()
            return
        whole = self._file.tell()
        while (page := _saved(_content(self._file.readline(_LONGEST_LINE)))) is not None:
            whole = self._file.tell()
            yield page
        self._file.truncate(whole)

    def save(self, page: SavedPage) -> None:
        """Add a page.

        Parameters
        ----------
        page : SavedPage
            A page that was read and found good.
        """
        body = base64.b64encode(zlib.compress(page.body, 1)).decode()
        self._is_empty = False
        self._write({"endpoint": page.endpoint, "number": page.number, "body": body})

    def remove(self) -> None:
        """Delete the file: what it was for is done."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _write(self, content: dict[str, object]) -> None:
        text = json.dumps(content).encode()
        self._file.write(b"%08x %s\n" % (zlib.crc32(text), text))
        self._file.flush()


def _open_own(path: Path) -> BinaryIO:
    """Open a file that only its owner reads, and that is what it seems to be."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    try:
        if path.is_symlink():
            raise OSError(errno.ELOOP, "a symbolic link")
        descriptor = os.open(path, flags, 0o600)
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
            os.close(descriptor)
            raise OSError(errno.EINVAL, "a link, or no regular file")
    except OSError as error:
        raise SourceError(
            f"{path}: cannot be used for the pages of the crawl ({error.strerror}); "
            "delete it, or name another folder as --out"
        ) from error
    return os.fdopen(descriptor, "a+b")


def _saved(content: dict[str, Any] | None) -> SavedPage | None:
    """Return the page of a line; None where it is none, or longer than any page."""
    if content is None:
        return None
    try:
        name, number, packed = (content[key] for key in ("endpoint", "number", "body"))
        stream = zlib.decompressobj()
        body = stream.decompress(base64.b64decode(packed), MOST_BYTES)
    except (KeyError, TypeError, ValueError, zlib.error):
        return None
    whole = stream.eof and isinstance(name, str) and isinstance(number, int)
    return SavedPage(name, number, body) if whole else None


def _content(line: bytes) -> dict[str, Any] | None:
    """Return what a line says; None where it is cut off or damaged."""
    checksum, _, text = line.removesuffix(b"\n").partition(b" ")
    if not line.endswith(b"\n") or checksum != b"%08x" % zlib.crc32(text):
        return None
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
