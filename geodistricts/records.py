"""The records that answers are made of: named tuples, immutable, typed, and cheap to make."""

from typing import Any, Literal, NamedTuple

from geodistricts.basics.plain import as_json

EXACT, NORMALIZED, ALIAS, FUZZY = "exact", "normalized", "alias", "fuzzy"
"""The kinds of a ``Match``."""

DEFAULT_MAX_DISTANCE = 5_000.0
"""How far from the nearest boundary ``reverse`` still answers by default, metres."""

FILLED_IN = {"boundary": "bundled", "village": "bundled_village"}
"""The bundled snapshot's coordinate sources, and what they are called in a platform's snapshot."""


def _degrees_text(degrees: float | None) -> str | None:
    return None if degrees is None else f"{degrees:.8f}"


class City(NamedTuple):
    """A city (il).

    Attributes
    ----------
    pk : int
        Primary key in this snapshot, not the plate code.
    name : str
        The name as the list spells it (``"İSTANBUL"``).
    display_name : str
        The name to show (``"İstanbul"``).
    is_active : bool
        False once the city is no longer in the list.
    latitude, longitude : float or None
        Degrees, WGS 84; None where the list gives none.
    official_code : int or None
        The plate code (34 for İstanbul), which is not the ``pk``.
    population : int or None
        Inhabitants at the end of the year given with the snapshot's sources.
    """

    pk: int
    name: str
    display_name: str
    is_active: bool
    latitude: float | None
    longitude: float | None
    official_code: int | None = None
    population: int | None = None

    @property
    def label(self) -> str:
        """The text to show: ``"İstanbul"``."""
        return self.display_name

    def as_dict(self) -> dict[str, Any]:
        """Return the record as a dict for JSON: every field by name, and the ``label``."""
        return _record_as_json(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as an Akinon OMS returns it, coordinates as text."""
        return {
            "pk": self.pk,
            "name": self.name,
            "is_active": self.is_active,
            "longitude": _degrees_text(self.longitude),
            "latitude": _degrees_text(self.latitude),
        }


class Township(NamedTuple):
    """A township (ilçe).

    Attributes
    ----------
    pk : int
        Primary key in this snapshot, not the state's number.
    name : str
        The name as the list spells it (``"BAĞCILAR"``).
    display_name : str
        The name to show (``"Bağcılar"``).
    city : City
        The city that it belongs to.
    is_active : bool
        False once the township is no longer in the list.
    latitude, longitude : float or None
        Degrees, WGS 84; None where the list gives none.
    official_code : int or None
        The number of the township in the national address register (UAVT).
    population : int or None
        Inhabitants at the end of the year given with the snapshot's sources.
    """

    pk: int
    name: str
    display_name: str
    city: City
    is_active: bool
    latitude: float | None
    longitude: float | None
    official_code: int | None = None
    population: int | None = None

    @property
    def label(self) -> str:
        """The text to show: ``"Kadıköy, İstanbul"``."""
        return f"{self.display_name}, {self.city.label}"

    def as_dict(self) -> dict[str, Any]:
        """Return the record as a dict for JSON: every field by name, and the ``label``."""
        return _record_as_json(self, city=_in_brief(self.city))

    def to_dict(self) -> dict[str, Any]:
        """Return the record as an Akinon OMS returns it, coordinates as text."""
        return {
            "pk": self.pk,
            "name": self.name,
            "city": self.city.pk,
            "is_active": self.is_active,
            "longitude": _degrees_text(self.longitude),
            "latitude": _degrees_text(self.latitude),
        }


class District(NamedTuple):
    """A district (mahalle, köy, or a named part of a village).

    Records and answers are named tuples, of which JSON encoders, FastAPI's too, make arrays:
    give them ``as_dict()``.

    Attributes
    ----------
    pk : int
        Primary key; never changes and is never reused. In the bundled snapshot it is the
        package's own number, neither Akinon's nor the state's (``official_code``); in one made
        by ``geodistricts build akinon`` or ``build table``, the platform's.
    name : str
        The name as the list spells it (``"100. YIL MAH"``).
    display_name : str
        The name to show (``"100. Yıl Mah."``).
    city : City
        The city that it belongs to.
    township : Township
        The township that it belongs to.
    kind : {"mahalle", "köy", "part"}
        What it is; "part" is a named part of a village or of a small town (belde).
    village : str or None
        The village or town that a part belongs to (``"KURTLAR KÖYÜ"``); None otherwise.
    postal_code : str or None
        Five digits (``"01720"``).
    latitude, longitude : float or None
        The district's centre, degrees, WGS 84; None where unknown.
    coordinate_source : str or None
        Where the coordinates come from: ``"source"``, the list itself; ``"boundary"``, a point
        inside the district's own boundary; ``"village"``, a point inside that of the village
        that it is a part of; ``"bundled"`` and ``"bundled_village"``, the last two, taken from
        the bundled snapshot where a platform's list has none.
    is_active : bool
        False once the district is no longer in the list.
    official_code : int or None
        Its number in the national address register (UAVT); None where it is not known for
        certain.
    population : int or None
        Inhabitants at the end of the year given with the snapshot's sources. None for parts,
        which have no figure of their own, and for industrial zones.
    """

    pk: int
    name: str
    display_name: str
    city: City
    township: Township
    kind: str
    village: str | None
    postal_code: str | None
    latitude: float | None
    longitude: float | None
    coordinate_source: str | None
    is_active: bool
    official_code: int | None = None
    population: int | None = None

    @property
    def label(self) -> str:
        """The text to show: ``"Caferağa Mah., Kadıköy, İstanbul"``."""
        return f"{self.display_name}, {self.township.label}"

    def as_dict(self) -> dict[str, Any]:
        """Return the record as a dict for JSON: every field by name, and the ``label``.

        Returns
        -------
        dict
            Numbers as numbers; ``city`` and ``township`` with pk, name and display name.

        Examples
        --------
        >>> import geodistricts as gd
        >>> shown = gd.nearest(40.9869, 29.0252).district.as_dict()
        >>> shown["label"], shown["city"]["name"], shown["latitude"]
        ('Caferağa Mah., Kadıköy, İstanbul', 'İSTANBUL', 40.985057)
        """
        return _record_as_json(self, city=_in_brief(self.city), township=_in_brief(self.township))

    def to_dict(self) -> dict[str, Any]:
        """Return the record as an Akinon OMS returns it, coordinates as text of 8 decimals.

        Returns
        -------
        dict
            pk, name, city, township, is_active, longitude, latitude; the last two None where
            they did not come from the platform.
        """
        filled_in = self.coordinate_source in FILLED_IN.values()
        return {
            "pk": self.pk,
            "name": self.name,
            "city": self.city.pk,
            "township": self.township.pk,
            "is_active": self.is_active,
            "longitude": None if filled_in else _degrees_text(self.longitude),
            "latitude": None if filled_in else _degrees_text(self.latitude),
        }


CityLike = int | str | City
"""A city as an argument: its pk, its name or plate code as text, or its record."""

Level = Literal["district", "township", "city"]
"""A level of the list."""
DISTRICTS_ONLY: tuple[Level, ...] = ("district",)

TownshipLike = int | str | Township
"""A township as an argument: its pk, its name in any spelling, or its record."""


class Neighbor(NamedTuple):
    """A district, and its distance from the point.

    Attributes
    ----------
    district : District
        The district.
    distance : float
        Great-circle metres from the point to the district's centre.
    """

    district: District
    distance: float

    @property
    def label(self) -> str:
        """The district's label."""
        return self.district.label

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as a dict for JSON: every field by name, and the ``label``."""
        return _answer_as_json(self)


class Match(NamedTuple):
    """A district that a spelling may mean.

    Attributes
    ----------
    district : District
        The district.
    score : float
        How sure, 0 to 100: exact 100, normalized 96 to 99, alias 80 to 95, fuzzy up to 95.
    kind : {"exact", "normalized", "alias", "fuzzy"}
        Equal letter for letter; equal after ``normalize``; another name of the district (former
        name, semt, village of a part); or a similar spelling.
    outside : bool
        True where the district is not in the city or township that was asked for; such
        districts are candidates only where nothing inside is close.
    """

    district: District
    score: float
    kind: str
    outside: bool = False

    @property
    def label(self) -> str:
        """The district's label."""
        return self.district.label

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as a dict for JSON: every field by name, and the ``label``."""
        return _answer_as_json(self)


class Place(NamedTuple):
    """The district that a point is in, or is nearest to.

    Attributes
    ----------
    district : District
        The district; of several that share the boundary, the village itself or its best part.
    method : {"boundary", "nearest"}
        "boundary" where the point lies in the district's boundary or on it, otherwise "nearest".
    distance : float
        Great-circle metres to the nearest boundary, or to the nearest district centre where
        that is closer; 0.0 inside a boundary.
    others : tuple of District
        The other districts that share the boundary (parts of one village), best first.
    """

    district: District
    method: str
    distance: float
    others: tuple[District, ...] = ()

    @property
    def label(self) -> str:
        """The district's label."""
        return self.district.label

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as a dict for JSON: every field by name, and the ``label``."""
        return _answer_as_json(self)


class ParsedAddress(NamedTuple):
    """The places that a line of free text names.

    Attributes
    ----------
    city, township, district : record or None
        The places that it names; None where they cannot be determined.
    postal_code : str or None
        The code in the line, or else the district's.
    remainder : str
        What is left of the line: street, building, door.
    confidence : float
        Probability, 0 to 1, that city, township and district are all right; 0 without a
        district.
    alternatives : tuple of District
        Other candidates, the likeliest first; where several districts fit equally well,
        ``district`` is None and all of them are here.
    """

    city: City | None
    township: Township | None
    district: District | None
    postal_code: str | None
    remainder: str
    confidence: float
    alternatives: tuple[District, ...]

    @property
    def label(self) -> str | None:
        """The label of the smallest place that is known; None where none is."""
        return label_of(self.district, self.township, self.city)

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as a dict for JSON: every field by name, and the ``label``."""
        return _answer_as_json(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as a dict for JSON, its records as an Akinon OMS returns them."""
        return {name: as_plain(value) for name, value in self._asdict().items()}


def as_plain(value: object) -> Any:
    """Return a record as an Akinon OMS returns it, with ``display_name``; tuples as lists."""
    if isinstance(value, (City, Township, District)):
        return {**value.to_dict(), "display_name": value.display_name}
    if isinstance(value, tuple):
        return [as_plain(one) for one in value]
    return value


def label_of(*places: City | Township | District | None) -> str | None:
    """Return the label of the first place that is known."""
    return next((place.label for place in places if place is not None), None)


def _in_brief(place: City | Township) -> dict[str, Any]:
    return {"pk": place.pk, "name": place.name, "display_name": place.display_name}


def _record_as_json(record: City | Township | District, **in_brief: Any) -> dict[str, Any]:
    return {"label": record.label, **record._asdict(), **in_brief}


def _answer_as_json(answer: Any) -> dict[str, Any]:
    return {"label": answer.label, **as_json(answer._asdict())}
