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
    """Where districts are: the nearest, those around, those in a box, the one at a point.

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
        """Find the district whose centre is nearest to a point.

        Near a border that may be the neighbour of the district that the point is in: for "which
        district is this pin in?" ask ``reverse``.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        max_distance : float, optional
            Metres; no limit by default.

        Returns
        -------
        Neighbor or None
            The district and its great-circle distance in metres; None where none is within
            ``max_distance``. Ties go to the better coordinate source, then to the smallest pk.

        Raises
        ------
        ValueError
            Where a coordinate is not finite, or out of range.
        TypeError
            Where a coordinate is not a number.

        Notes
        -----
        Distances are by the haversine formula, on a sphere of the mean Earth radius R1,
        6,371,008.8 m (Geodetic Reference System 1980).

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
        """Find the district whose centre is nearest to each point.

        For the districts that the points are in, ask ``reverse_many``.

        Parameters
        ----------
        lats, lons : array_like of float, shape (points,)
            Degrees, WGS 84.
        max_distance : float, optional
            Metres; no limit by default.
        errors : {"raise", "null"}
            Whether a coordinate that is infinite or out of range raises or counts as missing.

        Returns
        -------
        pks : ndarray of int32, shape (points,)
            Primary keys of districts; -1 where there is none, and where a coordinate is missing
            (None, NaN, null, masked). ``Gazetteer.take`` turns them into an Arrow table with
            names, ``Gazetteer.districts`` into records, which ``boundary`` takes.
        distances : ndarray of float64, shape (points,)
            Great-circle metres to the centre; NaN where there is none.

        Raises
        ------
        ValueError
            Where a coordinate is infinite or out of range (the message names the row), or the
            arrays differ in length.
        TypeError
            Where the arrays do not hold numbers.

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
        """Find the districts whose centres are nearest to a point.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        k : int
            How many districts at most.
        max_distance : float, optional
            Metres; no limit by default.
        city, township : int, str or record, optional
            Search only inside it. A number is a pk, text a name or, for a city, a plate code;
            or a record.

        Returns
        -------
        list of Neighbor
            The nearest first; ties in order of coordinate source, then of pk.

        Raises
        ------
        ValueError
            Where a coordinate is not finite, or out of range, or ``k`` is less than 1.
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
        """Find the districts whose centres lie in a bounding box.

        Parameters
        ----------
        west, south, east, north : float
            Edges of the box, degrees, WGS 84; a centre on an edge is inside.

        Returns
        -------
        list of District
            In order of pk.

        Raises
        ------
        ValueError
            Where an edge is not finite, or out of range, or west > east or south > north.
        TypeError
            Where an edge is not a number.

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
        """Find the district that a point is in: reverse geocoding by containment.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        max_distance : float, optional
            Metres from the nearest boundary at which a point outside every boundary, such as a
            pin at sea, still has an answer; None for no limit.

        Returns
        -------
        Place or None
            The district whose boundary contains the point; of several that share it, the
            village itself or its best part, and the rest as ``others``. A point on a border
            belongs to the district just east of it, or north of it where the border runs due
            east; one within a micrometre of the outermost border counts as on it.
            Outside every boundary, the district of the nearest boundary, or of the nearest
            centre where that is closer; None where none is within ``max_distance``.

        Raises
        ------
        ValueError
            Where a coordinate is not finite, or out of range.
        TypeError
            Where a coordinate is not a number.

        Notes
        -----
        The first call loads the boundaries, in about half a second.

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
        """Find the district that each point is in: reverse geocoding by containment.

        Parameters
        ----------
        lats, lons : array_like of float, shape (points,)
            Degrees, WGS 84.
        max_distance : float, optional
            Metres, as in ``reverse``; None for no limit.
        errors : {"raise", "null"}
            Whether a coordinate that is infinite or out of range raises or counts as missing.

        Returns
        -------
        pks : ndarray of int32, shape (points,)
            Primary keys of districts; -1 where there is none, and where a coordinate is missing
            (None, NaN, null, masked). ``Gazetteer.take`` turns them into an Arrow table with
            names, ``Gazetteer.districts`` into records, which ``boundary`` takes.
        distances : ndarray of float64, shape (points,)
            0.0 where the district's boundary contains the point; otherwise great-circle metres,
            as in ``Place``; NaN where there is no district.

        Raises
        ------
        ValueError
            Where a coordinate is infinite or out of range (the message names the row), or the
            arrays differ in length.
        TypeError
            Where the arrays do not hold numbers.

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
        """Build now every index that the questions would build when first asked."""
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
