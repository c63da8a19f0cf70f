"""Telling systemd how it goes, where it is systemd that started the service."""

from __future__ import annotations

import contextlib
import os
import socket
import time


def notify(state: str) -> None:
    """Tell the service manager a state, as ``sd_notify(3)`` does; without one, nothing.

    Parameters
    ----------
    state : str
        Such as ``"READY=1"``.
    """
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if state == "RELOADING=1":
        state += f"\nMONOTONIC_USEC={time.monotonic_ns() // 1000}"
    with (
        contextlib.suppress(OSError),
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sending,
    ):
        sending.sendto(state.encode(), address.replace("@", "\0", 1))
