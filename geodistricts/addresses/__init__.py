"""Addresses: from what a customer wrote to a verdict.

In come the districts, ``Names``, and what finds the place of a pin; out comes ``Addresses``,
which owns ``validate`` and ``resolve`` (``fields/``), ``parse`` (``lines/``), and many at once.
``gazetteer`` and ``shared`` call it. It builds on ``names`` and ``snapshot``.
"""

from typing import TYPE_CHECKING

from geodistricts.addresses.questions import Addresses

if TYPE_CHECKING:
    from geodistricts.addresses.batches import ParsedAddresses as ParsedAddresses
    from geodistricts.addresses.batches import Validations as Validations

__all__ = ["Addresses"]
