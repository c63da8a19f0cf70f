"""The questions about names that can be asked of a gazetteer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from geodistricts.basics.lazy import Lazy
from geodistricts.names.places import CityLike, TownshipLike
from geodistricts.records import District, Match
from geodistricts.snapshot.rows import DistrictRows

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32
    from geodistricts.names.matching import Matcher
    from geodistricts.names.suggesting import Suggester


class NameQuestions:
    """``match``, ``suggest``, ``district``; their index is made at the first question."""

    _rows: DistrictRows

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
            Where it should be; without them the country is searched.
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
        """
        return self._matcher.match(name, city, township, limit, min_score)

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
            Names as somebody wrote them; None and NaN are names of nothing.
        city, township : optional
            One for all, or an array as long as ``names``.
        min_score : float
            Nothing less sure than this, 0 to 100.

        Returns
        -------
        rows : ndarray of int32, shape (names,)
            Rows of ``table``, for ``districts_at``; -1 where there is none inside the place,
            where the place is unknown, or where several districts fit equally well.
        scores : ndarray of float64, shape (names,)
            0 to 100; NaN where there is none. A score beside row -1 says that several fit.

        Raises
        ------
        LookupError
            Where the one city for all is unknown.
        TypeError, ValueError
            Where an argument is of the wrong type, or the lengths differ.
        """
        return self._matcher.match_many(names, city, township, min_score)

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
            Suggest inside it only.
        limit : int
            How many at most.

        Returns
        -------
        list of District
            Names that begin so, then names with a word that does, then nearly so; villages'
            parts after other districts. For an empty prefix, the first by name.

        Raises
        ------
        LookupError
            Where the city or township is unknown; lists the closest names.
        TypeError, ValueError
            Where an argument is of the wrong type or out of range.
        """
        return self._suggester.suggest(prefix, city, township, limit)

    def district(
        self,
        district: int | str | District,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
    ) -> District:
        """Return a district by pk or name.

        Parameters
        ----------
        district : int, str or District
            A pk (also of an inactive district), a name in any spelling that its key
            allows (no typos: those are for ``match``), or a record.
        city, township : int, str or record, optional
            Where to look for a name.

        Returns
        -------
        District
            The district.

        Raises
        ------
        LookupError
            Where there is none, naming the closest; where a name means several, lists them.
        TypeError
            Where the argument is none of these.
        """
        if isinstance(district, str):
            return self._matcher.only(district, city, township)
        return self._rows.by_pk(district.pk if isinstance(district, District) else district)

    @Lazy
    def _suggester(self) -> Suggester:
        from geodistricts.names.suggesting import Suggester

        return Suggester(self._rows, self._matcher)

    @Lazy
    def _matcher(self) -> Matcher:
        from geodistricts.names.matching import Matcher

        return Matcher(self._rows)
