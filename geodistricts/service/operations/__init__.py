"""Operations: is it alive, is it ready, what has it done; for whoever runs the service.

In come probes and scrapes, and what the gate has measured of every request; out come
``/healthz``, ``/readyz``, ``/metrics`` in Prometheus' words, and a line of log for a request,
without addresses, coordinates or tokens.
"""

from geodistricts.service.operations.routes import routes

__all__ = ["routes"]
