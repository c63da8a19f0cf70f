"""Spark: the questions as column functions and in SQL, and DataFrames enriched.

Executors need the package and nothing else: each Python worker opens a gazetteer at its first
question, once for all its tasks. Only names and paths are sent to it. For example::

    from geodistricts.engines import spark as gd_spark

    pins.withColumn("place", gd_spark.reverse("lat", "lon")).select("place.district")
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geodistricts.engines.missing import needs
from geodistricts.tables import STRUCTS, plain_struct

try:
    from pyspark.sql import functions as F  # noqa: N812  (as everybody calls it)
    from pyspark.sql.pandas.functions import arrow_udf
except ImportError as error:
    raise needs("pyspark 4.1 or later", "spark") from error

from geodistricts.engines.spark_frames import (
    DATA_TYPES,
    Path,
    add_columns,
    enrich,
    has_points,
    path_text,
)
from geodistricts.engines.spark_worker import answering

if TYPE_CHECKING:
    from pyspark.sql import Column, SparkSession

__all__ = [
    "add_columns",
    "enrich",
    "has_points",
    "match",
    "nearest",
    "normalize",
    "parse",
    "register",
    "reverse",
    "validate",
]

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
    """Register the questions as SQL functions of a session.

    ``gd_nearest(lat, lon)``, ``gd_reverse(lat, lon)``, ``gd_match(name, city, township)``,
    ``gd_parse(text)``, ``gd_validate(city, township, district, address)`` and
    ``gd_normalize(text)`` answer as the column functions do; all arguments of ``gd_match`` and
    ``gd_validate`` but the first may be left out.

    Parameters
    ----------
    session : pyspark.sql.SparkSession
        Where to register them; those of an earlier call are replaced.
    snapshot, overlay : path-like, optional
        A snapshot's folder and a file of corrections, as executors see them: an absolute path,
        one relative to their working folder, or the name of what was added with ``addFile`` or
        ``addArchive``. By default, the snapshot that comes with the package.

    Raises
    ------
    TypeError
        Where ``snapshot`` or ``overlay`` is not a path.
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
    """Find the district whose centre is nearest to each point.

    For the district that contains the point, use ``reverse``.

    Parameters
    ----------
    lat, lon : Column or str
        Degrees, WGS 84: numbers, or text with a decimal point or comma.
    snapshot, overlay : path-like, optional
        As for ``register``.

    Returns
    -------
    Column
        A struct of ``district_pk``, ``district``, ``township_pk``, ``township``, ``city_pk``,
        ``city``, ``postal_code`` and ``distance`` (metres); null where a coordinate is missing
        or impossible.

    Raises
    ------
    TypeError
        Where a column is neither a name nor a Column.
    """
    return _asked("nearest", {"latitudes": lat, "longitudes": lon}, snapshot, overlay)


def reverse(
    lat: Column | str,
    lon: Column | str,
    *,
    snapshot: Path | None = None,
    overlay: Path | None = None,
) -> Column:
    """Find the district that each point is in: reverse geocoding by containment.

    Parameters
    ----------
    lat, lon, snapshot, overlay
        As for ``nearest``.

    Returns
    -------
    Column
        As ``nearest``, with ``method`` ("boundary" or "nearest"); ``distance`` is 0 inside the
        boundary. Null also where the nearest boundary is more than 5 km away.
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
        The city and the township by pk instead.
    snapshot, overlay : path-like, optional
        As for ``register``.

    Returns
    -------
    Column
        As ``nearest``, with ``score`` (0 to 100) instead of ``distance``. Where several districts
        fit equally well, only the score is there; null where none fits.
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
        Addresses, each a line of free text.
    snapshot, overlay : path-like, optional
        As for ``register``.

    Returns
    -------
    Column
        As ``nearest``, with ``confidence`` (0 to 1) and ``street_line`` instead of ``distance``;
        null for null.
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
    """Judge each order, its fields and its line together.

    Parameters
    ----------
    city, township, district, address, postal_code : Column or str, optional
        As somebody wrote them; digits for a city are its plate code.
    latitude, longitude : Column or str, optional
        A pin, degrees, WGS 84.
    city_pk, township_pk : Column or str, optional
        The city and the township by pk instead.
    snapshot, overlay : path-like, optional
        As for ``register``.

    Returns
    -------
    Column
        As ``nearest``, with ``confidence`` (0 to 1), ``next_action`` (ACCEPT, CONFIRM, FIX; see
        ``Validation``), ``granularity``, ``street_line``, ``formatted_address`` and ``reasons``,
        a struct with one for each component, instead of ``distance``; null where all is null.

    Raises
    ------
    ValueError
        Where no column is given.
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
    """Reduce each district's name to a key that is equal for every way to write the name.

    Parameters
    ----------
    name : Column or str
        Names of districts.

    Returns
    -------
    Column
        Text; null for null.
    """
    return _asked("normalize", {"name": name}, None, None)


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
    answer = answering(
        question, [*roles], path_text("snapshot", snapshot), path_text("overlay", overlay)
    )
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


def _sql_type(kind: pa.DataType) -> str:
    if not pa.types.is_struct(kind):
        return DATA_TYPES[kind].simpleString()
    return f"struct<{', '.join(f'{field.name}: {_sql_type(field.type)}' for field in kind)}>"
