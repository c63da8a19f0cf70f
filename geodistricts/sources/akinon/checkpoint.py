"""What a crawl has so far, in a file that may be cut off at any byte."""

import base64
import json
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from geodistricts.errors import SourceError

try:
    import fcntl
except ModuleNotFoundError:  # Windows has no such lock
    fcntl = None  # type: ignore[assignment]

_FORMAT = 1
_LASTS = 24 * 3600.0


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
        Where another crawl has the file.

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
        self._file = path.open("a+b")
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
        header = _content(self._file.readline())
        if header is None or header.get("format") != _FORMAT:
            self.start()
            return
        if header["address"] != self._header["address"]:
            raise SourceError(
                f"{self._path}: a crawl of {header['address']}, not of {self._header['address']}; "
                "delete it, or leave --resume out"
            )
        if not 0 <= time.time() - header["started"] < _LASTS:
            self.start()
            return
        whole = self._file.tell()
        while (page := _content(self._file.readline())) is not None:
            whole = self._file.tell()
            body = zlib.decompress(base64.b64decode(page["body"]))
            yield SavedPage(page["endpoint"], page["number"], body)
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


def _content(line: bytes) -> dict[str, Any] | None:
    """Return what a line says; None where it is cut off or damaged."""
    checksum, _, text = line.removesuffix(b"\n").partition(b" ")
    if not line.endswith(b"\n") or checksum != b"%08x" % zlib.crc32(text):
        return None
    content: dict[str, Any] = json.loads(text)
    return content
