"""Spark: the questions as column functions and in SQL, and DataFrames enriched.

Executors need the package, and nothing else: each Python worker opens a gazetteer when it is first
asked, once, for all its tasks. What is sent to it are names and paths.
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
    """Make the questions functions of a session's SQL.

    ``gd_nearest(lat, lon)``, ``gd_reverse(lat, lon)``, ``gd_match(name, city, township)``,
    ``gd_parse(text)``, ``gd_validate(city, township, district, address)`` and
    ``gd_normalize(text)`` answer as the column functions do; the last arguments of ``gd_match`` and
    ``gd_validate`` may be left out.

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
