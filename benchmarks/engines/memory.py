"""Enrich a frame of points once, and print what it took: run by ``compare`` in fresh processes.

Printed are the bytes of the result, and how much more memory the process had at its most.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import polars as pl
import pyarrow as pa

import geodistricts as gd
from benchmarks.common.points import million_points

POINT: dict[str, Any] = {"latitude": "lat", "longitude": "lon"}
KINDS: dict[str, tuple[Callable[[pa.Table], Any], Callable[[Any], int]]] = {
    "pandas": (pa.Table.to_pandas, lambda frame: int(frame.memory_usage(deep=True).sum())),
    "Polars": (pl.DataFrame, lambda frame: int(frame.estimated_size())),
    "Arrow": (lambda table: table, lambda table: int(table.nbytes)),
}


def peak_bytes() -> int:
    """Return the most memory that the process has had since ``forget_peak``; Linux only."""
    with open("/proc/self/status", encoding="ascii") as file:
        (line,) = (line for line in file if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def forget_peak() -> None:
    """Begin to measure the most memory anew."""
    with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
        file.write("5")


def main(kind: str, rows: int) -> None:
    """Enrich so many points of a kind of frame."""
    make, size = KINDS[kind]
    lats, lons = (degrees[:rows] for degrees in million_points())
    frame = make(pa.table({"lat": lats, "lon": lons}))
    gd.preload()
    gd.enrich(frame[:1000], **POINT)
    forget_peak()
    before = peak_bytes()
    found = gd.enrich(frame, **POINT)
    print(size(found), peak_bytes() - before)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
