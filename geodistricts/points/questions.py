"""The questions about boundaries that can be asked of a gazetteer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geodistricts.basics.lazy import Lazy
from geodistricts.points.nearest_index import NearestIndex
from geodistricts.records import DEFAULT_MAX_DISTANCE, Place
from geodistricts.snapshot.reading import BOUNDARIES, REVERSE, read_end_to_end, read_table
from geodistricts.snapshot.rows import DistrictRows

if TYPE_CHECKING:
    from geodistricts.basics.arrays import ArrayLike, Float64, Int32
    from geodistricts.points.boundary_index import BoundaryIndex


class BoundaryQuestions:
    """``reverse`` and ``reverse_many``; the boundaries load at the first question."""

    _path: Path
    _manifest: dict[str, Any]
    _rows: DistrictRows
    _nearest: NearestIndex

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
        """
        return self._boundaries.reverse(lat, lon, max_distance)

    def reverse_many(
        self,
        lats: ArrayLike,
        lons: ArrayLike,
        max_distance: float | None = DEFAULT_MAX_DISTANCE,
    ) -> tuple[Int32, Float64]:
        """Find the district that each point is in.

        Parameters
        ----------
        lats, lons : array_like of float, shape (points,)
            Degrees, WGS 84.
        max_distance : float, optional
            Metres, as for ``reverse``; None for no limit.

        Returns
        -------
        rows : ndarray of int32, shape (points,)
            Rows of ``table``, for ``districts_at``; -1 where there is none.
        distances : ndarray of float64, shape (points,)
            0.0 where the point lies in the district's boundary; more where it is only the
            nearest, in great-circle metres; NaN where there is none.

        Raises
        ------
        ValueError
            Where a coordinate is not finite or out of range, or the lengths differ.
        TypeError
            Where the arrays hold no numbers.
        """
        return self._boundaries.reverse_many(lats, lons, max_distance)

    @Lazy
    def _boundaries(self) -> BoundaryIndex:
        from geodistricts.points.boundary_index import open_boundary_index
        from geodistricts.snapshot.boundary_cells import boundary_grid_from_table

        grid = boundary_grid_from_table(read_table(self._path, self._manifest, REVERSE))
        pa.default_memory_pool().release_unused()
        index = open_boundary_index(
            grid,
            read_end_to_end(self._path, self._manifest, BOUNDARIES, "geometry"),
            self._rows,
            self._nearest,
        )
        pa.default_memory_pool().release_unused()
        return index
