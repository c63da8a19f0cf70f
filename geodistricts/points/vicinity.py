"""The districts around a point, and those in a box."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from geodistricts.basics.coordinates import check_box, check_k, check_max_distance, check_point
from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.basics.lazy import Lazy
from geodistricts.points.selecting import select_nearest
from geodistricts.records import City, CityLike, District, Neighbor, Township, TownshipLike

if TYPE_CHECKING:
    from geodistricts.points.vicinity_index import VicinityIndex
    from geodistricts.snapshot import DistrictRows

Inside = Callable[[CityLike | None, TownshipLike | None], City | Township | None]


class Vicinity:
    """Answers ``neighbors`` and ``within``.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    inside : callable
        Finds the city or township that arguments name.
    """

    def __init__(self, rows: DistrictRows, inside: Inside) -> None:
        self._rows = rows
        self._inside = inside

    def neighbors(
        self,
        lat: float,
        lon: float,
        k: int,
        max_distance: float | None,
        city: CityLike | None,
        township: TownshipLike | None,
    ) -> list[Neighbor]:
        """Find the nearest districts to a point; see ``Points.neighbors``."""
        latitude, longitude = check_point(lat, lon)
        count, limit = check_k(k), check_max_distance(max_distance)
        place = self._inside(city, township)
        if place is None:
            rows, distances = self._index.nearest(latitude, longitude, count, limit)
        else:
            members = self._rows.ranked_inside(place)
            to_all = great_circle_distance(
                latitude, longitude, self._rows.latitudes[members], self._rows.longitudes[members]
            )
            ranks = np.arange(len(members), dtype=np.int32)
            rows, distances = select_nearest(members, ranks, to_all, count, limit)
        return [
            Neighbor(self._rows.record(row), distance)
            for row, distance in zip(rows.tolist(), distances.tolist(), strict=True)
        ]

    def within(self, west: float, south: float, east: float, north: float) -> list[District]:
        """Find the districts whose coordinates lie in a box; see ``Points.within``."""
        rows = self._index.in_box(check_box(west, south, east, north))
        return [self._rows.record(row) for row in rows.tolist()]

    @Lazy
    def _index(self) -> VicinityIndex:
        from geodistricts.points.vicinity_index import VicinityIndex

        rows = self._rows.ranked()
        return VicinityIndex(rows, self._rows.latitudes[rows], self._rows.longitudes[rows])
