"""Addresses: from what a customer wrote to a verdict.

In come the districts, ``Names``, and what finds the place of a pin; out comes ``Addresses``,
which owns ``validate``, ``resolve`` and ``parse``, and many at once. An order goes one way:
read (``reading``, ``abroad``), its candidates (``candidates``), the choice (``weighing``), all
of it led by ``solving``, then told (``answers``). ``gazetteer`` calls it, ``shared`` takes its
texts.
"""

from typing import TYPE_CHECKING, Any

from geodistricts.addresses.questions import Addresses

if TYPE_CHECKING:
    from geodistricts.addresses.batches import ParsedAddresses, Validations

__all__ = ["Addresses", "ParsedAddresses", "Validations"]


def __getattr__(name: str) -> Any:
    """Import the records of batches, and with them NumPy, when they are first asked for."""
    if name in ("ParsedAddresses", "Validations"):
        from geodistricts.addresses import batches

        return getattr(batches, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
