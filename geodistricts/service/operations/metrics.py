"""What is measured, under the names that Prometheus scrapes."""

from __future__ import annotations

import os
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from geodistricts.service.operations.counting import counted_together

_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0)
_STATM = Path("/proc/self/statm")


class Metrics:
    """Counts requests, their time and rows, and shows memory and version.

    Parameters
    ----------
    version : str
        Of the data.

    Attributes
    ----------
    registry : CollectorRegistry
        Of this process.
    """

    def __init__(self, version: str) -> None:
        self.registry = own = CollectorRegistry()
        self._requests = Counter(
            "geodistricts_requests",
            "Requests answered.",
            ("route", "method", "status"),
            registry=own,
        )
        self._seconds = Histogram(
            "geodistricts_request_seconds",
            "Seconds until an answer was sent.",
            ("route",),
            buckets=_SECONDS,
            registry=own,
        )
        self._rows = Counter(
            "geodistricts_batch_rows", "Rows of batches.", ("route",), registry=own
        )
        self._memory = Gauge(
            "geodistricts_worker_resident_bytes",
            "Resident memory of each worker, shared or not.",
            multiprocess_mode="liveall",
            registry=own,
        )
        self._data = Gauge(
            "geodistricts_data_info",
            "The version of the data, of each worker.",
            ("version",),
            multiprocess_mode="livesum",
            registry=own,
        )
        self._version = version
        self._bound: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def count(self, route: str, method: str, status: int, seconds: float, rows: int) -> None:
        """Count an answer.

        Parameters
        ----------
        route, method : str
            The address, with names for its parts, and the method.
        status : int
            Of the answer.
        seconds : float
            What it took.
        rows : int
            Of a batch; else 0.
        """
        key = route, method, status
        bound = self._bound.get(key)
        if bound is None:
            bound = self._bound[key] = (
                self._requests.labels(route, method, str(status)),
                self._seconds.labels(route),
            )
        bound[0].inc()
        bound[1].observe(seconds)
        if rows:
            self._rows.labels(route).inc(rows)

    def measure(self) -> None:
        """Say what this process holds."""
        self._data.labels(self._version).set(1)
        if _STATM.exists():
            pages = int(_STATM.read_text(encoding="ascii").split()[1])
            self._memory.set(pages * os.sysconf("SC_PAGE_SIZE"))

    def shown(self) -> bytes:
        """Return all that was counted, by all processes that count together."""
        self.measure()
        return generate_latest(counted_together(self.registry))
