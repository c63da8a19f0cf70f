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
            The district's name, as somebody wrote it.
        city, township : int, str or record, optional
            Where to search; by default the whole country. A number is a pk, text a name or, for
            a city, a plate code: ``"34"`` is the plate of İstanbul, 34 the pk of Giresun.
        limit : int
            How many candidates at most.
        min_score : float
            The lowest score to return, 0 to 100.

        Returns
        -------
        list of Match
            The candidates, the surest first: exact, then equal after ``normalize``, then by
            another name of the district, then similar spellings. All districts that share the
            name are returned; those outside the place only where nothing inside is close, and
            marked as ``outside``.

        Raises
        ------
        LookupError
            Where the city or township is unknown; the message lists the closest names.
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
            Names, as somebody wrote them; None, NaN and nulls are missing.
        city, township : optional
            As in ``match``: one for all names, or an array as long as ``names``, where a missing
            value means the whole country, or the whole city.
        min_score : float
            The lowest score to return, 0 to 100.

        Returns
        -------
        pks : ndarray of int32, shape (names,)
            Primary keys of districts; -1 where the name is missing, nothing inside the place
            fits, the place is unknown, or several districts fit equally well.
            ``Gazetteer.take`` turns them into an Arrow table with names,
            ``Gazetteer.districts`` into records.
        scores : ndarray of float64, shape (names,)
            0 to 100; NaN where nothing fits. A score beside -1 says that several fit.

        Raises
        ------
        LookupError
            Where a single city is given for all names and is unknown.
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
            The beginning of a name, or of a word in it, alone or beside the name of its township
            or city ("caferağa kadıköy"); a typo is forgiven.
        city, township : int, str or record, optional
            Suggest only what is inside it; as in ``match``.
        limit : int
            How many suggestions at most.
        levels : collection of {"district", "township", "city"}
            The levels to suggest places of.
        lat, lon : float, optional
            Where the person who types is, degrees, WGS 84, so that nearer places come first; a
            district with twice the population may be twice as far.

        Returns
        -------
        list of District, Township or City
            Cities, then townships, then districts. Districts come in this order: the name equals
            or begins with the prefix; a word of the name does; another name or a semt does. If
            there is none, the prefix is read as a name beside its township's or city's, and then
            with typos. Among equals the most populous come first; parts of villages come after
            other districts, those of one village together. An empty prefix gives the first by
            name. ``highlight`` tells which letters of an answer were typed.

        Raises
        ------
        LookupError
            Where the city or township is unknown; the message lists the closest names.
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
        """Build now every index that the questions would build when first asked."""
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
