"""Offline address intelligence for Turkey: districts by coordinate and by name."""

from typing import TYPE_CHECKING, Any

from geodistricts.errors import GeodistrictsError, SnapshotError, SourceError
from geodistricts.names import normalize
from geodistricts.records import City, District, Match, Neighbor, Place, Township
from geodistricts.shared import (
    match,
    match_many,
    nearest,
    nearest_many,
    neighbors,
    reverse,
    reverse_many,
    suggest,
    within,
)

if TYPE_CHECKING:
    from geodistricts.gazetteer import Gazetteer

__version__ = "0.1.0"
__all__ = [
    "City",
    "District",
    "Gazetteer",
    "GeodistrictsError",
    "Match",
    "Neighbor",
    "Place",
    "SnapshotError",
    "SourceError",
    "Township",
    "match",
    "match_many",
    "nearest",
    "nearest_many",
    "neighbors",
    "normalize",
    "reverse",
    "reverse_many",
    "suggest",
    "within",
]


def __getattr__(name: str) -> Any:
    """Import ``Gazetteer``, and with it NumPy and Arrow, when it is first asked for."""
    if name == "Gazetteer":
        from geodistricts.gazetteer import Gazetteer

        return Gazetteer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
