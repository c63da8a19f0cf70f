"""The questions about names.

Light to import, for the package's functions take their texts from here: the indexes, and with
them NumPy and Arrow, come with the first question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from geodistricts.basics.lazy import Lazy, make_all
from geodistricts.names.lookups import Lookups
from geodistricts.records import DISTRICTS_ONLY, District

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from geodistricts.basics.arrays import Float64, Int32
    from geodistricts.names.suggesting import Suggester
    from geodistricts.records import City, CityLike, Level, Match, Township, TownshipLike


class Names(Lookups):
    """Which district, city or township a name means.

    Parameters
    ----------
    rows : DistrictRows
        The districts; their names are folded at the first question.
    """

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

    @overload
    def suggest(
        self,
        prefix: str,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        limit: int = 10,
        *,
        lat: float | None = None,
        lon: float | None = None,
    ) -> list[District]: ...

    @overload
    def suggest(
        self,
        prefix: str,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        limit: int = 10,
        *,
        levels: Collection[Level],
        lat: float | None = None,
        lon: float | None = None,
    ) -> list[District | Township | City]: ...

    def suggest(
        self,
        prefix: str,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        limit: int = 10,
        *,
        levels: Collection[Level] = DISTRICTS_ONLY,
        lat: float | None = None,
        lon: float | None = None,
    ) -> Sequence[District | Township | City]:
        """Complete what has been typed of the name of a district, a township or a city.

        Parameters
        ----------
        prefix : str
            The beginning of a name, or of a word in it, alone or beside its township's or
            city's ("caferağa kadıköy"); a typo is forgiven.
        city, township : int, str or record, optional
            Suggest inside it only; as for ``match``.
        limit : int
            How many at most.
        levels : collection of {"district", "township", "city"}
            What may be among the answers.
        lat, lon : float, optional
            Where whoever types is, degrees, WGS 84: what is nearer comes first, and of two
            districts the one with twice as many people may be twice as far.

        Returns
        -------
        list of District, Township or City
            Cities, then townships, then districts. Of these first those whose name it is, or
            begins so, then those with a word that does, then other names and semts; where there
            is none, those whose name and place it is, or nearly so. Villages' parts come after
            other districts, those of a village together, and of equals first where most people
            live. For an empty prefix, the first by name. ``highlight`` says which letters of an
            answer were typed.

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
        >>> [place.label for place in gd.suggest("kadıköy", levels=["township"])]
        ['Kadıköy, İstanbul']
        """
        return self._suggester.suggest(prefix, city, township, limit, levels, lat, lon)

    def load_all(self) -> None:
        """Make every index now that the questions would make when first asked."""
        make_all(self)
        for scope in self.matcher.all_scopes():
            make_all(scope)
            make_all(scope.near)
            self._suggester.prefixes(scope)
        make_all(self.matcher.index.folded)

    @Lazy
    def _suggester(self) -> Suggester:
        from geodistricts.names.suggesting import Suggester

        return Suggester(self._rows, self.matcher)
