"""The places that callers name: a city, a township or a district, by pk, name or code.

Light to import, as ``questions`` is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodistricts.basics.lazy import Lazy
from geodistricts.records import District

if TYPE_CHECKING:
    from geodistricts.names.matching import Matcher
    from geodistricts.names.places import PlaceNames
    from geodistricts.records import City, CityLike, Township, TownshipLike
    from geodistricts.snapshot import DistrictRows


class Lookups:
    """The one place that an argument means, or an error that says why there is none.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    """

    def __init__(self, rows: DistrictRows) -> None:
        self._rows = rows

    def city(self, city: CityLike) -> City:
        """Return a city by pk, plate code or name.

        Parameters
        ----------
        city : int, str or City
            A number is a pk; text is a name in any case, with or without Turkish letters, or a
            plate code; or a record. So ``"34"`` is İstanbul by its plate, and 34 the city whose
            pk is 34: in the bundled snapshot, Giresun.

        Returns
        -------
        City
            The city.

        Raises
        ------
        LookupError
            Where there is no such city; the message lists the closest names.
        TypeError
            Where the argument is none of these.

        Examples
        --------
        >>> import geodistricts as gd
        >>> gd.city("istanbul").pk, gd.city("34").pk, gd.city(40).pk
        (40, 40, 40)
        >>> gd.city(34).display_name
        'Giresun'
        """
        return self.places.city(city)

    def township(
        self,
        township: TownshipLike | None = None,
        city: CityLike | None = None,
        *,
        official_code: int | None = None,
    ) -> Township:
        """Return a township by pk, name or official code.

        Parameters
        ----------
        township : int, str or Township
            A number is a pk; text is a name in any case, with or without Turkish letters; or a
            record.
        city : int, str or City, optional
            Its city, as in ``Gazetteer.city``, where the name alone could mean several.
        official_code : int, optional
            Instead of the others: the township's number in the national address register (UAVT).

        Returns
        -------
        Township
            The township.

        Raises
        ------
        LookupError
            Where there is no such township, or several have the name; the message lists the
            closest, or some of them.
        TypeError
            Where the argument is none of these, or given beside ``official_code``.

        Examples
        --------
        >>> import geodistricts as gd
        >>> gd.township("Bağcılar", city=40).display_name
        'Bağcılar'
        >>> gd.township(official_code=1421).display_name
        'Kadıköy'
        """
        if official_code is not None:
            _check_alone("official_code", township=township, city=city)
            return self.places.township_of_code(official_code)
        return self.places.township(township, city)  # type: ignore[arg-type]

    def district(
        self,
        district: int | str | District | None = None,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        *,
        official_code: int | None = None,
    ) -> District:
        """Return a district by pk, name or official code.

        Parameters
        ----------
        district : int, str or District
            A pk (also of an inactive district); a name in any spelling that ``normalize`` takes
            for the same (typos are for ``match``); or a record.
        city, township : int, str or record, optional
            Where it is, as in ``match``: for a name that several have; of a pk it is checked.
        official_code : int, optional
            Instead of the others: the district's number in the national address register (UAVT).

        Returns
        -------
        District
            The district.

        Raises
        ------
        LookupError
            Where there is no such district, or several have the name; the message lists the
            closest, or some of them.
        TypeError
            Where the argument is none of these, or given beside ``official_code``.

        Examples
        --------
        >>> import geodistricts as gd
        >>> gd.district("caferaga mahallesi", township="Kadıköy").name
        'CAFERAĞA MAH'
        >>> gd.district(official_code=40512).display_name
        'Caferağa Mah.'
        """
        if official_code is not None:
            _check_alone("official_code", district=district, city=city, township=township)
            return self._rows.by_code(official_code)
        if isinstance(district, str):
            return self.matcher.only(district, city, township)
        found = self._rows.by_pk(district.pk if isinstance(district, District) else district)
        place = self.inside(city, township)
        if place is not None and place not in (found.city, found.township):
            raise LookupError(
                f"district {found.pk} is {found.display_name} in {found.township.label}, not in "
                f"{place.label}; leave the place out or name the right one"
            )
        return found

    def townships_of(self, city: CityLike) -> tuple[Township, ...]:
        """Return the townships of a city.

        Parameters
        ----------
        city : int, str or City
            The city, as in ``city``.

        Returns
        -------
        tuple of Township
            In order of pk.

        Raises
        ------
        LookupError
            Where the city is unknown.
        """
        return tuple(self._rows.places.townships_by_city.get(self.city(city).pk, ()))

    def districts_of(
        self, township: TownshipLike, city: CityLike | None = None
    ) -> tuple[District, ...]:
        """Return the districts of a township.

        Parameters
        ----------
        township : int, str or Township
            The township, as in ``township``.
        city : int, str or City, optional
            Its city, where the name alone could mean several.

        Returns
        -------
        tuple of District
            The active ones, in order of pk.

        Raises
        ------
        LookupError
            Where the township is unknown, or its name means several.
        """
        rows = self._rows.active_inside(self.township(township, city).pk)
        return tuple(self._rows.record(row) for row in rows)

    def inside(
        self, city: CityLike | None, township: TownshipLike | None
    ) -> City | Township | None:
        """Return the township that arguments name, or else the city, or else none."""
        if township is not None:
            return self.township(township, city)
        return None if city is None else self.city(city)

    @Lazy
    def places(self) -> PlaceNames:
        """Return the names of cities and townships."""
        from geodistricts.names.places import PlaceNames

        return PlaceNames(self._rows.places)

    @Lazy
    def matcher(self) -> Matcher:
        """Return the finder of districts by name."""
        from geodistricts.names.matching import Matcher

        return Matcher(self._rows, self.places)


def _check_alone(name: str, **others: object) -> None:
    """Refuse an argument beside those that it stands for."""
    given = [other for other, value in others.items() if value is not None]
    if given:
        raise TypeError(f"give {name} or {given[0]}, not both")
