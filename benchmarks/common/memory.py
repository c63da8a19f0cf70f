"""The memory of processes; imports next to nothing, for processes that are measured."""

from __future__ import annotations

import os


def mapped_bytes(kind: str, pid: int | str = "self") -> int:
    """Return what the kernel counts of a process's memory, summed up; Linux only.

    Parameters
    ----------
    kind : str
        What its lines in ``smaps_rollup`` begin with: ``"Pss:"``, ``"Private_"``.
    pid : int, optional
        The process; without it, this one.
    """
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        return 1024 * sum(int(line.split()[1]) for line in file if line.startswith(kind))


def resident_bytes() -> int:
    """Return the memory that the process holds; Linux only."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
