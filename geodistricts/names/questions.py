"""The questions about names.

Light to import, for the package's functions take their texts from here: the indexes, and with
them NumPy and Arrow, come with the first question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodistricts.basics.lazy import Lazy, make_all
from geodistricts.records import District

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodistricts.basics.arrays import Float64, Int32
    from geodistricts.names.matching import Matcher
    from geodistricts.names.places import PlaceNames
    from geodistricts.names.suggesting import Suggester
    from geodistricts.records import City, CityLike, Match, Township, TownshipLike
    from geodistricts.snapshot import DistrictRows


class Names:
    """Which district, city or township a name means.

    Parameters
    ----------
    rows : DistrictRows
        The districts; their names are folded at the first question.
    """

    def __init__(self, rows: DistrictRows) -> None:
        self._rows = rows

    def match(
        self,
        name: str,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        limit: int = 5,
        min_score: float = 70,
    ) -> list[Match]:
        """Find the districts that a spelling may mean.

        Parameters
        ----------
        name : str
            A district's name as somebody wrote it.
        city, township : int, str or record, optional
            Where it should be: a number is a pk, text a name or, for a city, a plate code.
            Without them the country is searched.
        limit : int
            How many at most.
        min_score : float
            Nothing less sure than this, 0 to 100.

        Returns
        -------
        list of Match
            The surest first: exact, then equal once folded, then another name of the
            district, then near ones. Districts that share the name are all returned; those
            outside the place only where nothing inside is close, and marked.

        Raises
        ------
        LookupError
            Where the city or township is unknown; lists the closest names.
        TypeError, ValueError
            Where an argument is of the wrong type or out of range.

        Examples
        --------
        >>> import geodistricts as gd
        >>> [found] = gd.match("100.yıl mh", city="Ankara", township="Çankaya")
        >>> found.district.name, found.score, found.kind
        ('100.YIL MAH', 99.0, 'normalized')
        """
        return self.matcher.match(name, city, township, limit, min_score)

    def match_many(
        self,
        names: Iterable[object],
        *,
        city: object = None,
        township: object = None,
        min_score: float = 70,
    ) -> tuple[Int32, Float64]:
        """Find the district of each name.

        Parameters
        ----------
        names : array_like of str, shape (names,)
            Names as somebody wrote them; None, NaN and nulls are names of nothing.
        city, township : optional
            As for ``match``, one for all, or an array as long as ``names``; a missing one is
            not given.
        min_score : float
            Nothing less sure than this, 0 to 100.

        Returns
        -------
        pks : ndarray of int32, shape (names,)
            Primary keys of districts, for ``Gazetteer.districts`` and ``Gazetteer.take``; -1
            where the name is missing, where there is none inside the place, where the place is
            unknown, or where several districts fit equally well.
        scores : ndarray of float64, shape (names,)
            0 to 100; NaN where there is none. A score beside -1 says that several fit.

        Raises
        ------
        LookupError
            Where the one city for all is unknown.
        TypeError, ValueError
            Where an argument is of the wrong type, or the lengths differ.

        Examples
        --------
        >>> import geodistricts as gd
        >>> pks, scores = gd.match_many(["cafer ağa", "xyz"], city="34", township="Kadıköy")
        >>> districts = gd.Gazetteer.open().districts(pks)
        >>> [district and district.display_name for district in districts], scores.tolist()
        (['Caferağa Mah.', None], [99.0, nan])
        """
        return self.matcher.match_many(names, city, township, min_score)

    def suggest(
        self,
        prefix: str,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        limit: int = 10,
    ) -> list[District]:
        """Complete what has been typed of a district's name.

        Parameters
        ----------
        prefix : str
            The beginning of a name, or of a word in it; a typo is forgiven.
        city, township : int, str or record, optional
            Suggest inside it only; as for ``match``.
        limit : int
            How many at most.

        Returns
        -------
        list of District
            Names that begin so, then names with a word that does, then other names of
            districts, then nearly so; villages' parts after other districts, and of those that
            share a name first where most people live. For an empty prefix, the first by name.

        Raises
        ------
        LookupError
            Where the city or township is unknown; lists the closest names.
        TypeError, ValueError
            Where an argument is of the wrong type or out of range.

        Examples
        --------
        >>> import geodistricts as gd
        >>> [d.display_name for d in gd.suggest("cafer", city="İstanbul", limit=2)]
        ['Caferağa Mah.']
        """
        return self._suggester.suggest(prefix, city, township, limit)

    def city(self, city: CityLike) -> City:
        """Return a city by pk, plate code or name.

        Parameters
        ----------
        city : int, str or City
            A number is a pk; text is a name in any case, with or without Turkish letters, or,
            where it is digits, a plate code; or a record.

        Returns
        -------
        City
            The city.

        Raises
        ------
        LookupError
            Where there is none; lists the closest names.
        TypeError
            Where the argument is none of these.

        Examples
        --------
        >>> import geodistricts as gd
        >>> gd.city("istanbul").pk, gd.city("34").pk, gd.city(40).pk
        (40, 40, 40)
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
            Its city, as for ``Gazetteer.city``, where its name alone could mean several.
        official_code : int, optional
            Instead: the number of the township in the national address register (UAVT).

        Returns
        -------
        Township
            The township.

        Raises
        ------
        LookupError
            Where there is none, lists the closest names; where there are several, lists them.
        TypeError
            Where the argument is none of these, or there are two of them.

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
            A pk (also of an inactive district), a name in any spelling that its key
            allows (no typos: those are for ``match``), or a record.
        city, township : int, str or record, optional
            Where to look for a name.
        official_code : int, optional
            Instead: the number of the district in the national address register (UAVT).

        Returns
        -------
        District
            The district.

        Raises
        ------
        LookupError
            Where there is none, naming the closest; where a name means several, lists them.
        TypeError
            Where the argument is none of these, or there are two of them.

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
        return self._rows.by_pk(district.pk if isinstance(district, District) else district)

    def townships_of(self, city: CityLike) -> tuple[Township, ...]:
        """Return the townships of a city.

        Parameters
        ----------
        city : int, str or City
            The city.

        Returns
        -------
        tuple of Township
            By pk.

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
            The township.
        city : int, str or City, optional
            Its city, where its name alone could mean several.

        Returns
        -------
        tuple of District
            By pk.

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

    def load_all(self) -> None:
        """Make every index now that the questions would make when first asked."""
        make_all(self)
        for scope in self.matcher.all_scopes():
            make_all(scope)
            make_all(scope.near)
            self._suggester.prefixes(scope)
        make_all(self.matcher.index.folded)

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

    @Lazy
    def _suggester(self) -> Suggester:
        from geodistricts.names.suggesting import Suggester

        return Suggester(self._rows, self.matcher)


def _check_alone(name: str, **others: object) -> None:
    """Refuse an argument beside those that it stands for."""
    given = [other for other, value in others.items() if value is not None]
    if given:
        raise TypeError(f"give {name} or {given[0]}, not both")
