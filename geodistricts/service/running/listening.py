"""The socket that all workers accept connections from."""

from __future__ import annotations

import socket

from geodistricts.service.settings import Settings

_BACKLOG = 2048


def listen(settings: Settings) -> socket.socket:
    """Listen where the operator says.

    Parameters
    ----------
    settings : Settings
        Host and port.

    Returns
    -------
    socket
        Not accepting yet; for workers to inherit.

    Raises
    ------
    OSError
        Where nobody can listen there; says what to do.
    """
    where = f"{settings.host}:{settings.port}"
    try:
        family, *_, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(_BACKLOG)
        except BaseException:
            listening.close()
            raise
    except OSError as error:
        raise OSError(
            f"cannot listen on {where} ({error.strerror or error}); give another --host or "
            "--port, or stop what listens there"
        ) from error
    listening.setblocking(False)
    return listening
