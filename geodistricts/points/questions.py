"""The questions about points.

Light to import, for the package's functions take their texts from here: the indexes, and with
them NumPy and Arrow, come with the first gazetteer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodistricts.basics.lazy import Lazy, make_all
from geodistricts.records import DEFAULT_MAX_DISTANCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodistricts.basics.arguments import Errors
    from geodistricts.basics.arrays import Column, Float64, Int32
    from geodistricts.points.boundary_index import BoundaryIndex
    from geodistricts.points.vicinity import Inside, Vicinity
    from geodistricts.records import CityLike, District, Neighbor, Place, TownshipLike
    from geodistricts.snapshot import Snapshot


class Points:
    """Where districts are: the nearest, those around, those in a box, the one around a point.

    Parameters
    ----------
    snapshot : Snapshot
        The districts; the boundaries are read at the first question that needs them.
    inside : callable
        Finds the city or township that arguments name.
    """

    def __init__(self, snapshot: Snapshot, inside: Inside) -> None:
        from geodistricts.points.nearest_index import NearestIndex

        self._snapshot = snapshot
        self._inside = inside
        self._rows = rows = snapshot.rows
        self._nearest = NearestIndex(
            snapshot.nearest_grid(), rows.latitudes, rows.longitudes, rows.record
        )

    def nearest(self, lat: float, lon: float, max_distance: float | None = None) -> Neighbor | None:
        """Find the district whose coordinates are nearest to a point.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        max_distance : float, optional
            Metres; without it there is no limit.

        Returns
        -------
        Neighbor or None
            The district and its great-circle distance in metres; None where none is that
            near. Ties go to the better coordinate source, then to the smallest pk.

        Raises
        ------
        ValueError
            Where a coordinate is not finite or out of range.
        TypeError
            Where a coordinate is no number.

        Examples
        --------
        >>> import geodistricts as gd
        >>> district, distance = gd.nearest(41.0636, 28.8515)
        >>> district.display_name, district.township.display_name
        ('100. Yıl Mah.', 'Bağcılar')
        """
        return self._nearest.nearest(lat, lon, max_distance)

    def nearest_many(
        self,
        lats: Column,
        lons: Column,
        max_distance: float | None = None,
        *,
        errors: Errors = "raise",
    ) -> tuple[Int32, Float64]:
        """Find the nearest district of each point.

        Parameters
        ----------
        lats, lons : array_like of float, shape (points,)
            Degrees, WGS 84.
        max_distance : float, optional
            Metres; without it there is no limit.
        errors : {"raise", "null"}
            What an impossible coordinate is, infinite or out of range: an error, or missing.

        Returns
        -------
        pks : ndarray of int32, shape (points,)
            Primary keys of districts, for ``Gazetteer.districts`` and ``Gazetteer.take``; -1
            where there is none, and where a coordinate is missing (None, NaN, null, masked).
        distances : ndarray of float64, shape (points,)
            Great-circle metres; NaN where there is none.

        Raises
        ------
        ValueError
            Where a coordinate is infinite or out of range, naming the row; or the lengths differ.
        TypeError
            Where the arrays hold no numbers.

        Examples
        --------
        >>> import geodistricts as gd
        >>> pks, distances = gd.nearest_many([41.0636, None, 39.9208], [28.8515, 29.0, 32.8541])
        >>> gd.Gazetteer.open().take(pks, columns=["name", "city_name"]).to_pylist()[1:]
        [{'name': None, 'city_name': None}, {'name': 'CUMHURİYET MAH', 'city_name': 'ANKARA'}]
        """
        ask = self._nearest.nearest_many
        return self._ask_many(ask, self._rows, lats, lons, max_distance, errors)

    def neighbors(
        self,
        lat: float,
        lon: float,
        k: int = 5,
        max_distance: float | None = None,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
    ) -> list[Neighbor]:
        """Find the nearest districts to a point.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        k : int
            How many at most.
        max_distance : float, optional
            Metres; without it there is no limit.
        city, township : int, str or record, optional
            Search inside it only: a pk, a name (for a city also its plate code), or a record.

        Returns
        -------
        list of Neighbor
            Nearest first; ties by coordinate source, then pk.

        Raises
        ------
        ValueError
            Where a coordinate is not finite or out of range, or ``k`` is less than 1.
        TypeError
            Where an argument is of the wrong type.
        LookupError
            Where the city or township is unknown.

        Examples
        --------
        >>> import geodistricts as gd
        >>> [n.district.display_name for n in gd.neighbors(40.9869, 29.0252, k=2)]
        ['Caferağa Mah.', 'Osmanağa Mah.']
        """
        return self._vicinity.neighbors(lat, lon, k, max_distance, city, township)

    def within(self, *, west: float, south: float, east: float, north: float) -> list[District]:
        """Find the districts whose coordinates lie in a box.

        Parameters
        ----------
        west, south, east, north : float
            Edges of the box, degrees; they belong to it.

        Returns
        -------
        list of District
            By pk.

        Raises
        ------
        ValueError
            Where an edge is not finite or out of range, or the box is inside out.
        TypeError
            Where an edge is no number.

        Examples
        --------
        >>> import geodistricts as gd
        >>> [d.display_name for d in gd.within(west=29.02, south=40.98, east=29.03, north=40.99)]
        ['Caferağa Mah.']
        """
        return self._vicinity.within(west, south, east, north)

    def reverse(
        self, lat: float, lon: float, max_distance: float | None = DEFAULT_MAX_DISTANCE
    ) -> Place | None:
        """Find the district that a point is in.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        max_distance : float, optional
            How far a point outside every boundary, such as a pin at sea, may be from the
            nearest one, in metres; None for no limit.

        Returns
        -------
        Place or None
            The district whose boundary has the point; of several that share it, the village
            itself or its best part, and the others beside it. A point on a border belongs to
            the district just east of it, or north of it where the border runs due east; one
            within a micrometre of the outermost border counts as on it.
            Outside, the district of the nearest boundary, or of the nearest district point
            where that is nearer; None where none is that near.

        Raises
        ------
        ValueError
            Where a coordinate is not finite or out of range.
        TypeError
            Where a coordinate is no number.

        Notes
        -----
        The boundaries load on the first call, in about half a second.

        Examples
        --------
        >>> import geodistricts as gd
        >>> place = gd.reverse(41.0636, 28.8515)
        >>> place.district.display_name, place.method
        ('100. Yıl Mah.', 'boundary')
        >>> at_sea = gd.reverse(40.9744, 29.0215)
        >>> at_sea.district.display_name, at_sea.method, round(at_sea.distance, -1)
        ('Caferağa Mah.', 'nearest', 430.0)
        """
        return self._boundaries.reverse(lat, lon, max_distance)

    def reverse_many(
        self,
        lats: Column,
        lons: Column,
        max_distance: float | None = DEFAULT_MAX_DISTANCE,
        *,
        errors: Errors = "raise",
    ) -> tuple[Int32, Float64]:
        """Find the district that each point is in.

        Parameters
        ----------
        lats, lons : array_like of float, shape (points,)
            Degrees, WGS 84.
        max_distance : float, optional
            Metres, as for ``reverse``; None for no limit.
        errors : {"raise", "null"}
            What an impossible coordinate is, infinite or out of range: an error, or missing.

        Returns
        -------
        pks : ndarray of int32, shape (points,)
            Primary keys of districts, for ``Gazetteer.districts`` and ``Gazetteer.take``; -1
            where there is none, and where a coordinate is missing (None, NaN, null, masked).
        distances : ndarray of float64, shape (points,)
            0.0 where the point lies in the district's boundary; more where it is only the
            nearest, in great-circle metres; NaN where there is none.

        Raises
        ------
        ValueError
            Where a coordinate is infinite or out of range, naming the row; or the lengths differ.
        TypeError
            Where the arrays hold no numbers.

        Examples
        --------
        >>> import geodistricts as gd
        >>> pks, distances = gd.reverse_many([41.0636, 39.9208], [28.8515, 32.8541])
        >>> [district.display_name for district in gd.Gazetteer.open().districts(pks)]
        ['100. Yıl Mah.', 'Kızılay Mah.']
        """
        ask = self._boundaries.reverse_many
        return self._ask_many(ask, self._rows, lats, lons, max_distance, errors)

    def load_all(self) -> None:
        """Make every index now that the questions would make when first asked."""
        make_all(self)
        make_all(self._vicinity)
        make_all(self._boundaries)

    @Lazy
    def _ask_many(self) -> Callable[..., tuple[Int32, Float64]]:
        from geodistricts.points.many import ask_many

        return ask_many

    @Lazy
    def _vicinity(self) -> Vicinity:
        from geodistricts.points.vicinity import Vicinity

        return Vicinity(self._rows, self._inside)

    @Lazy
    def _boundaries(self) -> BoundaryIndex:
        from geodistricts.points.boundary_index import open_boundary_index

        return open_boundary_index(self._snapshot, self._nearest)
