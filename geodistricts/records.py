"""The records that answers are made of: immutable, typed, and cheap to make."""

from typing import Any, Literal, NamedTuple

from geodistricts.basics.plain import as_json

EXACT, NORMALIZED, ALIAS, FUZZY = "exact", "normalized", "alias", "fuzzy"
"""The kinds of a ``Match``."""

DEFAULT_MAX_DISTANCE = 5_000.0
"""How far from every boundary ``reverse`` answers if not told otherwise, metres."""

FILLED_IN = {"boundary": "bundled", "village": "bundled_village"}
"""The bundled snapshot's coordinate sources, and what they are called in a platform's snapshot."""


def _degrees_text(degrees: float | None) -> str | None:
    return None if degrees is None else f"{degrees:.8f}"


class City(NamedTuple):
    """A city (il).

    Attributes
    ----------
    pk : int
        Number of the city.
    name : str
        The list's own spelling (``"İSTANBUL"``).
    display_name : str
        The spelling to show (``"İstanbul"``).
    is_active : bool
        False once the list no longer has it.
    latitude, longitude : float or None
        Degrees, WGS 84; None where the list gives none.
    official_code : int or None
        The city's plate code (34 for İstanbul), which is not its ``pk``.
    population : int or None
        Inhabitants at the end of the year that the snapshot's sources name.
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
        """Return the record as plain JSON, every field by its name, and the ``label``."""
        return _record_as_json(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the record in the API's shape."""
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
        Number of the township.
    name : str
        The list's own spelling (``"BAĞCILAR"``).
    display_name : str
        The spelling to show (``"Bağcılar"``).
    city : City
        The city that it belongs to.
    is_active : bool
        False once the list no longer has it.
    latitude, longitude : float or None
        Degrees, WGS 84; None where the list gives none.
    official_code : int or None
        The number of the township in the national address register (UAVT).
    population : int or None
        Inhabitants at the end of the year that the snapshot's sources name.
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
        """Return the record as plain JSON, every field by its name, and the ``label``."""
        return _record_as_json(self, city=_in_brief(self.city))

    def to_dict(self) -> dict[str, Any]:
        """Return the record in the API's shape."""
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

    Attributes
    ----------
    pk : int
        Number of the district; never changes and is never reused.
    name : str
        The list's own spelling (``"100. YIL MAH"``).
    display_name : str
        The spelling to show (``"100. Yıl Mah."``).
    city : City
        The city that it belongs to.
    township : Township
        The township that it belongs to.
    kind : {"mahalle", "köy", "part"}
        What it is; "part" is a named part of a village or of a small town (belde).
    village : str or None
        Of a part, the village or town (``"KURTLAR KÖYÜ"``).
    postal_code : str or None
        Five digits (``"01720"``).
    latitude, longitude : float or None
        Degrees, WGS 84; None where unknown.
    coordinate_source : str or None
        Where the coordinates are from: ``"source"``, the list itself; ``"boundary"``, the
        district's own boundary; ``"village"``, that of the village that it is a part of;
        ``"bundled"`` and ``"bundled_village"``, the same two, where a platform's list has none
        and the bundled snapshot filled them in.
    is_active : bool
        False once the list no longer has it.
    official_code : int or None
        The number of the mahalle in the national address register (UAVT); None where it is
        not known for sure.
    population : int or None
        Its own inhabitants at the end of the year that the snapshot's sources name. None for
        parts, which have no figure of their own, and for industrial zones.
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
        """Return the record as plain JSON, every field by its name, and the ``label``.

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
        """Return the record in the API's shape, coordinates as 8-decimal text.

        Returns
        -------
        dict
            pk, name, city, township, is_active, longitude, latitude; the last two None where
            it was not the platform that gave them.
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
"""A city as an argument: its pk, its name in any spelling or plate code as text, or its record."""

Level = Literal["district", "township", "city"]
"""A level of the list."""
DISTRICTS_ONLY: tuple[Level, ...] = ("district",)

TownshipLike = int | str | Township
"""A township as an argument: its pk, its name in any spelling, or its record."""


class Neighbor(NamedTuple):
    """A district and how far it is.

    Attributes
    ----------
    district : District
        The district.
    distance : float
        Great-circle metres from the point to the district's coordinates.
    """

    district: District
    distance: float

    @property
    def label(self) -> str:
        """The district's label."""
        return self.district.label

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as plain JSON, every field by its name, and the ``label``."""
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
        Letter for letter; equal once folded; another name of the district (former name, semt,
        village of a part); or near.
    outside : bool
        True where the district is not in the township, or city, that was asked for; only
        where nothing inside is close.
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
        """Return the answer as plain JSON, every field by its name, and the ``label``."""
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
        Great-circle metres to the nearest boundary, or district point where that is nearer;
        0.0 inside a boundary.
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
        """Return the answer as plain JSON, every field by its name, and the ``label``."""
        return _answer_as_json(self)


class ParsedAddress(NamedTuple):
    """What a line of free text says of a place.

    Attributes
    ----------
    city, township, district : record or None
        What it names, as far as it can be told.
    postal_code : str or None
        The code in the line, or else the district's.
    remainder : str
        The rest: street, building, door.
    confidence : float
        How likely city, township and district are all right; 0 where there is no district.
    alternatives : tuple of District
        Other districts that may be meant, the likeliest first; where several fit equally
        well, all of them, and none is the answer.
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
        """The label of the most that is known; None for nothing."""
        return label_of(self.district, self.township, self.city)

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as plain JSON, every field by its name, and the ``label``."""
        return _answer_as_json(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON has it: records in the API's shape."""
        return {name: as_plain(value) for name, value in self._asdict().items()}


def as_plain(value: object) -> Any:
    """Return a record in the API's shape, with the name to show; a tuple of them as a list."""
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
