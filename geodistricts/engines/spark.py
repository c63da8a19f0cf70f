"""Spark: the questions as column functions and in SQL, and DataFrames enriched.

Executors need the package, and nothing else: each Python worker opens a gazetteer when it is first
asked, once, for all its tasks. What is sent to it are names and paths.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geodistricts.basics.arguments import shown
from geodistricts.engines.answers import STRUCTS, plain_struct
from geodistricts.engines.asking import FRAME
from geodistricts.engines.missing import needs
from geodistricts.snapshot import bundled_path
from geodistricts.tables import check_columns, check_roles, columns_added, plain_kind
from geodistricts.verdicts import SURE

try:
    from pyspark.sql import functions as F  # noqa: N812  (as everybody calls it)
    from pyspark.sql.pandas.functions import arrow_udf
    from pyspark.sql.types import DoubleType, IntegerType, StringType, StructField, StructType
except ImportError as error:
    raise needs("pyspark 4.1 or later", "spark") from error

from geodistricts.engines.spark_worker import answering, enriching

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

    from geodistricts.engines.asking import Asked

__all__ = ["enrich", "match", "nearest", "normalize", "parse", "register", "reverse", "validate"]

Path = str | os.PathLike[str]
_DATA_TYPES = {pa.int32(): IntegerType(), pa.float64(): DoubleType(), pa.string(): StringType()}
_NUMBERS = ("byte", "short", "integer", "long", "float", "double", "decimal")
_READABLE = ("string", "char", "varchar", "void", *_NUMBERS)
_ARGUMENTS = {
    "nearest": ("latitudes", "longitudes"),
    "reverse": ("latitudes", "longitudes"),
    "match": ("name", "city", "township"),
    "parse": ("address",),
    "validate": ("city", "township", "district", "address"),
    "normalize": ("name",),
}


def register(
    session: SparkSession, *, snapshot: Path | None = None, overlay: Path | None = None
) -> None:
    """Make the questions functions of a session's SQL.

    ``gd_nearest(lat, lon)``, ``gd_reverse(lat, lon)``, ``gd_match(name, city, township)``,
    ``gd_parse(text)``, ``gd_validate(city, township, district, address)`` and
    ``gd_normalize(text)`` answer as the column functions do.

    Parameters
    ----------
    session : pyspark.sql.SparkSession
        Where to register them; those of an earlier call are replaced.
    snapshot, overlay : path-like, optional
        A snapshot's folder and a file of corrections, as executors see them: absolute, relative
        to their working folder, or the name of what was added with ``addFile`` or
        ``addArchive``. Without ``snapshot``, the one that comes with the package.
    """
    for question, roles in _ARGUMENTS.items():
        session.udf.register(f"gd_{question}", _function(question, roles, snapshot, overlay))


def nearest(
    lat: Column | str,
    lon: Column | str,
    *,
    snapshot: Path | None = None,
    overlay: Path | None = None,
) -> Column:
    """Find the district whose coordinates are nearest to each point.

    Parameters
    ----------
    lat, lon : Column or str
        Degrees, WGS 84: numbers, or text with a point or a comma.
    snapshot, overlay : path-like, optional
        As for ``register``.

    Returns
    -------
    Column
        A struct of ``district_pk``, ``district``, ``township_pk``, ``township``, ``city_pk``,
        ``city``, ``postal_code`` and ``distance`` (metres); null where a coordinate is missing
        or impossible.
    """
    return _asked("nearest", {"latitudes": lat, "longitudes": lon}, snapshot, overlay)


def reverse(
    lat: Column | str,
    lon: Column | str,
    *,
    snapshot: Path | None = None,
    overlay: Path | None = None,
) -> Column:
    """Find the district that each point is in.

    Parameters
    ----------
    lat, lon, snapshot, overlay
        As for ``nearest``.

    Returns
    -------
    Column
        As ``nearest``, with ``method``, boundary or nearest; ``distance`` is 0 inside. Null also
        where the nearest boundary is more than 5 km away.
    """
    return _asked("reverse", {"latitudes": lat, "longitudes": lon}, snapshot, overlay)


def match(
    name: Column | str,
    city: Column | str | None = None,
    township: Column | str | None = None,
    *,
    city_pk: Column | str | None = None,
    township_pk: Column | str | None = None,
    snapshot: Path | None = None,
    overlay: Path | None = None,
) -> Column:
    """Find the district that each spelling means.

    Parameters
    ----------
    name, city, township : Column or str
        Names as somebody wrote them; digits for a city are its plate code.
    city_pk, township_pk : Column or str, optional
        The places by pk instead.
    snapshot, overlay : path-like, optional
        As for ``register``.

    Returns
    -------
    Column
        As ``nearest``, with ``score`` (0 to 100) in the place of ``distance``. Where several
        districts fit equally well, a score alone; null where none does.
    """
    given = {
        "name": name,
        "city": city,
        "township": township,
        "city_pk": city_pk,
        "township_pk": township_pk,
    }
    return _asked("match", given, snapshot, overlay)


def parse(
    text: Column | str, *, snapshot: Path | None = None, overlay: Path | None = None
) -> Column:
    """Find the city, township and district that each line of free text names.

    Parameters
    ----------
    text : Column or str
        Lines.
    snapshot, overlay : path-like, optional
        As for ``register``.

    Returns
    -------
    Column
        As ``nearest``, with ``confidence`` (0 to 1) and ``street_line`` in the place of
        ``distance``; null for null.
    """
    return _asked("parse", {"address": text}, snapshot, overlay)


def validate(
    city: Column | str | None = None,
    township: Column | str | None = None,
    district: Column | str | None = None,
    address: Column | str | None = None,
    *,
    postal_code: Column | str | None = None,
    latitude: Column | str | None = None,
    longitude: Column | str | None = None,
    city_pk: Column | str | None = None,
    township_pk: Column | str | None = None,
    snapshot: Path | None = None,
    overlay: Path | None = None,
) -> Column:
    """Judge each order, its fields and its line.

    Parameters
    ----------
    city, township, district, address, postal_code : Column or str, optional
        As somebody wrote them; digits for a city are its plate code.
    latitude, longitude : Column or str, optional
        Of a pin, degrees.
    city_pk, township_pk : Column or str, optional
        The places by pk instead.
    snapshot, overlay : path-like, optional
        As for ``register``.

    Returns
    -------
    Column
        As ``nearest``, with ``confidence`` (0 to 1), ``next_action`` (ACCEPT, CONFIRM, FIX),
        ``granularity``, ``street_line``, ``formatted_address`` and ``reasons``, a struct of one
        for each component, in the place of ``distance``; null where nothing is there.

    Raises
    ------
    ValueError
        Where no column is named.
    """
    given = {
        "city": city,
        "township": township,
        "district": district,
        "address": address,
        "postal_code": postal_code,
        "latitude": latitude,
        "longitude": longitude,
        "city_pk": city_pk,
        "township_pk": township_pk,
    }
    if all(argument is None for argument in given.values()):
        raise ValueError("validate needs a column; name one, such as address")
    return _asked("validate", given, snapshot, overlay)


def normalize(name: Column | str) -> Column:
    """Reduce each district's name to its key, equal for every way to write the name.

    Parameters
    ----------
    name : Column or str
        Names.

    Returns
    -------
    Column
        Text; null for null.
    """
    return _asked("normalize", {"name": name}, None, None)


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

    Of large frames this is the quickest way: columns come back as columns, where a function's
    struct is taken apart row by row.

    Parameters
    ----------
    frame : pyspark.sql.DataFrame
        Rows; lazy, and so is what comes back.
    latitude, longitude, address, city, township, district, postal_code : str, optional
        Names of columns, as for ``geodistricts.enrich``.
    city_pk, township_pk : str, optional
        Names of columns of pks, likewise.
    min_confidence : float
        ACCEPT needs at least this confidence, 0 to 1, and nothing that contradicts.
    prefix : str
        Put before the names of the new columns.
    snapshot, overlay : path-like, optional
        As for ``register``.

    Returns
    -------
    pyspark.sql.DataFrame
        The same partitions, rows and columns, and the new columns after them.

    Raises
    ------
    ValueError
        Where it is not said which columns to read, or they are not there or cannot be read; or
        a new column is there already.
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
        frame, roles, min_confidence, prefix, _text(snapshot), _text(overlay)
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
    if not hasattr(type(frame), "mapInArrow"):
        raise TypeError(
            f"frame must be a DataFrame, not a {type(frame).__name__}; make one with select"
        )
    gazetteer = asked.enricher.gazetteer
    snapshot = None if gazetteer.path == bundled_path() else str(gazetteer.path)
    roles = {role: str(name) for role, name in asked.roles.items()}
    confidence = asked.enricher.min_confidence
    return _enriched(frame, roles, confidence, asked.prefix, snapshot, _text(gazetteer.overlay))


def _enriched(
    frame: Any,
    roles: dict[str, str],
    min_confidence: float,
    prefix: str,
    snapshot: str | None,
    overlay: str | None,
) -> Any:
    kinds = {f"{prefix}{name}": kind for name, kind in columns_added(roles).items()}
    check_columns(FRAME, frame.columns, [*roles.values()], [*kinds], "prefix")
    fields: Sequence[Any] = frame.schema.fields
    for field in fields:
        if field.name in roles.values() and field.dataType.typeName() not in _READABLE:
            raise ValueError(
                f"column {shown(field.name)} of {FRAME} holds {field.dataType.simpleString()}; "
                "name one of texts or numbers"
            )
    added = [StructField(name, _DATA_TYPES[plain_kind(kind)]) for name, kind in kinds.items()]
    add = enriching(roles, [*kinds], min_confidence, snapshot, overlay)
    return frame.mapInArrow(add, StructType([*fields, *added]))


def _asked(
    question: str,
    arguments: dict[str, Column | str | None],
    snapshot: Path | None,
    overlay: Path | None,
) -> Column:
    given = {role: _column(one) for role, one in arguments.items() if one is not None}
    function = _function(question, [*given], snapshot, overlay)
    found: Column = function(*given.values()).alias(question)
    return found


def _function(
    question: str, roles: Sequence[str], snapshot: Path | None, overlay: Path | None
) -> Any:
    answer = answering(question, [*roles], _text(snapshot), _text(overlay))
    make: Any = arrow_udf
    return make(answer, _sql_type(plain_struct(STRUCTS[question])))


def _column(argument: Column | str) -> Column:
    if isinstance(argument, str):
        return F.col(argument)
    if not hasattr(argument, "alias"):
        raise TypeError(
            f"a column must be a Column or a name, not a {type(argument).__name__}; for a value "
            "that is the same in all rows give pyspark.sql.functions.lit(value)"
        )
    return argument


def _text(path: Path | None) -> str | None:
    return None if path is None else os.fspath(path)


def _sql_type(kind: pa.DataType) -> str:
    if not pa.types.is_struct(kind):
        return _DATA_TYPES[kind].simpleString()
    return f"struct<{', '.join(f'{field.name}: {_sql_type(field.type)}' for field in kind)}>"
