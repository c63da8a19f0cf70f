"""Any frame, enriched: the same kind comes back, with the columns that the command adds."""

from __future__ import annotations

from collections.abc import Hashable
from importlib import import_module
from typing import Any, TypeVar

from geodistricts.basics.arguments import shown
from geodistricts.engines.asking import Asked
from geodistricts.gazetteer import Gazetteer
from geodistricts.shared import shared_gazetteer
from geodistricts.tables import Enricher, check_roles, check_workers
from geodistricts.verdicts import SURE

Frame = TypeVar("Frame")

_ENGINES = {
    "pandas": "pandas",
    "geopandas": "pandas",
    "polars": "polars",
    "pyarrow": "arrow",
    "duckdb": "duckdb",
    "_duckdb": "duckdb",
    "pyspark": "spark",
}
"""Whose frames are enriched by which module."""


def enrich(
    frame: Frame,
    *,
    latitude: Hashable | None = None,
    longitude: Hashable | None = None,
    address: Hashable | None = None,
    city: Hashable | None = None,
    township: Hashable | None = None,
    district: Hashable | None = None,
    postal_code: Hashable | None = None,
    city_pk: Hashable | None = None,
    township_pk: Hashable | None = None,
    min_confidence: float = SURE,
    prefix: str = "",
    workers: int = 1,
    gazetteer: Gazetteer | None = None,
) -> Frame:
    """Add the district of every row of a frame.

    Rows have coordinates, which are answered by containment as by ``reverse``; or a line of
    address, as by ``parse``; or the fields of an order, as by ``validate``.

    Parameters
    ----------
    frame : frame
        One of pandas, GeoPandas, Polars (also lazy), PyArrow (table, batch, reader, dataset),
        DuckDB (relation) or Spark.
    latitude, longitude : str, optional
        Names of the columns of coordinates, degrees, WGS 84. A GeoPandas frame needs neither:
        the points of its geometry column are taken, in any CRS.
    address : str, optional
        Name of the column of addresses, each a line of free text.
    city, township, district, postal_code : str, optional
        Names of the columns of fields, as somebody wrote them; digits for a city are its plate
        code, whatever the type of the column.
    city_pk, township_pk : str, optional
        Names of the columns of pks, instead of the written city and township.
    min_confidence : float
        The confidence that ACCEPT needs, 0 to 1; contradicted rows are never accepted.
    prefix : str
        Put before the names of the new columns.
    workers : int
        How many processes solve the rows; 1 starts none, and is best for points. For lazy and
        Spark frames it must be 1: their engines run in parallel themselves.
    gazetteer : Gazetteer, optional
        The gazetteer to ask; by default that of the bundled snapshot, with its pks.

    Returns
    -------
    frame
        One of the same kind, its rows, columns, index and metadata as they were, followed by
        ``district_pk``, ``district``, ``township_pk``, ``township``, ``city_pk``, ``city``,
        ``postal_code``, ``confidence`` (0 to 1) and ``next_action`` (ACCEPT: take the district;
        CONFIRM: have it confirmed; FIX: there is none, have the row corrected); with addresses
        also ``street_line``. Pks are int32 and may be null; names, postal codes and actions are
        categorical. The frame that was given is not changed.

    Raises
    ------
    TypeError
        Where the frame is not one of these.
    ValueError
        Where no columns to read are named, or they do not exist or cannot be read, or a new
        column exists already.
    WorkerError
        Where a worker process ends before its work is done.
    ImportError
        Where an engine's package is missing; the message says what to install.

    Examples
    --------
    >>> import geodistricts as gd
    >>> import pandas as pd
    >>> pins = pd.DataFrame({"order": [7, 8], "lat": [41.0636, None], "lon": [28.8515, None]})
    >>> found = gd.enrich(pins, latitude="lat", longitude="lon")
    >>> found[["order", "district_pk", "district", "next_action"]]
       order  district_pk      district next_action
    0      7        35303  100. YIL MAH      ACCEPT
    1      8         <NA>           NaN         FIX
    """
    given = {
        "latitude": latitude,
        "longitude": longitude,
        "address": address,
        "city": city,
        "township": township,
        "district": district,
        "postal_code": postal_code,
        "city_pk": city_pk,
        "township_pk": township_pk,
    }
    roles = {role: name for role, name in given.items() if name is not None}
    engine = import_module(f"geodistricts.engines.{_engine_of(frame)}")
    count = check_workers(workers)
    if roles or not engine.has_points(frame):
        check_roles(roles)
    if not isinstance(prefix, str):
        raise TypeError(f"prefix must be text, not {shown(prefix)}")
    enricher = Enricher(gazetteer or shared_gazetteer(), min_confidence)
    enriched: Frame = engine.add_columns(frame, Asked(roles, enricher, prefix, count))
    return enriched


def _engine_of(frame: Any) -> str:
    for kind in type(frame).__mro__:
        engine = _ENGINES.get(kind.__module__.partition(".")[0])
        if engine is not None:
            return engine
    raise TypeError(
        "frame must be one of pandas, GeoPandas, Polars, PyArrow, DuckDB or Spark, not a "
        f"{type(frame).__name__}; make a table of it, such as with pyarrow.table"
    )
