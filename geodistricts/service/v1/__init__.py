"""The service's own interface: every question, one at a time and in batches.

In come query strings, JSON, Arrow and CSV; out come the answers' ``as_dict`` as JSON, Arrow
columns, CSV. What is wrong is said as ``application/problem+json`` that names the field. The
document at ``/openapi.json`` describes it.
"""

from geodistricts.service.v1.joining import join
from geodistricts.service.v1.problems import refuse

__all__ = ["join", "refuse"]
