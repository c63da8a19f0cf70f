"""What workers say to their supervisor, through their status pipes."""

READY = b"ready\n"
"""It answers."""
FAILED = b"failed: "
"""The generation cannot start; what follows says why."""
