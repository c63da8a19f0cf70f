"""What validation says: one component for each field, and a verdict on the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from geodistricts.records import City, District, Township, as_json, as_plain, label_of

CONFIRMED = "CONFIRMED"
PLAUSIBLE = "UNCONFIRMED_BUT_PLAUSIBLE"
SUSPICIOUS = "UNCONFIRMED_AND_SUSPICIOUS"
ACCEPT, CONFIRM, FIX = "ACCEPT", "CONFIRM", "FIX"

Value = City | Township | District | str | None


class Component(NamedTuple):
    """What became of one field of an address.

    Attributes
    ----------
    input : object
        The field as it was given; None where it was not.
    value : City, Township, District, str or None
        What it should be: a record; for the postal code five digits; for the pin the district
        that it lies in. None where that is unknown.
    confirmation_level : {"CONFIRMED", "UNCONFIRMED_BUT_PLAUSIBLE", "UNCONFIRMED_AND_SUSPICIOUS"}
        How well the field and the value go together.
    inferred : bool
        True where the field was not given and the value follows from the others.
    spell_corrected : bool
        True where the value is what a misspelt field means.
    replaced : bool
        True where the value is another place than the field names.
    alternatives : tuple
        Other values that the field may mean, the likeliest first.
    """

    input: Any
    value: Value
    confirmation_level: str
    inferred: bool = False
    spell_corrected: bool = False
    replaced: bool = False
    alternatives: tuple[City | Township | District, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the component as plain JSON, every field by its name."""
        return {name: as_json(value) for name, value in self._asdict().items()}


class Resolved(NamedTuple):
    """The numbers that an order needs.

    Attributes
    ----------
    city, township, district : int
        Primary keys.
    """

    city: int
    township: int
    district: int

    def as_dict(self) -> dict[str, Any]:
        """Return the pks by name."""
        return self._asdict()


class Validation(NamedTuple):
    """The verdict on an address, in the words of Google's Address Validation API.

    Attributes
    ----------
    city, township, district : record or None
        What the address means, as far as it can be told.
    postal_code : str or None
        The district's, or else the one that was given.
    components : mapping of str to Component
        ``"city"``, ``"township"`` and ``"district"``; ``"postal_code"`` and ``"pin"`` where
        they were given.
    possible_next_action : {"ACCEPT", "CONFIRM", "FIX"}
        Take the district as it is; ask whether it is meant; or have the address put right.
    granularity : {"DISTRICT", "TOWNSHIP", "CITY", "OTHER"}
        How far the address could be told.
    address_complete : bool
        True where the district is known and every field that was given has a value.
    has_replaced_components, has_inferred_components, has_unconfirmed_components, \
has_spell_corrected_components : bool
        True where any component is so.
    alternatives : tuple of District
        Other districts that may be meant, the likeliest first.
    """

    city: City | None
    township: Township | None
    district: District | None
    postal_code: str | None
    components: Mapping[str, Component]
    possible_next_action: str
    granularity: str
    address_complete: bool
    has_replaced_components: bool
    has_inferred_components: bool
    has_unconfirmed_components: bool
    has_spell_corrected_components: bool
    alternatives: tuple[District, ...]

    @property
    def label(self) -> str | None:
        """The label of the most that is known; None for nothing."""
        return label_of(self.district, self.township, self.city)

    def as_dict(self) -> dict[str, Any]:
        """Return the verdict as plain JSON, every field by its name, and the ``label``."""
        fields = {name: as_json(value) for name, value in self._asdict().items()}
        return {"label": self.label, **fields}

    def to_dict(self) -> dict[str, Any]:
        """Return the verdict as JSON has it: records in the API's shape."""
        plain = {name: as_plain(value) for name, value in self._asdict().items()}
        plain["components"] = {
            name: {field: as_plain(value) for field, value in component._asdict().items()}
            for name, component in self.components.items()
        }
        return plain
