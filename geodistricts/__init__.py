"""Offline address intelligence for Turkey: districts by coordinate, by name and by address.

The functions ask the gazetteer that comes with the package; the first call opens it. Its pks are
the package's own, neither Akinon's nor the state's. ``Gazetteer.open`` opens another snapshot,
such as one with your platform's numbers; its methods are the same questions. Answers are named
tuples; ``as_dict()`` makes them dicts, for JSON.
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

__version__ = "0.2.0"
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


def __dir__() -> list[str]:
    """List what is imported when it is first asked for, too."""
    return sorted({*globals(), *__all__})
