"""What a fresh process does: open one contender, answer once, say what that took.

``compare`` runs it as ``python -m benchmarks.nearest.first_answer NAME``. It prints the
milliseconds that reading and building took, and the resident memory in MB.
"""

from __future__ import annotations

import sys
from time import perf_counter

from benchmarks.common.memory import resident_bytes
from benchmarks.common.ours import OURS

BARE = "bare interpreter"
IMPORT = "import geodistricts"
POINT = (40.9869, 29.0252)


def open_ours() -> float:
    """Open the bundled snapshot and answer; return the seconds of opening."""
    import geodistricts.gazetteer
    from geodistricts.shared import shared_gazetteer

    start = perf_counter()
    shared_gazetteer()
    opened = perf_counter() - start
    geodistricts.nearest(*POINT)
    return opened


def open_peer(name: str) -> float:
    """Read the districts, build a peer and answer; return the seconds of reading and building."""
    from importlib import import_module

    from benchmarks.nearest.peers import PEERS, read_districts
    from geodistricts.snapshot import bundled_path

    import_module(PEERS[name].module)
    start = perf_counter()
    peer = PEERS[name](*read_districts(bundled_path()))
    opened = perf_counter() - start
    peer.nearest(*POINT)
    return opened


def main(name: str) -> None:
    """Print milliseconds and MB."""
    opened = 0.0
    if name == IMPORT:
        import geodistricts  # noqa: F401
    elif name == OURS:
        opened = open_ours()
    elif name != BARE:
        opened = open_peer(name)
    print(opened * 1000, resident_bytes() / 2**20)


if __name__ == "__main__":
    main(sys.argv[1])
