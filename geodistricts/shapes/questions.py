"""The questions about shapes.

Light to import, for the package's functions take their texts from here: Arrow and shapely come
with the first question.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from geodistricts.basics.arguments import shown
from geodistricts.basics.forking import loading
from geodistricts.basics.lazy import Lazy, make_all
from geodistricts.records import City, District, Level, Township

if TYPE_CHECKING:
    import pyarrow as pa
    import shapely

    from geodistricts.basics.arrays import Int32
    from geodistricts.snapshot import Geometries, Snapshot

_Place = TypeVar("_Place", City, Township)
LEVELS: tuple[Level, ...] = get_args(Level)


class Shapes:
    """The boundaries of places.

    Parameters
    ----------
    snapshot : Snapshot
        The places; their shapes are read at the first question.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._rows = snapshot.rows

    def boundary(self, place: District | Township | City) -> shapely.Geometry | None:
        """Return the boundary of a district, a township or a city.

        Parameters
        ----------
        place : District, Township or City
            Its record, such as ``gd.city("34")``, or the ``district`` of an answer. A part of a
            village or town has the boundary of its village or town.

        Returns
        -------
        shapely.Polygon or shapely.MultiPolygon or None
            Longitudes and latitudes, degrees, WGS 84 (OGC:CRS84), simplified at a tolerance of
            about 50 m; neighbours share every vertex of their border. None where it is not
            known, and for a place that is not active.

        Raises
        ------
        TypeError
            Where the argument is not a record.
        LookupError
            Where the record is not from this snapshot.
        SnapshotError
            Where the file of shapes is damaged.

        Notes
        -----
        The first call reads the shapes of the level, in a few tenths of a second.

        Examples
        --------
        >>> import geodistricts as gd
        >>> shape = gd.boundary(gd.district("Caferağa", township="Kadıköy"))
        >>> shape.geom_type, [round(degrees, 2) for degrees in shape.bounds]
        ('Polygon', [29.02, 40.98, 29.03, 40.99])
        >>> gd.boundary(gd.city("34")).contains(shape.centroid)
        True
        """
        if isinstance(place, District):
            return self._of_district(place)
        if isinstance(place, Township):
            own = _own("township", place, self._rows.places.townships)
            return _of_place(self._geometries.of_townships, own.pk) if own.is_active else None
        if isinstance(place, City):
            at = _own("city", place, self._rows.places.cities)
            return _of_place(self._geometries.of_cities, at.pk) if at.is_active else None
        raise TypeError(
            f"place must be the record of a district, township or city, not {shown(place)}; "
            "get one from gd.district, gd.township or gd.city, or as .district of an answer"
        )

    def boundaries(self, level: Level) -> pa.Table:
        """Return all boundaries of a level, as an Arrow table that GIS tools read.

        Parameters
        ----------
        level : {"district", "township", "city"}
            Which level.

        Returns
        -------
        pyarrow.Table
            A row for each boundary: ``pk``, ``name``, ``display_name``, ``official_code``,
            ``population``, pk and names of its ``township`` and ``city``, and ``geometry``: WKB,
            longitudes and latitudes (OGC:CRS84), with the metadata of GeoArrow and GeoParquet.
            For districts also ``kind``, ``village`` and ``boundary``, the number of the
            boundary, which ``Gazetteer.take`` and ``Gazetteer.table`` have for each district.

        Raises
        ------
        ValueError
            Where there is no such level.
        SnapshotError
            Where the file of shapes is damaged.

        Notes
        -----
        Districts' boundaries cover the country once. Where the parts of a village or town share
        one, its row has the name and population of the village or town, and ``pk`` and
        ``official_code`` too where that is a district itself; they are null where the list has
        only its parts. For a choropleth by district, sum the figures by ``boundary`` and join
        them on it: joined district by district, a shared boundary would count several times.
        Written as it is (``pyarrow.parquet.write_table``), the table is a GeoParquet file.

        Examples
        --------
        >>> import geodistricts as gd
        >>> townships = gd.boundaries("township")
        >>> townships.num_rows, townships.schema.field("geometry").metadata[b"ARROW:extension:name"]
        (973, b'geoarrow.wkb')
        >>> import geopandas
        >>> frame = geopandas.GeoDataFrame.from_arrow(townships)
        >>> str(frame.crs), frame.loc[frame.population.idxmax(), "display_name"]
        ('OGC:CRS84', 'Esenyurt')
        """
        if not isinstance(level, str) or level not in LEVELS:
            raise ValueError(f"level must be one of {', '.join(LEVELS)}, not {shown(level)}")
        with loading:
            from geodistricts.shapes.tables import district_boundaries, place_boundaries
        places, geometries = self._rows.places, self._geometries
        if level == "city":
            return place_boundaries(level, places.cities, geometries.of_cities)
        if level == "township":
            return place_boundaries(level, places.townships, geometries.of_townships)
        return district_boundaries(self._rows, geometries.of_districts, geometries.inhabitants)

    def load_all(self) -> None:
        """Read now what the questions would read when first asked."""
        with loading:
            import shapely  # noqa: F401

            from geodistricts.shapes import tables  # noqa: F401
        make_all(self)
        make_all(self._geometries)

    @Lazy
    def _boundary_of_row(self) -> Int32:
        """Return the boundary of each district's row, -1 for none."""
        import numpy as np

        from geodistricts.basics.arrow import numbers

        boundary = numbers(self._rows.table, "boundary")
        known: Int32 = np.nan_to_num(boundary, nan=-1).astype(np.int32)
        return known

    @property
    def _geometries(self) -> Any:
        return self._snapshot.geometries

    def _of_district(self, district: District) -> Any:
        own = self._rows.by_pk(district.pk)
        if own.label.partition(", ")[2] != district.label.partition(", ")[2]:
            raise _foreign("district", district)
        if not own.is_active:
            return None
        boundary = self._boundary_of_row[self._rows.row_of(own.pk)].item()
        return None if boundary < 0 else self._geometries.of_districts.shape(boundary)


def _own(level: Level, place: _Place, known: Mapping[int, _Place]) -> _Place:
    """Return the snapshot's own record of a place."""
    own = known.get(place.pk)
    if own is None or own.label != place.label:
        raise _foreign(level, place)
    return own


def _foreign(level: Level, place: District | Township | City) -> LookupError:
    return LookupError(
        f"{level} {shown(place.pk)}, {place.label}, is not from this snapshot; ask the gazetteer "
        "that returned the record"
    )


def _of_place(geometries: Geometries, pk: int) -> Any:
    row = int(geometries.pks.searchsorted(pk))
    if row == len(geometries.pks) or geometries.pks[row] != pk:
        return None
    return geometries.shape(row)
