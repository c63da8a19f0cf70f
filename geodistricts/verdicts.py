"""What validation says: one component for each field, and a verdict on the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from geodistricts.basics.arguments import shown
from geodistricts.basics.letters import in_display_case
from geodistricts.basics.plain import as_json
from geodistricts.records import City, District, Township, as_plain, label_of

CONFIRMED = "CONFIRMED"
PLAUSIBLE = "UNCONFIRMED_BUT_PLAUSIBLE"
SUSPICIOUS = "UNCONFIRMED_AND_SUSPICIOUS"
ACCEPT, CONFIRM, FIX = "ACCEPT", "CONFIRM", "FIX"
SURE = 0.9
"""The confidence above which an uncontradicted answer is accepted."""

MISSING = "MISSING"
UNKNOWN = "UNKNOWN"
AMBIGUOUS = "AMBIGUOUS"
MISSPELT = "MISSPELT"
FORMER_NAME = "FORMER_NAME"
FORMER_TOWNSHIP = "FORMER_TOWNSHIP"
SEMT = "SEMT"
IN_ANOTHER_FIELD = "IN_ANOTHER_FIELD"
IN_ANOTHER_TOWNSHIP = "IN_ANOTHER_TOWNSHIP"
IN_ANOTHER_CITY = "IN_ANOTHER_CITY"
CONTRADICTED = "CONTRADICTED"
ABROAD = "ABROAD"
REASONS = {
    MISSING: "the field was not given",
    UNKNOWN: "no place has this name",
    AMBIGUOUS: "several places have this name",
    MISSPELT: "it is misspelt",
    FORMER_NAME: "it is a former, short or other name",
    FORMER_TOWNSHIP: "the township has been divided, and the district is in one of its parts",
    SEMT: "it is a semt, or a district, in the place of a township; or a semt for a district",
    IN_ANOTHER_FIELD: "it is in the field of another level, such as a township in the city field",
    IN_ANOTHER_TOWNSHIP: "the district lies in another township than the field says",
    IN_ANOTHER_CITY: "the district lies in another city than the field says",
    CONTRADICTED: "something else in the order says otherwise",
    ABROAD: "it is not in Turkey",
}
"""Why a component is not simply what was given; the list only ever grows."""

FIELD, LINE, POSTAL_CODE, PIN = "FIELD", "LINE", "POSTAL_CODE", "PIN"

Value = City | Township | District | str | None


class Component(NamedTuple):
    """What became of one field of an order.

    Attributes
    ----------
    input : object
        The field as it was given; None where it was not.
    value : City, Township, District, str or None
        What the field should be: a record; for the postal code, five digits; for the pin, the
        district that it lies in; for the line, its street line. None where that is unknown.
    confirmation_level : {"CONFIRMED", "UNCONFIRMED_BUT_PLAUSIBLE", "UNCONFIRMED_AND_SUSPICIOUS"}
        How well the field agrees with the value.
    inferred : bool
        True where the field was not given and the value follows from the others.
    spell_corrected : bool
        True where the field was misspelt and the value is what it means.
    replaced : bool
        True where the value is another place than the field names.
    alternatives : tuple
        Other values that the field may mean, the likeliest first.
    reason : str or None
        Why the value is not simply what was given, one of ``verdicts.REASONS``; None where it is.
    sources : tuple of {"FIELD", "LINE", "POSTAL_CODE", "PIN"}
        What names the value: its own field, the line, the postal code, the pin; empty where the
        value follows from the district.
    """

    input: Any
    value: Value
    confirmation_level: str
    inferred: bool = False
    spell_corrected: bool = False
    replaced: bool = False
    alternatives: tuple[City | Township | District, ...] = ()
    reason: str | None = None
    sources: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the component as a dict for JSON, every field by name."""
        return {name: as_json(value) for name, value in self._asdict().items()}


class Resolved(NamedTuple):
    """The pks of an order that needs no question.

    Attributes
    ----------
    city, township, district : int
        Primary keys in the snapshot that was asked: see ``District.pk`` for whose they are.
    """

    city: int
    township: int
    district: int

    def as_dict(self) -> dict[str, Any]:
        """Return the pks as a dict, by name."""
        return self._asdict()


class Validation(NamedTuple):
    """The verdict on an address, in the terms of Google's Address Validation API.

    Attributes
    ----------
    city, township, district : record or None
        The places that the address means; None where they cannot be determined.
    postal_code : str or None
        The district's, or else the one that was given.
    components : mapping of str to Component
        ``"city"``, ``"township"`` and ``"district"``; ``"postal_code"``, ``"pin"`` and
        ``"address"`` where they were given.
    possible_next_action : {"ACCEPT", "CONFIRM", "FIX"}
        ``"ACCEPT"``: store the district without asking. ``"CONFIRM"``: show the district to the
        customer, and store it once confirmed. ``"FIX"``: no district is known; have the address
        corrected, with ``alternatives`` to choose from.
    granularity : {"DISTRICT", "TOWNSHIP", "CITY", "OTHER"}
        The smallest place that is known; ``"OTHER"`` where not even the city is.
    address_complete : bool
        True where the district is known and every field that was given has a value.
    has_replaced_components, has_inferred_components, has_unconfirmed_components, \
has_spell_corrected_components : bool
        True where at least one component is replaced, inferred, unconfirmed, or spell-corrected.
    alternatives : tuple of District
        Other candidates, the likeliest first.
    confidence : float
        Probability, 0 to 1, that city, township and district are all right; 0 without a
        district.
    street_line : str
        What is left of the line without the places in it: street, building, door.
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
    confidence: float = 0.0
    street_line: str = ""

    @property
    def label(self) -> str | None:
        """The label of the smallest place that is known; None where none is."""
        return label_of(self.district, self.township, self.city)

    @property
    def address_lines(self) -> tuple[str, ...]:
        """The lines of a shipping label as the postal service (PTT) wants them.

        First district and street line, then postal code, township and city; what is not known
        is left out.
        """
        district = None if self.district is None else self.district.display_name
        street = " ".join(filter(None, (district, in_display_case(self.street_line))))
        place = "/".join(one.display_name for one in (self.township, self.city) if one is not None)
        last = " ".join(filter(None, (self.postal_code if place else None, place)))
        return tuple(filter(None, (street, last)))

    @property
    def formatted_address(self) -> str:
        """The lines of ``address_lines`` in one."""
        return " ".join(self.address_lines)

    def as_dict(self) -> dict[str, Any]:
        """Return the verdict as a dict for JSON: every field by name, ``label`` and address."""
        fields = {name: as_json(value) for name, value in self._asdict().items()}
        return {"label": self.label, **fields, **self.written()}

    def written(self) -> dict[str, Any]:
        """Return ``formatted_address`` and ``address_lines`` as a dict, by name."""
        lines = self.address_lines
        return {"formatted_address": " ".join(lines), "address_lines": [*lines]}

    def to_dict(self) -> dict[str, Any]:
        """Return the verdict as a dict for JSON, its records as an Akinon OMS returns them."""
        plain = {name: as_plain(value) for name, value in self._asdict().items()}
        plain["components"] = {
            name: {field: as_plain(value) for field, value in component._asdict().items()}
            for name, component in self.components.items()
        }
        return {**plain, **self.written()}


def problem_of(verdict: Validation) -> str:
    """Say in one sentence why an order is not resolved, and which district is likeliest."""
    said = ", ".join(
        f"{name} {shown(component.input)}"
        for name, component in verdict.components.items()
        if component.input is not None
    )
    meant = verdict.district or next(iter(verdict.alternatives), None)
    closest = (
        f"; the likeliest is {meant.pk} {meant.display_name} in "
        f"{meant.township.display_name}, {meant.city.display_name}"
        if meant is not None
        else ""
    )
    return (
        f"no single district is clearly meant by {said or 'an empty address'}{closest}; "
        "see .validation for what to correct"
    )
