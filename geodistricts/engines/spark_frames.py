"""Spark's DataFrames, enriched: columns added to a task's rows, batch by batch."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql.types import DoubleType, IntegerType, StringType, StructField, StructType

from geodistricts.basics.arguments import shown
from geodistricts.engines.asking import FRAME
from geodistricts.engines.spark_worker import enriching
from geodistricts.snapshot import bundled_path
from geodistricts.tables import check_columns, check_roles, columns_added, plain_kind
from geodistricts.verdicts import SURE

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from geodistricts.engines.asking import Asked

Path = str | os.PathLike[str]
DATA_TYPES = {pa.int32(): IntegerType(), pa.float64(): DoubleType(), pa.string(): StringType()}
"""Spark's types of what is answered."""
_NUMBERS = ("byte", "short", "integer", "long", "float", "double", "decimal")
_READABLE = ("string", "char", "varchar", "void", *_NUMBERS)


def enrich(
    frame: DataFrame,
    *,
    latitude: str | None = None,
    longitude: str | None = None,
    address: str | None = None,
    city: str | None = None,
    township: str | None = None,
    district: str | None = None,
    postal_code: str | None = None,
    city_pk: str | None = None,
    township_pk: str | None = None,
    min_confidence: float = SURE,
    prefix: str = "",
    snapshot: Path | None = None,
    overlay: Path | None = None,
) -> DataFrame:
    """Add the district of every row of a DataFrame, as ``geodistricts.enrich`` does.

    For large frames this is the fastest way: it returns columns, while the struct of a function
    is taken apart row by row.

    Parameters
    ----------
    frame : pyspark.sql.DataFrame
        Rows; lazy, and so is what comes back.
    latitude, longitude, address, city, township, district, postal_code : str, optional
        Names of columns, as for ``geodistricts.enrich``.
    city_pk, township_pk : str, optional
        Names of columns of pks, instead of the written city and township.
    min_confidence : float
        The confidence that ACCEPT needs, 0 to 1; contradicted rows are never accepted.
    prefix : str
        Put before the names of the new columns.
    snapshot, overlay : path-like, optional
        As for ``spark.register``.

    Returns
    -------
    pyspark.sql.DataFrame
        The same partitions, rows and columns, and the new columns after them.

    Raises
    ------
    ValueError
        Where no columns to read are named, or they do not exist or cannot be read, or a new
        column exists already.
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
    check_roles(roles)
    if not 0 <= min_confidence <= 1:
        raise ValueError(f"min_confidence must be 0 to 1, not {min_confidence}")
    enriched: DataFrame = _enriched(
        frame,
        roles,
        min_confidence,
        prefix,
        path_text("snapshot", snapshot),
        path_text("overlay", overlay),
    )
    return enriched


def has_points(frame: Any) -> bool:
    """Tell whether a frame has a geometry for each row; Spark has none."""
    return False


def add_columns(frame: Any, asked: Asked) -> Any:
    """Add the columns; see ``frames.enrich``."""
    if asked.workers != 1:
        raise ValueError(
            f"workers must be 1 for a frame of Spark, not {asked.workers}; Spark has its own"
        )
    gazetteer = asked.enricher.gazetteer
    snapshot = None if gazetteer.path == bundled_path() else str(gazetteer.path)
    roles = {role: str(name) for role, name in asked.roles.items()}
    confidence = asked.enricher.min_confidence
    overlay = path_text("overlay", gazetteer.overlay)
    return _enriched(frame, roles, confidence, asked.prefix, snapshot, overlay)


def _enriched(
    frame: Any,
    roles: dict[str, str],
    min_confidence: float,
    prefix: str,
    snapshot: str | None,
    overlay: str | None,
) -> Any:
    if not hasattr(type(frame), "mapInArrow"):
        raise TypeError(
            f"frame must be a DataFrame, not a {type(frame).__name__}; make one with select"
        )
    kinds = {f"{prefix}{name}": kind for name, kind in columns_added(roles).items()}
    fields: Sequence[Any] = frame.schema.fields
    names = [field.name for field in fields]
    # To Spark, names that differ in their capitals are the same.
    there = {name.lower(): name for name in names}
    clashing = [there.get(name.lower(), name) for name in kinds]
    check_columns(FRAME, names, [*roles.values()], clashing, "prefix")
    for field in fields:
        if field.name in roles.values() and field.dataType.typeName() not in _READABLE:
            raise ValueError(
                f"column {shown(field.name)} of {FRAME} holds {field.dataType.simpleString()}; "
                "name one of text or numbers"
            )
    added = [StructField(name, DATA_TYPES[plain_kind(kind)]) for name, kind in kinds.items()]
    places = {role: names.index(name) for role, name in roles.items()}
    add = enriching(places, min_confidence, snapshot, overlay)
    # It finds columns by their names, and no name with a dot, nor one that is there twice.
    numbered = frame.toDF(*map(str, range(len(names))))
    return numbered.mapInArrow(add, StructType([*fields, *added]))


def path_text(name: str, path: Path | None) -> str | None:
    """Return an argument that is a path as text, for it to be sent."""
    if not isinstance(path, (str, os.PathLike, type(None))):
        raise TypeError(f"{name} must be the path of one file or folder, not {shown(path)}")
    return None if path is None else str(os.fspath(path))
