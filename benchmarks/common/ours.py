"""What the tables call the package itself; imports nothing, for processes that are measured."""

from __future__ import annotations

OURS = "geodistricts"
