"""Offline address intelligence for Turkey: districts by coordinate and by name.

The functions ask the snapshot that comes with the package, opened at the first call, once;
``Gazetteer.open`` opens another, whose methods are the same questions.
"""

from typing import TYPE_CHECKING, Any

from geodistricts.basics.forking import loading
from geodistricts.errors import (
    AddressNotResolved,
    GeodistrictsError,
    OverlayError,
    SnapshotError,
    SourceError,
    WorkerError,
)
from geodistricts.names import highlight, normalize
from geodistricts.records import (
    City,
    District,
    Match,
    Neighbor,
    ParsedAddress,
    Place,
    Township,
)
from geodistricts.shared import (
    boundaries,
    boundary,
    city,
    district,
    match,
    match_many,
    nearest,
    nearest_many,
    neighbors,
    parse,
    parse_many,
    preload,
    resolve,
    reverse,
    reverse_many,
    suggest,
    township,
    validate,
    validate_many,
    within,
)
from geodistricts.verdicts import Component, Resolved, Validation

if TYPE_CHECKING:
    from geodistricts.addresses import ParsedAddresses, Validations
    from geodistricts.engines import enrich
    from geodistricts.gazetteer import Gazetteer

__version__ = "0.1.0"
__all__ = [
    "AddressNotResolved",
    "City",
    "Component",
    "District",
    "Gazetteer",
    "GeodistrictsError",
    "Match",
    "Neighbor",
    "OverlayError",
    "ParsedAddress",
    "ParsedAddresses",
    "Place",
    "Resolved",
    "SnapshotError",
    "SourceError",
    "Township",
    "Validation",
    "Validations",
    "WorkerError",
    "boundaries",
    "boundary",
    "city",
    "district",
    "enrich",
    "highlight",
    "match",
    "match_many",
    "nearest",
    "nearest_many",
    "neighbors",
    "normalize",
    "parse",
    "parse_many",
    "preload",
    "resolve",
    "reverse",
    "reverse_many",
    "suggest",
    "township",
    "validate",
    "validate_many",
    "within",
]


def __getattr__(name: str) -> Any:
    """Import what needs NumPy and Arrow when it is first asked for."""
    if name == "Gazetteer":
        with loading:
            from geodistricts.gazetteer import Gazetteer

            return Gazetteer
    if name == "enrich":
        with loading:
            from geodistricts.engines import enrich

            return enrich
    if name in ("ParsedAddresses", "Validations"):
        with loading:
            from geodistricts import addresses

            return getattr(addresses, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
