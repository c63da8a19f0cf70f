"""Frames of Polars, eager and lazy, and the questions as expressions.

>>> import polars as pl
>>> from geodistricts.engines import polars as gd_polars
>>> pins = pl.LazyFrame({"lat": [41.0636, None], "lon": [28.8515, None]})
>>> found = pins.with_columns(gd_polars.reverse("lat", "lon").alias("place"))
>>> found.select(pl.col("place").struct.field("district")).collect().to_series().to_list()
['100. YIL MAH', None]
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geodistricts.engines.missing import needs
from geodistricts.shared import shared_gazetteer
from geodistricts.tables import STRUCTS, Answers

try:
    import polars as pl
except ImportError as error:
    raise needs("polars", "polars") from error

if TYPE_CHECKING:
    from geodistricts.engines.asking import Asked
    from geodistricts.gazetteer import Gazetteer

__all__ = ["match", "nearest", "normalize", "parse", "reverse", "validate"]

Argument = str | pl.Expr
"""A column's name, or an expression; for one value in all rows, ``pl.lit(value)``."""
_STRUCT = "geodistricts"


def nearest(lat: Argument, lon: Argument, *, gazetteer: Gazetteer | None = None) -> pl.Expr:
    """Find the district whose centre is nearest to each point.

    For the district that contains the point, use ``reverse``.

    Parameters
    ----------
    lat, lon : str or polars.Expr
        Degrees, WGS 84: numbers, or text with a decimal point or comma.
    gazetteer : Gazetteer, optional
        The gazetteer to ask; by default that of the bundled snapshot.

    Returns
    -------
    polars.Expr
        A struct of ``district_pk``, ``district``, ``township_pk``, ``township``, ``city_pk``,
        ``city``, ``postal_code`` and ``distance`` (metres); null where a coordinate is missing
        or impossible.

    Raises
    ------
    TypeError
        Where a column is neither a name nor an expression.

    Examples
    --------
    >>> import polars as pl
    >>> from geodistricts.engines import polars as gd_polars
    >>> pins = pl.DataFrame({"lat": [41.0636], "lon": [28.8515]})
    >>> pins.select(gd_polars.nearest("lat", "lon").struct.field("distance").round())["distance"][0]
    50.0
    """
    return _expression("nearest", {"latitudes": lat, "longitudes": lon}, gazetteer)


def reverse(lat: Argument, lon: Argument, *, gazetteer: Gazetteer | None = None) -> pl.Expr:
    """Find the district that each point is in: reverse geocoding by containment.

    Parameters
    ----------
    lat, lon, gazetteer
        As for ``nearest``.

    Returns
    -------
    polars.Expr
        As ``nearest``, with ``method`` ("boundary" or "nearest"); ``distance`` is 0 inside the
        boundary. Null also where the nearest boundary is more than 5 km away.

    Examples
    --------
    >>> import polars as pl
    >>> from geodistricts.engines import polars as gd_polars
    >>> pins = pl.DataFrame({"lat": [40.9819], "lon": [29.0576]})
    >>> pins.select(gd_polars.reverse("lat", "lon").struct.field("district", "method")).row(0)
    ('FENERYOLU MAH', 'boundary')
    """
    return _expression("reverse", {"latitudes": lat, "longitudes": lon}, gazetteer)


def match(
    name: Argument,
    city: Argument | None = None,
    township: Argument | None = None,
    *,
    city_pk: Argument | None = None,
    township_pk: Argument | None = None,
    gazetteer: Gazetteer | None = None,
) -> pl.Expr:
    """Find the district that each spelling means.

    Parameters
    ----------
    name, city, township : str or polars.Expr
        Names as somebody wrote them; digits for a city are its plate code.
    city_pk, township_pk : str or polars.Expr, optional
        The city and the township by pk instead.
    gazetteer : Gazetteer, optional
        As for ``nearest``.

    Returns
    -------
    polars.Expr
        As ``nearest``, with ``score`` (0 to 100) instead of ``distance``. Where several districts
        fit equally well, only the score is there; null where none fits.

    Examples
    --------
    >>> import polars as pl
    >>> from geodistricts.engines import polars as gd_polars
    >>> names = pl.DataFrame({"name": ["cafreağa mh", "lodos"]})
    >>> found = gd_polars.match("name", city=pl.lit("istanbul"), township=pl.lit("kadikoy"))
    >>> names.select(found.struct.field("district"))["district"].to_list()
    ['CAFERAĞA MAH', None]
    """
    given = {
        "name": name,
        "city": city,
        "township": township,
        "city_pk": city_pk,
        "township_pk": township_pk,
    }
    return _expression("match", given, gazetteer)


def parse(text: Argument, *, gazetteer: Gazetteer | None = None) -> pl.Expr:
    """Find the city, township and district that each line of free text names.

    Parameters
    ----------
    text : str or polars.Expr
        Addresses, each a line of free text.
    gazetteer : Gazetteer, optional
        As for ``nearest``.

    Returns
    -------
    polars.Expr
        As ``nearest``, with ``confidence`` (0 to 1) and ``street_line`` instead of ``distance``;
        null for null.

    Examples
    --------
    >>> import polars as pl
    >>> from geodistricts.engines import polars as gd_polars
    >>> lines = pl.DataFrame({"line": ["Caferağa Mh. Moda Cd. 45 Kadıköy"]})
    >>> lines.select(gd_polars.parse("line").struct.field("district", "street_line")).row(0)
    ('CAFERAĞA MAH', 'Moda Cd. 45')
    """
    return _expression("parse", {"address": text}, gazetteer)


def validate(
    city: Argument | None = None,
    township: Argument | None = None,
    district: Argument | None = None,
    address: Argument | None = None,
    *,
    postal_code: Argument | None = None,
    latitude: Argument | None = None,
    longitude: Argument | None = None,
    city_pk: Argument | None = None,
    township_pk: Argument | None = None,
    gazetteer: Gazetteer | None = None,
) -> pl.Expr:
    """Judge each order, its fields and its line together.

    Parameters
    ----------
    city, township, district, address, postal_code : str or polars.Expr, optional
        As somebody wrote them; digits for a city are its plate code.
    latitude, longitude : str or polars.Expr, optional
        A pin, degrees, WGS 84.
    city_pk, township_pk : str or polars.Expr, optional
        The city and the township by pk instead.
    gazetteer : Gazetteer, optional
        As for ``nearest``.

    Returns
    -------
    polars.Expr
        As ``nearest``, with ``confidence`` (0 to 1), ``next_action`` (ACCEPT, CONFIRM, FIX; see
        ``Validation``), ``granularity``, ``street_line``, ``formatted_address`` and ``reasons``,
        a struct with one for each component, instead of ``distance``; null where all is null.

    Raises
    ------
    ValueError
        Where no column is given.

    Examples
    --------
    >>> import polars as pl
    >>> from geodistricts.engines import polars as gd_polars
    >>> orders = pl.DataFrame({"ilce": ["Batıkent"], "adres": ["Kardelen mah. 5"]})
    >>> verdict = gd_polars.validate(pl.lit("Ankara"), "ilce", address="adres")
    >>> orders.select(verdict.struct.field("district", "next_action")).row(0)
    ('KARDELEN MAH', 'ACCEPT')
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
    if not any(argument is not None for argument in given.values()):
        raise ValueError("validate needs a column; name one, such as address")
    return _expression("validate", given, gazetteer)


def normalize(name: Argument) -> pl.Expr:
    """Reduce each district's name to a key that is equal for every way to write the name.

    Parameters
    ----------
    name : str or polars.Expr
        Names of districts.

    Returns
    -------
    polars.Expr
        Text; null for null.

    Examples
    --------
    >>> import polars as pl
    >>> from geodistricts.engines import polars as gd_polars
    >>> names = pl.DataFrame({"name": ["100. YIL MAH.", "yüzüncü yıl"]})
    >>> names.select(gd_polars.normalize("name"))["name"].to_list()
    ['yuzyil', 'yuzyil']
    """
    argument = _as_expression(name)
    return argument.map_batches(
        lambda values: pl.Series(values.name, Answers.normalize(_as_arrow(values))),
        return_dtype=pl.String(),
        is_elementwise=True,
    )


def has_points(frame: Any) -> bool:
    """Tell whether a frame has a geometry for each row; Polars has none."""
    return False


def add_columns(frame: Any, asked: Asked) -> Any:
    """Add the columns; see ``frames.enrich``."""
    if isinstance(frame, pl.DataFrame):
        asked.check(frame.columns)
        columns = {role: frame[str(name)].to_arrow() for role, name in asked.roles.items()}
        return frame.with_columns(
            pl.Series(name, values) for name, values in asked.answer(columns).items()
        )
    if not isinstance(frame, pl.LazyFrame):
        raise TypeError(
            f"frame must be a DataFrame or LazyFrame, not a {type(frame).__name__}; of a Series "
            "make one with to_frame"
        )
    if asked.workers != 1:
        raise ValueError(
            f"workers must be 1 for a lazy frame, not {asked.workers}; collect() it first"
        )
    schema = frame.collect_schema()
    asked.check(schema.names())
    asked.check_kinds({r: _arrow_type(schema[str(name)]) for r, name in asked.roles.items()})
    struct = pa.struct([*asked.added.items()])

    def answer(columns: dict[str, pa.Array]) -> pa.StructArray:
        found = asked.enricher.columns(asked.enricher.solve(columns))
        return pa.StructArray.from_arrays(found, fields=[*struct])

    names = {role: pl.col(str(name)) for role, name in asked.roles.items()}
    return frame.with_columns(_mapped(names, answer, struct).alias(_STRUCT)).unnest(_STRUCT)


def _expression(
    question: str, arguments: dict[str, Argument | None], gazetteer: Gazetteer | None
) -> pl.Expr:
    answers = Answers(gazetteer or shared_gazetteer())
    ask: Callable[..., pa.StructArray] = getattr(answers, question)
    given = {role: _as_expression(one) for role, one in arguments.items() if one is not None}
    return _mapped(given, lambda columns: ask(**columns), STRUCTS[question]).alias(question)


def _mapped(
    arguments: dict[str, pl.Expr],
    answer: Callable[[dict[str, pa.Array]], pa.StructArray],
    struct: pa.StructType,
) -> pl.Expr:
    """Make an expression that hands its columns on as Arrow's, and takes back a struct."""

    def ask(rows: pl.Series) -> pl.Series:
        columns = {role: _as_arrow(rows.struct.field(role)) for role in arguments}
        return pl.Series(rows.name, answer(columns))

    columns = [argument.alias(role) for role, argument in arguments.items()]
    return pl.struct(columns).map_batches(
        ask, return_dtype=_polars_type(struct), is_elementwise=True
    )


def _as_expression(argument: Argument) -> pl.Expr:
    if isinstance(argument, str):
        return pl.col(argument)
    if isinstance(argument, pl.Expr):
        return argument
    raise TypeError(
        f"a column must be a name or an expression, not a {type(argument).__name__}; "
        "for a value that is the same in all rows give polars.lit(value)"
    )


def _as_arrow(values: pl.Series) -> pa.Array:
    found = values.to_arrow()
    return found.dictionary_decode() if pa.types.is_dictionary(found.type) else found


def _arrow_type(kind: pl.DataType) -> pa.DataType:
    return pl.Series([], dtype=kind).to_arrow().type


def _polars_type(kind: pa.DataType) -> pl.DataType:
    return pl.Series(pa.nulls(0, kind)).dtype
