"""Whether an order goes abroad: what speaks for that against what speaks for Turkey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodistricts.addresses.abroad import NORTHERN_CYPRUS
from geodistricts.addresses.reading import LIKELY, MISSPELT
from geodistricts.names import place_key

if TYPE_CHECKING:
    from geodistricts.addresses.reading import Order
    from geodistricts.addresses.weighing.choosing import Choice

_FIRM, _LIKELIER = 0.9, 0.5
_POST_OFFICE = "mersin"
"""The city by which mail goes to Northern Cyprus: "Lefkoşa, Mersin 10"."""
_NAMED = {"CITY_FIELD", "TOWNSHIP_FIELD", "SEMT_FIELD_TOWNSHIP", "CITY_LINE", "TOWNSHIP_LINE"}


def says_abroad(order: Order, choice: Choice) -> str | None:
    """Tell what says that an order goes abroad, if it does.

    Parameters
    ----------
    order : Order
        The order.
    choice : Choice
        What it would mean in Turkey.

    Returns
    -------
    str or None
        The component: ``"city"``, ``"township"``, ``"district"`` or ``"address"``; None where
        the order is in Turkey.
    """
    if not order.abroad:
        return None
    said = max(order.abroad, key=lambda one: one.certainty)
    cities = [place for place, quality in order.fields.places.cities if quality > MISSPELT]
    if cities:
        is_by_mail = said.country == NORTHERN_CYPRUS and said.certainty >= _FIRM
        is_post_office = any(place_key(city.name) == _POST_OFFICE for city in cities)
        has_township = bool(order.fields.places.townships)
        return said.component if is_by_mail and is_post_office and not has_township else None
    if said.certainty >= _FIRM:
        return said.component
    named = [kind for kind, value in choice.best.evidence if kind in _NAMED and value > LIKELY]
    if said.certainty >= _LIKELIER and len(named) < 2:
        return said.component
    return None if named else said.component
