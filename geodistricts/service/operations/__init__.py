"""Operations: is it alive, is it ready, what has it done; for whoever runs the service.

In come probes and scrapes, and every request and answer as it passes; out come ``/healthz``,
``/readyz``, ``/metrics`` in Prometheus' words, and a line of log for each request, without
addresses, coordinates or tokens. ``app`` puts ``Observed`` before everything else; ``running``
says to which file the lines go, and where workers count together.
"""

from geodistricts.service.operations.counting import count_in, end_of
from geodistricts.service.operations.lines import AccessLog, log_in_lines
from geodistricts.service.operations.metrics import Metrics
from geodistricts.service.operations.observing import Observed
from geodistricts.service.operations.routes import OPEN_PATHS, routes

__all__ = [
    "OPEN_PATHS",
    "AccessLog",
    "Metrics",
    "Observed",
    "count_in",
    "end_of",
    "log_in_lines",
    "routes",
]
