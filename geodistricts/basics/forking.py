"""Locks that a fork waits for, so that a child inherits nothing half-done.

A child has only the thread that forked. What another thread was about to import or to make
stays half-way in it, under locks that nobody is left to release.
"""

from __future__ import annotations

# Hooks run before a fork in reverse order: logging's lock, which what is loaded may need, must
# be asked for after these.
import logging  # noqa: F401
import os
from threading import RLock

loading = RLock()
"""Held while modules are imported, and indexes made, that a question needs for the first time."""

asking_alone = RLock()
"""Held while a library is asked that is not made for several threads."""

if hasattr(os, "register_at_fork"):
    # Here and once: a hook that comes while a fork waits would release what it did not acquire.
    for _lock in (asking_alone, loading):
        os.register_at_fork(
            before=_lock.acquire, after_in_parent=_lock.release, after_in_child=_lock.release
        )
