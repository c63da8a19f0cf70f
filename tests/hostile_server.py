"""A server on loopback that answers with any bytes at all, for as long as it likes."""

import gzip
import socket
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

OK = b"HTTP/1.1 200 OK\r\n"
_PIECE = 1 << 16


def answer(body: bytes, *headers: str) -> bytes:
    """Return a whole answer."""
    lines = "".join(f"{header}\r\n" for header in (*headers, f"Content-Length: {len(body)}"))
    return OK + lines.encode("latin-1") + b"\r\n" + body


def zeros(size: int) -> Iterator[bytes]:
    """Yield so many bytes of white space, which JSON begins with."""
    yield from (b" " * _PIECE for _ in range(size // _PIECE))


def gzipped(pieces: Iterable[bytes]) -> bytes:
    """Compress without holding what is compressed."""
    stream = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*map(stream.compress, pieces), stream.flush()])


def twice_gzipped(size: int) -> bytes:
    """Return some kilobytes that are gigabytes when both layers are inflated."""
    return gzip.compress(gzipped(zeros(size)), 9)


@contextmanager
def hostile(pieces: Iterable[bytes] | None = None, pause: float = 0.0) -> Iterator[str]:
    """Answer every request with the same pieces, over and over where they are endless.

    Parameters
    ----------
    pieces : iterable of bytes
        Iterated anew for every request.
    pause : float
        Seconds after each piece.

    Yields
    ------
    str
        The address.
    """
    done = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    listener.settimeout(0.02)

    def serve(connection: socket.socket) -> None:
        with connection:
            try:
                connection.settimeout(5)
                connection.recv(1 << 16)
                for piece in pieces or ():
                    connection.sendall(piece)
                    if done.wait(pause) if pause else done.is_set():
                        return
            except OSError:
                return

    def accept() -> None:
        while not done.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        done.set()
        thread.join()
        listener.close()
